"""What is in view -> its tempo: events and observed contacts by period and kind, beside the tier steps."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.analysis.contacts import MEETING_KINDS, OBSERVED_ACTOR, ObservedPeriod, contact_partner, observed_period
from data.analysis.diff import ChangeKind, spell_change_kind
from data.base.memo import memo
from data.model.cells import actors_of
from data.model.dates import PartialDate, years_before
from data.model.schema import Contact, Event
from data.tables.dataset import Dataset
from data.view.event_filter import EventFilter
from data.view.events import concerns
from data.view.selection import Selection
from data.view.ties import SpellIndex
from data.view.view import Unit

# What another spell of a tie may bring without a step: the words stay the same.
NO_STEP = (ChangeKind.STATUS, ChangeKind.RESOURCED)


@dataclass(frozen=True)
class TierStep:
    """The start of a spell: the spell, the one before it on the same tie, and what it changed.

    `moves`: in its family a dyad stands on one tier at a time; elsewhere ties come and go side by side.
    """

    index: SpellIndex
    previous: SpellIndex | None
    dyad: str
    kind: ChangeKind
    start: PartialDate
    moves: bool


@dataclass(frozen=True)
class Tempo:
    """What is counted, oldest first. `undated` steps have no known start; `partners` are those of the contacts."""

    events: tuple[Event, ...]
    contacts: tuple[Contact, ...]
    steps: tuple[TierStep, ...]
    undated: int
    partners: tuple[str, ...]

    @property
    def moves(self) -> tuple[TierStep, ...]:
        return tuple(step for step in self.steps if step.moves)

    @property
    def empty(self) -> bool:
        return not (self.events or self.contacts or self.steps)


def tempo_of(selection: Selection) -> Tempo:
    """Of the dyad or actor in focus; of all that is in view without a focus. `since` and `until` narrow all of it."""
    partners = _partners(selection)
    steps, undated = _steps(selection)
    contacts = (contact for partner in partners for contact in meetings_with(selection.dataset, partner))
    is_in_period = EventFilter(selection.dataset, selection.view).is_in_period
    return Tempo(
        events=tuple(event for event in selection.events if _about(selection, event)),
        contacts=tuple(
            sorted((row for row in contacts if is_in_period(row.date)), key=lambda row: (row.date, row.contact))
        ),
        steps=tuple(step for step in steps if is_in_period(step.start)),
        undated=undated,
        partners=partners,
    )


def _about(selection: Selection, event: Event) -> bool:
    """Without a focus, events of dyads with no tie in view count only if the reader asked for actors or a text."""
    view = selection.view
    if view.focus:
        return concerns(event, view.focus)
    return event.dyad in selection.dyads or bool(view.actors or view.text)


def _partners(selection: Selection) -> tuple[str, ...]:
    """Whose contacts with China's leaders are counted: the focus's own, else of all partners in view."""
    focus = selection.view.focus
    if focus in ("", OBSERVED_ACTOR):
        ends = (actors_of(dyad) for dyad in selection.dyads)
        partners = {one if other == OBSERVED_ACTOR else other for one, other in ends if OBSERVED_ACTOR in (one, other)}
    else:
        partners = {contact_partner(selection.dataset, focus)} - {""}
    contacts, owners = EventFilter(selection.dataset, selection.view), frozenset((OBSERVED_ACTOR,))
    return tuple(
        sorted(partner for partner in partners if contacts.passes_between((OBSERVED_ACTOR, partner), owners=owners))
    )


@memo
def _proper_contacts(dataset: Dataset) -> dict[str, tuple[Contact, ...]]:
    return {
        partner: tuple(contact for contact in contacts if contact.kind in MEETING_KINDS)
        for partner, contacts in dataset.contacts.items()
    }


def meetings_with(dataset: Dataset, partner: str) -> tuple[Contact, ...]:
    """The meetings, talks and calls with a partner, oldest first."""
    return _proper_contacts(dataset).get(partner, ())


def _steps(selection: Selection) -> tuple[list[TierStep], int]:
    """The starts of the spells that passed and are of the focus, by day; and how many have no known start."""
    ties, focus, steps, undated = selection.ties, selection.view.focus, [], 0
    for at in map(int, np.flatnonzero(selection.passed)):
        spell = ties.spells[at]
        if focus and spell.dyad != focus and focus not in ties.actors[at]:
            continue
        if spell.start is None:
            undated += 1
            continue
        before = _before(selection, at)
        kind = ChangeKind.NEW if before is None else spell_change_kind(ties, before, at, selection.view.ladder)
        moves = selection.dataset.families[ties.tiers[at].family].exclusive == "yes"
        if kind not in NO_STEP:
            steps.append(TierStep(at, before, spell.dyad, kind, spell.start, moves))
    return sorted(steps, key=lambda step: (step.start, step.index)), undated


def _before(selection: Selection, index: SpellIndex) -> int | None:
    """The spell before it on the same tie, filtered or not; a proposal is none unless asked for."""
    ties = selection.ties
    for before in range(index - 1, -1, -1):
        if ties.tie[before] != ties.tie[index]:
            return None
        if selection.view.proposed or not ties.proposed[before]:
            return before
    return None


# Periods -------------------------------------------------------------------------------------------


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
    placed = [(period_of(day, unit), kind) for day, kind in dated]
    counts = Counter((period, kind) for period, kind in placed if period)
    return Tally(counts, len(placed) - counts.total())


# Before a step -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pace:
    """Contacts in the twelve months before the day of a step, and a year of the whole time observed."""

    step: TierStep
    partner: str
    before: int
    yearly: float

    @property
    def above(self) -> bool:
        return self.before > self.yearly


def paces_of(selection: Selection, tempo: Tempo) -> tuple[Pace, ...]:
    """For each step on China's side whose twelve months before were observed, and whose date is exact enough."""
    observed = observed_period(selection.dataset)
    if observed is None:
        return ()
    steps = (step for step in tempo.moves if OBSERVED_ACTOR in actors_of(step.dyad) and _observed(step, observed))
    return tuple(_pace(selection.dataset, step, observed) for step in steps)


def _observed(step: TierStep, observed: ObservedPeriod) -> bool:
    first = step.start.first
    return step.start.precision != "year" and years_before(first, 1) >= observed.first and first <= observed.through


def _pace(dataset: Dataset, step: TierStep, observed: ObservedPeriod) -> Pace:
    partner = contact_partner(dataset, step.dyad)
    yearly = len(meetings_with(dataset, partner)) / observed.years
    return Pace(step, partner, _year_before(dataset, partner, step.start.first), yearly)


def _year_before(dataset: Dataset, partner: str, day: date) -> int:
    """Contacts in the twelve months before the day; on the day itself they may belong to the step."""
    days = [contact.date.first for contact in meetings_with(dataset, partner)]
    return bisect_left(days, day) - bisect_left(days, years_before(day, 1))


def usually_above(dataset: Dataset, paces: Iterable[Pace]) -> float:
    """How large a share of any twelve months of the same partners is above their own mean, step or no step."""
    observed = observed_period(dataset)
    if observed is None:
        return 0.0
    ends = list(_months(date(observed.first.year + 1, observed.first.month, 1), observed.through))
    rates = {pace.partner: pace.yearly for pace in paces}
    above = [_year_before(dataset, partner, day) > rate for partner, rate in rates.items() for day in ends]
    return sum(above) / len(above) if above else 0.0


def _months(first: date, last: date) -> Iterable[date]:
    """The first day of each month after that of `first`, up to `last`."""
    day = after_period(first, "month")
    while day <= last:
        yield day
        day = after_period(day, "month")
