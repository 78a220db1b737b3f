"""Days of the calendar: arithmetic, and how a reader writes them."""

import calendar
from datetime import date, timedelta

# "Jan" to "Dec" by the number of the month; empty for 0.
MONTHS = tuple(calendar.month_abbr)
ONE_DAY = timedelta(days=1)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
# Serial numbers of days that a spreadsheet may mean: Excel counts 29 Feb 1900, a day that never was, as 60.
_FIRST_SERIAL, _END_SERIAL = 61, 200_000


def day_text(day: date) -> str:
    """ "1 Mar 2023"."""
    return f"{day.day} {month_text(day)}"


def month_text(day: date) -> str:
    """ "Mar 2023"."""
    return f"{MONTHS[day.month]} {day.year}"


def day_in_full(day: date) -> str:
    """ "1 March 2023"."""
    return f"{day.day} {month_in_full(day)}"


def month_in_full(day: date) -> str:
    """ "March 2023"."""
    return f"{calendar.month_name[day.month]} {day.year}"


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def iso_day_of_serial(number: float, *, from_1904: bool = False) -> str:
    """A spreadsheet's serial number of a day as "2022-09-15"; empty if it is out of range."""
    if not _FIRST_SERIAL <= number < _END_SERIAL:
        return ""
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (start + timedelta(days=int(number))).isoformat()


def year_step(years: float, most: float) -> int:
    """How many years apart those along an axis of so many years are written, so that at most `most` are."""
    return next((step for step in _YEAR_STEPS if years / step <= most), _YEAR_STEPS[-1])
