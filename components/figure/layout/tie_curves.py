"""Ties -> curves, each with its words and the numbers of its notes where there is room for them."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from components.figure.fonts import Fonts
from components.figure.footnotes import superscript
from components.figure.layout.free_space import FreeSpace, TextLabel
from components.figure.layout.line_points import LinePoints
from components.figure.model import Box, NetworkPicture, Point, TieEdge
from components.network.layouts.labels import ALONG
from components.network.layouts.lanes import MOST_BEND, LaneWidths, Pair, apex

WORDING = 11.0
# Where ties crowd they are drawn this much narrower; a tie that is only background has this width and opacity.
CROWDED_WIDTH, BACKGROUND_WIDTH, BACKGROUND_OPACITY = 0.45, 0.9, 0.3
# How wide a row of words may be; the first is at least this.
ROOMS = (150.0, 105.0, 80.0)
# What a place for words costs: a point of another line that it covers, a further row, a place far from the middle of the
# tie, or beside it; there near, or beyond the dots at its ends.
COVERED, ROW, ASIDE, BESIDE = 1.0, 4.0, 6.0, 5.0
# Words that leave less than this share of their own line to be seen cost more.
MOST_HIDDEN, HIDES = 0.6, 14.0
GAPS = (2.5, 9.5)


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


def with_texts(
    curves: Sequence[TieCurve],
    space: FreeSpace,
    fonts: Fonts,
    *,
    with_numbers: bool,
    styles_of_rings: Container[str] = (),
) -> tuple[TieCurve, ...]:
    """The texts by rank, so that the highest label is the last to go for want of room; numbers follow the words.

    Of ties whose style is among `styles_of_rings`, which says it, only the numbers and the count are written.
    """
    by_rank = sorted(range(len(curves)), key=lambda index: curves[index].edge.order)
    texts, points = list(curves), points_of(curves)
    for index in by_rank:
        if numbers := curves[index].numbers:
            note = superscript(numbers) if with_numbers else ""
            ways = [] if curves[index].edge.style in styles_of_rings else _broken(curves[index], note, fonts)
            texts[index] = _with_wording(curves[index], note, ways, index, points, space, fonts)
    return tuple(texts)


def _with_wording(
    curve: TieCurve,
    note: str,
    broken: Sequence[tuple[str, ...]],
    index: int,
    points: LinePoints,
    space: FreeSpace,
    fonts: Fonts,
) -> TieCurve:
    """The words on their tie or beside it, at the free place that costs least; where they have no room, without them."""
    least = " ".join(filter(None, (note, _count(curve) if len(curve.edges) > 1 else "")))
    ways = (broken, [(least,)] if least else [])
    labels = (_best_label(curve, index, rows, points, space, fonts) for rows in ways)
    label = next(filter(None, labels), None)
    if label is None:
        return curve
    space.occupy(label.box)
    return replace(curve, wording=label)


def _best_label(
    curve: TieCurve, index: int, ways: Sequence[tuple[str, ...]], points: LinePoints, space: FreeSpace, fonts: Fonts
) -> TextLabel | None:
    """Of these ways to break the words into rows, the one at the free place that costs least."""
    least, best = float("inf"), None
    for rows in ways:
        width = max(fonts.width(row, WORDING) for row in rows) + 5
        height = len(rows) * WORDING * 1.2 + 2
        for box, of_place in _places(curve, width, height):
            is_on = of_place < BESIDE
            cost = of_place * (1 if is_on else len(rows)) + (len(rows) - 1) * ROW
            if is_on and curve.hidden_share(width, height) > MOST_HIDDEN:
                cost += HIDES
            if cost < least and space.is_free(box):
                cost += COVERED * points.count_in(box, but=index)
                if cost < least:
                    least, best = cost, TextLabel(rows, box, WORDING)
    return best


def _broken(curve: TieCurve, note: str, fonts: Fonts) -> list[tuple[str, ...]]:
    """The words in rows, for each room; what fits into one row is in one."""
    rooms = (max(abs(curve.end[0] - curve.start[0]) * 0.8, ROOMS[0]), *ROOMS)
    texts = [f"{text}{note}{_mark(curve)}" if not number else text for number, text in enumerate(curve.edge.texts)]
    ways: dict[tuple[str, ...], None] = {}
    longest = max(
        (fonts.width(word, WORDING) for text in texts for word in text.split() if not _is_chinese(word)), default=0
    )
    for room in (room for room in rooms if room >= longest) if texts else ():
        whole = " · ".join(texts)
        rows = (
            [whole]
            if fonts.width(whole, WORDING) <= room
            else [row for text in texts for row in fonts.wrap(text, WORDING, room)]
        )
        ways[tuple(rows)] = None
    return list(ways)


def _is_chinese(word: str) -> bool:
    """Whether it has characters between any two of which a row may end."""
    return any("\u4e00" <= character <= "\u9fff" for character in word)


def _count(curve: TieCurve) -> str:
    return f"×{len(curve.edges)}"


def _mark(curve: TieCurve) -> str:
    """How many ties the line stands for, and whether the highest is uncertain."""
    count = f" {_count(curve)}" if len(curve.edges) > 1 else ""
    return count + (" ?" if curve.edge.is_doubtful else "")


def _places(curve: TieCurve, width: float, height: float) -> Iterator[tuple[Box, float]]:
    """Boxes on the curve and beside it, each with what the place costs."""
    for share in ALONG:
        (x, y), base = curve.point(share), abs(share - 0.5) * ASIDE
        yield _box_around((x, y), width, height), base
        for further, gap in enumerate(GAPS):
            right, down = width / 2 + gap, height / 2 + gap
            for across, lower in ((0, -down), (0, down), (-right, 0), (right, 0)):
                yield _box_around((x + across, y + lower), width, height), base + BESIDE + further


def _box_around(middle: Point, width: float, height: float) -> Box:
    x, y = middle
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
