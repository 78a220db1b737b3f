"""Ties and a claim -> holds, fails or cannot be told; since when and until when; and the rows that decide it.

Dates that are not exact, partners that nobody looked at and days after the last source read leave several pasts
possible. A claim holds if it is true in all of them, and fails if it is true in none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

import numpy as np

from data.analysis.claims.truth import ANY_NUMBER, TRUTHS, Side, Truth, World
from data.analysis.holders import Holder, Holders, OnDay, other_end
from data.analysis.ladders import height, ladder_for
from data.analysis.missing_ties import covers
from data.base.text import folded
from data.model.cells import dyad_of
from data.tables.dataset import Dataset
from data.view.fields.claim import NEEDS_OTHER, Claim, Form, Relation, Scope
from data.view.impact import rests_on
from data.view.selection import facts_of, first_day, read_through
from data.view.ties import Ties


class Verdict(StrEnum):
    TRUE = "holds"
    FALSE = "fails"
    UNDETERMINED = "cannot be told"


@dataclass(frozen=True)
class VerdictPeriod:
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
    partners were looked at, None if they never were; `blind` if the day is after it. `added` are those of the deciding
    members that stand there by a reader's own rows, `added_before` how many own ties make the history another one.
    """

    claim: Claim
    as_of: date
    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    members: tuple[Holder, ...]
    places: tuple[int, int] | None
    instead: tuple[int, ...]
    nearly: tuple[int, ...]
    through: date | None
    blind: bool
    added: frozenset[str] = frozenset()
    added_before: int = 0

    @property
    def deciding(self) -> tuple[Holder, ...]:
        """The members that the claim is about: the named ones where it compares two, all where it counts."""
        return tuple(member for member in self.members if _is_about(self.claim, member.actor))

    @property
    def period(self) -> VerdictPeriod:
        """The time around the day with the same verdict."""
        return next(period for period in reversed(self.history) if period.since <= self.as_of)


def _is_about(claim: Claim, actor: str) -> bool:
    return claim.form not in (Form.HAS, *NEEDS_OTHER) or actor in (claim.actor, claim.other)


def check_claim(
    ties: Ties, claim: Claim, *, as_of: date, ladder: str = "", withdrawn: frozenset[str] = frozenset()
) -> Answer:
    """Check a claim as of a day. `ladder` is the order by which "on or above" is told, in the family that it orders.

    What was only proposed is no tie, and what rests on withdrawn sources alone is gone.
    """
    case = _Case(ties, claim, ladder, withdrawn)
    day = as_of.toordinal()
    on_day, history = case.holders.on(day), tuple(case.history(as_of))
    given = Answer(
        claim=claim,
        as_of=as_of,
        verdict=case.verdict(day),
        history=history,
        members=case.holders.members(day),
        places=on_day.places(claim.actor),
        instead=case.instead(day) if not on_day.has(claim.actor, certain=False) else (),
        nearly=case.nearly(day),
        through=date.fromordinal(case.horizon) if case.horizon else None,
        blind=not case.horizon or day > case.horizon,
        added_before=_added_before(case, as_of, history) if ties.added.any() else 0,
    )
    return replace(given, added=case.holders.by_added(day) & {member.actor for member in given.deciding})


def _added_before(case: "_Case", as_of: date, history: tuple[VerdictPeriod, ...]) -> int:
    """How many own ties the history counts, if it would be another without them."""
    ours = _Case(case.ties, case.claim, case.ladder, case.withdrawn, own=False)
    own = (at for at in case.meant if case.ties.added[at])
    added = {case.ties.tie[at] for at in own if _is_about(case.claim, other_end(case.ties, at, case.claim.partner))}
    return len(added) if added and tuple(ours.history(as_of)) != history else 0


def satisfying_tiers(dataset: Dataset, claim: Claim, ladder: str = "") -> frozenset[str]:
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


