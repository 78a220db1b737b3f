"""What reaches Streamlit over a socket, and that the server itself asks nobody for anything."""

import asyncio
import logging
import socket
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, StringArray, UploadedFileInfo
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import app_session
from streamlit.web.server import server_util

from components import server_guard
from components.server_guard import (
    LONGEST_PAGE_QUERY,
    REST,
    SocketGuard,
    ask_no_outside_address,
    is_own_origin,
)
from components.server_pace import UNSEEN_AT_FIRST
from data.apart.pace import RequestPace
from tests.bench.measuring.reader import reader_session
from tests.bench.measuring.server import Server
from tests.support.browser import app_server
from tests.support.cast import write_cast
from tests.support.running.own_loop import run_apart
from tests.support.running.programs import ROOT

HOST = "dept.example.org"
FOREIGN = (
    "https://evil.example",
    "null",
    "https://dept.example.org.evil.example",
    "https://evil.example/dept.example.org",
    "http://localhost:3000",
    "https://dept.example.org:8443",
    "https://[",
    "",
)


@pytest.mark.parametrize("origin", [None, f"https://{HOST}", f"http://{HOST}", "https://portal.example.org"])
def test_a_page_of_our_own_and_one_that_the_settings_allow_may_connect(origin: str | None) -> None:
    assert is_own_origin(origin, HOST, ["https://portal.example.org"])


@pytest.mark.parametrize("origin", FOREIGN)
def test_no_other_page_may_connect(origin: str) -> None:
    assert not is_own_origin(origin, HOST)


def guarded(
    *sent: BackMsg | bytes, origin: str | None = None, twice: bool = False
) -> tuple[list[Message], list[Message]]:
    """(what Streamlit receives, what the browser is sent) if a browser connects and sends these messages."""
    contents = [message if isinstance(message, bytes) else message.SerializeToString() for message in sent]
    messages: list[Message] = [{"type": "websocket.receive", "bytes": content} for content in contents]
    return connected(messages, origin=origin, twice=twice)


def connected(
    waiting: list[Message], *, origin: str | None = None, twice: bool = False
) -> tuple[list[Message], list[Message]]:
    """The same for messages as uvicorn hands them on."""
    received: list[Message] = []
    answered: list[Message] = []
    count = len(waiting)

    async def streamlit(scope: Scope, receive: Receive, _send: Send) -> None:
        received.append({"type": scope["type"]})
        for _ in range(count):
            received.append(await receive())

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    headers = [(b"host", HOST.encode()), *[(b"origin", (origin or "").encode())] * ((origin is not None) + twice)]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    run_apart(SocketGuard(streamlit)(scope, receive, send))
    return received, answered


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_handshake_is_refused_before_streamlit_sees_it(origin: str) -> None:
    assert guarded(origin=origin) == ([], [{"type": "websocket.close", "code": 1008}])


def test_two_origins_are_one_too_many() -> None:
    assert guarded(origin=f"https://{HOST}", twice=True)[0] == []


def kinds(received: list[Message]) -> list[str | None]:
    return [BackMsg.FromString(message["bytes"]).WhichOneof("type") for message in received[1:]]


def test_of_all_messages_only_those_arrive_that_a_page_needs() -> None:
    every = {name: BackMsg() for name in BackMsg.DESCRIPTOR.fields_by_name if name != "backend_operation_request"}
    for name, message in every.items():
        field = getattr(message, name)
        field.SetInParent() if hasattr(field, "SetInParent") else setattr(message, name, True)
    passed = dict(zip(every, kinds(guarded(*every.values())[0]), strict=True))
    needed = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}
    assert {name: kind for name, kind in passed.items() if kind == name} == {name: name for name in needed}
    assert {kind for name, kind in passed.items() if name not in needed} == {"app_heartbeat"}


def test_a_client_cannot_let_files_be_installed() -> None:
    install, chunk = BackMsg(), BackMsg()
    install.backend_operation_request.install_skills.SetInParent()
    chunk.backend_operation_request.dataframe_chunk.SetInParent()
    assert kinds(guarded(install, chunk)[0]) == ["app_heartbeat", "backend_operation_request"]


def test_a_link_longer_than_any_address_ends_the_connection() -> None:
    long, longest = BackMsg(), BackMsg()
    long.rerun_script.query_string = "a" * (LONGEST_PAGE_QUERY + 1)
    longest.rerun_script.query_string = "a" * LONGEST_PAGE_QUERY
    received, answered = guarded(long)
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1009)
    assert kinds(guarded(longest)[0]) == ["rerun_script"]


def brought(count: int) -> FileUploaderState:
    return FileUploaderState(uploaded_file_info=[UploadedFileInfo(file_id="1")] * count)


