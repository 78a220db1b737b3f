"""Saving a draft, the saves so far, and taking one back."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from components import session
from components.editor.pending import changed_row
from components.editor.permissions import Curator, curator
from components.session import workspace
from components.style.markup import html_of
from data.base.text import counted, listed
from data.store.base import StoreError, undo
from data.store.changes import ChangedMeanwhileError
from data.store.history import Entry
from data.store.settings import settings
from data.tables.findings import RecordsError
from data.view.fields.draft import Draft

MOST_SAVES, MOST_FAULTS = 100, 5


def save_buttons(draft: Draft, who: Curator, *, ready: bool) -> None:
    """Draw the way to save, if there is nothing against it, and the way back to the records as they are."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Save {counted(len(draft.changes), 'row')}",
            key="edit_save",
            type="primary",
            disabled=not (ready and who.name),
            on_click=partial(_save, draft),
            width="content",
        )
        st.button("Drop all changes", key="edit_drop", on_click=session.set_draft, args=(Draft(),), width="content")
        if ready and not who.name:
            st.caption("Give your name above, then save.")


def _save(draft: Draft) -> None:
    entry, words = _done(lambda who: settings().store.save(draft.changes, who=who))
    if entry:
        session.set_draft(Draft())
        words = f"Saved as number {entry.number}: {counted(len(entry.changes), 'row')}. The pages show it now."
    workspace.tell_saved(words)


def _undo(number: int) -> None:
    entry, words = _done(lambda who: undo(settings().store, number, who=who))
    workspace.tell_saved(f"Save {number} is taken back by save {entry.number}." if entry else words)


def _done(act: Callable[[str], Entry]) -> tuple[Entry | None, str]:
    """The save under the name of who asks for it; or why it was not done. Whatever happens, the draft stays."""
    try:
        # Whether they may is asked again: the settings may be others since the button was drawn.
        who = curator(settings().editing)
        return (None, f"Not saved. {who.refusal}") if who.refusal else (act(who.name), "")
    except ChangedMeanwhileError as moved:
        rows = listed(["/".join(row.change.key) for row in moved.rows])
        return None, f"Not saved: {rows} was changed by somebody else meanwhile."
    except RecordsError as problem:
        told = "; ".join(str(finding) for finding in problem.findings[:MOST_FAULTS])
        return None, f"Not saved, the records would have {counted(len(problem.findings), 'fault')}: {told}"
    except StoreError as problem:
        return None, f"Not saved. {problem}"


def saves(who: Curator) -> None:
    """Draw the list of saves once it is opened; one chosen in it, and the way to take it back."""
    box = st.expander("Saves so far: who, when, before and after", key="edit_saves", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            found = settings().store.history(MOST_SAVES)
        except StoreError as problem:
            st.warning(str(problem))
            return
        if not found:
            st.caption("Nothing was saved in the page yet.")
            return
        _one_save(found, who)


def _one_save(found: list[Entry], who: Curator) -> None:
    undone = {entry.undoes for entry in found}
    rows = [(entry.number, entry.at, entry.who, _about(entry, entry.number in undone)) for entry in found]
    chosen = st.dataframe(
        pd.DataFrame(rows, columns=["Save", "When (UTC)", "Who", "Rows"]),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        key="edit_history",
        alt="The saves, newest first",
    )["selection"]["rows"]
    if not chosen or chosen[0] >= len(found):
        st.caption("Choose a save at its left edge to see what it changed, and to take it back.")
        return
    entry = found[chosen[0]]
    st.html(html_of(*map(changed_row, entry.changes)))
    if not who.refusal:
        label, back = f"Take back save {entry.number}", partial(_undo, entry.number)
        st.button(label, key="edit_undo", disabled=not who.name, on_click=back)


def _about(entry: Entry, undone: bool) -> str:
    rows = listed([f"{change.table} {'/'.join(change.new_key)}" for change in entry.changes])
    return f"Takes back {entry.undoes}: {rows}" if entry.undoes else f"{rows} (taken back)" if undone else rows
