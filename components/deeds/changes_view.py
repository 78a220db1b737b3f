"""What a pair did in two years, below what it declared between two days."""

from datetime import date

import streamlit as st

from components.deeds.change_words import DEEDS_NOTE, HEADING, change_sentences
from components.style.markup import element, html_of, region
from data.model.cells import is_dyad
from data.series.series_set import shipped_series
from data.view.selection import Selection

_CHOOSE = "Select a pair to see also how its votes, trade and meetings differ between the two dates."


def draw_deed_changes(selection: Selection, one: date, other: date) -> None:
    """Draw the deeds of the pair in focus in the years of both days; without one, how to get them."""
    series_set, focus = shipped_series(selection.dataset), selection.view.focus
    if not series_set.series:
        return
    if not is_dyad(focus):
        st.html(html_of(element("div", element("p", _CHOOSE, class_="aw-quiet"), class_="aw-evidence")))
        return
    sentences = change_sentences(selection.ties, series_set, focus, one, other)
    if sentences:
        items = (element("li", sentence) for sentence in sentences)
        heading = element("h3", f"{HEADING} · {len(sentences)}", class_="aw-part")
        parts = (heading, element("ul", *items, class_="aw-list"), element("p", DEEDS_NOTE, class_="aw-quiet"))
        st.html(html_of(region(HEADING, *parts, class_="aw-evidence")))
