"""A figure and a page size -> the position of everything on its pages, in points; a renderer only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Literal

from components.figure.font_files import BOLD, REGULAR
from components.figure.fonts import Fonts
from components.figure.layout.network_on_page import PageNetwork, network_on_page
from components.figure.model import BriefingFigure, Drawing, LegendEntry, NetworkPicture

PageSize = Literal["slide", "a4-landscape", "a4-portrait", "square"]
# Width and height in points.
PAGE_SIZES: dict[PageSize, tuple[int, int]] = {
    "slide": (960, 540),
    "a4-landscape": (842, 595),
    "a4-portrait": (595, 842),
    "square": (720, 720),
}
MARGIN, GUTTER = 30.0, 18.0
# Type sizes in points, and the distance of two lines as a share of the type size.
TITLE, SUBTITLE, LEGEND, FOOTER = 18.0, 10.5, 9.0, 8.0
TITLE_LEADING, LEADING, LEGEND_LEADING = 1.2, 1.32, 1.5
# The width of a stroke in the legend, and its distance from the text.
KEY, KEY_GAP = 26.0, 6


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
    size: float = LEGEND

    @property
    def text(self) -> PageText:
        return PageText(self.entry.text, self.x + KEY + KEY_GAP, self.y + self.size * 0.36, self.size)


@dataclass(frozen=True)
class PicturePage:
    """A page with a picture, or with the part of one that fits."""

    width: float
    height: float
    lines: tuple[PageText, ...]
    legend_keys: tuple[LegendKey, ...]
    picture: PageNetwork | Drawing


def picture_pages(figure: BriefingFigure, size: PageSize) -> list[PicturePage]:
    """Title and subtitle at the top, footer and legend at the bottom, the picture in the space between."""
    width, height = PAGE_SIZES[size]
    head, top = _head(figure, width)
    foot, bottom = _foot(figure, width, height)
    legend = legend_above(figure, bottom, width - MARGIN, LEGEND)
    page = partial(PicturePage, width, height, (*head, *foot, *legend.names), legend.keys)
    picture, frame = figure.picture, (MARGIN, top - 4, width - MARGIN, legend.top - 6)
    if isinstance(picture, NetworkPicture):
        return [page(network_on_page(picture, frame, figure.fonts))]
    return [page(drawing) for drawing in picture.pages(frame, figure.fonts)]


def _head(figure: BriefingFigure, width: float) -> tuple[list[PageText], float]:
    """Title and subtitle, and the height below them."""
    lines, y = list[PageText](), MARGIN + TITLE * 0.8
    for text in figure.fonts.wrap(figure.title, TITLE, width - 2 * MARGIN, BOLD):
        lines.append(PageText(text, MARGIN, y, TITLE, BOLD))
        y += TITLE * TITLE_LEADING
    for text in figure.fonts.wrap(figure.slide.sentence, SUBTITLE, width - 2 * MARGIN):
        lines.append(PageText(text, MARGIN, y, SUBTITLE))
        y += SUBTITLE * LEADING
    return lines, y


def _foot(figure: BriefingFigure, width: float, height: float) -> tuple[list[PageText], float]:
    """The footer, built from the bottom up, and the height above it."""
    lines, y = list[PageText](), height - MARGIN - FOOTER
    for text in reversed(
        figure.fonts.wrap(f"{figure.slide.coverage}. {figure.slide.sources}", FOOTER, width - 2 * MARGIN)
    ):
        lines.append(PageText(text, MARGIN, y, FOOTER))
        y -= FOOTER * LEADING
    return lines, y


@dataclass(frozen=True)
class PageLegend:
    """The keys of a legend, the names of its groups where they begin, and the height above all of it."""

    keys: tuple[LegendKey, ...]
    names: tuple[PageText, ...]
    top: float


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
            width = KEY + KEY_GAP + fonts.width(entry.text, size)
            if rows[-1][1] and x + width > right:
                rows.append(("", []))
                x = start
            rows[-1][1].append((x, entry))
            x += width + GUTTER
    return rows
