"""Ties, a claim and a day -> the answer: the verdict, its history, the holders that decide it, what else there is."""

from dataclasses import dataclass, replace
from datetime import date

from data.analysis.claims.carriers import Stretch
from data.analysis.claims.case import Case, case_of, other_order, without_added
from data.analysis.claims.deeds import DeedAnswer, check_deed
from data.analysis.claims.network import NetworkVerdict, check_network
from data.analysis.claims.patterns import GroupVerdict, TriangleVerdict, check_group, check_triangle
from data.analysis.claims.uses import check_use
from data.analysis.claims.verdicts import Verdict, VerdictPeriod, verdict_history, verdict_on
from data.analysis.holders import Holder, other_end
from data.analysis.usage.words import WordUse
from data.base.text import search_key
from data.model.tie_rows import Ladder
from data.view.fields.claim import NEEDS_OTHER, OF_NETWORK, OF_TRIANGLES, Claim, Form, Relation
from data.view.selection import read_through
from data.view.ties import SpellIndex, Ties


@dataclass(frozen=True)
class Answer:
    """What a claim comes to on a day.

    `holders` have such a tier certainly or possibly, in order of arrival; `order` are the first and last number that
    the actor can have among them. `instead` are the spells that the actor has with the partner on the day if it has
    no such tier, `near_misses` other spells whose own wording contains the words. `searched_through` is the day
    through which all partners were looked at, None if they never were, `searched_since` the first one, if it is after the day
    of the claim; `is_unsearched` if the day is after it.
    `later_labels` are what the actor has come to with the partner after the day, and `followers` who else came to such a
    tier after it, both by the end of what was read.
    `unseen` are the spells with which one whom it is about may have had such a tier by the day, though the first source
    that shows it is later. `uses` are the partners of whom such a label was used until the day, for a claim about use; `deed` is what a series
    says, for a claim about a deed; `network`, `triangle` or `group` what the ties say, for a claim about the network.
    `added` are those of the deciding holders that are there only by a reader's own rows, `added_to_history` the
    number of added ties that change the history. `withdrawn` says how many sources do not count, and `ladder` by whose order
    "or higher" was judged, if it is not our own.
    """

    claim: Claim
    as_of: date
    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    holders: tuple[Holder, ...] = ()
    order: tuple[int, int] | None = None
    instead: tuple[SpellIndex, ...] = ()
    near_misses: tuple[SpellIndex, ...] = ()
    unseen: tuple[SpellIndex, ...] = ()
    searched_through: date | None = None
    searched_since: date | None = None
    is_unsearched: bool = False
    later_labels: tuple[SpellIndex, ...] = ()
    followers: tuple[Holder, ...] = ()
    added: frozenset[str] = frozenset()
    added_to_history: int = 0
    uses: tuple[WordUse, ...] = ()
    deed: DeedAnswer | None = None
    network: NetworkVerdict | None = None
    triangle: TriangleVerdict | None = None
    group: GroupVerdict | None = None
    withdrawn: int = 0
    ladder: Ladder | None = None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """For each part of the times in which a claim about the network was true, the ties by which it was so."""
        found = self.triangle or self.network
        return found.stretches if found else ()

    @property
    def spells(self) -> tuple[SpellIndex, ...]:
        """The ties on which a claim about the network rests: in the time around the day, on the day, and at other times."""
        now = self.period
        around, other = list[SpellIndex](), list[SpellIndex]()
        for stretch in self.stretches:
            is_now = stretch.since >= now.since and not (now.until and stretch.since >= now.until)
            (around if is_now else other).extend(stretch.spells)
        opening = () if self.opening_spell is None else (self.opening_spell,)
        return tuple(dict.fromkeys((*opening, *around, *self.spells_on_day, *other)))

    @property
    def spells_on_day(self) -> tuple[SpellIndex, ...]:
        """The ties that decide a claim about the network on its day."""
        if self.triangle:
            return tuple(index for side in self.triangle.sides for index in side.spells)
        if self.group and self.group.together:
            return self.group.together.ties
        return self.network.spells if self.network else ()

    @property
    def opening_spell(self) -> SpellIndex | None:
        """The tie by which two came to be connected, if it is none of those that decide it or that it rested on since."""
        opening = self.network.opening if self.network else None
        rests_on = {*self.spells_on_day, *(index for stretch in self.stretches for index in stretch.spells)}
        return opening.spell if opening and opening.spell not in rests_on else None

    @property
    def deciding(self) -> tuple[Holder, ...]:
        """The holders that the claim is about: the named ones where it compares two, all where it counts."""
        return tuple(holder for holder in self.holders if _is_about(self.claim, holder.actor))

    @property
    def of_actor(self) -> Holder | None:
        """The actor of the claim among the deciding holders; None if it has no such tier."""
        return next((holder for holder in self.deciding if holder.actor == self.claim.actor), None)

    @property
    def period(self) -> VerdictPeriod:
        """The time around the day with the same verdict."""
        return self.period_on(self.as_of)

    def period_on(self, day: date) -> VerdictPeriod:
        return next(period for period in reversed(self.history) if period.since <= day)


def _is_about(claim: Claim, actor: str) -> bool:
    return claim.form not in (Form.HAS, *NEEDS_OTHER) or actor in (claim.actor, claim.other)


