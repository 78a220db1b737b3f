"""Rows added, changed or removed -> the tables with these changes, and everything that is wrong with them. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.base.csv_faults import LONGEST_CELL
from data.base.formula_guard import with_formula_guard
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.publish.normalise import is_expected, texts_of
from data.tables.findings import Finding, RecordsError
from data.tables.reading import EXPECTED, Files, Key, Tables, changeable_lines, files_of, read_tables, store_line
from data.tables.rows import normalised
from data.tables.rules import all_findings, counts_of
from data.tables.sheet import Line, Sheet

Cells = Mapping[str, str]
TABLE_OR_COUNTS = TABLE | {EXPECTED.name: EXPECTED}


@dataclass(frozen=True)
class RowChange:
    """A row of a table before and after; `before` is None for a new row, `after` for a removed one."""

    table: str
    before: dict[str, str] | None
    after: dict[str, str] | None

    @property
    def key(self) -> Key:
        """The key before the change; of a new row, its key."""
        return _key_of(self.table, self.before or self.after or {})

    @property
    def new_key(self) -> Key:
        """The key after the change; of a removed row, the key it had."""
        return _key_of(self.table, self.after or self.before or {})

    @property
    def keeps_key(self) -> bool:
        """Whether the row is there before and after under one key, so that its position stays the same."""
        return bool(self.before and self.after) and self.key == self.new_key

    @property
    def inverse(self) -> "RowChange":
        return RowChange(self.table, self.after, self.before)


@dataclass(frozen=True)
class EditConflict:
    """A change to a row that someone else changed since; `current` is the row now, None if it was removed."""

    change: RowChange
    current: dict[str, str] | None


class EditConflictError(Exception):
    """Someone else changed the same rows. Nothing was saved, nothing is lost."""

    def __init__(self, conflicts: Iterable[EditConflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(", ".join("/".join(conflict.change.key) for conflict in self.conflicts))


@dataclass(frozen=True)
class SavePlan:
    """What a save writes: the changes in normal form, the changed row counts, the changed files; and all tables."""

    changes: tuple[RowChange, ...]
    counts: tuple[RowChange, ...]
    files: Mapping[str, str]
    tables: Tables


def plan_save(files: Files, changes: Iterable[RowChange]) -> SavePlan:
    """Apply the changes to the records in `files`.

    Raises EditConflictError if a row changed since, and RecordsError with everything that would be wrong.
    """
    before, changes = read_tables(files), tuple(changes)
    _raise_if_faulty(before)
    if conflicts := [*edit_conflicts(before.lines, changes)]:
        raise EditConflictError(conflicts)
    changes = _last_of_each_row(map(_tidy_change, changes))
    # The row counts follow from the changed tables, so they are left out until these are known to be sound.
    without_counts = {name: lines for name, lines in before.lines.items() if name != EXPECTED.name}
    changed = tables_with_changes(without_counts, changes)
    _raise_if_faulty(changed)
    counts = tuple(_count_changes(before, changed))
    after = tables_with_changes(before.lines, (*changes, *counts))
    return SavePlan(changes, counts, _changed_files(files, after), after)


def _raise_if_faulty(tables: Tables) -> None:
    if findings := all_findings(tables):
        raise RecordsError(findings)


def _last_of_each_row(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes, and of several to one row, which a draft in a link may have, the last: nothing else could be undone."""
    last: dict[object, RowChange] = {}
    for number, change in enumerate(changes):
        last[(change.table, change.key) if change.before else number] = change
    return tuple(last.values())


def _tidy_change(change: RowChange) -> RowChange:
    table = TABLE_OR_COUNTS[change.table]
    before, after = (cells and normalised(table, cells) for cells in (change.before, change.after))
    return RowChange(change.table, before, after)


def _changed_files(files: Files, after: Tables) -> dict[str, str]:
    """The files whose text differs. A file that lost its last row remains, with its header."""
    texts = texts_of(after)
    for table in TABLES:
        for name in files_of(table, files):
            texts.setdefault(name, ",".join(table.columns) + "\n")
    return {name: text for name, text in texts.items() if files.get(name) != text.encode()}


def _key_of(name: str, cells: Cells) -> Key:
    """The history may name a table that a former or a later version of the program had: the first cell names its rows."""
    table = TABLE_OR_COUNTS.get(name)
    return key_in(table, cells) if table else tuple(cells.values())[:1]


def key_in(table: Table, cells: Cells) -> Key:
    return tuple(cells.get(column, "").strip() for column in table.row.key)


def edit_conflicts(lines: Mapping[str, Mapping[Key, Line]], changes: Iterable[RowChange]) -> Iterator[EditConflict]:
    """The changes whose row differs from `before`, was removed, or (for a new row) exists already."""
    for change in changes:
        table = TABLE_OR_COUNTS[change.table]
        line = lines[change.table].get(change.key)
        current = normalised(table, line.cells) if line else None
        if current != (change.before and normalised(table, change.before)):
            yield EditConflict(change, current)


