"""Spells -> who holds one of them on a day, and who came first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from data.view.ties import FOREVER, Days, Mask, SpellIndex, Ties

# An actor whose start was not found may have arrived at any time before.
LONG_AGO = 1


@dataclass(frozen=True)
class Holder:
    """An actor that holds one: the spell with which it arrived, and the days on which that may have been (ordinals).

    `current` is the spell that it had come to by the day; the same as `index` if it counts that it ever held one.
    """

    actor: str
    index: SpellIndex
    current: SpellIndex
    certain: bool
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class OnDay:
    """Who holds one on a day: arrays over the actors that ever did, in the order of `who`.

    `first` and `last` bound the arrival of each, as ordinals; FOREVER where it has not arrived.
    """

    who: tuple[str, ...]
    certain: Mask
    possible: Mask
    first: Days
    last: Days

    def has(self, actor: str, *, certain: bool) -> bool:
        place = self.place(actor)
        return place is not None and bool((self.certain if certain else self.possible)[place])

    def place(self, actor: str) -> int | None:
        return self.who.index(actor) if actor in self.who else None

    def places(self, actor: str) -> tuple[int, int] | None:
        """The first and last place that the actor can have in the order of arrival; None if it holds none."""
        at = self.place(actor)
        if at is None or not self.possible[at]:
            return None
        surely = self.certain & (self.last < self.first[at])
        perhaps = self.possible & (self.first < self.last[at])
        return 1 + int(surely.sum()), int(perhaps.sum()) + (not perhaps[at])


class Holders:
    """Who holds one of the spells at `places` on any day; `who` names the holder of a spell.

    With `ever`, who once held one counts as holding it since. What follows without a gap is one holding.
    """

    def __init__(self, ties: Ties, places: Sequence[int], who: Callable[[int], str], *, ever: bool = False) -> None:
        self._ties, self._places, self._holder, self._ever = ties, places, who, ever
        runs = sorted(_runs(ties, places), key=lambda run: who(run[0]))
        groups = [(actor, list(own)) for actor, own in groupby(runs, key=lambda run: who(run[0]))]
        self._runs = dict(groups)
        self._who = tuple(self._runs)
        self._offsets = np.cumsum([0, *(len(own) for _, own in groups)])[:-1]
        firsts, lasts = (np.array(side, dtype=np.int64) for side in (zip(*runs, strict=True) if runs else ((), ())))
        forever = np.full(len(runs), FOREVER)
        self._start = (ties.starts[0][firsts], ties.starts[1][firsts])
        self._end = (forever, forever) if ever else (ties.ends[0][lasts], ties.ends[1][lasts])
        unknown = np.array([ties.spells[first].start is None for first, _ in runs], dtype=bool)
        self._arrived = (np.where(unknown, LONG_AGO, self._start[0]), self._start[1])

    def turns(self) -> set[int]:
        """The days on which anything may change."""
        return {int(day) for side in (*self._start, *self._end) for day in side}

    def on(self, day: int) -> OnDay:
        if not self._who:
            nothing, days = np.zeros(0, dtype=bool), np.zeros(0, dtype=np.int64)
            return OnDay((), nothing, nothing, days, days)
        possible = (self._start[0] <= day) & (day < self._end[1])
        certain = (self._start[1] <= day) & (day < self._end[0])
        first, last = (np.where(possible, side, FOREVER) for side in self._arrived)
        return OnDay(
            who=self._who,
            certain=np.logical_or.reduceat(certain, self._offsets),
            possible=np.logical_or.reduceat(possible, self._offsets),
            first=np.minimum.reduceat(first, self._offsets),
            last=np.minimum.reduceat(last, self._offsets),
        )

    def members(self, day: int) -> tuple[Holder, ...]:
        """Who holds one, certainly or possibly, in order of arrival."""
        on_day, found = self.on(day), []
        for place in map(int, np.flatnonzero(on_day.possible)):
            limits = int(on_day.first[place]), int(on_day.last[place])
            first, held = self._spells(on_day.who[place], day)
            found.append(Holder(on_day.who[place], first, held, bool(on_day.certain[place]), *limits))
        return tuple(sorted(found, key=lambda member: (member.last, member.first, member.actor)))

    def by_added(self, day: int) -> frozenset[str]:
        """Who holds one, or holds it from when it does, only because of spells that a reader laid over ours."""
        ours = [at for at in self._places if not self._ties.added[at]]
        if len(ours) == len(self._places):
            return frozenset()
        without = Holders(self._ties, ours, self._holder, ever=self._ever).members(day)
        return frozenset(member.actor for member in set(self.members(day)).difference(without))

    def _spells(self, actor: str, day: int) -> tuple[int, int]:
        """The spell with which the actor arrived, and the one it had come to by the day."""
        starts, ends = self._ties.starts, self._ties.ends
        running = (
            run for run in self._runs[actor] if starts[0][run[0]] <= day and (self._ever or day < ends[1][run[1]])
        )
        first, last = min(running, key=lambda run: (starts[1][run[0]], starts[0][run[0]]))
        begun = (at for at in range(first, last + 1) if starts[0][at] <= day)
        return first, first if self._ever else max(begun)


def other_end(ties: Ties, index: SpellIndex, partner: str) -> str:
    """The actor at the other end of a spell."""
    one, other = ties.actors[index]
    return other if one == partner else one


def _runs(ties: Ties, places: Sequence[int]) -> list[tuple[int, int]]:
    """First and last position of what was held without a break: a step from one such tier to another is none."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1 and follows(ties, at):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def follows(ties: Ties, index: SpellIndex) -> bool:
    """Whether a spell begins where the one before it of the same tie ends."""
    same = index > 0 and ties.tie[index] == ties.tie[index - 1]
    return same and all(start[index] == end[index - 1] for start, end in zip(ties.starts, ties.ends, strict=True))
