"""What is wrong with the records: where it is, why, and how to fix it."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.base.fault import Fault
from data.base.text import printable


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `row` is the line number as a text editor shows it; the header is line 1.

    `reason` says what is wrong, `fix` what to do about it, `value` what the cell contains.
    """

    file: str
    row: int | None
    column: str | None
    reason: str
    fix: str
    value: str = ""

    @classmethod
    def of(cls, file: str, row: int | None, column: str | None, fault: Fault, value: str = "") -> "Finding":
        """A fault at a place."""
        return cls(file, row, column, fault.reason, fault.fix, value)

    @property
    def message(self) -> str:
        """The reason, and the fix in brackets."""
        return str(Fault(self.reason, self.fix))

    def __str__(self) -> str:
        position = self.file if self.row is None else f"{self.file}:{self.row}"
        return printable(": ".join(part for part in (position, self.column, self.message) if part))


class RecordsError(Exception):
    """The records cannot be used; `findings` says everything that is wrong with them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))
