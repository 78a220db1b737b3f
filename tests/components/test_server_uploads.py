"""Uploaded files have room for all, and no address fills it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from components import server_uploads
from components.server_uploads import (
    BUSY,
    FULL,
    MOST_AT_ONCE_OF_ADDRESS,
    NO_FORM,
    PATH,
    SLOW,
    UPLOADS_AT_ONCE,
    OneFile,
    UploadGuard,
    empty_removed_files,
    sizes_of,
)
from tests.support.running.own_loop import run_apart

# As Chromium says it.
FORM = "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW"


@dataclass
class Desk:
    """A guard before a server that keeps every file, as Streamlit does."""

    files: MemoryUploadedFileManager
    guard: UploadGuard
    ended: set[str] = field(default_factory=set)
    """Sessions that are there no more."""

    def get_session_info(self, session: str) -> str | None:
        return None if session in self.ended else session

    def upload(
        self,
        address: str,
        file: str,
        session: str = "one",
        kinds: tuple[str, ...] = (FORM,),
        parts: Iterable[bytes] = repeat(b""),
    ) -> str:
        """What the client is told."""
        return run_apart(self.uploaded(address, file, session, kinds, parts))

    async def uploaded(
        self,
        address: str,
        file: str,
        session: str = "one",
        kinds: tuple[str, ...] = (FORM,),
        parts: Iterable[bytes] = repeat(b""),
    ) -> str:
        answered, body = list[Message](), iter(parts)

        async def receive() -> Message:
            return {"type": "http.request", "body": next(body)}

        async def send(message: Message) -> None:
            answered.append(message)

        scope = {
            "type": "http",
            "method": "PUT",
            "path": f"{PATH}{session}/{file}",
            "client": (address, 1),
            "headers": [(b"content-type", kind.encode()) for kind in kinds],
        }
        await self.guard(scope, receive, send)
        return str(answered[-1].get("body", b"").decode())

    @property
    def names(self) -> list[str]:
        return [name for files in sizes_of(self.files).values() for name in files]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    files = MemoryUploadedFileManager("/upload")

    async def server(scope: Scope, _receive: Receive, send: Send) -> None:
        session, _, name = scope["path"].rpartition(PATH)[2].partition("/")
        files.add_file(session, UploadedFileRec(name, name, "text/csv", b"0123456789"))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    there = Desk(files, UploadGuard(server))
    runtime = SimpleNamespace(uploaded_file_mgr=files, _session_mgr=there)
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: runtime)
    # Each file has ten bytes, and counts as much as its names beside them.
    monkeypatch.setattr(server_uploads, "MOST_BYTES_OF_ADDRESS", 3_500)
    monkeypatch.setattr(server_uploads, "MOST_OF_ALL", 6_790)
    monkeypatch.setattr(server_uploads, "BYTES_BESIDE", 950)
    return there


def test_an_address_keeps_its_last_files_whatever_its_sessions(desk: Desk) -> None:
    for number in range(6):
        assert desk.upload("192.0.2.1", str(number), f"session {number % 2}") == ""
    assert sorted(desk.names) == ["3", "4", "5"]
    desk.upload("192.0.2.2", "of another")
    assert sorted(desk.names) == ["3", "4", "5", "of another"]


@pytest.mark.parametrize(
    "kinds",
    [
        ("application/x-www-form-urlencoded",),
        (f"{FORM}; charset=punycode",),
        ("multipart/form-data; charset=punycode; boundary=x",),
        ("multipart/form-data; boundary=" + "x" * 101,),
        (FORM, f"{FORM}; charset=punycode"),
        (),
    ],
)
def test_what_no_browser_sends_as_a_file_is_not_read(desk: Desk, kinds: tuple[str, ...]) -> None:
    assert desk.upload("192.0.2.1", "a", kinds=kinds) == NO_FORM
    assert not desk.names


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data;boundary=x",
        "Multipart/Form-Data; boundary=---------------------------735323031399963166993862150",
        "multipart/form-data; boundary=----geckoformboundary6d1e8d6ca1b3b0e8b2f1b0ab81ae6cd2",
    ],
)
def test_a_form_of_any_browser_is_read(desk: Desk, kind: str) -> None:
    assert desk.upload("192.0.2.1", "a", kinds=(kind,)) == ""


BOUNDARY = b"----WebKitFormBoundary7MA4YWxkTrZu0gW"
BEGUN = b"--" + BOUNDARY + b'\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n'
END = b"\r\n--" + BOUNDARY + b"--\r\n"
TABLE = b"country,--" + BOUNDARY + b"\r\n--,\r\n" * 1_000


@pytest.mark.parametrize(
    ("form", "is_one"),
    [
        (BEGUN + TABLE + END, True),
        (BEGUN + END, True),
        (BEGUN + TABLE + END + b"\r\n", True),
        (BEGUN + TABLE + b"\r\n" + BEGUN + TABLE + END, False),
        (BEGUN + (b"\r\n--" + BOUNDARY + b"x") * 10 + END, False),
        (BEGUN + b"\r\n--" + BOUNDARY + b" " * 1_000, False),
        (BEGUN + TABLE + END + b"x" * 1_000, False),
    ],
)
@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_a_form_has_one_file_and_nothing_after_it(form: bytes, is_one: bool, size: int) -> None:
    """2,000 parts of 4 kB, or ten megabytes of what looks like an end, kept the event loop for five seconds."""
    watched = OneFile(BOUNDARY)
    assert all(watched.is_still(form[place : place + size]) for place in range(0, len(form), size)) == is_one


def test_a_form_of_many_files_is_given_up_before_it_is_read(desk: Desk) -> None:
    read: list[bytes] = []

    async def server(_scope: Scope, receive: Receive, _send: Send) -> None:
        while True:
            read.append((await receive())["body"])

    desk.guard.app = server
    assert desk.upload("192.0.2.1", "a", parts=[BEGUN + TABLE, b"\r\n" + BEGUN + END]) == NO_FORM
    assert read == [BEGUN + TABLE]
    assert not +desk.guard._on_their_way


def test_files_without_end_do_not_keep_the_event_loop(desk: Desk) -> None:
    """With each, all that are there were counted: after 5,000 a colleague's click took 5 to 14 s."""
    said = [desk.upload("192.0.2.1", "again") for _ in range(int(UPLOADS_AT_ONCE) + 20)]
    assert said[: int(UPLOADS_AT_ONCE)] == [""] * int(UPLOADS_AT_ONCE)
    assert BUSY in said
    assert desk.upload("192.0.2.2", "of another") == ""


