"""The standing sentence on the page, each filter in it removable; and what stands in place of an empty picture."""

from typing import Literal

import streamlit as st

from components import session
from components.frame.announce import announce
from components.style.markup import markdown_safe
from components.wording.filters import parts_of, sentence
from data.base.text import counted
from data.model.dates import spoken_day
from data.view.selection import Selection, without
from data.view.view import View, with_page_fields_of

# Pixels: two lines of the sentence and its parts; more of them scroll.
_HEIGHT = 64


def standing_height() -> int | Literal["content"]:
    """Of what stands above a picture: given, so that nothing pushes the picture. What a link lacks is told in full."""
    return "content" if session.notices() else _HEIGHT


def notices() -> None:
    """Draw what of the link could not be taken."""
    for notice in session.notices():
        st.warning(markdown_safe(notice))


def standing_line(selection: Selection, said: str = "") -> None:
    """Draw the sentence (or what a page says in its place), a removable part for each filter, and the reset."""
    notices()
    parts, words = parts_of(selection), said or sentence(selection)
    announce(words)
    with st.container(horizontal=True, key="standing", vertical_alignment="center", gap="small"):
        st.markdown(f"**{markdown_safe(words)}**", width="content")
        for part in parts:
            st.button(
                f"{markdown_safe(part.words)} ×",
                key=f"drop_{part.field}",
                help=f"Drop this filter: {counted(part.hides, 'tie')} would come back",
                on_click=_drop,
                args=(part.field,),
                width="content",
            )
        if parts:
            st.button("Show everything", key="reset", type="tertiary", on_click=_reset, width="content")


def _drop(field: str) -> None:
    session.set_view(without(session.view(), field))


def _reset() -> None:
    view = session.view()
    everything = View(as_of=view.as_of, layout="rings" if view.layout == "focal" else view.layout)
    session.set_view(with_page_fields_of(everything, view), fit=True)


def empty_result(selection: Selection) -> bool:
    """Explain an empty picture and offer the way back; whether it was empty."""
    if selection.shown.any():
        return False
    day = spoken_day(selection.view.as_of)
    ways = [(part, selection.count_without(part.field)) for part in parts_of(selection) if part.filters_ties]
    ways = [(part, back) for part, back in ways if back]
    with st.container(key="empty", border=True):
        if not selection.in_force.any():
            st.markdown(f"**No tie of the records is in force on {day}.** Choose another day on the axis.")
        elif ways:
            st.markdown("**Nothing passes all filters together.** One of these brings ties back:")
        elif selection.passed.any():
            st.markdown(
                f"**What passes the filters does not hold on {day}.** The axis shows the days on which it does."
            )
        else:
            st.markdown("**Nothing passes these filters, and dropping any single one does not help.**")
        with st.container(horizontal=True):
            for part, back in ways:
                words = f"Drop “{markdown_safe(part.words)}” ({counted(back, 'tie')})"
                st.button(words, key=f"mend_{part.field}", on_click=_drop, args=(part.field,), width="content")
            st.button("Show everything", key="mend_all", on_click=_reset, width="content")
    return True
