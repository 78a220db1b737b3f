"""The files that pages make when somebody asks for one: few at a time, and who has had many made waits.

Streamlit makes each in a thread that all sessions share, as often as a client asks and in the order of asking: one reader
who asked for a thousand would keep everybody else's files waiting for an hour, also after they left.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from components.addresses.answers import RefusedError
from components.addresses.work import DRAWERS, DRAWING, EFFORT_AT_ONCE, EFFORT_PER_SECOND, Pool, Rate, run_charged
from components.server_turns import address_in, client_of

# Files that are on their way at once: of all, of one address, of one session.
MOST_UNDER_WAY, MOST_OF_ADDRESS, MOST_OF_SESSION = 30, 12, 4
# Seconds that a file may take, waiting included: all records as a workbook take a few.
_LONGEST = 120.0
# An address may be a whole office: of the processor it has so many times what one session has.
_SESSIONS = 4
FAILED = "This file could not be made."


class FileDesk:
    """Makes the files of all sessions."""

    def __init__(self) -> None:
        self._pool = Pool(DRAWERS, MOST_UNDER_WAY - DRAWERS, _LONGEST, DRAWING)
        self._of_session = Rate(EFFORT_AT_ONCE, EFFORT_PER_SECOND)
        self._of_address = Rate(EFFORT_AT_ONCE * _SESSIONS, EFFORT_PER_SECOND * _SESSIONS)
        self._sessions: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()

    async def make(self, session: str, address: str, work: Callable[[], str]) -> str:
        """What `work` returns or raises; RefusedError if the session or its address has asked for too much."""
        if self._sessions[session] >= MOST_OF_SESSION or self._addresses[address] >= MOST_OF_ADDRESS:
            raise RefusedError(429, "Too many files are being made for you. Try again in a minute.")
        with _counted(self._sessions, session), _counted(self._addresses, address):
            return await run_charged(self._pool, work, (self._of_session, session), (self._of_address, address))


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
    files = desk or FileDesk()

    async def handle(handler: DeferredFileHandler, request: Any, session_id: str) -> BackendOperationResponse:
        make = partial(handler._get_media_file_mgr().execute_deferred, request.deferred_file.file_id)
        try:
            address = await files.make(session_id, address_in(client_of(session_id)), make)
        except RefusedError as refused:
            return BackendOperationResponse(request_id=request.request_id, error_msg=refused.text)
        except Exception as error:
            # Neither the text of the error nor that of its cause: both may hold what is in view.
            logging.getLogger(__name__).error("A file could not be made: %s", type(error.__cause__ or error).__name__)
            return BackendOperationResponse(request_id=request.request_id, error_msg=FAILED)
        return BackendOperationResponse(
            request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=address)
        )

    DeferredFileHandler.handle = handle  # type: ignore[assignment]
