"""The page of profiles: all about one country or pair; Export has it as Word, PDF and a slide."""

import streamlit as st

from components.connections.view import draw_connection_card
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import show_notices
from components.profile.view import draw_no_profile, draw_profile, draw_profile_choice
from components.profile.words import profile_document, profile_subject
from data.links.page_links import PROFILE
from data.model.cells import actors_of
from data.view.selection import Selection


def profile_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    of = profile_subject(selection)
    with st.container(key="profile_bar"):
        draw_profile_choice(selection)
    if of:
        draw_profile(profile_document(selection.ties, of, selection.view.as_of))
        if of not in selection.dataset.actors:
            draw_connection_card(selection, *actors_of(of))
        draw_figure_panel(selection, DaySteps(PROFILE, PROFILE), place)
    else:
        draw_no_profile()
