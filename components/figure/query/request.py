"""The query of an address or of a command -> which figure of which view is asked for, and how it is to be drawn. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, get_args

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.model import BriefingFigure, ColourScheme
from data.base.text import list_text, quoted
from data.links.page_links import view_of_link
from data.links.pins import PARAMETER
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.upload.added_in_view import ADDED_ROWS_MISSING
from data.view.selection import Selection
from data.view.view import View

T = TypeVar("T", bound=str)
LONGEST_FIGURE_TITLE = 120
# Anybody can write an address: its title stands above sources as if it were theirs.
TITLE_OF_ADDRESS = "The title is by whoever made the address, not from the records."
NOTHING_TO_DRAW = "No ties match this view, so there is nothing to draw. Remove a filter, or choose another date."
# What to do where nothing is drawn for want of something else than ties.
NOTHING_OF = {
    "profile": "Name a country or a pair: of=HUN, or of=CHN-HUN.",
    "claim": "There is no label here of which something could be claimed. Remove a filter.",
    "deeds": "No series has a value for this country or pair. Choose another with “of”, such as of=CHN-PAK.",
    "tempo": "No events or contacts match this view, so there is nothing to count. Remove a filter.",
}
# Part of a query -> the option of a figure that it sets.
OPTION_OF = {"sources": "with_sources", "top": "top_tie_only"}
LOOKS: tuple[ColourScheme, ...] = get_args(ColourScheme)
# The parts of a query that are no parts of a view.
PARAMETERS = ("figure", "size", "look", "title", "marking", "sources", "top")


class RequestError(Exception):
    """What is asked for does not exist; the text says what is wrong and how to fix it."""


@dataclass(frozen=True)
class FigureRequest:
    """Which figure, and how: what a query says beside the view."""

    figure: str = "network"
    size: PageSize = "slide"
    look: ColourScheme = "light"
    title: str = ""
    marking: str = ""
    with_sources: bool = False
    top_tie_only: bool = False

    def options(self, marking: str, link: str) -> FigureOptions:
        """`marking` is the one under which it may leave."""
        return FigureOptions(self.title, marking, link, with_sources=self.with_sources, top_tie_only=self.top_tie_only)


def parts_of(query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], str]:
    """A query in three: what is said of the figure, the link of the view, and the pin."""
    figure = {name: text for name, text in query.items() if name in PARAMETERS}
    view = {name: text for name, text in query.items() if name not in (*PARAMETERS, PARAMETER)}
    return figure, view, query.get(PARAMETER, "")


def figure_request(parts: Mapping[str, str]) -> FigureRequest:
    """Raises RequestError."""
    kind = _one_of(parts, "figure", "network", tuple(FIGURE_KINDS))
    for name, option in OPTION_OF.items():
        if parts.get(name) == "yes" and option not in FIGURE_KINDS[kind].options:
            raise RequestError(f"“{name}=yes” does not apply to “figure={kind}”. Leave it out.")
    # Marks that reorder letters would make it read as what it does not say.
    title = "".join(filter(str.isprintable, " ".join(parts.get("title", "").split())))
    if len(title) > LONGEST_FIGURE_TITLE:
        raise RequestError(f"“title” has {len(title)} characters; it may have {LONGEST_FIGURE_TITLE}. Shorten it.")
    return FigureRequest(
        figure=kind,
        size=_one_of(parts, "size", "slide", tuple(PAGE_SIZES)),
        look=_one_of(parts, "look", "light", LOOKS),
        title=title,
        marking=parts.get("marking", ""),
        with_sources=_one_of(parts, "sources", "no", ("yes", "no")) == "yes",
        top_tie_only=_one_of(parts, "top", "no", ("yes", "no")) == "yes",
    )


def _one_of(parts: Mapping[str, str], name: str, default: T, known: tuple[T, ...]) -> T:
    text = parts.get(name, default)
    for value in known:
        if value == text:
            return value
    choices = list_text([f"“{value}”" for value in known], most=20).replace(" and ", " or ")
    raise RequestError(f"{quoted(f'{name}={text}')} does not exist. Use {choices}.")


def view_of_request(
    link: Mapping[str, str], dataset: Dataset, page: str, *, today: date
) -> tuple[View, tuple[str, ...]]:
    """The view that the link asks for, and what of it could not be read."""
    plain = {name: text for name, text in link.items() if name != ADDED}
    view, notices = view_of_link(plain, dataset, page, today=today)
    return view, (*notices, *([ADDED_ROWS_MISSING] if link.get(ADDED) else []))


def check_not_empty(figure: str, selection: Selection) -> None:
    """Raises RequestError if there would be nothing in the figure."""
    if FIGURE_KINDS[figure].is_empty(selection):
        raise RequestError(NOTHING_OF.get(figure, NOTHING_TO_DRAW))


def figure_in(request: FigureRequest, selection: Selection, marking: str, link: str) -> BriefingFigure:
    """The figure, which says whose title it has; RequestError if there would be nothing in it."""
    check_not_empty(request.figure, selection)
    options = replace(request.options(marking, link), by=TITLE_OF_ADDRESS if request.title else "")
    return FIGURE_KINDS[request.figure].figure_of(selection, options)
