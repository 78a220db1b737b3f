"""How much of the memory uploaded files may take: Streamlit keeps every file that a session sends, asked for or not."""

import asyncio
import logging
import re
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.addresses.answers import RefusedError
from components.addresses.work import Rate, client_name

PATH = "/_stcore/upload_file/"
# Bytes of all files of one address: ten of the largest. What it sent first goes first: it was read long ago.
MOST_BYTES_OF_ADDRESS = 100_000_000
# Bytes of all files together, and files that are on their way at once.
MOST_OF_ALL, _MOST_AT_ONCE, MOST_AT_ONCE_OF_ADDRESS = 400_000_000, 20, 6
# Who sends a file while so many are on their way waits for a place, so long at most, and of an address so many at once: browsers
# send the files of one box side by side, and an office has several readers.
LONGEST_WAIT_FOR_PLACE, MOST_WAITING_OF_ADDRESS, _LOOK_AGAIN = 30.0, 60, 0.2
# Files of an address, at once and for each second after: all files are counted with each, amid the event loop. Two readers may
# bring as many as one upload takes.
UPLOADS_AT_ONCE, UPLOADS_PER_SECOND = 120.0, 2.0
# What each file counts beside its bytes and names: of empty ones there could be millions.
BYTES_BESIDE = 20_000
# Seconds that a file may be on its way: the largest over a line of 1 Mbit/s. Who sends it drop by drop keeps out others.
LONGEST_UPLOAD = 120.0
_LIVING = Lock()
# How a browser says that it sends a form with a file. Other forms, and letters of another kind (punycode), take the event loop minutes.
_FORM = re.compile(r"multipart/form-data; ?boundary=([\w.-]{1,100})", re.ASCII | re.IGNORECASE)
# Bytes that may follow the end of a form.
_AFTER_FORM = 100
FULL = "The server holds as many uploaded files as it can. Try again later.\n"
NO_FORM = "A file is sent as a form, as the page does.\n"
SLOW = "This file took too long to arrive.\n"
BUSY = "Too many files are being uploaded at once. Try again in a minute.\n"


class _NotOneFileError(Exception):
    """A form has more than one file, or what no browser puts between or after its parts."""


class OneFile:
    """Tells whether a form is one of a single file, as browsers send it, from its bytes as they come.

    Each further part, and each byte of what only looks like the end of one, is a step of Python on the event loop: six forms of eight
    megabytes of them kept it for half a minute.
    """

    def __init__(self, boundary: bytes) -> None:
        # The first of the marks needs no line before it.
        self._mark, self._rest, self._marks = b"\r\n--" + boundary, b"\r\n", 0

    def is_still(self, part: bytes) -> bool:
        """Whether it can be one, with these bytes after the others."""
        *before, rest = (self._rest + part).split(self._mark)
        self._marks += len(before)
        if self._marks == 2:
            self._rest = rest
            return len(rest) <= _AFTER_FORM
        self._rest = rest[-len(self._mark) + 1 :]
        return self._marks < 2


