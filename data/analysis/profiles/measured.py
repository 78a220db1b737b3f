"""Figures -> series by indicator, in which whole years and parts of a year are apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.measured_rows import Figure
from data.tables.dataset import Dataset

_YEAR = re.compile(r"\d{4}", re.ASCII)
_FIRST_YEAR = re.compile(r"(?:18|19|20|21)\d\d", re.ASCII)


@dataclass(frozen=True)
class MeasuredSeries:
    """The values of one indicator between the same actors, oldest first.

    `years` are those of whole calendar years; `others` are of parts of a year, of several years, or undated, and must
    not be compared with them.
    """

    indicator: str
    from_actor: str
    to_actor: str
    dyad: str
    years: tuple[Figure, ...]
    others: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*self.years, *self.others)

    @property
    def is_series(self) -> bool:
        """Whether there are several years to compare: several values of one year compare only if they are of one thing."""
        counts = Counter(figure.period for figure in self.years)
        disputed = {figure.period for figure in self.years if figure.contest}
        return len(counts) > 1 and all(number == 1 or year in disputed for year, number in counts.items())


def is_whole_year(period: str) -> bool:
    """Whether a period is one calendar year."""
    return bool(_YEAR.fullmatch(period))


@memo
def series_of_dyad(dataset: Dataset, dyad: str) -> tuple[MeasuredSeries, ...]:
    """The series of a dyad in the order of the indicators, the longest of each first."""
    return series_of(dataset, (figure for figure in dataset.figures if figure.dyad == dyad))


@memo
def series_of_actor(dataset: Dataset, actor: str) -> tuple[MeasuredSeries, ...]:
    """The series of an actor alone, then those of its dyads that span several years."""
    of_actor = [figure for figure in dataset.figures if actor in _ends(figure)]
    alone = series_of(dataset, (figure for figure in of_actor if not figure.dyad))
    shared = series_of(dataset, (figure for figure in of_actor if figure.dyad))
    return (*alone, *(series for series in shared if series.is_series))


def _ends(figure: Figure) -> tuple[str, ...]:
    return (*(actors_of(figure.dyad) if figure.dyad else ()), figure.from_actor, figure.to_actor)


def series_of(dataset: Dataset, figures: Iterable[Figure]) -> tuple[MeasuredSeries, ...]:
    """The figures by indicator and actors, in the order of the indicators, the longest of each first."""
    groups: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.indicator, figure.dyad or "", figure.from_actor, figure.to_actor].append(figure)
    order = {indicator: place for place, indicator in enumerate(dataset.indicators)}
    series = [_one_series(*key, sorted(rows, key=_order)) for key, rows in groups.items()]
    return tuple(sorted(series, key=lambda one: (order[one.indicator], -len(one.years), one.dyad, one.from_actor)))


def _one_series(indicator: str, dyad: str, from_actor: str, to_actor: str, figures: list[Figure]) -> MeasuredSeries:
    years = tuple(figure for figure in figures if is_whole_year(figure.period))
    others = tuple(figure for figure in figures if not is_whole_year(figure.period))
    return MeasuredSeries(indicator, from_actor, to_actor, dyad, years, others)


def _order(figure: Figure) -> tuple[str, str, str]:
    """By the first year that the period names; what names none comes first."""
    year = _FIRST_YEAR.search(figure.period)
    return year[0] if year else "", figure.period, figure.figure
