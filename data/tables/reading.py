"""CSV files -> typed lines, and a finding for all that cannot be read."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from data.base.formula_guard import as_read
from data.model.cells import Filled
from data.model.schema import TABLES, Row, Table, column
from data.tables.findings import Finding, Names, RecordsError, decoded, lines_of, miscount, opening, plain, shown

# Letters.
LONGEST_CELL = 131_072
RECORDS = Path(__file__).parents[1] / "records"
Key = tuple[str, ...]
# Name of a file, as "spells/china.csv" -> its bytes, or why they cannot be read.
Files = Mapping[str, bytes | OSError]
_SHADOWS = (".", "~$")
# Tabs and line ends may stand in a cell; what else is unseen breaks searches and ids. U+FFFD is a letter lost.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffd]"
)


class Expected(Row):
    """How many rows there should be."""

    key = ("table", "scope")
    table: Filled = column("Name of the table.")
    scope: str = column("A dyad or a family; empty for the whole table.")
    rows: Annotated[int, Field(ge=0)] = column("The number of rows.")


EXPECTED = Table("expected", Expected, "expected.csv", ("table", "scope"))


@dataclass(frozen=True)
class Line:
    """One record of a file. `cells` holds what was written, `row` is None if that is no valid row.

    A torn line has too many or too few cells, so that they may stand under the wrong columns. An `added` one is a
    reader's, laid over ours.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    row: Row | None = None
    torn: bool = False
    added: bool = False

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, column: str, message: str) -> Finding:
        return Finding(self.file, self.number, column, message, shown(self.cell(column)))


@dataclass
class Tables:
    """All that was read. In an `unsure` table rows or keys may be missing, so nothing follows from their absence."""

    lines: dict[str, dict[Key, Line]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    rows_read: int = 0
    version: str = ""


def csv_files(folder: Path) -> list[Path]:
    """In alphabetical order; without the shadows that file managers and editors leave, and what stands in hidden folders.

    Folders may come and go meanwhile, as those of a save do.
    """
    found = []
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(_SHADOWS)]
        # A folder of such a name is listed, too: reading it says what is wrong.
        csv_names = (name for name in (*names, *inner) if name.endswith(".csv") and not name.startswith(_SHADOWS))
        found += [Path(place, name) for name in csv_names]
    return sorted(found)


def files_in(folder: Path) -> Files:
    """All files of the folder; RecordsError if there is no such folder."""
    if not folder.is_dir():
        raise RecordsError([Finding(str(folder), None, None, "there is no such folder")])
    return {path.relative_to(folder).as_posix(): _content(path) for path in csv_files(folder)}


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def files_of(table: Table, names: Iterable[str]) -> list[str]:
    """The names of the files that hold a table."""
    depth = table.files.count("/")
    return [name for name in names if name.count("/") == depth and fnmatchcase(name, table.files)]


def read_tables(files: Files) -> Tables:
    """Every table; nothing is raised, what is wrong is in `findings`."""
    tables = Tables()
    digest = hashlib.sha256()
    for table in (*TABLES, EXPECTED):
        names = files_of(table, files)
        tables.lines[table.name] = {}
        if not names and table is not EXPECTED:
            tables.unsure.add(table.name)
            tables.findings.append(Finding(table.files, None, None, "there is no such file"))
        for name in names:
            content = files[name]
            if isinstance(content, OSError):
                tables.unsure.add(table.name)
                tables.findings.append(Finding(name, None, None, f"cannot be read ({content.strerror})"))
                content = b""
            else:
                _read_file(tables, table, name, content)
            digest.update(f"{name}\n{len(content)}\n".encode(errors="replace") + content)
    tables.version = digest.hexdigest()[:12]
    return tables


def _read_file(tables: Tables, table: Table, file: str, content: bytes) -> None:
    sheet = Sheet(table, file)
    sheet.read(content)
    tables.findings += sheet.findings
    tables.rows_read += sheet.rows_read if table is not EXPECTED else 0
    tables.unsure |= {table.name} if sheet.unsure else set()
    for line in sheet.lines:
        file_line(tables, table, line)


def file_line(tables: Tables, table: Table, line: Line) -> None:
    """Put a line under its key; of two with one key the first counts, the other stays for what it refers to."""
    lines = tables.lines[table.name]
    key = tuple(line.cell(part) for part in table.row.key)
    first = lines.setdefault(key, line) if any(key) else None
    if first is line:
        return
    lines["", line.file, str(line.number)] = replace(line, row=None)
    if first:
        where = f"line {first.number}" if first.file == line.file else f"{first.file}:{first.number}"
        message = f'"{shown(" / ".join(filter(None, key)))}" is there already, on {where}'
        tables.findings.append(line.fault(table.row.key[0], message))


