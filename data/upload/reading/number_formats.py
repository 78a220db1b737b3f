"""The number format of a spreadsheet cell -> how exact a date it shows."""

from enum import Enum

# Spreadsheets write no longer ones.
MAX_FORMAT_CHARACTERS = 255
_BUILT_IN_DAYS = frozenset((14, 15, 16, 22, *range(27, 37), *range(50, 59)))
_BUILT_IN_MONTH = 17


class DatePrecision(Enum):
    """How exact a date is; `letters` is the length of such a date in ISO 8601."""

    YEAR, MONTH, DAY = 4, 7, 10

    @property
    def letters(self) -> int:
        return int(self.value)


_BUILT_IN_PERCENT = ("9", "10")


def is_percent(number: str, code: str | None) -> bool:
    """Whether a format shows a number as a percentage, a hundred times as large."""
    return "%" in _code_letters(code[:MAX_FORMAT_CHARACTERS]) if code is not None else number in _BUILT_IN_PERCENT


def date_precision(number: str, code: str | None) -> DatePrecision | None:
    """How exact a date is in a format; None if the format shows no date. `code` is given by formats of the workbook."""
    if code is None:
        built_in = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        if built_in == _BUILT_IN_MONTH:
            return DatePrecision.MONTH
        return DatePrecision.DAY if built_in in _BUILT_IN_DAYS else None
    letters = _code_letters(code[:MAX_FORMAT_CHARACTERS].casefold())
    if "d" in letters:
        return DatePrecision.DAY
    if "y" not in letters:
        return None
    return DatePrecision.MONTH if "m" in letters and "h" not in letters else DatePrecision.YEAR


def _code_letters(code: str) -> set[str]:
    """The letters of the first section that are format codes, and not "quoted", \\escaped or [in brackets]."""
    letters, closing, is_escaped = set[str](), "", False
    for letter in code:
        if is_escaped:
            is_escaped = False
        elif closing:
            closing = "" if letter == closing else closing
        elif letter in "\\_*":
            is_escaped = True
        elif letter in '"[':
            closing = '"' if letter == '"' else "]"
        elif letter == ";":
            break
        else:
            letters.add(letter)
    return letters
