"""The citations of a figure -> columns of text on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.figure.font_files import BOLD
from components.figure.layout.links import PageLink, links_in
from components.figure.layout.page import GUTTER, LEADING, MARGIN, PAGE_SIZES, PageSize, PageText
from components.figure.model import BriefingFigure, TextLine

HEADING_SIZE, CITATION_SIZE = 14.0, 8.0
# A page this wide has three columns, a narrower one two.
WIDE = 900
CITATIONS_HEADING = "Notes and sources"


@dataclass(frozen=True)
class CitationsPage:
    """A page of citations as lines, a heading first; and for a renderer that wraps text itself, those of each column.

    `links` are the addresses of the sources, `edges` are the marking and the number of the page.
    """

    width: float
    height: float
    lines: tuple[PageText, ...]
    columns: tuple[tuple[str, ...], ...]
    top: float
    is_first: bool
    links: tuple[PageLink, ...] = ()
    edges: tuple[TextLine, ...] = ()


def citation_pages(figure: BriefingFigure, size: PageSize) -> list[CitationsPage]:
    """As many pages as the citations need; no citation is divided between two columns."""
    width, height = PAGE_SIZES[size]
    most = int((height - 2 * MARGIN - HEADING_SIZE * 2 - CITATION_SIZE) / (CITATION_SIZE * LEADING))
    line_lists, columns, used = _line_lists(figure, width), list[list[int]](), 0
    for place, lines in enumerate(line_lists):
        if not columns or used + len(lines) - 1 > most:
            columns.append([])
            used = 0
        columns[-1].append(place)
        used += len(lines)
    count = column_count(width)
    pages = [columns[first : first + count] for first in range(0, len(columns), count)]
    return [_page(figure, line_lists, page, (width, height), is_first=page is pages[0]) for page in pages]


def _page(
    figure: BriefingFigure,
    line_lists: list[list[str]],
    columns: list[list[int]],
    size: tuple[float, float],
    *,
    is_first: bool,
) -> CitationsPage:
    top, (width, height) = MARGIN + HEADING_SIZE * 2, size
    heading = PageText(CITATIONS_HEADING, MARGIN, MARGIN + HEADING_SIZE, HEADING_SIZE, BOLD)
    lines, links = [heading], list[PageLink]()
    for number, column in enumerate(columns):
        row = 0
        for place in column:
            placed = _positioned(line_lists[place], number, row, width, top)
            links += links_in(figure.citations[place], placed, figure.fonts)
            row += len(line_lists[place])
            lines += placed
    texts = tuple(tuple(figure.citations[place] for place in column) for column in columns)
    return CitationsPage(width, height, tuple(lines), texts, top, is_first, tuple(links))


def column_count(width: float) -> int:
    return 3 if width > WIDE else 2


def column_width(width: float) -> float:
    count = column_count(width)
    return (width - 2 * MARGIN - (count - 1) * GUTTER) / count


def _line_lists(figure: BriefingFigure, width: float) -> list[list[str]]:
    """Each citation in the lines of a column, an empty line after it."""
    return [[*figure.fonts.wrap(text, CITATION_SIZE, column_width(width)), ""] for text in figure.citations]


def _positioned(lines: Sequence[str], column: int, row: int, width: float, top: float) -> list[PageText]:
    """The lines of a citation from a row of a column down."""
    x, step = MARGIN + column * (column_width(width) + GUTTER), CITATION_SIZE * LEADING
    return [
        PageText(text, x, top + (row + number + 0.8) * step, CITATION_SIZE) for number, text in enumerate(lines) if text
    ]
