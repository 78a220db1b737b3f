"""The reader’s own note on the figure of a page: where it is written, and how the page shows it."""

import streamlit as st

from components import session
from components.figure.kinds.registry import CIRCLES, FIGURE_KINDS
from components.figure.readers_note import readers_note
from components.style.markup import element, html_of
from data.view.fields.codecs import LONGEST_NOTE, note_line
from data.view.fields.names import findable
from data.view.selection import Selection
from data.view.view import MOST_CIRCLED


def draw_note_form(selection: Selection, kind: str) -> None:
    """Draw the box for the note, and the choice of what is circled in a network."""
    st.text_area(
        "Your note",
        max_chars=LONGEST_NOTE,
        height=76,
        placeholder="Shown below the figure as “Reader’s note”, and kept in the link",
        **session.bind("note", read=note_line),
    )
    if CIRCLES in FIGURE_KINDS[kind].options:
        names = _may_be_circled(selection)
        st.multiselect(
            "Circle countries or pairs",
            list(names),
            format_func=names.__getitem__,
            max_selections=MOST_CIRCLED,
            select_all=False,
            placeholder="None",
            **session.bind_list("circled"),
        )


def _may_be_circled(selection: Selection) -> dict[str, str]:
    """Key -> name of the actors and pairs in view, and of those that are circled."""
    dyads = sorted({spell.dyad for spell in selection.spells})
    keys = dict.fromkeys((*selection.view.circled, *sorted(selection.actors), *dyads))
    return {key: findable(selection.dataset, key) for key in keys}


def draw_readers_note(selection: Selection, kind: str) -> None:
    """Draw the note above what it is about, and the way to take it off; nothing without one."""
    has_circles = CIRCLES in FIGURE_KINDS[kind].options
    text = readers_note(selection.view, selection.dataset, has_circles=has_circles)
    if text:
        with st.container(horizontal=True, vertical_alignment="center", key="readers_note", gap="small"):
            st.html(html_of(element("p", text, class_="aw-readers-note")), width="stretch")
            st.button("Remove note", key="remove_note", type="tertiary", on_click=_remove, width="content")


def _remove() -> None:
    session.change(note="", circled=())
