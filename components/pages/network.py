"""The network page: the sentence, the picture over its time axis, the evidence beside."""

import time

import streamlit as st

from components import session
from components.evidence.view import evidence
from components.figure.panel.view import figure_panel
from components.frame.focus import focus_on_click, set_day_on_axis
from components.frame.summary_bar import empty_result, summary_bar, summary_height
from components.network.payload import network_bytes
from components.network.view import network_picture
from components.network.view_message import view_of
from components.network.words import LAYOUT_NAMES, RINGS_TEXT, ranking_text
from data.view.selection import Selection

KEY = "network"
# Seconds; Streamlit gathers what arrives within 10 ms into one update of the page.
HEAD_START = 0.025
# At the first run the browser still has to fetch what draws the picture; the widgets would be in its way.
FIRST_HEAD_START = 0.4


def heading(selection: Selection) -> str:
    """The line beside the date: by which ranking the colours go, and what the rings show."""
    families = {selection.ties.tiers[index].family: None for index in selection.indices}
    ladder = selection.dataset.house_ladder(next(iter(families))).name if families else ""
    texts = [ranking_text(ladder)] if ladder else []
    if selection.view.layout == "rings":
        texts.append(RINGS_TEXT)
    return " ".join(texts)


def network_page(selection: Selection) -> None:
    """Draw the page."""
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        # Drawn out of order: the picture's message leaves first, and the browser draws it before the rest arrives.
        # The height is given, so that what comes later pushes nothing.
        above = st.container(height=summary_height(), border=False, key="above")
        now = session.today()
        network_picture(
            network_bytes(selection.ties, now),
            view_of(
                selection,
                now,
                name=KEY,
                heading=heading(selection),
                fit_count=session.fit_count(),
                turn=session.picture_turn(KEY),
            ),
            on_chosen=focus_on_click,
            on_settled=set_day_on_axis,
        )
        time.sleep(FIRST_HEAD_START if session.is_first_run() else HEAD_START)
        with above:
            summary_bar(selection)
        empty_result(selection)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.segmented_control(
                "Layout",
                list(LAYOUT_NAMES),
                format_func=LAYOUT_NAMES.__getitem__,
                label_visibility="collapsed",
                width="content",
                **session.bind("layout", read=lambda layout: layout or session.view().layout),
            )
            figure_panel(selection, KEY)
    with right:
        evidence(selection)