class Sheet:
    """One file on its way from bytes to lines."""

    def __init__(self, table: Table, file: str) -> None:
        self.table = table
        self.file = file
        self.findings: list[Finding] = []
        self.lines: list[Line] = []
        self.header: list[str] = []
        self.unsure = False
        self.rows_read = 0

    def find(self, row: int | None, column: str | None, message: str, value: str = "") -> None:
        self.findings.append(Finding(self.file, row, column, message, shown(value)))

    def give_up(self, row: int | None, message: str) -> None:
        self.unsure = True
        self.find(row, None, message)

    def read(self, content: bytes) -> None:
        text, at, fault = decoded(content)
        if fault:
            self.give_up(at, fault)
        elif not text.strip():
            self.give_up(None, f"is empty ({self._first_line})")
        else:
            self._read_text(text)

    @property
    def _first_line(self) -> str:
        return f"its first line must be {','.join(self.table.columns)}"

    def _read_text(self, text: str) -> None:
        cut_off = 0 if text.endswith(("\n", "\r")) else len(lines_of(text))
        for first, last, cells, error in records_of(text):
            if error:
                self.give_up(opening(text, first, last), quote_fault(error, last))
            elif not any(cell.strip() for cell in cells):
                if cells:
                    self.find(first, None, "has no content (delete the line)")
                continue
            else:
                self.take(first, last, cells, cut_off)
            if not self.header:
                return

    def take(self, first: int, last: int, cells: list[str], cut_off: int = 0) -> None:
        """The next record: the first is the header. `cut_off` is the number of the last line if it has no end."""
        if not self.header:
            self.header = [name.strip() for name in cells]
            self._check_header(self.header, first)
            return
        self.rows_read += 1
        fault = miscount(len(cells), len(self.header), first, last, cut_off)
        self.lines.append(self._line(self.header, [as_read(cell) for cell in cells], first, fault))

    def _check_header(self, header: list[str], line: int) -> None:
        columns = self.table.columns
        if set(columns).isdisjoint(header):
            self._no_header(header, line)
            return
        known = Names(columns)
        for at, name in enumerate(header):
            if name in header[:at]:
                self.find(line, shown(name), "the column is there twice (delete one)")
            elif name not in known:
                message = f'"{shown(name)}" is no column of {self.table.name}{known.perhaps(name)}'
                self.find(line, shown(name), message, name)
        for name in columns:
            if name not in header:
                self.find(line, name, "the column is missing")
        self.unsure |= not set(self.table.row.key) <= set(header)

    def _no_header(self, header: list[str], line: int) -> None:
        """Said once for all the columns: without their names nothing else can be said."""
        used = next((name for mark, name in ((";", "semicolons"), ("\t", "tabs")) if mark in header[0]), "")
        fault = f"the cells are separated by {used} (use commas)" if used else "no column is known"
        self.give_up(line, f"{fault}; {self._first_line}")
        header.clear()

    def _line(self, header: list[str], cells: list[str], number: int, fault: str) -> Line:
        before = len(self.findings)
        # Backwards: of a column that is there twice the first counts.
        named = dict(list(zip(header, cells, strict=False))[::-1])
        if fault:
            self.find(number, None, fault)
        hidden = {name for name, cell in named.items() if self._hides(number, name, cell)}
        row = None if fault else self._row(named, number, hidden)
        return Line(self.file, number, named, row if len(self.findings) == before else None, torn=bool(fault))

    def _hides(self, number: int, name: str, cell: str) -> bool:
        if hidden := _UNWANTED.search(cell):
            self.find(number, name, f"holds the unseen character U+{ord(hidden[0]):04X} (delete it)", cell)
        return hidden is not None

    def _row(self, named: dict[str, str], number: int, told: set[str]) -> Row | None:
        wanted = {name: cell for name, cell in named.items() if name in self.table.row.model_fields}
        try:
            return self.table.row.model_validate(wanted)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                name = str(error["loc"][0])
                # A column that is missing is told at the header, an unseen character just before.
                if error["type"] != "missing" and name not in told:
                    self.find(number, name, plain(error), str(error["input"]))
            return None


def quote_fault(error: str, last: int) -> str:
    """What the csv module could not read, as a sentence about the line on which the quoted cell opens."""
    if "limit" in error:
        return f"has a cell of more than {LONGEST_CELL:,} letters (is a quote not closed?)"
    if "end of data" in error:
        return "the quote that opens on this line is never closed"
    mend = 'put it at the end of the cell, and write a quote inside a cell as ""'
    return f"the quote that opens on this line closes on line {last} amid a cell ({mend})"


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
