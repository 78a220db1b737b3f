"""What every place that holds the records can do."""

from collections.abc import Hashable, Iterable
from typing import Protocol

from data.store.changes import TABLE_OR_COUNTS, RowChange
from data.store.history import SaveEntry, SaveSummary
from data.tables.reading import Files


class StoreError(Exception):
    """The records cannot be read or written; nothing was changed. Its text is for the reader."""


class SavedLaterError(StoreError):
    """The save is complete and will be seen, but what it wrote is not in place yet."""


class MaybeSavedError(StoreError):
    """Whether the save is complete is not known: the database said nothing when it was to make it so."""


class Store(Protocol):
    """A folder or database with the records; frozen, so that it can be a cache key."""

    def __hash__(self) -> int: ...

    @property
    def name(self) -> str:
        """Its name in messages; never contains a password."""

    @property
    def stores_versions(self) -> bool:
        """Whether each version that was shown is stored, for pinned links."""

    def stamp(self) -> Hashable:
        """A value that differs after every change; cheap. Raises StoreError if the store cannot be reached."""

    def files(self) -> Files:
        """The records as CSV files, all of one moment. Raises RecordsError or StoreError if they are not there."""

    def save(self, changes: Iterable[RowChange], *, who: str, undoes: int | None = None) -> SaveEntry:
        """Save all changes or none. After EditConflictError, RecordsError or StoreError nothing was changed."""

    def history(self, most: int) -> list[SaveEntry]:
        """The `most` newest saves, newest first."""

    def summaries(self, most: int) -> list[SaveSummary]:
        """The same in short: a save of a review may have ten thousand rows, and the list is drawn with every click."""

    def entry(self, number: int) -> SaveEntry:
        """The save of this number. Raises StoreError if there is none."""

    def store_version(self, version: str, packed: bytes) -> None:
        """Store a version, once. Raises StoreError if that fails."""

    def stored_version(self, version: str) -> bytes | None:
        """A version as it was packed; None if it is not stored."""

    def stored_versions(self) -> tuple[str, ...]:
        """The names of all stored versions, in no order."""


def undo(store: Store, number: int, *, who: str) -> SaveEntry:
    """Undo a save by another save; raises what `Store.save` raises. Rows changed since are a conflict, not overwritten."""
    changes = store.entry(number).inverse
    if not {change.table for change in changes} <= TABLE_OR_COUNTS.keys():
        raise StoreError(f"Save {number} is of another version of the program, and cannot be undone here.")
    return store.save(changes, who=who, undoes=number)
