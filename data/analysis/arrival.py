"""Who shares a rung with whom, who came first, how long the step took, and what the usual path is.

All of it by one order of tiers. A *level* is what counts as one rung of it: in our own orders a group, as rungs
within a group are weak; in another author's order a rung.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from statistics import median

import numpy as np

from data.analysis.holders import Holder, Holders, follows
from data.analysis.ladders import height, rungs_from_top
from data.model.cells import actors_of
from data.model.schema import Ladder
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# Where an actor stands at a time: a level, or one of these.
NO_TIER, NOT_PLACED = "no tier", "not placed"
# Years between two columns of the flow, and how many must have a tier before it begins.
STEP, FEW = 5, 3


@dataclass(frozen=True)
class Level:
    """A rung to stand on: its height (1 is the top), its name, and the group if it is one of ours."""

    height: int
    name: str
    group: str


@dataclass(frozen=True)
class Stay:
    """An unbroken time on one level (None: a tier that the order leaves out), from spell `first` to spell `last`."""

    who: str
    level: Level | None
    first: SpellIndex
    last: SpellIndex


@dataclass(frozen=True)
class LevelStep:
    """A move from one level to another; `days` is how long it took, None if a start was not found."""

    before: Stay
    after: Stay
    days: float | None


def holder(ties: Ties, index: SpellIndex) -> str:
    """Whose place on the ladder a spell is: the other side of the owner; the dyad where the owner is no side of it."""
    owner = ties.dataset.families[ties.tiers[index].family].owner
    others = [actor for actor in ties.actors[index] if actor != owner]
    return others[0] if len(others) == 1 else ties.spells[index].dyad


def levels_of(dataset: Dataset, ladder: Ladder) -> dict[str, Level]:
    """Tier -> its level; those that the author leaves out have none."""
    found: dict[str, Level] = {}
    for rung in rungs_from_top(dataset, ladder):
        house = ladder.house == "yes"
        name = rung.group_name if house or rung.group_name else dataset.tiers[rung.tier].wording
        found[rung.tier] = Level(height(dataset, ladder, rung.tier) or 0, name, rung.group if house else "")
    named = {level.height: level for level in reversed(found.values())}
    return {tier: named[level.height] for tier, level in found.items()}


@dataclass(frozen=True, eq=False)
class Arrivals:
    """All stays on a ladder of what passed the filters, whatever their time, seen from a day."""

    selection: Selection
    ladder: Ladder

    @property
    def day(self) -> int:
        return self.selection.view.as_of.toordinal()

    @cached_property
    def levels(self) -> dict[str, Level]:
        return levels_of(self.selection.dataset, self.ladder)

    @cached_property
    def stays(self) -> Mapping[str, tuple[Stay, ...]]:
        """Who -> its stays in order of time."""
        ties, stays = self.selection.ties, defaultdict[str, list[Stay]](list)
        for at in map(int, np.flatnonzero(self.selection.passed)):
            if ties.tiers[at].family != self.ladder.family:
                continue
            who, level = holder(ties, at), self.levels.get(ties.tiers[at].tier)
            own = stays[who]
            if own and own[-1].last == at - 1 and own[-1].level == level and follows(ties, at):
                own[-1] = Stay(who, level, own[-1].first, at)
            else:
                own.append(Stay(who, level, at, at))
        return {who: tuple(own) for who, own in stays.items()}

    def stay_of(self, who: str, day: int | None = None) -> Stay | None:
        """Where it stands on a day, the day of the view if none is given: the certain stay, else the later one."""
        day = self.day if day is None else day
        ties = self.selection.ties
        possible = [
            stay for stay in self.stays.get(who, ()) if ties.starts[0][stay.first] <= day < ties.ends[1][stay.last]
        ]
        certain = [stay for stay in possible if ties.starts[1][stay.first] <= day < ties.ends[0][stay.last]]
        return (certain or possible)[-1] if possible else None

    def mates(self, level: Level) -> tuple[tuple[Holder, ...], Mapping[str, tuple[int, int]]]:
        """Who stands on the level on the day, in order of arrival; and the first and last place each can have."""
        holders = self._holders(level)
        members, on_day = holders.members(self.day), holders.on(self.day)
        return members, {member.actor: on_day.places(member.actor) or (0, 0) for member in members}

    def by_added(self, level: Level) -> frozenset[str]:
        """Who stands on the level on the day, or since when it does, only because of a reader's own spells."""
        return self._holders(level).by_added(self.day)

    def _holders(self, level: Level) -> Holders:
        places = [
            at
            for own in self.stays.values()
            for stay in own
            if stay.level == level
            for at in range(stay.first, stay.last + 1)
        ]
        return Holders(self.selection.ties, sorted(places), lambda at: holder(self.selection.ties, at))

    @cached_property
    def steps(self) -> tuple[LevelStep, ...]:
        """Every move from level to level until the day, in order of time."""
        made = [step for own in self.stays.values() for step in self._steps(own)]
        return tuple(sorted(made, key=lambda step: (self.selection.ties.starts[0][step.after.first], step.after.who)))

    def _steps(self, own: tuple[Stay, ...]) -> Iterator[LevelStep]:
        ties = self.selection.ties
        for before, after in pairwise(own):
            placed = before.level is not None and after.level is not None
            if placed and follows(ties, after.first) and ties.starts[0][after.first] <= self.day:
                yield LevelStep(before, after, self._days(before.first, after.first))

    def _days(self, one: int, other: int) -> float | None:
        """From the middle of one start to the middle of the other."""
        ties = self.selection.ties
        if ties.spells[one].start is None or ties.spells[other].start is None:
            return None
        first, second = ((ties.starts[0][at] + ties.starts[1][at]) / 2 for at in (one, other))
        return float(second - first)

    def origins(self, level: Level) -> list[tuple[str, Stay]]:
        """Each stay that began on the level, and the name of the level from which it was reached, or NO_TIER."""
        stepped = (step for step in self.steps if step.before.level and step.after.level == level)
        firsts = (own[0] for own in self.stays.values() if own[0].level == level)
        entered = (stay for stay in firsts if self.selection.ties.starts[0][stay.first] <= self.day)
        names = [(step.before.level.name, step.after) for step in stepped if step.before.level]
        return [*names, *((NO_TIER, stay) for stay in entered)]


