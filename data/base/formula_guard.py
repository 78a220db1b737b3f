"""Cells that no spreadsheet takes for a formula, and back: the guard is an apostrophe before the text."""

import re

# What spreadsheets take for the start of a formula (also after a tab or a line end), and what is just a number.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def with_formula_guard(cell: str) -> str:
    """The cell as a CSV file can hold it safely; a plain number needs no guard."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def without_formula_guard(cell: str) -> str:
    """The cell that `with_formula_guard` was given."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def with_unix_line_ends(cell: str) -> str:
    """A cell with its line ends as these records write them: a lone carriage return would tear its row in two."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def text_in_cell(cell: str) -> str:
    """The text that a cell of a file stands for: without guard and surrounding spaces."""
    return without_formula_guard(with_unix_line_ends(cell.strip()))
