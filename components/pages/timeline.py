"""The timeline page: tier lanes and events of what is in view, evidence of the focus beside."""

import streamlit as st

from components.evidence import evidence
from components.figure.desk import figure_desk
from components.standing import empty_result, standing_line
from components.timeline import timeline as lanes
from data.in_view import InView


def timeline(found: InView) -> None:
    """Draw the page."""
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        standing_line(found)
        empty_result(found)
        lanes(found)
        figure_desk(found, "timeline")
    with right:
        evidence(found)
