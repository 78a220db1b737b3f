"""The packs that readers ask for: few wait to be made, and those made are kept until they are downloaded, as far as there is room.

A pack is 20 MB, or twice as much with its sources, and the page that offers it may stay open all day.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Lock
from weakref import WeakValueDictionary

from data.apart.reader import reader_address
from data.base.fault import FaultError

# Bytes of all packs that wait for their readers: one may have as many.
MOST_KEPT = 200_000_000
# Packs that are being made, or wait for it: of all and of one address. Each holds a thread and its figures, and hundreds that
# have waited for minutes would come before whatever somebody else asks for.
MOST_PACKS_ASKED, MOST_PACKS_OF_ADDRESS = 30, 12
_NUMBERS, _LOCK, _ASKED = count(), Lock(), Counter[str]()


@contextmanager
def place_for_pack(address: str) -> Iterator[None]:
    """The place of a pack among those that are being made; FaultError if there is none."""
    with _LOCK:
        if _ASKED.total() >= MOST_PACKS_ASKED or _ASKED[address] >= MOST_PACKS_OF_ADDRESS:
            raise FaultError("Too many packs are being made", "try again in a minute")
        _ASKED[address] += 1
    try:
        yield
    finally:
        with _LOCK:
            _ASKED.subtract([address])
            if not _ASKED[address]:
                del _ASKED[address]


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
