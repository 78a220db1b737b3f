"""The parts of an XLSX file that hold cells, read element by element: shared strings, number formats, a sheet."""

import re

from data.base.csv_faults import LONGEST_CELL
from data.base.fault import Fault, FaultError
from data.base.spreadsheet_days import day_of
from data.upload.raw import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

MOST_FAULTS = 50
_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})", re.ASCII)
# Numbers of the formats for days that every spreadsheet knows without declaring them.
_DAYS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# A character that XML cannot hold, as spreadsheets write it: "_x0000_".
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class XmlPartError(FaultError):
    """A part of the workbook cannot be taken; its text is for the reader."""


def local(name: str) -> str:
    """The name of an element or attribute without its namespace: the strict and the usual form differ in it."""
    return name.rsplit(" ", 1)[-1]


class Strings:
    """xl/sharedStrings.xml: the texts that cells name by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._taken = self._spoken = False

    def start(self, name: str, _: dict[str, str]) -> None:
        match local(name):
            case "si":
                self._parts = []
            case "rPh":
                # How Japanese is read aloud stands beside the text, and is no part of it.
                self._spoken = True
            case "t":
                self._taken = not self._spoken

    def text(self, text: str) -> None:
        if self._taken:
            self._parts.append(text)

    def end(self, name: str) -> None:
        match local(name):
            case "t":
                self._taken = False
            case "rPh":
                self._spoken = False
            case "si":
                self.texts.append("".join(self._parts))


class Styles:
    """xl/styles.xml: which formats of cells show a number as a day."""

    def __init__(self) -> None:
        self.days: list[bool] = []
        self._custom: dict[str, bool] = {}
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "numFmt":
                form = _QUOTED.sub("", attributes.get("formatCode", "")).casefold()
                self._custom[attributes.get("numFmtId", "")] = "y" in form or "d" in form
            case "cellXfs":
                self._inside = True
            case "xf" if self._inside:
                number = attributes.get("numFmtId", "0")
                known = number.isascii() and number.isdigit() and len(number) < 4 and int(number) in _DAYS
                self.days.append(self._custom.get(number, known))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._inside = False

    def is_day(self, style: str) -> bool:
        at = _number(style)
        return at is not None and at < len(self.days) and self.days[at]


class SheetReader:
    """A sheet: row number -> column number (from 0) -> text; and what of it cannot be taken."""

    def __init__(self, strings: Strings, styles: Styles, *, from_1904: bool) -> None:
        self._strings, self._styles, self._from_1904 = strings, styles, from_1904
        self.rows: dict[int, dict[int, str]] = {}
        self.faults: list[tuple[int | None, str | None, Fault]] = []
        self.formulas = self.hidden = self.dates = 0
        self._row = self._column = self._cells = 0
        self._kind = self._style = ""
        self._value: list[str] | None = None
        self._parts: list[str] = []
        self._spoken = self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "v" | "t" if not self._spoken:
                self._value = []
            case "rPh":
                self._spoken = True
            case "f":
                self._formula = True
                self.formulas += 1
            case "mergeCell":
                self._merged(attributes.get("ref", ""))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes.get("r", "")) or self._row + 1
        self._column = -1
        self.hidden += attributes.get("hidden") in ("1", "true")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_at(place[1]) if place else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._parts, self._formula = [], False

    def _merged(self, area: str) -> None:
        first = _REFERENCE.match(area)
        self.fault(
            int(first[2]) if first else None,
            first[1] if first else None,
            f"the cells {area[:20]} are merged",
            "unmerge them, and fill in each cell",
        )

    def fault(self, row: int | None, column: str | None, reason: str, fix: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append((row, column, Fault(reason, fix)))

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "t" if self._value is not None:
                self._parts += self._value
                self._value = None
            case "rPh":
                self._spoken = False
            case "c":
                self._end_cell("".join(self._parts))

    def _end_cell(self, written: str) -> None:
        if not written:
            if self._formula:
                self.fault(self._row, letters_of(self._column), "is a formula without a saved value", "paste its value")
            return
        if len(self.rows) >= MOST_ROWS + 1 and self._row not in self.rows:
            raise XmlPartError(f"has more than {MOST_ROWS:,} rows", "split it")
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise XmlPartError(f"has more than {MOST_CELLS:,} cells", "split it")
        if self._column >= MOST_COLUMNS:
            raise XmlPartError(
                f"has a cell in column {letters_of(self._column)}; at most {MOST_COLUMNS} columns are allowed",
                "delete the others",
            )
        value = self._said(written)
        if len(value) > LONGEST_CELL:
            self.fault(
                self._row,
                letters_of(self._column),
                f"has {len(value):,} characters; a cell can hold at most {LONGEST_CELL:,}",
                "shorten it",
            )
            return
        self.rows.setdefault(self._row, {})[self._column] = value

    def _said(self, written: str) -> str:
        """What the spreadsheet shows in the cell."""
        match self._kind:
            case "s":
                at = _number(written)
                if at is None or at >= len(self._strings.texts):
                    raise XmlPartError("is damaged: a cell names a text that is missing", "save it again")
                return _unescaped(self._strings.texts[at])
            case "b":
                return "yes" if written == "1" else "no"
            case "e":
                self.fault(
                    self._row,
                    letters_of(self._column),
                    f"is the error {written[:20]}",
                    "fix the formula, or paste its value",
                )
                return written
            case "n":
                return self._counted(written)
        return _unescaped(written)

    def _counted(self, written: str) -> str:
        """A number as a reader writes it, and as a day where its format says that it is one."""
        try:
            value = float(written)
        except ValueError:
            return written
        if self._styles.is_day(self._style) and (day := day_of(value, from_1904=self._from_1904)):
            self.dates += 1
            return day
        return f"{value:.15g}"


def column_at(letters: str) -> int:
    """ "A" -> 0, "AB" -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(column: int) -> str:
    """0 -> "A", 27 -> "AB"."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
