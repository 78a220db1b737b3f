"""Two days -> how each measured deed of a pair differs between them: by year, with ranks and medians where there are any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.analysis.deeds.pair import centre_of
from data.analysis.deeds.year_of_partners import YearOfPartners, year_of_partners, years_with_values
from data.model.cells import actors_of
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.series.value_columns import Values
from data.view.ties import Ties

# What has one value a year for each state, so that one can be above another.
COMPARABLE = ("index", "percent", "amount", "count")


@dataclass(frozen=True)
class DeedChange:
    """One deed of a pair in two years, each with all partners of the centre: the last years with a value until the days."""

    series: Series
    centre: str
    partner: str
    first: YearOfPartners
    second: YearOfPartners

    @property
    def values(self) -> tuple[float, float]:
        return self.first.values[self.partner], self.second.values[self.partner]


def deed_changes(ties: Ties, series_set: SeriesSet, dyad: str, one: date, other: date) -> tuple[DeedChange, ...]:
    """The deeds of a pair that have a value in two different years, in the order of the series."""
    earlier, later = sorted((one, other))
    return tuple(
        change
        for series, values in series_set.read()
        if series.form in COMPARABLE
        for change in _change(ties, series, values, dyad, earlier, later)
    )


def _change(ties: Ties, series: Series, values: Values, dyad: str, earlier: date, later: date) -> Iterator[DeedChange]:
    centre = centre_of(ties, values, dyad)
    partner = next(end for end in actors_of(dyad) if end != centre)
    own = set(np.unique(values.year[values.rows(dyad)]).tolist()) & set(years_with_values(series, values, centre))
    first, second = (max((year for year in own if year <= day.year), default=0) for day in (earlier, later))
    if first and first != second:
        years = [year_of_partners(series, values, centre, year) for year in (first, second)]
        # A state that took part in too little of a year is not compared.
        if all(partner in year.values for year in years):
            yield DeedChange(series, centre, partner, years[0], years[1])
