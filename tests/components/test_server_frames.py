"""Frames that are no messages, requests in thousands of parts, lines that nobody reads: on a real server, by real sockets."""

import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

import h11
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from components.server_frames import LOOSE_FRAMES, MOST_HEAD_LINES, PARTS_OF_ANY_SIZE, Requests
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


HEAD = b"GET / HTTP/1.1\r\nHost: dept.example.org\r\n"
CHUNKED = b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: dept.example.org\r\nTransfer-Encoding: chunked\r\n\r\n"


def events_of(received: bytes) -> tuple[list[str], bool]:
    """(what is found in what a line brings, whether the line is cut)."""
    cuts = list[bool]()
    requests = Requests(lambda: cuts.append(True), 65_536)
    requests.receive_data(received)
    events = list[str]()
    while (event := requests.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
        events.append(type(event).__name__)
    return events, cuts == [True]


@pytest.mark.parametrize(
    ("received", "events", "is_cut"),
    [
        (HEAD + b"a:\r\n" * (MOST_HEAD_LINES - 10) + b"\r\n", ["Request", "EndOfMessage"], False),
        (HEAD + b"a:\r\n" * MOST_HEAD_LINES + b"\r\n", [], True),
        (HEAD + b"a:\r\n" * MOST_HEAD_LINES, [], True),
        (HEAD + b"a:\n" * MOST_HEAD_LINES, [], True),
        (CHUNKED + b"1\r\nx\r\n" * PARTS_OF_ANY_SIZE + b"0\r\n\r\n", ["Request", *["Data"] * PARTS_OF_ANY_SIZE, "EndOfMessage"], False),
        (CHUNKED + b"1\r\nx\r\n" * (PARTS_OF_ANY_SIZE + 1), ["Request", *["Data"] * PARTS_OF_ANY_SIZE], True),
        (CHUNKED + (b"400\r\n" + b"x" * 1024 + b"\r\n") * 1000, ["Request", *["Data"] * 1000], False),
    ],
)  # fmt: skip
def test_a_request_in_too_many_parts_ends_its_line_before_they_are_taken_apart(
    received: bytes, events: list[str], is_cut: bool
) -> None:
    assert events_of(received) == (events, is_cut)


def test_lines_of_an_uploaded_table_are_no_parts() -> None:
    table = b"a,b\n" * 10_000
    head = CHUNKED.replace(b"Transfer-Encoding: chunked", b"Content-Length: %d" % len(table))
    events, is_cut = events_of(head + table)
    assert events[-1] == "EndOfMessage"
    assert not is_cut


@pytest.mark.server
@pytest.mark.parametrize("flood", [HEAD + b"a:\r\n" * 50_000, CHUNKED + b"1\r\nx\r\n" * 50_000], ids=["head", "body"])
def test_requests_in_too_many_parts_end_their_line(address: str, flood: bytes) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=PATIENCE) as line:
        try:
            line.sendall(flood)
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
