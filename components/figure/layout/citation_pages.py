"""The citations of a figure -> columns of text on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from components.figure.layout.links import PageLink, links_in
from components.figure.layout.page import GUTTER, LEADING, MARGIN, PAGE_SIZES, PageSize, PageText
from components.figure.model import BriefingFigure, TextLine
from components.figure.text.font_files import BOLD
from data.base.text import quantity

HEADING_SIZE = 14.0
# Type sizes, the largest first: the first that needs no more pages than the last.
CITATION_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
FEW_PAGES = 3
# A page this wide has three columns, a narrower one two.
_WIDE = 900
# Characters of all notes: to break them into lines takes five seconds. All records of ours have a fifth.
MOST_OF_NOTES = 1_500_000
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
    size: float
    links: tuple[PageLink, ...] = ()
    edges: tuple[TextLine, ...] = ()


def citation_pages(figure: BriefingFigure, size: PageSize) -> list[CitationsPage]:
    """As many pages as the citations need; no citation is divided between two columns, and all are about equally long."""
    figure = _with_fewer_notes(figure)
    width, _ = page_size = PAGE_SIZES[size]
    fewest = _page_count(figure, page_size, CITATION_SIZES[-1])
    # Of many pages one that is half empty is none of the first that anybody sees, and to measure them costs time.
    sizes = CITATION_SIZES if fewest <= FEW_PAGES else CITATION_SIZES[-1:]
    type_size = next(one for one in sizes if _page_count(figure, page_size, one) <= fewest)
    line_lists, count = _line_lists(figure, width, type_size), column_count(width)
    columns = _even_columns(line_lists, _most_lines(page_size, type_size), fewest * count)
    pages = [columns[first : first + count] for first in range(0, len(columns), count)]
    return [_page(figure, line_lists, page, page_size, type_size, is_first=page is pages[0]) for page in pages]


def _with_fewer_notes(figure: BriefingFigure) -> BriefingFigure:
    """The figure with the notes that there is room for, and how many more there are."""
    ends = accumulate(map(len, figure.citations))
    count = sum(1 for _ in takewhile(lambda end: end <= MOST_OF_NOTES, ends))
    if count == len(figure.citations):
        return figure
    rest = f"{quantity(len(figure.citations) - count, 'more note')} not listed."
    return replace(figure, citations=(*figure.citations[:count], rest))


def _most_lines(page_size: tuple[float, float], type_size: float) -> int:
    return int((page_size[1] - 2 * MARGIN - HEADING_SIZE * 2 - type_size) / (type_size * LEADING))


def _page_count(figure: BriefingFigure, page_size: tuple[float, float], type_size: float) -> int:
    line_lists = _line_lists(figure, page_size[0], type_size)
    return -(-len(_columns(line_lists, _most_lines(page_size, type_size))) // column_count(page_size[0]))


def _columns(line_lists: list[list[str]], most: int) -> list[list[int]]:
    """The places of the citations in columns of at most so many lines."""
    columns, used = list[list[int]](), 0
    for place, lines in enumerate(line_lists):
        if not columns or used + len(lines) - 1 > most:
            columns.append([])
            used = 0
        columns[-1].append(place)
        used += len(lines)
    return columns


def _even_columns(line_lists: list[list[str]], most: int, count: int) -> list[list[int]]:
    """In at most `count` columns, the longest of them as short as can be."""
    least, enough = 1, most
    while least < enough:
        middle = (least + enough) // 2
        least, enough = (least, middle) if len(_columns(line_lists, middle)) <= count else (middle + 1, enough)
    return _columns(line_lists, enough)


def _page(
    figure: BriefingFigure,
    line_lists: list[list[str]],
    columns: list[list[int]],
    page_size: tuple[float, float],
    type_size: float,
    *,
    is_first: bool,
) -> CitationsPage:
    top, (width, height) = MARGIN + HEADING_SIZE * 2, page_size
    heading = PageText(CITATIONS_HEADING, MARGIN, MARGIN + HEADING_SIZE, HEADING_SIZE, BOLD)
    lines, links = [heading], list[PageLink]()
    for number, column in enumerate(columns):
        row = 0
        for place in column:
            placed = _positioned(line_lists[place], number, row, width, top, type_size)
            links += links_in(figure.citations[place], placed, figure.fonts)
            row += len(line_lists[place])
            lines += placed
    texts = tuple(tuple(figure.citations[place] for place in column) for column in columns)
    return CitationsPage(width, height, tuple(lines), texts, top, is_first, type_size, tuple(links))


def column_count(width: float) -> int:
    return 3 if width > _WIDE else 2


def column_width(width: float) -> float:
    count = column_count(width)
    return (width - 2 * MARGIN - (count - 1) * GUTTER) / count


def _line_lists(figure: BriefingFigure, width: float, size: float) -> list[list[str]]:
    """Each citation in the lines of a column, an empty line after it."""
    return [[*figure.fonts.wrap(text, size, column_width(width)), ""] for text in figure.citations]


def _positioned(lines: Sequence[str], column: int, row: int, width: float, top: float, size: float) -> list[PageText]:
    """The lines of a citation from a row of a column down."""
    x, step = MARGIN + column * (column_width(width) + GUTTER), size * LEADING
    return [PageText(text, x, top + (row + number + 0.8) * step, size) for number, text in enumerate(lines) if text]
