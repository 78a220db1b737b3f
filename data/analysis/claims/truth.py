"""What is known of a day -> whether a claim is true in every past that the records allow, and whether in any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.view.fields.claim import Form

ANY_NUMBER = 10**9


@dataclass(frozen=True)
class Truth:
    """True in every possible past (`must`), in at least one (`may`)."""

    must: bool
    may: bool

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(self.must and other.must, self.may and other.may)


@dataclass(frozen=True)
class ActorFacts:
    """What is known of an actor that the claim names: whether it has such a tier, when it arrived, and in which order.

    `arrival` holds the first and last day (ordinals) on which it may have arrived, `order` the first and last number
    that it may have in the order of arrival; None if it has no such tier. `searched` is the day through which it was
    looked at.
    """

    has: Truth
    arrival: tuple[int, int] | None
    order: tuple[int, int] | None
    searched: int


@dataclass(frozen=True)
class DayFacts:
    """What is known of the day.

    `number` is what the claim says. `count` is the least and the greatest number of actors with such a tier, `others`
    the same without the actor. `is_late` if the day is after the last one through which sources were read, so that
    what was in force may have ended since; `is_complete` if all partners were looked at once, so that nobody unseen
    can have come before.
    """

    number: int
    actor: ActorFacts
    other: ActorFacts | None
    count: tuple[int, int]
    others: tuple[int, int]
    is_late: bool
    is_complete: bool


def _has(facts: DayFacts) -> Truth:
    return facts.actor.has


def _count(facts: DayFacts) -> Truth:
    least, most = facts.count
    return Truth(least == facts.number == most, least <= facts.number <= most)


def _only(facts: DayFacts) -> Truth:
    least, most = facts.others
    return facts.actor.has & Truth(most == 0, least == 0)


def _order(facts: DayFacts) -> Truth:
    """It came as that number; and the other, if one is named, came directly before."""
    truth = facts.actor.has & _came_as(facts, facts.actor, facts.number)
    if facts.other is None:
        return truth
    return truth & _came_as(facts, facts.other, facts.number - 1) & facts.other.has


def _came_as(facts: DayFacts, actor: ActorFacts, number: int) -> Truth:
    first, last = actor.order or (facts.count[0] + 1, ANY_NUMBER)
    first = 1 if facts.is_late else first
    last = last if facts.is_complete else ANY_NUMBER
    return Truth(first == last == number, first <= number <= last)


def _nth(facts: DayFacts) -> Truth:
    return _order(facts) & _count(facts)


def _before(facts: DayFacts) -> Truth:
    assert facts.other
    return facts.actor.has & _precedes(facts.actor, facts.other)


def _after(facts: DayFacts) -> Truth:
    assert facts.other
    return facts.actor.has & facts.other.has & _precedes(facts.other, facts.actor)


def _precedes(one: ActorFacts, other: ActorFacts) -> Truth:
    """Whether one arrived before the other; who has not arrived comes later, if it was looked at until then."""
    if one.arrival is None:
        return Truth(must=False, may=one.has.may)
    if other.arrival is None or not other.has.may:
        return Truth(must=other.searched >= one.arrival[1], may=True)
    return Truth(one.arrival[1] < other.arrival[0], one.arrival[0] < other.arrival[1])


TRUTHS: Mapping[Form, Callable[[DayFacts], Truth]] = {
    Form.HAS: _has,
    Form.NTH: _nth,
    Form.ORDER: _order,
    Form.ONLY: _only,
    Form.COUNT: _count,
    Form.BEFORE: _before,
    Form.AFTER: _after,
}
