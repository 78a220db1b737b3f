"""Frames that are no messages, requests in thousands of parts, lines that nobody reads: on a real server, by real sockets."""

import asyncio
import select
import socket
import struct
import zlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock
from urllib.parse import urlsplit
from urllib.request import urlopen

import h11
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from uvicorn import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from components import server_frames
from components.server_frames import _END_OF_HEAD as END_OF_HEAD
from components.server_frames import (
    LEAST_RECEIVED_OF_ONE,
    LONGEST_PATH,
    LOOSE_FRAMES,
    MOST_HEAD_ENTRIES,
    MOST_HEAD_LINES,
    MOST_RECEIVED_BYTES,
    PARTS_OF_ANY_SIZE,
    ReceiveQueue,
    Requests,
    WaitingBytes,
    _is_lost,
    guard_frames,
)
from components.server_guard import LARGEST_MESSAGE
from components.server_pace import MOST_LINES_OF_ADDRESS
from tests.bench.measuring.reader import reader_session
from tests.bench.measuring.server import Server
from tests.support.browser import app_server
from tests.support.cast import write_cast
from tests.support.running.own_loop import run_apart

CONTINUATION, BINARY, CLOSE, PING, PONG = 0, 2, 8, 9, 10
PATIENCE = 60
HANDSHAKE = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: dept.example.org\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_server(write_cast(tmp_path_factory.mktemp("frames")), strict=True) as started:
        yield started


def line_to(address: str) -> socket.socket:
    """A web socket after its handshake."""
    parts = urlsplit(address)
    line = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE)
    line.sendall(f"{HANDSHAKE}\r\n".encode())
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


def packed(size: int) -> bytes:
    """A frame of a kilobyte for each megabyte that it becomes."""
    packer = zlib.compressobj(9, wbits=-12)
    content = packer.compress(bytes(size)) + packer.flush(zlib.Z_SYNC_FLUSH)
    whole = frame(BINARY, content.removesuffix(b"\x00\x00\xff\xff"))
    return bytes([whole[0] | 0x40]) + whole[1:]


async def takes_nothing(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})
    await asyncio.Event().wait()


async def connection_of(app: ASGIApp) -> Any:
    """One that uvicorn has accepted, as `streamlit run` begins it."""
    guard_frames()
    config = Config("none:app", ws_max_size=200_000_000)
    config.load_app = lambda: app  # type: ignore[method-assign]
    config.load()
    connection: Any = WebSocketsSansIOProtocol(config, ServerState(), {})
    connection.connection_made(Mock(is_closing=lambda: False, get_extra_info=lambda _: None))
    packing = b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    connection.data_received(HANDSHAKE.encode() + packing + b"\r\n")
    while not connection.handshake_complete:
        await asyncio.sleep(0)
    return connection


async def kept_of(received: bytes) -> tuple[int, bool]:
    """(bytes that wait of what a connection brings, whether it is ended); the app takes nothing."""
    connection = await connection_of(takes_nothing)
    connection.data_received(received)
    return connection.queue._bytes, connection.conn.parser_exc is not None


async def looked_at_after_the_end(*received: bytes) -> tuple[list[bytes], bool]:
    """(what is taken apart of what comes after we have ended a connection, whether its line is cut)."""
    connection, looked_at = await connection_of(takes_nothing), list[bytes]()
    await connection.send({"type": "websocket.close", "code": 1002})
    connection.conn.receive_data = looked_at.append
    connection.conn.events_received = list
    for part in received:
        connection.data_received(part)
    return looked_at, connection.transport.abort.called


def test_after_the_end_of_a_connection_only_the_answer_to_it_is_looked_at_and_who_sends_on_is_cut() -> None:
    """uvicorn reads on for ten seconds without a pause: 200 lines of packed messages, or of short ones, kept a click for 36 s."""
    answer = frame(CLOSE, b"\x03\xea")
    for more in (packed(LARGEST_MESSAGE), frame(BINARY) * 1_000):
        assert run_apart(looked_at_after_the_end(more, answer)) == ([answer], False)
    looked_at, is_cut = run_apart(looked_at_after_the_end(*[frame(BINARY)] * int(2 * LOOSE_FRAMES[0])))
    assert is_cut
    assert len(looked_at) < 1.5 * LOOSE_FRAMES[0]


@pytest.mark.parametrize(("more", "number"), [(0, 1), (1, 1), (0, 2), (0, 3)])
def test_messages_are_unpacked_up_to_two_of_the_largest_at_once(more: int, number: int) -> None:
    """Streamlit lets one have 200 MB, which 200 kB become; and of what is read at once, eight megabytes on 600 lines took seconds."""
    is_too_much = more > 0 or number > 2
    kept = run_apart(kept_of(packed(LARGEST_MESSAGE + more) * number))
    assert kept == (0 if is_too_much else number * LARGEST_MESSAGE, is_too_much)


