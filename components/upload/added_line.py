"""On every page: the records with the rows that the reader added, and the line that says so."""

from typing import TYPE_CHECKING

import streamlit as st

from components import session
from components.session import workspace
from data.base.text import quantity
from data.tables.dataset import Dataset

# What is loaded with it, few readers need: it is loaded for those who added rows.
if TYPE_CHECKING:
    from data.upload.overlay import Overlay


def with_added_rows(ours: Dataset) -> Dataset:
    """The records with the rows that the reader added in this session, if any; draws the line that says so."""
    overlay = workspace.overlay()
    if overlay is None:
        _draw_lost_line()
        return ours
    if overlay.ours is not ours:
        from data.upload.overlay import overlay_on

        # The records were edited, and the added rows may refer to what is no longer there.
        before, overlay = overlay, overlay_on(ours, overlay)
        workspace.set_lost_rows(workspace.lost_rows() + len(before.lines) - len(overlay.lines) - overlay.identical)
        session.set_added_rows(overlay if overlay.dataset else None)
        if overlay.dataset is None:
            workspace.set_offer(overlay)
            _draw_lost_line()
            return ours
    _draw_added_line(overlay)
    _draw_lost_line()
    return overlay.dataset or ours


def _draw_added_line(overlay: "Overlay") -> None:
    from components.upload.words import rows_text

    with st.container(horizontal=True, key="added_line", vertical_alignment="center"):
        rows = rows_text(overlay)
        are_included = f"{rows.removeprefix('1 ')} is" if rows.startswith("1 ") else f"{rows} are"
        text = f"**Your {are_included} included for this session**, marked “(added)”."
        st.markdown(text, width="content")
        st.button(
            "Remove", key="added_remove", on_click=_remove, width="content", help="Show the records without your rows"
        )


def _draw_lost_line() -> None:
    """On every page until it is closed: whoever looks at a picture would not see that ties are missing in it."""
    if lost := workspace.lost_rows():
        with st.container(horizontal=True, key="lost_rows_line", vertical_alignment="center"):
            rows = f"{quantity(lost, 'row')} of yours {'was' if lost == 1 else 'were'} left out"
            st.markdown(f"**The records were edited, and {rows}.** “Add my data” says why.", width="content")
            st.button("Close", key="lost_rows_close", on_click=workspace.set_lost_rows, args=(0,), width="content")


def _remove() -> None:
    workspace.set_lost_rows(0)
    session.set_added_rows(None)
    workspace.set_offer(None, forget_files=True)
