"""Lines that say or take nothing, answers that nobody reads, requests without end: on a real server, by real sockets."""

import asyncio
import gzip
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.request import Request, urlopen

import pytest
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette import starlette_app_utils
from uvicorn import Config, Server

from components.addresses import request_lines
from components.addresses.request_lines import (
    LONGEST_HOST,
    OTHER_NAME,
    PIECE,
    TAKES_GZIP,
    RequestGuard,
    guard_lines,
    in_pieces,
    masked,
    read_cookies_once,
)
from components.server import SecurityHeaders, load_pages
from components.server_guard import is_borrowed_name
from components.style.served_files import address_of, compressed, encoded
from tests.support.browser import app_server
from tests.support.cast import write_cast
from tests.support.running.own_loop import run_apart
from tests.support.work import ends

PATIENCE = 60
LARGE = 20_000_000
BEGUN = b"GET / HTTP/1.1\r\nHost: here\r\n"
WHOLE = BEGUN + b"\r\n"


@pytest.fixture(autouse=True)
def _are_soon_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    guard_lines()
    monkeypatch.setattr(request_lines, "LOOK_EVERY", 0.02)
    for name in ("LONGEST_HEAD", "LONGEST_REQUEST", "LONGEST_STILL"):
        monkeypatch.setattr(request_lines, name, 0.2)


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A short answer, a large one, or one that comes late."""
    if scope["path"] == "/body":
        await receive()
        await receive()
    if scope["path"] == "/late":
        await asyncio.sleep(3 * request_lines.LONGEST_REQUEST)
    text = "x" * (LARGE if scope["path"] == "/large" else 10)
    await PlainTextResponse(text)(scope, receive, send)


@asynccontextmanager
async def serving(trusted: str = "192.0.2.1") -> AsyncIterator[tuple[Server, tuple[str, int]]]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings = Config(
            SecurityHeaders(page), http="h11", ws="websockets-sansio", lifespan="off", log_config=None,
            forwarded_allow_ips=trusted,
        )  # fmt: skip
        server = Server(settings)
        settings.load()
        server.lifespan = settings.lifespan_class(settings)
        await server.startup(sockets=[listener])
        try:
            yield server, listener.getsockname()
        finally:
            await server.shutdown()


@pytest.mark.parametrize(
    "sent",
    [b"", BEGUN, WHOLE + BEGUN, b"POST /body HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nabc"],
    ids=["nothing", "half a head", "half of the second head", "half a body"],
)
def test_a_line_that_says_nothing_more_is_cut(sent: bytes) -> None:
    async def visit() -> bytes:
        async with serving() as (_, address), asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(sent)
            content = b""
            try:
                while part := await reader.read(PIECE):
                    content += part
            except ConnectionResetError:
                pass
            writer.close()
            return content

    assert run_apart(visit()).count(b"200 OK") == sent.startswith(WHOLE)


def test_whoever_waits_for_an_answer_is_not_cut() -> None:
    async def visit() -> bytes:
        async with serving() as (_, address), asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(b"GET /late HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
            content = await reader.read()
            writer.close()
            return content

    assert b"200 OK" in run_apart(visit())


def test_of_an_answer_that_nobody_reads_little_waits_and_not_for_long() -> None:
    """300 lines that read nothing of a picture of 6 MB took a gigabyte, and kept it."""

    async def visit() -> int:
        most = 0
        async with serving() as (server, address), asyncio.timeout(PATIENCE):
            with socket.socket() as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
                line.setblocking(False)
                await asyncio.get_running_loop().sock_connect(line, address)
                await asyncio.get_running_loop().sock_sendall(line, WHOLE.replace(b" / ", b" /large "))
                while not server.server_state.connections:
                    await asyncio.sleep(0)
                while connections := [*server.server_state.connections]:
                    one: Any = connections[0]
                    most = max(most, one.transport.get_write_buffer_size())
                    await asyncio.sleep(0.005)
        return most

    # asyncio asks for no more while so much waits.
    assert 0 < run_apart(visit()) <= 2 * PIECE


def test_whoever_reads_slowly_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_lines, "LONGEST_STILL", 1.0)  # Less than all takes; a busy machine may pause for 0.2 s.

    async def visit() -> int:
        async with serving() as (_, address), asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(*address, limit=PIECE)
            writer.write(WHOLE.replace(b" / ", b" /large ").replace(b"here\r\n", b"here\r\nConnection: close\r\n"))
            count = 0
            while part := await reader.read(10 * PIECE):
                count += len(part)
                await asyncio.sleep(0.01)
            writer.close()
            return count

    assert run_apart(visit()) > LARGE


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system how much of a line is confirmed")
def test_a_reader_with_a_slow_line_takes_something_even_if_the_system_takes_nothing_from_us(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system has room for megabytes, and asks for more when a third is free: at 30 kB a second that took too long."""
    monkeypatch.setattr(request_lines, "LONGEST_STILL", PATIENCE)

    async def visit() -> set[int]:
        async with serving() as (server, address), asyncio.timeout(PATIENCE):
            with socket.socket() as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
                line.setblocking(False)
                loop = asyncio.get_running_loop()
                await loop.sock_connect(line, address)
                await loop.sock_sendall(line, WHOLE.replace(b" / ", b" /large "))
                while not server.server_state.connections:
                    await asyncio.sleep(0)
                one: Any = next(iter(server.server_state.connections))
                full = await _still(one)
                for _ in range(4):
                    await loop.sock_recv(line, PIECE)
                while request_lines._state_of(one) == full:
                    await asyncio.sleep(0.005)
                return {full[0][1], one.transport.get_write_buffer_size()}

    assert len(run_apart(visit())) == 1


