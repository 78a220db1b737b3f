"""Several ties of a pair -> whether they are drawn apart, and how far apart their lanes are so that all stay in the frame."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from components.network.layouts.geometry import CANVAS_MARGIN, Frame, Point, Positions
from components.network.layouts.graph import tie_columns_of
from data.base.memo import memo
from data.view.ties import Ties

Pair = tuple[str, str]
# Left, top, right, bottom.
Edges = tuple[float, float, float, float]
# How far apart the lanes above a pair's straight line are, and those below; in the frame's unit.
LaneWidths = tuple[float, float]
# With more pairs than this, one line stands for all ties of a pair that is not in focus; few actors have room for all.
MOST_PAIRS_APART, MOST_ACTORS_APART = 3, 4
# Of a pair in focus among others, and of pairs that are drawn apart: in between by the room that the frame has.
FOCUS_LANE, WIDEST_LANE, NARROWEST_LANE = 20.0, 40.0, 11.0
# So wide a frame has room for the words of two pairs side by side.
WIDTH_OF_WORDS = 450.0
# Half of what a line of words takes, and what words above the highest and below the lowest lane take together.
WORD_ROOM, OUTER_ROOM = 10.0, 66.0
# No tie bends further aside than this share of its length.
MOST_BEND = 0.35


@dataclass(frozen=True)
class Lanes:
    """How many lanes a pair has on either side of its straight line, at all times together."""

    above: int
    below: int

    @property
    def ties(self) -> int:
        return self.above + self.below + 1


@memo
def lanes_of(ties: Ties) -> Mapping[Pair, Lanes]:
    """Each pair with a tie, its ends in alphabetical order."""
    columns = tie_columns_of(ties)
    if not len(columns.pairs):
        return {}
    above = np.maximum.reduceat(columns.lane, columns.pairs).tolist()
    below = (-np.minimum.reduceat(columns.lane, columns.pairs)).tolist()
    pairs = (ties.actors[first] for first in columns.first[columns.pairs].tolist())
    return dict(zip(pairs, map(_lanes, above, below), strict=True))


@cache
def _lanes(above: int, below: int) -> Lanes:
    """Thousands of pairs have the same."""
    return Lanes(above, below)


def are_apart(pairs: int, actors: int, *, evenly_placed: bool, frame: Frame) -> bool:
    """Whether every tie of a pair has a line of its own whatever is in focus: where few pairs share a wide frame."""
    has_room = evenly_placed and actors <= MOST_ACTORS_APART and frame.width >= WIDTH_OF_WORDS
    return pairs <= MOST_PAIRS_APART or has_room


def lane_room(lanes: Iterable[Lanes], frame: Frame) -> float:
    """How far apart lanes can be if those of all these pairs are above one another."""
    gaps = sum(pair.ties - 1 for pair in lanes)
    return max(NARROWEST_LANE, min(WIDEST_LANE, (frame.height - OUTER_ROOM) / max(gaps, 1)))


def lane_widths(
    lanes: Mapping[Pair, Lanes], positions: Positions, edges: Edges, widest: float
) -> dict[Pair, LaneWidths]:
    """For each pair with several ties, as wide as asked or as the edges let its outermost lanes be."""
    widths = {}
    for (one, other), pair in lanes.items():
        if pair.ties > 1 and one in positions and other in positions:
            ends = positions[one], positions[other]
            above, below = (
                min(widest, _room_aside(*ends, edges, side) / max(count, 1))
                for side, count in ((1, pair.above), (-1, pair.below))
            )
            widths[one, other] = (round(above, 1), round(below, 1))
    return widths


def apex(one: Point, other: Point, aside: float) -> Point:
    """The middle of a tie that bends so far aside: upwards if positive and the tie runs to the right."""
    (x1, y1), (x2, y2) = one, other
    length = max(math.hypot(x2 - x1, y2 - y1), 1.0)
    return (x1 + x2) / 2 + aside * (y2 - y1) / length, (y1 + y2) / 2 - aside * (x2 - x1) / length


def _room_aside(one: Point, other: Point, edges: Edges, side: int) -> float:
    """How far the middle of a tie may be from the straight line on one side."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    across, down = (end - start for end, start in zip(apex(one, other, float(side)), (x, y), strict=True))
    left, top, right, bottom = edges
    rooms = [MOST_BEND * math.dist(one, other)]
    for step, low, high, at in ((across, left, right, x), (down, top, bottom, y)):
        if abs(step) > 1e-6:
            rooms.append(((high if step > 0 else low) - at) / step - WORD_ROOM)
    return max(min(rooms), 0.0)


def edges_of(frame: Frame) -> Edges:
    """The edges of a frame within its margin; the middle is the origin."""
    across, down = frame.width / 2 - CANVAS_MARGIN, frame.height / 2 - CANVAS_MARGIN
    return -across, -down, across, down
