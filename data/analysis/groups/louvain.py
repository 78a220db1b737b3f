"""Who is tied with whom -> communities, by the Louvain method (Blondel et al. 2008), one run at a time.

networkx has the same method and takes ten times as long, too long to ask it for every year of a history.
"""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

# Gains in modularity are compared as counts of ties.
LEAST_GAIN = 1e-9


@dataclass(frozen=True)
class _Level:
    """Actors, or the communities of the level below: for each the weights of its ties with others, and its degree.

    `total` is the sum of all degrees.
    """

    ties: list[dict[int, int]]
    degrees: list[int]
    total: int


def communities(neighbours: Sequence[Sequence[int]], *, seed: int) -> list[int]:
    """The number of the community of each actor. `neighbours` are the partners of each, from both sides."""
    chance = random.Random(seed)
    degrees = [len(others) for others in neighbours]
    level = _Level([dict.fromkeys(others, 1) for others in neighbours], degrees, sum(degrees))
    found = list(range(len(neighbours)))
    while True:
        numbers: dict[int, int] = {}
        places = [numbers.setdefault(community, len(numbers)) for community in _settled(level, chance)]
        found = [places[one] for one in found]
        if len(numbers) == len(places):
            return found
        level = _level_above(level, places, len(numbers))


def _level_above(level: _Level, places: list[int], count: int) -> _Level:
    """Each community as one; the ties inside of it count in its degree alone."""
    ties: list[dict[int, int]] = [{} for _ in range(count)]
    degrees = [0] * count
    for place, others, degree in zip(places, level.ties, level.degrees, strict=True):
        degrees[place] += degree
        row = ties[place]
        for other, weight in others.items():
            if places[other] != place:
                row[places[other]] = row.get(places[other], 0) + weight
    return _Level(ties, degrees, level.total)


def _settled(level: _Level, chance: random.Random) -> list[int]:
    """The community of each once nobody is better placed elsewhere; who is asked first is left to chance.

    After a move only those are asked again whom it concerns (Traag 2015), which is several times as fast.
    """
    order = list(range(len(level.ties)))
    chance.shuffle(order)
    own, totals = list(range(len(order))), list(level.degrees)
    waiting, is_waiting = deque(order), [True] * len(order)
    while waiting:
        one = waiting.popleft()
        is_waiting[one] = False
        before, degree = own[one], level.degrees[one]
        weights: dict[int, int] = {}
        for other, weight in level.ties[one].items():
            weights[own[other]] = weights.get(own[other], 0) + weight
        totals[before] -= degree
        share = degree / max(level.total, 1)
        best, most = before, weights.get(before, 0) - totals[before] * share + LEAST_GAIN
        for community, weight in weights.items():
            if (gain := weight - totals[community] * share) > most:
                best, most = community, gain
        totals[best] += degree
        if best != before:
            own[one] = best
            for other in level.ties[one]:
                if own[other] != best and not is_waiting[other]:
                    is_waiting[other] = True
                    waiting.append(other)
    return own
