"""What all readers' uploads together may take of one server: rows in the memory, time, and one large file read at a time."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Lock
from typing import Protocol
from weakref import WeakKeyDictionary

from data.apart.pace import PlaceLine
from data.apart.reader import reader_address
from data.base.fault import FaultError
from data.upload.reading.time_budget import seconds_of_work

# About 1.2 GB, with all that belongs to a row once its pages were looked at and searched: seven readers with as many as they may have, or 75 with a few.
MAX_ROWS_OF_ALL = 150_000
# Of readers of one address: five with as many as they may have. The rest is for others.
MAX_ROWS_OF_ADDRESS = 110_000
# Beyond both, for uploads of a few rows.
MORE_FOR_SMALL = 30_000
# Bytes and letters that take as much as a row: files with faults, of which no row is added, take room as well.
BYTES_OF_ROW = 4_000
# What the records together with added rows take beside these rows: tables of all of them, an index with the first search, and what
# pages keep (9 MB after each page, and the profiles of five on twelve days).
ROWS_OF_DATASET = 2_000
# Bytes of an upload that others wait for; reading less takes no second. A packed one is large, as it may unpack to a
# thousand times its bytes, or name one long text from every cell.
LARGE_UPLOAD, SMALL_UPLOAD = 200_000, 20_000
# Of the smaller ones that a process of its own reads, two at a time: each process takes 100 MB or more.
OTHERS_AT_ONCE = 2
# Seconds of the processor for one upload; and of all of an address, which has worked off so many a second.
LONGEST_READING, READING_AT_ONCE, READING_PER_SECOND = 40.0, 90.0, 0.3
# Seconds that an upload waits for others: longer than one of another address may take, of which there is one before the next turn.
# Reading a large one takes 2 to 10.
PATIENCE = LONGEST_READING + 5.0
_MOST_ADDRESSES = 4_096

_READING, _READING_OTHERS, _LOCK = PlaceLine(1), PlaceLine(OTHERS_AT_ONCE), Lock()


class RowHolder(Protocol):
    """Something of a session that holds added rows in the memory."""

    @property
    def held_rows(self) -> int:
        """The rows that it keeps in the memory, and what else takes as much."""


# Holder -> address of the reader.
_HOLDERS: WeakKeyDictionary[RowHolder, str | None] = WeakKeyDictionary()
# Address -> seconds of the processor that were read for it, and when that was written down.
_OWED: OrderedDict[str, tuple[float, float]] = OrderedDict()


def hold(holder: RowHolder) -> None:
    """Count the rows of a holder for as long as it lives."""
    with _LOCK:
        _HOLDERS[holder] = reader_address()


def held_rows(address: str | None = None) -> int:
    """The rows that all sessions hold now, or those of one address."""
    with _LOCK:
        return sum(holder.held_rows for holder, owner in _HOLDERS.items() if address in (None, owner))


def check_room(size: int) -> None:
    """FaultError if the server, or the reader’s address, holds too many rows for another file of this size."""
    more = MORE_FOR_SMALL if size <= SMALL_UPLOAD else 0
    fix = "upload a part of it, or try again later"
    if held_rows() >= MAX_ROWS_OF_ALL + more:
        raise FaultError("was not read: the server holds as many added rows of all readers as it can", fix)
    address = reader_address()
    if address is not None and held_rows(address) >= MAX_ROWS_OF_ADDRESS + more:
        raise FaultError("was not read: the server holds as many added rows of your address as it can", fix)


def _check_share(size: int) -> None:
    """FaultError if there is no room for a file of this size, or its address has used its time."""
    check_room(size)
    if _owed(reader_address()) > READING_AT_ONCE:
        raise FaultError("was not read: too much was uploaded from your address", "try again in a minute")


@contextmanager
def turn_to_read(size: int, *, is_packed: bool = False, is_apart: bool = False) -> Iterator[Callable[[float], None]]:
    """Wait until no other large upload is being read, or, of those read apart, no two smaller ones; addresses take turns.

    Gives a function that takes the seconds of the processor of another process, which count for the address like those of
    this thread. Raises FaultError if that takes too long, or if there is no room.
    """
    size = max(size, LARGE_UPLOAD) if is_packed else size
    _check_share(size)
    line = _READING if size >= LARGE_UPLOAD else _READING_OTHERS if is_apart else None
    address = reader_address()
    with ExitStack() as place:
        if line:
            try:
                place.enter_context(line.place(address or "", PATIENCE))
            except TimeoutError:
                raise FaultError("was not read: other large files are being read", "try again in a minute") from None
            # Of those who waited together, others may have used what there was.
            _check_share(size)
        begun = time.thread_time()
        try:
            with seconds_of_work(LONGEST_READING):
                yield partial(_owe, address)
        finally:
            _owe(address, time.thread_time() - begun)


def _owed(address: str | None) -> float:
    """The seconds that were read for an address and that it has not worked off yet."""
    seconds, at = _OWED.get(address, (0.0, 0.0)) if address is not None else (0.0, 0.0)
    return max(0.0, seconds - (time.monotonic() - at) * READING_PER_SECOND)


def _owe(address: str | None, seconds: float) -> None:
    if address is None:
        return
    with _LOCK:
        _OWED[address] = _owed(address) + seconds, time.monotonic()
        _OWED.move_to_end(address)
        while len(_OWED) > _MOST_ADDRESSES:
            _OWED.popitem(last=False)
