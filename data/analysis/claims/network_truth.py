"""A claim about the network and when each pair had a tie -> what is true of it from day to day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.analysis.claims.truth import Truth
from data.analysis.claims.verdicts import Verdict, VerdictPeriod, history_of, verdict_of
from data.analysis.connections.graph import MEASURES, Pair
from data.analysis.connections.tie_times import Change, Interval, MovingTies, Neighbours, Way
from data.model.cells import dyad_of
from data.model.tie_rows import Family
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim, Form
from data.view.selection import first_day, read_through
from data.view.ties import Ties


@dataclass(frozen=True)
class Moment:
    """A day, what has changed since the one before, certainly and possibly, and whether something may be missing.

    `is_late` is a day after the last source; `is_open` one for which what is missing was not looked for either.
    """

    day: int
    sure: list[Change]
    may: list[Change]
    is_late: bool
    is_open: bool


TruthOn = Callable[[Moment], Truth]


@dataclass(frozen=True, eq=False)
class NetworkCase:
    """A claim, and when each pair that it concerns certainly and possibly had a tie."""

    ties: Ties
    claim: Claim
    certain: Mapping[Pair, list[Interval]]
    possible: Mapping[Pair, list[Interval]]

    def history(self, as_of: date) -> tuple[VerdictPeriod, ...]:
        """From the first day of the records on, as far as the last source read or the day asked for."""
        return history_of(self._verdicts(as_of))

    def _verdicts(self, as_of: date) -> Iterator[tuple[Verdict, int]]:
        """The verdict on each day on which it may change: by the changes of ties alone, each is made once."""
        through = read_through(self.ties.dataset)
        begin, last = min(first_day(self.ties), as_of).toordinal(), through.toordinal() if through else 0
        end = max(as_of.toordinal(), last)
        sure, may = MovingTies(self.certain), MovingTies(self.possible)
        truth_on = self._truth(sure.near, may.near)
        days = {begin, last + 1, *self._search_days(), *sure.days, *may.days}
        for day in sorted(day for day in days if begin <= day <= end):
            is_late = day > last
            moment = Moment(
                day, sure.move_to(day), may.move_to(day), is_late, is_late or not day <= self.searched_until
            )
            yield verdict_of(truth_on(moment)), day

    def _truth(self, sure: Neighbours, may: Neighbours) -> TruthOn:
        claim = self.claim
        if claim.form is Form.CONNECTED:
            return _connected(claim, sure, may)
        if claim.form is Form.SHARED:
            return _shared(claim, sure, may)
        if claim.form is Form.DEPENDS:
            return _depends(claim, sure, may)
        return _EachKeeps(self, sure, may).truth if claim.is_of_each else _keeps(claim, sure, may)

    # What was searched ------------------------------------------------------------------------------------

    def _search_days(self) -> set[int]:
        return {search.through.last.toordinal() + 1 for search in self.ties.dataset.searches if search.family}

    @cached_property
    def searched_until(self) -> int:
        """The day through which all that the claim says is missing was looked for; 0 if it never was.

        A connection can lead through anybody: that there is none cannot be known.
        """
        claim = self.claim
        if claim.form is Form.CONNECTED:
            return 0
        if claim.form is Form.SHARED:
            return self._searched_until(*(dyad_of(one, claim.other) for one in claim.ends))
        return self.partners_searched_until(claim.partner if claim.is_of_each else claim.actor)

    def partners_searched_until(self, actor: str) -> int:
        """The day through which all partners of an actor were looked at; 0 if they never were."""
        return self._searched_until(f"{actor}-*")

    def _searched_until(self, *dyads: str) -> int:
        families = [family.family for family in _families(self.ties.dataset, self.claim)]
        return min((self._last_search(family, dyad) for family in families for dyad in dyads), default=0)

    def _last_search(self, family: str, dyad: str) -> int:
        searches = (search for search in self.ties.dataset.searches if search.family == family)
        covering = (search for search in searches if (dyad in search.dyads if "*" in dyad else search.covers(dyad)))
        return max((search.through.last.toordinal() for search in covering), default=0)


def _families(dataset: Dataset, claim: Claim) -> Iterable[Family]:
    families = dataset.families.values()
    return (row for row in families if (row.layer in claim.layers if claim.layers else row.layer != MEASURES))


# What is true of each kind of claim ----------------------------------------------------------------------


def _connected(claim: Claim, sure: Neighbours, may: Neighbours) -> TruthOn:
    ways = Way(sure, claim.actor, claim.partner), Way(may, claim.actor, claim.partner)

    def truth(moment: Moment) -> Truth:
        is_sure, is_possible = ways[0].is_open_after(moment.sure), ways[1].is_open_after(moment.may)
        return Truth(
            must=is_sure and not moment.is_late,
            may=is_possible or moment.is_open or any(way.is_given_up for way in ways),
        )

    return truth


def _shared(claim: Claim, sure: Neighbours, may: Neighbours) -> TruthOn:
    ends = set(claim.ends)

    def truth(moment: Moment) -> Truth:
        is_sure, is_possible = (ends <= near.get(claim.other, set()) for near in (sure, may))
        return Truth(must=is_sure and not moment.is_late, may=is_possible or moment.is_open)

    return truth


def _depends(claim: Claim, sure: Neighbours, may: Neighbours) -> TruthOn:
    """Another tie shows that it does not depend on this one; that there is none can only be known by a search."""

    def truth(moment: Moment) -> Truth:
        certain, possible = sure.get(claim.actor, set()), may.get(claim.actor, set())
        must = claim.partner in certain and possible == {claim.partner} and not moment.is_open
        return Truth(must, may=not certain - {claim.partner} and (claim.partner in possible or moment.is_open))

    return truth


def _keeps(claim: Claim, sure: Neighbours, may: Neighbours) -> TruthOn:
    def truth(moment: Moment) -> Truth:
        is_sure, is_possible = (bool(near.get(claim.actor, set()) - {claim.partner}) for near in (sure, may))
        return Truth(must=is_sure and not moment.is_late, may=is_possible or moment.is_open)

    return truth


class _EachKeeps:
    """Whether each partner on record of one has a tie with another, as ties come and go."""

    def __init__(self, case: NetworkCase, sure: Neighbours, may: Neighbours) -> None:
        self._case, self._partner, self._sure, self._may = case, case.claim.partner, sure, may
        # Of whom no other tie is certain; and of whom none is possible, with the day through which that was looked for.
        self._bare, self._alone = set[str](), dict[str, int]()

    def truth(self, moment: Moment) -> Truth:
        partner = self._partner
        for actor in {actor for _, pair in (*moment.sure, *moment.may) for actor in pair} - {partner}:
            self._update(actor, self._sure.get(actor, set()), self._may.get(actor, set()))
        has_some = bool(self._sure.get(partner))
        must = has_some and not self._bare and not moment.is_late
        return Truth(must, may=moment.is_late or all(moment.day > through for through in self._alone.values()))

    def _update(self, actor: str, certain: set[str], possible: set[str]) -> None:
        partner = self._partner
        self._bare.discard(actor)
        self._alone.pop(actor, None)
        if partner in possible and len(certain) == (partner in certain):
            self._bare.add(actor)
        if partner in certain and len(possible) == 1 and (through := self._case.partners_searched_until(actor)):
            self._alone[actor] = through
