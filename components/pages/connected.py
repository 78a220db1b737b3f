"""The page of connections: how actors are connected, what they share, what depends on them, with the evidence."""

import streamlit as st

from components.connections.form import draw_question_form
from components.connections.view import (
    draw_answer_evidence,
    draw_answer_gaps,
    draw_answer_head,
    draw_answer_over_time,
    draw_answer_picture,
    draw_answer_sources,
    draw_claim_button,
    draw_copy_answer,
)
from components.connections.words import is_example, network_answer, question_of
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.announce import announce
from components.frame.summary_bar import draw_unseen_filters, show_notices
from data.links.page_links import CONNECTED
from data.view.selection import Selection


def connected_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    answer = network_answer(selection)
    if answer is None:
        st.info("The records contain no ties, so there is nothing to ask about.")
        return
    draw_question_form(selection)
    draw_unseen_filters(selection, "withdrawn", "added_only")
    if is_example(selection):
        st.caption("An example to begin with: choose your own countries above, or click them in the picture.")
    announce(answer.sentence)
    draw_answer_head(answer)
    left, right = st.columns([1.35, 1], gap="medium")
    with left, st.container(key="connections_picture"):
        draw_answer_picture(selection, answer)
        if question_of(selection) in ("connected", "common"):
            draw_answer_over_time(selection, answer)
        if question_of(selection) == "hangs":
            draw_answer_sources(selection, answer)
        draw_answer_gaps(answer)
        draw_claim_button(selection)
        draw_copy_answer(selection, answer)
    draw_figure_panel(selection, DaySteps(CONNECTED, CONNECTED), place)
    with right, st.container(key="connections_evidence"):
        draw_answer_evidence(selection, answer)
