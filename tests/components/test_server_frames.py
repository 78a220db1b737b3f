"""Frames that are no messages, and lines that nobody reads: on a real server, by real sockets."""

import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from components.server_frames import LOOSE_FRAMES
from tests.bench.reader import reader_session
from tests.bench.server import Server
from tests.support.browser import app_server
from tests.support.cast import write_cast
from tests.support.own_loop import run_apart

CONTINUATION, BINARY, PING, PONG = 0, 2, 9, 10
PATIENCE = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_server(write_cast(tmp_path_factory.mktemp("frames")), strict=True) as started:
        yield started


def line_to(address: str) -> socket.socket:
    """A web socket after its handshake."""
    parts = urlsplit(address)
    line = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE)
    lines = (
        "GET /_stcore/stream HTTP/1.1", f"Host: {parts.netloc}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: streamlit",
    )  # fmt: skip
    line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += line.recv(1)
    assert b" 101 " in head
    return line


def frame(kind: int, content: bytes = b"", *, is_last: bool = True) -> bytes:
    """A frame as a client sends it, with a mask that changes nothing."""
    size = len(content)
    length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + struct.pack("!H", size)
    return bytes([kind | 0x80 * is_last]) + length + bytes(4) + content


def is_cut(line: socket.socket) -> bool:
    """Whether the server ends the line although nobody told it to."""
    try:
        while line.recv(65_536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


@pytest.mark.server
@pytest.mark.parametrize(
    "flood",
    [
        frame(PING, b"x" * 125),
        frame(PING),
        frame(PONG),
        frame(CONTINUATION, is_last=False),
    ],
    ids=["pings", "short pings", "pongs", "parts"],
)
def test_frames_without_end_that_are_no_messages_end_their_line(address: str, flood: bytes) -> None:
    """uvicorn answers each by itself, amid the event loop, and keeps its answers for a reader who takes none."""
    with line_to(address) as line:
        try:
            line.sendall(frame(BINARY, is_last=False) if flood[0] == CONTINUATION else b"")
            line.sendall(flood * int(3 * LOOSE_FRAMES[0]))
        except ConnectionError:
            return
        assert is_cut(line)


@pytest.mark.server
def test_a_message_in_many_parts_arrives(address: str) -> None:
    """A browser or a proxy may send a large message in parts."""
    message = BackMsg(rerun_script=ClientState(query_string="preset=everything")).SerializeToString()
    with line_to(address) as line:
        line.sendall(frame(BINARY, message[:1], is_last=False))
        for place in range(1, len(message) - 1):
            line.sendall(frame(CONTINUATION, message[place : place + 1], is_last=False))
        line.sendall(frame(CONTINUATION, message[-1:]) + frame(PING, b"are you there"))
        assert line.recv(10)


@pytest.mark.server
def test_others_are_answered_afterwards(address: str) -> None:
    async def visit() -> list[str]:
        async with reader_session(Server(address, 0), "preset=everything") as reader:
            await reader.open()
            await reader.click("CHN")
            return reader.faults

    assert run_apart(visit()) == []
    with urlopen(f"{address}/_stcore/health", timeout=PATIENCE) as answer:
        assert answer.read() == b"ok"
