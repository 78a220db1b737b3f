"""A network and a frame -> everything at its place in points: dots, curves, names, wordings, numbers; nothing covers anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot

from components.figure.fonts import BOLD, REGULAR, Fonts
from components.figure.model import ActorDot, Box, NetworkPicture, Point, TieEdge
from components.network.labels import ALONG

NAME, CROWDED_NAME, WORDING, NUMBER, RING = 12.0, 8.0, 9.5, 8.0, 8.5
DOT, CROWDED_DOT, CENTRE = 7.5, 3.2, 7.5
# The lanes of parallel ties, in points; and where on a tie its words and its number may stand.
LANE, CROWDED_LANE = 19.0, 4.0
NUMBER_ALONG = (0.2, 0.8, 0.15, 0.85, 0.3, 0.7, 0.5, 0.4, 0.6, 0.1, 0.9)
RING_SIDES = ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 0), (-1, -1), (-1, 1))
OTHER_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0))
SAFETY, MOST_NUMBERS = 1.5, 4
# The height of a name, in its size: rows of names stand close.
LEADING = 1.12
# How much further one way than the other rings may be stretched.
MOST_STRETCH = 1.9
# How far from its dot a name may stand, in the dot's radius: near if there is room.
REACHES = (1.0, 2.4, 3.8)


@dataclass(frozen=True)
class TextLabel:
    """A text in lines: its box, its size and weight."""

    lines: tuple[str, ...]
    box: Box
    size: float
    weight: int = REGULAR


@dataclass(frozen=True)
class TieCurve:
    """A tie as a quadratic curve, with its words (None if there is no room) and the middle of its number."""

    edge: TieEdge
    start: Point
    bend: Point
    end: Point
    words: TextLabel | None
    number: Point | None


@dataclass(frozen=True)
class BandOutline:
    """A band of rungs: its edges, its style, its name."""

    box: Box
    style: str
    label: TextLabel


@dataclass(frozen=True)
class PageNetwork:
    """All of the picture in the frame; `scale` is points per unit of the network."""

    dots: dict[str, Point]
    names: dict[str, TextLabel]
    curves: tuple[TieCurve, ...]
    rings: tuple[BandOutline, ...]
    radius: float


class _Taken:
    """The room left in a frame: the boxes that are taken in it."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self.boxes: list[Box] = []

    def free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < self.frame[0] or right > self.frame[2] or top < self.frame[1] or bottom > self.frame[3]:
            return False
        return all(left >= b[2] or right <= b[0] or top >= b[3] or bottom <= b[1] for b in self.boxes)

    def take(self, box: Box) -> None:
        self.boxes.append(box)


def placed(network: NetworkPicture, frame: Box, fonts: Fonts) -> PageNetwork:
    """Fit the network into the frame and find room for its words. Names come first, then numbers, then wordings."""
    sides = RING_SIDES if network.bands else OTHER_SIDES
    fit = _fit(network, frame)
    dots = {dot.actor: fit((dot.x, dot.y)) for dot in network.dots}
    radius = CROWDED_DOT if network.crowded else DOT
    taken = _Taken(frame)
    for x, y in dots.values():
        taken.take((x - radius, y - radius, x + radius, y + radius))
    rings = tuple(_ring(network, at, fit, fonts) for at in range(len(network.bands)))
    for ring in rings:
        taken.take(ring.label.box)
    names = dict[str, TextLabel]()
    ordered = sorted(network.dots, key=lambda dot: (not dot.centre, -len(dot.numbers), dot.actor))
    # Who fits at the first side goes there before anybody steps aside into that room.
    for allowed in (sides[:1], sides):
        for dot in (dot for dot in ordered if dot.actor not in names):
            label = _name(network, dot, dots[dot.actor], radius, fonts, taken, allowed)
            if label and (taken.free(label.box) or allowed == sides):
                names[dot.actor] = label
                taken.take(label.box)
    curves = [_curve(edge, dots, _lane(network)) for edge in network.edges]
    if not network.crowded:
        curves = [_numbered(curve, taken) if curve.edge.number else curve for curve in curves]
        curves = [_worded(curve, taken, fonts) if curve.edge.number else curve for curve in curves]
    return PageNetwork(dots, names, tuple(curves), rings, radius)


def _fit(network: NetworkPicture, frame: Box) -> Callable[[Point], Point]:
    """The network's units -> points: as large as the frame allows, in its middle.

    Rings may be stretched either way, as they stand for order and not for distance; elsewhere both ways are alike.
    """
    left, top, right, bottom = _around(network, frame)
    xs = [dot.x for dot in network.dots] + [band.edges[at] for band in network.bands for at in (0, 2)]
    ys = [dot.y for dot in network.dots] + [band.edges[at] for band in network.bands for at in (1, 3)]
    wide, high = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    across, down = (right - left) / wide, (bottom - top) / high
    if not network.bands:
        across = down = min(across, down)
    else:
        across, down = min(across, MOST_STRETCH * down), min(down, MOST_STRETCH * across)
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    mx, my = (left + right) / 2, (top + bottom) / 2
    return lambda point: (mx + (point[0] - cx) * across, my + (point[1] - cy) * down)


