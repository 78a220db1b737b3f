"""A figure and a size -> what stands where on its pages, in points; each renderer only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from components.figure.fonts import BOLD, REGULAR
from components.figure.layout.placement import PageNetwork, placed
from components.figure.model import Box, BriefingFigure, Drawing, LegendEntry, NetworkPicture

Size = Literal["slide", "a4-landscape", "a4-portrait", "square"]
SIZES: dict[Size, tuple[int, int]] = {
    "slide": (960, 540),
    "a4-landscape": (842, 595),
    "a4-portrait": (595, 842),
    "square": (720, 720),
}
MARGIN, GUTTER = 30.0, 18.0
TITLE, HEADING, SUBTITLE, LEGEND, NOTE, FOOT = 18.0, 14.0, 10.5, 9.0, 8.0, 8.0
LEADING, KEY = 1.32, 26.0
# A page this wide has three columns of notes.
WIDE = 900
HEAD = "Notes and sources"


@dataclass(frozen=True)
class PageText:
    """A line of text: where its base line begins."""

    text: str
    x: float
    y: float
    size: float
    weight: int = REGULAR


@dataclass(frozen=True)
class LegendKey:
    """A legend entry: where its stroke begins, and the middle of its line."""

    entry: LegendEntry
    x: float
    y: float


@dataclass(frozen=True)
class PicturePage:
    """A page with a picture, or with the part of one that fits."""

    width: float
    height: float
    lines: tuple[PageText, ...]
    legend_keys: tuple[LegendKey, ...]
    picture: PageNetwork | Drawing


@dataclass(frozen=True)
class CitationsPage:
    """A page of notes: its lines, and for a renderer that breaks lines by itself its columns, a text for each note."""

    lines: tuple[PageText, ...]
    columns: tuple[tuple[str, ...], ...]
    top: float


def picture_pages(figure: BriefingFigure, size: Size) -> list[PicturePage]:
    """Title and sentence on top, legend and what the tiers mean at the bottom, the picture in all that is left."""
    width, height = SIZES[size]
    room, lines = width - 2 * MARGIN, list[PageText]()
    y = MARGIN + TITLE * 0.8
    for text in figure.fonts.wrapped(figure.title, TITLE, room, BOLD):
        lines.append(PageText(text, MARGIN, y, TITLE, BOLD))
        y += TITLE * 1.2
    for text in figure.fonts.wrapped(figure.subtitle, SUBTITLE, room):
        lines.append(PageText(text, MARGIN, y, SUBTITLE))
        y += SUBTITLE * LEADING
    bottom = height - MARGIN - FOOT
    for text in reversed(figure.fonts.wrapped(figure.footer, FOOT, room)):
        lines.append(PageText(text, MARGIN, bottom, FOOT))
        bottom -= FOOT * LEADING
    rows = _legend_rows(figure, room)
    bottom -= len(rows) * LEGEND * 1.5
    keys = tuple(
        LegendKey(entry, x, bottom + (number + 0.4) * LEGEND * 1.5)
        for number, row in enumerate(rows)
        for x, entry in row
    )
    frame: Box = (MARGIN, y - 4, width - MARGIN, bottom - 6)
    picture, page = figure.picture, partial(PicturePage, width, height, tuple(lines), keys)
    if isinstance(picture, NetworkPicture):
        return [page(placed(picture, frame, figure.fonts))]
    return [page(drawing) for drawing in picture.drawn(frame, figure.fonts)]


def citation_pages(figure: BriefingFigure, size: Size) -> list[CitationsPage]:
    """As many pages as the notes need; no note is broken between two columns."""
    width, height = SIZES[size]
    rows = int((height - 2 * MARGIN - HEADING * 2 - FOOT) / (NOTE * LEADING))
    count, pages, columns, used = columns_on(width), list[list[list[int]]](), list[list[int]](), 0
    notes = _wrapped_notes(figure, width)
    for at, note in enumerate(notes):
        if not columns or used + len(note) - 1 > rows:
            if len(columns) == count:
                pages.append(columns)
                columns = []
            columns.append([])
            used = 0
        columns[-1].append(at)
        used += len(note)
    return [_notes_page(figure, notes, page, width) for page in [*pages, *([columns] if columns else [])]]


def _notes_page(
    figure: BriefingFigure, notes: list[list[str]], columns: list[list[int]], width: float
) -> CitationsPage:
    top = MARGIN + HEADING * 2
    head = PageText(HEAD, MARGIN, MARGIN + HEADING, HEADING, BOLD)
    lines = [[line for at in column for line in notes[at]] for column in columns]
    texts = tuple(tuple(figure.citations[at] for at in column) for column in columns)
    return CitationsPage((head, *_lines(lines, width, top)), texts, top)


def citations_below(figure: BriefingFigure, size: Size) -> tuple[tuple[PageText, ...], float]:
    """The notes under the picture in columns of about one height, and how much higher the picture grows."""
    width, height = SIZES[size]
    notes = _wrapped_notes(figure, width)
    columns, goal = list[list[str]]([[]]), -(-sum(map(len, notes)) // columns_on(width))
    for note in notes:
        if columns[-1] and len(columns[-1]) + len(note) / 2 > goal and len(columns) < columns_on(width):
            columns.append([])
        columns[-1] += note
    grown = max(map(len, columns)) * NOTE * LEADING + MARGIN
    return tuple(_lines(columns, width, height)), grown


def columns_on(width: float) -> int:
    return 3 if width > WIDE else 2


def column_width(width: float) -> float:
    count = columns_on(width)
    return (width - 2 * MARGIN - (count - 1) * GUTTER) / count


def _wrapped_notes(figure: BriefingFigure, width: float) -> list[list[str]]:
    """Each note in the lines of a column, a free line behind it."""
    return [[*figure.fonts.wrapped(note, NOTE, column_width(width)), ""] for note in figure.citations]


def _lines(columns: Sequence[Sequence[str]], width: float, top: float) -> list[PageText]:
    step = column_width(width) + GUTTER
    return [
        PageText(text, MARGIN + place * step, top + (row + 0.8) * NOTE * LEADING, NOTE)
        for place, lines in enumerate(columns)
        for row, text in enumerate(lines)
        if text
    ]


def _legend_rows(figure: BriefingFigure, room: float) -> list[list[tuple[float, LegendEntry]]]:
    """The entries in rows, each with its place from the left."""
    rows, x = list[list[tuple[float, LegendEntry]]]([[]]), 0.0
    for entry in figure.legend:
        width = KEY + 6 + figure.fonts.width(entry.words, LEGEND) + GUTTER
        if rows[-1] and x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((MARGIN + x, entry))
        x += width
    return rows
