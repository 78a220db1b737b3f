"""The ways between two actors on a day, and the one by which they came to be connected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from data.analysis.connections.graph import Pair, TieGraph, distances, pair_of, spells_by_pair
from data.analysis.connections.tie_times import Interval, MovingTies, Neighbours, Way, neighbours_of, times_of_pairs
from data.model.span import Mask
from data.view.ties import SpellIndex, Ties

MOST_WAYS = 6


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
    near: Neighbours,
    pairs: Mapping[Pair, Sequence[SpellIndex]],
) -> Opening | None:
    """By which way two have been connected since a day, on which `near` is so; None if no tie of the way begins on it."""
    day = since.toordinal()
    for way in shortest_ways(near, *ends):
        spells = (index for one, other in pairwise(way) for index in pairs.get(pair_of(one, other), ()))
        begun = next((index for index in spells if int(ties.starts[1][index]) == day), None)
        if begun is not None:
            return Opening(since, way, begun)
    return None


def opening_in(graph: TieGraph, start: str, goal: str) -> Opening | None:
    """By which way two have certainly been connected without a break until the day of the graph, and since when.

    None, too, where it takes too long to know.
    """
    ties, counted = graph.ties, graph.counted & ~graph.ties.proposed
    pairs = _counted_pairs(ties, counted)
    certain, _ = times_of_pairs(ties, pairs)
    moving, since = MovingTies(certain), 0
    way = Way(moving.near, start, goal)
    for day in sorted(day for day in moving.days if day <= graph.day):
        since = (since or day) if way.is_open_after(moving.move_to(day)) else 0
        if way.is_given_up:
            return None
    if not since:
        return None
    return opening_of(ties, (start, goal), date.fromordinal(since), near_on(certain, since), pairs)


def _counted_pairs(ties: Ties, counted: Mask) -> Mapping[Pair, Sequence[SpellIndex]]:
    """Pair -> its spells that count, those of one tie in order of time."""
    if counted.all():
        return spells_by_pair(ties)
    pairs: dict[Pair, list[SpellIndex]] = {}
    for index in np.flatnonzero(counted).tolist():
        pairs.setdefault(ties.actors[index], []).append(index)
    return pairs


def near_on(times: Mapping[Pair, list[Interval]], day: int) -> dict[str, set[str]]:
    """Actor -> with whom it has a tie on a day."""
    return neighbours_of(pair for pair, of in times.items() if any(start <= day < end for start, end in of))


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
