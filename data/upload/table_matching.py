"""A raw table -> a sheet of the schema: columns and cells are matched kindly, and every guess is kept to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.base.csv_faults import cell_count_fault
from data.base.fault import Fault
from data.base.text import counted, quotable
from data.matching.names import TAKEN, Known, bare, column_named, id_stem, pair_of, table_named, table_with, wording_of
from data.matching.values import lookalike, taken
from data.model.cells import LIST_SEPARATOR
from data.model.columns import may_be_empty
from data.model.schema import Table
from data.tables.findings import Finding
from data.tables.origin import RECORD_COLUMN
from data.tables.sheet import Sheet
from data.upload.csv_text import DELIMITERS
from data.upload.raw import NONE_REFUSED, Guess, Key, RawSheet, Reading, Record, brief

_HEADER_WITHIN = 10
_NUMBERED = ("spells", "events", "figures")


@dataclass
class _Kind:
    """A raw table on its way."""

    raw: RawSheet
    table: Table
    known: Known
    columns: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    pair: tuple[int, int] | None = None
    guesses: dict[tuple[str, str, str], Guess] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    ids: dict[str, int] = field(default_factory=dict)
    refused: frozenset[Key] = NONE_REFUSED

    def guess(self, row: int | None, column: str, written: str, read: str) -> bool:
        """Note a guess, and whether it counts."""
        key = (column, written, read)
        if before := self.guesses.get(key):
            guess = replace(before, rows=before.rows + 1)
        else:
            guess = Guess(self.raw.file, row, column, brief(written), brief(read))
        self.guesses[key] = guess
        return guess.key not in self.refused

    def find(self, row: int, column: str | None, fault: Fault, value: str = "") -> None:
        """The first thing said of a place is enough."""
        if any(found.row == row and found.column == column for found in self.findings[-3:]):
            return
        self.findings.append(Finding.of(self.raw.file, row, column, fault, quotable(value)))


def sheets_of(reading: Reading, known: Known) -> Iterator[Sheet]:
    """Each raw table as a sheet of the schema; guesses and findings go to the reading."""
    for raw in reading.sheets:
        at, table = _table(reading, raw)
        if table is None:
            continue
        kind = _Kind(raw, table, known, refused=reading.refused)
        sheet = Sheet(table, raw.file)
        _match_columns(kind, raw.records[at])
        sheet.take(*raw.records[at][:2], kind.columns)
        for record in raw.records[at + 1 :] if sheet.header else ():
            sheet.take(*_cells(kind, raw.records[at], record), raw.cut_off)
        told = {(finding.row, finding.column) for finding in kind.findings}
        reading.findings += kind.findings
        reading.findings += [found for found in sheet.findings if (found.row, found.column) not in told]
        reading.guesses += kind.guesses.values()
        yield sheet


def added_actors(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The actors that the upload brings, with their names: its other tables may name them."""
    found: dict[str, tuple[str, ...]] = {}
    for raw in reading.sheets:
        table = table_named(raw.name)
        if table is None or table.name != "actors":
            continue
        columns = [column_named(table, name) for name in raw.records[0][2]]
        for _, _, cells in raw.records[1:]:
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
            names = [row.get(column, "") for column in ("name", "short_name", "name_native", "name_zh", "name_ru")]
            names += row.get("aliases", "").split(LIST_SEPARATOR)
            found[row.get("actor", "")] = tuple(name for name in names if name)
    found.pop("", None)
    return found


# The table and its columns -------------------------------------------------------------------------


def _table(reading: Reading, raw: RawSheet) -> tuple[int, Table | None]:
    """The place of the header and the table; none if it is left out or cannot be told."""
    named = table_named(raw.name)
    if named is not None and named not in TAKEN:
        reading.tell(raw.file, f"the table {named.name}", "left out: it tells how the records here were made")
        return 0, None
    for at, (row, _, cells) in enumerate(raw.records[:_HEADER_WITHIN]):
        fits = named is not None and sum(column_named(named, cell) is not None for cell in cells) > 1
        table = named if fits else table_with(cells)
        if table is None:
            continue
        above = f"what stands above line {row}"
        if at and not reading.guess(raw.file, above, "left out: the header is on that line"):
            continue
        called = "a table called " + raw.name.rsplit("/", 1)[-1]
        if fits or reading.guess(raw.file, called, f"read as {table.name}, by its columns"):
            return at, table
        return _untold(reading, raw, f"is not to be read as {table.name}")
    return (0, named) if named is not None else _untold(reading, raw, "no column was recognised")


def _untold(reading: Reading, raw: RawSheet, why: str) -> tuple[int, None]:
    tables = ", ".join(table.name for table in TAKEN)
    fix = f"name it as one of {tables}, with the columns of the template"
    reading.find(raw.file, raw.records[0][0], Fault(f"{why}, so it is not clear what it contains", fix))
    return 0, None


