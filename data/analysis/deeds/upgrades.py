"""Before and after an upgrade: how a value moved against the median of all partners, and what chance would give."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.analysis.deeds.groups import main_family
from data.analysis.deeds.pair import least_cases
from data.analysis.deeds.year_of_partners import years_with_values
from data.analysis.diff import ChangeKind, spell_change_kind
from data.base.memo import memo
from data.model.measured_rows import Series
from data.series.value_columns import Values
from data.view.ties import SpellIndex, Ties

# Years before, and years after; the year of the upgrade itself belongs to neither.
WINDOW = 3
DRAWS, SEED = 2_000, 1
RANGE = (2.5, 97.5)


@dataclass(frozen=True)
class Upgrade:
    """A step up on our ranking of a centre's labels: its spell, the partner, and the year."""

    index: SpellIndex
    partner: str
    year: int


@dataclass(frozen=True)
class Shift:
    """How far the mean of the years after is from the mean of the years before. `years_after` and `years_before` say how
    many of the three had values; with fewer than three there is no shift.
    """

    upgrade: Upgrade
    value: float | None
    years_before: int
    years_after: int


@dataclass(frozen=True, eq=False)
class Shifts:
    """All upgrades of a centre in one series. `mean` and `standard_error` are of those with a shift; `low` and `high` are
    the middle 95 % of the means that random years give, drawn within each partner.
    """

    series: Series
    centre: str
    every: tuple[Shift, ...]
    mean: float
    standard_error: float
    low: float
    high: float

    @cached_property
    def known(self) -> tuple[float, ...]:
        return tuple(sorted(shift.value for shift in self.every if shift.value is not None))

    @property
    def is_within_chance(self) -> bool:
        return self.low <= self.mean <= self.high

    def of(self, upgrade: SpellIndex) -> Shift | None:
        return next((shift for shift in self.every if shift.upgrade.index == upgrade), None)

    def share_below(self, value: float) -> float:
        """The share of the other upgrades with a smaller shift (0 to 1)."""
        others = list(self.known)
        others.remove(value)
        return sum(other < value for other in others) / len(others) if others else float("nan")


@memo
def upgrades_of(ties: Ties, centre: str) -> tuple[Upgrade, ...]:
    """The steps up of a centre's partners in its main family of labels, by year; proposals do not count."""
    return tuple(sorted(_upgrades(ties, centre), key=lambda upgrade: (upgrade.year, upgrade.index)))


def _upgrades(ties: Ties, centre: str) -> Iterator[Upgrade]:
    own = main_family(ties, centre)
    previous: SpellIndex | None = None
    for index, (spell, tier) in enumerate(zip(ties.spells, ties.tiers, strict=True)):
        if ties.proposed[index] or tier.family != own or centre not in ties.actors[index]:
            continue
        is_later = previous is not None and ties.tie[previous] == ties.tie[index]
        if is_later and spell.start and spell_change_kind(ties, previous or 0, index, "") is ChangeKind.UP:
            one, other = ties.actors[index]
            yield Upgrade(index, other if one == centre else one, spell.start.first.year)
        previous = index


@memo
def shifts_of(ties: Ties, series: Series, values: Values, centre: str) -> Shifts:
    """The shifts of all upgrades of a centre in one series, and the range that chance gives."""
    table = _Relative(series, values, centre)
    every = tuple(table.shift(upgrade) for upgrade in upgrades_of(ties, centre))
    known = np.array([shift.value for shift in every if shift.value is not None])
    mean = float(known.mean()) if len(known) else float("nan")
    error = float(known.std(ddof=1) / np.sqrt(len(known))) if len(known) > 1 else float("nan")
    low, high = _range_of_chance(
        [table.all_shifts(shift.upgrade.partner) for shift in every if shift.value is not None]
    )
    return Shifts(series, centre, every, mean, error, low, high)


def _range_of_chance(choices: list[NDArray[np.float64]]) -> tuple[float, float]:
    """The middle 95 % of the means, if each upgrade had been in some other year of the same partner."""
    if not choices:
        return float("nan"), float("nan")
    random = np.random.default_rng(SEED)
    draws = np.stack([of_partner[random.integers(0, len(of_partner), DRAWS)] for of_partner in choices])
    low, high = np.percentile(draws.mean(axis=0), RANGE)
    return float(low), float(high)


def _median(column: NDArray[np.float64], cases: NDArray[np.int64]) -> float:
    """The median of a year, of those with enough cases in it; nan if nobody has a value."""
    known = column[~np.isnan(column) & (cases >= least_cases(int(cases.max(initial=0))))]
    return float(np.median(known)) if len(known) else float("nan")


class _Relative:
    """Values by partner and year, less the median of all partners in that year; and the means of three years in a row."""

    def __init__(self, series: Series, values: Values, centre: str) -> None:
        years = np.array(years_with_values(series, values, centre), dtype=np.int64)
        dyads = values.partners.get(centre, {})
        self._partners = {partner: place for place, partner in enumerate(dyads)}
        self._first = int(years[0]) if len(years) else 0
        width = int(years[-1]) - self._first + 1 if len(years) else 0
        # Room on both sides, so that every year has three before it and three after.
        table = np.full((len(dyads), width + 2 * WINDOW), np.nan)
        cases = np.zeros(table.shape, dtype=np.int64)
        for place, dyad in enumerate(dyads.values()):
            rows = values.rows(dyad)
            at = np.isin(values.year[rows], years)
            columns = values.year[rows][at] - self._first + WINDOW
            table[place, columns], cases[place, columns] = values.value[rows][at], values.n[rows][at]
        self._table = table - np.array([_median(*of_year) for of_year in zip(table.T, cases.T, strict=True)])[None, :]
        means = np.lib.stride_tricks.sliding_window_view(self._table, WINDOW, axis=1).mean(axis=2)
        # By partner and year: the years after, less the years before.
        self._shifts = means[:, WINDOW + 1 :] - means[:, : -WINDOW - 1]

    def shift(self, upgrade: Upgrade) -> Shift:
        place, year = self._partners.get(upgrade.partner), upgrade.year - self._first
        if place is None or not 0 <= year < self._shifts.shape[1]:
            return Shift(upgrade, None, 0, 0)
        known, at = ~np.isnan(self._table[place]), year + WINDOW
        value = float(self._shifts[place, year])
        before, after = known[at - WINDOW : at], known[at + 1 : at + 1 + WINDOW]
        return Shift(upgrade, None if np.isnan(value) else value, int(before.sum()), int(after.sum()))

    def all_shifts(self, partner: str) -> NDArray[np.float64]:
        """The shifts around every year in which the partner has one."""
        shifts: NDArray[np.float64] = self._shifts[self._partners[partner]]
        known: NDArray[np.float64] = shifts[~np.isnan(shifts)]
        return known
