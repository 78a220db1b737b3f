"""The packs that readers had made, until they are downloaded: as much of all of them as there is room for.

A pack is 20 MB, or twice as much with its sources, and the page that offers it may stay open all day.
"""

from itertools import count
from threading import Lock
from weakref import WeakValueDictionary

from data.apart.reader import reader_address
from data.base.fault import FaultError

# Bytes of all packs that wait for their readers: one may have as many.
MOST_KEPT = 200_000_000
_NUMBERS, _LOCK = count(), Lock()


class MadePack:
    """A pack that is there as long as its page offers it, and as there is room."""

    def __init__(self, content: bytes) -> None:
        self.address, self.size = reader_address() or "", len(content)
        self._content: bytes | None = content
        with _LOCK:
            _PACKS[next(_NUMBERS)] = self
            _make_room(self)

    @property
    def content(self) -> bytes:
        """FaultError if others have taken its place."""
        if self._content is None:
            raise FaultError("This pack was removed to make room for newer ones", "create it again")
        return self._content

    def drop(self) -> None:
        self._content, self.size = None, 0


# In the order in which they were made; what no page offers any more is gone.
_PACKS: WeakValueDictionary[int, MadePack] = WeakValueDictionary()


def _make_room(new: MadePack) -> None:
    """Drop packs, each the oldest of the address that has most, until the rest has room; never the one just made."""
    packs = [pack for _, pack in sorted(_PACKS.items()) if pack.size]
    while sum(pack.size for pack in packs) > MOST_KEPT and len(packs) > 1:
        sizes = dict[str, int]()
        for pack in packs:
            sizes[pack.address] = sizes.get(pack.address, 0) + pack.size
        oldest = min((pack for pack in packs if pack is not new), key=lambda pack: -sizes[pack.address])
        oldest.drop()
        packs.remove(oldest)
