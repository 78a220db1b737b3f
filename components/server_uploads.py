"""How much of the memory uploaded files may take: Streamlit keeps every file that a session sends, asked for or not."""

import asyncio
import logging
from collections import Counter
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

PATH = "/_stcore/upload_file/"
# Bytes of all files of one address: ten of the largest. What it sent first goes first: it was read long ago.
MOST_BYTES_OF_ADDRESS = 100_000_000
# Bytes of all files together, and files that are on their way at once.
MOST_OF_ALL, _MOST_AT_ONCE, MOST_AT_ONCE_OF_ADDRESS = 400_000_000, 20, 6
# Seconds that a file may be on its way: the largest over a line of 1 Mbit/s. Who sends it drop by drop keeps out others.
LONGEST_UPLOAD = 120.0
FULL = "The server holds as many uploaded files as it can. Try again later.\n"
SLOW = "This file took too long to arrive.\n"
BUSY = "Too many files are being uploaded at once. Try again in a minute.\n"


class UploadGuard:
    """Refuses an upload for which there is no room, and drops the oldest files of an address that has too many."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._on_their_way: Counter[str] = Counter()
        # (session, file) -> address, the oldest first.
        self._files: dict[tuple[str, str], str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or PATH not in scope["path"] or not Runtime.exists():
            await self.app(scope, receive, send)
            return
        address, files = (scope.get("client") or ("",))[0], Runtime.instance().uploaded_file_mgr
        if refusal := self._refusal(address, files):
            logging.getLogger(__name__).warning("An upload was refused: %s", refusal.strip())
            await PlainTextResponse(refusal, 503, {"Retry-After": "60"})(scope, receive, send)
            return
        self._on_their_way[address] += 1
        try:
            await self._within_time(scope, receive, send)
        finally:
            self._on_their_way -= Counter({address: 1})
            session, _, file = scope["path"].rpartition(PATH)[2].partition("/")
            self._files[session, file] = address
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
        except TimeoutError:
            if not is_answered:
                await PlainTextResponse(SLOW, 408, {"Connection": "close"})(scope, receive, send)

    def _refusal(self, address: str, files: Any) -> str:
        """Why there is no room for another file; empty if there is."""
        if sum(map(sum, (sizes.values() for sizes in sizes_of(files).values()))) >= MOST_OF_ALL:
            return FULL
        is_busy = self._on_their_way.total() >= _MOST_AT_ONCE or self._on_their_way[address] >= MOST_AT_ONCE_OF_ADDRESS
        return BUSY if is_busy else ""

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


def sizes_of(files: Any) -> dict[str, dict[str, int]]:
    """Session -> file -> bytes, of all that Streamlit keeps."""
    return {
        session: {name: len(file.data) for name, file in list(kept.items())}
        for session, kept in list(files.file_storage.items())
    }
