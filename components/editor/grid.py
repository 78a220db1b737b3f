"""The grid: the rows of a table, with pick lists for what the schema allows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.session import workspace
from data.base.text import counted, shortened
from data.editing.draft import Slot, Typed, slots_of, typed_in
from data.model.cells import split
from data.model.columns import choices_of, description, is_list, may_be_empty
from data.model.schema import Table
from data.tables.cross_references import caption
from data.tables.dataset import Dataset
from data.view.fields.draft import Draft

# Pixels; the grid has a row more than the table, to add one.
_ROW, _LEAST, _MOST = 35, 3, 11
# A list of ids shows what each stands for.
_LONGEST_LABEL = 70
_DYAD = "Two actors: BLR-CHN, or their names in any script, as Belarus – China."


def grid(dataset: Dataset, table: Table, text: str) -> None:
    """Draw it; what is typed goes to the draft at once, where a reload of the records cannot take it away."""
    key, base = workspace.drawn_draft(dataset.version)
    slots, number = slots_of(dataset, base, table, text)
    st.data_editor(
        _frame(table, slots),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height=_ROW * min(_MOST, max(_LEAST, len(slots)) + 2) + 3,
        width="stretch",
        placeholder="",
        column_order=order_of(table),
        # Of the draft as it was drawn: other pick lists make another grid, which forgets where its cursor was.
        column_config={column: _column(dataset, base, table, column) for column in table.columns},
        on_change=partial(_typed, dataset, base, table, slots, key),
        alt=f"The rows of {table.name}, to be changed",
    )
    if number > len(slots):
        st.caption(f"The first {len(slots):,} of {counted(number, 'row')}. “Find” narrows them down.")


def _typed(dataset: Dataset, base: Draft, table: Table, slots: Sequence[Slot], key: str) -> None:
    typed = Typed.of(workspace.edits(key))
    session.set_draft(typed_in(dataset, base, table, slots, typed), redraw=False)


def _frame(table: Table, slots: Sequence[Slot]) -> pd.DataFrame:
    """Every cell as its text, a list as a list, so that what is typed is kept as it is typed."""
    rows: dict[str, list[Any]] = {
        column: [
            list(split(slot.cells[column])) if is_list(table, column) else slot.cells[column] or None for slot in slots
        ]
        for column in table.columns
    }
    return pd.DataFrame(rows, columns=list(table.columns), dtype="object")


def order_of(table: Table) -> list[str]:
    """What a row is about first: its id, the dyad, the days; then the rest as in the files."""
    first = [*table.row.key, "dyad", "tier", "start", "end", "date"]
    return [*(name for name in first if name in table.columns), *(name for name in table.columns if name not in first)]


def _column(dataset: Dataset, draft: Draft, table: Table, column: str) -> Any:
    words: dict[str, Any] = {
        "label": column.replace("_", " "),
        "help": _DYAD if column == "dyad" else description(table, column),
        "pinned": column in table.row.key,
    }
    choices, to = choices_of(table, column), table.references.get(column)
    labels = _labels(dataset, draft, to) if to and column != "dyad" else {}
    words |= {"width": "medium"} if labels else {}
    if is_list(table, column):
        return st.column_config.MultiselectColumn(
            **words, options=list(labels or choices), accept_new_options=not choices, format_func=_spoken(labels)
        )
    if labels or choices:
        options = list(labels or choices)
        empty = [""] if may_be_empty(table, column) and "" not in options else []
        return st.column_config.SelectboxColumn(**words, options=[*empty, *options], format_func=_spoken(labels))
    return st.column_config.TextColumn(**words)


def _spoken(labels: dict[str, str]) -> Any:
    return lambda key: labels.get(key, key)


def _labels(dataset: Dataset, draft: Draft, table: str) -> dict[str, str]:
    """Id -> id and what it stands for, of the records and of the draft."""
    ids = {row.id: shortened(f"{row.id} · {caption(dataset, row)}", _LONGEST_LABEL) for row in dataset.rows[table]}
    new = [change.new_key[0] for change in draft.of(table) if change.after]
    return ids | {key: f"{key} · in this draft" for key in new if key and key not in ids}
