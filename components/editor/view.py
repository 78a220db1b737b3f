"""The page of a curator: the rows of a table in a grid, what would change, what stands against it, and the saves."""

from functools import partial

import streamlit as st

from components import session
from components.editor.grid import grid
from components.editor.pending import changes, faults, moved
from components.editor.permissions import Curator, curator, log_in_line, name_box
from components.editor.saves import save_buttons, saves
from components.session import workspace
from components.style.markup import markdown_safe
from data.editing.draft import checked, meanwhile
from data.model.schema import TABLE, TABLES
from data.store.changes import RowChange
from data.store.settings import settings
from data.tables.dataset import Dataset


def editor(dataset: Dataset, table: str) -> None:
    """Draw the page on a table of the records."""
    who = curator(settings().editing)
    log_in_line(who)
    if said := workspace.saved():
        st.info(markdown_safe(said))
    if who.refusal:
        st.warning(who.refusal)
    else:
        _desk(dataset, table, who)
    saves(who)


def _desk(dataset: Dataset, table: str, who: Curator) -> None:
    text = _choice_of_rows(dataset, table)
    grid(dataset, TABLE[table], text)
    draft = workspace.draft()
    if not draft.changes:
        st.caption("Change a cell, add a row at the foot of the grid or with “New row”, or mark rows and delete them.")
        return
    if not session.view().draft:
        st.caption(
            "These are too many changes for the address of the page, so a reload would lose them: save them soon."
        )
    others = meanwhile(dataset, draft)
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        changes(draft)
    with right:
        moved(draft, others)
        if found := checked(dataset, draft):
            faults(found)
        save_buttons(draft, who, ready=not found and not others)


def _choice_of_rows(dataset: Dataset, table: str) -> str:
    """Draw the choice of table and the box that narrows its rows; what was typed there."""
    st.pills(
        "Table",
        [known.name for known in TABLES],
        format_func=lambda name: f"{name} · {len(dataset.rows[name]):,}",
        label_visibility="collapsed",
        **session.bind("table", show=lambda _: table, read=lambda name: _redrawn(name or table)),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "Find", key=f"edit_find_{table}", placeholder="In any cell", width=260, on_change=workspace.redraw_grid
        )
        st.button("New row", key="edit_new", on_click=partial(_new_row, table), width="content")
        name_box()
    return text


def _redrawn(table: str) -> str:
    workspace.redraw_grid()
    return table


def _new_row(table: str) -> None:
    """At the top of the grid, where it is seen."""
    empty, before = dict.fromkeys(TABLE[table].columns, ""), workspace.draft()
    session.set_draft(before.with_changes(table, [RowChange(table, None, empty), *before.of(table)]))
