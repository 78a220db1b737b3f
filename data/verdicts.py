"""Ties and a claim -> holds, fails or cannot be told; since when and until when; and the rows that decide it.

Dates that are not exact, partners that nobody looked at and days after the last source read leave several pasts
possible. A claim holds if it is true in all of them, and fails if it is true in none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

import numpy as np
import numpy.typing as npt

from data.blanks import covers
from data.cells import dyad_of
from data.claims import Claim, Relation, Scope
from data.impact import rests_on
from data.in_view import facts_of, first_day, read_through
from data.ladders import height, ladder_for
from data.loading import Dataset
from data.ties import FOREVER, Days, Mask, Ties
from data.truth import ANY_NUMBER, TRUTHS, Side, Truth, World
from data.words import folded

LONG_AGO = 1


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True)
class Member:
    """An actor with such a tier: the position of the spell with which it arrived, and when that was (ordinals).

    `held` is the spell that it had come to by the day, if tiers are counted that were in force then.
    """

    actor: str
    at: int
    held: int
    certain: bool
    first: int
    last: int


@dataclass(frozen=True)
class Stretch:
    """A time with one verdict, from its first day to the day on which it is another (None: to the end of what is known)."""

    verdict: Verdict
    since: date
    until: date | None


@dataclass(frozen=True)
class Answer:
    """What a claim comes to on a day.

    `members` have the tier certainly or possibly, in order of arrival; `places` are the first and last place that
    the actor can have among them. `instead` holds what the actor has with the partner on the day if it has no such
    tier, `nearly` other spells whose own wording contains the words. `through` is the day through which all
    partners were looked at, None if they never were; `blind` if the day is after it.
    """

    claim: Claim
    as_of: date
    verdict: Verdict
    history: tuple[Stretch, ...]
    members: tuple[Member, ...]
    places: tuple[int, int] | None
    instead: tuple[int, ...]
    nearly: tuple[int, ...]
    through: date | None
    blind: bool

    @property
    def stretch(self) -> Stretch:
        """The time around the day with the same verdict."""
        return next(stretch for stretch in reversed(self.history) if stretch.since <= self.as_of)


def answer_to(
    ties: Ties, claim: Claim, *, as_of: date, ladder: str = "", withdrawn: frozenset[str] = frozenset()
) -> Answer:
    """Check a claim as of a day. `ladder` is the order by which "on or above" is told, in the family that it orders.

    What was only proposed is no tie, and what rests on withdrawn sources alone is gone.
    """
    case = _Case(ties, claim, ladder, withdrawn)
    day = as_of.toordinal()
    on_day = case.on(day)
    return Answer(
        claim=claim,
        as_of=as_of,
        verdict=case.verdict(day),
        history=tuple(case.history(as_of)),
        members=case.members(day, on_day),
        places=on_day.places(claim.actor),
        instead=case.instead(day) if not on_day.has(claim.actor, certain=False) else (),
        nearly=case.nearly(day),
        through=date.fromordinal(case.horizon) if case.horizon else None,
        blind=not case.horizon or day > case.horizon,
    )


def tiers_meant(dataset: Dataset, claim: Claim, ladder: str = "") -> frozenset[str]:
    """The tiers that satisfy the relation. Words are looked for in what the partner declares, and in what has no owner."""
    if claim.relation is Relation.ON:
        return frozenset({claim.what})
    if claim.relation is Relation.AT_LEAST:
        order = ladder_for(dataset, dataset.tiers[claim.what].family, ladder)
        least = height(dataset, order, claim.what)
        heights = {tier: height(dataset, order, tier) for tier in _family(dataset, order.family)}
        return frozenset(tier for tier, top in heights.items() if least and top and top <= least)
    owned = {key for key, family in dataset.families.items() if family.owner == claim.partner}
    open_to = {key for key, family in dataset.families.items() if not owned or family.owner in ("", claim.partner)}
    wanted = set(claim.words)
    return frozenset(
        key for key, tier in dataset.tiers.items() if tier.family in open_to and wanted.issubset(tier.keywords)
    )


def _family(dataset: Dataset, family: str) -> Iterator[str]:
    return (key for key, tier in dataset.tiers.items() if tier.family == family)


@dataclass(frozen=True, eq=False)
class _OnDay:
    """Who has such a tier on a day: arrays over the actors that ever had one, in the order of `who`."""

    who: tuple[str, ...]
    arrivals: npt.NDArray[np.int64]
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
        """The first and last place that the actor can have in the order of arrival; None if it has no such tier."""
        at = self.place(actor)
        if at is None or not self.possible[at]:
            return None
        surely = self.certain & (self.last < self.first[at])
        perhaps = self.possible & (self.first < self.last[at])
        return 1 + int(surely.sum()), int(perhaps.sum()) + (not perhaps[at])


class _Case:
    """A claim laid before the records."""

    def __init__(self, ties: Ties, claim: Claim, ladder: str, withdrawn: frozenset[str]) -> None:
        self.ties, self.claim = ties, claim
        dataset, facts = ties.dataset, facts_of(ties)
        self.tiers = tiers_meant(dataset, claim, ladder)
        with_partner = np.asarray((facts["one"] == claim.partner) | (facts["other"] == claim.partner), dtype=bool)
        meant = with_partner & ~ties.proposed & np.asarray(facts["tier"].isin(self.tiers), dtype=bool)
        kind = dataset.actors[claim.actor].kind if claim.actor else "state"
        self.with_partner = [at for at in map(int, np.flatnonzero(with_partner)) if self._stands(at, withdrawn)]
        self.meant = [at for at in self.with_partner if meant[at] and dataset.actors[self.other_end(at)].kind == kind]
        self._gather(_runs(ties, self.meant))
        self.families = {dataset.tiers[tier].family for tier in self.tiers}
        self.horizon = min((self._searched(family) for family in self.families), default=0)
        self.seen = {actor: self._seen(actor) for actor in (claim.actor, claim.other) if actor}
        last_read = read_through(dataset)
        self.last_read = last_read.toordinal() if last_read else 0

    def _stands(self, at: int, withdrawn: frozenset[str]) -> bool:
        return not self.ties.proposed[at] and not rests_on(self.ties.spells[at].sources, withdrawn)

    def other_end(self, at: int) -> str:
        one, other = self.ties.actors[at]
        return other if one == self.claim.partner else one

    def _searched(self, family: str, dyad: str = "") -> int:
        """The day through which a family was looked for: with one dyad, or with all partners. 0 if it never was."""
        every = f"{self.claim.partner}-*"
        days = (
            search.through.last.toordinal()
            for search in self.ties.dataset.searches
            if search.family == family and (covers(search, dyad) if dyad else every in search.dyads)
        )
        return max(days, default=0)

    def _seen(self, actor: str) -> int:
        """The day through which the actor was looked at, in every family that the claim is about."""
        dyad = dyad_of(actor, self.claim.partner)
        return min((self._searched(family, dyad) for family in self.families), default=0)

    def _gather(self, runs: list[tuple[int, int]]) -> None:
        """The runs of each actor side by side, as arrays."""
        runs = sorted(runs, key=lambda run: self.other_end(run[0]))
        groups = [(actor, list(own)) for actor, own in groupby(runs, key=lambda run: self.other_end(run[0]))]
        self.who = tuple(actor for actor, _ in groups)
        self.offsets = np.cumsum([0, *(len(own) for _, own in groups)])[:-1]
        self.firsts = np.array([first for first, _ in runs], dtype=np.int64)
        self.last_of = dict(runs)
        lasts = np.array([last for _, last in runs], dtype=np.int64)
        starts, ends = self.ties.starts, self.ties.ends
        self.start = (starts[0][self.firsts], starts[1][self.firsts])
        self.end = (ends[0][lasts], ends[1][lasts])
        if self.claim.scope is Scope.EVER:
            self.end = (np.full(len(runs), FOREVER), np.full(len(runs), FOREVER))
        unknown = np.array([self.ties.spells[first].start is None for first, _ in runs], dtype=bool)
        self.arrived = (np.where(unknown, LONG_AGO, self.start[0]), self.start[1])

    def on(self, day: int) -> _OnDay:
        if not self.who:
            nothing = np.zeros(0, dtype=bool)
            days = np.zeros(0, dtype=np.int64)
            return _OnDay((), days, nothing, nothing, days, days)
        possible = (self.start[0] <= day) & (day < self.end[1])
        certain = (self.start[1] <= day) & (day < self.end[0])
        first, last = (np.where(possible, side, FOREVER) for side in self.arrived)
        return _OnDay(
            who=self.who,
            arrivals=np.minimum.reduceat(np.where(possible, self.firsts, ANY_NUMBER), self.offsets),
            certain=np.logical_or.reduceat(certain, self.offsets),
            possible=np.logical_or.reduceat(possible, self.offsets),
            first=np.minimum.reduceat(first, self.offsets),
            last=np.minimum.reduceat(last, self.offsets),
        )

    def members(self, day: int, on_day: _OnDay) -> tuple[Member, ...]:
        """Who has such a tier, certainly or possibly, in order of arrival."""
        found = []
        for place in map(int, np.flatnonzero(on_day.possible)):
            at = int(on_day.arrivals[place])
            held = at if self.claim.scope is Scope.EVER else self._held(at, day)
            limits = int(on_day.first[place]), int(on_day.last[place])
            found.append(Member(on_day.who[place], at, held, bool(on_day.certain[place]), *limits))
        return tuple(sorted(found, key=lambda member: (member.last, member.first, member.actor)))

    def _held(self, at: int, day: int) -> int:
        """The last spell of an unbroken run that began by the day."""
        last = self.last_of[at]
        return max(place for place in range(at, last + 1) if place == at or self._began(place, day))

    # What is true -----------------------------------------------------------------------------------

    def verdict(self, day: int) -> Verdict:
        truth = TRUTHS[self.claim.form](self._world(day))
        return Verdict.HOLDS if truth.must else Verdict.UNKNOWN if truth.may else Verdict.FAILS

    def _world(self, day: int) -> World:
        on_day, ever = self.on(day), self.claim.scope is Scope.EVER
        late, blind = not ever and day > self.last_read, day > self.horizon
        least = 0 if late else int(on_day.certain.sum())
        most = ANY_NUMBER if blind else int(on_day.possible.sum())
        sure, perhaps = (on_day.has(self.claim.actor, certain=certain) for certain in (True, False))
        return World(
            number=self.claim.number,
            actor=self._side(on_day, self.claim.actor, day, late=late),
            other=self._side(on_day, self.claim.other, day, late=late) if self.claim.other else None,
            count=(least, most),
            others=(max(least - sure, 0), most if blind else most - perhaps),
            late=late,
            complete=self.horizon > 0,
        )

    def _side(self, on_day: _OnDay, actor: str, day: int, *, late: bool) -> Side:
        at, seen = on_day.place(actor), self.seen.get(actor, 0)
        there = at is not None and bool(on_day.possible[at])
        return Side(
            has=Truth(on_day.has(actor, certain=True) and not late, there or day > seen),
            arrived=(int(on_day.first[at]), int(on_day.last[at])) if there and at is not None else None,
            place=on_day.places(actor),
            seen=seen,
        )

    def history(self, as_of: date) -> Iterator[Stretch]:
        """The verdicts from the first day of the records on, as far as the last source read or the day asked for."""
        end = max(as_of.toordinal(), self.last_read)
        sides = (*self.start, *self.end, np.array([self.horizon + 1, self.last_read + 1]))
        days = np.unique(np.concatenate(sides)) if self.who else np.array([as_of.toordinal()])
        first = min(first_day(self.ties).toordinal(), as_of.toordinal())
        turns = [first, *(int(day) for day in days if first < day <= end)]
        runs = [
            (verdict, next(own)[0])
            for verdict, own in groupby(((day, self.verdict(day)) for day in turns), key=lambda turn: turn[1])
        ]
        for place, (verdict, since) in enumerate(runs):
            until = runs[place + 1][1] if place + 1 < len(runs) else None
            yield Stretch(verdict, date.fromordinal(since), date.fromordinal(until) if until else None)

    # What stands beside ----------------------------------------------------------------------------

    def _began(self, at: int, day: int) -> bool:
        return bool(self.ties.starts[0][at] <= day)

    def instead(self, day: int) -> tuple[int, ...]:
        """What the actor has with the partner on the day, in the families that the claim is about."""
        return tuple(
            at
            for at in self.with_partner
            if self.other_end(at) == self.claim.actor
            and self.ties.tiers[at].family in self.families
            and self._began(at, day)
            and day < self.ties.ends[1][at]
        )

    def nearly(self, day: int) -> tuple[int, ...]:
        """Spells that are not meant, and whose own wording contains the words all the same."""
        if self.claim.relation is not Relation.CONTAINS:
            return ()
        meant, words = set(self.meant), [folded(word) for word in self.claim.words]
        return tuple(
            at
            for at in self.with_partner
            if at not in meant
            and self._began(at, day)
            and all(word in folded(self.ties.spells[at].wording) for word in words)
        )


def _runs(ties: Ties, places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last position of what was held without a break: a step from one such tier to another is none."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1 and ties.tie[at] == ties.tie[at - 1] and _follows(ties, at):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _follows(ties: Ties, at: int) -> bool:
    return all(start[at] == end[at - 1] for start, end in zip(ties.starts, ties.ends, strict=True))
