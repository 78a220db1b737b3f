"""The page that compares: two days in one picture, and the changes as sentences ready to paste."""

from functools import partial

import streamlit as st

from components import session
from components.compare.sentences import ComparedDays
from components.compare.view import draw_change_list, draw_copy_all, draw_day_boxes
from components.compare.words import change_summary, compared_day, compared_ranking_text
from components.deeds.changes_view import draw_deed_changes
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.focus import focus_on_click, set_day_on_axis
from components.frame.legend_filter import filter_on_click
from components.frame.summary_bar import draw_summary_bar, summary_height
from components.network.controls import draw_words_control
from components.network.heading import with_map_credit
from components.network.payload import network_bytes
from components.network.places import arrangement_for, places_bytes
from components.network.view import draw_network_picture
from components.network.view_message import compared_view_of
from data.analysis.diff import changes_between, two_days
from data.view.selection import Selection

_KEY = "compare"


def compare_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    first, second = two_days(selection.ties, selection.view, against=compared_day(selection))
    days = ComparedDays(first.view.as_of, second.view.as_of)
    changes = changes_between(first, second, ladder=selection.view.ladder)
    draw_day_boxes(selection)
    with st.container(height=summary_height(), border=False, key="summary"):
        draw_summary_bar(selection, change_summary(changes, days, second))
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        now = session.today()
        counters = {"fit_count": session.fit_count(), "message_number": session.picture_message_number(_KEY)}
        heading = with_map_credit(compared_ranking_text(selection), selection)
        view = compared_view_of(first, second, now, selection.view.ladder, name=_KEY, heading=heading, **counters)
        draw_network_picture(
            network_bytes(selection.ties, now),
            places_bytes(selection.ties, arrangement_for(selection)),
            view,
            on_chosen=focus_on_click,
            on_day=set_day_on_axis,
            on_styles=partial(filter_on_click, selection.dataset),
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            draw_words_control(selection.view)
    draw_figure_panel(selection, DaySteps(_KEY, "compare"), place)
    with right, st.container(key="changes"):
        draw_copy_all(selection, changes, days)
        draw_change_list(selection, changes, days)
        draw_deed_changes(selection, days.first, days.second)
