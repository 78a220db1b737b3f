"""What an address answers: a file that can be made, or a plain text that says what is wrong and how to fix it."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

_YEAR = 31_536_000  # seconds


class RefusedError(Exception):
    """No file is given; status and text are the answer."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


@dataclass(frozen=True)
class Resource:
    """A file at an address, made only when it is needed.

    `identity` names all that the file is made of, so that two with the same are the same file. `is_fixed`: it is the same
    for ever (of a pinned view on a written day). `file` is the name under which a browser saves it.
    """

    mime: str
    file: str
    identity: tuple[object, ...]
    make: Callable[[], bytes]
    is_fixed: bool = False

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return f'"{sha256(repr((self.mime, self.identity)).encode()).hexdigest()[:32]}"'


def cache_rule(resource: Resource, *, is_private: bool) -> str:
    """The Cache-Control of a file: for ever if it is fixed, else to be asked about each time, which costs next to nothing."""
    audience = "private" if is_private else "public"
    return f"{audience}, max-age={_YEAR}, immutable" if resource.is_fixed else f"{audience}, no-cache"


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the client has the file already, by its header If-None-Match (RFC 9110, weak comparison)."""
    known = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    # A proxy that compresses an answer may mark its tag.
    return "*" in known or tag in known or f'{tag[:-1]}-gzip"' in known
