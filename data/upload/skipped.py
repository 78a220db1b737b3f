"""What of an upload is left out: columns, and rows as they were written, each with the reason: a file to mend and add later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.base.text import list_text, quantity
from data.matching.names import comparison_key
from data.tables.findings import Finding
from data.upload.column_guess import unread_dates
from data.upload.reading.raw import UploadReading
from data.upload.table_choice import ChosenTable

# The last column of the file, besides the reader's own.
REASON = "Why it was left out"


@dataclass(frozen=True)
class SkippedRow:
    """A row of the table that is at `table` in the list of tables; `line` is its line in the file."""

    table: int
    line: int
    cells: tuple[str, ...]
    reason: str


def skipped_rows(tables: list[ChosenTable], findings: Iterable[Finding]) -> Iterator[SkippedRow]:
    """Every row below a header that has a finding, with the first of them."""
    reasons: dict[tuple[str, int], str] = {}
    for finding in findings:
        if finding.row is not None:
            about = f"{finding.column}: " if finding.column else ""
            reasons.setdefault((finding.file, finding.row), about + finding.message)
    for number, table in enumerate(tables):
        for line, _, cells in table.records if table.columns.table else ():
            if reason := reasons.get((table.raw.file, line)):
                yield SkippedRow(number, line, tuple(cells), reason)


def add_left_out_columns(reading: UploadReading, table: ChosenTable) -> None:
    """Say which columns are not read, and which of these hold dates, so that a reader should look at them."""
    named = [
        name.strip()
        for name, role in zip(table.columns.header, table.columns.roles, strict=True)
        if not role and name.strip() and comparison_key(name[:100]) not in ("record", "handling")
    ]
    if named:
        reading.add_notice(table.raw.file, quantity(len(named), "column"), f"left out: {list_text(named, most=12)}")
    dated = (
        []
        if table.is_chosen or table.columns.table != "spells"
        else unread_dates(table.raw, table.position, table.columns)
    )
    if dated:
        reading.add_notice(
            table.raw.file,
            f"dates in {list_text([f'“{name}”' for name in dated], most=4)}",
            "not read: choose what the column is, if it says since or until when a tie holds",
        )