def test_a_message_that_is_not_at_its_end_yet_waits_too() -> None:
    """600 connections, each with all but the end of a megabyte in one frame, held 600 MB that nobody counted."""
    begun = bytes([0x82, 0x80 | 127]) + struct.pack("!Q", LARGEST_MESSAGE) + bytes(4) + b"x" * 500_000
    assert run_apart(kept_of(begun)) == (500_000, False)


def test_what_waits_to_be_read_has_a_limit_for_all_connections_together() -> None:
    """Each of eight frames that are read at once may become a megabyte: 600 connections would hold five gigabytes."""
    waiting, cuts = WaitingBytes(MOST_RECEIVED_BYTES, LEAST_RECEIVED_OF_ONE), list[bool]()
    message = {"type": "websocket.receive", "bytes": bytes(LARGEST_MESSAGE)}
    queues = [ReceiveQueue(waiting, lambda: cuts.append(True)) for _ in range(MOST_LINES_OF_ADDRESS)]
    for queue in queues:
        for _ in range(8):
            queue.put_nowait(message)
    assert waiting.count <= MOST_RECEIVED_BYTES
    assert len(cuts) > MOST_LINES_OF_ADDRESS / 2
    quiet = ReceiveQueue(waiting, lambda: pytest.fail("a reader beside them is cut"))
    quiet.put_nowait({"type": "websocket.receive", "bytes": bytes(LEAST_RECEIVED_OF_ONE)})
    for queue in (*queues, quiet):
        queue.end()
    assert waiting.count == 0


def test_what_was_taken_counts_until_the_next_is_asked_for_and_the_end_is_told_to_whoever_is_cut() -> None:
    waiting, cuts = WaitingBytes(4_000, 100), list[bool]()

    async def visit() -> list[int]:
        queue, counts = ReceiveQueue(waiting, lambda: cuts.append(True)), list[int]()
        queue.put_nowait({"type": "websocket.receive", "bytes": bytes(300)})
        await queue.get()
        counts.append(waiting.count)
        queue.gather(200)
        queue.gather(250)
        counts.append(waiting.count)
        queue.put_nowait({"type": "websocket.receive", "text": "x" * 500})
        queue.gather(700)
        counts.append(waiting.count)
        queue.put_nowait({"type": "websocket.disconnect"})
        assert (await queue.get())["type"] == "websocket.disconnect"
        return [*counts, waiting.count]

    assert run_apart(visit()) == [300, 550, 300, 0]
    assert cuts == [True]


def test_of_a_lost_line_nothing_is_read_any_more_but_its_begin_and_its_end() -> None:
    waiting = WaitingBytes(MOST_RECEIVED_BYTES, LEAST_RECEIVED_OF_ONE)
    queue = ReceiveQueue(waiting, lambda: pytest.fail("nothing is too much"))
    for kind in ("connect", "receive", "receive", "disconnect"):
        queue.put_nowait({"type": f"websocket.{kind}", "bytes": b"x" if kind == "receive" else b""})
    assert [queue.get_nowait()["type"] for _ in range(queue.qsize())] == ["websocket.connect", "websocket.disconnect"]
    assert waiting.count == 0


@pytest.mark.skipif(not hasattr(select, "POLLRDHUP"), reason="only Linux says so")
def test_a_lost_line_is_noticed_while_nothing_is_read() -> None:
    async def visit() -> list[bool]:
        here, there = socket.socketpair()
        transport, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, sock=here)
        transport.pause_reading()
        there.sendall(b"many messages")
        noticed = [_is_lost(transport)]
        there.close()
        return [*noticed, _is_lost(transport), transport.is_closing()]

    assert run_apart(visit()) == [False, True, True]


HEAD = b"GET / HTTP/1.1\r\nHost: dept.example.org\r\n"
UPLOAD = b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: dept.example.org\r\n"
CHUNKED = UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n"


def sized(size: int) -> bytes:
    """The head of an upload of so many bytes."""
    return UPLOAD + b"Content-Length: %d\r\n\r\n" % size


