"""What all readers' uploads together may take of one server: rows in the memory, and one large file read at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Protocol
from weakref import WeakSet

from data.base.fault import FaultError

# About 600 MB, with all that belongs to a row: seven readers with as many as they may have, or hundreds with a few.
MAX_ROWS_OF_ALL = 150_000
# Bytes and letters that take as much as a row: files with faults, of which no row is added, take room as well.
BYTES_OF_ROW = 4_000
# Bytes of an upload that others wait for; reading less takes no second. A packed one counts more, by what it may unpack to.
LARGE_UPLOAD, SMALL_UPLOAD = 200_000, 20_000
PACKED = 12
# Seconds that a large upload waits for others. Reading one takes 2 to 10.
PATIENCE = 30.0

_READING, _LOCK = BoundedSemaphore(1), Lock()


class RowHolder(Protocol):
    """Something of a session that holds added rows in the memory."""

    @property
    def held_rows(self) -> int:
        """The rows that it keeps in the memory, and what else takes as much."""


_HOLDERS: WeakSet[RowHolder] = WeakSet()


def hold(holder: RowHolder) -> None:
    """Count the rows of a holder for as long as it lives."""
    with _LOCK:
        _HOLDERS.add(holder)


def held_rows() -> int:
    """The rows that all sessions hold now."""
    with _LOCK:
        return sum(holder.held_rows for holder in _HOLDERS)


def check_room(size: int) -> None:
    """FaultError if the server holds too many rows for another file of this size."""
    if size > SMALL_UPLOAD and held_rows() >= MAX_ROWS_OF_ALL:
        reason = "was not read: the server holds as many added rows of all readers as it can"
        raise FaultError(reason, "upload a part of it, or try again later")


@contextmanager
def turn_to_read(size: int) -> Iterator[None]:
    """Wait until no other large upload is being read. Raises FaultError if that takes too long, or there is no room."""
    check_room(size)
    if size < LARGE_UPLOAD:
        yield
        return
    if not _READING.acquire(timeout=PATIENCE):
        raise FaultError("was not read: other large files are being read", "try again in a minute")
    try:
        yield
    finally:
        _READING.release()
