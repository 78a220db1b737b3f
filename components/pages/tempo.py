"""The tempo page: events and contacts by period beside the tier steps, evidence of the focus beside."""

import streamlit as st

from components.evidence.view import evidence
from components.figure.panel.view import figure_panel
from components.frame.summary_bar import summary_bar
from components.tempo.view import controls, empty_result, tempo_picture
from components.tempo.words import tempo_summary
from data.analysis.tempo import tempo_of
from data.view.selection import Selection


def tempo_page(selection: Selection) -> None:
    """Draw the page."""
    tempo = tempo_of(selection)
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        summary_bar(selection, tempo_summary(selection, tempo))
        controls(selection, tempo)
        if tempo.is_empty:
            empty_result(selection)
        else:
            tempo_picture(selection, tempo)
        figure_panel(selection, "tempo")
    with right:
        evidence(selection)
