"""The rows of an upload that are left out, as they were written, each with the reason: a file to mend and add later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.tables.findings import Finding
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
