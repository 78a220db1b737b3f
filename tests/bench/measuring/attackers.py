"""One reader without a log-in who attacks a server: `python -m tests.bench.measuring.attackers NAME ADDRESS`, until it is ended.

Each attack is one that some version of the page could not bear. For `tests.bench.attack`, on a server of one's own.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection
from itertools import count, cycle
from urllib.parse import urlsplit

import openpyxl
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from tests.bench.measuring.reader import reader_session
from tests.bench.measuring.server import Server
from tests.support.inputs.uploads import with_part, workbook_with

Attack = Callable[[Server], Coroutine[None, None, None]]
# What ends an attempt: the server refuses, closes, or does not answer.
REFUSED = (WebSocketException, OSError, TimeoutError, KeyError, ValueError)
LIMIT = 60.0
XSRF = "_streamlit_xsrf"


def socket_of(host: Server, origin: str | None = None) -> connect:
    address = f"{host.address.replace('http', 'ws', 1)}/_stcore/stream"
    return connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(origin) if origin else None
    )


async def without_end(*attempts: Callable[[], Awaitable[None]], at_once: int = 1) -> None:
    """Attempt after attempt, whatever becomes of each."""

    async def one() -> None:
        for attempt in cycle(attempts):
            with suppress(*REFUSED):
                await attempt()
            await asyncio.sleep(0.01)

    await asyncio.gather(*(one() for _ in range(at_once)))


# Files ----------------------------------------------------------------------------------------------


async def upload(host: Server, name: str, content: bytes, *, adds: bool = False) -> None:
    """Bring a file to the page for one's own records, and wait until it is read; `adds` also adds its rows."""
    async with reader_session(host, "") as reader:
        await reader.open()
        await reader.go("own")
        await asyncio.wait_for(reader.bring("upload_files_0", name, content, put), LIMIT)
        if adds:
            await asyncio.wait_for(reader.press("upload_add"), LIMIT)
            await asyncio.wait_for(reader.go("network"), LIMIT)


def put(host: str, path: str, name: str, content: bytes) -> None:
    """Send a file to the place that a session was given, as a browser does."""
    line = HTTPConnection(host, timeout=LIMIT)
    line.request("GET", "/_stcore/health")
    answer = line.getresponse()
    answer.read()
    token = next((part for part in (answer.headers.get("Set-Cookie") or "").split(";") if part.startswith(XSRF)), "")
    form = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": token,
        "X-Xsrftoken": token.partition("=")[2],
    }
    line.request("PUT", path, form + content + b"\r\n--x--\r\n", headers)
    line.getresponse().read()
    line.close()


HEADER = "spell,dyad,tier,wording,start,status,grade,note"


@cache
def spaces_csv() -> bytes:
    """A cell of a pair with many blanks, which a careless expression reads in quadratic time."""
    return f"{HEADER}\nx-1,BLR{' ' * 100_000}x,T1,words,2020,in force,recalled,\n".encode()


@cache
def brackets_xlsx() -> bytes:
    """A number with a format of open brackets."""

    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["E2"].value, book.worksheets[0]["E2"].number_format = 2020, "[" * 30_000

    return workbook_with(fill)


@cache
def one_text_xlsx() -> bytes:
    """One long text that 2,000 cells name: a small file of 60 million letters."""
    row = ("x-1", "BLR-PAK", "T1", "long " * 6_000, "2020", "in force", "recalled", "")
    return with_part(workbook_with(row=row), "xl/worksheets/sheet1.xml", _with_last_row_often)


def _with_last_row_often(sheet: bytes) -> bytes:
    rows, end, after = sheet.partition(b"</sheetData>")
    before, begin, row = rows.rpartition(b"<row")
    numbered = (re.sub(rb'r="([A-Z]*)2"', rb'r="\g<1>%d"' % number, begin + row) for number in range(2, 2_002))
    return b"".join((before, *numbered, end, after))


@cache
def rows_csv() -> bytes:
    rows = "".join(f"China,Pakistan,friends {number},{1950 + number % 70}\n" for number in range(20_000))
    return f"Country A,Country B,Relationship,Since\n{rows}".encode()


async def slow_expressions(host: Server) -> None:
    await without_end(
        lambda: upload(host, "spaces.csv", spaces_csv()), lambda: upload(host, "brackets.xlsx", brackets_xlsx())
    )


async def unpacked_texts(host: Server) -> None:
    await without_end(lambda: upload(host, "texts.xlsx", one_text_xlsx()))


async def tables_of_20_000_rows(host: Server) -> None:
    await without_end(lambda: upload(host, "rows.csv", rows_csv(), adds=True))


# The socket -----------------------------------------------------------------------------------------


async def foreign_handshakes(host: Server) -> None:
    async def shake() -> None:
        async with socket_of(host, "https://evil.example"):
            pass

    await without_end(shake, at_once=8)


async def emptied_caches(host: Server) -> None:
    async def empty() -> None:
        async with socket_of(host) as line:
            await line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
            for _ in range(400):
                await line.send(BackMsg(clear_cache=True).SerializeToString())
                await asyncio.sleep(0.05)

    await without_end(empty)


