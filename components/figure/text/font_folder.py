"""Where the fonts of figures are stored: closed to others, checked on use, and bounded in number."""

import os
import shutil
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from data.apart.reader import reader_address
from data.base.fault import FaultError
from data.store.private_folder import private_folder

# Sets of fonts on the disk, of one to four MB each.
MOST_SETS = 60
# Characters of all the sets that a process makes within so many seconds, for all readers and for those of one address: the characters
# of a reader's title make a set, which counts as so many at least. A desk with its own records needs two or three sets.
MOST_MADE, MOST_MADE_FOR_ONE, LEAST_OF_SET, _PERIOD = 240_000, 60_000, 2_000, 600.0
# When each was made, for whom, and its characters.
_MADE: deque[tuple[float, str, int]] = deque()
# Bytes of the head of a font, and of each table that it lists.
_HEAD, _ENTRY = 12, 16


class FontsError(FaultError):
    """The fonts of a figure cannot be made now: better no figure than one without its letters."""


def are_there(paths: Iterable[Path]) -> bool:
    """Whether all files are there and whole; their folder is then marked as in use."""
    ordered = list(paths)
    if not all(map(is_whole, ordered)):
        return False
    with suppress(OSError):
        os.utime(ordered[0].parent)
    return True


def is_whole(path: Path) -> bool:
    """Whether a font is there to its end: one that was cut short by a crash would spoil each figure until somebody deletes it."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            tables = file.read(_ENTRY * int.from_bytes(head[4:6]))
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    # Where each table begins, and how long it is (OpenType, the table directory).
    ends = [
        int.from_bytes(tables[at + 8 : at + 12]) + int.from_bytes(tables[at + 12 : at + 16])
        for at in range(0, len(tables), _ENTRY)
    ]
    return bool(ends) and max(ends) <= size


def allow_another_set(characters: int) -> None:
    """Count the sets that this process makes: a second for each thousand characters, in which other figures wait.

    Raises FontsError.

    Those for readers of one address count for that: what they use up, nobody else lacks.
    """
    now, address = time.monotonic(), reader_address() or ""
    while _MADE and _MADE[0][0] < now - _PERIOD:
        _MADE.popleft()
    of_all = sum(size for _, _, size in _MADE)
    of_address = sum(size for _, owner, size in _MADE if owner == address)
    if of_all >= MOST_MADE or (address and of_address >= MOST_MADE_FOR_ONE):
        raise FontsError("Too many figures with rare characters were requested", "try again in a few minutes")
    _MADE.append((now, address, max(characters, LEAST_OF_SET)))


def remove_oldest(folder: Path) -> None:
    """Delete the sets that were used longest ago, so that texts of readers never fill the disk."""
    sets = sorted((path for path in folder.glob("v*") if path.is_dir()), key=_last_use)
    for old in sets[: max(0, len(sets) - MOST_SETS + 1)]:
        shutil.rmtree(old, ignore_errors=True)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def font_folder(name: str) -> Path:
    """A folder for fonts that only we can write to, the same for all of our processes."""
    return private_folder("fonts") / name
