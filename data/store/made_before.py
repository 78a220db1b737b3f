"""Files that take long to make, kept from one start of a server to the next.

Each is known by a key and by the code that makes it: after a change of either it is made anew. Nothing a reader added is
ever kept, and a folder that is gone or full is no fault.
"""

import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from data.store.private_folder import private_folder

_ROOT = Path(__file__).parents[2]
# What the files are made with: our code, and the package that describes the network.
_CODE, _PACKAGES = ("data", "components"), ("pyvis",)
# Files of a few megabytes: one a day and version of the records.
MOST_MADE_BEFORE = 8
_is_on: list[bool] = []


def keep_between_starts() -> None:
    """From now on this process keeps files, and takes those that another has kept: for a server."""
    _is_on[:] = [True]


def made_once(key: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or has given before for the same key."""
    if not _is_on:
        return make()
    name = hashlib.sha256(f"{_code()}\n{key}".encode()).hexdigest()[:32]
    try:
        path = private_folder("networks") / name
    except OSError:
        # Nothing can be written anywhere, as in a container whose disk is read-only.
        return make()
    content = _read(path)
    if content is None:
        content = make()
        with suppress(OSError):
            _write(path, content)
    return content


def _read(path: Path) -> bytes | None:
    """The content of a whole file: it begins with the digest of the rest."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, content = stored[:32], stored[32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _write(path: Path, content: bytes) -> None:
    """All at once or not at all; of more than MOST_MADE_BEFORE the oldest go."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(hashlib.sha256(content).digest() + content)
    Path(file.name).replace(path)
    for old in sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)[:-MOST_MADE_BEFORE]:
        old.unlink(missing_ok=True)


@cache
def _code() -> str:
    """A text that differs after each change of the code."""
    return hashlib.sha256("\n".join(_stamps()).encode()).hexdigest()


def _stamps() -> Iterator[str]:
    for folder in _CODE:
        for inside, folders, names in os.walk(_ROOT / folder):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    status = Path(inside, name).stat()
                    yield f"{inside}/{name} {status.st_size} {status.st_mtime_ns}"
    for package in _PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            yield f"{spec.origin} {Path(spec.origin).stat().st_mtime_ns}"
