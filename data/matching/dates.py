"""A date as people write it -> ISO 8601, as exact as written; with the order of day and month where that is open."""

import re
from collections.abc import Iterable
from typing import Literal

from data.base.clean_text import normal_form
from data.base.days import iso_day_of_serial
from data.matching.month_names import MONTH_OF_NAME, SKIPPED_WORDS
from data.model.dates import partial_date

Order = Literal["day first", "month first"]
DAY_FIRST: Order = "day first"
MONTH_FIRST: Order = "month first"
_MAX_CHARACTERS = 60
_TIME = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?( ?[AaPp]\.?[Mm]\.?)?( ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$", re.ASCII
)
# The mark of a note: "2010[a]", "2011*".
_NOTE = re.compile(r"(?<=\d) ?(?:[*†‡]{1,3}|\[\w{1,2}\])$")
_RAISED_DIGIT = re.compile("[⁰¹²³⁴-⁹₀-₉]")
_RAISED = re.compile(f" ?{_RAISED_DIGIT.pattern}{{1,3}}$")
_YEAR_FIRST = re.compile(r"(\d{4})(?:(?:[-./]|年 ?)(\d{1,2})(?:(?:[-./]|月 ?)(\d{1,2})日?|月)?|年)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})|(\d{1,2})([./])(\d{1,2})\6(\d{2})", re.ASCII)
# Before a year that is not sure; the records have no sign for it.
_ABOUT = re.compile(r"(?:circa|ca\.?|c\.|about|approx\.?|~|около|ок\.|约) ?(?=\d{4}$)", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_DAY_NUMBER = re.compile(r"[1-7]\d{4}", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORT_YEAR = re.compile(r"(?:\d{1,2}-)?[^\W\d_]{3,4}-(\d{2})")


def day(written: str, order: Order | None = None) -> str | None:
    """The date; None if it can be read in more than one way, or in none.

    With an order, the day and the month of "3/6/2003" are clear.
    """
    readings = day_readings(written)
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    return readings.get(order) if order else None


def day_readings(written: str) -> dict[Order, str]:
    """The date in each order in which it is one."""
    if len(written) > _MAX_CHARACTERS:
        return {}
    written = _RAISED.sub("", written.strip())
    if _RAISED_DIGIT.search(written):
        # As a plain digit it would be a part of the date.
        return {}
    text = " ".join(normal_form("NFKC", written).split())
    text = _NOTE.sub("", _TIME.sub("", text))
    # A year that a statistics program wrote as a number.
    text = text.removesuffix(".0") if len(text) == 6 else _ABOUT.sub("", text)
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = filter(None, match.groups())
        year = _full_year(year)
        orders: dict[Order, str] = {DAY_FIRST: f"{year}-{second:0>2}-{first:0>2}"}
        # Dots are written where the day stands first.
        orders |= {MONTH_FIRST: f"{year}-{first:0>2}-{second:0>2}"} if mark != "." else {}
        return {key: valid for key, iso in orders.items() if (valid := _valid(iso))}
    iso = _valid(_iso_of_numbers(text) or _iso_of_words(text))
    return {DAY_FIRST: iso, MONTH_FIRST: iso} if iso else {}


def proven_order(column: Iterable[str]) -> Order | None:
    """The order that a date of the column proves, for the others too; None without a proof, or with opposite ones."""
    proofs = {next(iter(found)) for written in column if len(found := day_readings(written)) == 1 and "/" in written}
    proofs |= {
        next(iter(found)) for written in column if len(found := day_readings(written)) == 1 and "-" in written[:3]
    }
    return proofs.pop() if len(proofs) == 1 else None


def is_open(written: str) -> bool:
    """Whether it is one date to one reader and another to another."""
    return len(set(day_readings(written).values())) > 1


def _iso_of_numbers(text: str) -> str:
    if match := _YEAR_FIRST.fullmatch(text):
        return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return f"{match[2]}-{match[1]:0>2}"
    if _DAY_NUMBER.fullmatch(text):
        return iso_day_of_serial(int(text))
    if match := _COMPACT.fullmatch(text):
        return "-".join(part for part in match.groups() if part)
    return ""


def _iso_of_words(text: str) -> str:
    """Of a text with one month in words, one year, at most one day, and nothing else; empty for others."""
    months, numbers = [], []
    for word in _WORD.findall(text.casefold()):
        if word.isdecimal():
            numbers.append(word)
        elif number := MONTH_OF_NAME.get(word):
            months.append(number)
        elif word not in SKIPPED_WORDS:
            return ""
    if len(months) != 1:
        return ""
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if not years and (short := _SHORT_YEAR.fullmatch(text)):
        # "Jul-06" and "15-Sep-22" as Excel writes a month and a day, with its turn of the century.
        years, days = [_full_year(short[1])], days[:-1]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) < len(numbers) - (text.count("-") > 0):
        return ""
    return "-".join([str(int(years[0])), f"{months[0]:02}", *(f"{int(number):02}" for number in days)])


def _full_year(year: str) -> str:
    """A year of two digits with its century, as spreadsheets read it: 22 is 2022, 92 is 1992."""
    return year if len(year) == 4 else ("20" if int(year) < 30 else "19") + year


def _valid(text: str) -> str:
    try:
        return partial_date(text).text
    except ValueError:
        return ""
