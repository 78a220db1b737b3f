"""Rows added, changed or removed -> the tables as they would be, with everything that is wrong with them. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.base.formula_guard import guarded
from data.model.schema import TABLE, TABLES, Table
from data.publish.normalise import is_expected, texts_of
from data.tables.findings import RecordsError
from data.tables.reading import EXPECTED, Files, Key, Tables, file_line, files_of, read_tables
from data.tables.rows import tidied
from data.tables.rules import all_findings, counts_of
from data.tables.sheet import Line, Sheet

Cells = Mapping[str, str]
TABLE_OR_COUNTS = TABLE | {EXPECTED.name: EXPECTED}


@dataclass(frozen=True)
class RowChange:
    """A row of a table before and after; None where there is none, so that it is new or removed."""

    table: str
    before: dict[str, str] | None
    after: dict[str, str] | None

    @property
    def key(self) -> Key:
        """Of the row as it was, or as it is added."""
        return key_in(TABLE_OR_COUNTS[self.table], self.before or self.after or {})

    @property
    def new_key(self) -> Key:
        """Of the row as it is now, or as it was removed."""
        return key_in(TABLE_OR_COUNTS[self.table], self.after or self.before or {})

    @property
    def stays(self) -> bool:
        """Whether the row is there before and after under one key, and so keeps its place."""
        return bool(self.before and self.after) and self.key == self.new_key

    @property
    def inverse(self) -> "RowChange":
        return RowChange(self.table, self.after, self.before)


@dataclass(frozen=True)
class Meanwhile:
    """A row that is no longer as it was when the change was begun; `theirs` is what it is now, None if it is gone."""

    change: RowChange
    theirs: dict[str, str] | None


class ChangedMeanwhileError(Exception):
    """Somebody else changed the same rows. Nothing was saved, nothing is lost."""

    def __init__(self, rows: Iterable[Meanwhile]) -> None:
        self.rows = tuple(rows)
        super().__init__(", ".join("/".join(row.change.key) for row in self.rows))


@dataclass(frozen=True)
class Applied:
    """What a save writes: the changes in the form in which they are kept, the counts beside them, and the changed files."""

    changes: tuple[RowChange, ...]
    counts: tuple[RowChange, ...]
    files: Mapping[str, str]
    tables: Tables


def applied(files: Files, changes: Iterable[RowChange]) -> Applied:
    """The records with the changes; ChangedMeanwhileError, or RecordsError with everything that would be wrong."""
    before, wanted = read_tables(files), tuple(changes)
    if faults := all_findings(before):
        raise RecordsError(faults)
    if moved := [*moved_meanwhile(before.lines, wanted)]:
        raise ChangedMeanwhileError(moved)
    checked = edited({name: lines for name, lines in before.lines.items() if name != EXPECTED.name}, wanted)
    if faults := all_findings(checked):
        raise RecordsError(faults)
    neat = tuple(map(_neat, wanted))
    counts = tuple(_counts(before, checked))
    after = edited(before.lines, (*neat, *counts))
    texts = texts_of(after)
    # A file that lost its last row stays, with its header.
    for table in TABLES:
        for name in files_of(table, files):
            texts.setdefault(name, ",".join(table.columns) + "\n")
    changed = {name: text for name, text in texts.items() if files.get(name) != text.encode()}
    return Applied(neat, counts, changed, after)


def _neat(change: RowChange) -> RowChange:
    table = TABLE_OR_COUNTS[change.table]
    return RowChange(
        change.table,
        change.before and tidied(table, change.before),
        change.after and tidied(table, change.after),
    )


def key_in(table: Table, cells: Cells) -> Key:
    return tuple(cells.get(column, "").strip() for column in table.row.key)


def moved_meanwhile(lines: Mapping[str, Mapping[Key, Line]], changes: Iterable[RowChange]) -> Iterator[Meanwhile]:
    """The changes whose row is not as it was, or is there already."""
    for change in changes:
        table = TABLE_OR_COUNTS[change.table]
        now = lines[change.table].get(change.key)
        theirs = tidied(table, now.cells) if now else None
        if theirs != (change.before and tidied(table, change.before)):
            yield Meanwhile(change, theirs)


def edited(lines: Mapping[str, Mapping[Key, Line]], changes: Iterable[RowChange]) -> Tables:
    """The tables with the changes in them; rows that cannot be read are findings."""
    tables = Tables({name: dict(found) for name, found in lines.items()})
    changes = tuple(changes)
    for change in changes:
        if change.after is None:
            del tables.lines[change.table][change.key]
    for change in changes:
        if change.after:
            _put(tables, change, change.after)
    return tables


def _put(tables: Tables, change: RowChange, cells: Cells) -> None:
    table, lines = TABLE_OR_COUNTS[change.table], tables.lines[change.table]
    old = lines.get(change.key) if change.stays else lines.pop(change.key, None) if change.before else None
    file = old.file if old else _home(tables, table, cells)
    number = old.number if old else max((line.number for line in lines.values() if line.file == file), default=1) + 1
    sheet = Sheet(table, file)
    sheet.take(1, 1, list(table.columns))
    sheet.take(number, number, [guarded(cells.get(column, "")) for column in table.columns])
    tables.findings += sheet.findings
    (line,) = sheet.lines
    if change.stays:
        lines[change.key] = line
    else:
        file_line(tables, table, line)


def _home(tables: Tables, table: Table, cells: Cells) -> str:
    """The file for a new row: where most rows of its family stand."""
    if "*" not in table.files:
        return table.files
    families = {key[0]: line.cell("family") for key, line in tables.lines["tiers"].items()}
    family = families.get(cells.get("tier", ""), "")
    lines = tables.lines[table.name].values()
    files = [line.file for line in lines if families.get(line.cell("tier")) == family]
    return max(sorted(set(files)), key=files.count, default=table.files.replace("*", family or table.name))


def _counts(before: Tables, after: Tables) -> Iterator[RowChange]:
    """The counts kept beside the records follow a change by as much as it changed: a row lost before stays loud."""
    kept = before.lines[EXPECTED.name]
    if not kept:
        return
    old, new = counts_of(before), counts_of(after)
    for table, scope in sorted(set(old) | set(new)):
        was, now = old.get((table, scope), 0), new.get((table, scope), 0)
        line = kept.get((table, scope))
        if was == now or (line is None and (was or not is_expected(table, scope))):
            continue
        rows = int(line.cell("rows")) + now - was if line else now
        count = {"table": table, "scope": scope, "rows": str(rows)}
        yield RowChange(EXPECTED.name, dict(line.cells) if line else None, count if rows > 0 else None)
