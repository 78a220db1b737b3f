"""The header of a raw table -> the table of the schema that it belongs to, and its columns."""

from dataclasses import dataclass, field

from data.base.fault import Fault
from data.base.text import quantity, quotable
from data.matching.columns import UPLOAD_TABLES, dyad_columns, find_column, find_table, table_for_header
from data.matching.names import comparison_key
from data.model.columns import may_be_empty
from data.model.schema import Table
from data.tables.findings import Finding
from data.tables.origin import HANDLING_COLUMN, RECORD_COLUMN
from data.upload.reading.raw import NO_REFUSALS, Guess, GuessKey, RawTable, Record, UploadReading, guess_text

# The header is looked for in the first lines only.
_MAX_HEADER_POSITION = 10
_TABLES_WITH_GENERATED_IDS = ("spells", "events", "figures")


# The table -----------------------------------------------------------------------------------------


def choose_table(reading: UploadReading, raw: RawTable) -> tuple[int, Table] | None:
    """(position of the header, table); None if the table is skipped or unclear, which the reading then says."""
    named = find_table(raw.name)
    if named is not None and named not in UPLOAD_TABLES:
        reading.add_notice(raw.file, f"the table {named.name}", "skipped: it documents how our records were made")
        return None
    for position, (row, _, cells) in enumerate(raw.records[:_MAX_HEADER_POSITION]):
        by_name = named is not None and sum(find_column(named, cell) is not None for cell in cells) > 1
        table = named if by_name else table_for_header(cells)
        if table is None:
            continue
        if position and not reading.add_guess(raw.file, f"the lines above line {row}", "skipped: the header is below"):
            continue
        if by_name or _accepts_by_columns(reading, raw, table):
            return position, table
        _add_unclear(reading, raw, f"was not read as {table.name}, as you chose")
        return None
    if named is None:
        _add_unclear(reading, raw, "no column was recognised")
        return None
    return 0, named


def _accepts_by_columns(reading: UploadReading, raw: RawTable, table: Table) -> bool:
    called = "a table called " + raw.name.rsplit("/", 1)[-1]
    return reading.add_guess(raw.file, called, f"the table {table.name}, judging by its columns")


def _add_unclear(reading: UploadReading, raw: RawTable, reason: str) -> None:
    tables = ", ".join(table.name for table in UPLOAD_TABLES)
    fix = f"name it as one of {tables}, with the columns of the template"
    reading.add_finding(raw.file, raw.records[0][0], Fault(f"{reason}, so it is not clear what it contains", fix))


# The columns ---------------------------------------------------------------------------------------


@dataclass
class MatchLog:
    """The guesses and findings about one table; `refused` are the guesses that do not apply."""

    file: str
    refused: frozenset[GuessKey] = NO_REFUSALS
    findings: list[Finding] = field(default_factory=list)
    _guesses: dict[tuple[str, str, str], Guess] = field(default_factory=dict)
    _rows: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def add_guess(self, row: int | None, column: str, written: str, read_as: str) -> bool:
        """Add a guess, or one more row to it; whether it applies."""
        key = (column, written, read_as)
        guess = self._guesses.get(key)
        if guess is None:
            guess = self._guesses[key] = Guess(self.file, row, column, guess_text(written), guess_text(read_as))
        self._rows[key] = self._rows.get(key, 0) + 1
        return not self.refused or guess.key not in self.refused

    def guesses(self) -> list[Guess]:
        """Each guess with the number of its rows."""
        return [
            Guess(guess.file, guess.row, guess.column, guess.written, guess.read_as, self._rows[key])
            for key, guess in self._guesses.items()
        ]

    def add_finding(self, row: int, column: str | None, fault: Fault, value: str = "") -> None:
        """Add a finding; only the first about a cell is added."""
        if any(finding.row == row and finding.column == column for finding in self.findings[-3:]):
            return
        self.findings.append(Finding.of(self.file, row, column, fault, quotable(value)))


@dataclass
class MatchedColumns:
    """The columns of a raw table.

    `names` are the names in the order of the sheet, and `positions` where the first of them are in the raw table.
    `dyad_pair` are the positions of two columns that make the dyad. `generated` columns are computed for each row.
    """

    names: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    dyad_pair: tuple[int, int] | None = None
    generated: frozenset[str] = frozenset()


def match_columns(log: MatchLog, raw: RawTable, table: Table, header: Record) -> MatchedColumns:
    """The columns that the header names, those that follow from others, and those that stay empty."""
    row, _, header_cells = header
    columns = MatchedColumns(dyad_pair=_match_dyad_pair(log, table, header))
    exact = {name.strip() for name in header_cells} & set(table.columns)
    for position, name in enumerate(name.strip() for name in header_cells):
        is_blank = not name and _is_empty_column(raw, position)
        is_ours = comparison_key(name) in (RECORD_COLUMN, HANDLING_COLUMN)
        if is_ours or is_blank or position in (columns.dyad_pair or ()):
            continue
        columns.names.append(_match_name(log, table, row, name, exact, columns.names))
        columns.positions.append(position)
    columns.names += ["dyad"] if columns.dyad_pair else []
    _add_missing_columns(log, table, row, columns)
    return columns


def _match_dyad_pair(log: MatchLog, table: Table, header: Record) -> tuple[int, int] | None:
    row, _, header_cells = header
    pair = dyad_columns(header_cells) if "dyad" in table.columns else None
    if pair is None:
        return None
    one, other = (header_cells[position].strip() for position in pair)
    accepted = log.add_guess(row, "dyad", f"{one} and {other}", "the column dyad, with both names")
    return pair if accepted else None


def _match_name(log: MatchLog, table: Table, row: int, name: str, exact: set[str], earlier: list[str]) -> str:
    """The column that a header cell means; the name itself if that is unknown, refused, or a column there already."""
    if name in exact:
        return name
    column = find_column(table, name)
    if column is None or column in exact or column in earlier:
        return name
    return column if column == name or log.add_guess(row, column, name, f"the column {column}") else name


def _add_missing_columns(log: MatchLog, table: Table, row: int, columns: MatchedColumns) -> None:
    generated = set[str]()
    key = table.row.key[0]
    needs_ids = table.name in _TABLES_WITH_GENERATED_IDS and key not in columns.names
    if needs_ids and log.add_guess(row, key, "missing column", "ids generated from each row"):
        generated.add(key)
    needs_wording = table.name == "spells" and "tier" in columns.names and "wording" not in columns.names
    if needs_wording and log.add_guess(row, "wording", "missing column", "the wording of the tier"):
        generated.add("wording")
    columns.generated = frozenset(generated)
    columns.names += sorted(generated)
    absent = [name for name in table.columns if name not in columns.names and may_be_empty(table, name)]
    missing = f"{quantity(len(absent), 'column')} missing: {', '.join(absent)}"
    if absent and log.add_guess(row, "", missing, "empty cells"):
        columns.names += absent


def _is_empty_column(raw: RawTable, position: int) -> bool:
    return not any(cells[position].strip() for _, _, cells in raw.records if position < len(cells))
