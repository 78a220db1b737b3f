"""A figure and a page size -> all its pages: its slides, then the notes with their sources if it is to have them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from components.figure.layout.citation_pages import CitationsPage, citation_pages
from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import SlidePage, edge_lines, slide_pages
from components.figure.model import BriefingFigure
from data.base.fault import FaultError

FigurePage = SlidePage | CitationsPage
# Of a file of several figures: a PDF of so many takes a minute of the processor and 300 MB.
MOST_PAGES = 200


def pages_of(figure: BriefingFigure, size: PageSize) -> list[FigurePage]:
    """Slides, then pages of notes; each with the marking at both edges and, if there are several, its number."""
    pages: list[FigurePage] = [*slide_pages(figure, size)]
    if figure.with_sources:
        pages += citation_pages(figure, size)
    numbers = range(1, len(pages) + 1)
    return [
        replace(page, edges=edge_lines(figure, size, n, len(pages))) for n, page in zip(numbers, pages, strict=True)
    ]


def pages_of_each(
    figures: Iterable[BriefingFigure], size: PageSize
) -> Iterator[tuple[BriefingFigure, list[FigurePage]]]:
    """Each figure with its pages; FaultError if they are too many for one file. A figure alone may have as many as it needs."""
    count = 0
    for number, figure in enumerate(figures):
        pages = pages_of(figure, size)
        count += len(pages)
        if number and count > MOST_PAGES:
            raise FaultError(
                f"This file would have more than {MOST_PAGES} pages",
                "leave the sources out, or choose fewer figures or scenes",
            )
        yield figure, pages
