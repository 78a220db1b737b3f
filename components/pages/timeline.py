"""The timeline page: tier lanes and events of what is in view, evidence of the focus beside."""

import streamlit as st

from components.evidence.view import draw_evidence
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import draw_empty_result, draw_summary_bar
from components.timeline.view import draw_timeline
from data.view.selection import Selection


def timeline_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        draw_summary_bar(selection)
        draw_empty_result(selection)
        draw_timeline(selection)
    draw_figure_panel(selection, DaySteps("timeline", "timeline"), place)
    with right:
        draw_evidence(selection)
