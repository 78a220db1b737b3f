"""Pairs and their spells -> when each certainly and possibly had a tie, and who has one with whom from day to day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from data.analysis.connections.graph import Pair
from data.analysis.holders import following
from data.view.ties import SpellIndex, Ties

# Ties that all searches for one way may look at, about a second of work; our records need some hundred.
MOST_LOOKED_AT = 2_000_000
# Actor -> with whom it has a tie.
Neighbours = Mapping[str, set[str]]
# The first day, and the first no longer.
Interval = tuple[int, int]
# What happened on a day: whether a tie begins (else it ends), and of whom.
Change = tuple[bool, Pair]


def times_of_pairs(
    ties: Ties, pairs: Mapping[Pair, Sequence[SpellIndex]]
) -> tuple[dict[Pair, list[Interval]], dict[Pair, list[Interval]]]:
    """Pair -> when it certainly had a tie, and when it possibly had one. A change from one label to another is not a gap."""
    (starts, sure_starts), (ends, sure_ends) = ((side.tolist() for side in sides) for sides in (ties.starts, ties.ends))
    follows = following(ties).tolist()
    certain, possible = dict[Pair, list[Interval]](), dict[Pair, list[Interval]]()
    for pair, spells in pairs.items():
        possible[pair] = _joined([(starts[one], sure_ends[one]) for one in spells])
        runs: list[Interval] = []
        before = -1
        for one in spells:
            if one == before + 1 and follows[one]:
                runs[-1] = runs[-1][0], ends[one]
            else:
                runs.append((sure_starts[one], ends[one]))
            before = one
        certain[pair] = _joined(runs)
    return certain, possible


def _joined(intervals: Sequence[Interval]) -> list[Interval]:
    """The same time in intervals that do not touch, in order."""
    joined: list[Interval] = []
    for start, end in sorted(intervals) if len(intervals) > 1 else intervals:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def neighbours_of(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Actor -> with whom it is paired."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    return near


class MovingTies:
    """Who has a tie with whom, from one day to the next."""

    def __init__(self, times: Mapping[Pair, list[Interval]]) -> None:
        self.near: dict[str, set[str]] = defaultdict(set)
        # What ends on a day goes before what begins on it.
        flat = [(2 * start + 1, 2 * end, pair) for pair, of in times.items() for start, end in of]
        moments = np.array([moment for *both, _ in flat for moment in both], dtype=np.int64)
        order = np.argsort(moments, kind="stable")
        self._moments: list[int] = moments[order].tolist()
        self._pairs = [flat[place][2] for place in (order // 2).tolist()]
        self._next = 0
        self.days = {moment // 2 for moment in self._moments}

    def move_to(self, day: int) -> list[Change]:
        """To a later day; what changed on the way."""
        changes: list[Change] = []
        while self._next < len(self._moments) and self._moments[self._next] <= 2 * day + 1:
            begins, (one, other) = bool(self._moments[self._next] % 2), self._pairs[self._next]
            if begins:
                self.near[one].add(other)
                self.near[other].add(one)
            else:
                self.near[one].discard(other)
                self.near[other].discard(one)
            changes.append((begins, (one, other)))
            self._next += 1
        return changes


class Way:
    """Whether ties lead from one actor to another, as ties come and go.

    `is_given_up` says that it took too long to know: a reader's chains of thousands of ties, each of which ends or begins
    on a day of its own, need a search for each of these days.
    """

    def __init__(self, near: Neighbours, start: str, goal: str) -> None:
        self._near, self._ends = near, (start, goal)
        # The pairs of one way while there is one, else all to whom ties lead from one of the two.
        self._way: set[Pair] | None = None
        self._reached = {start}
        self._left, self.is_given_up = MOST_LOOKED_AT, False

    def is_open_after(self, changes: Iterable[Change]) -> bool:
        """Whether there is a way now. Only a tie that ends on it, or one that leads on where there is none, needs a search."""
        if self.is_given_up:
            return False
        if self._way is None:
            reached = self._reached
            if any(begins and (one in reached or other in reached) for begins, (one, other) in changes):
                self._search()
        elif any(not begins and pair in self._way for begins, pair in changes):
            self._search()
        return self._way is not None

    def _search(self) -> None:
        """From both ends, as most of the actors are around a few."""
        start, goal = self._ends
        # Actor -> from whom it was reached.
        seen: tuple[dict[str, str], dict[str, str]] = ({start: ""}, {goal: ""})
        sides = [[start], [goal]]
        while sides[0] and sides[1]:
            turn = int(len(sides[0]) > len(sides[1]))
            own, opposite, reached = seen[turn], seen[1 - turn], list[str]()
            for actor in sides[turn]:
                near = self._near.get(actor, ())
                self._left -= 1 + len(near)
                for other in near:
                    if other not in own:
                        own[other] = actor
                        reached.append(other)
                        if other in opposite:
                            self._way = {*_steps(own, other), *_steps(opposite, other)}
                            return
            sides[turn] = reached
            if self._left < 0:
                self._way, self.is_given_up = None, True
                return
        self._way, self._reached = None, set(seen[0] if not sides[0] else seen[1])


def _steps(reached_from: Mapping[str, str], actor: str) -> Iterable[Pair]:
    while before := reached_from[actor]:
        yield (actor, before) if actor < before else (before, actor)
        actor = before
