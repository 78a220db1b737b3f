"""The values of a pair -> its deeds: one for each series, in unbroken lines, with the years that are missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.series.value_columns import Value, Values
from data.view.ties import Ties

# A median of fewer states would say little of the rest of the world.
LEAST_FOR_MEDIAN = 20
# A state that took part in less than half of what the most active one took part in is neither ranked nor in a median.
_LEAST_SHARE_OF_CASES = 0.5


@dataclass(frozen=True)
class ValueLine:
    """Values that belong on one line of a chart: of one side's books, and of one flow."""

    reporter: str
    flow: str
    values: tuple[Value, ...]

    @property
    def pieces(self) -> tuple[tuple[Value, ...], ...]:
        """The values in runs of consecutive years: a line is never drawn across a missing year."""
        runs = groupby(enumerate(self.values), key=lambda pair: pair[1].year - pair[0])
        return tuple(tuple(value for _, value in run) for _, run in runs)


@dataclass(frozen=True)
class Deed:
    """One series of a pair. `medians` are those of all partners of `centre`, by year, where there are enough of them."""

    series: Series
    dyad: str
    centre: str
    lines: tuple[ValueLine, ...]
    medians: tuple[tuple[int, float], ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(value for line in self.lines for value in line.values)

    @property
    def missing_years(self) -> tuple[int, ...]:
        """Years that the series covers and in which it has no value for the pair, unless that means none."""
        if self.series.zero == "yes":
            return ()
        there = {value.year for value in self.values}
        covered = (
            year for part in self.series.years if not part.is_fragment for year in range(part.first, part.last + 1)
        )
        return tuple(year for year in covered if year not in there)


def least_cases(most: int) -> int:
    """How many cases a state needs in a year in which the most active one has `most`."""
    return int(np.ceil(most * _LEAST_SHARE_OF_CASES))


def fragment_years(series: Series) -> frozenset[int]:
    """The years of which there is too little to show."""
    return frozenset(year for part in series.years if part.is_fragment for year in range(part.first, part.last + 1))


def year_words(series: Series, year: int) -> str:
    """How well a year is covered, in the words of the series; "" if it is fully."""
    return next((part.words for part in series.years if part.first <= year <= part.last and not part.is_full), "")


def centre_of(ties: Ties, values: Values | None, dyad: str) -> str:
    """Whose partners a pair is compared with: who declares its labels, else who has more partners in the values."""
    ends = actors_of(dyad)
    families = ties.dataset.families
    owners = {families[tier.family].owner for tier, pair in zip(ties.tiers, ties.actors, strict=True) if pair == ends}
    if declaring := [end for end in ends if end in owners]:
        return declaring[0]
    known = values.partners if values else {}
    return max(ends, key=lambda end: (len(known.get(end, ())), end == ends[0]))


def deeds_of(ties: Ties, series_set: SeriesSet, dyad: str) -> tuple[Deed, ...]:
    """The deeds of a pair for which there is any value, in the order of the series."""
    deeds = (deed_of(ties, series, values, dyad) for series, values in series_set.read())
    return tuple(deed for deed in deeds if deed.lines)


def deed_of(ties: Ties, series: Series, values: Values, dyad: str) -> Deed:
    """The values of a pair in one series; without lines if there are none. Fragments of years are left out."""
    left_out = fragment_years(series)
    kept = [value for value in values.of(dyad) if value.year not in left_out]
    centre = centre_of(ties, values, dyad)
    has_medians = kept and series.form in ("index", "percent")
    medians = tuple(one for one in _medians(values, centre) if one[0] not in left_out) if has_medians else ()
    return Deed(series, dyad, centre, tuple(_lines(kept)), medians)


def _lines(values: Iterable[Value]) -> Iterator[ValueLine]:
    by_line = sorted(values, key=lambda value: (value.line, value.year))
    for (reporter, flow), group in groupby(by_line, key=lambda value: value.line):
        yield ValueLine(reporter, flow, tuple(group))


@memo
def _medians(values: Values, centre: str) -> tuple[tuple[int, float], ...]:
    """The years with values of enough partners, and the median of each."""
    rows = [values.rows(dyad) for dyad in values.partners.get(centre, {}).values()]
    if not rows:
        return ()
    chosen = np.concatenate([np.arange(row.start, row.stop) for row in rows])
    years, amounts, cases = values.year[chosen], values.value[chosen], values.n[chosen]
    medians = []
    for year in np.unique(years).tolist():
        is_year = years == year
        of_year = amounts[is_year & (cases >= least_cases(int(cases[is_year].max())))]
        if len(of_year) >= LEAST_FOR_MEDIAN:
            medians.append((year, float(np.median(of_year))))
    return tuple(medians)
