"""A selection -> how many ties a filter leaves and would leave, for each of its values; and by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.span import FOREVER, Mask
from data.view.selection import Selection, first_day
from data.view.tie_filter import facts_of
from data.view.ties import Ties

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Count:
    """Of one value: how many ties are in force on the date, before the filter (all others in use) and after all filters."""

    before: int
    after: int


def counts_by(selection: Selection, name: str, column: str) -> dict[str, Count]:
    """Value of a column -> its count, without the filter of this name and with it; only values that have a tie.

    `name` is the field of the view, `column` is one of `facts_of`: "layer" or "group".
    """
    before = _ties_by(selection.ties, column, selection.passed_without(name) & selection.in_force)
    after = _ties_by(selection.ties, column, selection.shown)
    return {value: Count(number, after.get(value, 0)) for value, number in before.items()}


def _ties_by(ties: Ties, column: str, spells: Mask) -> Mapping[str, int]:
    """Two spells of one tie may be possible on a day: a tie counts once for each value."""
    fact, indices = facts_of(ties)[column], np.flatnonzero(spells)
    # Both in one number, as one column is sorted much faster than two.
    pairs = np.unique(fact.places[indices].astype(np.int64) * len(ties) + ties.numbers[indices])
    numbers = np.bincount(pairs // max(len(ties), 1), minlength=len(fact.values))
    return {str(value): int(numbers[place]) for value, place in fact.values.items() if numbers[place]}


@dataclass(frozen=True)
class YearCounts:
    """For each year from `first` on: how many spells were in force at its end, of all and of those that pass."""

    first: int
    before: tuple[int, ...]
    after: tuple[int, ...]


def counts_by_year(selection: Selection, last: int) -> YearCounts:
    """The counts through the year `last`."""
    ties = selection.ties
    first = first_day(ties).year
    years = max(last - first + 1, 1)
    starts, ends = _years(ties, first)
    counted = selection.passed_without(*selection.masks)
    return YearCounts(first, _in_force(starts, ends, counted, years), _in_force(starts, ends, selection.passed, years))


@memo
def _years(ties: Ties, first: int) -> tuple[Counts, Counts]:
    """By spell: the years of its first possible day and of the first on which it is certainly over, counted from the first."""
    over = ties.ends[1]
    return _year_of(ties.starts[0]) - first, np.where(over < FOREVER, _year_of(over) - first, 10_000)


def _year_of(days: Counts) -> Counts:
    since_1970 = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[Y]")
    return since_1970.astype(np.int64) + 1970


def _in_force(starts: Counts, ends: Counts, counted: Mask, years: int) -> tuple[int, ...]:
    begun = np.bincount(np.clip(starts[counted], 0, years), minlength=years + 1)[:years]
    over = np.bincount(np.clip(ends[counted], 0, years), minlength=years + 1)[:years]
    return tuple(int(number) for number in np.cumsum(begun - over))
