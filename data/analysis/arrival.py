"""Who shares a rung with whom, who came first, and how long the step took.

All of it by one order of tiers. A *level* is what counts as one rung of it: in our own orders a group, as rungs
within a group are weak; in another author's order a rung.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from statistics import median

import numpy as np

from data.analysis.holders import Holder, Holders, follows
from data.analysis.ladders import height, rungs_from_top
from data.model.cells import actors_of
from data.model.span import Mask
from data.model.tie_rows import Ladder, Rung
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# Where an actor is at a time, if it is on no level.
NO_TIER, NOT_RANKED = "No label", "Not ranked"


@dataclass(frozen=True)
class Level:
    """A rung to be on: its height (1 is the top), its name, and the group if it is one of ours."""

    height: int
    name: str
    group: str


@dataclass(frozen=True)
class Stay:
    """An unbroken time on one level (None: a tier that the order leaves out), from spell `first` to spell `last`."""

    holder: str
    level: Level | None
    first: SpellIndex
    last: SpellIndex


@dataclass(frozen=True)
class LevelChange:
    """A move from one level to another; `days` is how long the first was held, None if a start is not known."""

    before: Stay
    after: Stay
    days: float | None


def holder_of_spell(ties: Ties, index: SpellIndex) -> str:
    """Whose position on the ladder a spell is: the partner of the owner; the dyad where the owner is no side of it."""
    owner = ties.dataset.families[ties.tiers[index].family].owner
    partners = [actor for actor in ties.actors[index] if actor != owner]
    return partners[0] if len(partners) == 1 else ties.spells[index].dyad


def levels_of(dataset: Dataset, ladder: Ladder) -> dict[str, Level]:
    """Tier -> its level; those that the author leaves out have none."""
    levels = {rung.tier: _level(dataset, ladder, rung) for rung in rungs_from_top(dataset, ladder)}
    highest = {level.height: level for level in reversed(levels.values())}
    return {tier: highest[level.height] for tier, level in levels.items()}


def _level(dataset: Dataset, ladder: Ladder, rung: Rung) -> Level:
    is_ours = ladder.is_house
    name = rung.group_name if is_ours or rung.group_name else dataset.tiers[rung.tier].wording
    return Level(height(dataset, ladder, rung.tier) or 0, name, rung.group if is_ours else "")


@dataclass(frozen=True, eq=False)
class Arrivals:
    """All stays on a ladder of what passed the filters, whatever their time, seen from a day."""

    selection: Selection
    ladder: Ladder

    @property
    def day(self) -> int:
        """The day of the view, as an ordinal."""
        return self.selection.view.as_of.toordinal()

    @cached_property
    def levels(self) -> dict[str, Level]:
        return levels_of(self.selection.dataset, self.ladder)

    @cached_property
    def stays(self) -> Mapping[str, tuple[Stay, ...]]:
        """Holder -> its stays in order of time."""
        ties, stays = self.selection.ties, defaultdict[str, list[Stay]](list)
        for index in map(int, np.flatnonzero(self._on_path)):
            if ties.tiers[index].family == self.ladder.family:
                self._add_spell(stays[holder_of_spell(ties, index)], index)
        return {holder: tuple(of_holder) for holder, of_holder in stays.items()}

    @property
    def _on_path(self) -> Mask:
        """The spells that passed; where labels are filtered, the whole paths of the pairs that ever held one of them.

        What was only proposed was never held.
        """
        selection = self.selection
        if "tiers" not in selection.masks:
            passed: Mask = selection.passed & ~selection.ties.proposed
            return passed
        holds = np.array([spell.dyad in selection.dyads for spell in selection.ties.spells], dtype=bool)
        on_path: Mask = selection.passed_without("tiers") & holds & ~selection.ties.proposed
        return on_path

    def _add_spell(self, stays: list[Stay], index: SpellIndex) -> None:
        """Prolong the last stay of a holder, or begin another one."""
        ties = self.selection.ties
        holder, level = holder_of_spell(ties, index), self.levels.get(ties.tiers[index].tier)
        if stays and stays[-1].last == index - 1 and stays[-1].level == level and follows(ties, index):
            stays[-1] = Stay(holder, level, stays[-1].first, index)
        else:
            stays.append(Stay(holder, level, index, index))

    def stay_of(self, holder: str, day: int | None = None) -> Stay | None:
        """Where it is on a day (an ordinal), by default that of the view: the certain stay, else the later one."""
        day = self.day if day is None else day
        run_span = self.selection.ties.run_span
        possible = [stay for stay in self.stays.get(holder, ()) if run_span(stay.first, stay.last).is_possible(day)]
        certain = [stay for stay in possible if run_span(stay.first, stay.last).is_certain(day)]
        return (certain or possible)[-1] if possible else None

    def on_level(self, level: Level) -> tuple[tuple[Holder, ...], Mapping[str, tuple[int, int]]]:
        """Who is on the level on the day, in order of arrival; and the first and last number each can have in it."""
        holders = self._holders(level)
        in_order, on_day = holders.in_order(self.day), holders.on(self.day)
        return in_order, {holder.actor: on_day.order_bounds(holder.actor) or (0, 0) for holder in in_order}

    def by_added(self, level: Level) -> frozenset[str]:
        """Who is on the level on the day, or since when it is, only because of a reader's own spells."""
        return self._holders(level).by_added(self.day)

    def _holders(self, level: Level) -> Holders:
        ties, stays = self.selection.ties, (stay for of_holder in self.stays.values() for stay in of_holder)
        indices = (range(stay.first, stay.last + 1) for stay in stays if stay.level == level)
        return Holders(ties, sorted(chain.from_iterable(indices)), lambda index: holder_of_spell(ties, index))

    @cached_property
    def changes(self) -> tuple[LevelChange, ...]:
        """Every move from level to level until the day, in order of time."""
        starts = self.selection.ties.starts[0]
        steps = (step for stays in self.stays.values() for step in self._changes_between(stays))
        return tuple(sorted(steps, key=lambda step: (starts[step.after.first], step.after.holder)))

    def _changes_between(self, stays: tuple[Stay, ...]) -> Iterator[LevelChange]:
        ties = self.selection.ties
        for before, after in pairwise(stays):
            are_ranked = before.level is not None and after.level is not None
            if are_ranked and follows(ties, after.first) and ties.starts[0][after.first] <= self.day:
                yield LevelChange(before, after, self._days_between(before.first, after.first))

    def _days_between(self, one: SpellIndex, other: SpellIndex) -> float | None:
        """From the middle of one start to the middle of the other."""
        ties = self.selection.ties
        if ties.spells[one].start is None or ties.spells[other].start is None:
            return None
        first, second = ((ties.starts[0][index] + ties.starts[1][index]) / 2 for index in (one, other))
        return float(second - first)

    def origins(self, level: Level) -> list[tuple[str, Stay]]:
        """Each stay that began on the level, and the name of the level from which it was reached, or NO_TIER."""
        starts = self.selection.ties.starts[0]
        steps = (step for step in self.changes if step.after.level == level)
        entries = (stays[0] for stays in self.stays.values() if stays[0].level == level)
        return [
            *((step.before.level.name, step.after) for step in steps if step.before.level),
            *((NO_TIER, stay) for stay in entries if starts[stay.first] <= self.day),
        ]


