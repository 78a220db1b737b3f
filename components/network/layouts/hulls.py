"""Points -> the outline around them: a rounded hull. Pure."""

from collections.abc import Iterable
from math import cos, pi, sin

Point = tuple[float, float]
# Points of the circle around each, of which the hull is made: so its corners are round.
CORNER_POINTS = 16


def hull_around(points: Iterable[Point], reach: float) -> tuple[Point, ...]:
    """The least convex outline that keeps `reach` from each point, in order; nothing around no points."""
    turns = [2 * pi * number / CORNER_POINTS for number in range(CORNER_POINTS)]
    around = sorted({(x + reach * cos(turn), y + reach * sin(turn)) for x, y in points for turn in turns})
    # Andrew’s monotone chain: the lower half, then the upper one.
    return (*_half(around), *_half(around[::-1]))


def _half(points: list[Point]) -> list[Point]:
    half: list[Point] = []
    for point in points:
        while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
            half.pop()
        half.append(point)
    return half[:-1]


def _turn(one: Point, other: Point, third: Point) -> float:
    """Positive if the way over the three points turns to one side, negative to the other."""
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])