def _match_columns(kind: _Kind, header: Record) -> None:
    row, _, names = header
    _match_pair(kind, header)
    exact = {name.strip() for name in names} & set(kind.table.columns)
    for at, name in enumerate(name.strip() for name in names):
        if bare(name) == RECORD_COLUMN or (not name and _is_empty(kind.raw, at)) or at in (kind.pair or ()):
            continue
        column = name if name in exact else column_named(kind.table, name)
        if column is None or (name not in exact and column in (*exact, *kind.columns)):
            column = name
        if column != name and not kind.guess(row, column, name, f"the column {column}"):
            column = name
        kind.columns.append(column)
        kind.places.append(at)
    kind.columns += ["dyad"] if kind.pair else []
    _complete(kind, row)


def _match_pair(kind: _Kind, header: Record) -> None:
    """Two columns that together are the dyad."""
    row, _, names = header
    pair = pair_of(names) if "dyad" in kind.table.columns else None
    if pair:
        one, other = (names[at].strip() for at in pair)
        joined = kind.guess(row, "dyad", f"{one} and {other}", "the column dyad, the two names joined")
        kind.pair = pair if joined else None


def _complete(kind: _Kind, row: int) -> None:
    """Columns that follow from others where they are not there at all."""
    key = kind.table.row.key[0]
    numbered = kind.table.name in _NUMBERED and key not in kind.columns
    if numbered and kind.guess(row, key, "no such column", "ids made of what the row says"):
        kind.made.add(key)
    worded = kind.table.name == "spells" and "tier" in kind.columns and "wording" not in kind.columns
    if worded and kind.guess(row, "wording", "no such column", "the wording of the tier"):
        kind.made.add("wording")
    kind.columns += sorted(kind.made)
    left = [name for name in kind.table.columns if name not in kind.columns and may_be_empty(kind.table, name)]
    missing = f"{counted(len(left), 'column')} not there: {', '.join(left)}"
    if left and kind.guess(row, "", missing, "empty cells"):
        kind.columns += left


def _is_empty(raw: RawSheet, at: int) -> bool:
    return not any(cells[at].strip() for _, _, cells in raw.records if at < len(cells))


# The cells of a row --------------------------------------------------------------------------------


def _cells(kind: _Kind, header: Record, record: Record) -> tuple[int, int, list[str]]:
    first, last, cells = record
    width = len(header[2])
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != width:
        _tell_mixed(kind, first, cells, width)
        # One cell too many or too few for the columns as they are read now, so that the row counts as torn.
        if fault := cell_count_fault(len(cells), width, first, last, kind.raw.cut_off):
            kind.find(first, None, fault)
        return first, last, [*[""] * len(kind.columns), ""]
    row = {column: cells[at].strip() for column, at in zip(kind.columns, kind.places, strict=False)}
    if kind.pair:
        row["dyad"] = " – ".join(cells[at].strip() for at in kind.pair)
    # The dyad first: it tells which of several tiers of one wording is meant.
    for column in sorted(kind.columns, key=lambda column: column != "dyad"):
        if column in kind.table.columns:
            row[column] = _cell(kind, first, column, row.get(column, ""), row)
    _fill(kind, row)
    return first, last, [row.get(column, "") for column in kind.columns]


def _tell_mixed(kind: _Kind, row: int, cells: list[str], width: int) -> None:
    """A row that fits the header by another separator."""
    joined = kind.raw.delimiter.join(cells)
    for mark, name in DELIMITERS.items():
        if mark != kind.raw.delimiter and joined.count(mark) == width - 1:
            used = DELIMITERS[kind.raw.delimiter]
            reason = f"is separated by {name}, the header by {used}"
            kind.find(row, None, Fault(reason, "use one of them throughout"))
            return


def _cell(kind: _Kind, row: int, column: str, written: str, cells: dict[str, str]) -> str:
    if not written:
        return written
    read = taken(kind.known, kind.table, column, written, cells)
    if read is None or read == written:
        if fault := lookalike(kind.known, kind.table, column, written):
            kind.find(row, column, fault, written)
        return written
    return read if kind.guess(row, column, written, read) else written


def _fill(kind: _Kind, row: dict[str, str]) -> None:
    key = kind.table.row.key[0]
    if key in kind.made:
        made = "-".join(filter(None, ("own", id_stem(row))))
        kind.ids[made] = number = kind.ids.get(made, 0) + 1
        row[key] = made if number == 1 else f"{made}-{number}"
    if "wording" in kind.made:
        row["wording"] = wording_of(kind.known, row.get("tier", ""))
