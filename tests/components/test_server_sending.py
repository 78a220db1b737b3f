"""What waits to be sent to browsers that do not read."""

import asyncio
import socket
from contextlib import suppress
from inspect import getclosurevars
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient
from uvicorn import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from components import server_sending
from components.server_frames import CUT, WaitingBytes
from components.server_sending import KEPT_BY_SYSTEM, SendQueue, limit_what_waits, send_at_once
from tests.support.running.own_loop import run_apart


def test_a_browser_that_takes_nothing_is_given_up_and_holds_nothing() -> None:
    waiting, given_up = WaitingBytes(40_000, 1_000), list[str]()
    queues = {name: SendQueue(500, waiting, lambda name=name: given_up.append(name)) for name in "abc"}  # type: ignore[misc]
    for _ in range(100):
        with suppress(asyncio.QueueFull):
            queues["a"].put_nowait(b"x" * 500)
        if given_up:
            break
    assert given_up == ["a"]
    assert (waiting.count, queues["a"].qsize()) == (0, 0)


def test_a_browser_for_which_too_many_messages_wait_is_given_up() -> None:
    given_up = list[bool]()
    queue = SendQueue(3, WaitingBytes(40_000, 1_000), lambda: given_up.append(True))
    for _ in range(3):
        queue.put_nowait(b"x")
    with pytest.raises(asyncio.QueueFull):
        queue.put_nowait(b"x")
    assert (given_up, queue.qsize()) == ([True], 0)


def test_the_fuller_the_memory_the_less_may_wait_for_one() -> None:
    waiting, given_up = WaitingBytes(40_000, 1_000), list[int]()
    queues = [SendQueue(500, waiting, lambda number=number: given_up.append(number)) for number in range(60)]  # type: ignore[misc]
    for _ in range(40):
        for queue in queues:
            with suppress(asyncio.QueueFull):
                queue.put_nowait(b"x" * 500)
    assert waiting.count <= 40_000 + len(queues) * 1_000
    quiet = SendQueue(500, waiting, lambda: given_up.append(-1))
    quiet.put_nowait(b"x" * 900)
    assert -1 not in given_up


def test_one_message_may_be_as_large_as_it_is() -> None:
    queue = SendQueue(500, waiting := WaitingBytes(10, 10), lambda: None)
    queue.put_nowait(b"x" * 5_000)
    assert queue.get_nowait() == b"x" * 5_000
    assert waiting.count == 0


def test_streamlit_ends_the_line_of_a_browser_that_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, what_it_was in (("__init__", "begin"), ("aclose", "close")):
        # In this process a page that a test has run may have limited it already, with the limits of a server.
        method = getattr(StarletteSessionClient, name)
        monkeypatch.setattr(StarletteSessionClient, name, getclosurevars(method).nonlocals.get(what_it_was, method))
    monkeypatch.setattr(server_sending, "LEAST_OF_ONE", 1_000)
    monkeypatch.setattr(server_sending, "MOST_WAITING_BYTES", 1_000)
    limit_what_waits()
    cut = list[bool]()

    async def takes_nothing(_: bytes) -> None:
        await asyncio.Event().wait()

    scope = {"extensions": {CUT: lambda: cut.append(True)}}
    browser: Any = SimpleNamespace(scope=scope, headers={}, cookies={}, client=None, send_bytes=takes_nothing)

    async def visit() -> int:
        client = StarletteSessionClient(browser)
        message = ForwardMsg(hash="x" * 300)
        with suppress(SessionClientDisconnectedError):
            for _ in range(20):
                client.write_forward_msg(message)
                await asyncio.sleep(0)
        await client.aclose()
        return client._send_queue.qsize()

    assert run_apart(visit()) == 0
    assert cut == [True]


def test_the_end_of_an_answer_does_not_wait_for_the_browser_to_confirm_its_beginning() -> None:
    """As `streamlit run` does, the socket is opened without a protocol, for which asyncio leaves the setting alone."""
    assert run_apart(settings_of_a_connection())[0] == 1


def test_the_system_keeps_little_of_what_one_does_not_read_who_read_fast_before() -> None:
    """Of each line it kept 2.6 MB: of 600 lines 1.6 GB, which count for the unit."""
    assert max(run_apart(settings_of_a_connection())[1:]) <= 2 * KEPT_BY_SYSTEM


async def settings_of_a_connection() -> tuple[int, int, int]:
    """(whether all is sent at once, and bytes of the system for what is sent, and for what comes) of a line of a server."""
    send_at_once()
    config, state, made = Config("none:app"), ServerState(), asyncio.Event()
    config.load_app = lambda: None  # type: ignore[method-assign]
    config.load()
    protocols = list[Any]()

    def protocol() -> Any:
        protocol_class: Any = AutoHTTPProtocol
        protocols.append(protocol_class(config=config, server_state=state, app_state={}))
        asyncio.get_running_loop().call_later(0, made.set)
        return protocols[0]

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(protocol, sock=listener)
        _, writer = await asyncio.open_connection(*listener.getsockname())
        await made.wait()
        there = protocols[0].transport.get_extra_info("socket")
        at_once = there.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        kept = [there.getsockopt(socket.SOL_SOCKET, way) for way in (socket.SO_SNDBUF, socket.SO_RCVBUF)]
        writer.close()
        server.close()
    return at_once, kept[0], kept[1]
