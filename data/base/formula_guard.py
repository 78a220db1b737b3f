"""Texts that no spreadsheet takes for a formula, and back: the guard is an apostrophe before the cell."""

import re

# What spreadsheets take for the start of a formula (also behind a tab or a line end), and what is just a number.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def guarded(cell: str) -> str:
    """The cell as it may stand in a CSV file; a plain number needs no guard."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def one_line_end(cell: str) -> str:
    """Line ends within a cell as these records write them: a lone carriage return would tear its row in two."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def as_read(cell: str) -> str:
    """What a cell of a file says."""
    return unguarded(one_line_end(cell.strip()))
