"""The page of profiles: all about one country or pair, as it leaves as Word, PDF and a slide."""

from functools import partial

import streamlit as st

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PageSize
from components.figure.panel.options import pinned_link
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.figure.render.files import FILE_FORMATS
from components.frame.download import Download, draw_downloads
from components.frame.summary_bar import show_notices
from components.profile.view import draw_no_profile, draw_profile, draw_profile_choice
from components.profile.words import profile_document, profile_subject
from data.view.selection import Selection

KIND = "profile"
# Format -> its name here, and the size of its pages.
LEAVING: dict[str, tuple[str, PageSize]] = {
    "docx": ("Word", "a4-portrait"),
    "pdf": ("PDF", "a4-portrait"),
    "pptx": ("One slide", "slide"),
}


def profile_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    of = profile_subject(selection)
    with st.container(horizontal=True, vertical_alignment="center", key="profile_bar"):
        draw_profile_choice(selection)
        if of:
            draw_downloads(*(_download(selection, extension) for extension in LEAVING), key="profile_files")
    if of:
        draw_profile(profile_document(selection.ties, of, selection.view.as_of))
        draw_figure_panel(selection, DaySteps(KIND, KIND), place)
    else:
        draw_no_profile()


def _download(selection: Selection, extension: str) -> Download:
    name, size = LEAVING[extension]
    of, day = profile_subject(selection).replace(":", "-").lower(), selection.view.as_of.isoformat()
    make = partial(_file, selection, extension, size, pinned_link(selection, KIND))
    return Download(name, make, f"allweather-{of}-{day}.{extension}", FILE_FORMATS[extension].mime)


def _file(selection: Selection, extension: str, size: PageSize, link: str, marking: str) -> bytes:
    figure = FIGURE_KINDS[KIND].figure_of(selection, FigureOptions(marking=marking, link=link))
    return FILE_FORMATS[extension].bytes_of(figure, size, "light")
