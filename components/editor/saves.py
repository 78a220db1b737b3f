"""Saving a draft, the history of saves, and undoing one."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from components import session
from components.editor.pending import changed_row
from components.editor.permissions import Curator, curator
from components.editor.save_line import SAVE_LINE
from components.session import workspace
from components.style.markup import html_of, markdown_safe
from data.apart.reader import reader_address
from data.base.text import list_text, quantity
from data.store.base import MaybeSavedError, SavedLaterError, StoreError, undo
from data.store.changes import EditConflictError
from data.store.history import SaveEntry, SaveSummary
from data.store.settings import settings
from data.tables.findings import RecordsError
from data.view.fields.draft import MAX_DRAFT_ROWS, Draft

MAX_LISTED_SAVES, MAX_NAMED_FAULTS = 100, 5
ENTER_NAME = "Enter your name above to save."
CHANGED_SINCE = "Not saved: you changed more after these rows were listed. Check the list, and save again."


def draw_save_buttons(draft: Draft, user: Curator, *, ready: bool) -> None:
    """Draw the buttons that save or discard the draft; `ready` if it has no faults and no conflicts."""
    workspace.forget_last_save()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Save {quantity(len(draft.changes), 'row')}",
            key="edit_save",
            type="primary",
            disabled=not (ready and user.name),
            on_click=partial(_save, draft),
            width="content",
        )
        st.button(
            "Discard all changes", key="edit_discard", on_click=session.set_draft, args=(Draft(),), width="content"
        )
        if ready and not user.name:
            st.caption(ENTER_NAME)


def _save(draft: Draft) -> None:
    if not workspace.draft().changes:
        # It was saved by the first of two clicks.
        workspace.repeat_save_message()
        return
    if workspace.draft() != draft:
        # A page that is behind has the button of an earlier draft: what was typed since is on no list, and would be gone with it.
        workspace.set_save_message(CHANGED_SINCE)
        return
    entry, message = attempt_save(lambda who: settings().store.save(draft.changes, who=who))
    if entry:
        session.set_draft(Draft())
        message = f"Saved as number {entry.number}: {quantity(len(entry.changes), 'row')}. All pages now show it."
    workspace.set_save_message(message)


def _undo(number: int) -> None:
    entry, message = attempt_save(lambda who: undo(settings().store, number, who=who))
    # Of two clicks the second cannot undo it again, and that is no conflict.
    if undone_by := entry.number if entry else _undone_by(number):
        message = f"Save {number} was undone by save {undone_by}."
    workspace.set_save_message(message)


def _undone_by(number: int) -> int:
    """The number of the save that undid another and still holds; 0 if there is none."""
    try:
        saves = settings().store.summaries(MAX_LISTED_SAVES)
    except StoreError:
        return 0
    undone = {save.undoes for save in saves}
    return next((save.number for save in saves if save.undoes == number and save.number not in undone), 0)


def attempt_save(save: Callable[[str], SaveEntry]) -> tuple[SaveEntry | None, str]:
    """(the save, ""), or (None, why it failed); `save` receives the name of the user. The draft stays as it is."""
    try:
        # Who may not save waits for nobody.
        _saver()
        with SAVE_LINE.turn(reader_address() or ""):
            return save(_saver()), ""
    except EditConflictError as problem:
        rows = list_text(["/".join(conflict.change.key) for conflict in problem.conflicts])
        return None, f"Not saved: someone else changed {rows} in the meantime."
    except RecordsError as problem:
        faults = "; ".join(str(finding) for finding in problem.findings[:MAX_NAMED_FAULTS])
        return None, f"Not saved: the records would have {quantity(len(problem.findings), 'fault')}: {faults}"
    except (SavedLaterError, MaybeSavedError) as problem:
        return None, str(problem)
    except StoreError as problem:
        return None, f"Not saved. {problem}"


def _saver() -> str:
    """The name of whoever saves. StoreError if they may not.

    The settings may have changed since the button was drawn, or while others saved, and a click may bring an empty name along.
    """
    user = curator(settings().editing)
    if refusal := user.refusal or ("" if user.name else ENTER_NAME):
        raise StoreError(refusal)
    return user.name


def draw_saves(user: Curator) -> None:
    """Draw the list of saves once it is opened, with the changes of the selected one and a button to undo it."""
    box = st.expander(
        "History of saves: when, before and after" if user.refusal else "History of saves: who, when, before and after",
        key="edit_saves",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        try:
            saves = settings().store.summaries(MAX_LISTED_SAVES)
            selected = _selected_save(saves, user) if saves else None
            entry = settings().store.entry(selected.number) if selected else None
        except StoreError as problem:
            st.warning(markdown_safe(str(problem)))
            return
        if not saves:
            st.caption("No changes have been saved on this page yet.")
        if entry:
            _draw_save(entry, user)


def _selected_save(saves: list[SaveSummary], user: Curator) -> SaveSummary | None:
    """Draw the list of saves; the selected one."""
    undone = {save.undoes for save in saves}
    rows = [(save.number, save.at, save.who, _rows_text(save, save.number in undone)) for save in saves]
    frame = pd.DataFrame(rows, columns=["Save", "When (UTC)", "Who", "Rows"])
    selected = st.dataframe(
        # With a log-in these are e-mail addresses: for the editors alone, and not for everybody who reaches the page.
        frame if not user.refusal else frame.drop(columns="Who"),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        # Another row is another save once there is a newer one: what is selected stays so only while the list is the same.
        key=f"edit_history_{saves[0].number}",
        alt="The saves, newest first",
    )["selection"]["rows"]
    if not selected or selected[0] >= len(saves):
        st.caption("Select a save to see what it changed, or to undo it.")
        return None
    return saves[selected[0]]


def _draw_save(entry: SaveEntry, user: Curator) -> None:
    st.html(html_of(*map(changed_row, entry.changes[:MAX_DRAFT_ROWS])))
    if len(entry.changes) > MAX_DRAFT_ROWS:
        st.caption(f"and {quantity(len(entry.changes) - MAX_DRAFT_ROWS, 'more row')}")
    if not user.refusal:
        undo_it = partial(_undo, entry.number)
        st.button(
            f"Undo save {entry.number}", key=f"edit_undo_{entry.number}", disabled=not user.name, on_click=undo_it
        )


def _rows_text(save: SaveSummary, is_undone: bool) -> str:
    more = save.rows - len(save.first_rows)
    rows = f"{', '.join(save.first_rows)} and {more:,} more" if more else list_text([*save.first_rows])
    return f"Undoes {save.undoes}: {rows}" if save.undoes else f"{rows} (undone)" if is_undone else rows
