"""The timeline page: tier lanes and events of what is in view, evidence of the focus beside."""

import streamlit as st

from components.evidence.view import evidence
from components.figure.panel.view import figure_panel
from components.frame.summary_bar import empty_result, summary_bar
from components.timeline.view import timeline as lanes
from data.view.selection import Selection


def timeline_page(selection: Selection) -> None:
    """Draw the page."""
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        summary_bar(selection)
        empty_result(selection)
        lanes(selection)
        figure_panel(selection, "timeline")
    with right:
        evidence(selection)