async def thousands_of_messages(host: Server) -> None:
    """From twenty connections, as fast as each carries them; what the server answers is thrown away."""
    beat, run = BackMsg(app_heartbeat=True), BackMsg(rerun_script=ClientState())

    async def send() -> None:
        async with socket_of(host) as line:
            listening = asyncio.create_task(_listen(line))
            try:
                await line.send(run.SerializeToString())
                while True:
                    await line.send(beat.SerializeToString())
            finally:
                listening.cancel()

    await without_end(send, at_once=20)


async def _listen(line: ClientConnection) -> None:
    with suppress(WebSocketException):
        async for _ in line:
            pass


async def long_lists(host: Server) -> None:
    """Just as long as allowed, and far longer."""
    allowed, too_long, large = BackMsg(), BackMsg(), BackMsg()
    allowed.rerun_script.cached_message_hashes.extend(["a" * 40] * 19_000)
    too_long.file_urls_request.file_names.extend([""] * 400_000)
    large.rerun_script.query_string = "a" * 3_000_000

    async def send(message: BackMsg) -> None:
        async with socket_of(host) as line:
            for _ in range(10):
                await line.send(message.SerializeToString())
            await asyncio.wait_for(line.recv(), 5)

    await without_end(lambda: send(too_long), lambda: send(large), lambda: send(allowed), at_once=4)


async def pages_without_end(host: Server) -> None:
    """Twenty sessions, each of which asks for groups on another day as soon as it may."""

    async def send() -> None:
        async with socket_of(host) as line:
            listening = asyncio.create_task(_listen(line))
            try:
                for number in count():
                    query = f"question=groups&as_of={1970 + number % 55}-{1 + number % 12:02}-{1 + number % 28:02}"
                    state = ClientState(query_string=query, page_name="connected")
                    await line.send(BackMsg(rerun_script=state).SerializeToString())
                    await asyncio.sleep(0.1)
            finally:
                listening.cancel()

    await without_end(send, at_once=20)


async def files_without_end(host: Server) -> None:
    """The whole set of records as a workbook, asked for again before it is there."""

    async def ask() -> None:
        async with reader_session(host, "") as reader:
            await reader.open()
            await reader.go("records")
            file = next(drawn.deferred_file_id for key, drawn in reader.widgets.items() if key.endswith("records.xlsx"))
            listening = asyncio.create_task(_listen(reader.socket))
            try:
                for number in range(1_000):
                    message = BackMsg()
                    asked = message.backend_operation_request
                    asked.request_id, asked.session_id, asked.deferred_file.file_id = str(number), reader.session, file
                    await reader.socket.send(message.SerializeToString())
                    await asyncio.sleep(0.1)
            finally:
                listening.cancel()

    await without_end(ask, at_once=4)


async def pings_without_end(host: Server) -> None:
    """As fast as a line carries them; their answers are not read."""
    place, block = urlsplit(host.address), (b"\x89\xfd" + bytes(4) + b"x" * 125) * 2_000
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: streamlit\r\n\r\n"
    )

    async def send() -> None:
        reading, writing = await asyncio.open_connection(place.hostname, place.port)
        try:
            writing.write(head.encode())
            await reading.readuntil(b"\r\n\r\n")
            while True:
                writing.write(block)
                await writing.drain()
        finally:
            writing.close()

    await without_end(send, at_once=4)


# Addresses -------------------------------------------------------------------------------------------


async def previews_and_figures(host: Server) -> None:
    """Links that a chat would ask for, figures that take long, and some that are refused, each on another day."""
    place, days = urlsplit(host.address), count()
    paths = cycle(
        (
            "/profile?of=CHN&as_of={}", "/connected?question=groups&as_of={}", "/figure.svg?text=none&as_of={}",
            "/figure.docx?figure=sources&as_of={}", "/changes.atom?watch=CHN",
        )
    )  # fmt: skip

    async def ask() -> None:
        number = next(days)
        day = f"{1990 + number % 35}-{1 + number % 12:02}-{1 + number % 28:02}"
        path = next(paths).format(day)
        reading, writing = await asyncio.open_connection(place.hostname, place.port)
        writing.write(f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode())
        await asyncio.wait_for(reading.read(), LIMIT)
        writing.close()

    await without_end(ask, at_once=12)


ATTACKS: Mapping[str, Attack] = {
    attack.__name__.replace("_", " "): attack
    for attack in (
        slow_expressions, unpacked_texts, foreign_handshakes, emptied_caches, thousands_of_messages, long_lists,
        previews_and_figures, tables_of_20_000_rows, pages_without_end, files_without_end, pings_without_end,
    )
}  # fmt: skip
# What an attack makes before it begins.
FILES: Mapping[Attack, tuple[Callable[[], bytes], ...]] = {
    slow_expressions: (spaces_csv, brackets_xlsx),
    unpacked_texts: (one_text_xlsx,),
    tables_of_20_000_rows: (rows_csv,),
}


def main(name: str, address: str) -> None:
    """Attack once the files are made, and say when that is."""
    for file in FILES.get(ATTACKS[name], ()):
        file()
    print("ready", flush=True)
    asyncio.run(ATTACKS[name](Server(address, 0)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