def check_claim(
    ties: Ties, claim: Claim, *, as_of: date, ladder: str = "", withdrawn: frozenset[str] = frozenset()
) -> Answer:
    """Check a claim as of a day. `ladder` is the order by which "or higher" is judged, in the family that it orders.

    A proposal does not count as a tie, and what rests on withdrawn sources alone is gone.
    """
    if claim.form in OF_NETWORK:
        return _answer_on_network(ties, claim, as_of, withdrawn)
    if claim.form is Form.DEED:
        return _answer_on_deed(ties, claim, as_of)
    if claim.form is Form.USED:
        return _answer_on_use(ties, claim, as_of)
    case = case_of(ties, claim, ladder=ladder, withdrawn=withdrawn)
    day, searched = as_of.toordinal(), case.coverage.all_partners
    on_day, history = case.holders.on(day), verdict_history(case, as_of)
    answer = Answer(
        claim=claim,
        as_of=as_of,
        verdict=verdict_on(case, day),
        history=history,
        holders=case.holders.in_order(day),
        order=on_day.order_bounds(claim.actor),
        instead=() if on_day.holds(claim.actor, certain=False) else _other_spells_of_actor(case, day),
        near_misses=_near_misses(case, day),
        unseen=tuple(
            index for index in case.holders.unseen_on(day) if _is_about(claim, other_end(ties, index, claim.partner))
        ),
        searched_through=date.fromordinal(searched) if searched else None,
        searched_since=since if searched and (since := case.coverage.all_since) and as_of < since else None,
        is_unsearched=day > searched,
        later_labels=_later_labels(case, day),
        followers=_followers(case, day),
        added_to_history=_added_to_history(case, as_of, history) if ties.added.any() else 0,
        withdrawn=len(withdrawn),
        ladder=other_order(ties.dataset, claim, ladder),
    )
    return replace(answer, added=case.holders.by_added(day) & {holder.actor for holder in answer.deciding})


def _answer_on_use(ties: Ties, claim: Claim, as_of: date) -> Answer:
    found = check_use(ties, claim, as_of)
    return Answer(
        claim=claim,
        as_of=as_of,
        verdict=found.verdict,
        history=found.history,
        searched_through=found.through,
        is_unsearched=found.through is not None and as_of > found.through,
        uses=found.uses,
    )


def _answer_on_network(ties: Ties, claim: Claim, as_of: date, withdrawn: frozenset[str]) -> Answer:
    """The answer to a claim that is about no label, so that nobody holds one."""
    through = read_through(ties.dataset)
    triangle = check_triangle(ties, claim, as_of, withdrawn) if claim.form in OF_TRIANGLES else None
    group = check_group(ties, claim, as_of, withdrawn) if claim.form is Form.GROUPED else None
    network = check_network(ties, claim, as_of, withdrawn) if triangle is None and group is None else None
    found = triangle or group or network
    assert found is not None
    return Answer(
        claim=claim,
        as_of=as_of,
        verdict=found.verdict,
        history=found.history,
        searched_through=through,
        is_unsearched=through is not None and as_of > through,
        network=network,
        triangle=triangle,
        group=group,
        withdrawn=len(withdrawn),
    )


def _answer_on_deed(ties: Ties, claim: Claim, as_of: date) -> Answer:
    found = check_deed(ties, claim, as_of)
    return Answer(
        claim=claim,
        as_of=as_of,
        verdict=found.verdict,
        history=found.history,
        deed=found,
    )


def _added_to_history(case: Case, as_of: date, history: tuple[VerdictPeriod, ...]) -> int:
    """How many added ties the history counts, if it would be another without them."""
    added = {
        case.ties.tie[index]
        for index in case.satisfying
        if case.ties.added[index] and _is_about(case.claim, other_end(case.ties, index, case.claim.partner))
    }
    return len(added) if added and verdict_history(without_added(case), as_of) != history else 0


def _other_spells_of_actor(case: Case, day: int) -> tuple[SpellIndex, ...]:
    """What the actor has with the partner on the day, in the families that the claim is about."""
    return tuple(
        index
        for index in case.with_partner
        if other_end(case.ties, index, case.claim.partner) == case.claim.actor
        and case.ties.tiers[index].family in case.families
        and case.ties.run_span(index, index).is_possible(day)
    )


def _later_labels(case: Case, day: int) -> tuple[SpellIndex, ...]:
    """Of what the actor has with the partner on the last day read, what it did not have on the day."""
    last = case.coverage.any_source
    if day >= last or not case.claim.actor:
        return ()
    return tuple(index for index in _other_spells_of_actor(case, last) if case.ties.starts[0][index] > day)


def _followers(case: Case, day: int) -> tuple[Holder, ...]:
    """Who has come to such a tier between the day and the last day read, in order of arrival."""
    last = case.coverage.any_source
    if day >= last:
        return ()
    before = {holder.actor for holder in case.holders.in_order(day)}
    holders = case.holders.in_order(last)
    return tuple(holder for holder in holders if holder.actor not in before and _is_about(case.claim, holder.actor))


def _near_misses(case: Case, day: int) -> tuple[SpellIndex, ...]:
    """Spells begun by the day that do not satisfy the claim, though their own wording contains its words."""
    if case.claim.relation is not Relation.CONTAINS:
        return ()
    satisfying, words = set(case.satisfying), [search_key(word) for word in case.claim.words]
    return tuple(
        index
        for index in case.with_partner
        if index not in satisfying
        and case.ties.starts[0][index] <= day
        and all(word in search_key(case.ties.spells[index].wording) for word in words)
    )
