"""Contacts before the steps from tier to tier: were there more than usual?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from data.analysis.contacts import contact_partner, meeting_days, meetings_with, observed_period
from data.analysis.periods import after_period
from data.analysis.tempo import Tempo
from data.analysis.tier_changes import TierChange
from data.base.days import years_before
from data.model.cells import actors_of
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR, ObservedPeriod
from data.view.selection import Selection

Ordinals: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pace:
    """Contacts in the twelve months before the day of a step, and the mean of a year of the whole time observed."""

    step: TierChange
    partner: str
    contacts_before: int
    yearly: float

    @property
    def is_above(self) -> bool:
        return self.contacts_before > self.yearly


def paces_of(selection: Selection, tempo: Tempo) -> tuple[Pace, ...]:
    """For each step on China's side whose twelve months before were observed, and whose date is exact enough."""
    observed = observed_period(selection.dataset)
    if observed is None:
        return ()
    steps = (step for step in tempo.moves if OBSERVED_ACTOR in actors_of(step.dyad))
    return tuple(_pace(selection.dataset, step, observed) for step in steps if _was_observed(step, observed))


def _was_observed(step: TierChange, observed: ObservedPeriod) -> bool:
    first = step.start.first
    return step.start.precision != "year" and years_before(first, 1) >= observed.first and first <= observed.through


def _pace(dataset: Dataset, step: TierChange, observed: ObservedPeriod) -> Pace:
    partner = contact_partner(dataset, step.dyad)
    yearly = len(meetings_with(dataset, partner)) / observed.years
    return Pace(step, partner, _in_the_year_before(dataset, partner, step.start.first), yearly)


def _in_the_year_before(dataset: Dataset, partner: str, day: date) -> int:
    """Contacts in the twelve months before the day; on the day itself they may belong to the step."""
    return int(_in_years(meeting_days(dataset, partner), *_years_before([day]))[0])


def _years_before(days: Sequence[date]) -> tuple[Ordinals, Ordinals]:
    """(first day, day after the last) of the year before each day."""
    return np.array([years_before(day, 1).toordinal() for day in days]), np.array([day.toordinal() for day in days])


def _in_years(contacts: Ordinals, firsts: Ordinals, afters: Ordinals) -> Ordinals:
    counts: Ordinals = np.searchsorted(contacts, afters) - np.searchsorted(contacts, firsts)
    return counts


def usually_above(dataset: Dataset, paces: Iterable[Pace]) -> float:
    """Of any twelve months of the same partners, the share (0 to 1) above their own mean, step or no step."""
    observed = observed_period(dataset)
    if observed is None:
        return 0.0
    ends = list(_month_starts(date(observed.first.year + 1, observed.first.month, 1), observed.through))
    means = {pace.partner: pace.yearly for pace in paces}
    years = _years_before(ends)
    above = sum(int((_in_years(meeting_days(dataset, one), *years) > mean).sum()) for one, mean in means.items())
    return above / (len(means) * len(ends)) if means and ends else 0.0


def _month_starts(first: date, last: date) -> Iterator[date]:
    """The first day of each month after that of `first`, up to `last`."""
    day = after_period(first, "month")
    while day <= last:
        yield day
        day = after_period(day, "month")
