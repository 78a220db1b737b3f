"""The guesses and findings about one table."""

from dataclasses import dataclass, field

from data.base.fault import Fault
from data.base.text import quotable
from data.tables.findings import Finding
from data.upload.reading.raw import MAX_GUESS_CHARACTERS, NO_REFUSALS, Guess, GuessKey, guess_text

_SHORT_CUT = MAX_GUESS_CHARACTERS * 2


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
        written = written[:_SHORT_CUT]
        key = (column, written, read_as)
        guess = self._guesses.get(key)
        if guess is None:
            column = quotable(column)
            guess = self._guesses[key] = Guess(self.file, row, column, guess_text(written), guess_text(read_as))
        self._rows[key] = self._rows.get(key, 0) + 1
        return not self.refused or guess.key not in self.refused

    def add_notice(self, written: str, read_as: str) -> None:
        """Add something that could not be read in another way."""
        key = ("", written[:_SHORT_CUT], read_as)
        self._guesses[key] = Guess(self.file, None, "", guess_text(written), guess_text(read_as), is_notice=True)
        self._rows[key] = 1

    def guesses(self) -> list[Guess]:
        """Each guess with the number of its rows."""
        return [
            Guess(guess.file, guess.row, guess.column, guess.written, guess.read_as, self._rows[key], guess.is_notice)
            for key, guess in self._guesses.items()
        ]

    def add_finding(self, row: int, column: str | None, fault: Fault, value: str = "") -> None:
        """Add a finding; only the first about a cell is added. A heading may be as long as any cell, and is shortened."""
        column = quotable(column) if column else column
        if any(finding.row == row and finding.column == column for finding in self.findings[-3:]):
            return
        self.findings.append(Finding.of(self.file, row, column, fault, quotable(value)))
