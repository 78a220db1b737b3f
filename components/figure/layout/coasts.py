"""The map below a network -> its land, coasts and borders in points, cut at the frame."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from components.figure.model import Box, Point
from components.network.layouts.world_map import Outlines

Line = tuple[Point, ...]
# Points of a coast that are nearer to each other than this, in points of the page, are one.
FINEST = 0.4


@dataclass(frozen=True)
class PageMap:
    """Land as closed shapes, whose edges at the frame are no coasts; coasts and borders as lines."""

    land: tuple[Line, ...]
    coasts: tuple[Line, ...]
    borders: tuple[Line, ...]
    disputed: tuple[Line, ...]


def map_on_page(outlines: Outlines, to_points: Callable[[Point], Point], frame: Box) -> PageMap:
    """What of the map lies in the frame; `to_points` makes a point of the network one of the page."""

    def on_page(path: str) -> list[Line]:
        (dx, dy), scale = outlines.shift, outlines.scale
        return [
            tuple(_thinned(to_points((x * scale + dx, y * scale + dy)) for x, y in line)) for line in _lines_of(path)
        ]

    land, borders, disputed = map(on_page, (outlines.land, outlines.borders, outlines.disputed))
    return PageMap(
        tuple(shape for ring in land if len(shape := _cut_shape(ring, frame)) > 2),
        _cut_lines(((*ring, ring[0]) for ring in land), frame),
        _cut_lines(borders, frame),
        _cut_lines(disputed, frame),
    )


@lru_cache(maxsize=16)
def _lines_of(path: str) -> tuple[Line, ...]:
    """The points of an SVG path of absolute moves and lines: "M1,2L3,4Z"."""
    parts = (part.removesuffix("Z").split("L") for part in path.split("M")[1:])
    return tuple(tuple(_point(text) for text in part) for part in parts)


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    """Without points that are very near to the one before."""
    last: Point | None = None
    for x, y in points:
        if last is None or max(abs(x - last[0]), abs(y - last[1])) >= FINEST:
            last = x, y
            yield last


# Cutting --------------------------------------------------------------------------------------------


def _sides(frame: Box) -> tuple[tuple[int, float, int], ...]:
    """The sides of a frame: the axis across them, where they are on it, and the direction of the inside."""
    left, top, right, bottom = frame
    return (0, left, 1), (1, top, 1), (0, right, -1), (1, bottom, -1)


def _cut_shape(points: Line, frame: Box) -> Line:
    """The closed shape without what is outside (Sutherland and Hodgman): cut at one side after the other."""
    for axis, limit, inwards in _sides(frame):
        kept = list[Point]()
        for before, point in pairwise((*points[-1:], *points)):
            is_in, was_in = ((one[axis] - limit) * inwards >= 0 for one in (point, before))
            if is_in != was_in:
                kept.append(_crossing(before, point, axis, limit))
            if is_in:
                kept.append(point)
        points = tuple(kept)
    return points


def _cut_lines(lines: Iterable[Line], frame: Box) -> tuple[Line, ...]:
    """The parts of lines that are inside."""
    return tuple(part for line in lines for part in _parts_inside(line, frame))


def _parts_inside(line: Line, frame: Box) -> Iterator[Line]:
    part = list[Point]()
    for start, end in pairwise(line):
        piece = _cut_piece(start, end, frame)
        if part and (piece is None or piece[0] != part[-1]):
            yield tuple(part)
            part = []
        if piece:
            part += piece[1:] if part else piece
    if part:
        yield tuple(part)


def _cut_piece(start: Point, end: Point, frame: Box) -> tuple[Point, Point] | None:
    """The part of a straight line that is inside."""
    for axis, limit, inwards in _sides(frame):
        starts_in, ends_in = ((one[axis] - limit) * inwards >= 0 for one in (start, end))
        if not starts_in and not ends_in:
            return None
        if not starts_in:
            start = _crossing(start, end, axis, limit)
        elif not ends_in:
            end = _crossing(start, end, axis, limit)
    return start, end


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    """Where a straight line crosses a side."""
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
