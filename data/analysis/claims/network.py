"""A claim about the network -> the verdict over time: are two connected, do both have a tie with a third, does one depend
on another. What is not on record was not searched for everywhere, so it is undetermined and seldom false.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from data.analysis.claims.truth import Truth
from data.analysis.claims.verdicts import Verdict, VerdictPeriod, history_of, verdict_of
from data.analysis.claims.ways import MOST_WAYS, Opening, opening_of, shortest_ways
from data.analysis.connections.graph import MEASURES, Pair, pair_of, spells_by_pair, suspended
from data.analysis.connections.since import runs_of
from data.model.cells import dyad_of
from data.view.fields.claim import ANY_TIE, Claim, Form
from data.view.impact import rests_on
from data.view.selection import first_day, read_through
from data.view.ties import SpellIndex, Ties

# The first day, and the first no longer.
Interval = tuple[int, int]


@dataclass(frozen=True)
class NetworkVerdict:
    """The verdict on a day and over time, and the spells in force on the day that decide it.

    `ways` are the actors between the two, for a claim that they are connected; `others` who else the actor has ties with,
    for a claim that it depends on one; `tied` who has a
    tie with the third, for a claim that both have one. `is_searched` says whether what is missing was looked for.
    `opening` is the way by which two that are connected came to be so, which need not be one of the shortest on the day.
    """

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    spells: tuple[SpellIndex, ...]
    ways: tuple[tuple[str, ...], ...]
    others: tuple[str, ...]
    tied: frozenset[str]
    is_searched: bool
    opening: Opening | None = None


def check_network(ties: Ties, claim: Claim, as_of: date, withdrawn: frozenset[str]) -> NetworkVerdict:
    """Check the claim as of a day; a proposal or what is suspended does not count, and measures only where the claim is about them."""
    pairs = _pairs(ties, claim, withdrawn)
    certain = {pair: _certain(ties, spells) for pair, spells in pairs.items()}
    possible = {pair: _possible(ties, spells) for pair, spells in pairs.items()}
    case = _Case(ties, claim, certain, possible)
    day = as_of.toordinal()
    now = case.on(day, possible)
    spells, ways = _deciding(ties, claim, pairs, now, day)
    verdict, history = verdict_of(case.truth(day)), case.history(as_of)
    opening = None
    if claim.form is Form.CONNECTED and verdict is Verdict.TRUE:
        since = max(period.since for period in history if period.since <= as_of)
        ends = claim.actor, claim.partner
        opening = opening_of(ties, ends, since, lambda number: case.on(number, certain), pairs)
    return NetworkVerdict(
        verdict=verdict,
        history=history,
        spells=spells,
        ways=ways,
        others=tuple(sorted(now.get(claim.actor, set()) - {claim.partner})),
        tied=frozenset(now.get(claim.other, set())),
        is_searched=case.is_searched(day),
        opening=opening,
    )


# Which ties count, and when ----------------------------------------------------------------------------


def _pairs(ties: Ties, claim: Claim, withdrawn: frozenset[str]) -> dict[Pair, tuple[SpellIndex, ...]]:
    def counts(index: SpellIndex) -> bool:
        layer = ties.layer(index)
        is_meant = layer == claim.what if claim.what != ANY_TIE else layer != MEASURES
        is_held = not ties.proposed[index] and not suspended(ties)[index]
        return is_meant and is_held and not rests_on(ties.spells[index].sources, withdrawn)

    left_out = claim.other if claim.form is Form.CONNECTED else ""
    found = {
        pair: tuple(index for index in spells if counts(index))
        for pair, spells in spells_by_pair(ties).items()
        if _is_meant(claim, pair) and left_out not in pair
    }
    return {pair: spells for pair, spells in found.items() if spells}


def _is_meant(claim: Claim, pair: Pair) -> bool:
    if claim.form is Form.CONNECTED:
        return True
    if claim.form is Form.DEPENDS:
        return claim.actor in pair
    return pair in (pair_of(claim.actor, claim.other), pair_of(claim.partner, claim.other))


def _certain(ties: Ties, spells: tuple[SpellIndex, ...]) -> list[Interval]:
    """A step from one label to the next is no break."""
    return _joined((int(ties.starts[1][one]), int(ties.ends[0][last])) for one, last in runs_of(ties, spells))


def _possible(ties: Ties, spells: tuple[SpellIndex, ...]) -> list[Interval]:
    return _joined((int(ties.starts[0][one]), int(ties.ends[1][one])) for one in spells)


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in intervals that do not touch, in order."""
    joined: list[Interval] = []
    for start, end in sorted(one for one in intervals if one[0] < one[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


# The verdict over time ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Case:
    """A claim, and when each pair that it concerns certainly and possibly had a tie."""

    ties: Ties
    claim: Claim
    certain: Mapping[Pair, list[Interval]]
    possible: Mapping[Pair, list[Interval]]

    def on(self, day: int, intervals: Mapping[Pair, list[Interval]]) -> dict[str, set[str]]:
        """Actor -> with whom it has a tie on a day."""
        return _neighbours(pair for pair, times in intervals.items() if any(one <= day < end for one, end in times))

    def truth(self, day: int) -> Truth:
        return self._truth(day, self.on(day, self.certain), self.on(day, self.possible))

    def _truth(self, day: int, certain: Mapping[str, set[str]], possible: Mapping[str, set[str]]) -> Truth:
        through = read_through(self.ties.dataset)
        is_late = through is None or day > through.toordinal()
        is_open = is_late or not self.is_searched(day)
        if self.claim.form is Form.DEPENDS:
            actor, partner = self.claim.actor, self.claim.partner
            sure, may = certain.get(actor, set()), possible.get(actor, set())
            # Another tie shows that it does not depend on this one; that there is none can only be known by a search.
            alone = may == {partner}
            return Truth(
                must=partner in sure and alone and not is_open, may=not sure - {partner} and (partner in may or is_open)
            )
        return Truth(must=self._is_so(certain) and not is_late, may=self._is_so(possible) or is_open)

    def _is_so(self, near: Mapping[str, set[str]]) -> bool:
        claim = self.claim
        if claim.form is Form.CONNECTED:
            return _is_connected(near, claim.actor, claim.partner)
        return {claim.actor, claim.partner} <= near.get(claim.other, set())

    def history(self, as_of: date) -> tuple[VerdictPeriod, ...]:
        """From the first day of the records on, as far as the last source read or the day asked for."""
        return history_of(self._verdicts(as_of))

    def _verdicts(self, as_of: date) -> Iterator[tuple[Verdict, int]]:
        """The verdict on each day on which it may change: by the changes of ties alone, each is made once."""
        through = read_through(self.ties.dataset)
        begin, last = min(first_day(self.ties), as_of).toordinal(), through.toordinal() if through else 0
        end = max(as_of.toordinal(), last)
        sure, may = _Moving(self.certain), _Moving(self.possible)
        days = {begin, last + 1, *self._search_days(), *sure.days, *may.days}
        known: tuple[object, Truth] | None = None
        for day in sorted(day for day in days if begin <= day <= end):
            moved = sure.move_to(day) | may.move_to(day)
            state = (day > last, self.is_searched(day))
            # Between two that are connected, a new tie changes nothing; so few days need a search for a way.
            if known is None or moved or known[0] != state:
                known = state, self._truth(day, sure.near, may.near)
            yield verdict_of(known[1]), day

    def _search_days(self) -> set[int]:
        return {search.through.last.toordinal() + 1 for search in self.ties.dataset.searches if search.family}

    def is_searched(self, day: int) -> bool:
        """Whether all that the claim says is missing was looked for, through the day.

        A connection can lead through anybody: that there is none cannot be known.
        """
        claim, dataset = self.claim, self.ties.dataset
        if claim.form is Form.CONNECTED:
            return False
        wanted = (
            (f"{claim.actor}-*",)
            if claim.form is Form.DEPENDS
            else tuple(dyad_of(one, claim.other) for one in (claim.actor, claim.partner))
        )
        families = [
            family
            for family in dataset.families.values()
            if (family.layer == claim.what if claim.what != ANY_TIE else family.layer != MEASURES)
        ]
        return all(self._was_searched(family.family, dyad, day) for family in families for dyad in wanted)

    def _was_searched(self, family: str, dyad: str, day: int) -> bool:
        searches = (search for search in self.ties.dataset.searches if search.family == family)
        return any(
            search.through.last.toordinal() >= day and (dyad in search.dyads if "*" in dyad else search.covers(dyad))
            for search in searches
        )


class _Moving:
    """Who has a tie with whom, from one day to the next."""

    def __init__(self, intervals: Mapping[Pair, list[Interval]]) -> None:
        self.near: dict[str, set[str]] = defaultdict(set)
        self._changes = sorted(
            change
            for pair, times in intervals.items()
            for one, end in times
            for change in ((one, 1, pair), (end, 0, pair))
        )
        self._next = 0
        self.days = {day for day, _, _ in self._changes}

    def move_to(self, day: int) -> bool:
        """To a later day; whether anything changed."""
        before = self._next
        while self._next < len(self._changes) and self._changes[self._next][0] <= day:
            _, begins, (one, other) = self._changes[self._next]
            (self.near[one].add if begins else self.near[one].discard)(other)
            (self.near[other].add if begins else self.near[other].discard)(one)
            self._next += 1
        return self._next > before


def _neighbours(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    return near


def _is_connected(near: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """A search from both ends, as most of the actors are around a few."""
    sides, seen = [{start}, {goal}], [{start}, {goal}]
    while sides[0] and sides[1]:
        turn = int(len(sides[0]) > len(sides[1]))
        found = {other for actor in sides[turn] for other in near.get(actor, ())}
        if found & seen[1 - turn]:
            return True
        sides[turn] = found - seen[turn]
        seen[turn] |= found
    return False


# What decides it on the day ----------------------------------------------------------------------------


def _deciding(
    ties: Ties, claim: Claim, pairs: Mapping[Pair, tuple[SpellIndex, ...]], near: Mapping[str, set[str]], day: int
) -> tuple[tuple[SpellIndex, ...], tuple[tuple[str, ...], ...]]:
    """The spells in force on the day that decide the claim, and the ways between two."""
    ways: tuple[tuple[str, ...], ...] = ()
    deciding = sorted(pairs)
    if claim.form is Form.CONNECTED:
        ways = tuple(shortest_ways(near, claim.actor, claim.partner))[:MOST_WAYS]
        steps = (pair_of(one, other) for way in ways for one, other in pairwise(way))
        deciding = list(dict.fromkeys(steps))
    spells = (index for pair in deciding for index in pairs.get(pair, ()))
    return tuple(index for index in spells if ties.run_span(index, index).is_possible(day)), ways
