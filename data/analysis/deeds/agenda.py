"""Whether a plain share moved for nearly all states at once between two years: then the agenda changed, not they."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.analysis.deeds.year_of_partners import year_of_partners, years_with_values
from data.model.measured_rows import Series
from data.series.value_columns import Values

# Points that the median must have moved, and the share of states that must have moved with it.
LEAST_MOVE, LEAST_SHARE_SAME_WAY = 5.0, 0.9


@dataclass(frozen=True)
class AgendaShift:
    """Between the last two years: medians before and after, how many of the states moved the same way, Spearman's
    correlation of their ranks in the two years, and how many cases there were at most.
    """

    first: int
    last: int
    before: float
    after: float
    same_way: int
    states: int
    correlation: float
    cases_before: int
    cases_after: int


def agenda_shift(series: Series, values: Values, centre: str) -> AgendaShift | None:
    """The shift between the last two years with values; None if the median stayed, or many moved against it."""
    years = years_with_values(series, values, centre)
    if len(years) < 2:
        return None
    first, last = (year_of_partners(series, values, centre, year) for year in years[-2:])
    shared = [partner for partner in first.values if partner in last.values]
    if not shared or abs(last.median - first.median) < LEAST_MOVE:
        return None
    before, after = (np.array([year.values[partner] for partner in shared]) for year in (first, last))
    same_way = int(((after - before) * (last.median - first.median) > 0).sum())
    if same_way / len(shared) < LEAST_SHARE_SAME_WAY:
        return None
    correlation = float(np.corrcoef(_ranks(before), _ranks(after))[0, 1])
    return AgendaShift(
        first.year, last.year, first.median, last.median, same_way, len(shared), correlation, first.most, last.most
    )


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from the lowest; equal values share the mean of theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: NDArray[np.float64] = (ends - (counts - 1) / 2)[places]
    return ranks
