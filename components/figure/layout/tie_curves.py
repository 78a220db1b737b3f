"""Ties -> curves: one each, one for all ties of a pair, or one for many of one type, which then are a list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist, hypot

from components.figure.layout.free_space import TextLabel
from components.figure.layout.line_points import LinePoints
from components.figure.model import NetworkPicture, Point, TieEdge
from components.network.layouts.lanes import MOST_BEND, LaneWidths, Pair, apex
from data.model.vocabulary import LAYERS

# Where ties crowd they are drawn this much narrower; a tie that is only background has this width and opacity.
CROWDED_WIDTH, BACKGROUND_WIDTH, BACKGROUND_OPACITY = 0.45, 0.9, 0.3
# More ties of one type between two actors are one line with a list: nobody follows that many parallel lines.
MOST_ALIKE = 3
# How much further aside the lines of a pair are where some of them are collected, as fewer share the room.
MOST_WIDENED = 2.0


@dataclass(frozen=True)
class TieCurve:
    """One line, a quadratic curve: the ties it stands for, the highest first, and its words (None if there is no room).

    If `is_list`, its words name all its ties.
    """

    edges: tuple[TieEdge, ...]
    start: Point
    bend: Point
    end: Point
    wording: TextLabel | None = None
    is_list: bool = False

    @property
    def edge(self) -> TieEdge:
        return self.edges[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its notes."""
        return tuple(edge.number for edge in self.edges if edge.number)

    @property
    def length(self) -> float:
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])

    def hidden_share(self, width: float, height: float) -> float:
        """How much of the line a text on it covers."""
        across, down = (abs(end - start) for start, end in zip(self.start, self.end, strict=True))
        return min(width / max(across, 1e-6), height / max(down, 1e-6))

    def point(self, share: float) -> Point:
        """The point after this share of the curve."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (a * p + b * q + c * r for p, q, r in zip(self.start, self.bend, self.end, strict=True))
        return x, y


def tie_curves(
    network: NetworkPicture, positions: Mapping[str, Point], lanes: Mapping[Pair, LaneWidths], *, are_apart: bool
) -> tuple[TieCurve, ...]:
    """A curve for each tie, or one for all ties of a pair that is not in focus; the lowest first."""
    pairs: dict[Pair, list[TieEdge]] = defaultdict(list)
    for edge in network.edges:
        pairs[edge.actors].append(edge)
    curves: list[TieCurve] = []
    for pair, edges in pairs.items():
        edges.sort(key=lambda edge: edge.order)
        keeps_lane = are_apart or pair == network.focus
        ends, (above, below) = (positions[pair[0]], positions[pair[1]]), lanes.get(pair, (0.0, 0.0))
        lines = _lines(edges, are_apart=keeps_lane)
        if keeps_lane and len(lines) < len(edges):
            curves += _collected(lines, len(edges), ends, (above, below), _middle(positions.values()))
            continue
        for line in lines:
            lane = line[0].lane if keeps_lane or line[0] is not edges[0] else 0
            curves.append(_curve(line, *ends, lane * (above if lane > 0 else below)))
    return tuple(sorted(curves, key=lambda curve: curve.edge.order, reverse=True))


def _lines(edges: Sequence[TieEdge], *, are_apart: bool) -> list[tuple[TieEdge, ...]]:
    """Each tie by itself, but many of one type together; or all with the highest. In a comparison each that changed has
    a line.
    """
    if are_apart:
        alike = many_alike(edges)
        lists = {style: tuple(edge for edge in edges if edge.style == style and edge in alike) for style in LAYERS}
        return [*((edge,) for edge in edges if edge not in alike), *filter(None, lists.values())]
    first, *others = edges
    changed = [edge for edge in others if edge.has_changed]
    return [(first, *(edge for edge in others if not edge.has_changed)), *((edge,) for edge in changed)]


def many_alike(edges: Iterable[TieEdge]) -> frozenset[TieEdge]:
    """The ties of each pair that are one line together: of one type, and too many for a line each."""
    alike: dict[tuple[Pair, str], list[TieEdge]] = defaultdict(list)
    for edge in edges:
        if edge.style in LAYERS and edge.number and not edge.has_changed:
            alike[edge.actors, edge.style].append(edge)
    return frozenset(edge for of_type in alike.values() if len(of_type) > MOST_ALIKE for edge in of_type)


def _collected(
    lines: Sequence[tuple[TieEdge, ...]], ties: int, ends: tuple[Point, Point], widths: LaneWidths, middle: Point
) -> Iterator[TieCurve]:
    """The lines of a pair on both sides of the straight one in turn, in the room that was for a line each.

    The second is on the side of the middle of the picture, where its list has room.
    """
    wider = min(ties / len(lines), MOST_WIDENED)
    inwards = min((1, -1), key=lambda side: dist(apex(*ends, side), middle))
    for number, line in enumerate(lines):
        lane = (number + 1) // 2 * (inwards if number % 2 else -inwards)
        curve = _curve(line, *ends, lane * wider * widths[lane < 0])
        yield replace(curve, is_list=len(line) > 1)


def _middle(points: Collection[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / len(points), sum(ys) / len(points)


def _curve(edges: tuple[TieEdge, ...], start: Point, end: Point, aside: float) -> TieCurve:
    """Straight, or with its middle so far aside."""
    most = MOST_BEND * hypot(end[0] - start[0], end[1] - start[1])
    return TieCurve(edges, start, apex(start, end, 2 * max(-most, min(aside, most))), end)


def points_of(curves: Sequence[TieCurve]) -> LinePoints:
    return LinePoints((curve.point, curve.length) for curve in curves)
