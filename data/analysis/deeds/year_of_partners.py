"""Where a state is among all partners of a centre in one year, by one series."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from data.analysis.deeds.pair import fragment_years, least_cases
from data.base.memo import memo
from data.model.measured_rows import Series
from data.model.vocabulary import SeriesForm
from data.series.value_columns import Values


@dataclass(frozen=True)
class YearOfPartners:
    """The values of a year by partner, the highest first, of those with at least `least` cases; `most` cases are the
    most that any has. `left_out` have fewer.
    """

    series: Series
    centre: str
    year: int
    values: dict[str, float]
    cases: dict[str, int]
    least: int
    most: int
    left_out: tuple[str, ...]

    @cached_property
    def median(self) -> float:
        return float(np.median(list(self.values.values()))) if self.values else float("nan")

    def rank(self, partner: str) -> int | None:
        """The place from the top, equal values sharing the higher one; None if it is not ranked."""
        if partner not in self.values:
            return None
        return 1 + sum(value > self.values[partner] for value in self.values.values())


def years_with_values(series: Series, values: Values, centre: str) -> tuple[int, ...]:
    """The years in which a centre has any value, without fragments."""
    left_out = fragment_years(series)
    return tuple(year for year in _years_of(values, centre) if year not in left_out)


@memo
def _years_of(values: Values, centre: str) -> tuple[int, ...]:
    years = [values.year[values.rows(dyad)] for dyad in values.partners.get(centre, {}).values()]
    return tuple(np.unique(np.concatenate(years)).tolist()) if years else ()


def last_years_of_pair(series: Series, values: Values, centre: str, partner: str, most: int) -> list[YearOfPartners]:
    """The last years in which a partner is ranked among all partners of a centre, oldest first."""
    dyad = values.partners.get(centre, {}).get(partner)
    years = {*values.year[values.rows(dyad)].tolist()} - fragment_years(series) if dyad else ()
    all_years = (year_of_partners(series, values, centre, year) for year in sorted(years, reverse=True))
    return [*islice((year for year in all_years if partner in year.values), most)][::-1]


def year_of_partners(series: Series, values: Values, centre: str, year: int) -> YearOfPartners:
    """All partners in a year. Of several values of a partner that year (flows, books) the total counts, if there is
    one, by the centre's own books first; counts of several kinds are added up.
    """
    found = _values_of_partners(values, series.form, centre, year)
    most = max((cases for _, cases in found.values()), default=0)
    least = least_cases(most)
    ranked = {partner: pair for partner, pair in found.items() if pair[1] >= least}
    ordered = sorted(ranked, key=lambda partner: (-ranked[partner][0], partner))
    return YearOfPartners(
        series,
        centre,
        year,
        {partner: ranked[partner][0] for partner in ordered},
        {partner: ranked[partner][1] for partner in ordered},
        least,
        most,
        tuple(sorted(found.keys() - ranked.keys())),
    )


@memo
def _values_of_partners(values: Values, form: SeriesForm, centre: str, year: int) -> dict[str, tuple[float, int]]:
    """Partner -> its value of the year and its cases."""
    found: dict[str, tuple[float, int]] = {}
    for partner, dyad in values.partners.get(centre, {}).items():
        rows = values.rows(dyad)
        at = rows.start + np.flatnonzero(values.year[rows] == year)
        if len(at):
            found[partner] = _one_value(form, values, centre, at)
    return found


def _one_value(form: SeriesForm, values: Values, centre: str, at: np.ndarray) -> tuple[float, int]:
    if form == "count":
        return float(values.value[at].sum()), int(values.n[at].sum())
    order = sorted(
        at, key=lambda row: (_text(values, "flow", row) != "total", _text(values, "reporter", row) != centre)
    )
    return float(values.value[order[0]]), int(values.n[order[0]])


def _text(values: Values, name: str, row: int) -> str:
    return str(values.texts[name][row]) if name in values.texts else ""
