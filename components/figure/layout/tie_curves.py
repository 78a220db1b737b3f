"""Ties -> curves, each with its number and its wording where there is room for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot

from components.figure.fonts import Fonts
from components.figure.layout.free_space import FreeSpace, TextLabel
from components.figure.model import Box, NetworkPicture, Point, TieEdge
from components.network.layouts.labels import ALONG

WORDING, NUMBER = 9.5, 8.0
# The distance of parallel ties, in points.
LANE, CROWDED_LANE = 19.0, 4.0
# Where along a tie its number may be, as shares of its length, the best first.
NUMBER_PLACES = (0.2, 0.8, 0.15, 0.85, 0.3, 0.7, 0.5, 0.4, 0.6, 0.1, 0.9)
# Where ties crowd they are drawn this much narrower; a tie that is only background has this width and opacity.
CROWDED_WIDTH, BACKGROUND_WIDTH, BACKGROUND_OPACITY = 0.45, 0.9, 0.3
# No tie bends further aside than this share of its length.
MOST_BEND = 0.35
# How wide a line of a wording may be; the first is at least this.
WORDING_WIDTHS = (150.0, 105.0)


@dataclass(frozen=True)
class TieCurve:
    """A tie as a quadratic curve, with its wording and the centre of its number (None where there is no room)."""

    edge: TieEdge
    start: Point
    bend: Point
    end: Point
    wording: TextLabel | None = None
    number: Point | None = None

    def point(self, share: float) -> Point:
        """The point after this share of the curve."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (a * p + b * q + c * r for p, q, r in zip(self.start, self.bend, self.end, strict=True))
        return x, y


def lane_width(network: NetworkPicture) -> float:
    return CROWDED_LANE if network.is_crowded else LANE


def tie_curves(
    network: NetworkPicture, positions: dict[str, Point], space: FreeSpace, fonts: Fonts
) -> tuple[TieCurve, ...]:
    """The ties as curves. Where ties crowd they have neither number nor wording; else numbers come first."""
    curves = [_curve(edge, positions, lane_width(network)) for edge in network.edges]
    if not network.is_crowded:
        if network.has_numbers:
            curves = [_with_number(curve, space) if curve.edge.number else curve for curve in curves]
        curves = [_with_wording(curve, space, fonts) if curve.edge.number else curve for curve in curves]
    return tuple(curves)


def _curve(edge: TieEdge, positions: dict[str, Point], lane: float) -> TieCurve:
    """Straight in lane 0; in the other lanes its middle is that many lanes aside."""
    (x1, y1), (x2, y2) = positions[edge.actors[0]], positions[edge.actors[1]]
    length = max(hypot(x2 - x1, y2 - y1), 1.0)
    aside = 2 * max(-MOST_BEND * length, min(lane * edge.lane, MOST_BEND * length))
    bend = ((x1 + x2) / 2 + aside * (y2 - y1) / length, (y1 + y2) / 2 - aside * (x2 - x1) / length)
    return TieCurve(edge, (x1, y1), bend, (x2, y2))


def _with_number(curve: TieCurve, space: FreeSpace) -> TieCurve:
    """The number where there is room; every tie has one, so the last resort is the last place."""
    boxes = list(_boxes(curve, NUMBER_PLACES, NUMBER * 1.64, NUMBER * 1.64))
    left, top, right, bottom = next(filter(space.is_free, boxes), boxes[-1])
    space.occupy((left, top, right, bottom))
    return replace(curve, number=((left + right) / 2, (top + bottom) / 2))


def _with_wording(curve: TieCurve, space: FreeSpace, fonts: Fonts) -> TieCurve:
    """The wording on its tie, in one line if there is room, else in more and narrower ones, else not at all."""
    text = curve.edge.wording + (" ?" if curve.edge.is_doubtful else "")
    across = abs(curve.end[0] - curve.start[0]) * 0.8
    for room in (max(across, WORDING_WIDTHS[0]), *WORDING_WIDTHS):
        lines = tuple(fonts.wrap(text, WORDING, room))
        width = max(fonts.width(line, WORDING) for line in lines) + 5
        height = len(lines) * WORDING * 1.2 + 2
        box = next(filter(space.is_free, _boxes(curve, ALONG, width, height)), None)
        if box:
            space.occupy(box)
            return replace(curve, wording=TextLabel(lines, box, WORDING))
    return curve


def _boxes(curve: TieCurve, places: tuple[float, ...], width: float, height: float) -> Iterator[Box]:
    for x, y in map(curve.point, places):
        yield x - width / 2, y - height / 2, x + width / 2, y + height / 2
