"""The page on which curators change the records; there only where a desk has turned it on."""

import streamlit as st

from components import session
from components.editor.view import draw_editor
from components.frame.summary_bar import show_notices
from components.records.browser import table_of
from components.review.view import draw_review, open_questions
from components.session import workspace
from data.store.settings import settings
from data.tables.dataset import Dataset
from data.view.selection import Selection


def edit_page(selection: Selection) -> None:
    """Draw the page: it shows the records only, without rows that the reader added."""
    show_notices()
    overlay = workspace.overlay()
    dataset = overlay.ours if overlay else selection.dataset
    folder = settings().candidates
    if folder and _draw_parts(dataset, folder) == "candidates":
        draw_review(dataset, folder)
    else:
        draw_editor(dataset, table_of(selection).name)


def _draw_parts(dataset: Dataset, folder: str) -> str:
    """Draw the choice between rows and candidates; the one that is open."""
    part = workspace.edit_part() or "rows"
    names = {"rows": "Rows of a table", "candidates": f"Candidates · {open_questions(dataset, folder):,}"}
    st.segmented_control(
        "Part of the page",
        list(names),
        format_func=names.__getitem__,
        label_visibility="collapsed",
        **session.bind_choice("edit_part_choice", part, lambda name: workspace.set_edit_part(name or part)),
    )
    return part
