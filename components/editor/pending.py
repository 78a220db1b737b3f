"""The pending changes of a draft, row by row; their faults; and conflicts with the changes of others."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from xml.etree.ElementTree import Element

import pandas as pd
import streamlit as st

from components import session
from components.session import workspace
from components.style.markup import element, html_of, markdown_safe
from data.base.text import printable, quantity
from data.editing.draft import rebased_change
from data.store.changes import EditConflict, RowChange
from data.store.history import cell_changes, change_verb
from data.tables.findings import Finding
from data.view.fields.draft import MAX_DRAFT_ROWS, Draft

MAX_SHOWN = 40
_LIST_HEIGHT, _ROWS_BELOW_IT = 640, 8  # pixels; more rows scroll
NEW_ROW = "new row"


def draw_changes(draft: Draft) -> None:
    """Draw every change that a save would make, each with a button to undo it."""
    st.markdown(f"**{quantity(len(draft.changes), 'row')} would change.**")
    if opened := sum(change in workspace.opened_draft().changes for change in draft.changes):
        st.info(opened_text(opened))
    is_long = len(draft.changes) > _ROWS_BELOW_IT
    with st.container(height=_LIST_HEIGHT if is_long else "content", border=False, key="changes"):
        shown = draft.changes[:MAX_DRAFT_ROWS]
        for position, (change, key) in enumerate(zip(shown, keys_of(shown), strict=True)):
            with st.container(horizontal=True, vertical_alignment="top", key=f"change_{position}"):
                st.html(html_of(changed_row(change)), width="stretch")
                undo = partial(_undo, change)
                st.button("Undo", key=f"undo_{key}", type="tertiary", on_click=undo, width="content")
    if draft.is_too_large:
        more = quantity(len(draft.changes) - MAX_DRAFT_ROWS, "more row")
        st.warning(
            f"At most {MAX_DRAFT_ROWS} rows can be saved at once, and all of them are listed before. {more} would change: "
            "undo some, or discard all changes and make them in parts."
        )


def opened_text(number: int) -> str:
    """That so many changes came with the address: whoever made a link has not told the editor what is in it."""
    rows = "1 row" if number == 1 else f"{number:,} rows"
    return f"{rows} of these came with the address that was opened. After a reload they are your own; in a link that you got, someone else’s."


def keys_of(changes: Sequence[RowChange | EditConflict]) -> list[str]:
    """A key for the buttons of each change, or of each conflict as it is drawn. Where it is in the list is none: once another is gone, a second click would be about the next."""
    counts, keys = Counter[str](), list[str]()
    for change in changes:
        digest = sha256(repr(change).encode(errors="replace")).hexdigest()[:16]
        keys.append(f"{digest}_{counts[digest]}")
        counts[digest] += 1
    return keys


def changed_row(change: RowChange) -> Element:
    """A row before and after, cell by cell; of a removed row only its name."""
    name = "/".join(part for part in change.new_key if part) or NEW_ROW
    lines = []
    for cell in cell_changes(change) if change.after else ():
        before, after = cell.before and element("del", cell.before), cell.after and element("ins", cell.after)
        between = " → " if cell.before and cell.after else None
        lines.append(element("li", element("b", f"{cell.column.replace('_', ' ')}: "), before, between, after))
    head = element("p", element("b", f"{change.table} · {name}"), f" {change_verb(change)}")
    return element("div", head, element("ul", *lines) if lines else None, class_="aw-evidence aw-edit")


def _undo(change: RowChange) -> None:
    session.set_draft(workspace.draft().without(change))


def draw_faults(findings: Sequence[tuple[str, Finding]]) -> None:
    """Draw (id of the row, finding) as a list, as a table would cut off the sentences."""
    st.error(
        f"**{quantity(len(findings), 'fault')}: please fix {'it' if len(findings) == 1 else 'them'} before you save.**"
    )
    items = (_fault(*finding) for finding in findings[:MAX_SHOWN])
    st.html(html_of(element("ul", *items, class_="aw-evidence aw-faults")))
    if len(findings) > MAX_SHOWN:
        st.caption(f"and {len(findings) - MAX_SHOWN:,} more")


def _fault(row_id: str, finding: Finding) -> Element:
    reason, fix = printable(finding.reason), printable(finding.fix)
    place = " · ".join(filter(None, (row_id or NEW_ROW, finding.column)))
    return element("li", element("b", printable(place)), f" {reason}: ", element("i", fix))


def draw_conflicts(rows: Sequence[EditConflict]) -> None:
    """Draw each row that someone else changed: before, theirs, yours; and the choice between them."""
    keys = keys_of(rows)
    for position, (conflict, place) in enumerate(zip(rows, keys, strict=True)):
        name = markdown_safe("/".join(conflict.change.key))
        verb = "removed" if conflict.current is None else "changed"
        with st.container(border=True, key=f"conflict_{position}"):
            st.markdown(f"**Someone else {verb} {name} in the meantime.** Your version is still here, but not saved.")
            alt = f"The row before, theirs and yours, conflict {position + 1}"
            st.dataframe(_versions(conflict), hide_index=True, width="stretch", alt=alt)
            with st.container(horizontal=True):
                for label, key, mine in (("Use mine", "mine", True), ("Use theirs", "theirs", False)):
                    resolve = partial(_resolve, conflict, mine=mine)
                    st.button(label, key=f"{key}_{place}", on_click=resolve, width="content")


def _versions(conflict: EditConflict) -> pd.DataFrame:
    """The cells in which the three versions of the row differ."""
    versions = (conflict.change.before or {}, conflict.current or {}, conflict.change.after or {})
    rows = [(column, *(version.get(column, "") for version in versions)) for column in versions[0]]
    return pd.DataFrame([row for row in rows if len(set(row[1:])) > 1], columns=["Column", "Before", "Theirs", "Yours"])


def _resolve(conflict: EditConflict, *, mine: bool) -> None:
    """Put my change on top of theirs, or drop it."""
    rebased = rebased_change(conflict) if mine else None
    # Of the draft as it is now: more may have been typed since the choice was drawn.
    changes = [rebased if change == conflict.change else change for change in workspace.draft().changes]
    session.set_draft(Draft(tuple(change for change in changes if change)))
