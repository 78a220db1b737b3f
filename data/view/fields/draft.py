"""The value of a curator's changes that are not saved yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.store.changes import RowChange

# Rows that can be saved at once: all of them are shown before.
MAX_DRAFT_ROWS = 300


@dataclass(frozen=True)
class Draft:
    """Changes that are not saved yet, in the order in which they were begun."""

    changes: tuple[RowChange, ...] = ()

    @property
    def is_too_large(self) -> bool:
        """Whether it has more rows than can be saved at once."""
        return len(self.changes) > MAX_DRAFT_ROWS

    def of(self, table: str) -> list[RowChange]:
        return [change for change in self.changes if change.table == table]

    def with_changes(self, table: str, changes: Iterable[RowChange]) -> "Draft":
        """With these in place of all changes of the table."""
        others = [change for change in self.changes if change.table != table]
        return Draft((*others, *changes))

    def without(self, change: RowChange) -> "Draft":
        return Draft(tuple(other for other in self.changes if other != change))
