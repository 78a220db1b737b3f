"""The page for curators: the rows of a table in a grid, the pending changes with faults and conflicts, the saves."""

from functools import partial

import streamlit as st

from components import session
from components.editor.grid import draw_grid
from components.editor.pending import draw_changes, draw_conflicts, draw_faults
from components.editor.permissions import Curator, curator, draw_log_in_line, draw_name_box
from components.editor.saves import draw_save_buttons, draw_saves
from components.session import workspace
from components.style.markup import markdown_safe
from data.editing.draft import draft_conflicts, draft_findings
from data.links.drafts import draft_fits
from data.model.schema import TABLE, TABLES
from data.store.changes import RowChange
from data.store.settings import settings
from data.tables.dataset import Dataset
from data.view.fields.codecs import LONGEST_TEXT


def draw_editor(dataset: Dataset, table: str) -> None:
    """Draw the page on a table of the records."""
    user = curator(settings().editing)
    draw_log_in_line(user)
    if message := workspace.save_message():
        st.info(markdown_safe(message))
    if user.refusal:
        st.warning(markdown_safe(user.refusal))
    else:
        _draw_draft(dataset, table, user)
    draw_saves(user)


def _draw_draft(dataset: Dataset, table: str, user: Curator) -> None:
    text = _draw_row_choice(dataset, table)
    draw_grid(dataset, TABLE[table], text)
    draft = workspace.draft()
    if not draft.changes:
        st.caption(
            "Change a cell; add a row with “New row” or at the bottom of the grid; or select rows and delete them."
        )
        return
    if draft.is_too_large:
        draw_changes(draft)
        draw_save_buttons(draft, user, ready=False)
        return
    if not draft_fits(draft):
        st.caption(
            "There are too many changes to store in the page address, so reloading would lose them. Please save soon."
        )
    open_conflicts = draft_conflicts(dataset, draft)
    findings = draft_findings(dataset, draft)
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        draw_changes(draft)
    with right:
        draw_conflicts(open_conflicts)
        if findings:
            draw_faults(findings)
        draw_save_buttons(draft, user, ready=not findings and not open_conflicts)


def _draw_row_choice(dataset: Dataset, table: str) -> str:
    """Draw the choice of table and the search box for its rows; the text to search for."""
    st.pills(
        "Table",
        [known.name for known in TABLES],
        format_func=lambda name: f"{name} · {len(dataset.rows[name]):,}",
        label_visibility="collapsed",
        **session.bind("table", show=lambda _: table, read=lambda name: _redraw_for(name or table)),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "Search",
            key=f"edit_search_{table}",
            max_chars=LONGEST_TEXT,
            placeholder="Text in any cell",
            width=260,
            on_change=workspace.redraw_grid,
        )
        st.button("New row", key="edit_new", on_click=partial(_new_row, table), width="content")
        draw_name_box()
    return text


def _redraw_for(table: str) -> str:
    workspace.redraw_grid()
    return table


def _new_row(table: str) -> None:
    """Add an empty row at the top of the grid, where it is visible."""
    empty, before = dict.fromkeys(TABLE[table].columns, ""), workspace.draft()
    session.set_draft(before.with_changes(table, [RowChange(table, None, empty), *before.of(table)]))
