"""The briefing figure on a page: Present, and a panel of options, downloads, copy buttons, the pinned link and the pack."""

from dataclasses import replace
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
from components.figure.render.files import FILE_FORMATS, FileFormat, png_of_pages
from components.frame.download import Download, draw_downloads, draw_link_to_copy, draw_text_to_copy, session_permission
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
        if refusal := session_permission().refusal:
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
    draw_copy_buttons(
        figure_citation(selection, figure.title, options.link), partial(_first_slide, figure, size, scheme)
    )
    st.caption(f"{FORMATS_HELP}{_several_slides_note(figure, size)}")
    st.caption(f"Link to this exact version.{_storage_note(selection)}")
    draw_link_to_copy(options.link)
    st.caption("Alternative text")
    draw_text_to_copy(figure.alt_text, height=110)


def _download_buttons(
    selection: Selection, name: str, options: FigureOptions, size: PageSize, scheme: ColourScheme
) -> None:
    file = f"allweather-{name}-{selection.view.as_of.isoformat()}"
    draw_downloads(
        *(
            Download(
                form.name,
                partial(_file, form, selection, name, options, size, scheme),
                f"{file}.{extension}",
                form.mime,
            )
            for extension, form in FILE_FORMATS.items()
        )
    )


def _file(
    form: FileFormat,
    selection: Selection,
    name: str,
    options: FigureOptions,
    size: PageSize,
    scheme: ColourScheme,
    marking: str,
) -> bytes:
    figure = FIGURE_KINDS[name].figure_of(selection, replace(options, marking=marking))
    return form.bytes_of(figure, size, scheme)


def _several_slides_note(figure: BriefingFigure, size: PageSize) -> str:
    count = 1 if isinstance(figure.picture, NetworkPicture) else len(slide_pages(figure, size))
    return f" Here it is the first of {count}; Present copies any of them (↑ and ↓)." if count > 1 else ""


def _storage_note(selection: Selection) -> str:
    if is_stored(pin_of(selection.dataset), settings().store):
        return ""
    return " Old versions are not stored here, so later we can say that records changed, not how."


def _first_slide(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return png_of_pages(figure, slide_pages(figure, size)[:1], scheme)
