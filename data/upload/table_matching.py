"""Raw tables -> sheets of the schema: names, dates and choices are matched, and every guess is recorded to be shown."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.base.csv_faults import cell_count_fault
from data.base.fault import Fault
from data.matching.columns import find_column, find_table
from data.matching.names import NameIndex, id_stem
from data.matching.values import lookalike_fault, matched_cell
from data.model.cells import LIST_SEPARATOR
from data.model.schema import Table
from data.tables.origin import ADDED
from data.tables.sheet import Sheet
from data.upload.header_matching import MatchedColumns, MatchLog, choose_table, match_columns
from data.upload.reading.csv_text import DELIMITERS
from data.upload.reading.raw import RawTable, Record, UploadReading

_ACTOR_NAMES = ("name", "short_name", "name_native", "name_zh", "name_ru")


def matched_sheets(reading: UploadReading, names: NameIndex) -> Iterator[Sheet]:
    """Each raw table as a sheet of the schema; guesses and findings are added to the reading."""
    for raw in reading.tables:
        choice = choose_table(reading, raw)
        if choice is not None:
            yield _matched_sheet(reading, raw, *choice, names)


def _matched_sheet(reading: UploadReading, raw: RawTable, position: int, table: Table, names: NameIndex) -> Sheet:
    header, rows = raw.records[position], raw.records[position + 1 :]
    log = MatchLog(raw.file, reading.refused)
    columns = match_columns(log, raw, table, header)
    sheet = Sheet(table, raw.file)
    sheet.add_record(*header[:2], columns.names)
    if sheet.header:
        matcher = _RowMatcher(raw, table, names, columns, width=len(header[2]), log=log)
        for record in rows:
            sheet.add_record(*record[:2], matcher.cells(record), raw.unended_line)
    matched = {(finding.row, finding.column) for finding in log.findings}
    reading.findings += log.findings
    reading.findings += [finding for finding in sheet.findings if (finding.row, finding.column) not in matched]
    reading.guesses += log.guesses()
    return sheet


def added_actors(reading: UploadReading) -> dict[str, tuple[str, ...]]:
    """Actor -> names, for the actors that the upload adds: its other tables may name them."""
    actors: dict[str, tuple[str, ...]] = {}
    for raw in reading.tables:
        table = find_table(raw.name)
        if table is None or table.name != "actors":
            continue
        columns = [find_column(table, name) for name in raw.records[0][2]]
        for _, _, cells in raw.records[1:]:
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
            names = [*(row.get(column, "") for column in _ACTOR_NAMES), *row.get("aliases", "").split(LIST_SEPARATOR)]
            actors[row.get("actor", "")] = tuple(name for name in names if name)
    actors.pop("", None)
    return actors


@dataclass
class _RowMatcher:
    """Matches the cells of one raw table, row by row; `width` is the number of its columns."""

    raw: RawTable
    table: Table
    names: NameIndex
    columns: MatchedColumns
    width: int
    log: MatchLog
    _id_uses: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        # The dyad first: it decides between tiers of the same wording.
        known = [column for column in self.columns.names if column in self.table.columns]
        self._matching_order = sorted(known, key=lambda column: column != "dyad")

    def cells(self, record: Record) -> list[str]:
        """The cells of a record in the order of the sheet; too many cells if the record does not fit the header."""
        first, last, cells = record
        while len(cells) > self.width and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != self.width:
            self._report_width(first, last, cells)
            # One cell too many, so that the sheet treats the row as ragged.
            return [*[""] * len(self.columns.names), ""]
        row = self._named_cells(cells)
        for column in self._matching_order:
            row[column] = self._matched_cell(first, column, row.get(column, ""), row)
        self._generate(row)
        return [row.get(column, "") for column in self.columns.names]

    def _report_width(self, first: int, last: int, cells: list[str]) -> None:
        if delimiter := self._other_delimiter(cells):
            used = DELIMITERS[self.raw.delimiter]
            fault = Fault(f"is separated by {delimiter}, the header by {used}", "use one of them throughout")
            self.log.add_finding(first, None, fault)
        if count_fault := cell_count_fault(len(cells), self.width, first, last, self.raw.unended_line):
            self.log.add_finding(first, None, count_fault)

    def _other_delimiter(self, cells: list[str]) -> str:
        """The name of another delimiter with which the row would fit the header; empty if there is none."""
        line = self.raw.delimiter.join(cells)
        others = (mark for mark in DELIMITERS if mark != self.raw.delimiter)
        return next((DELIMITERS[mark] for mark in others if line.count(mark) == self.width - 1), "")

    def _named_cells(self, cells: list[str]) -> dict[str, str]:
        positions = zip(self.columns.names, self.columns.positions, strict=False)
        row = {column: cells[position].strip() for column, position in positions}
        if self.columns.dyad_pair:
            row["dyad"] = " – ".join(cells[position].strip() for position in self.columns.dyad_pair)
        return row

    def _matched_cell(self, line: int, column: str, written: str, row: dict[str, str]) -> str:
        if not written:
            return written
        matched = matched_cell(self.names, self.table, column, written, row)
        if matched is None or matched == written:
            if fault := lookalike_fault(self.names, self.table, column, written):
                self.log.add_finding(line, column, fault, written)
            return written
        return matched if self.log.add_guess(line, column, written, matched) else written

    def _generate(self, row: dict[str, str]) -> None:
        key = self.table.row.key[0]
        if key in self.columns.generated:
            new_id = "-".join(filter(None, (ADDED, id_stem(row))))
            self._id_uses[new_id] += 1
            row[key] = new_id if self._id_uses[new_id] == 1 else f"{new_id}-{self._id_uses[new_id]}"
        if "wording" in self.columns.generated:
            row["wording"] = self.names.wording(row.get("tier", ""))
