"""Spells -> who holds one of them on a day, and who came first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from data.base.memo import memo
from data.model.span import FOREVER, Days, Mask, Span
from data.view.ties import SpellIndex, Ties

# An actor whose start is not known may have arrived at any time before.
LONG_AGO = 1


@dataclass(frozen=True)
class Holder:
    """An actor that holds one of the spells.

    `index` is the spell with which it arrived, on a day from `earliest` to `latest` (ordinals). `current` is the
    spell that it had come to by the day asked for; the same as `index` if it counts that it ever held one.
    """

    actor: str
    index: SpellIndex
    current: SpellIndex
    certain: bool
    earliest: int
    latest: int


@dataclass(frozen=True, eq=False)
class HoldersOnDay:
    """Who holds one on a day: arrays over all actors that ever did, in the order of `actors`.

    `unseen` marks who may have held one already, though the first source that shows it is later: when it began was not
    found. `earliest` and `latest` bound the arrival of each, as ordinals; FOREVER where it has not arrived.
    """

    actors: tuple[str, ...]
    certain: Mask
    possible: Mask
    unseen: Mask
    earliest: Days
    latest: Days

    def holds(self, actor: str, *, certain: bool) -> bool:
        """Whether the actor holds one, for certain or possibly."""
        position = self.position(actor)
        return position is not None and bool((self.certain if certain else self.possible)[position])

    @property
    def open(self) -> Mask:
        """Who holds one for certain, possibly, or unseen: all others do not."""
        return self.possible | self.unseen

    def may_hold(self, actor: str) -> bool:
        """Whether the actor holds one for certain, possibly, or unseen."""
        position = self.position(actor)
        return position is not None and bool(self.open[position])

    def position(self, actor: str) -> int | None:
        """Where the actor is in the arrays; None if it never held one."""
        return self.actors.index(actor) if actor in self.actors else None

    def arrival(self, actor: str) -> tuple[int, int] | None:
        """The first and last day on which it may have arrived; None if it does not hold one."""
        position = self.position(actor)
        if position is None or not self.open[position]:
            return None
        return int(self.earliest[position]), int(self.latest[position])

    def order_bounds(self, actor: str) -> tuple[int, int] | None:
        """The first and last number that the actor can have in the order of arrival; None if it does not hold one."""
        position = self.position(actor)
        if position is None or not self.open[position]:
            return None
        surely_before = self.certain & (self.latest < self.earliest[position])
        perhaps_not_after = self.open & (self.earliest < self.latest[position])
        return 1 + int(surely_before.sum()), int(perhaps_not_after.sum()) + (not perhaps_not_after[position])


_Run = tuple[SpellIndex, SpellIndex]


class Holders:
    """Who holds one of the spells at `indices` on any day; `holder_of` names the holder of a spell.

    With `ever`, whoever once held one counts as a holder from then on; with `unseen`, those who may have held one before the
    first source that shows it are kept, too. What follows without a gap is one holding.
    """

    def __init__(
        self,
        ties: Ties,
        indices: Sequence[SpellIndex],
        holder_of: Callable[[SpellIndex], str],
        *,
        ever: bool = False,
        unseen: bool = False,
    ) -> None:
        self._ties, self._indices, self._holder_of, self._ever = ties, indices, holder_of, ever
        self._tells_unseen = unseen
        runs = sorted(_unbroken_runs(ties, indices), key=lambda run: holder_of(run[0]))
        self._runs = {actor: list(group) for actor, group in groupby(runs, key=lambda run: holder_of(run[0]))}
        self._actors = tuple(self._runs)
        self._offsets = np.cumsum([0, *map(len, self._runs.values())])[:-1]
        self._set_bounds(runs)

    def _set_bounds(self, runs: list[_Run]) -> None:
        """First and last day of the start and the end of each run, and of the arrival with it (ordinals)."""
        firsts, lasts = (np.array([run[side] for run in runs], dtype=np.int64) for side in (0, 1))
        starts, ends, forever = self._ties.starts, self._ties.ends, np.full(len(runs), FOREVER)
        end = (forever, forever) if self._ever else (ends[0][lasts], ends[1][lasts])
        self._span = Span(starts[0][firsts], starts[1][firsts], *end)
        is_unknown = np.array([self._ties.spells[first].start is None for first, _ in runs], dtype=bool)
        self._arrival = (np.where(is_unknown, LONG_AGO, self._span.earliest_start), self._span.latest_start)
        self._unseen_from = np.array(
            [
                _unseen_from(self._ties, run[0]) if self._tells_unseen and unknown else FOREVER
                for run, unknown in zip(runs, is_unknown, strict=True)
            ],
            dtype=np.int64,
        )

    def change_days(self) -> set[int]:
        """The days on which anything may change (ordinals)."""
        span = self._span
        sides = (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end, self._unseen_from)
        return {int(day) for side in sides for day in side}

    def on(self, day: int) -> HoldersOnDay:
        """Who holds one on the day."""
        if not self._actors:
            nobody, no_days = np.zeros(0, dtype=bool), np.zeros(0, dtype=np.int64)
            return HoldersOnDay((), nobody, nobody, nobody, no_days, no_days)
        possible, certain, unseen = self._span.is_possible(day), self._span.is_certain(day), self._is_unseen(day)
        earliest, latest = (np.where(possible | unseen, side, FOREVER) for side in self._arrival)
        return HoldersOnDay(
            actors=self._actors,
            certain=np.logical_or.reduceat(certain, self._offsets),
            possible=np.logical_or.reduceat(possible, self._offsets),
            unseen=np.logical_or.reduceat(unseen, self._offsets),
            earliest=np.minimum.reduceat(earliest, self._offsets),
            latest=np.minimum.reduceat(latest, self._offsets),
        )

    def _is_unseen(self, day: int) -> Mask:
        """Of each run whether it may have begun by the day, before the first source that shows it."""
        unseen: Mask = (self._unseen_from <= day) & (day < self._span.earliest_start)
        return unseen

    def unseen_on(self, day: int) -> tuple[SpellIndex, ...]:
        """The spells that may have begun by the day, though the first source that shows them is later."""
        runs = [run for of_actor in self._runs.values() for run in of_actor]
        return tuple(runs[place][0] for place in np.flatnonzero(self._is_unseen(day)).tolist()) if runs else ()

    def in_order(self, day: int) -> tuple[Holder, ...]:
        """Who holds one on the day, certainly or possibly, in order of arrival."""
        on_day = self.on(day)
        holders = [self._holder(on_day, int(position), day) for position in np.flatnonzero(on_day.possible)]
        return tuple(sorted(holders, key=lambda holder: (holder.latest, holder.earliest, holder.actor)))

    def _holder(self, on_day: HoldersOnDay, position: int, day: int) -> Holder:
        actor, bounds = on_day.actors[position], (int(on_day.earliest[position]), int(on_day.latest[position]))
        return Holder(actor, *self._arrival_and_current(actor, day), bool(on_day.certain[position]), *bounds)

    def _arrival_and_current(self, actor: str, day: int) -> tuple[SpellIndex, SpellIndex]:
        """The spell with which the actor arrived, and the one it had come to by the day."""
        starts, ends = self._ties.starts, self._ties.ends
        running = [
            run for run in self._runs[actor] if starts[0][run[0]] <= day and (self._ever or day < ends[1][run[1]])
        ]
        first, last = min(running, key=lambda run: (starts[1][run[0]], starts[0][run[0]]))
        if self._ever:
            return first, first
        return first, max(index for index in range(first, last + 1) if starts[0][index] <= day)

    def by_added(self, day: int) -> frozenset[str]:
        """Who holds one, or holds it from when it does, only because of spells that a reader added."""
        ours = [index for index in self._indices if not self._ties.added[index]]
        if len(ours) == len(self._indices):
            return frozenset()
        of_ours = Holders(self._ties, ours, self._holder_of, ever=self._ever, unseen=self._tells_unseen)
        without_added = of_ours.in_order(day)
        return frozenset(holder.actor for holder in set(self.in_order(day)).difference(without_added))


def _unseen_from(ties: Ties, index: SpellIndex) -> int:
    """The first day on which a spell of unknown start may have begun: when what the tie was before may have ended."""
    before = index - 1
    while before >= 0 and ties.tie[before] == ties.tie[index] and ties.proposed[before]:
        before -= 1
    is_first = before < 0 or ties.tie[before] != ties.tie[index]
    return LONG_AGO if is_first else int(ties.ends[0][before])


def other_end(ties: Ties, index: SpellIndex, partner: str) -> str:
    """The actor at the other end of a spell."""
    one, other = ties.actors[index]
    return other if one == partner else one


def _unbroken_runs(ties: Ties, indices: Sequence[SpellIndex]) -> list[_Run]:
    """First and last spell of what was held without a break: a step from one such tier to another is none."""
    runs: list[_Run] = []
    for index in indices:
        if runs and runs[-1][1] == index - 1 and follows(ties, index):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def follows(ties: Ties, index: SpellIndex) -> bool:
    """Whether a spell begins where the one before it of the same tie ends."""
    return bool(following(ties)[index])


@memo
def following(ties: Ties) -> Mask:
    """Of each spell whether it begins where the one before it of the same tie ends."""
    follows = np.zeros(len(ties), dtype=bool)
    follows[1:] = np.diff(ties.numbers) == 0
    for start, end in zip(ties.starts, ties.ends, strict=True):
        follows[1:] &= start[1:] == end[:-1]
    return follows
