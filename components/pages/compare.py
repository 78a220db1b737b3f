"""The page that compares: two days in one picture, and the changes as sentences ready to paste."""

import streamlit as st

from components import session
from components.compare.view import change_list, copy_all, day_boxes
from components.compare.words import Between, against, order_words, summary
from components.figure.panel.view import figure_desk
from components.frame.focus import land_click, land_day
from components.frame.summary_bar import standing_height, standing_line
from components.network.payload import compared_view_of, network_bytes
from components.network.view import network_picture
from data.analysis.diff import changes_between, two_days
from data.view.selection import InView

KEY = "compare"


def compare(found: InView) -> None:
    """Draw the page."""
    first, second = two_days(found.ties, found.view, against=against(found))
    between = Between(first.view.as_of, second.view.as_of)
    changes = changes_between(first, second, ladder=found.view.ladder)
    day_boxes(found)
    with st.container(height=standing_height(), border=False, key="summary"):
        standing_line(found, summary(changes, between, second))
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        now, told = session.today(), {"home": session.home(), "turn": session.turn(KEY)}
        view = compared_view_of(first, second, now, found.view.ladder, name=KEY, heading=order_words(found), **told)
        network_picture(network_bytes(found.ties, now), view, on_chosen=land_click, on_settled=land_day)
        figure_desk(found, KEY)
    with right, st.container(key="changes"):
        copy_all(found, changes, between)
        change_list(found, changes, between)
