"""The page of words and deeds: what states do, beside what they declared."""

import streamlit as st

from components.deeds.own_copies import draw_own_copies, page_series
from components.deeds.view import draw_choice, draw_deeds
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import show_notices
from data.links.page_links import DEEDS_PAGE
from data.view.selection import Selection


def deeds_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    with st.container(key="deeds_bar"):
        draw_choice(selection)
    draw_deeds(selection, page_series(selection.dataset))
    draw_own_copies(selection.dataset)
    draw_figure_panel(selection, DaySteps(DEEDS_PAGE, DEEDS_PAGE), place)
