"""The files that pages make when somebody asks for one: few at a time, and who has had many made waits.

Streamlit makes each in a thread that all sessions share, as often as a client asks and in the order of asking: one reader
who asked for a thousand would keep everybody else's files waiting for an hour, also after they left. And it drops a file that
is made after two runs of whatever page, before a browser far away has fetched it.
"""

import asyncio
import hashlib
import logging
import sys
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from secrets import token_bytes
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager

from components.addresses.answers import RefusedError
from components.addresses.work import EFFORT_AT_ONCE, EFFORT_PER_SECOND, Pool, Rate, run_charged
from components.figure.apart.files import DRAWING
from components.server_turns import address_in, client_of
from data.base.fault import FaultError

# Files that are on their way at once: of all, of one address, of one session. Of an address, which may be an office that is told
# to download at the same moment, all but two wait beside the line of all.
MOST_UNDER_WAY, MOST_OF_ADDRESS, MOST_OF_SESSION = 30, 60, 4
# Of these are being made: a large one takes a minute, in which there is a place for a colleague and for others.
MAKERS, MADE_OF_ADDRESS, MADE_OF_SESSION = 3, 2, 1
# Seconds that a file may take, waiting included: all records as a workbook take a few.
_LONGEST = 120.0
# An address may be a whole office: of the processor it has so many times what one session has.
_SESSIONS = 4
FAILED = "This file could not be made."
# Seconds that a file stays for its browser, and bytes of all that stay.
STAYS, MOST_STAYING = 60.0, 100_000_000


class FileDesk:
    """Makes the files of all sessions."""

    def __init__(self) -> None:
        self._pool = Pool(MAKERS, MOST_UNDER_WAY - MAKERS, _LONGEST, DRAWING)
        self._places: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._of_session = Rate(EFFORT_AT_ONCE, EFFORT_PER_SECOND)
        self._of_address = Rate(EFFORT_AT_ONCE * _SESSIONS, EFFORT_PER_SECOND * _SESSIONS)
        self._sessions: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()

    async def make(self, session: str, address: str, work: Callable[[], str]) -> str:
        """What `work` returns or raises; RefusedError if the session or its address has asked for too much."""
        if self._sessions[session] >= MOST_OF_SESSION or self._addresses[address] >= MOST_OF_ADDRESS:
            raise RefusedError(429, "Too many files are being made for you. Try again in a minute.")
        with _counted(self._sessions, session), _counted(self._addresses, address):
            async with self._place(f"session {session}", MADE_OF_SESSION), self._place(address, MADE_OF_ADDRESS):
                return await run_charged(self._pool, work, (self._of_session, session), (self._of_address, address))

    def _place(self, name: str, most: int) -> asyncio.Semaphore:
        """The places of a session or an address, for as long as somebody has or waits for one of them."""
        place = self._places.get(name) or asyncio.Semaphore(most)
        self._places[name] = place
        return place


class MadeFiles:
    """The files made last, which stay until their browsers have fetched them or are gone. Any thread may call it."""

    def __init__(self, is_there: Callable[[str], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._is_there, self._clock, self._lock = is_there, clock, Lock()
        # Name -> (session, until when it stays, bytes), the oldest first.
        self._files: OrderedDict[str, tuple[str, float, int]] = OrderedDict()

    def make(self, manager: MediaFileManager, session: str, file_id: str) -> str:
        """The address of a file that somebody has asked for."""
        address = manager.execute_deferred(file_id)
        name = PurePosixPath(address).stem
        file = manager.read_file(name)
        with self._lock:
            self._files[name] = session, self._clock() + STAYS, len(file.content) if file else 0
            self._files.move_to_end(name)
        if len(self.staying()) < len(self._files):
            self._drop(manager)
        return address

    def staying(self) -> set[str]:
        """The names of those that stay: the last ones, as far as there is room."""
        now, room, names = self._clock(), MOST_STAYING, set[str]()
        with self._lock:
            for name, (session, end, size) in reversed(self._files.items()):
                room -= size
                if end <= now or (names and room < 0):
                    break
                if self._is_there(session):
                    names.add(name)
        return names

    def _drop(self, manager: MediaFileManager) -> None:
        """Where nobody asks for a page, nothing else would."""
        staying = self.staying()
        with self._lock:
            self._files = OrderedDict((name, file) for name, file in self._files.items() if name in staying)
        # It marks a file first, and drops it the second time.
        manager.remove_orphaned_files()
        manager.remove_orphaned_files()


@contextmanager
def _counted(counter: Counter[str], name: str) -> Iterator[None]:
    counter[name] += 1
    try:
        yield
    finally:
        counter.subtract([name])
        if not counter[name]:
            del counter[name]


def make_files_in_turn(desk: FileDesk | None = None) -> None:
    """Let Streamlit have files made by a desk."""
    if DeferredFileHandler.handle.__module__ == __name__:
        return
    files, unused = desk or FileDesk(), MediaFileManager._get_inactive_file_ids
    made = MadeFiles(lambda session: client_of(session) is not None)

    def unused_now(manager: MediaFileManager) -> set[str]:
        return unused(manager) - made.staying()

    async def handle(handler: DeferredFileHandler, request: Any, session_id: str) -> BackendOperationResponse:
        make = partial(made.make, handler._get_media_file_mgr(), session_id, request.deferred_file.file_id)
        try:
            address = await files.make(session_id, address_in(client_of(session_id)), make)
        except RefusedError as refused:
            return BackendOperationResponse(request_id=request.request_id, error_msg=refused.text)
        except Exception as error:
            if isinstance(error.__cause__, FaultError):
                # It was written for the reader.
                return BackendOperationResponse(request_id=request.request_id, error_msg=str(error.__cause__))
            # Neither the text of the error nor that of its cause: both may hold what is in view.
            logging.getLogger(__name__).error("A file could not be made: %s", type(error.__cause__ or error).__name__)
            return BackendOperationResponse(request_id=request.request_id, error_msg=FAILED)
        return BackendOperationResponse(
            request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=address)
        )

    DeferredFileHandler.handle = handle  # type: ignore[assignment]
    MediaFileManager._get_inactive_file_ids = unused_now  # type: ignore[assignment]


def name_files_by_all_of_them() -> None:
    """Let the name of a file say all that is in it, and nobody guess it.

    Streamlit takes the length and three parts of what has more than a megabyte: of two readers whose files differ elsewhere alone, the
    second would get the file of the first, and whoever knows those parts knows the name, and with it gets the file.
    """
    key = token_bytes(32)
    memory_media_file_storage._PARTIAL_HASH_THRESHOLD = sys.maxsize  # type: ignore[misc]
    hasher: Any = partial(hashlib.blake2b, digest_size=16, key=key)
    memory_media_file_storage.create_fast_hasher = hasher  # type: ignore[attr-defined]
