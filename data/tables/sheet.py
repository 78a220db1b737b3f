"""Bytes of one CSV file -> typed lines, and a finding for everything that cannot be read."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from data.base.csv_faults import LONGEST_CELL, cell_count_fault, opening_line, quote_fault, unended_line_of
from data.base.fault import Fault
from data.base.formula_guard import text_in_cell
from data.base.nearest_names import Names
from data.base.text import quotable
from data.base.text_encodings import EncodingError, text_of
from data.model.rows import Row, Table
from data.tables.findings import MOST_OF_CELL, Finding, fault_of

# Tabs and line ends may be in a cell; other invisible characters break searches and ids. U+FFFD is a lost character.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)

NOTHING_SHORTER: Mapping[str, int] = {}


@dataclass(frozen=True)
class Line:
    """One record of a file. `cells` holds its text by column, `row` is None if that is not a valid row.

    A ragged line has too many or too few cells, so that they may be in the wrong columns. An `added` one is a
    reader's, added to ours in this session.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    row: Row | None = None
    ragged: bool = False
    added: bool = False

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def finding(self, column: str, reason: str, fix: str) -> Finding:
        """What is wrong with a cell of this line."""
        return Finding(self.file, self.number, column, reason, fix, quotable(self.cell(column)))


class Sheet:
    """One file on its way from bytes to lines. If it is `incomplete`, rows or keys may be missing.

    A cell may have up to `longest` characters, one of the columns `longest_of` as many as that says.
    """

    def __init__(
        self, table: Table, file: str, longest: int = LONGEST_CELL, longest_of: Mapping[str, int] = NOTHING_SHORTER
    ) -> None:
        self.table = table
        self.file = file
        self._longest, self._longest_of = longest, longest_of
        # Pydantic makes its fields anew each time it is asked for them.
        self._columns = frozenset(table.columns)
        self.findings: list[Finding] = []
        self.lines: list[Line] = []
        self.header: list[str] = []
        self.incomplete = False
        self.rows_read = 0

    def read(self, content: bytes) -> None:
        """Read the whole file; nothing is raised."""
        try:
            text = text_of(content)
        except EncodingError as problem:
            self._give_up(problem.line, problem.fault)
            return
        if text.strip():
            self._read_text(text)
        else:
            self._give_up(None, Fault("is empty", self._header_fix))

    def add_record(self, first: int, last: int, cells: list[str], unended_line: int = 0) -> None:
        """Add the next record: the first is the header.

        `unended_line` is the number of the file's last line if that has no line end.
        """
        if not self.header:
            self.header = [name.strip() for name in cells]
            self._check_header(self.header, first)
            return
        self.rows_read += 1
        fault = cell_count_fault(len(cells), len(self.header), first, last, unended_line)
        self.lines.append(self._line(self.header, [text_in_cell(cell) for cell in cells], first, fault))

    def _add_finding(self, row: int | None, column: str | None, fault: Fault, value: str = "") -> None:
        self.findings.append(Finding.of(self.file, row, column, fault, quotable(value)))

    def _give_up(self, row: int | None, fault: Fault) -> None:
        self.incomplete = True
        self._add_finding(row, None, fault)

    @property
    def _header_fix(self) -> str:
        return f"its first line must be {','.join(self.table.columns)}"

    def _read_text(self, text: str) -> None:
        unended_line = unended_line_of(text)
        for first, last, cells, error in records_of(text):
            if error:
                self._give_up(opening_line(text, first, last), quote_fault(error, last))
            elif not any(cell.strip() for cell in cells):
                if cells:
                    self._add_finding(first, None, Fault("has no content", "delete the line"))
                continue
            else:
                self.add_record(first, last, cells, unended_line)
            if not self.header:
                return

    def _check_header(self, header: list[str], line: int) -> None:
        columns = self.table.columns
        if set(columns).isdisjoint(header):
            self._refuse_header(header, line)
            return
        known = Names(columns)
        for index, name in enumerate(header):
            if name in header[:index]:
                self._add_finding(line, quotable(name), Fault("the column appears twice", "delete one of the two"))
            elif name not in known:
                fix = known.fix_for(name, "rename it, or delete the column")
                fault = Fault(f'"{quotable(name)}" is not a column of {self.table.name}', fix)
                self._add_finding(line, quotable(name), fault, name)
        for name in columns:
            if name not in header and name not in self.table.optional_columns:
                self._add_finding(line, name, Fault("the column is missing", "add it to the header"))
        self.incomplete |= not set(self.table.row.key) <= set(header)

    def _refuse_header(self, header: list[str], line: int) -> None:
        """One finding for all the columns: without their names nothing else can be said."""
        first = "".join(header[:1])
        separator = next((name for mark, name in ((";", "semicolons"), ("\t", "tabs")) if mark in first), "")
        if separator:
            fault = Fault(f"the cells are separated by {separator}", f"use commas; {self._header_fix}")
        else:
            fault = Fault("no column of this table was recognised", self._header_fix)
        self._give_up(line, fault)
        header.clear()

    def _line(self, header: list[str], cells: list[str], number: int, fault: Fault | None) -> Line:
        findings_before = len(self.findings)
        # Backwards: of a column that appears twice the first counts.
        by_column = dict(list(zip(header, cells, strict=False))[::-1])
        if fault:
            self._add_finding(number, None, fault)
        # One look at the whole line is enough for almost all of them.
        may_be_unwanted = UNWANTED.search("\n".join(cells))
        unwanted = {
            name for name, cell in by_column.items() if may_be_unwanted and self._has_unwanted(number, name, cell)
        }
        for name, cell in by_column.items():
            if len(cell) > (most := self._longest_of.get(name, self._longest)):
                reason = f"has {len(cell):,} characters; at most {most:,} are allowed"
                self._add_finding(number, name, Fault(reason, "shorten it"), cell)
        row = None if fault else self._row(by_column, number, unwanted)
        valid = len(self.findings) == findings_before
        return Line(self.file, number, by_column, row if valid else None, ragged=bool(fault))

    def _has_unwanted(self, number: int, name: str, cell: str) -> bool:
        if character := UNWANTED.search(cell):
            reason = f"contains an invisible character, U+{ord(character[0]):04X}"
            self._add_finding(number, name, Fault(reason, "delete it"), cell)
        return character is not None

    def _row(self, by_column: dict[str, str], number: int, unwanted: set[str]) -> Row | None:
        """The row; None, and findings, if a cell is not valid. Cells with `unwanted` characters have theirs already."""
        cells = {name: cell for name, cell in by_column.items() if name in self._columns}
        # Pydantic cannot even refuse a lone surrogate: it fails on writing its own message.
        for name in unwanted & self._columns:
            cells[name] = UNWANTED.sub("", cells[name])
        try:
            return self.table.row.model_validate(cells)
        except ValidationError as invalid:
            found = Counter[str]()
            for error in invalid.errors(include_url=False):
                name = str(error["loc"][0])
                found[name] += 1
                # A missing column has its finding at the header.
                if error["type"] != "missing" and name not in unwanted and found[name] <= MOST_OF_CELL:
                    self._add_finding(number, name, fault_of(error), str(error["input"]))
            return None


def records_of(text: str) -> Iterator[tuple[int, int, list[str], str]]:
    """(first line, last line, cells, error) for each record. After a quote that went astray nothing is read."""
    # The limit belongs to the process, and other libraries lift it.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield first, reader.line_num, [], str(error)
            if reader.line_num > first:
                return
        else:
            yield first, reader.line_num, cells, ""
