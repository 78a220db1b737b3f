"""A server whose memory is short ends sessions, tells their readers, and goes on."""

import asyncio
import sys

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from components.server_sessions import MEMORY_WAS_SHORT
from tests.bench.measuring.reader import LARGEST, Reader, reader_session
from tests.bench.measuring.server import Server, server
from tests.bench.measuring.subjects import OUR_RECORDS
from tests.support.running.own_loop import run_apart

pytestmark = pytest.mark.server

# The page as a department starts it, on a system that has one byte for it; what it grows by afterwards is little.
SMALL = """
import sys, uvicorn
from data.apart import memory
memory.usable, memory.GROWTH = lambda: 1.0, 10**12
uvicorn.run("components.server:app", host="127.0.0.1", port=int(sys.argv[1]))
"""


def small_program(port: int) -> list[str]:
    return [sys.executable, "-c", SMALL, str(port)]


async def _stay(reader: Reader) -> None:
    """Open the page, and read what comes after it."""
    await reader.open()
    while True:
        await asyncio.wait_for(reader.socket.recv(), 30)


async def _ended_and_come_back(host: Server) -> bytes:
    """A reader whose session ends, and who is connected again as a browser is: what the page says then."""
    async with reader_session(host, "") as reader:
        with pytest.raises(ConnectionClosed):
            await _stay(reader)
    assert reader.session
    address = f"{host.address.replace('http', 'ws', 1)}/_stcore/stream"
    protocols = [Subprotocol(name) for name in ("streamlit", "PLACEHOLDER_AUTH_TOKEN", reader.session)]
    async with connect(address, subprotocols=protocols, max_size=LARGEST) as socket:
        again = Reader(socket, "", messages=bytearray())
        await again.open()
        # It has not grown since: nobody else ends.
        await again.go("about")
        assert again.session != reader.session
        assert not again.faults
        return bytes(again.messages or b"")


def test_a_session_that_ends_where_memory_is_short_is_begun_anew_and_says_so() -> None:
    with server(small_program, OUR_RECORDS) as host:
        messages = run_apart(_ended_and_come_back(host))
    assert messages.count(MEMORY_WAS_SHORT.encode()) == 1
