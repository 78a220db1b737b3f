"""Dates as exact as their source: 2011, 2011-06 and 2011-06-16 are different statements."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from data.base.days import day_text, month_text
from data.base.fault import InvalidValueError
from data.base.text import quantity

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
HOW_TO_WRITE = "use 2011, 2011-06 or 2011-06-16"
# A day outside these years is a typing error; nearer to the ends of the calendar no page could draw it.
FIRST_YEAR, LAST_YEAR = 1800, 2199


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date with reduced precision (ISO 8601): somewhere from `first` to `last`, both included."""

    first: date
    last: date
    text: str

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def middle(self) -> date:
        """The day in the middle, where an axis marks it."""
        return self.first + timedelta(days=(self.last - self.first).days // 2)

    @cached_property
    def display_text(self) -> str:
        """As a reader writes it: "16 Jun 2011", "Jun 2011", "2011"."""
        if self.precision == "year":
            return str(self.first.year)
        return month_text(self.first) if self.precision == "month" else day_text(self.first)

    def __str__(self) -> str:
        return self.text


def partial_date(text: str) -> PartialDate:
    """Read "2011", "2011-06" or "2011-06-16"; InvalidValueError says what is wrong and how to write it."""
    form = _FORM.fullmatch(text)
    try:
        if not form:
            raise ValueError
        year, month, day = form.groups()
        first, last = _days_of(int(year), month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise InvalidValueError(f'"{text}" is not a valid date', HOW_TO_WRITE) from None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        reason = f'"{text}" is outside {FIRST_YEAR} to {LAST_YEAR}'
        raise InvalidValueError(reason, "correct it; leave the cell empty if the date is not known")
    return PartialDate(first, last, text)


def _days_of(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    """The first and last day; ValueError or IllegalMonthError if there is none such."""
    if month and day:
        only = date(year, int(month), int(day))
        return only, only
    # Not "month or 1": 2011-00 is not a date.
    first_month, last_month = (1, 12) if month is None else (int(month), int(month))
    return date(year, first_month, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def duration(start: PartialDate, end: PartialDate) -> str:
    """ "9 years 1 month", "about 7 years", "3 months": exact to the month where both days are."""
    months = (end.first.year - start.first.year) * 12 + end.first.month - start.first.month
    is_exact = start.precision == end.precision == "day"
    if is_exact and end.first.day < start.first.day:
        months -= 1
    if "year" in (start.precision, end.precision):
        return f"about {quantity(round(months / 12), 'year')}"
    years, rest = divmod(max(months, 0), 12)
    words = [quantity(number, unit) for number, unit in ((years, "year"), (rest, "month")) if number]
    return ("" if is_exact else "about ") + (" ".join(words) or "less than a month")
