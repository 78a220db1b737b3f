"""What was saved: who, when, before and after; and how to undo it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter

from data.base.text import printable, quotable
from data.store.changes import RowChange


@dataclass(frozen=True)
class SaveEntry:
    """One save. `at` is a time in UTC (ISO 8601, to the second); `undoes` is the number of the save that it undoes."""

    number: int
    at: str
    who: str
    changes: tuple[RowChange, ...]
    undoes: int | None = None

    @property
    def inverse(self) -> tuple[RowChange, ...]:
        """The changes that undo it."""
        return tuple(change.inverse for change in reversed(self.changes))


_ENTRY = TypeAdapter(SaveEntry)
# Rows that a list of saves names.
MOST_NAMED_ROWS = 3


@dataclass(frozen=True)
class SaveSummary:
    """What a list of saves says of one: the first rows by their names, and how many there are in all."""

    number: int
    at: str
    who: str
    undoes: int | None
    first_rows: tuple[str, ...]
    rows: int


def summary_of(entry: SaveEntry) -> SaveSummary:
    first = tuple(f"{change.table} {'/'.join(change.new_key)}" for change in entry.changes[:MOST_NAMED_ROWS])
    return SaveSummary(entry.number, entry.at, entry.who, entry.undoes, first, len(entry.changes))


def entry_of(number: int, changes: Iterable[RowChange], *, who: str, undoes: int | None) -> SaveEntry:
    return SaveEntry(number, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), who, tuple(changes), undoes)


def text_of_entry(entry: SaveEntry) -> str:
    """The entry as JSON text."""
    return _ENTRY.dump_json(entry, indent=1).decode() + "\n"


def entry_of_text(text: str | bytes) -> SaveEntry:
    """The entry that the JSON text describes. Raises ValueError if it describes none."""
    return _ENTRY.validate_json(text)


@dataclass(frozen=True)
class CellChange:
    """A cell before and after."""

    column: str
    before: str
    after: str


def cell_changes(change: RowChange) -> tuple[CellChange, ...]:
    """The cells that differ; of a new or removed row, the cells that are not empty."""
    before, after = change.before or {}, change.after or {}
    columns = dict.fromkeys((*before, *after))
    cells = (CellChange(column, before.get(column, ""), after.get(column, "")) for column in columns)
    return tuple(cell for cell in cells if cell.before != cell.after)


def change_verb(change: RowChange) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def entry_lines(entry: SaveEntry) -> Iterator[str]:
    """The save as lines of plain text."""
    undoes = f", undoes {entry.undoes}" if entry.undoes else ""
    yield printable(f"{entry.number} · {entry.at} · {entry.who}{undoes}")
    for change in entry.changes:
        yield printable(f"  {change.table} {'/'.join(change.key)} {change_verb(change)}")
        if change.before and change.after:
            for cell in cell_changes(change):
                before, after = (quotable(text) or "(empty)" for text in (cell.before, cell.after))
                yield printable(f"    {cell.column}: {before} -> {after}")
