"""A few actors -> even places on an ellipse, ordered so that ties cross least."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations

import numpy as np

from components.network.layouts.geometry import CANVAS_MARGIN, DOT_RADIUS, NAME_LINE, Frame, Points, Positions, rounded
from components.network.layouts.lanes import WORD_ROOM, Lanes, Pair, apex, edges_of

# Beyond so many an ellipse has no room for names and words.
MOST_SELECTED = 14
# How often the places of the dots follow what their ties need.
FITS = 6
CostOfOrder = Callable[[Sequence[str]], tuple[int, int]]


def selected_positions(
    actors: Sequence[str], lanes: Mapping[Pair, Lanes], name_widths: Mapping[str, float], frame: Frame, lane: float
) -> Positions:
    """Two side by side, three as a triangle, more on an ellipse that uses the frame.

    `lanes` are those of each pair (both ends in alphabetical order), so far apart that the outermost must stay in the
    frame; 0 where a pair has one line. The pair with the most ties lies level, at the top, where their words have room
    beside one another.
    """
    ordered = tuple(sorted(actors))
    ties = {pair: lanes[pair].ties for pair in lanes if pair[0] in ordered and pair[1] in ordered}
    order = _cornered(ordered, ties) if len(ordered) == 4 else _turned(_least_crossing(ordered, ties), ties)
    side = max((name_widths[actor] for actor in order), default=0) / 2
    half_width = frame.width / 2 - CANVAS_MARGIN - max(side, DOT_RADIUS)
    half_height = frame.height / 2 - CANVAS_MARGIN - DOT_RADIUS - NAME_LINE
    angles = _angles(len(order))
    # An ellipse touches its frame with none of four corners: its dots are drawn out until they do.
    points = np.c_[np.sin(angles), -np.cos(angles)]
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - low) / np.where(high > low, high - low, 1.0) if len(order) > 2 else (points + 1) / 2
    corners = np.array([-half_width, -half_height, half_width, half_height])
    for _ in range(FITS if lane else 0):
        corners += _overflow(order, _in_box(points, corners), {pair: lanes[pair] for pair in ties}, lane, frame)
    return rounded(tuple(order), _in_box(points, corners))


def _in_box(points: Points, corners: Points) -> Points:
    """Points from 0 to 1 in a box: left, top, right, bottom."""
    placed: Points = corners[:2] + points * (corners[2:] - corners[:2])
    return placed


def _overflow(order: Sequence[str], points: Points, lanes: Mapping[Pair, Lanes], lane: float, frame: Frame) -> Points:
    """By how much the words of the outermost lanes are outside, as a shift of the edges between which the dots are."""
    places = dict(zip(order, points.tolist(), strict=True))
    middles = np.array(
        [
            apex(places[one], places[other], lane * count)
            for (one, other), pair in lanes.items()
            for count in (pair.above, -pair.below)
        ]
    ).reshape(-1, 2)
    edges = np.array(edges_of(frame))
    if not len(middles):
        return np.zeros(4)
    low, high = middles.min(axis=0) - WORD_ROOM, middles.max(axis=0) + WORD_ROOM
    shift: Points = np.r_[np.maximum(edges[:2] - low, 0), -np.maximum(high - edges[2:], 0)]
    return shift


def _angles(count: int) -> Points:
    """Clockwise from the top; with an even number the first two share the top, so that their ties run level."""
    if count == 2:
        return np.array([-math.pi / 2, math.pi / 2])
    turn = math.tau / max(count, 1)
    return np.arange(count) * turn - (turn / 2 if count % 2 == 0 else 0)


def crossings(order: Sequence[str], pairs: Sequence[Pair]) -> int:
    """How often straight lines between places on a circle cross."""
    place = {actor: number for number, actor in enumerate(order)}
    ends = np.sort(np.array([(place[one], place[other]) for one, other in pairs], dtype=np.int64).reshape(-1, 2))
    first, last = ends[:, 0], ends[:, 1]
    return int(((first[:, None] < first) & (first < last[:, None]) & (last[:, None] < last)).sum())


def _least_crossing(actors: tuple[str, ...], ties: Mapping[Pair, int]) -> tuple[str, ...]:
    """The order with the fewest crossings that exchanging two places can reach, from the best of a few starts.

    Of orders that cross alike the one wins in which the pairs with many ties are neighbours.
    """
    pairs = [pair for pair in ties if pair[0] in actors and pair[1] in actors]
    by_degree = sorted(actors, key=lambda actor: (-sum(actor in pair for pair in pairs), actor))

    def cost(order: Sequence[str]) -> tuple[int, int]:
        place = {actor: number for number, actor in enumerate(order)}
        gaps = ((abs(place[one] - place[other]), ties[one, other]) for one, other in pairs)
        return crossings(order, pairs), sum(min(gap, len(order) - gap) * count for gap, count in gaps)

    return min(
        (_improved(start, cost) for start in (list(actors), _alternating(by_degree))), key=lambda one: (cost(one), one)
    )


def _alternating(actors: Sequence[str]) -> list[str]:
    """The best connected between the least connected."""
    half = (len(actors) + 1) // 2
    return [actor for pair in zip(actors[:half], [*actors[half:], ""], strict=False) for actor in pair if actor]


def _improved(order: list[str], cost: CostOfOrder) -> tuple[str, ...]:
    best = cost(order)
    while True:
        tried = []
        for one, other in combinations(range(len(order)), 2):
            swapped = order.copy()
            swapped[one], swapped[other] = order[other], order[one]
            tried.append((cost(swapped), swapped))
        if not tried or (found := min(tried))[0] >= best:
            return tuple(order)
        best, order = found


def _cornered(actors: tuple[str, ...], ties: Mapping[Pair, int]) -> tuple[str, ...]:
    """Four in the order of the corners, clockwise from the upper left.

    Pairs with many ties are level, so that their words are above one another, the one with most at the top; what is left
    goes along the diagonals, which are longer than the sides.
    """

    def ranked(order: tuple[str, ...]) -> tuple[int, int, int]:
        def shared(*corners: tuple[int, int]) -> int:
            pairs = (sorted((order[one], order[other])) for one, other in corners)
            return sum(ties.get((one, other), 0) for one, other in pairs)

        return -shared((0, 1), (2, 3)), -shared((0, 1)), -shared((0, 2), (1, 3))

    return min(permutations(actors), key=ranked)


def _turned(order: tuple[str, ...], ties: Mapping[Pair, int]) -> tuple[str, ...]:
    """The same circle begun, and gone round, so that the neighbours with the most ties come first."""
    if len(order) < 3:
        return tuple(sorted(order))
    ways = [way[start:] + way[:start] for way in (order, order[::-1]) for start in range(len(order))]
    return min(ways, key=lambda way: (-ties.get((min(way[:2]), max(way[:2])), 0), way))
