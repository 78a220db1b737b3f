"""A curator's draft: rows of a table and the edits made in a grid -> the changes that a save would make. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.matching.names import NameIndex, id_stem
from data.matching.values import matched_cell
from data.model.cells import LIST_SEPARATOR
from data.model.columns import is_list
from data.model.rows import Table
from data.model.schema import TABLE
from data.store.changes import EditConflict, RowChange, edit_conflicts, tables_with_changes
from data.tables.dataset import Dataset, lines_of_dataset
from data.tables.findings import Finding
from data.tables.reading import Tables
from data.tables.rows import normalised
from data.tables.rules import all_findings
from data.view.fields.draft import Draft
from data.view.search import TextSearch

MAX_GRID_ROWS = 300


@dataclass(frozen=True)
class GridRow:
    """A row of the grid: its cells, and the cells it has in the records (None for a new row)."""

    before: dict[str, str] | None
    cells: dict[str, str]


@dataclass(frozen=True)
class GridEdits:
    """What was done in the grid since it was drawn: cells changed and rows removed, by position; rows added."""

    changed: Mapping[int, Mapping[str, Any]]
    removed: Sequence[int]
    added: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "GridEdits":
        """From the state of Streamlit's data editor."""
        changed = {int(position): cells for position, cells in state.get("edited_rows", {}).items()}
        return cls(changed, state.get("deleted_rows", ()), state.get("added_rows", ()))


def grid_rows(dataset: Dataset, draft: Draft, table: Table, text: str = "") -> tuple[list[GridRow], int]:
    """(rows of the grid, how many there are in all).

    First the rows of the draft, then those that contain all words of `text`, up to MAX_GRID_ROWS.
    """
    drafted = draft.of(table.name)
    drafted_keys = {change.key for change in drafted if change.before}
    rows = [GridRow(change.before, change.after) for change in drafted if change.after]
    search = TextSearch(text)
    lines = lines_of_dataset(dataset)[table.name]
    others = [dict(line.cells) for key, line in lines.items() if key not in drafted_keys]
    others = [cells for cells in others if search.finds_row(cells)]
    rows += [GridRow(cells, cells) for cells in others[: max(0, MAX_GRID_ROWS - len(rows))]]
    return rows, len(others) + len(drafted_keys)


def draft_with_edits(dataset: Dataset, draft: Draft, table: Table, rows: Sequence[GridRow], edits: GridEdits) -> Draft:
    """The draft that `rows` were drawn from, with the edits made since. Names and dates may be written freely."""
    names = NameIndex(dataset, {})
    changes = [change for change in draft.of(table.name) if change.after is None]
    for position, row in enumerate(rows):
        removed = position in edits.removed
        after = None if removed else _edited_cells(names, table, row.cells, edits.changed.get(position, {}))
        # A new row that was removed again leaves no change.
        if after != row.before:
            changes.append(RowChange(table.name, row.before, after))
    empty = dict.fromkeys(table.columns, "")
    added = [_edited_cells(names, table, empty, cells) for cells in edits.added]
    changes += [RowChange(table.name, None, cells) for cells in added if any(cells.values())]
    return draft.with_changes(table.name, _with_ids(dataset, table, changes))


def _edited_cells(names: NameIndex, table: Table, cells: Mapping[str, str], edits: Mapping[str, Any]) -> dict[str, str]:
    row = {**cells, **{column: _text(table, column, value) for column, value in edits.items() if column in cells}}
    # The dyad first: it decides between tiers of the same wording.
    for column in sorted(set(edits) & set(cells), key=lambda column: column != "dyad"):
        row[column] = matched_cell(names, table, column, row[column], row) or row[column]
    return row


def _text(table: Table, column: str, value: Any) -> str:
    if value is None:
        return ""
    if is_list(table, column) and not isinstance(value, str):
        return f"{LIST_SEPARATOR} ".join(map(str, value))
    return str(value).strip()


def _with_ids(dataset: Dataset, table: Table, changes: Iterable[RowChange]) -> list[RowChange]:
    """The changes, with an id for each new row without one, as soon as its cells suffice for it."""
    column, ids = table.row.key[0], {key[0] for key in lines_of_dataset(dataset)[table.name]}
    with_ids: list[RowChange] = []
    for change in changes:
        after = change.after
        if after and not after[column] and len(table.row.key) == 1:
            stem = id_stem(after)
            new_id = next(candidate for candidate in _id_candidates(stem) if candidate not in ids) if stem else ""
            ids.add(new_id)
            change = replace(change, after=after | {column: new_id})
        with_ids.append(change)
    return with_ids


def _id_candidates(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10_000))


# Whether it can be saved ---------------------------------------------------------------------------


def draft_findings(dataset: Dataset, draft: Draft) -> list[tuple[str, Finding]]:
    """(id of the row, finding) for everything that would be wrong with the records after a save."""
    changes = [change for change in draft.changes if not _was_removed(dataset, change)]
    tables = tables_with_changes(lines_of_dataset(dataset), changes)
    findings = all_findings(tables)
    ids = _ids_by_line(tables) if findings else {}
    return [(ids.get((finding.file, finding.row), ""), finding) for finding in findings]


def _was_removed(dataset: Dataset, change: RowChange) -> bool:
    """Whether someone else removed the row; that is an edit conflict, not a finding."""
    return bool(change.before) and change.key not in lines_of_dataset(dataset)[change.table]


def _ids_by_line(tables: Tables) -> dict[tuple[str, int | None], str]:
    return {
        (line.file, line.number): "/".join(line.cell(column) for column in TABLE[name].row.key)
        for name, lines in tables.lines.items()
        for line in lines.values()
    }


def draft_conflicts(dataset: Dataset, draft: Draft) -> list[EditConflict]:
    """The rows of the draft that someone else changed since; a new row whose id is in use is a finding instead."""
    return [*edit_conflicts(lines_of_dataset(dataset), [change for change in draft.changes if change.before])]


def rebased_change(conflict: EditConflict) -> RowChange | None:
    """My edits on top of the row as it is now; None if they change nothing."""
    mine, current = conflict.change, conflict.current
    if current is None:
        return replace(mine, before=None) if mine.after else None
    if mine.after is None:
        return replace(mine, before=current)
    before = normalised(TABLE[mine.table], mine.before) if mine.before else {}
    edited = {column: cell for column, cell in mine.after.items() if cell != before.get(column, "")}
    after = current | edited
    return replace(mine, before=current, after=after) if after != current else None
