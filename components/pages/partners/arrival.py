"""The page of arrival: who shares the rank of the focus, who came first, and the usual path of all partners."""

import streamlit as st

from components.arrival.view import draw_answer, draw_flow, draw_shared_rank, draw_tables
from components.evidence.ties import blind_spot
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import draw_summary_bar
from components.ladder.view import draw_ladder_choice
from components.style.markup import element, html_of
from data.analysis.arrival import Arrivals, change_patterns, family_of_focus, holder_of_focus
from data.analysis.arrival_flow import flow_of
from data.analysis.ladders import ladder_for
from data.view.selection import Selection


def arrival_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    order = ladder_for(selection.dataset, family_of_focus(selection), selection.view.ladder)
    arrivals = Arrivals(selection, order)
    holder, patterns, flow = holder_of_focus(selection, order), change_patterns(arrivals), flow_of(arrivals)
    # Without a focus there is nothing to put beside it, and the flow takes the whole width.
    left, right = st.columns([2.2, 1], gap="small") if holder else (st.container(), None)
    with left:
        draw_summary_bar(selection)
        draw_ladder_choice(selection, current=order.ladder)
        draw_answer(arrivals, holder, patterns)
        draw_flow(arrivals, flow, holder)
        draw_tables(arrivals, flow, patterns, holder)
    draw_figure_panel(selection, DaySteps("arrival", "arrival"), place)
    if right:
        with right, st.container(key="evidence"):
            if gaps := blind_spot(selection.dataset, selection.view.as_of):
                st.html(html_of(element("div", *gaps, class_="aw-evidence")))
            draw_shared_rank(arrivals, holder)
