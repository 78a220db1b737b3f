"""Cells that no spreadsheet takes for a formula, and back: the guard is an apostrophe before the text.

Many countries separate cells by a semicolon: there, and where a file is taken apart at tabs or in spite of its quotation
marks, each part of a cell after a semicolon, a tab or the end of a line becomes a cell of its own. So each is guarded.
"""

import re

# What spreadsheets take for the start of a formula (also after a tab or a line end), and what is just a number.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# The parts of a cell that could become cells of their own; neither spaces nor quotation marks before a formula stop it.
_LATER_PART = re.compile(r"([;\t\r\n][ \"]*)([^;\t\r\n]+)")


def with_formula_guard(cell: str) -> str:
    """The cell as a CSV file can hold it safely; a plain number needs no guard."""
    return _LATER_PART.sub(lambda part: part[1] + _with_guard(part[2]), _with_guard(cell))


def _with_guard(part: str) -> str:
    return f"'{part}" if _FORMULA.match(part) and not _NUMBER.fullmatch(part) else part


def without_formula_guard(cell: str) -> str:
    """The cell that `with_formula_guard` was given."""
    return _LATER_PART.sub(lambda part: part[1] + _without_guard(part[2]), _without_guard(cell))


def _without_guard(part: str) -> str:
    return part[1:] if _GUARDED.match(part) else part


def with_unix_line_ends(cell: str) -> str:
    """A cell with its line ends as these records write them: a lone carriage return would tear its row in two."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def text_in_cell(cell: str) -> str:
    """The text that a cell of a file stands for: without guard and surrounding spaces."""
    text = with_unix_line_ends(cell.strip())
    # Most cells have no apostrophe, and there are a hundred thousand of them.
    return without_formula_guard(text) if "'" in text else text
