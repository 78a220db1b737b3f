"""What a source of items is, and what every adapter does: list what there is, then read one item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from data.observed.coding.model.item import Item


@dataclass(frozen=True)
class Listed:
    """An item that a source offers. `text` is None if the item has a page of its own that must be read."""

    day: date
    url: str
    title: str
    text: str | None = None


class Reader(Protocol):
    """What reads a page; see `fetching.Fetcher`."""

    def text(self, address: str) -> str:
        """The text of a page. Raises FetchError."""


class Adapter(Protocol):
    """One kind of source."""

    def listed(self, reader: Reader, since: date, until: date) -> Iterator[Listed]:
        """What the source offers of these days, both included, the oldest first. Raises FetchError."""

    def item(self, reader: Reader, listed: Listed) -> Item:
        """The item with its text. Raises FetchError."""


class FetchError(Exception):
    """A page that cannot or may not be read; its text says why."""
