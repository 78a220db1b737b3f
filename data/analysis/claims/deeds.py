"""A claim about a deed -> the verdict year by year: was a state above the median of the others in its label group?

A label is held at the end of a year, and a deed is counted for a whole one: in a year that is not covered nothing is known.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.deeds.between import COMPARABLE
from data.analysis.deeds.claim import GroupClaim, more_than_group
from data.analysis.deeds.groups import groups_of
from data.analysis.deeds.year_of_partners import year_of_partners, years_with_values
from data.base.memo import memo
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet, shipped_series
from data.series.value_columns import ValuesError
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim
from data.view.selection import first_day
from data.view.ties import Ties


@dataclass(frozen=True)
class DeedAnswer:
    """The verdict of the last year with values until the day, and of every year; `found` is None where no year has values."""

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    year: int
    series: Series
    found: GroupClaim | None


def claimable_series(dataset: Dataset) -> list[Series]:
    """The series of the records by which one state can be above another."""
    return [series for series in shipped_series(dataset).series.values() if series.form in COMPARABLE]


def check_deed(ties: Ties, claim: Claim, as_of: date) -> DeedAnswer:
    """Check the claim for the last year with values until a day. The series of the records alone count."""
    series_set = shipped_series(ties.dataset)
    by_year = _by_year(ties, series_set, claim.what, claim.partner, claim.actor)
    known = [year for year in by_year if year <= as_of.year]
    year = known[-1] if known else 0
    return DeedAnswer(
        verdict=Verdict(by_year[year].verdict) if year else Verdict.UNDETERMINED,
        history=_history(by_year, min(first_day(ties), as_of)),
        year=year,
        series=series_set.series[claim.what],
        found=by_year.get(year),
    )


@memo
def _by_year(ties: Ties, series_set: SeriesSet, name: str, centre: str, actor: str) -> dict[int, GroupClaim]:
    """Every year of which the centre has values, in order."""
    series = series_set.series[name]
    try:
        values = series_set.values(name)
    except ValuesError:
        return {}
    found = {}
    for year in years_with_values(series, values, centre):
        partners = year_of_partners(series, values, centre, year)
        found[year] = more_than_group(partners, groups_of(ties, partners), actor)
    return found


def _history(by_year: dict[int, GroupClaim], begin: date) -> tuple[VerdictPeriod, ...]:
    verdicts = {year: Verdict(found.verdict) for year, found in by_year.items()}
    last = max(verdicts, default=begin.year) + 1
    days = [begin, *(date(year, 1, 1) for year in range(begin.year + 1, last + 1))]
    each = [(verdicts.get(day.year, Verdict.UNDETERMINED), day) for day in days]
    runs = [next(run) for _, run in groupby(each, key=lambda pair: pair[0])]
    ends = [day for _, day in runs[1:]]
    return tuple(
        VerdictPeriod(verdict, since, until) for (verdict, since), until in zip(runs, [*ends, None], strict=True)
    )
