"""How often the straight lines of a network cross, and places at which they cross less."""

import math

import numpy as np
import numpy.typing as npt

from components.network.layouts.geometry import Points

Pairs = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]
# Places that are tried for an actor, across and down, and how often everyone is tried.
_COLUMNS, ROWS = 15, 11
PASSES = 3
# The picture goes from -1 to 1. How near to another actor, and to a line that is not its own, a place may be, and how far
# away: who is near whom says more than a crossing less.
_APART, _BESIDE, FARTHEST = 0.14, 0.08, 0.55
# In a crowd nearer, as a share of the room that each has.
APART_IN_CROWD = 0.9
# Actors tied to so large a share of the others, and to so many, are what the picture is built around: they stay.
HUB, FEWEST_OF_HUB = 0.4, 6
# A line that runs over a dot of others reads as a tie that is not there: worse than a crossing.
ON_LINE = 2


def crossing_count(points: Points, pairs: Pairs) -> int:
    """The pairs of lines that cross; lines that meet at an actor do not."""
    first, second = np.triu_indices(len(pairs), 1)
    ends = points[pairs]
    apart = (pairs[first][:, :, None] != pairs[second][:, None, :]).all(axis=(1, 2))
    crossed = _cross(ends[first, 0], ends[first, 1], ends[second, 0], ends[second, 1])
    return int(np.count_nonzero(crossed & apart))


def with_fewer_crossings(points: Points, pairs: Pairs) -> Points:
    """The points, of which some have moved to where their lines cross less; from -1 to 1 on both axes.

    One actor after the other, those with most crossings first, takes the best place of a grid, the nearest of several.
    """
    points = points.copy()
    grid = np.stack(np.meshgrid(np.linspace(-1, 1, _COLUMNS), np.linspace(-1, 1, ROWS)), axis=-1).reshape(-1, 2)
    degree = np.bincount(pairs.ravel(), minlength=len(points))
    movable = np.flatnonzero((degree > 0) & (degree < max(FEWEST_OF_HUB, HUB * (len(points) - 1))))
    for _ in range(PASSES):
        before = points.copy()
        costs = np.array([_costs(points, pairs, actor, points[[actor]])[0] for actor in movable.tolist()])
        for place in np.argsort(-costs, kind="stable"):
            if costs[place]:
                _move(points, pairs, int(movable[place]), grid)
        if np.array_equal(points, before):
            break
    return points


def _move(points: Points, pairs: Pairs, actor: int, grid: Points) -> None:
    """Put the actor where its lines cross least, not far away; it stays where no place is better."""
    others = np.delete(points, actor, axis=0)
    near = np.hypot(*(grid - points[actor]).T) < FARTHEST
    free = near & (
        np.abs(grid[:, None] - others).max(axis=2) > min(_APART, APART_IN_CROWD / math.sqrt(len(points)))
    ).all(axis=1)
    places = np.concatenate([points[[actor]], grid[free]])
    costs = _costs(points, pairs, actor, places)
    distance = np.hypot(*(places - points[actor]).T)
    best = np.lexsort((distance, costs))[0]
    if costs[best] < costs[0]:
        points[actor] = places[best]


def _costs(points: Points, pairs: Pairs, actor: int, places: Points) -> Numbers:
    """For each place: the crossings of the actor's lines if it were there, and the lines of others that it would be on."""
    is_own = (pairs == actor).any(axis=1)
    own, foreign = pairs[is_own], pairs[~is_own]
    if not len(foreign):
        return np.zeros(len(places), dtype=np.int64)
    start, end = points[foreign[:, 0]], points[foreign[:, 1]]
    on_lines = (_distances(places, start, end) < _BESIDE).sum(axis=1)
    neighbours = own.sum(axis=1) - actor
    meet = (foreign[None, :, :] == neighbours[:, None, None]).any(axis=2)
    # Places by the actor's own lines by the others' lines.
    crossed = _cross(places[:, None, None], points[neighbours][None, :, None], start[None, None], end[None, None])
    costs: Numbers = (crossed & ~meet).sum(axis=(1, 2)) + ON_LINE * on_lines
    return costs


def _cross(one: Points, other: Points, start: Points, end: Points) -> npt.NDArray[np.bool_]:
    """Whether the line from `one` to `other` crosses that from `start` to `end`; all broadcast."""
    apart = _side(one, other, start) * _side(one, other, end) < 0
    crossed: npt.NDArray[np.bool_] = apart & (_side(start, end, one) * _side(start, end, other) < 0)
    return crossed


def _side(start: Points, end: Points, point: Points) -> Points:
    """On which side of a line a point is: the sign of the cross product."""
    line, way = end - start, point - start
    side: Points = line[..., 0] * way[..., 1] - line[..., 1] * way[..., 0]
    return side


def _distances(places: Points, start: Points, end: Points) -> Points:
    """Of each place (rows) from each line (columns)."""
    line, way = end - start, places[:, None] - start
    share = np.clip((way * line).sum(axis=2) / np.maximum((line**2).sum(axis=1), 1e-12), 0, 1)
    distances: Points = np.hypot(*np.moveaxis(way - share[:, :, None] * line, 2, 0))
    return distances
