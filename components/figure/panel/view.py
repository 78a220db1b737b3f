"""The briefing figure on a page: its options, downloads, copy buttons, the pinned link, and the briefing pack."""

from functools import partial
from typing import get_args
from urllib.parse import urlencode

import streamlit as st

from components import session
from components.figure.captions import FigureOptions, figure_citation
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.model import ColourScheme
from components.figure.panel.clipboard import draw_copy_buttons
from components.figure.panel.pack import draw_pack_form
from components.figure.render.files import FILE_FORMATS, png_of
from components.frame.popover_focus import take_keyboard_focus
from data.links.pins import is_stored, pin_of, with_pin
from data.links.view_query import query_of_view
from data.store.settings import settings
from data.upload.added_in_view import ADDED_ROWS_MARK, without_added
from data.view.selection import Selection
from data.view.view import on_page

LONGEST_TITLE = 120
SIZE_NAMES: dict[PageSize, str] = {
    "slide": "Slide, 16:9",
    "a4-landscape": "A4 landscape",
    "a4-portrait": "A4 portrait",
    "square": "Square",
}


def draw_figure_panel(selection: Selection, name: str) -> None:
    """Draw the button of the figure of this page, and what it opens; a file is made only when it is downloaded."""
    is_empty = FIGURE_KINDS[name].is_empty(selection)
    popover = st.popover("Briefing figure", width="content", disabled=is_empty, key="figure_panel", on_change="rerun")
    if not popover.open:
        return
    with popover:
        take_keyboard_focus()
        size, scheme, options = _options(selection, name)
        if refusal := settings().handling.refusal(options.marking):
            st.error(refusal)
            return
        figure_tab, pack_tab = st.tabs(["This figure", "Briefing pack"], key="figure_tabs", on_change="rerun")
        if figure_tab.open:
            with figure_tab:
                _figure_form(selection, name, options, size, scheme)
        if pack_tab.open:
            with pack_tab:
                draw_pack_form(selection, options, size, scheme)


def _options(selection: Selection, name: str) -> tuple[PageSize, ColourScheme, FigureOptions]:
    """Draw the widgets of size, colours, classification marking and title."""
    with st.container(horizontal=True):
        size: PageSize = st.selectbox(
            "Size", list(PAGE_SIZES), format_func=SIZE_NAMES.__getitem__, key="figure_size", width=150
        )
        scheme: ColourScheme = st.selectbox(
            "Colours", get_args(ColourScheme), format_func=str.capitalize, key="figure_colours", width=110
        )
        marking = _marking()
    title = st.text_input("Title", max_chars=LONGEST_TITLE, placeholder="Made from the filters", key="figure_title")
    return size, scheme, FigureOptions(title.strip(), marking, pinned_link(selection, name))


def _marking() -> str:
    """The classification marking of the settings, or the stricter one that was chosen."""
    handling = settings().handling
    allowed = [level for level in handling.levels if handling.stricter(level) == level]
    chosen = st.selectbox(
        "Classification marking",
        allowed if handling.marking else ["", *allowed],
        format_func=lambda level: level or "None",
        key="figure_marking",
        width=190,
    )
    return handling.stricter(chosen)


def pinned_link(selection: Selection, name: str) -> str:
    """The address of this view on its page with the version of the records; of added rows only that there are some."""
    view = without_added(on_page(selection.view, name), selection.dataset)
    query = query_of_view(view, selection.dataset, today=session.today()) | (
        ADDED_ROWS_MARK if selection.dataset.added else {}
    )
    return f"{session.address()}?{urlencode(with_pin(query, selection.dataset))}"


def _figure_form(selection: Selection, name: str, options: FigureOptions, size: PageSize, scheme: ColourScheme) -> None:
    _download_buttons(selection, name, options, size, scheme)
    figure = FIGURE_KINDS[name].figure_of(selection, options)
    draw_copy_buttons(figure_citation(selection, figure.title, options.link), partial(png_of, figure, size, scheme))
    st.caption(f"Link to this exact version.{_storage_note(selection)}")
    st.code(options.link, language=None, wrap_lines=True)
    st.caption("Alternative text")
    st.code(figure.alt_text, language=None, wrap_lines=True, height=110)


def _download_buttons(
    selection: Selection, name: str, options: FigureOptions, size: PageSize, scheme: ColourScheme
) -> None:
    with st.container(horizontal=True, key="downloads"):
        for extension in FILE_FORMATS:
            st.download_button(
                FILE_FORMATS[extension].name,
                data=partial(_file, extension, selection, name, options, size, scheme),
                file_name=f"allweather-{name}-{selection.view.as_of.isoformat()}.{extension}",
                mime=FILE_FORMATS[extension].mime,
                key=f"figure_{extension}",
                on_click="ignore",
            )


def _file(
    extension: str, selection: Selection, name: str, options: FigureOptions, size: PageSize, scheme: ColourScheme
) -> bytes:
    return FILE_FORMATS[extension].bytes_of(FIGURE_KINDS[name].figure_of(selection, options), size, scheme)


def _storage_note(selection: Selection) -> str:
    if is_stored(pin_of(selection.dataset), settings().store):
        return ""
    return " Old versions are not stored here, so later we can say that records changed, not how."
