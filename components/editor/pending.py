"""What a draft would change, row by row; what is wrong with it; what others changed meanwhile."""

from collections.abc import Sequence
from functools import partial
from xml.etree.ElementTree import Element

import pandas as pd
import streamlit as st

from components import session
from components.session import workspace
from components.style.markup import element, html_of, markdown_safe
from data.base.text import counted, printable
from data.editing.draft import over_theirs
from data.store.changes import Meanwhile, RowChange
from data.store.history import differences, verb
from data.tables.findings import Finding
from data.view.fields.draft import Draft

MOST_SHOWN = 40
NEW = "a new row"


def changes(draft: Draft) -> None:
    """Draw every change with the way back."""
    st.markdown(f"**{counted(len(draft.changes), 'row')} would change.**")
    for at, change in enumerate(draft.changes[:MOST_SHOWN]):
        with st.container(horizontal=True, vertical_alignment="top", key=f"change_{at}"):
            st.html(html_of(changed_row(change)), width="stretch")
            back = partial(_take_back, change)
            st.button("Take back", key=f"take_back_{at}", type="tertiary", on_click=back, width="content")
    if len(draft.changes) > MOST_SHOWN:
        st.caption(f"and {len(draft.changes) - MOST_SHOWN:,} more")


def changed_row(change: RowChange) -> Element:
    """A row before and after, cell by cell; of a removed one its name is enough."""
    name = "/".join(part for part in change.new_key if part) or NEW
    lines = []
    for one in differences(change) if change.after else ():
        before, after = one.before and element("del", one.before), one.after and element("ins", one.after)
        between = " → " if one.before and one.after else None
        lines.append(element("li", element("b", f"{one.column.replace('_', ' ')}: "), before, between, after))
    head = element("p", element("b", f"{change.table} · {name}"), f" {verb(change)}")
    return element("div", head, element("ul", *lines) if lines else None, class_="aw-evidence aw-edit")


def _take_back(change: RowChange) -> None:
    session.set_draft(workspace.draft().without(change))


def faults(found: Sequence[tuple[str, Finding]]) -> None:
    """Draw (id of the row, what is wrong with it) as a list: whole sentences, which a table would cut off."""
    st.error(f"**{counted(len(found), 'fault')}: it cannot be saved like this.**")
    st.html(html_of(element("ul", *(_fault(*one) for one in found[:MOST_SHOWN]), class_="aw-evidence aw-faults")))
    if len(found) > MOST_SHOWN:
        st.caption(f"and {len(found) - MOST_SHOWN:,} more")


def _fault(name: str, finding: Finding) -> Element:
    reason, fix = printable(finding.reason), printable(finding.fix)
    place = " · ".join(filter(None, (name or NEW, finding.column)))
    return element("li", element("b", printable(place)), f" {reason}: ", element("i", fix))


def moved(draft: Draft, rows: Sequence[Meanwhile]) -> None:
    """Draw each row that somebody else changed: as it was read, theirs, mine; and the choice between them."""
    for at, row in enumerate(rows):
        name, verb_of = markdown_safe("/".join(row.change.key)), "removed" if row.theirs is None else "changed"
        with st.container(border=True, key=f"moved_{at}"):
            st.markdown(f"**{name} was {verb_of} by somebody else since you read it.** Yours is kept here, not saved.")
            st.dataframe(_beside(row), hide_index=True, width="stretch", alt=f"As you read it, theirs and yours, {at}")
            with st.container(horizontal=True):
                put, keep = partial(_settle, draft, row, mine=True), partial(_settle, draft, row, mine=False)
                st.button("Put mine over theirs", key=f"mine_{at}", on_click=put, width="content")
                st.button("Keep theirs", key=f"theirs_{at}", on_click=keep, width="content")


def _beside(row: Meanwhile) -> pd.DataFrame:
    """The cells in which the three differ."""
    three = (row.change.before or {}, row.theirs or {}, row.change.after or {})
    rows = [(name, *(one.get(name, "") for one in three)) for name in three[0]]
    rows = [row for row in rows if len(set(row[1:])) > 1]
    return pd.DataFrame(rows, columns=["Column", "As you read it", "Theirs", "Yours"])


def _settle(draft: Draft, row: Meanwhile, *, mine: bool) -> None:
    kept = over_theirs(row) if mine else None
    settled = [kept if change == row.change else change for change in draft.changes]
    session.set_draft(Draft(tuple(change for change in settled if change)))
