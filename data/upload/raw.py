"""What was uploaded, as raw cells; the limits; and what the reading noticed on its way."""

from dataclasses import dataclass, field

from data.base.fault import Fault
from data.base.text import printable, quotable
from data.tables.findings import Finding

MB = 1_000_000
# Streamlit's limit (.streamlit/config.toml) stands before this one and must not be smaller.
LARGEST_UPLOAD = 10 * MB
# Of all files together, unpacked; a table of 20,000 rows has about a quarter of it.
MOST_UNPACKED = 40 * MB
MOST_FILES = 60
# Of all tables together.
MOST_ROWS = 20_000
MOST_COLUMNS = 200
# Of one table: 20,000 rows of the widest table have fewer.
MOST_CELLS = 500_000
# A line of CSV; above it the csv module would build millions of cells before anyone could count them.
LONGEST_LINE = 1_000_000
# A file of nothing but faults: what follows tells no more.
MOST_FINDINGS = 1_000
LONGEST_QUOTE = 200

# First line, last line, cells: what `data.tables.reading` takes, too.
Record = tuple[int, int, list[str]]


@dataclass(frozen=True)
class Upload:
    """A file as it came from the browser."""

    name: str
    content: bytes


# What a guess is known by: file, column, written, taken for.
Key = tuple[str, str, str, str]
NONE_REFUSED: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Guess:
    """Something that was taken otherwise than it was written, or left out; shown before it counts.

    `rows` is how many rows it holds for, `row` the first of them (None: the whole file). What is `only_told` could not
    be otherwise, so that there is nothing to refuse.
    """

    file: str
    row: int | None
    column: str
    written: str
    taken: str
    rows: int = 1
    only_told: bool = False

    @property
    def key(self) -> Key:
        return self.file, self.column, self.written, self.taken


@dataclass(frozen=True)
class RawSheet:
    """A table as it was written: `file` is how a reader finds it, `name` what it seems to be called.

    `cut_off` is the number of the last line if it has no end.
    """

    file: str
    name: str
    records: tuple[Record, ...]
    cut_off: int = 0
    delimiter: str = ","


def brief(text: str) -> str:
    """What a guess quotes: long enough to compare, with what is unseen written out."""
    return printable(text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…")


@dataclass
class Reading:
    """All that was read so far; `refused` are the guesses that do not count."""

    refused: frozenset[Key] = NONE_REFUSED
    sheets: list[RawSheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    unpacked: int = 0

    def find(self, file: str, row: int | None, fault: Fault, *, column: str | None = None, value: str = "") -> None:
        self.findings.append(Finding.of(quotable(file), row, column, fault, quotable(value)))

    def guess(self, file: str, written: str, taken: str) -> bool:
        """Note a guess about a whole file, and whether it counts."""
        self.guesses.append(guess := Guess(quotable(file), None, "", brief(written), brief(taken)))
        return guess.key not in self.refused

    def tell(self, file: str, written: str, taken: str) -> None:
        """Note what could not be read otherwise."""
        self.guesses.append(Guess(quotable(file), None, "", brief(written), brief(taken), only_told=True))

    def take(self, sheet: RawSheet) -> None:
        """Add a table, as long as there are not too many rows in all."""
        rows = len(sheet.records) + sum(len(other.records) for other in self.sheets)
        if rows > MOST_ROWS + MOST_FILES:
            reason = f"brings the upload to more than {MOST_ROWS:,} rows"
            self.find(sheet.file, None, Fault(reason, "upload fewer tables at a time"))
        else:
            self.sheets.append(sheet)

    def has_room(self, file: str, size: int) -> bool:
        """Count what a file unpacks to; False, and a finding, where it is more than is taken."""
        self.unpacked += size
        if self.unpacked > MOST_UNPACKED:
            reason = f"brings the unpacked upload to more than {MOST_UNPACKED // MB} MB"
            self.find(file, None, Fault(reason, "upload fewer tables at a time"))
        return self.unpacked <= MOST_UNPACKED
