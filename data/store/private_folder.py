"""A folder for what can be made again and takes long: closed to others, and the same for all of our processes.

It may be deleted at any time. It is in the folder for temporary files or, where a service manager gives one for such
files, in that (systemd: CacheDirectory).
"""

import os
import stat
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path


def private_folder(purpose: str) -> Path:
    """A folder for files of this purpose that only we can write to.

    Everybody may write to the folder for temporary files. Where somebody else has taken our name there, or can write to
    what has it, this process gets a folder of its own.
    """
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    ours = _folder_for_such_files() / f"allweather-{purpose}-{user}"
    with suppress(OSError):
        ours.mkdir(mode=0o700, exist_ok=True)
    return ours if _is_private(ours) else Path(_folder_of_this_process(purpose).name)


def _folder_for_such_files() -> Path:
    given = os.environ.get("CACHE_DIRECTORY", "").split(os.pathsep)[0]
    return Path(given or tempfile.gettempdir())


def _is_private(folder: Path) -> bool:
    """Whether this is a folder of ours, no link to one, and closed to others."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    # Where there are no such users, the folder for temporary files belongs to one alone.
    is_closed = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
    return stat.S_ISDIR(status.st_mode) and is_closed and os.access(folder, os.W_OK)


@lru_cache(maxsize=8)
def _folder_of_this_process(purpose: str) -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix=f"allweather-{purpose}-")
