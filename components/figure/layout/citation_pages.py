"""The citations of a figure -> columns of text below its picture, or on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.figure.font_files import BOLD
from components.figure.layout.page import FOOTER, GUTTER, LEADING, MARGIN, PAGE_SIZES, PageSize, PageText
from components.figure.model import BriefingFigure, TextLine

HEADING_SIZE, CITATION_SIZE = 14.0, 8.0
# A page this wide has three columns, a narrower one two.
WIDE = 900
CITATIONS_HEADING = "Notes and sources"


@dataclass(frozen=True)
class CitationsPage:
    """A page of citations as lines, a heading first; and for a renderer that wraps text itself, those of each column.

    `edges` are the marking and the number of the page.
    """

    width: float
    height: float
    lines: tuple[PageText, ...]
    columns: tuple[tuple[str, ...], ...]
    top: float
    edges: tuple[TextLine, ...] = ()


def citation_pages(figure: BriefingFigure, size: PageSize) -> list[CitationsPage]:
    """As many pages as the citations need; no citation is divided between two columns."""
    width, height = PAGE_SIZES[size]
    most = int((height - 2 * MARGIN - HEADING_SIZE * 2 - FOOTER) / (CITATION_SIZE * LEADING))
    line_lists, columns, used = _line_lists(figure, width), list[list[int]](), 0
    for place, lines in enumerate(line_lists):
        if not columns or used + len(lines) - 1 > most:
            columns.append([])
            used = 0
        columns[-1].append(place)
        used += len(lines)
    count = column_count(width)
    pages = [columns[first : first + count] for first in range(0, len(columns), count)]
    return [_page(figure, line_lists, page, width, height) for page in pages]


def _page(
    figure: BriefingFigure, line_lists: list[list[str]], columns: list[list[int]], width: float, height: float
) -> CitationsPage:
    top = MARGIN + HEADING_SIZE * 2
    heading = PageText(CITATIONS_HEADING, MARGIN, MARGIN + HEADING_SIZE, HEADING_SIZE, BOLD)
    lines = [[line for place in column for line in line_lists[place]] for column in columns]
    texts = tuple(tuple(figure.citations[place] for place in column) for column in columns)
    return CitationsPage(width, height, (heading, *_positioned(lines, width, top)), texts, top)


def citations_below(figure: BriefingFigure, size: PageSize) -> tuple[tuple[PageText, ...], float]:
    """The citations below the picture in columns of about one height, and how much higher the page gets."""
    width, height = PAGE_SIZES[size]
    line_lists, count = _line_lists(figure, width), column_count(width)
    columns, goal = list[list[str]]([[]]), -(-sum(map(len, line_lists)) // count)
    for lines in line_lists:
        if columns[-1] and len(columns[-1]) + len(lines) / 2 > goal and len(columns) < count:
            columns.append([])
        columns[-1] += lines
    return tuple(_positioned(columns, width, height)), max(map(len, columns)) * CITATION_SIZE * LEADING + MARGIN


def column_count(width: float) -> int:
    return 3 if width > WIDE else 2


def column_width(width: float) -> float:
    count = column_count(width)
    return (width - 2 * MARGIN - (count - 1) * GUTTER) / count


def _line_lists(figure: BriefingFigure, width: float) -> list[list[str]]:
    """Each citation in the lines of a column, an empty line after it."""
    return [[*figure.fonts.wrap(text, CITATION_SIZE, column_width(width)), ""] for text in figure.citations]


def _positioned(columns: Sequence[Sequence[str]], width: float, top: float) -> list[PageText]:
    step = column_width(width) + GUTTER
    return [
        PageText(text, MARGIN + number * step, top + (row + 0.8) * CITATION_SIZE * LEADING, CITATION_SIZE)
        for number, lines in enumerate(columns)
        for row, text in enumerate(lines)
        if text
    ]
