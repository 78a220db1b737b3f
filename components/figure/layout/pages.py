"""A figure and a page size -> all its pages: its slides, then the notes with their sources if it is to have them."""

from dataclasses import replace

from components.figure.layout.citation_pages import CitationsPage, citation_pages
from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import SlidePage, edge_lines, slide_pages
from components.figure.model import BriefingFigure

FigurePage = SlidePage | CitationsPage


def pages_of(figure: BriefingFigure, size: PageSize) -> list[FigurePage]:
    """Slides, then pages of notes; each with the marking at both edges and, if there are several, its number."""
    pages: list[FigurePage] = [*slide_pages(figure, size)]
    if figure.with_sources:
        pages += citation_pages(figure, size)
    numbers = range(1, len(pages) + 1)
    return [
        replace(page, edges=edge_lines(figure, size, n, len(pages))) for n, page in zip(numbers, pages, strict=True)
    ]
