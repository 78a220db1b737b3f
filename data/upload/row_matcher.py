"""The rows of a table of ours that is not of ties: each cell as the schema writes it, where that is clear."""

from collections import Counter
from dataclasses import dataclass, field

from data.base.csv_faults import cell_count_fault
from data.base.fault import Fault
from data.base.text import quantity, quotable
from data.matching.names import NameIndex
from data.matching.values import lookalike_fault, matched_cell, thousands_fault
from data.model.columns import kind_of, may_be_empty
from data.model.rows import Table
from data.upload.mapping.choices import Choices
from data.upload.mapping.columns import ACTOR_A, ACTOR_B
from data.upload.mapping.match_log import MatchLog
from data.upload.reading.csv_text import DELIMITERS
from data.upload.reading.raw import RawTable, Record
from data.upload.reading.time_budget import check_time
from data.upload.table_choice import ChosenTable
from data.upload.ties.actor_reader import cells_at
from data.upload.ties.date_columns import DateColumns, dates_of_ours
from data.upload.ties.tie_row import unused_id

_TABLES_WITH_GENERATED_IDS = ("events", "figures")


@dataclass
class MatchedColumns:
    """The columns of a table.

    `names` are the names in the order of the sheet, and `positions` where the first of them are in the raw table.
    `dyad_pair` are the positions of two columns that make the dyad. `generated` columns are computed for each row.
    """

    names: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    dyad_pair: tuple[int, int] | None = None
    generated: frozenset[str] = frozenset()


def matched_columns(log: MatchLog, table: ChosenTable, kind: Table) -> MatchedColumns:
    """The columns that the table has, those that follow from others, and those that stay empty."""
    roles = table.columns.roles
    columns = MatchedColumns()
    for position, role in enumerate(roles):
        if role in kind.columns:
            columns.names.append(role)
            columns.positions.append(position)
    if ACTOR_A in roles and ACTOR_B in roles and "dyad" not in columns.names:
        columns.dyad_pair = (roles.index(ACTOR_A), roles.index(ACTOR_B))
        columns.names.append("dyad")
    key = kind.row.key[0]
    if kind.name in _TABLES_WITH_GENERATED_IDS and key not in columns.names:
        log.add_notice(f"no column {key}", "ids made from each row")
        columns.generated = frozenset((key,))
        columns.names.append(key)
    absent = [name for name in kind.columns if name not in columns.names and may_be_empty(kind, name)]
    if absent:
        log.add_notice(f"{quantity(len(absent), 'column')} missing: {', '.join(absent)}", "empty cells")
        columns.names += absent
    return columns


@dataclass
class RowMatcher:
    """Matches the cells of one table, row by row."""

    table: ChosenTable
    kind: Table
    names: NameIndex
    columns: MatchedColumns
    choices: Choices
    log: MatchLog
    used_ids: Counter[str]
    dates: DateColumns = field(init=False)

    def __post_init__(self) -> None:
        # The dyad first, as other cells depend on it.
        known = [column for column in self.columns.names if column in self.kind.columns]
        self._matching_order = sorted(known, key=lambda column: column != "dyad")
        key = self.kind.row.key[0]
        ours = {row.id: row for row in self.names.dataset.rows[self.kind.name]}
        at = self.table.columns.position(key)
        self.dates = DateColumns(self.table.raw.file, self.choices, dates_of_ours(ours))
        for column, position in zip(self.columns.names, self.columns.positions, strict=False):
            if kind_of(self.kind, column) == "date":
                texts = cells_at(self.table.records, position)
                ids = cells_at(self.table.records, at)
                ids = ids if len(ids) == len(texts) else [""] * len(texts)
                self.dates.add(
                    column, quotable(self.table.columns.header[position].strip()), zip(ids, texts, strict=True)
                )

    @staticmethod
    def report_widths(table: ChosenTable, log: MatchLog) -> set[int]:
        """Report the rows that have not as many cells as the header; their lines."""
        width, wrong = len(table.columns.header), set[int]()
        for first, last, cells in table.records:
            if len(_trimmed(cells, width)) != width:
                _report_width(table.raw, log, first, last, _trimmed(cells, width), width)
                wrong.add(first)
        return wrong

    def cells(self, record: Record) -> list[str]:
        """The cells of a record in the order of the sheet; too many cells if the record does not fit the header."""
        check_time()
        first, last, cells = record
        width = len(self.table.columns.header)
        cells = _trimmed(cells, width)
        if len(cells) != width:
            _report_width(self.table.raw, self.log, first, last, cells, width)
            # One cell too many, so that the sheet treats the row as ragged.
            return [*[""] * len(self.columns.names), ""]
        row = self._named_cells(cells)
        for column in self._matching_order:
            row[column] = self._matched_cell(first, column, row.get(column, ""), row)
        key = self.kind.row.key[0]
        if key in self.columns.generated:
            row[key] = unused_id(row, self.used_ids)
        return [row.get(column, "") for column in self.columns.names]

    def _named_cells(self, cells: list[str]) -> dict[str, str]:
        positions = zip(self.columns.names, self.columns.positions, strict=False)
        row = {column: cells[position].strip() for column, position in positions}
        if self.columns.dyad_pair:
            row["dyad"] = " – ".join(cells[position].strip() for position in self.columns.dyad_pair)
        return row

    def _matched_cell(self, line: int, column: str, written: str, row: dict[str, str]) -> str:
        if not written:
            return written
        is_number = kind_of(self.kind, column) in ("number", "whole number")
        if self.table.raw.delimiter == ";" and is_number and (unclear := thousands_fault(written)):
            self.log.add_finding(line, column, unclear, written)
            return written
        matched = matched_cell(self.names, self.kind, column, written, row, self.dates.order(column))
        if matched is None or matched == written:
            if fault := lookalike_fault(self.names, self.kind, column, written):
                self.log.add_finding(line, column, fault, written)
            return written
        shown = self.names.dyad_name(matched) if column == "dyad" else matched or "an empty cell"
        return matched if shown == written or self.log.add_guess(line, column, written, shown) else written


def _trimmed(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the header."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _report_width(raw: RawTable, log: MatchLog, first: int, last: int, cells: list[str], width: int) -> None:
    if delimiter := _other_delimiter(raw, cells, width):
        used = DELIMITERS[raw.delimiter]
        fault = Fault(f"is separated by {delimiter}, the header by {used}", "use one of them throughout")
        log.add_finding(first, None, fault)
    if count_fault := cell_count_fault(len(cells), width, first, last, raw.unended_line):
        log.add_finding(first, None, count_fault)


def _other_delimiter(raw: RawTable, cells: list[str], width: int) -> str:
    """The name of another delimiter with which the row would fit the header; empty if there is none."""
    line = raw.delimiter.join(cells)
    others = (mark for mark in DELIMITERS if mark != raw.delimiter)
    return next((DELIMITERS[mark] for mark in others if line.count(mark) == width - 1), "")
