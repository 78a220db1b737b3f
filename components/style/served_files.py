"""Files of ours that browsers keep for good, where our own server gives them. Pure.

Where `server.baseUrlPath` is set there are no routes of ours: then scripts and styles come as messages, and again with each
reload.
"""

import gzip
import hashlib
from functools import lru_cache

MEDIA_TYPES = {"js": "text/javascript", "css": "text/css"}
# Address -> text, of the modules that are loaded.
FILES: dict[str, str] = {}
_served: list[bool] = []


def add_file(name: str, ending: str, text: str) -> str:
    """The address of a text as a file. It begins at the page, so that a path before it stays.

    A new text has another name, so that browsers can keep each for good.
    """
    address = (
        f"{'scripts' if ending == 'js' else 'styles'}/{name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.{ending}"
    )
    FILES[address] = text
    return address


def address_of(name: str) -> str:
    """The address of the file of that name; empty while the module that has it is not loaded."""
    return next((address for address in list(FILES) if address.partition("/")[2].startswith(f"{name}-")), "")


def mark_files_as_served() -> None:
    """The process has routes for these files, and pages may ask for them there."""
    _served[:] = [True]


def are_files_served() -> bool:
    return bool(_served)


@lru_cache(64)
def encoded(text: str) -> bytes:
    """A file as it is sent: one for all who ask, however slowly they take it."""
    return text.encode()


@lru_cache(64)
def compressed(content: bytes) -> bytes:
    """A file as browsers take it that unpack it."""
    return gzip.compress(content, 6, mtime=0)