# What a part of the page says: a text of a length, so many values in one, or so many entries.
SAID: dict[str, Callable[[int], WidgetState]] = {
    "sent": lambda count: WidgetState(json_value="a" * count),
    "values": lambda count: WidgetState(json_trigger_value="[" + "1," * (count - 1)),
    "grid": lambda count: WidgetState(string_value="[" * count),
    "entries": lambda count: WidgetState(string_array_value=StringArray(data=["a"] * count)),
    "brought": lambda count: WidgetState(file_uploader_state_value=brought(count)),
}


def message_with(name: str, count: int) -> BackMsg:
    """A message with a list, or a text, of a length."""
    message = BackMsg()
    if name == "files":
        message.file_urls_request.file_names.extend([""] * count)
    elif name == "widgets":
        message.rerun_script.widget_states.widgets.extend([WidgetState()] * count)
    elif name in SAID:
        message.rerun_script.widget_states.widgets.append(SAID[name](count))
    elif name == "hashes":
        message.rerun_script.cached_message_hashes.extend(["a"] * count)
    elif name in ("request_id", "session_id"):
        setattr(message.backend_operation_request, name, "a" * count)
        message.backend_operation_request.deferred_file.SetInParent()
    elif name in ("timezone", "locale", "color_scheme", "url"):
        setattr(message.rerun_script.context_info, name, "a" * count)
    else:
        setattr(message.rerun_script, name, "a" * count)
    return message


@pytest.mark.parametrize(
    ("name", "most"),
    [
        *(("sent", server_guard.LONGEST_SENT), ("values", server_guard.MOST_VALUES_SENT)),
        *(("grid", server_guard.MOST_VALUES_OF_GRID), ("entries", server_guard.MOST_CHOSEN)),
        *((name, server_guard.MOST_NAMED_FILES) for name in ("files", "brought")),
        *(("widgets", server_guard.MOST_WIDGETS), ("hashes", server_guard.MOST_HASHES)),
        ("url", LONGEST_PAGE_QUERY),
        *((name, server_guard.LONGEST_NAME) for name in ("page_name", "timezone", "color_scheme")),
        *(
            (name, server_guard.LONGEST_NUMBER)
            for name in ("page_script_hash", "fragment_id", "request_id", "session_id")
        ),
    ],
)
def test_no_list_and_no_name_of_a_message_is_without_end(name: str, most: int) -> None:
    received, answered = guarded(message_with(name, most + 1))
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1009)
    assert guarded(message_with(name, most))[1] == []


def test_a_number_that_the_log_may_have_is_one_line() -> None:
    forged = BackMsg()
    forged.rerun_script.fragment_id = "f\nWARNING: another line"
    received, answered = guarded(forged)
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1009)


def test_the_log_does_not_have_what_a_client_calls_a_part_of_the_page() -> None:
    said = next(
        line for line in Path(app_session.__file__).read_text("utf-8").splitlines() if "fragment with id" in line
    )
    log = app_session._LOGGER
    assert log.name == "streamlit.runtime.app_session"
    assert not log.filter(log.makeRecord(log.name, logging.INFO, "", 0, said, ("f",), None))
    assert log.filter(log.makeRecord(log.name, logging.INFO, "", 0, "Another fault", (), None))


def test_a_message_of_megabytes_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_guard, "said_in", None)
    received, answered = guarded(b"x" * (server_guard.LARGEST_MESSAGE + 1))
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1009)


def test_a_connection_that_never_stops_sending_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RequestPace, "wait", lambda *_: 0.001)
    monkeypatch.setattr(server_guard, "MOST_WAITS", 5)
    beat = BackMsg(app_heartbeat=True)
    received, answered = guarded(*[beat] * 8)
    kinds_received = [message["type"].removeprefix("websocket.") for message in received[1:]]
    assert kinds_received == ["receive"] * 5 + ["disconnect"] * 3
    assert answered[0] == {"type": "websocket.close", "code": 1008}


