"""What was saved: who, when, before and after; and the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter

from data.base.text import printable, quotable
from data.store.changes import RowChange


@dataclass(frozen=True)
class Entry:
    """One save. `at` is a time in UTC (ISO 8601, to the second); `undoes` the number of the save that it takes back."""

    number: int
    at: str
    who: str
    changes: tuple[RowChange, ...]
    undoes: int | None = None

    @property
    def inverse(self) -> tuple[RowChange, ...]:
        """The changes that take it back."""
        return tuple(change.inverse for change in reversed(self.changes))


_ENTRY = TypeAdapter(Entry)


def entry_of(number: int, changes: Iterable[RowChange], *, who: str, undoes: int | None) -> Entry:
    return Entry(number, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), who, tuple(changes), undoes)


def text_of_entry(entry: Entry) -> str:
    return _ENTRY.dump_json(entry, indent=1).decode() + "\n"


def entry_of_text(text: str | bytes) -> Entry:
    """ValueError if it is none."""
    return _ENTRY.validate_json(text)


@dataclass(frozen=True)
class Difference:
    """A cell before and after."""

    column: str
    before: str
    after: str


def differences(change: RowChange) -> tuple[Difference, ...]:
    """The cells that differ; of a new or removed row those that hold something."""
    before, after = change.before or {}, change.after or {}
    columns = dict.fromkeys((*before, *after))
    found = (Difference(column, before.get(column, ""), after.get(column, "")) for column in columns)
    return tuple(one for one in found if one.before != one.after)


def verb(change: RowChange) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def told(entry: Entry) -> Iterator[str]:
    """A save in lines of plain text."""
    undoes = f", undoes {entry.undoes}" if entry.undoes else ""
    yield printable(f"{entry.number} · {entry.at} · {entry.who}{undoes}")
    for change in entry.changes:
        yield printable(f"  {change.table} {'/'.join(change.key)} {verb(change)}")
        if change.before and change.after:
            for one in differences(change):
                yield printable(
                    f"    {one.column}: {quotable(one.before) or '(empty)'} -> {quotable(one.after) or '(empty)'}"
                )
