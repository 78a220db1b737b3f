"""A curator's draft: rows of a table with what was typed into a grid -> the changes that a save would make. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.matching.names import Known, id_stem
from data.matching.values import taken
from data.model.cells import LIST_SEPARATOR
from data.model.columns import is_list
from data.model.schema import TABLE, Table
from data.store.changes import Meanwhile, RowChange, edited, moved_meanwhile
from data.tables.dataset import Dataset, lines_of_dataset
from data.tables.findings import Finding
from data.tables.reading import Tables
from data.tables.rows import tidied
from data.tables.rules import all_findings
from data.view.fields.draft import Draft
from data.view.search import TextSearch

MOST_ROWS = 300


@dataclass(frozen=True)
class Slot:
    """A row of the grid: its cells, and what it was in the records (None: it is new)."""

    before: dict[str, str] | None
    cells: dict[str, str]


@dataclass(frozen=True)
class Typed:
    """What was done in the grid since it was drawn, by the place of a row."""

    changed: Mapping[int, Mapping[str, Any]]
    removed: Sequence[int]
    added: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "Typed":
        """As a data editor keeps it."""
        changed = {int(at): cells for at, cells in state.get("edited_rows", {}).items()}
        return cls(changed, state.get("deleted_rows", ()), state.get("added_rows", ()))


def slots_of(dataset: Dataset, draft: Draft, table: Table, text: str = "") -> tuple[list[Slot], int]:
    """The rows of the grid, those of the draft first, then those that hold all words of `text`; and how many there are."""
    drafted = draft.of(table.name)
    known = {change.key for change in drafted if change.before}
    slots = [Slot(change.before, change.after) for change in drafted if change.after]
    search = TextSearch(text)
    lines = lines_of_dataset(dataset)[table.name]
    rows = [dict(line.cells) for key, line in lines.items() if key not in known]
    rows = [row for row in rows if search.finds_row(row)]
    slots += [Slot(row, row) for row in rows[: max(0, MOST_ROWS - len(slots))]]
    return slots, len(rows) + len(known)


def typed_in(dataset: Dataset, draft: Draft, table: Table, slots: Sequence[Slot], typed: Typed) -> Draft:
    """The draft that `slots` were drawn from, with what was typed since. Names and dates are read kindly."""
    known = Known(dataset, {})
    rows = [(slot, at in typed.removed, typed.changed.get(at, {})) for at, slot in enumerate(slots)]
    changes = [change for change in draft.of(table.name) if change.after is None]
    for slot, removed, cells in rows:
        after = None if removed else _with(known, table, slot.cells, cells)
        # A new row that was taken out again leaves nothing.
        if after != slot.before:
            changes.append(RowChange(table.name, slot.before, after))
    empty = dict.fromkeys(table.columns, "")
    new = [_with(known, table, empty, cells) for cells in typed.added]
    changes += [RowChange(table.name, None, cells) for cells in new if any(cells.values())]
    return draft.with_changes(table.name, _with_ids(dataset, table, changes))


def _with(known: Known, table: Table, cells: Mapping[str, str], typed: Mapping[str, Any]) -> dict[str, str]:
    row = {**cells, **{column: _text(table, column, value) for column, value in typed.items() if column in cells}}
    # The dyad first: it tells which of several tiers of one wording is meant.
    for column in sorted(set(typed) & set(cells), key=lambda column: column != "dyad"):
        row[column] = taken(known, table, column, row[column], row) or row[column]
    return row


def _text(table: Table, column: str, value: Any) -> str:
    if value is None:
        return ""
    if is_list(table, column) and not isinstance(value, str):
        return f"{LIST_SEPARATOR} ".join(map(str, value))
    return str(value).strip()


def _with_ids(dataset: Dataset, table: Table, changes: Iterable[RowChange]) -> list[RowChange]:
    """A new row without an id gets one made of what it says, as soon as it says enough."""
    column, known = table.row.key[0], {key[0] for key in lines_of_dataset(dataset)[table.name]}
    made: list[RowChange] = []
    for change in changes:
        after = change.after
        if after and not after[column] and len(table.row.key) == 1:
            stem = id_stem(after)
            name = next(name for name in _numbered(stem) if name not in known) if stem else ""
            known.add(name)
            change = replace(change, after=after | {column: name})
        made.append(change)
    return made


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10_000))


# Whether it could be saved ---------------------------------------------------------------------------


def checked(dataset: Dataset, draft: Draft) -> list[tuple[str, Finding]]:
    """(id of the row, what is wrong) for everything that would be wrong with the records."""
    tables = edited(lines_of_dataset(dataset), [change for change in draft.changes if not _gone(dataset, change)])
    found = all_findings(tables)
    names = _names(tables) if found else {}
    return [(names.get((finding.file, finding.row), ""), finding) for finding in found]


def _gone(dataset: Dataset, change: RowChange) -> bool:
    """A row that was removed meanwhile: that is told as such."""
    return bool(change.before) and change.key not in lines_of_dataset(dataset)[change.table]


def _names(tables: Tables) -> dict[tuple[str, int | None], str]:
    return {
        (line.file, line.number): "/".join(line.cell(column) for column in TABLE[name].row.key)
        for name, lines in tables.lines.items()
        for line in lines.values()
    }


def meanwhile(dataset: Dataset, draft: Draft) -> list[Meanwhile]:
    """The rows of the draft that somebody else changed since they were read; a new one with an id in use is a fault."""
    return [*moved_meanwhile(lines_of_dataset(dataset), [change for change in draft.changes if change.before])]


def over_theirs(row: Meanwhile) -> RowChange | None:
    """Their row with the cells that I changed; None if nothing of mine is left to change."""
    table, mine = TABLE[row.change.table], row.change
    if row.theirs is None:
        return replace(mine, before=None) if mine.after else None
    if mine.after is None:
        return replace(mine, before=row.theirs)
    was = tidied(table, mine.before) if mine.before else {}
    changed = {column: cell for column, cell in mine.after.items() if cell != was.get(column, "")}
    after = row.theirs | changed
    return replace(mine, before=row.theirs, after=after) if after != row.theirs else None