class _Case:
    """A claim laid before the records."""

    def __init__(self, ties: Ties, claim: Claim, ladder: str, withdrawn: frozenset[str], *, own: bool = True) -> None:
        """Without a reader's own spells if not `own`."""
        self.ties, self.claim, self.ladder, self.withdrawn = ties, claim, ladder, withdrawn
        dataset, facts = ties.dataset, facts_of(ties)
        self.tiers = satisfying_tiers(dataset, claim, ladder)
        with_partner = np.asarray((facts["one"] == claim.partner) | (facts["other"] == claim.partner), dtype=bool)
        meant = with_partner & ~ties.proposed & np.asarray(facts["tier"].isin(self.tiers), dtype=bool)
        kind = dataset.actors[claim.actor].kind if claim.actor else "state"
        self.with_partner = [at for at in map(int, np.flatnonzero(with_partner)) if self._stands(at, withdrawn)]
        self.meant = [
            at
            for at in self.with_partner
            if meant[at]
            and (own or not ties.added[at])
            and dataset.actors[other_end(ties, at, claim.partner)].kind == kind
        ]
        self.holders = Holders(
            ties, self.meant, lambda at: other_end(ties, at, claim.partner), ever=claim.scope is Scope.EVER
        )
        self.families = {dataset.tiers[tier].family for tier in self.tiers}
        self.horizon = min((self._searched(family) for family in self.families), default=0)
        self.seen = {actor: self._seen(actor) for actor in (claim.actor, claim.other) if actor}
        last_read = read_through(dataset)
        self.last_read = last_read.toordinal() if last_read else 0

    def _stands(self, at: int, withdrawn: frozenset[str]) -> bool:
        return not self.ties.proposed[at] and not rests_on(self.ties.spells[at].sources, withdrawn)

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

    # What is true -----------------------------------------------------------------------------------

    def verdict(self, day: int) -> Verdict:
        truth = TRUTHS[self.claim.form](self._world(day))
        return Verdict.TRUE if truth.must else Verdict.UNDETERMINED if truth.may else Verdict.FALSE

    def _world(self, day: int) -> World:
        on_day, ever = self.holders.on(day), self.claim.scope is Scope.EVER
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

    def _side(self, on_day: OnDay, actor: str, day: int, *, late: bool) -> Side:
        at, seen = on_day.place(actor), self.seen.get(actor, 0)
        there = at is not None and bool(on_day.possible[at])
        return Side(
            has=Truth(on_day.has(actor, certain=True) and not late, there or day > seen),
            arrived=(int(on_day.first[at]), int(on_day.last[at])) if there and at is not None else None,
            place=on_day.places(actor),
            seen=seen,
        )

    def history(self, as_of: date) -> Iterator[VerdictPeriod]:
        """The verdicts from the first day of the records on, as far as the last source read or the day asked for."""
        end, begin = max(as_of.toordinal(), self.last_read), min(first_day(self.ties), as_of).toordinal()
        ends = {1 + day for day in (self.horizon, self.last_read, *self.seen.values()) if day}
        turns = [begin, *sorted(day for day in self.holders.turns() | ends if begin < day <= end)]
        runs = [
            (verdict, next(own)[0])
            for verdict, own in groupby(((day, self.verdict(day)) for day in turns), key=lambda turn: turn[1])
        ]
        for place, (verdict, since) in enumerate(runs):
            until = runs[place + 1][1] if place + 1 < len(runs) else None
            yield VerdictPeriod(verdict, date.fromordinal(since), date.fromordinal(until) if until else None)

    # What stands beside ----------------------------------------------------------------------------

    def _began(self, at: int, day: int) -> bool:
        return bool(self.ties.starts[0][at] <= day)

    def instead(self, day: int) -> tuple[int, ...]:
        """What the actor has with the partner on the day, in the families that the claim is about."""
        return tuple(
            at
            for at in self.with_partner
            if other_end(self.ties, at, self.claim.partner) == self.claim.actor
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
