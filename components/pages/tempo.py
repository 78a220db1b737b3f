"""The tempo page: events and contacts by period beside the tier steps, evidence of the focus beside."""

import streamlit as st

from components.evidence.view import evidence
from components.figure.panel.view import figure_desk
from components.frame.summary_bar import standing_line
from components.tempo.view import controls, nothing, tempo_chart
from components.tempo.words import about
from data.analysis.tempo import tempo_of
from data.view.selection import InView


def tempo(found: InView) -> None:
    """Draw the page."""
    counted = tempo_of(found)
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        standing_line(found, about(found, counted))
        controls(found, counted)
        if counted.empty:
            nothing(found)
        else:
            tempo_chart(found, counted)
        figure_desk(found, "tempo")
    with right:
        evidence(found)
