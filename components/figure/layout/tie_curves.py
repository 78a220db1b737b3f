"""Ties -> curves: one each, or one for all ties of a pair."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from components.figure.layout.free_space import TextLabel
from components.figure.layout.line_points import LinePoints
from components.figure.model import NetworkPicture, Point, TieEdge
from components.network.layouts.lanes import MOST_BEND, LaneWidths, Pair, apex

# Where ties crowd they are drawn this much narrower; a tie that is only background has this width and opacity.
CROWDED_WIDTH, BACKGROUND_WIDTH, BACKGROUND_OPACITY = 0.45, 0.9, 0.3


@dataclass(frozen=True)
class TieCurve:
    """One line, a quadratic curve: the ties it stands for, the highest first, and its words (None if there is no room)."""

    edges: tuple[TieEdge, ...]
    start: Point
    bend: Point
    end: Point
    wording: TextLabel | None = None

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
        for line in _lines(edges, are_apart=keeps_lane):
            lane = line[0].lane if keeps_lane or line[0] is not edges[0] else 0
            above, below = lanes.get(pair, (0.0, 0.0))
            aside = lane * (above if lane > 0 else below)
            curves.append(_curve(line, positions[pair[0]], positions[pair[1]], aside))
    return tuple(sorted(curves, key=lambda curve: curve.edge.order, reverse=True))


def _lines(edges: Sequence[TieEdge], *, are_apart: bool) -> list[tuple[TieEdge, ...]]:
    """Each tie by itself; or all with the highest. In a comparison each that changed has a line."""
    if are_apart:
        return [(edge,) for edge in edges]
    first, *others = edges
    changed = [edge for edge in others if edge.has_changed]
    return [(first, *(edge for edge in others if not edge.has_changed)), *((edge,) for edge in changed)]


def _curve(edges: tuple[TieEdge, ...], start: Point, end: Point, aside: float) -> TieCurve:
    """Straight, or with its middle so far aside."""
    most = MOST_BEND * hypot(end[0] - start[0], end[1] - start[1])
    return TieCurve(edges, start, apex(start, end, 2 * max(-most, min(aside, most))), end)


def points_of(curves: Sequence[TieCurve]) -> LinePoints:
    return LinePoints((curve.point, curve.length) for curve in curves)
