"""The ways between two actors that decide a claim that they are connected, and the one by which it came true."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from data.analysis.connections.graph import Pair, pair_of
from data.analysis.connections.paths import distances
from data.view.ties import SpellIndex, Ties

MOST_WAYS = 6
Neighbours = Mapping[str, set[str]]


@dataclass(frozen=True)
class Opening:
    """The shortest way on the day on which two came to be connected, and the tie that opened it."""

    day: date
    way: tuple[str, ...]
    spell: SpellIndex


def opening_of(
    ties: Ties,
    ends: Pair,
    since: date,
    near_on: Callable[[int], Neighbours],
    pairs: Mapping[Pair, Sequence[SpellIndex]],
) -> Opening | None:
    """By which way two have been connected since a day; None if no tie of the way begins on it."""
    day = since.toordinal()
    for way in shortest_ways(near_on(day), *ends):
        spells = (index for one, other in pairwise(way) for index in pairs.get(pair_of(one, other), ()))
        begun = next((index for index in spells if int(ties.starts[1][index]) == day), None)
        if begun is not None:
            return Opening(since, way, begun)
    return None


def shortest_ways(near: Neighbours, start: str, goal: str) -> Iterator[tuple[str, ...]]:
    """Ways of the fewest steps from one to the other, in alphabetical order; of very many only the first."""
    left = distances({actor: tuple(sorted(others)) for actor, others in near.items()}, goal)
    if start not in left:
        return
    open_ways: list[tuple[str, ...]] = [(start,)]
    while open_ways:
        way = open_ways.pop(0)
        if way[-1] == goal:
            yield way
        # Of many ways only the first ones are followed.
        nearer = [(*way, other) for other in sorted(near[way[-1]]) if left.get(other, -1) == left[way[-1]] - 1]
        open_ways += nearer[: max(0, 4 * MOST_WAYS - len(open_ways))]
