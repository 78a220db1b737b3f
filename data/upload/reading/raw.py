"""Uploaded tables as raw cells; the limits; the guesses and findings made while reading."""

from dataclasses import dataclass, field

from data.base.fault import Fault
from data.base.text import quotable
from data.tables.findings import Finding

MB = 1_000_000
# Streamlit's limit (.streamlit/config.toml) comes before this one and must not be smaller.
MAX_UPLOAD_BYTES = 10 * MB
# Of all files together; a table of 20,000 rows unpacks to about a quarter of it.
MAX_UNPACKED_BYTES = 40 * MB
MAX_UPLOAD_FILES = 60
# Sheets of workbooks count, too: looking at each takes time, however little is in it.
MAX_UPLOAD_TABLES = 200
# Of all tables together.
MAX_UPLOAD_ROWS = 20_000
MAX_TABLE_COLUMNS = 200
# Of one table: 20,000 rows of the widest table have fewer.
MAX_TABLE_CELLS = 500_000
# Of all cells together, each counted as often as it is there: a workbook names one text from many cells.
MAX_UPLOAD_LETTERS = 40_000_000
# Of one cell of a row that is added: every page that names it writes it. The longest of ours has a thousand.
MAX_CELL_LETTERS = 10_000
# Of what menus, legends and lists are made of: thousands of them are sent with a page. An address is with each tie that cites it.
MAX_NAME_LETTERS = {"url": 2_000} | dict.fromkeys(
    ("name", "short_name", "name_native", "name_zh", "name_ru", "aliases", "wording", "wording_native", "wording_zh", "wording_ru",
     "wording_be", "title", "publisher", "family", "group_name", "unit"),
    500,
)  # fmt: skip
# A line of CSV; from a longer one the csv module would build millions of cells before they can be counted.
MAX_LINE_CHARACTERS = 1_000_000
# More findings would not help to fix a file.
MAX_UPLOAD_FINDINGS = 1_000
MAX_GUESS_CHARACTERS = 200

# (row, letters of its column, fault) of a cell of a spreadsheet.
SheetFault = tuple[int | None, str | None, Fault]
# (first line, last line, cells), as a `data.tables.sheet.Sheet` takes them.
Record = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Upload:
    """A file as it came from the browser."""

    name: str
    content: bytes


# What identifies a guess: file, column, written, read as.
GuessKey = tuple[str, str, str, str]
NO_REFUSALS: frozenset[GuessKey] = frozenset()


@dataclass(frozen=True)
class Guess:
    """Something that was read differently from how it was written, or skipped; shown before it takes effect.

    `rows` is the number of rows concerned, `row` the first of them (None: the whole file). A notice has no alternative,
    so it cannot be refused.
    """

    file: str
    row: int | None
    column: str
    written: str
    read_as: str
    rows: int = 1
    is_notice: bool = False

    @property
    def key(self) -> GuessKey:
        return self.file, self.column, self.written, self.read_as


@dataclass(frozen=True)
class RawTable:
    """A table as it was written. `file` is its file (and sheet), `name` the table that it seems to be called.

    `unended_line` is the number of the last line if it has no line end, else 0. `faults` are those of single cells, which
    matter only below the header. `form` names the data set that the table is recognised as. `last_year` is the last year
    of a row for each, if rows that state no tie were left out, and `left_out` how many of a known form were.
    """

    file: str
    name: str
    records: tuple[Record, ...]
    unended_line: int = 0
    delimiter: str = ","
    faults: tuple[SheetFault, ...] = ()
    form: str = ""
    last_year: int = 0
    left_out: int = 0


def guess_text(text: str) -> str:
    """The text for a guess: invisible characters escaped, shortened if long."""
    return quotable(text, MAX_GUESS_CHARACTERS)


@dataclass
class UploadReading:
    """All that was read so far; `refused` are the guesses that do not apply."""

    refused: frozenset[GuessKey] = NO_REFUSALS
    tables: list[RawTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    unpacked: int = 0
    letters: int = 0
    rows: int = 0

    def add_finding(self, file: str, row: int | None, fault: Fault, *, column: str | None = None) -> None:
        self.findings.append(Finding.of(quotable(file), row, column, fault))

    def add_guess(self, file: str, written: str, read_as: str) -> bool:
        """Add a guess about a whole file; whether it applies."""
        self.guesses.append(guess := Guess(quotable(file), None, "", guess_text(written), guess_text(read_as)))
        return guess.key not in self.refused

    def add_notice(self, file: str, written: str, read_as: str) -> None:
        """Add something that could not be read in another way."""
        self.guesses.append(Guess(quotable(file), None, "", guess_text(written), guess_text(read_as), is_notice=True))

    def add_table(self, table: RawTable) -> None:
        """Add a table, unless there are too many rows in all: then a finding."""
        self.rows += len(table.records)
        # Each table may have a header besides its rows.
        if self.rows > MAX_UPLOAD_ROWS + MAX_UPLOAD_FILES:
            fault = Fault(f"brings the upload to more than {MAX_UPLOAD_ROWS:,} rows", "upload fewer tables at a time")
            self.add_finding(table.file, None, fault)
        elif len(self.tables) >= MAX_UPLOAD_TABLES:
            fault = Fault(f"is one of more than {MAX_UPLOAD_TABLES} tables", "upload fewer tables at a time")
            self.add_finding(table.file, None, fault)
        else:
            self.tables.append(table)

    def has_room(self, file: str, size: int) -> bool:
        """Count `size` unpacked bytes of a file; False, with a finding, above the limit."""
        self.unpacked += size
        if self.unpacked > MAX_UNPACKED_BYTES:
            self.add_finding(
                file,
                None,
                Fault(
                    f"brings the unpacked upload to more than {MAX_UNPACKED_BYTES // MB} MB",
                    "upload fewer tables at a time",
                ),
            )
        return self.unpacked <= MAX_UNPACKED_BYTES
