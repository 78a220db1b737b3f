"""Whose save is next: a process makes one at a time, by turns between the addresses from which people save.

Each of those that waited at the lock of the store would hold a connection to a database, of which there are fifteen for all pages;
and where everybody may edit, whoever has thirty pages open would be before everybody else there.
"""

import math
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from data.apart.pace import PlaceLine, RequestPace
from data.store.base import StoreError
from data.store.folder import LOCK_SECONDS

# Saves at once and for each second after, of one address: after each, all pages read the records again. What a person saves
# is one draft of many rows.
SAVES_OF_ADDRESS = (30.0, 0.1)
_MOST_REMEMBERED = 4_096


class SaveLine:
    """The save that is being made, and those that wait for it."""

    def __init__(self) -> None:
        self._places, self._lock = PlaceLine(), Lock()
        self._paces: OrderedDict[str, RequestPace] = OrderedDict()

    @contextmanager
    def turn(self, address: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Wait for a turn, which is over with the block; StoreError if there is none for so many seconds, or was too often."""
        if address:
            with self._lock:
                self._count(address)
        with ExitStack() as place:
            try:
                place.enter_context(self._places.place(address, seconds))
            except TimeoutError:
                raise StoreError(
                    f"Others have been saving for {seconds:g} seconds. Nothing was changed. Please try again."
                ) from None
            yield

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


SAVE_LINE = SaveLine()
