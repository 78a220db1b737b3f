"""The parts of an XLSX file that hold cells, read element by element: shared strings, number formats, a sheet."""

import re

from data.base.csv_faults import LONGEST_CELL
from data.base.days import iso_day_of_serial
from data.base.fault import Fault
from data.upload.reading.number_formats import DatePrecision, date_precision, is_percent
from data.upload.reading.raw import MAX_TABLE_CELLS, MAX_TABLE_COLUMNS, MAX_UPLOAD_LETTERS, MAX_UPLOAD_ROWS, MB
from data.upload.reading.xml_reader import XmlPartError

# With more of them a sheet is not read: what is wrong with a cell must not be forgotten.
MAX_SHEET_FAULTS = 2_000
MAX_MERGED_AREAS = 20_000
_MOST_HIDDEN = 1_000
_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})", re.ASCII)
# How spreadsheets write a character that XML does not allow: "_x0000_".
_ESCAPED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local_name(name: str) -> str:
    """The name of an element or attribute without its namespace, which differs between strict and usual workbooks."""
    return name.rsplit(" ", 1)[-1]


class Strings:
    """xl/sharedStrings.xml: the texts to which cells refer by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._is_in_text = self._is_phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        match local_name(name):
            case "si":
                self._parts = []
            case "rPh":
                # The pronunciation of Japanese text, which is not part of it.
                self._is_phonetic = True
            case "t":
                self._is_in_text = not self._is_phonetic

    def text(self, text: str) -> None:
        if self._is_in_text:
            self._parts.append(text)

    def end(self, name: str) -> None:
        match local_name(name):
            case "t":
                self._is_in_text = False
            case "rPh":
                self._is_phonetic = False
            case "si":
                # Here and not for each cell, which would give every cell a copy of its own.
                self.texts.append(_unescaped("".join(self._parts)))


class Styles:
    """xl/styles.xml: which cell formats show a number as a date, and how exactly."""

    def __init__(self) -> None:
        self._precisions: list[DatePrecision | None] = []
        self._percent: list[bool] = []
        self._custom: dict[str, str] = {}
        self._is_in_cell_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "numFmt":
                self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "cellXfs":
                self._is_in_cell_formats = True
            case "xf" if self._is_in_cell_formats:
                number = attributes.get("numFmtId", "0")
                self._precisions.append(date_precision(number, self._custom.get(number)))
                self._percent.append(is_percent(number, self._custom.get(number)))

    def end(self, name: str) -> None:
        if local_name(name) == "cellXfs":
            self._is_in_cell_formats = False

    def precision(self, style: str) -> DatePrecision | None:
        """How exact a date with this cell format is; None if it shows no date."""
        index = _whole_number(style)
        return self._precisions[index] if index is not None and index < len(self._precisions) else None

    def is_percent(self, style: str) -> bool:
        """Whether a number with this cell format is shown as a percentage."""
        index = _whole_number(style)
        return index is not None and index < len(self._percent) and self._percent[index]


class SheetReader:
    """A sheet: row number -> column number (from 0) -> text; and the cells that cannot be read.

    `letters` counts the letters of all cells; it begins with those of the sheets before.
    """

    def __init__(self, strings: Strings, styles: Styles, *, from_1904: bool, letters: int = 0) -> None:
        self._strings, self._styles, self._from_1904 = strings, styles, from_1904
        self.letters = letters
        self.rows: dict[int, dict[int, str]] = {}
        self.faults: list[tuple[int | None, str | None, Fault]] = []
        self.formulas = self.hidden_rows = self.dates = self.not_available = 0
        self.merged: list[tuple[int, int, int, int]] = []
        self._hidden: list[tuple[int, int]] = []
        self._row = self._column = self._cells = 0
        self._type = self._style = ""
        self._value: list[str] | None = None
        self._parts: list[str] = []
        self._is_phonetic = self._is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "v" | "t" if not self._is_phonetic:
                self._value = []
            case "rPh":
                self._is_phonetic = True
            case "f":
                self._is_formula = True
                self.formulas += 1
            case "col" if attributes.get("hidden") in ("1", "true") and len(self._hidden) < _MOST_HIDDEN:
                ends = (_whole_number(attributes.get(name, "")) or 0 for name in ("min", "max"))
                self._hidden.append((next(ends) - 1, next(ends) - 1))
            case "mergeCell":
                self._add_merged(attributes.get("ref", ""))

    @property
    def hidden_columns(self) -> int:
        """How many columns with cells are hidden."""
        used = {column for cells in self.rows.values() for column in cells} if self._hidden else ()
        return sum(any(first <= column <= last for first, last in self._hidden) for column in used)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole_number(attributes.get("r", "")) or self._row + 1
        self._column = -1
        self.hidden_rows += attributes.get("hidden") in ("1", "true")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(reference[1]) if reference else self._column + 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._parts, self._is_formula = [], False

    def _add_merged(self, area: str) -> None:
        """Keep an area of cells that are shown as one; where it matters is known when the header is."""
        first, _, last = area.partition(":")
        one, other = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if one and other and len(self.merged) < MAX_MERGED_AREAS:
            self.merged.append((int(one[2]), column_number(one[1]), int(other[2]), column_number(other[1])))
        elif one and other:
            raise XmlPartError(f"has more than {MAX_MERGED_AREAS:,} merged cells", "unmerge them")

    def _add_cell_fault(self, reason: str, fix: str) -> None:
        self._add_fault(self._row, column_letters(self._column), reason, fix)

    def _add_fault(self, row: int | None, column: str | None, reason: str, fix: str) -> None:
        if len(self.faults) >= MAX_SHEET_FAULTS:
            raise XmlPartError(f"has more than {MAX_SHEET_FAULTS:,} cells that cannot be read", "paste their values")
        self.faults.append((row, column, Fault(reason, fix)))

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        match local_name(name):
            case "v" | "t" if self._value is not None:
                self._parts += self._value
                self._value = None
            case "rPh":
                self._is_phonetic = False
            case "c":
                self._end_cell("".join(self._parts))

    def _end_cell(self, written: str) -> None:
        if not written:
            if self._is_formula:
                self._add_cell_fault("is a formula without a saved value", "paste its value")
            return
        self._check_limits()
        value = self._displayed(written)
        if len(value) > LONGEST_CELL:
            limit = f"a cell can hold at most {LONGEST_CELL:,}"
            self._add_cell_fault(f"has {len(value):,} characters; {limit}", "shorten it")
            return
        self.count_letters(value)
        self.rows.setdefault(self._row, {})[self._column] = value

    def count_letters(self, value: str) -> None:
        """Count the letters of one more cell. Raises XmlPartError above the limit."""
        self.letters += len(value)
        if self.letters > MAX_UPLOAD_LETTERS:
            raise XmlPartError(f"has cells with more than {MAX_UPLOAD_LETTERS // MB} million letters", "split it")

    def _check_limits(self) -> None:
        if len(self.rows) >= MAX_UPLOAD_ROWS + 1 and self._row not in self.rows:
            raise XmlPartError(f"has more than {MAX_UPLOAD_ROWS:,} rows", "split it")
        self._cells += 1
        if self._cells > MAX_TABLE_CELLS:
            raise XmlPartError(f"has more than {MAX_TABLE_CELLS:,} cells", "split it")
        if self._column >= MAX_TABLE_COLUMNS:
            limit = f"at most {MAX_TABLE_COLUMNS} columns are allowed"
            raise XmlPartError(f"has a cell in column {column_letters(self._column)}; {limit}", "delete the others")

    def _displayed(self, written: str) -> str:
        """The cell as the spreadsheet shows it."""
        match self._type:
            case "s":
                index = _whole_number(written)
                if index is None or index >= len(self._strings.texts):
                    raise XmlPartError("is damaged: a cell refers to a missing text", "save it again")
                return self._strings.texts[index]
            case "b":
                return "yes" if written == "1" else "no"
            case "e" if written == "#N/A":
                self.not_available += 1
                return ""
            case "e":
                self._add_cell_fault(f"is the error {written[:20]}", "fix the formula, or paste its value")
                return written
            case "n":
                return self._number_text(written)
        return _unescaped(written)

    def _number_text(self, written: str) -> str:
        """The number in plain digits; a date in ISO 8601 if the format of the cell shows one."""
        try:
            value = float(written)
        except ValueError:
            return written
        precision = self._styles.precision(self._style)
        if precision and (day := iso_day_of_serial(value, from_1904=self._from_1904)):
            self.dates += 1
            return day[: precision.letters]
        return f"{100 * value:.13g}%" if self._styles.is_percent(self._style) else f"{value:.15g}"


def column_number(letters: str) -> int:
    """ "A" -> 0, "AB" -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(column: int) -> str:
    """0 -> "A", 27 -> "AB"."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _unescaped(text: str) -> str:
    return _ESCAPED_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
