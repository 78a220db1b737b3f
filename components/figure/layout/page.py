"""The sizes of pages, in points, and what all pages have: margins, lines of text, a legend. A renderer only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from components.figure.model import Box, BriefingFigure, LegendEntry, Marker, Shape, StraightLine, TextLine
from components.figure.text.font_files import REGULAR
from components.figure.text.fonts import Fonts

PageSize = Literal["slide", "a4-landscape", "a4-portrait", "square"]
# Width and height in points.
PAGE_SIZES: dict[PageSize, tuple[int, int]] = {
    "slide": (960, 540),
    "a4-landscape": (842, 595),
    "a4-portrait": (595, 842),
    "square": (720, 720),
}
MARGIN, GUTTER = 30.0, 18.0
# Below this width in points, the names beside a picture may take more of it.
NARROW_PICTURE = 700
# Type sizes in points, and the distance of two lines as a share of the type size.
_LEGEND = 9.0
LEADING, LEGEND_LEADING = 1.32, 1.5
# How much of a bar its dashed edge takes.
BAR_EDGE = 2.0
# The width of a stroke in the legend, and its distance from the text.
KEY_WIDTH, KEY_GAP = 26.0, 6


@dataclass(frozen=True)
class PageText:
    """A line of text, and the start of its base line."""

    text: str
    x: float
    y: float
    size: float
    weight: int = REGULAR


@dataclass(frozen=True)
class LegendKey:
    """A legend entry: the left end of its stroke, and the middle of its line."""

    entry: LegendEntry
    x: float
    y: float
    size: float = _LEGEND

    @property
    def text(self) -> PageText:
        return PageText(self.entry.text, self.x + KEY_WIDTH + KEY_GAP, self.y + self.size * 0.36, self.size)


def sample_of(key: LegendKey) -> list[Shape]:
    """What is before the text of an entry: its sign, its shape, or its stroke."""
    entry, stroke, middle = key.entry, key.entry.stroke, key.x + KEY_WIDTH / 2
    if entry.sign:
        return [TextLine(entry.sign, middle, key.y + key.size * 0.36, key.size, key.size, REGULAR, "ink", "middle")]
    if entry.shape:
        return [Marker(entry.shape, (middle, key.y), key.size, stroke)]
    line = StraightLine((key.x, key.y), (key.x + KEY_WIDTH, key.y), stroke, stroke.width, stroke.dash)
    half = stroke.width / 2
    return [line, *edge_of_bar((key.x, key.y - half, key.x + KEY_WIDTH, key.y + half), entry.edge)]


def edge_of_bar(box: Box, dash: tuple[int, ...]) -> list[Shape]:
    """What tells a bar from one of another type without its colour: its lower edge is dashed as lines of its type are."""
    left, _, right, bottom = box
    y = bottom - BAR_EDGE / 2
    return [StraightLine((left, y), (right, y), "paper", BAR_EDGE, dash)] if dash else []


@dataclass(frozen=True)
class PageLegend:
    """The keys of a legend, the names of its groups where they begin, and the height above all of it."""

    keys: tuple[LegendKey, ...]
    names: tuple[PageText, ...]
    top: float

    def higher(self, distance: float) -> "PageLegend":
        """The same so many points further up."""
        keys = tuple(replace(key, y=key.y - distance) for key in self.keys)
        return PageLegend(keys, tuple(replace(name, y=name.y - distance) for name in self.names), self.top - distance)


def legend_above(figure: BriefingFigure, bottom: float, right: float, size: float, least_rows: int = 0) -> PageLegend:
    """The legend in rows above `bottom`, whole at any width: each group begins a row with its name."""
    rows, step = legend_rows(figure.legend, right, size, figure.fonts), size * LEGEND_LEADING
    top = bottom - max(len(rows), least_rows) * step
    keys, names = list[LegendKey](), list[PageText]()
    for number, (name, row) in enumerate(rows):
        y = top + (number + 0.4) * step
        keys += [LegendKey(entry, x, y, size) for x, entry in row]
        if name:
            names.append(PageText(name, MARGIN, y + size * 0.36, size))
    return PageLegend(tuple(keys), tuple(names), top)


def legend_rows(
    legend: Sequence[LegendEntry], right: float, size: float, fonts: Fonts
) -> list[tuple[str, list[tuple[float, LegendEntry]]]]:
    """(name of the group where it begins, the entries with their left ends)."""
    rows, names = list[tuple[str, list[tuple[float, LegendEntry]]]](), {entry.group for entry in legend}
    start = MARGIN + max((fonts.width(name, size) + GUTTER for name in names if name), default=0.0)
    for group, entries in groupby(legend, key=lambda entry: entry.group):
        rows.append((group, []))
        x = start
        for entry in entries:
            width = KEY_WIDTH + KEY_GAP + fonts.width(entry.text, size)
            if rows[-1][1] and x + width > right:
                rows.append(("", []))
                x = start
            rows[-1][1].append((x, entry))
            x += width + GUTTER
    return rows


def bottom_of(shape: Shape) -> float:
    """The lowest point of a shape."""
    if isinstance(shape, StraightLine):
        return max(shape.start[1], shape.end[1])
    if isinstance(shape, Marker):
        return shape.centre[1] + shape.size / 2
    return shape.box[3]
