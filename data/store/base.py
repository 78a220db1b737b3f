"""What every place that keeps the records can do."""

from collections.abc import Hashable, Iterable
from typing import Protocol

from data.store.changes import RowChange
from data.store.history import Entry
from data.tables.reading import Files


class StoreError(Exception):
    """The place cannot be read or written; nothing was changed. Its text is for the reader."""


class Store(Protocol):
    """A place that keeps the records; frozen, so that it can be a cache key."""

    @property
    def name(self) -> str:
        """What a message calls it; never a password."""

    @property
    def keeps(self) -> bool:
        """Whether it keeps the versions that were shown, for pinned links."""

    def stamp(self) -> Hashable:
        """What differs was changed; cheap. StoreError if it cannot be reached."""

    def files(self) -> Files:
        """The records as CSV files, all of one moment; RecordsError or StoreError if they are not there."""

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> Entry:
        """All changes or none. ChangedMeanwhileError, RecordsError or StoreError; then nothing was changed."""

    def history(self, most: int) -> list[Entry]:
        """The newest saves, newest first."""

    def entry(self, number: int) -> Entry:
        """A save; StoreError if there is none of this number."""

    def keep(self, version: str, packed: bytes) -> None:
        """Keep a version, once; StoreError if it cannot be."""

    def kept(self, version: str) -> bytes | None:
        """A kept version as it was packed; None if it is not there."""


def undo(store: Store, number: int, *, who: str) -> Entry:
    """Take a save back by a save of its own; errors as of `Store.save`: rows changed since are told, not overwritten."""
    return store.save(store.entry(number).inverse, who=who, undoes=number)