def _around(network: NetworkPicture, frame: Box) -> Box:
    """The frame without what names and bent ties need beyond the outermost dots."""
    left, top, right, bottom = frame
    if network.bands:
        return left + 1, top + RING, right - 1, bottom - 2
    bent = _lane(network) * max((abs(edge.lane) for edge in network.edges), default=0) + WORDING
    return left + 70, top + max(bent, 30), right - 70, bottom - max(bent, 30)


def _ring(network: NetworkPicture, at: int, fit: Callable[[Point], Point], fonts: Fonts) -> BandOutline:
    band = network.bands[at]
    (left, top), (right, bottom) = fit(band.edges[:2]), fit(band.edges[2:])
    width = fonts.width(band.name, RING, BOLD)
    label = TextLabel((band.name,), (left + 10, top - RING * 0.6, left + 16 + width, top + RING * 0.6), RING, BOLD)
    return BandOutline((left, top, right, bottom), band.style, label)


def _name(
    network: NetworkPicture,
    dot: ActorDot,
    spot: Point,
    radius: float,
    fonts: Fonts,
    taken: _Taken,
    sides: tuple[tuple[int, int], ...],
) -> TextLabel | None:
    """The name beside its dot, on the first side with room; where ties crowd, with its note numbers.

    There its code stands in for it if there is room for no more, and nothing does if there is none at all.
    """
    strong = dot.centre or not network.crowded
    size, weight = (NAME, BOLD) if strong else (CROWDED_NAME, REGULAR)
    numbers = f" {_numbers(dot)}" if network.crowded and not dot.centre else ""
    options = [dot.name, dot.short] if strong else [dot.short, dot.actor][: len(sides)]
    boxes = [
        (text, _beside(spot, fonts.width(text, size, weight), size, radius * reach, side))
        for reach in REACHES
        for text in (option + numbers for option in options)
        for side in sides
    ]
    free = [(text, box) for text, box in boxes if taken.free(box)] or (
        [] if network.crowded and not dot.centre else boxes
    )
    if not free:
        return None
    text, box = free[0]
    return TextLabel((text,), box, size, weight)


def _numbers(dot: ActorDot) -> str:
    """The first few; which ties the others are stands in the notes."""
    rest = len(dot.numbers) - MOST_NUMBERS
    return ", ".join(map(str, dot.numbers[:MOST_NUMBERS])) + (f" +{rest}" if rest > 0 else "")


def _beside(spot: Point, width: float, size: float, radius: float, side: tuple[int, int]) -> Box:
    x, y = spot
    gap, height = radius + 3, size * LEADING
    left = x + gap if side[0] > 0 else x - gap - width if side[0] < 0 else x - width / 2
    top = y + gap if side[1] > 0 else y - gap - height if side[1] < 0 else y - height / 2
    return left, top, left + width + SAFETY, top + height


def _lane(network: NetworkPicture) -> float:
    """How far parallel ties stand apart."""
    return CROWDED_LANE if network.crowded else LANE


def _curve(edge: TieEdge, dots: dict[str, Point], lane: float) -> TieCurve:
    """Straight in lane 0; in the others bent aside so that its middle is that many lanes away."""
    (x1, y1), (x2, y2) = dots[edge.actors[0]], dots[edge.actors[1]]
    length = max(hypot(x2 - x1, y2 - y1), 1.0)
    aside = 2 * max(-0.35 * length, min(lane * edge.lane, 0.35 * length))
    bend = ((x1 + x2) / 2 + aside * (y2 - y1) / length, (y1 + y2) / 2 - aside * (x2 - x1) / length)
    return TieCurve(edge, (x1, y1), bend, (x2, y2), None, None)


def point_on(curve: TieCurve, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return tuple(a * p + b * q + c * r for p, q, r in zip(curve.start, curve.bend, curve.end, strict=True))  # type: ignore[return-value]


def _numbered(curve: TieCurve, taken: _Taken) -> TieCurve:
    """The number on its tie, where there is room; each tie has one, so the last resort is the best of the rest."""
    reach = NUMBER * 0.82
    for x, y in (point_on(curve, t) for t in NUMBER_ALONG):
        box = (x - reach, y - reach, x + reach, y + reach)
        if taken.free(box):
            break
    taken.take(box)
    return TieCurve(
        curve.edge, curve.start, curve.bend, curve.end, None, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    )


def _worded(curve: TieCurve, taken: _Taken, fonts: Fonts) -> TieCurve:
    across = abs(curve.end[0] - curve.start[0]) * 0.8
    for room in (max(across, 150.0), 150.0, 105.0):
        lines = tuple(fonts.wrapped(curve.edge.wording + (" ?" if curve.edge.doubt else ""), WORDING, room))
        width = max(fonts.width(line, WORDING) for line in lines) + 5
        height = len(lines) * WORDING * 1.2 + 2
        for box in _boxes(curve, width, height):
            if taken.free(box):
                taken.take(box)
                return TieCurve(
                    curve.edge, curve.start, curve.bend, curve.end, TextLabel(lines, box, WORDING), curve.number
                )
    return curve


def _boxes(curve: TieCurve, width: float, height: float) -> Iterator[Box]:
    for x, y in (point_on(curve, t) for t in ALONG):
        yield x - width / 2, y - height / 2, x + width / 2, y + height / 2
