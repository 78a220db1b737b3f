"""A figure and a page size -> the position of everything on its pages, in points; a renderer only draws it."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from components.figure.font_files import BOLD, REGULAR
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
    keys, bottom = _legend(figure, width, bottom)
    page = partial(PicturePage, width, height, (*head, *foot), keys)
    picture, frame = figure.picture, (MARGIN, top - 4, width - MARGIN, bottom - 6)
    if isinstance(picture, NetworkPicture):
        return [page(network_on_page(picture, frame, figure.fonts))]
    return [page(drawing) for drawing in picture.pages(frame, figure.fonts)]


def _head(figure: BriefingFigure, width: float) -> tuple[list[PageText], float]:
    """Title and subtitle, and the height below them."""
    lines, y = list[PageText](), MARGIN + TITLE * 0.8
    for text in figure.fonts.wrap(figure.title, TITLE, width - 2 * MARGIN, BOLD):
        lines.append(PageText(text, MARGIN, y, TITLE, BOLD))
        y += TITLE * TITLE_LEADING
    for text in figure.fonts.wrap(figure.subtitle, SUBTITLE, width - 2 * MARGIN):
        lines.append(PageText(text, MARGIN, y, SUBTITLE))
        y += SUBTITLE * LEADING
    return lines, y


def _foot(figure: BriefingFigure, width: float, height: float) -> tuple[list[PageText], float]:
    """The footer, built from the bottom up, and the height above it."""
    lines, y = list[PageText](), height - MARGIN - FOOTER
    for text in reversed(figure.fonts.wrap(figure.footer, FOOTER, width - 2 * MARGIN)):
        lines.append(PageText(text, MARGIN, y, FOOTER))
        y -= FOOTER * LEADING
    return lines, y


def _legend(figure: BriefingFigure, width: float, bottom: float) -> tuple[tuple[LegendKey, ...], float]:
    """The legend in rows above `bottom`, and the height above it."""
    rows, step = _legend_rows(figure, width - 2 * MARGIN), LEGEND * LEGEND_LEADING
    top = bottom - len(rows) * step
    keys = (LegendKey(entry, x, top + (number + 0.4) * step) for number, row in enumerate(rows) for x, entry in row)
    return tuple(keys), top


def _legend_rows(figure: BriefingFigure, room: float) -> list[list[tuple[float, LegendEntry]]]:
    """The entries in rows no wider than `room`, each with its left end."""
    rows, x = list[list[tuple[float, LegendEntry]]]([[]]), 0.0
    for entry in figure.legend:
        width = KEY + KEY_GAP + figure.fonts.width(entry.text, LEGEND) + GUTTER
        if rows[-1] and x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((MARGIN + x, entry))
        x += width
    return rows
