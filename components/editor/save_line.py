"""Whose save is next: a process makes one at a time, by turns between the addresses from which people save.

Each of those that waited at the lock of the store would hold a connection to a database, of which there are fifteen for all pages;
and where everybody may edit, whoever has thirty pages open would be before everybody else there.
"""

import math
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition

from data.apart.pace import RequestPace
from data.store.base import StoreError
from data.store.folder import LOCK_SECONDS

# Saves at once and for each second after, of one address: after each, all pages read the records again. What a person saves
# is one draft of many rows.
SAVES_OF_ADDRESS = (30.0, 0.1)
_MOST_REMEMBERED = 4_096


class SaveLine:
    """The save that is being made, and those that wait for it."""

    def __init__(self) -> None:
        self._changed, self._numbers = Condition(), count(1)
        # Number -> address, the oldest first; and address -> when it had its last turn, of those that wait.
        self._waiting: dict[int, str] = {}
        self._last: dict[str, int] = {}
        self._is_busy = False
        self._paces: OrderedDict[str, RequestPace] = OrderedDict()

    @contextmanager
    def turn(self, address: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Wait for a turn, which is over with the block; StoreError if there is none for so many seconds, or was too often."""
        with self._changed:
            if address:
                self._count(address)
            number = next(self._numbers)
            self._waiting[number] = address
            try:
                is_mine = self._changed.wait_for(lambda: not self._is_busy and self._next() == number, seconds)
            finally:
                del self._waiting[number]
            if not is_mine:
                self._changed.notify_all()
                raise StoreError(
                    f"Others have been saving for {seconds:g} seconds. Nothing was changed. Please try again."
                )
            self._is_busy = True
            self._last = {one: at for one, at in self._last.items() if one in self._waiting.values()}
            self._last[address] = next(self._numbers)
        try:
            yield
        finally:
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()

    def _count(self, address: str) -> None:
        """Count a save of an address; StoreError if it has to wait."""
        pace = self._paces.setdefault(address, RequestPace(*SAVES_OF_ADDRESS))
        self._paces.move_to_end(address)
        while len(self._paces) > _MOST_REMEMBERED:
            self._paces.popitem(last=False)
        if debt := pace.debt():
            raise StoreError(
                f"Many saves have come from your address. Nothing was changed. Please try again in {math.ceil(debt)} seconds."
            )
        pace.wait()

    def _next(self) -> int:
        """Of the address whose last turn was longest ago, what came first."""
        return min(self._waiting, key=lambda number: (self._last.get(self._waiting[number], 0), number))


SAVE_LINE = SaveLine()