class UploadGuard:
    """Refuses an upload for which there is no room, and drops the oldest files of an address that has too many."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._on_their_way: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._rate = Rate(UPLOADS_AT_ONCE, UPLOADS_PER_SECOND)
        # (session, file) -> address, the oldest first.
        self._files: dict[tuple[str, str], str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or PATH not in scope["path"] or not Runtime.exists():
            await self.app(scope, receive, send)
            return
        address, runtime = client_name((scope.get("client") or ("",))[0]), Runtime.instance()
        files: Any = runtime.uploaded_file_mgr
        try:
            self._rate.check(address)
        except RefusedError:
            # Not in the log, which it would fill.
            await PlainTextResponse(BUSY, 503, {"Retry-After": "60"})(scope, receive, send)
            return
        if refusal := await self._refusal(address, files):
            logging.getLogger(__name__).warning("An upload was refused: %s", refusal.strip())
            await PlainTextResponse(refusal, 503, {"Retry-After": "60"})(scope, receive, send)
            return
        boundary = boundary_of(scope)
        if not boundary:
            await PlainTextResponse(NO_FORM, 415, {"Connection": "close"})(scope, receive, send)
            return
        self._on_their_way[address] += 1
        try:
            await self._within_time(scope, _one_file(receive, OneFile(boundary)), send)
        finally:
            self._on_their_way -= Counter({address: 1})
            session, _, file = scope["path"].rpartition(PATH)[2].partition("/")
            self._files[session, file] = address
            if session in files.file_storage and runtime._session_mgr.get_session_info(session) is None:
                # It ended while the file was on its way, which would stay for good.
                files.remove_session_files(session)
            self._make_room(address, files)

    async def _within_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_answered = False

        async def send_noted(message: Message) -> None:
            nonlocal is_answered
            is_answered = True
            await send(message)

        try:
            async with asyncio.timeout(LONGEST_UPLOAD):
                await self.app(scope, receive, send_noted)
        except (TimeoutError, _NotOneFileError) as problem:
            if not is_answered:
                said, status = (SLOW, 408) if isinstance(problem, TimeoutError) else (NO_FORM, 415)
                await PlainTextResponse(said, status, {"Connection": "close"})(scope, receive, send)

    async def _refusal(self, address: str, files: Any) -> str:
        """Why there is no place or no room for another file, after waiting for one; empty if there is."""
        if not await self._has_place(address):
            return BUSY
        is_full = sum(map(sum, (sizes.values() for sizes in sizes_of(files).values()))) >= MOST_OF_ALL
        return FULL if is_full else ""

    async def _has_place(self, address: str) -> bool:
        end = time.monotonic() + LONGEST_WAIT_FOR_PLACE
        if self._is_busy(address) and self._waiting[address] >= MOST_WAITING_OF_ADDRESS:
            return False
        self._waiting[address] += 1
        try:
            while self._is_busy(address) and time.monotonic() < end:
                await asyncio.sleep(_LOOK_AGAIN)
        finally:
            self._waiting -= Counter({address: 1})
        return not self._is_busy(address)

    def _is_busy(self, address: str) -> bool:
        return self._on_their_way.total() >= _MOST_AT_ONCE or self._on_their_way[address] >= MOST_AT_ONCE_OF_ADDRESS

    def _make_room(self, address: str, files: Any) -> None:
        """Drop the oldest files of an address until it has no more than its share."""
        sizes = sizes_of(files)
        self._files = {key: owner for key, owner in self._files.items() if key[1] in sizes.get(key[0], {})}
        own = [key for key, owner in self._files.items() if owner == address]
        total = sum(sizes[session][file] for session, file in own)
        for session, file in own:
            if total <= MOST_BYTES_OF_ADDRESS:
                break
            total -= sizes[session][file]
            files.remove_file(session, file)
            del self._files[session, file]


def boundary_of(scope: Scope) -> bytes:
    """What is between the parts of a form, of a request that brings a file as a browser sends it; empty for any other."""
    kinds = Headers(scope=scope).getlist("content-type")
    form = _FORM.fullmatch(kinds[0]) if len(kinds) == 1 else None
    return form[1].encode() if form else b""


def _one_file(receive: Receive, form: OneFile) -> Receive:
    """The same, as long as what comes can be a form of one file."""

    async def received() -> Message:
        message = await receive()
        if not form.is_still(message.get("body", b"")):
            raise _NotOneFileError
        return message

    return received


def empty_removed_files() -> None:
    """Let a file that is removed from Streamlit's memory be gone: the state of its widget would hold it until the session ends."""
    if UploadedFile.__init__.__module__ == __name__:
        return
    # By identity: two of one file are equal.
    begin, living = UploadedFile.__init__, WeakValueDictionary[int, UploadedFile]()
    manager = MemoryUploadedFileManager
    remove, remove_all = manager.remove_file, manager.remove_session_files

    def begun(file: UploadedFile, *arguments: Any, **named: Any) -> None:
        begin(file, *arguments, **named)
        with _LIVING:
            living[id(file)] = file

    def empty(names: Collection[str]) -> None:
        with _LIVING:
            gone = [file for file in living.values() if file.file_id in names]
        for file in gone:
            # Not one that is being read: it is gone with its reader.
            with suppress(BufferError, ValueError):
                file.truncate(0)

    def removed(files: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
        # All that pages hold are looked at for it: not for a file that is not there, which anybody may have removed without end.
        is_there = file_id in files.file_storage.get(session_id, ())
        remove(files, session_id, file_id)
        if is_there:
            empty({file_id})

    def all_removed(files: MemoryUploadedFileManager, session_id: str) -> None:
        names = {*files.file_storage.get(session_id, ())}
        remove_all(files, session_id)
        empty(names)

    UploadedFile.__init__ = begun  # type: ignore[assignment]
    manager.remove_file = removed  # type: ignore[assignment]
    manager.remove_session_files = all_removed  # type: ignore[assignment]


def sizes_of(files: Any) -> dict[str, dict[str, int]]:
    """Session -> file -> bytes, of all that Streamlit keeps."""
    return {
        session: {
            name: len(file.data) + len(name) + len(file.name) + len(file.type) + BYTES_BESIDE
            for name, file in list(kept.items())
        }
        for session, kept in list(files.file_storage.items())
    }
