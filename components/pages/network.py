"""The pages of the network and of the map: the sentence, the picture over its time axis, the evidence beside."""

import time
from functools import partial

import streamlit as st

from components import session
from components.evidence.view import draw_evidence
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.focus import focus_on_click, set_day_on_axis
from components.frame.legend_filter import filter_on_click
from components.frame.summary_bar import draw_empty_result, draw_summary_bar, summary_height
from components.network.controls import draw_words_control
from components.network.heading import small_print
from components.network.layouts.arrangement import layouts_for, why_not
from components.network.payload import network_bytes
from components.network.places import arrangement_for, places_bytes
from components.network.served_networks import share_network
from components.network.view import draw_network_picture
from components.network.view_message import view_of
from components.network.words import LAYOUT_NAMES
from components.style.markup import markdown_safe
from components.style.served_files import are_files_served
from data.links.page_links import MAP
from data.view.selection import Selection
from data.view.view import LAYOUTS, Layout

NETWORK_KEY = "network"
_HINT = "Nothing is hidden. Choose countries or labels at the left, click an entry of the legend, or click a country or a tie."
# Seconds; Streamlit gathers what arrives within 10 ms into one update of the page.
HEAD_START = 0.025
# At the first run the browser still has to fetch what draws the picture; the widgets would be in its way.
FIRST_HEAD_START = 0.4


def draw_layout_control(selection: Selection) -> None:
    """Draw the choice of layouts that the picture can have."""
    arrangement = arrangement_for(selection)
    options = layouts_for(selection.ties, arrangement.subject)
    st.segmented_control(
        "Layout",
        options,
        format_func=LAYOUT_NAMES.__getitem__,
        label_visibility="collapsed",
        width="content",
        **session.bind_choice("layout", arrangement.layout, choose_layout),
    )


def draw_borders_switch(selection: Selection) -> None:
    """Draw the switch for the borders of states, on a map."""
    if arrangement_for(selection).outlines:
        st.toggle("Borders", **session.bind("borders"))


def draw_groups_switch(selection: Selection) -> None:
    """Draw the switch for the outlines of groups, where those who are tied are near each other."""
    if arrangement_for(selection).layout == "force":
        st.toggle(
            "Groups",
            help="Outlines those who fall together in 20 of 20 runs (Louvain). Ask the network says what ties them.",
            **session.bind("groups"),
        )


def draw_missing_layouts(selection: Selection) -> None:
    """Say why the picture cannot have the layouts that the choice leaves out."""
    subject = arrangement_for(selection).subject
    # Without a feed, the layout by reports is not mentioned at all.
    layouts = [layout for layout in LAYOUTS if layout != "reports"]
    if reasons := [reason for layout in layouts if (reason := why_not(selection.ties, subject, layout))]:
        st.caption(markdown_safe(" ".join(reasons)))


def draw_reports(selection: Selection) -> None:
    """Draw which reports decide the places, if the layout goes by them."""
    if selection.view.layout == "reports":
        # Loaded only for this layout, which needs a feed.
        from components.network.reports_view import draw_reports_control

        draw_reports_control(selection, arrangement_for(selection))


def choose_layout(layout: Layout | None) -> None:
    """A click on the layout in use chooses none: then it stays."""
    if layout:
        session.change(layout=layout)


def network_page(selection: Selection) -> None:
    """Draw the page of the network, in the layout that was chosen."""
    _draw_page(selection, NETWORK_KEY)


def map_page(selection: Selection) -> None:
    """Draw the page of the map: the same ties; the session gives them that layout there."""
    _draw_page(selection, MAP)


def _draw_page(selection: Selection, key: str) -> None:
    """Draw the picture, called `key`, and all that is around it."""
    place = figure_place()
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        # Drawn out of order: the picture's message leaves first, and the browser draws it before the rest arrives.
        # The height is given, so that what comes later pushes nothing.
        above = st.container(height=summary_height(), border=False, key="above")
        now = session.today()
        network = network_bytes(selection.ties, now)
        if are_files_served() and not selection.dataset.added:
            share_network(network)
        draw_network_picture(
            network,
            places_bytes(selection.ties, arrangement_for(selection)),
            view_of(
                selection,
                now,
                name=key,
                heading=small_print(selection),
                fit_count=session.fit_count(),
                message_number=session.picture_message_number(key),
            ),
            on_chosen=focus_on_click,
            on_day=set_day_on_axis,
            on_styles=partial(filter_on_click, selection.dataset),
        )
        time.sleep(FIRST_HEAD_START if session.is_first_run() else HEAD_START)
        with above:
            draw_summary_bar(selection, hint=_HINT)
        draw_empty_result(selection)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if key != MAP:
                draw_layout_control(selection)
            draw_borders_switch(selection)
            if key != MAP:
                draw_groups_switch(selection)
            draw_words_control(selection.view)
        if key != MAP:
            draw_missing_layouts(selection)
            draw_reports(selection)
    draw_figure_panel(selection, DaySteps(key, "network"), place)
    with right:
        draw_evidence(selection)