def test_after_the_end_nothing_is_sent_that_would_be_a_fault_in_the_log() -> None:
    sent: list[Message] = []

    async def streamlit(_scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            pass
        await send({"type": "websocket.send", "bytes": b"too late"})

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b"x" * (server_guard.LARGEST_MESSAGE + 1)}

    async def send(message: Message) -> None:
        sent.append(message)

    run_apart(SocketGuard(streamlit)({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_of_a_large_message_nothing_is_held_until_the_next_one() -> None:
    """Streamlit holds on to the last one: of 600 connections that send a megabyte each and no more, a gigabyte."""
    large, small, beat = BackMsg(), BackMsg(), BackMsg(app_heartbeat=True)
    large.rerun_script.widget_states.widgets.add(id="a").string_value = "x" * server_guard.BYTES_OF_A_CLICK
    small.rerun_script.query_string = "preset=everything"
    received, answered = guarded(small, large, small)
    sent = [BackMsg.FromString(message["bytes"]) for message in received[1:]]
    assert (sent, answered) == ([small, large, beat], [])


def test_what_is_no_message_ends_the_connection_without_a_traceback() -> None:
    received, answered = guarded(b"\xff\xff\xff")
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1002)


def test_a_text_ends_the_connection_without_a_traceback() -> None:
    received, answered = connected([{"type": "websocket.receive", "text": "{}"}])
    assert (received[-1]["type"], answered[-1]["code"]) == ("websocket.disconnect", 1002)


def test_an_answer_that_finds_nobody_is_no_fault_in_the_log() -> None:
    """Streamlit listens on, and says so with an error."""

    async def streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
        with suppress(OSError):
            await send({"type": "websocket.send", "bytes": b""})
        raise WebSocketDisconnected

    async def gone(_message: Message) -> None:
        raise ConnectionError

    async def here(_message: Message) -> None:
        pass

    async def receive() -> Message:
        return {"type": "websocket.disconnect", "code": 1005}

    scope: Scope = {"type": "websocket", "path": "/", "headers": []}
    run_apart(SocketGuard(streamlit)(scope, receive, gone))
    with pytest.raises(WebSocketDisconnected):
        run_apart(SocketGuard(streamlit)(scope, receive, here))


def test_who_asks_without_a_rest_waits_for_the_page_before_the_next_message_arrives() -> None:
    run, arrived, went_on = BackMsg(), list[Message](), list[bool]()
    run.rerun_script.query_string = "preset=everything"

    async def streamlit(scope: Scope, receive: Receive, _send: Send) -> None:
        rest = scope["extensions"][REST]
        for _ in range(int(UNSEEN_AT_FIRST)):
            await receive()
            assert rest.is_served()
            rest.begin(others=True)
        waiting = asyncio.ensure_future(receive())
        await asyncio.sleep(0.1)
        went_on.append(waiting.done())
        for _ in range(int(UNSEEN_AT_FIRST)):
            rest.end(0.0)
        arrived.append(await asyncio.wait_for(waiting, 5))

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": run.SerializeToString()}

    async def send(_message: Message) -> None:
        pass

    run_apart(SocketGuard(streamlit)({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert went_on == [False]
    assert len(arrived) == 1


# The server asks nobody -----------------------------------------------------------------------------

# Every look-up of a name and every connection of a process, however it comes to it.
RECORDER = """
import os, sys
def record(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        with open(os.environ["CONNECTIONS"], "a") as file:
            file.write(f"{event} {arguments[1:] if event == 'socket.connect' else arguments}\\n")
sys.addaudithook(record)
"""


def test_streamlit_has_no_outside_address_to_ask_for() -> None:
    ask_no_outside_address()
    assert net_util.get_external_ip() is None
    assert not server_util.is_url_from_allowed_origins("https://evil.example")


def test_the_start_of_the_one_command_asks_nobody() -> None:
    """Streamlit prints the address that it is given, and asks for one otherwise."""
    assert tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["browser"]["serverAddress"]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path, Path]]:
    """A server on the cast whose connections are recorded; its records; the list."""
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "sitecustomize.py").write_text(RECORDER, "utf-8")
    records, connections = write_cast(folder / "records"), folder / "connections"
    connections.touch()
    with app_server(records, strict=True, PYTHONPATH=str(folder), CONNECTIONS=str(connections)) as address:
        yield Server(address, 0), records, connections


def handshake(address: str, origin: str) -> bytes:
    """The first line of the answer to a page of that origin, through a proxy."""
    parts = urlsplit(address)
    lines = (
        "GET /_stcore/stream HTTP/1.1", f"Host: {HOST}", "Upgrade: websocket", "Connection: Upgrade", f"Origin: {origin}",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: streamlit",
        "X-Forwarded-Proto: https",
    )  # fmt: skip
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return line.recv(200).split(b"\r\n")[0]


@pytest.mark.server
def test_readers_and_foreign_pages_let_the_server_ask_nobody(recorded: tuple[Server, Path, Path]) -> None:
    host, _, connections = recorded

    async def visit() -> list[str]:
        async with reader_session(host, "preset=everything") as reader:
            await reader.open()
            await reader.click("CHN")
            return reader.faults

    assert run_apart(visit()) == []
    assert {handshake(host.address, origin).split(b" ")[1] for origin in FOREIGN} == {b"403"}
    assert b"101" in handshake(host.address, f"https://{HOST}")
    assert connections.read_text("utf-8") == ""


@pytest.mark.server
def test_a_stranger_cannot_take_the_last_sound_records_away(recorded: tuple[Server, Path, Path]) -> None:
    host, records, _ = recorded
    tiers = records / "tiers.csv"
    good = tiers.read_bytes()

    async def visit() -> list[str]:
        async with reader_session(host, "preset=everything") as reader, reader_session(host, "") as stranger:
            await reader.open()
            await stranger.open()
            tiers.write_bytes(good[:-60])
            await stranger.socket.send(BackMsg(clear_cache=True).SerializeToString())
            await stranger.open()
            await reader.click("CHN")
            return [*reader.faults, *stranger.faults]

    try:
        said = run_apart(visit())
    finally:
        tiers.write_bytes(good)
    assert len(said) == 2
    assert all("The last sound records are still shown." in sentence for sentence in said)