def events_of(*received: bytes) -> tuple[list[str], bool]:
    """(what is found in what a line brings, part by part, whether the line is cut)."""
    cuts, events = list[bool](), list[str]()
    requests = Requests(lambda: cuts.append(True), 65_536)
    for part in received:
        requests.receive_data(part)
        while (event := requests.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
            events.append(type(event).__name__)
    return events, cuts == [True]


LETTERS = [b"x"] * PARTS_OF_ANY_SIZE


@pytest.mark.parametrize(
    ("received", "events", "is_cut"),
    [
        ([HEAD + b"a:\r\n" * (MOST_HEAD_LINES - 10) + b"\r\n"], ["Request", "EndOfMessage"], False),
        ([HEAD + b"a:\r\n" * MOST_HEAD_LINES + b"\r\n"], [], True),
        ([HEAD + b"a:\n" * MOST_HEAD_LINES + b"\n"], [], True),
        # It is not whole yet.
        ([HEAD + b"a:\r\n" * MOST_HEAD_LINES], [], False),
        ([HEAD + b"a:\r\n" * MOST_HEAD_LINES, b"\r\n"], [], True),
        ([sized(200), *LETTERS], ["Request", *["Data"] * PARTS_OF_ANY_SIZE, "EndOfMessage"], False),
        ([sized(300), *LETTERS, b"x"], ["Request", *["Data"] * PARTS_OF_ANY_SIZE], True),
        ([sized(1_024_000), *[b"x" * 1024] * 1000], ["Request", *["Data"] * 1000, "EndOfMessage"], False),
        ([CHUNKED + b"0\r\n" + b"a:\r\n" * MOST_HEAD_LINES + b"\r\n"], [], True),
    ],
)
def test_a_request_in_too_many_parts_ends_its_line_before_they_are_taken_apart(
    received: list[bytes], events: list[str], is_cut: bool
) -> None:
    assert events_of(*received) == (events, is_cut)


@pytest.mark.parametrize(
    ("list_of", "part"),
    [
        (b"Cookie", b"a=;"),
        (b"Cookie", b"\\a"),
        (b"Connection", b"a,"),
        (b"If-None-Match", b'"a",'),
        (b"Sec-WebSocket-Protocol", b"a,"),
        (b"Sec-WebSocket-Extensions", b"a;"),
    ],
)
def test_lists_of_thousands_in_a_head_end_its_line_before_they_are_taken_apart(list_of: bytes, part: bytes) -> None:
    """40 beginnings of web sockets, each with 28,000 names of extensions, kept all others waiting for 24 s."""
    one = list_of + b": " + part * (MOST_HEAD_ENTRIES // 2) + b"\r\n"
    assert events_of(HEAD + one * 2 + b"\r\n") == (["Request", "EndOfMessage"], False)
    assert events_of(HEAD + one * 3 + b"\r\n") == ([], True)


def test_a_path_longer_than_any_ends_its_line_and_a_long_link_does_not() -> None:
    link = b"GET /story?story=" + b"a,;/%41" * 4_000 + b" HTTP/1.1\r\nHost: dept.example.org\r\n\r\n"
    assert events_of(link) == (["Request", "EndOfMessage"], False)
    assert events_of(link.replace(b",", b"&")) == ([], True)
    path = link.replace(b"?", b"/", 1)
    short = path[: LONGEST_PATH + 100] + b" HTTP/1.1\r\n\r\n"
    assert events_of(path) == events_of(short) == ([], True)


def test_of_a_head_that_comes_letter_by_letter_only_what_is_new_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it was, with each packet: four times the work of the loop for whoever had a thousand such lines."""
    looked_at = 0

    class Expression:
        def search(self, text: bytes, start: int) -> Any:
            nonlocal looked_at
            looked_at += len(text) - start
            return END_OF_HEAD.search(text, start)

    monkeypatch.setattr(server_frames, "_END_OF_HEAD", Expression())
    head = HEAD + b"Cookie: " + b"a" * 3_000 + b"\r\n"
    for end in (b"\n", b"\r\n"):
        whole = head + end
        assert events_of(*(whole[place : place + 1] for place in range(len(whole)))) == (
            ["Request", "EndOfMessage"],
            False,
        )
    assert looked_at < 10 * len(head)


def test_lines_of_an_uploaded_table_are_no_parts() -> None:
    table = b"a,b\n" * 10_000
    events, is_cut = events_of(sized(len(table)) + table)
    assert events[-1] == "EndOfMessage"
    assert not is_cut


@pytest.mark.server
@pytest.mark.parametrize(
    "flood",
    [HEAD + b"a:\r\n" * 50_000, HEAD + b"Cookie: " + b"a=;" * 20_000, CHUNKED + b"1\r\nx\r\n" * 50_000],
    ids=["head", "list", "body"],
)
def test_requests_in_too_many_parts_end_their_line(address: str, flood: bytes) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE) as line:
        try:
            line.sendall(flood)
        except ConnectionError:
            return
        assert is_cut(line)


@pytest.mark.server
@pytest.mark.server
@pytest.mark.parametrize(
    ("head", "answer"),
    [(b"X: " + b"a" * 9_000, b"HTTP/1.1 431 "), (b"X: a\r\n" * 130, b"HTTP/1.1 431 "), (b"Content-Length: 5", b"")],
)
def test_a_line_whose_beginning_no_socket_takes_is_ended(address: str, head: bytes, answer: bytes) -> None:
    """It stayed open for good, without an answer, and nobody looked at it any more."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE) as line:
        line.sendall(HANDSHAKE.encode() + head.rstrip() + b"\r\n\r\n")
        read = b""
        while part := line.recv(4_096):
            read += part
    assert read[: len(answer) or None] == answer


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