@dataclass(frozen=True)
class StepPattern:
    """A step that several made: how many, how long at the median, and the quickest and slowest."""

    before: Level
    after: Level
    steps: tuple[LevelStep, ...]

    @property
    def timed(self) -> list[LevelStep]:
        """Those of which both starts are known, the quickest first."""
        return sorted((step for step in self.steps if step.days is not None), key=lambda step: step.days or 0)

    @property
    def median_days(self) -> float | None:
        return median(step.days or 0 for step in self.timed) if self.timed else None


def step_patterns(arrivals: Arrivals) -> list[StepPattern]:
    """The steps made until the day, the most frequent first."""
    made = defaultdict[tuple[Level, Level], list[LevelStep]](list)
    for step in arrivals.steps:
        if step.before.level and step.after.level:
            made[step.before.level, step.after.level].append(step)
    usual = [StepPattern(before, after, tuple(steps)) for (before, after), steps in made.items()]
    return sorted(usual, key=lambda one: (-len(one.steps), one.after.height, one.before.height))


# The flow through the years ------------------------------------------------------------------------


@dataclass(frozen=True)
class Flow:
    """Where everyone stood on each of some days: `states[i]` is who -> level, NO_TIER or NOT_PLACED on `days[i]`."""

    days: tuple[date, ...]
    states: tuple[Mapping[str, Level | str], ...]


def flow_of(arrivals: Arrivals) -> Flow:
    """Where everyone who had a tier by the day stood at the end of every fifth year, and on the day.

    It begins when a few have a tier, so that decades of one tie do not press the rest together.
    """
    ties, day = arrivals.selection.ties, arrivals.selection.view.as_of
    firsts = {who: int(ties.starts[0][own[0].first]) for who, own in arrivals.stays.items()}
    present = sorted(who for who, first in firsts.items() if first <= day.toordinal())
    opening = sorted(firsts[who] for who in present)[min(FEW, len(present)) - 1] if present else day.toordinal()
    year = date.fromordinal(opening).year
    ends = (date(at, 12, 31) for at in range(year // STEP * STEP, day.year + 1, STEP))
    days = (*(end for end in ends if opening <= end.toordinal() and (day - end).days > STEP * 365 // 2), day)
    return Flow(days, tuple({who: _state(arrivals, who, at.toordinal()) for who in present} for at in days))


def _state(arrivals: Arrivals, who: str, day: int) -> Level | str:
    stay = arrivals.stay_of(who, day)
    if stay is None:
        return NO_TIER
    return stay.level or NOT_PLACED


def family_of_focus(selection: Selection) -> str:
    """The family of the chosen order; without a choice the first ladder on which the focus has a place."""
    dataset, focus = selection.dataset, selection.view.focus
    if selection.view.ladder:
        return dataset.ladders[selection.view.ladder].family
    ends = {focus} if focus in dataset.actors else set(actors_of(focus)) if focus else set()
    for family, row in dataset.families.items():
        if row.layer == "partnership" and (not ends or _has_place(selection.ties, family, ends)):
            return family
    return next(iter(dataset.families))


def _has_place(ties: Ties, family: str, ends: set[str]) -> bool:
    return any(
        tier.family == family and ends <= set(actors) for tier, actors in zip(ties.tiers, ties.actors, strict=True)
    )


def who_of_focus(selection: Selection, ladder: Ladder) -> str:
    """Whose place on the ladder is asked about; "" without a focus, or if the focus is the owner itself."""
    focus, owner = selection.view.focus, selection.dataset.families[ladder.family].owner
    if not focus or focus == owner:
        return ""
    if focus in selection.dataset.actors:
        return focus
    others = [actor for actor in actors_of(focus) if actor != owner]
    return others[0] if len(others) == 1 else focus