async def _still(line: Any) -> Any:
    """The state of a line when all its room is full."""
    same, state = 0, None
    while same < 20:
        await asyncio.sleep(0.005)
        now: Any = request_lines._state_of(line)
        is_full = now == state and now[0][0] == "answer"
        same, state = (same + 1 if is_full else 0), now
    return state


@pytest.mark.parametrize(("trusted", "answered"), [("192.0.2.1", 3), ("127.0.0.1", 5)])
def test_an_address_has_so_many_lines_and_a_trusted_proxy_as_many_as_it_likes(
    trusted: str, answered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_lines, "MOST_LINES", 3)
    monkeypatch.setattr(request_lines, "LONGEST_HEAD", PATIENCE)

    async def visit() -> list[int]:
        counts = []
        async with serving(trusted) as (server, address), asyncio.timeout(PATIENCE):
            # The second time those of the first have gone.
            for _ in range(2):
                lines = [await asyncio.open_connection(*address) for _ in range(5)]
                heads = []
                for reader, writer in lines:
                    writer.write(WHOLE)
                    try:
                        heads.append(await reader.read(15))
                    except ConnectionResetError:
                        heads.append(b"")
                counts.append(sum(map(bool, heads)))
                for _, writer in lines:
                    writer.close()
                while server.server_state.connections:
                    await asyncio.sleep(0)
        return counts

    assert run_apart(visit()) == [answered] * 2


@pytest.mark.parametrize("is_more", [False, True])
def test_pieces_are_the_whole(is_more: bool) -> None:
    body = bytes(range(256)) * 1_000
    pieces = [*in_pieces({"type": "http.response.body", "body": body, "more_body": is_more})]
    assert b"".join(piece["body"] for piece in pieces) == body
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [is_more]
    assert max(len(piece["body"]) for piece in pieces) <= PIECE
    begin: Message = {"type": "http.response.start", "status": 200}
    assert [*in_pieces(begin)] == [begin]


async def status_of(guard: RequestGuard, host: str = "here", path: str = "/", client: str = "192.0.2.7") -> int:
    answers = list[Message]()

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "client": (client, 1),
        "headers": [(b"host", host.encode())],
    }
    await guard(scope, receive, send)
    return int(answers[0]["status"])


def test_requests_without_end_wait_and_are_refused_those_of_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_lines, "REQUESTS", (5.0, 0.001))
    monkeypatch.setattr(request_lines, "LONGEST_REQUEST_WAIT", 0.02)

    async def visit() -> tuple[list[int], int]:
        guard = RequestGuard(page)
        flood = asyncio.gather(*(status_of(guard) for _ in range(100)))
        await asyncio.sleep(0)
        other = await status_of(guard, client="192.0.2.8")
        return await flood, other

    flood, other = run_apart(visit())
    # Five at once, one that waits; the others would wait too long.
    assert (other, flood.count(200), flood.count(429)) == (200, 6, 94)


