"""The options of a figure: widgets for size, look, labels, sources, title and marking, and what was chosen."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast, get_args
from urllib.parse import urlencode

import streamlit as st

from components import session
from components.figure.captions import FigureOptions
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.model import ColourScheme
from components.figure.query.request import LONGEST_FIGURE_TITLE
from components.frame.download import session_permission
from data.links.page_links import link_of_view
from data.links.pins import with_pin
from data.store.settings import settings
from data.upload.added_in_view import ADDED_ROWS_MARK, without_added
from data.view.selection import Selection
from data.view.view import LANGUAGES, Language, on_page

SIZE_NAMES: dict[PageSize, str] = {
    "slide": "Slide, 16:9",
    "a4-landscape": "A4 landscape",
    "a4-portrait": "A4 portrait",
    "square": "Square",
}
LABEL_NAMES = {"": "As on the page", "english": "English", "original": "Original", "both": "English and original"}
# (option, its name, what it does).
SWITCHES = (
    ("with_sources", "With sources", "Adds numbers to the labels and pages with all notes and sources."),
    ("top_tie_only", "Top tie only", "Shows only the highest tie of each pair."),
)


def chosen_size() -> PageSize:
    return cast(PageSize, session.figure_choices().size)


def chosen_scheme() -> ColourScheme:
    return cast(ColourScheme, session.figure_choices().scheme)


def chosen_options(selection: Selection, name: str) -> FigureOptions:
    """What was chosen for the figure of a page, with its link, and the marking under which it may leave."""
    choices = session.figure_choices()
    return FigureOptions(
        title=session.figure_title(name),
        marking=session_permission().marking,
        link=pinned_link(selection, name),
        with_sources=choices.with_sources,
        top_tie_only=choices.top_tie_only,
        language=cast(Language, choices.language) if choices.language else None,
    )


def draw_options(name: str, offered: frozenset[str]) -> None:
    """Draw the widgets; `offered` are the options that the figure has besides those of all."""
    with st.container(horizontal=True):
        _draw_choice("Size", list(PAGE_SIZES), "size", SIZE_NAMES.__getitem__, 150)
        _draw_choice("Look", list(get_args(ColourScheme)), "scheme", str.capitalize, 105)
        if "language" in offered:
            _draw_choice("Labels", ["", *LANGUAGES], "language", LABEL_NAMES.__getitem__, 170)
    with st.container(horizontal=True):
        for option, label, about in SWITCHES:
            if option in offered:
                st.toggle(label, help=about, **_bound(option))
    st.text_input(
        "Title",
        max_chars=LONGEST_FIGURE_TITLE,
        placeholder="Made from the filters",
        **session.bind_choice("figure_title", session.figure_title(name), partial(session.set_figure_title, name)),
    )
    _draw_marking()


def _bound(choice: str) -> dict[str, Any]:
    """The arguments of a widget for one of the choices."""
    return session.bind_choice(
        f"figure_{choice}",
        getattr(session.figure_choices(), choice),
        lambda chosen: session.choose_for_figures(**{choice: chosen}),
    )


def _draw_choice(label: str, options: list[str], choice: str, text_of: Callable[[Any], str], width: int) -> None:
    st.selectbox(
        label,
        options,
        format_func=text_of,
        width=width,
        **_bound(choice),
    )


def _draw_marking() -> None:
    """The marking of the settings, and those that are stricter."""
    handling, chosen = settings().handling, session.figure_choices().marking
    allowed = [level for level in handling.levels if handling.stricter(level) == level]
    options = allowed if handling.marking else ["", *allowed]
    st.selectbox(
        "Classification marking",
        options,
        format_func=lambda level: level or "None",
        width=190,
        **session.bind_choice(
            "figure_marking",
            chosen if chosen in options else options[0],
            lambda level: session.choose_for_figures(marking=level),
        ),
    )


def pinned_link(selection: Selection, name: str) -> str:
    """The address of this view on its page with the version of the records; of added rows only that there are some."""
    view = without_added(on_page(selection.view, name), selection.dataset)
    query = link_of_view(view, selection.dataset, name, today=session.today()) | (
        ADDED_ROWS_MARK if selection.dataset.added else {}
    )
    return f"{session.address()}?{urlencode(with_pin(query, selection.dataset))}"
