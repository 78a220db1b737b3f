"""On every page: the records with the rows that the reader added, and the line that says so."""

from typing import TYPE_CHECKING

import streamlit as st

from components import session
from components.session import workspace
from data.tables.dataset import Dataset

# What is loaded with it, few readers need: it is loaded for those who added rows.
if TYPE_CHECKING:
    from data.upload.overlay import Overlay


def with_added_rows(ours: Dataset) -> Dataset:
    """The records with the rows that the reader added in this session, if any; draws the line that says so."""
    overlay = workspace.overlay()
    if overlay is None:
        return ours
    if overlay.ours is not ours:
        from data.upload.overlay import overlay_on

        # The records were edited, and the added rows may refer to what is no longer there.
        overlay = overlay_on(ours, overlay)
        session.set_added_rows(overlay if overlay.dataset else None)
        if overlay.dataset is None:
            workspace.set_offer(overlay)
            return ours
    _draw_added_line(overlay)
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


def _remove() -> None:
    session.set_added_rows(None)
    workspace.set_offer(None, forget_files=True)