def test_files_that_were_removed_take_no_room(desk: Desk) -> None:
    for number in range(9):
        desk.upload("192.0.2.1", str(number))
        desk.files.remove_session_files("one")
    desk.upload("192.0.2.1", "last")
    assert desk.names == ["last"]
    assert list(desk.guard._files) == [("one", "last")]


def test_where_all_together_have_too_many_another_is_refused(desk: Desk) -> None:
    answers = [desk.upload(f"192.0.2.{number}", str(number)) for number in range(8)]
    assert answers == [""] * 7 + [FULL]


def test_so_many_are_on_their_way_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_uploads, "MOST_AT_ONCE_OF_ADDRESS", 0)
    monkeypatch.setattr(server_uploads, "LONGEST_WAIT_FOR_PLACE", 0.01)
    assert desk.upload("192.0.2.1", "a") == BUSY
    assert not +desk.guard._waiting


def test_an_office_that_brings_many_files_side_by_side_waits_and_none_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 14 files of a megabyte that arrived together, six were refused."""
    app, at_once, most = desk.guard.app, 0, 0

    async def server(*asked: Any) -> None:
        nonlocal at_once, most
        at_once, most = at_once + 1, max(most, at_once + 1)
        await asyncio.sleep(0.001)
        at_once -= 1
        await app(*asked)

    async def together(number: int) -> list[str]:
        return await asyncio.gather(*(desk.uploaded("192.0.2.1", str(file)) for file in range(number)))

    desk.guard.app = server
    monkeypatch.setattr(server_uploads, "_LOOK_AGAIN", 0.001)
    monkeypatch.setattr(server_uploads, "MOST_WAITING_OF_ADDRESS", 10)
    assert run_apart(together(16)) == [""] * 16
    assert most == MOST_AT_ONCE_OF_ADDRESS
    assert run_apart(together(20)).count(BUSY) == 4


def test_a_file_whose_session_ended_while_it_was_on_its_way_is_not_kept(desk: Desk) -> None:
    """Nobody would remove it: a reader who left again and again would fill what all may have, for good."""
    desk.upload("192.0.2.1", "a")
    desk.ended.add("two")
    desk.upload("192.0.2.1", "b", "two")
    assert desk.names == ["a"]
    assert list(desk.guard._files) == [("one", "a")]


def test_a_file_that_comes_drop_by_drop_is_given_up_and_its_place_is_free(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def server(_scope: Scope, receive: Receive, _send: Send) -> None:
        while True:
            await receive()
            await asyncio.sleep(0.01)

    monkeypatch.setattr(server_uploads, "LONGEST_UPLOAD", 0.05)
    desk.guard.app = server
    assert desk.upload("192.0.2.1", "slow") == SLOW
    assert not +desk.guard._on_their_way


def test_files_without_bytes_take_room_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of the path may have thousands of letters, and there may be millions of them."""
    monkeypatch.setattr(server_uploads, "MOST_BYTES_OF_ADDRESS", 40_000)
    monkeypatch.setattr(server_uploads, "MOST_OF_ALL", 400_000)
    for number in range(60):
        desk.upload("192.0.2.1", f"{number:05}" + "x" * 5_000)
    assert len(desk.names) < 8
    for number in range(100):
        desk.upload("192.0.2.1", str(number))
    assert len(desk.names) <= 42


def test_a_file_that_makes_room_is_gone_from_the_state_of_its_widget_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a reader could have all sessions hold as much as one may."""
    monkeypatch.setattr(UploadedFile, "__init__", UploadedFile.__init__)
    for name in ("remove_file", "remove_session_files"):
        monkeypatch.setattr(MemoryUploadedFileManager, name, getattr(MemoryUploadedFileManager, name))
    empty_removed_files()
    states = []
    for number in range(6):
        desk.upload("192.0.2.1", str(number), f"session {number}")
        (record,) = desk.files.get_files(f"session {number}", [str(number)])
        # Each run of a page makes another one.
        UploadedFile(record, FileURLs())
        states.append(UploadedFile(record, FileURLs()))
    assert [len(state.getvalue()) for state in states] == [0, 0, 0, 10, 10, 10]
    desk.files.remove_session_files("session 4")
    desk.files.remove_file("session 5", "5")
    desk.files.remove_file("session of nobody", "3")
    assert [len(state.getvalue()) for state in states] == [0, 0, 0, 10, 0, 0]
