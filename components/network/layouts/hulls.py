"""Groups -> places apart from one another, and the outline around each: a rounded hull. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from components.network.layouts.free import FILLED, free_positions
from components.network.layouts.geometry import DOT_RADIUS, NAME_LINE, Frame, Positions

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]
# Left, top, width and height.
GroupBox = tuple[float, float, float, float]
# What an outline needs around the dots, and the name of its group above it, in pixels.
_AROUND, _ABOVE = 30.0, 18.0
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


# Places -----------------------------------------------------------------------------------------------


def grouped_positions(
    graph: "nx.Graph[str]", groups: Sequence[Sequence[str]], name_widths: Mapping[str, float], frame: Frame
) -> Positions:
    """Each group within a rectangle of its own, as large as its names need, so that no two outlines overlap."""
    needs = [_room(group, name_widths) for group in groups]
    scale = max(1.0, sqrt(sum(needs) / (frame.width * frame.height)))
    width, height = frame.width * scale, frame.height * scale
    positions: dict[str, Point] = {}
    for group, box in zip(groups, rectangles(needs, (-width / 2, -height / 2, width, height)), strict=True):
        left, top, across, down = box
        inside = Frame(frame.name, max(across - 2 * _AROUND, 1), max(down - 2 * _AROUND - _ABOVE, 1))
        for actor, (x, y) in free_positions(graph.subgraph(group), name_widths, inside).items():
            positions[actor] = round(left + across / 2 + x), round(top + (down + _ABOVE) / 2 + y)
    return positions


def _room(group: Sequence[str], name_widths: Mapping[str, float]) -> float:
    """The area of the rectangle of a group."""
    widths = [max(name_widths[actor] + 6, 2 * DOT_RADIUS) for actor in group]
    dots = sum(widths) * (2 * DOT_RADIUS + NAME_LINE) / FILLED
    return (max(sqrt(dots), *widths) + 2 * _AROUND) ** 2


def rectangles(areas: Sequence[float], whole: GroupBox) -> list[GroupBox]:
    """A part of the whole for each area, in proportion, as near to squares as rows of them allow (Bruls et al. 2000)."""
    left, top, width, height = whole
    if not areas:
        return []
    share = width * height / sum(areas)
    side, count = min(width, height), 1
    while count < len(areas) and _worst(areas[: count + 1], share, side) <= _worst(areas[:count], share, side):
        count += 1
    depth, row, at = sum(areas[:count]) * share / side, list[GroupBox](), 0.0
    for area in areas[:count]:
        length = area * share / depth
        row.append((left, top + at, depth, length) if width > height else (left + at, top, length, depth))
        at += length
    is_wide = width > height
    rest = (left + depth, top, width - depth, height) if is_wide else (left, top + depth, width, height - depth)
    return [*row, *rectangles(areas[count:], rest)]


def _worst(areas: Sequence[float], share: float, side: float) -> float:
    """How far from a square the flattest of a row is."""
    depth = sum(areas) * share / side
    lengths = [area * share / depth for area in areas]
    return max(max(depth / length, length / depth) for length in lengths)