@dataclass(frozen=True)
class ChangePattern:
    """A step that several made: how many, how long at the median, and the quickest and slowest."""

    before: Level
    after: Level
    changes: tuple[LevelChange, ...]

    @property
    def timed(self) -> list[LevelChange]:
        """Those of which both starts are known, the quickest first."""
        return sorted((step for step in self.changes if step.days is not None), key=lambda step: step.days or 0)

    @property
    def median_days(self) -> float | None:
        return median(step.days or 0 for step in self.timed) if self.timed else None


def change_patterns(arrivals: Arrivals) -> list[ChangePattern]:
    """The steps made until the day, the most frequent first."""
    steps = defaultdict[tuple[Level, Level], list[LevelChange]](list)
    for step in arrivals.changes:
        if step.before.level and step.after.level:
            steps[step.before.level, step.after.level].append(step)
    patterns = [ChangePattern(before, after, tuple(alike)) for (before, after), alike in steps.items()]
    return sorted(patterns, key=lambda pattern: (-len(pattern.changes), pattern.after.height, pattern.before.height))


# Whose arrival is asked about ------------------------------------------------------------------------


def family_of_focus(selection: Selection) -> str:
    """The family of the chosen order; without a choice the first ladder on which the focus has a position."""
    dataset, focus = selection.dataset, selection.view.focus
    if selection.view.ladder:
        return dataset.ladders[selection.view.ladder].family
    ends = set(focus_actors(dataset, focus))
    for family, row in dataset.families.items():
        if row.layer == "partnership" and (not ends or _has_tie(selection.ties, family, ends)):
            return family
    return next(iter(dataset.families))


def _has_tie(ties: Ties, family: str, ends: set[str]) -> bool:
    return any(
        tier.family == family and ends <= set(actors) for tier, actors in zip(ties.tiers, ties.actors, strict=True)
    )


def holder_of_focus(selection: Selection, ladder: Ladder) -> str:
    """Whose position on the ladder is asked about; "" without a focus, or if the focus is the owner itself."""
    focus, owner = selection.view.focus, selection.dataset.families[ladder.family].owner
    if not focus or focus == owner:
        return ""
    if focus in selection.dataset.actors:
        return focus
    partners = [actor for actor in actors_of(focus) if actor != owner]
    return partners[0] if len(partners) == 1 else focus
