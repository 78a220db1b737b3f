"""The page of small pictures side by side: up to five countries or dates, everyone in the same place."""

from dataclasses import replace

import streamlit as st

from components.figure.multiples.view import draw_panels, draw_panels_table
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import draw_summary_bar
from components.multiples.form import are_countries_to_choose, draw_panels_form
from components.multiples.words import side_by_side
from components.style.markup import markdown_safe
from data.links.page_links import SIDE_BY_SIDE
from data.view.selection import Selection


def side_by_side_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    with st.spinner("Drawing the pictures …"):
        shown = side_by_side(selection)
    # The countries of the panels are chosen below: no filter at the left takes part in that.
    of_all = (
        replace(selection, view=replace(selection.view, actors=(), among=False)) if selection.view.panels else selection
    )
    is_open = are_countries_to_choose(selection)
    draw_summary_bar(of_all, "No countries are chosen." if is_open else shown.sentence, keeps_countries=True)
    draw_panels_form(selection)
    if is_open:
        st.info("Choose one or more countries.")
    elif shown.spells:
        if shown.hidden_text:
            st.info(markdown_safe(shown.hidden_text))
        with st.spinner("Drawing the pictures …"):
            draw_panels(selection, shown)
        if shown.left_out_text:
            st.caption(shown.left_out_text)
        draw_panels_table(shown)
    else:
        st.info(
            markdown_safe(shown.hidden_text or "No ties match on these dates. Remove a filter, or choose other dates.")
        )
    draw_figure_panel(selection, DaySteps(SIDE_BY_SIDE, SIDE_BY_SIDE), place)
