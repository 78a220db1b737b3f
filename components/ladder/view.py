"""The choice of a ladder, and who is on which of its rungs."""

import streamlit as st

from components import session
from components.ladder.rungs import about_ladder, ladder_list, ladder_name
from components.style.markup import html_of
from components.wording.ranking import ladder_in_use
from data.model.tie_rows import Ladder
from data.view.selection import Selection


def draw_ladder_choice(selection: Selection, *, width: int = 520, current: str = "") -> Ladder | None:
    """Draw the choice of ranking; returns the one in use: the chosen one, else `current`; None if there is none."""
    ladders = selection.dataset.ladders
    if not ladders:
        return None
    first = selection.dataset.house_ladder(next(iter(selection.dataset.families))).ladder
    current = selection.view.ladder or current or first
    st.selectbox(
        "Ranking",
        list(ladders),
        format_func=lambda key: ladder_name(ladders[key]),
        width=width,
        **session.bind("ladder", show=lambda _: current),
    )
    return ladders[current]


def draw_ladder(selection: Selection) -> None:
    """Draw the choice of ladder, what is known about it, and its rungs."""
    current = ladder_in_use(selection).ladder if selection.dataset.ladders else ""
    chosen = draw_ladder_choice(selection, current=current)
    if chosen:
        st.html(html_of(about_ladder(selection, chosen), ladder_list(selection, chosen)))