@pytest.mark.parametrize("path", ["/media/a.json", "/figure.svg", "/ties.json", "/networks/a", "/scripts/a.js"])
def test_no_line_gets_a_copy_of_a_file_of_its_own(path: str) -> None:
    """150 lines that asked for 6 MB without the first byte, and read nothing, took 900 MB; to compress ties each time took both cores."""
    heads, takes_gzip = list[Headers](), list[bool]()

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        heads.append(Headers(scope=scope))
        takes_gzip.append(scope[TAKES_GZIP])

    names = ("host", "range", "user-agent")
    scope = {
        "type": "http",
        "path": path,
        "client": ("192.0.2.7", 1),
        "headers": [*((name.encode(), b"a") for name in names), (b"accept-encoding", b"br, gzip")],
    }

    async def nothing(*_: Message) -> Any:
        raise AssertionError

    run_apart(RequestGuard(app)(scope, nothing, nothing))
    assert (set(heads[0]), takes_gzip) == ({"host", "user-agent"}, [True])


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [("dept.example.org", "/ties.csv", 200), ("evil.example", "/ties.csv", 421), ("10.0.0.1", "/_stcore/health", 200)],
)
def test_no_address_answers_to_a_name_that_the_settings_do_not_allow(host: str, path: str, status: int) -> None:
    """Streamlit looks at the name for its socket alone: a page of another origin could read every tie."""
    before = config.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", ["dept.example.org"])
    try:
        assert run_apart(status_of(RequestGuard(page), host, path)) == status
    finally:
        config.set_option("server.allowedHosts", before)
    assert OTHER_NAME.endswith("\n")


def test_a_name_that_is_longer_than_any_host_has_is_none() -> None:
    """A feed has it in every entry: of 60,000 characters it became 12 MB."""
    guard = RequestGuard(page)
    assert [run_apart(status_of(guard, "a" * (LONGEST_HOST + more))) for more in (0, 1)] == [200, 421]


@pytest.mark.parametrize(
    ("host", "client", "others", "is_borrowed"),
    [
        ("evil.example:8501", "127.0.0.1", {}, True),
        ("evil.example", "::ffff:127.0.0.1", {}, True),
        ("notlocalhost.example.", "::1", {}, True),
        ("localhost:8501", "127.0.0.1", {}, False),
        ("dept.localhost", "127.0.0.1", {}, False),
        ("127.0.0.1:8501", "127.0.0.1", {}, False),
        ("[::1]:8501", "::1", {}, False),
        ("workstation:8501", "127.0.0.1", {}, False),
        ("dept.example.org", "127.0.0.1", {"x-forwarded-proto": "https"}, False),
        ("dept.example.org", "127.0.0.1", {"origin": "https://dept.example.org"}, False),
        ("dept.example.org", "192.0.2.7", {}, False),
    ],
)
def test_the_name_of_another_host_is_none_of_this_machine(
    host: str, client: str, others: dict[str, str], is_borrowed: bool
) -> None:
    """Whoever owns the name can let it mean this machine, once their page is open in a browser here."""
    headers = Headers({"host": host, "origin": f"http://{host}"} | others)
    assert is_borrowed_name(headers, client) is is_borrowed


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_server(write_cast(tmp_path_factory.mktemp("lines")), strict=True) as started:
        yield started


@pytest.mark.server
def test_a_script_is_compressed_once_for_all_who_ask(address: str) -> None:
    """To compress the largest takes the processor as long as a click: who asked for it without end stopped all others."""
    load_pages()
    script = address_of("vis-network")
    with (
        urlopen(f"{address}/{script}") as plain,
        urlopen(Request(f"{address}/{script}", headers={"Accept-Encoding": "gzip"})) as small,
    ):
        assert (plain.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (None, "gzip")
        assert gzip.decompress(small.read()) == plain.read()
    content = encoded("x" * 100_000)
    assert encoded("x" * 100_000) is content
    assert compressed(content) is compressed(content)


def test_a_cookie_of_a_million_backslashes_is_read_once() -> None:
    read_cookies_once()
    with ends():
        for escaped, read in (("\\\\", "\\"), ("\\a", "a"), ("\\101", "A"), ("\\3", "3")):
            assert cookie_parser(f'a="{escaped * 250_000}"; b=c') == {"a": read * 250_000, "b": "c"}


@pytest.mark.parametrize(
    ("cookie", "read"),
    [
        ('"a', '"a'),
        ('a"', 'a"'),
        ('"', '"'),
        ('""', ""),
        ('"\\"', "\\"),
        (r'"2\073\"\400\08"', '2;"40008'),
        ("2|b|d|1", "2|b|d|1"),
    ],
)
def test_another_cookie_is_read_as_python_reads_it(cookie: str, read: str) -> None:
    read_cookies_once()
    assert cookie_parser(f"a={cookie}") == {"a": read}


def test_the_number_in_a_cookie_is_masked_as_a_whole() -> None:
    read_cookies_once()
    assert starlette_app_utils.websocket_mask is masked
    mask = bytes([1, 2, 4, 248])
    for data in (b"", b"a", b"abcdefg", bytes(1_000)):
        assert masked(mask, data) == bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
    number = bytes(range(16))
    assert starlette_app_utils.decode_xsrf_token_string(starlette_app_utils.generate_xsrf_token_string(number, 1)) == (
        number,
        1,
    )
    assert starlette_app_utils.decode_xsrf_token_string("2|00|00|1") == (None, None)
