"""Where the fonts of figures are stored: closed to others, checked on use, and bounded in number."""

import os
import shutil
import stat
import tempfile
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

# Sets of fonts on the disk, of half a MB each, and how many a process makes within so many seconds: the letters of a
# reader's title make one. A desk with its own records needs two or three.
MOST_SETS, MOST_MADE, _PERIOD = 60, 40, 600.0
_MADE: deque[float] = deque()


class FontsError(RuntimeError):
    """The fonts of a figure cannot be made now: better no figure than one without its letters."""


def are_there(paths: Iterable[Path]) -> bool:
    """Whether all files are there; their folder is then marked as in use."""
    ordered = list(paths)
    if not all(path.exists() for path in ordered):
        return False
    with suppress(OSError):
        os.utime(ordered[0].parent)
    return True


def allow_another_set() -> None:
    """Count the sets that this process makes: each takes two seconds in which other figures wait. Raises FontsError."""
    now = time.monotonic()
    while _MADE and _MADE[0] < now - _PERIOD:
        _MADE.popleft()
    if len(_MADE) >= MOST_MADE:
        raise FontsError("Too many figures with rare characters were requested. Try again in a few minutes.")
    _MADE.append(now)


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
    """A folder for fonts that only we can write to, the same for all of our processes.

    Everybody may write to the folder for temporary files. Where somebody else has taken our name there, or can write to
    what has it, this process gets a folder of its own.
    """
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    ours = Path(tempfile.gettempdir()) / f"allweather-fonts-{user}"
    with suppress(OSError):
        ours.mkdir(mode=0o700, exist_ok=True)
    return (ours if _is_private(ours) else Path(_folder_of_this_process().name)) / name


def _is_private(folder: Path) -> bool:
    """Whether this is a folder of ours, no link to one, and closed to others."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    # Where there are no such users, the folder for temporary files belongs to one alone.
    is_closed = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
    return stat.S_ISDIR(status.st_mode) and is_closed and os.access(folder, os.W_OK)


@lru_cache(maxsize=1)
def _folder_of_this_process() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="allweather-fonts-")
