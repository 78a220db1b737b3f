"""The briefing figure on a page: Present, and a panel of options, downloads, copy buttons, the pinned link and the pack."""

from functools import partial

import streamlit as st

from components.figure.captions import FigureOptions, figure_citation
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.panel.clipboard import draw_copy_buttons
from components.figure.panel.options import chosen_options, chosen_scheme, chosen_size, draw_options
from components.figure.panel.pack import draw_pack_form
from components.figure.panel.present import draw_present_button
from components.figure.panel.steps import DaySteps
from components.figure.render.files import FILE_FORMATS, png_of
from components.frame.popover_focus import take_keyboard_focus
from data.links.pins import is_stored, pin_of
from data.store.settings import settings
from data.view.selection import Selection

FORMATS_HELP = "A PNG is the slide that Present shows. The other formats also have numbered notes with all sources."


def draw_figure_panel(selection: Selection, name: str) -> None:
    """Draw the buttons of the figure of this page, and what the panel opens; a file is made only when it is downloaded."""
    is_empty = FIGURE_KINDS[name].is_empty(selection)
    with st.container(horizontal=True, width="content", gap="xsmall", key="figure_buttons"):
        draw_present_button(selection, DaySteps(name))
        popover = st.popover(
            "Briefing figure", width="content", disabled=is_empty, key="figure_panel", on_change="rerun"
        )
    if not popover.open:
        return
    with popover:
        take_keyboard_focus()
        draw_options(name)
        size, scheme, options = chosen_size(), chosen_scheme(), chosen_options(selection, name)
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


def _figure_form(selection: Selection, name: str, options: FigureOptions, size: PageSize, scheme: ColourScheme) -> None:
    _download_buttons(selection, name, options, size, scheme)
    figure = FIGURE_KINDS[name].figure_of(selection, options)
    draw_copy_buttons(figure_citation(selection, figure.title, options.link), partial(png_of, figure, size, scheme))
    st.caption(f"{FORMATS_HELP}{_several_slides_note(figure, size)}")
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


def _several_slides_note(figure: BriefingFigure, size: PageSize) -> str:
    count = 1 if isinstance(figure.picture, NetworkPicture) else len(slide_pages(figure, size))
    return f" Here it is the first of {count}; Present copies any of them (↑ and ↓)." if count > 1 else ""


def _storage_note(selection: Selection) -> str:
    if is_stored(pin_of(selection.dataset), settings().store):
        return ""
    return " Old versions are not stored here, so later we can say that records changed, not how."
