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
class Side:
    """An actor that the claim names: whether it has such a tier, its arrival and its place in the order.

    `arrived` are the first and last day (ordinals) on which it may have arrived, `place` the same for its place;
    None if it has no such tier. `seen` is the day through which it was looked at.
    """

    has: Truth
    arrived: tuple[int, int] | None
    place: tuple[int, int] | None
    seen: int


@dataclass(frozen=True)
class World:
    """`number` is what the claim says; `count` is the least and the greatest number of actors with such a tier, `others` the same without the actor.

    `late` is true if the day is after the last one through which sources were read, and what was in force may have
    ended since; `complete` if all partners were looked at once, so that none can have come before.
    """

    number: int
    actor: Side
    other: Side | None
    count: tuple[int, int]
    others: tuple[int, int]
    late: bool
    complete: bool


def _has(world: World) -> Truth:
    return world.actor.has


def _count(world: World) -> Truth:
    least, most = world.count
    return Truth(least == world.number == most, least <= world.number <= most)


def _only(world: World) -> Truth:
    least, most = world.others
    return world.actor.has & Truth(most == 0, least == 0)


def _order(world: World) -> Truth:
    """Its place is the number; and directly before it stands the other, if one is named."""
    truth = world.actor.has & _placed(world, world.actor, world.number)
    return truth & _placed(world, world.other, world.number - 1) & world.other.has if world.other else truth


def _placed(world: World, side: Side, number: int) -> Truth:
    first, last = side.place or (world.count[0] + 1, ANY_NUMBER)
    first = 1 if world.late else first
    last = last if world.complete else ANY_NUMBER
    return Truth(first == last == number, first <= number <= last)


def _nth(world: World) -> Truth:
    return _order(world) & _count(world)


def _before(world: World) -> Truth:
    assert world.other
    return world.actor.has & _precedes(world.actor, world.other)


def _after(world: World) -> Truth:
    assert world.other
    return world.actor.has & world.other.has & _precedes(world.other, world.actor)


def _precedes(one: Side, other: Side) -> Truth:
    """Whether one arrived before the other; who has not arrived comes later, if it was looked at until then."""
    if one.arrived is None:
        return Truth(must=False, may=one.has.may)
    if other.arrived is None or not other.has.may:
        return Truth(must=other.seen >= one.arrived[1], may=True)
    return Truth(one.arrived[1] < other.arrived[0], one.arrived[0] < other.arrived[1])


TRUTHS: Mapping[Form, Callable[[World], Truth]] = {
    Form.HAS: _has,
    Form.NTH: _nth,
    Form.ORDER: _order,
    Form.ONLY: _only,
    Form.COUNT: _count,
    Form.BEFORE: _before,
    Form.AFTER: _after,
}