# Changes -> tables ---------------------------------------------------------------------------------


def tables_with_changes(lines: Mapping[str, Mapping[Key, Line]], changes: Iterable[RowChange]) -> Tables:
    """The tables with the changes applied, removals first; rows that cannot be read become findings."""
    changes = tuple(changes)
    touched = {change.table for change in changes}
    tables = Tables({name: dict(of_table) if name in touched else of_table for name, of_table in lines.items()})
    for change in changes:
        if change.after is None:
            # A draft in a link may remove a row twice.
            changeable_lines(tables, change.table).pop(change.key, None)
    ends = _Ends(tables)
    for change in changes:
        if change.after:
            _write_row(tables, ends, change, change.after)
    return tables


def _write_row(tables: Tables, ends: "_Ends", change: RowChange, cells: Cells) -> None:
    """Add the row, or put it in the position of the row that it replaces."""
    table, lines = TABLE_OR_COUNTS[change.table], changeable_lines(tables, change.table)
    replaced = lines.get(change.key) if change.before else None
    file, number = (replaced.file, replaced.number) if replaced else ends.next_position(table, cells)
    line = _parsed_line(tables, table, file, number, cells)
    if change.keeps_key:
        lines[change.key] = line
        return
    if replaced:
        del lines[change.key]
    store_line(tables, table, line)


def _parsed_line(tables: Tables, table: Table, file: str, number: int, cells: Cells) -> Line:
    """The row as if it had been read from line `number` of the file; what is wrong with it goes to the findings."""
    sheet = Sheet(table, file)
    # As it will be written: of a lone tab nothing is left.
    written = [with_formula_guard(cell) for cell in normalised(table, cells).values()]
    sheet.add_record(1, 1, list(table.columns))
    sheet.add_record(number, number, written)
    tables.findings += sheet.findings
    # A file with a longer one would not be read, and nobody could save or undo anything until somebody shortens it by hand.
    tables.findings += (
        Finding(file, number, column, f"has {len(cell):,} characters", f"write at most {LONGEST_CELL:,}")
        for column, cell in zip(table.columns, written, strict=True)
        if len(cell) > LONGEST_CELL
    )
    (line,) = sheet.lines
    return line


class _Ends:
    """Where new rows go: the ends of the files, each looked up once, however many rows are added."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._last: dict[str, dict[str, int]] = {}
        self._file_of_family: dict[tuple[str, str], str] = {}

    def next_position(self, table: Table, cells: Cells) -> tuple[str, int]:
        """(file, line number) of a new row: the end of its file."""
        file = self._file_for(table, cells)
        last = self._last_lines(table)
        last[file] = last.get(file, 1) + 1
        return file, last[file]

    def _last_lines(self, table: Table) -> dict[str, int]:
        if table.name not in self._last:
            last = self._last[table.name] = {}
            for line in self._tables.lines[table.name].values():
                last[line.file] = max(last.get(line.file, 1), line.number)
        return self._last[table.name]

    def _file_for(self, table: Table, cells: Cells) -> str:
        """The file of a new row: the one with most rows of its family."""
        if "*" not in table.files:
            return table.files
        family = self._family_of(cells.get("tier", ""))
        if (table.name, family) not in self._file_of_family:
            lines = self._tables.lines[table.name].values()
            files = Counter(line.file for line in lines if self._family_of(line.cell("tier")) == family)
            # Of a family that is called “.x” the file would not be read.
            default = table.files.replace("*", family or table.name)
            default = default if files_of(table, [default]) else table.files.replace("*", table.name)
            self._file_of_family[table.name, family] = max(sorted(files), key=files.__getitem__, default=default)
        return self._file_of_family[table.name, family]

    def _family_of(self, tier: str) -> str:
        line = self._tables.lines["tiers"].get((tier,))
        return line.cell("family") if line else ""


# Row counts ----------------------------------------------------------------------------------------


def _count_changes(before: Tables, after: Tables) -> Iterator[RowChange]:
    """Changes of expected.csv: each count moves by as much as its rows did.

    It is not simply counted again, so that a row that was lost before this save is still noticed.
    """
    expected = before.lines[EXPECTED.name]
    if not expected:
        return
    old_counts, new_counts = counts_of(before), counts_of(after)
    for table, scope in sorted(set(old_counts) | set(new_counts)):
        old, new = old_counts.get((table, scope), 0), new_counts.get((table, scope), 0)
        line = expected.get((table, scope))
        if old == new or (line is None and (old or not is_expected(table, scope))):
            continue
        rows = int(line.cell("rows")) + new - old if line else new
        cells = {"table": table, "scope": scope, "rows": str(rows)}
        yield RowChange(EXPECTED.name, dict(line.cells) if line else None, cells if rows > 0 else None)
