"""A dated item of a broadcast or a site, as the coder reads it."""

import hashlib
import re
from dataclasses import dataclass

# The id of a video in an address of the broadcaster, the same in every archive of its items. It becomes the name of a file.
_VIDEO = re.compile(r"/([A-Za-z]{3,5}[A-Za-z0-9]{8,60})(?:\.shtml|$)")
_HAN = re.compile("[一-龥]")


@dataclass(frozen=True, slots=True)
class Item:
    """`date` is the day it was broadcast or published (ISO); `archives` name where its text was read."""

    date: str
    url: str
    title: str
    text: str
    archives: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        """Whether the item is written in Chinese, which has rules of its own."""
        return _HAN.search(self.title) is not None or _HAN.search(self.text[:200]) is not None

    @property
    def place(self) -> str:
        """What names the item whatever becomes of its text: the id in its address, else a number made of its title."""
        return video_of(self.url) or _number(self.url or self.title)


def video_of(url: str) -> str:
    """The id of the video in an address; empty if there is none."""
    found = _VIDEO.search(url)
    return found.group(1) if found else ""


def _number(text: str) -> str:
    return "t" + hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]
