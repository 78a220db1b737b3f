"""What is wrong with the records: where, what, and how to mend it."""

from dataclasses import dataclass

LONGEST_QUOTE = 60


@dataclass(frozen=True, order=True)
class Finding:
    """A fault of the records. `row` is the line as a text editor shows it; the header is line 1."""

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        return ": ".join(part for part in (where, self.column, self.message) if part)


def quoted(text: str) -> str:
    """A value as a message shows it: short, and with nothing in it that could hide or turn the text."""
    clean = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
    return f'"{clean[:LONGEST_QUOTE]}…"' if len(clean) > LONGEST_QUOTE else f'"{clean}"'
