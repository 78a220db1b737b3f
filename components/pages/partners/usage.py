"""The page of the labels in use: when each was last used, and of whom a word was used."""

import streamlit as st

from components import session
from components.deeds.uses_plan import uses_by_year
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.announce import announce
from components.frame.summary_bar import show_notices
from components.style.markup import markdown_safe
from components.usage.view import draw_day, draw_labels_in_use, draw_trust, draw_word, draw_word_answer, draw_years
from components.usage.words import MACHINE, count_text
from data.analysis.usage.in_use import labels_in_use
from data.view.selection import Selection


def usage_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    everything = labels_in_use(selection.ties, selection.view.as_of)
    announce(count_text(everything))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_day(selection)
        draw_word()
    draw_word_answer(selection)
    st.markdown(f"**{markdown_safe(count_text(everything))}**, {MACHINE}")
    draw_trust(selection)
    shown = tuple(use for use in everything if use.is_silent or not selection.view.silent)
    draw_years(*uses_by_year(selection, shown, session.today()))
    draw_figure_panel(selection, DaySteps("usage", "usage"), place)
    draw_labels_in_use(selection, shown)
