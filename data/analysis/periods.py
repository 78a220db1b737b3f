"""Dated rows -> how many of a kind there were in each year or month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.model.dates import PartialDate
from data.view.view import Unit


def period_of(day: PartialDate, unit: Unit) -> date | None:
    """The first day of the period that the date lies in; None if the date is wider than the period."""
    if unit == "year":
        return day.first.replace(month=1, day=1)
    return None if day.precision == "year" else day.first.replace(day=1)


def after_period(first: date, unit: Unit) -> date:
    """The first day after the period that begins on `first`."""
    if unit == "year":
        return first.replace(year=first.year + 1)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


@dataclass(frozen=True)
class Tally:
    """How many of a kind in each period, and how many have a date too wide for a period."""

    counts: Counter[tuple[date, str]]
    wide: int

    @property
    def highest(self) -> int:
        """The most in one period."""
        totals: Counter[date] = Counter()
        for (period, _), number in self.counts.items():
            totals[period] += number
        return max(totals.values(), default=0)


def tally(dated: Iterable[tuple[PartialDate, str]], unit: Unit) -> Tally:
    """Count by period and kind."""
    return tally_of_counts(((day, kind, 1) for day, kind in dated), unit)


def tally_of_counts(counted: Iterable[tuple[PartialDate, str, int]], unit: Unit) -> Tally:
    """The same for how many there are of each date and kind."""
    counts, wide = Counter[tuple[date, str]](), 0
    for day, kind, number in counted:
        if period := period_of(day, unit):
            counts[period, kind] += number
        else:
            wide += number
    return Tally(counts, wide)
