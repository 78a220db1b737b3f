"""The page of arrival: who shares the rung of the focus, who came first, and the usual path of all partners."""

import streamlit as st

from components.arrival.view import answer, flow_chart, mates_list, tables
from components.evidence.view import blind_spot
from components.frame.summary_bar import standing_line
from components.ladder.view import ladder_choice
from components.style.markup import element, html_of
from data.analysis.arrival import Arrivals, family_of_focus, flow_of, step_patterns, who_of_focus
from data.analysis.ladders import ladder_for
from data.view.selection import Selection


def arrival(selection: Selection) -> None:
    """Draw the page."""
    order = ladder_for(selection.dataset, family_of_focus(selection), selection.view.ladder)
    arrivals = Arrivals(selection, order)
    who, usual, flow = who_of_focus(selection, order), step_patterns(arrivals), flow_of(arrivals)
    # Without a focus there is nothing to stand beside, and the flow takes the room.
    left, right = st.columns([2.2, 1], gap="small") if who else (st.container(), None)
    with left:
        standing_line(selection)
        ladder_choice(selection, current=order.ladder)
        answer(arrivals, who, usual)
        flow_chart(arrivals, flow, who)
        tables(arrivals, flow, usual, who)
    if right:
        with right, st.container(key="evidence"):
            if spot := blind_spot(selection.dataset, selection.view.as_of):
                st.html(html_of(element("div", *spot, class_="aw-evidence")))
            mates_list(arrivals, who)
