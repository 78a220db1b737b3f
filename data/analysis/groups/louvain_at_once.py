"""Who is tied with whom -> communities, in many runs at once: the Louvain method on arrays, where there are thousands.

All runs are parts of one graph that are apart from one another, so that a step of all of them is a few operations on
arrays. In a step a random half of the actors look where they fit best and move at once, as in parallel forms of the method
(Lu, Halappanavar and Kalyanaraman 2015); which half it is differs from run to run, and nothing else does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.analysis.groups.louvain import LEAST_GAIN

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

ASKED, _MOST_STEPS = 0.5, 300
_BITS = 32
_LOWER = (1 << _BITS) - 1


@dataclass(frozen=True)
class _Level:
    """Actors, or communities of a level below, of all runs.

    The ties of actor `a` lead to `ends[firsts[a]:firsts[a + 1]]`, each from both sides; `degrees` count what is inside of a
    community too. `weights` are None if each is 1; `total` is the sum of the degrees of one run.
    """

    firsts: Numbers
    ends: Numbers
    weights: Weights | None
    degrees: Weights
    total: float

    def __len__(self) -> int:
        return len(self.degrees)

    def ties_of(self, actors: Numbers) -> tuple[Numbers, Numbers]:
        """The places of the ties of some actors, and the actor of each."""
        sizes = self.firsts[actors + 1] - self.firsts[actors]
        ends = np.cumsum(sizes)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            self.firsts[actors] - ends + sizes, sizes
        ), np.repeat(actors, sizes)


def communities_of_runs(neighbours: Sequence[Sequence[int]], runs: int, *, seed: int = 0) -> Numbers:
    """For each run a row: the number of the community of each actor. `neighbours` are the partners of each, from both sides."""
    chance, count = np.random.default_rng(seed), len(neighbours)
    level = _all_runs(neighbours, runs)
    found = np.arange(runs * count)
    while True:
        names, places = np.unique(_settled(level, chance), return_inverse=True)
        found = places[found]
        if len(names) == len(level):
            return found.reshape(runs, count)
        level = _level_above(level, places, len(names))


def _all_runs(neighbours: Sequence[Sequence[int]], runs: int) -> _Level:
    sizes = np.array([len(others) for others in neighbours], dtype=np.int64)
    ends = np.array([other for others in neighbours for other in others], dtype=np.int64)
    shifted = (ends + np.arange(runs)[:, None] * len(neighbours)).ravel()
    degrees = np.tile(sizes, runs)
    return _Level(_firsts(degrees), shifted, None, degrees.astype(float), float(len(ends)))


def _firsts(sizes: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(sizes)))


def _level_above(level: _Level, places: Numbers, count: int) -> _Level:
    """Each community as one; what was between two of them is one tie with a weight."""
    ones, others = places[np.repeat(np.arange(len(level)), np.diff(level.firsts))], places[level.ends]
    apart = ones != others
    keys, weights = _summed(_keys(ones[apart], others[apart]), _at(level.weights, apart))
    sizes = np.bincount(keys >> _BITS, minlength=count)
    degrees: Weights = np.bincount(places, weights=level.degrees, minlength=count).astype(float)
    return _Level(_firsts(sizes), keys & _LOWER, weights, degrees, level.total)


def _keys(ones: Numbers, others: Numbers) -> Numbers:
    """Two numbers in one, by which both are sorted; shifts are much faster than divisions."""
    return ones << _BITS | others


def _summed(keys: Numbers, weights: Weights | None) -> tuple[Numbers, Weights]:
    """Each different key once, in order, and the sum of its weights."""
    if weights is None:
        # To sort takes a quarter of the time of finding the order.
        keys = np.sort(keys)
        starts = _changes(keys)
        return keys[starts], np.diff(starts, append=len(keys)).astype(float)
    order = np.argsort(keys)
    keys = keys[order]
    starts = _changes(keys)
    return keys[starts], np.add.reduceat(weights[order], starts) if len(starts) else weights[:0]


def _at(weights: Weights | None, places: Numbers | npt.NDArray[np.bool_]) -> Weights | None:
    return None if weights is None else weights[places]


def _changes(numbers: Numbers) -> Numbers:
    """Where a number differs from the one before."""
    later = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
    return np.concatenate(([0], later)) if len(numbers) else later


def _settled(level: _Level, chance: np.random.Generator) -> Numbers:
    """The community of each once nobody is better placed elsewhere."""
    own = np.arange(len(level))
    totals, open_ = level.degrees.copy(), np.ones(len(level), dtype=bool)
    for _ in range(_MOST_STEPS):
        waiting = np.flatnonzero(open_)
        if not len(waiting):
            break
        asked = waiting[chance.random(len(waiting)) < ASKED]
        movers, goals = _moves(level, own, totals, asked)
        open_[asked] = False
        degrees = level.degrees[movers]
        totals += np.bincount(goals, weights=degrees, minlength=len(level))
        totals -= np.bincount(own[movers], weights=degrees, minlength=len(level))
        own[movers] = goals
        places, ones = level.ties_of(movers)
        others = level.ends[places]
        # Who is in the community already is no worse placed than before (Traag 2015).
        open_[others[own[others] != own[ones]]] = True
    return own


def _moves(level: _Level, own: Numbers, totals: Weights, asked: Numbers) -> tuple[Numbers, Numbers]:
    """Who of those asked is better placed in another community, and in which: by the gain in modularity."""
    places, ones = level.ties_of(asked)
    keys, weights = _summed(_keys(ones, own[level.ends[places]]), _at(level.weights, places))
    if not len(keys):
        return asked[:0], asked[:0]
    who, where = keys >> _BITS, keys & _LOWER
    is_own, degrees = where == own[who], level.degrees[who]
    gains = weights - (totals[where] - degrees * is_own) * degrees / level.total
    starts = _changes(who)
    # Who has no tie within its own community is as well placed as its degree and the others of it say.
    actors = who[starts]
    degrees = level.degrees[actors]
    now = -(totals[own[actors]] - degrees) * degrees / level.total
    now[np.searchsorted(actors, who[is_own])] = gains[is_own]
    best = np.maximum.reduceat(gains, starts)
    sizes = np.diff(starts, append=len(who))
    first = np.flatnonzero(gains == np.repeat(best, sizes))
    first = first[_changes(who[first])]
    is_better = best > now + LEAST_GAIN
    return actors[is_better], where[first[is_better]]
