"""The tempo page: events and contacts by period beside the tier steps, evidence of the focus beside."""

import streamlit as st

from components.evidence.view import draw_evidence
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.summary_bar import draw_summary_bar
from components.tempo.view import draw_controls, draw_empty_result, draw_tempo
from components.tempo.words import tempo_summary
from data.analysis.tempo import tempo_of
from data.store.settings import settings
from data.view.selection import Selection


def tempo_page(selection: Selection) -> None:
    """Draw the page."""
    tempo = tempo_of(selection)
    place = figure_place()
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        draw_summary_bar(selection, tempo_summary(selection, tempo))
        draw_controls(selection, tempo)
        if tempo.is_empty:
            draw_empty_result(selection)
        else:
            draw_tempo(selection, tempo)
        below = st.container()
    setting = settings().events
    draw_figure_panel(selection, DaySteps("tempo", "tempo", others=("observed",) if setting else ()), place)
    with right:
        draw_evidence(selection)
    # Last: the curated records are there while the feed is asked.
    if setting:
        # Loaded only where a feed is set.
        from components.observed.view import draw_observed

        with below:
            draw_observed(selection, setting)
