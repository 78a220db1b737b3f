"""The grid: the rows of a table, with pick lists for what the schema allows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.session import workspace
from data.base.text import excerpt, quantity
from data.editing.draft import GridEdits, GridRow, draft_with_edits, grid_rows
from data.model.cells import split
from data.model.columns import choices_of, description, is_list, may_be_empty
from data.model.rows import Table
from data.tables.cross_references import caption
from data.tables.dataset import Dataset
from data.view.fields.draft import Draft

_GRID_ROW_HEIGHT = 35  # pixels
_MIN_ROWS, _MAX_ROWS = 3, 11
_MAX_LABEL_CHARACTERS = 70
_DYAD_HELP = "Two actors: BLR-CHN, or their names in any script, such as Belarus – China."


def draw_grid(dataset: Dataset, table: Table, text: str) -> None:
    """Draw the grid; edits go to the draft at once, so that reloading the records does not lose them."""
    key, base = workspace.drawn_draft(dataset.version)
    rows, number = grid_rows(dataset, base, table, text)
    st.data_editor(
        _frame(table, rows),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        # Two more rows: the header, and an empty one to add a row.
        height=_GRID_ROW_HEIGHT * min(_MAX_ROWS, max(_MIN_ROWS, len(rows)) + 2) + 3,
        width="stretch",
        placeholder="",
        column_order=order_of(table),
        # Of the draft as it was drawn: with other pick lists Streamlit makes a new grid and loses the cursor.
        column_config={column: _column(dataset, base, table, column) for column in table.columns},
        on_change=partial(_read_edits, dataset, base, table, rows, key),
        alt=f"The rows of {table.name}, for editing",
    )
    if number > len(rows):
        st.caption(f"The first {len(rows):,} of {quantity(number, 'row')} are shown. Use “Search” to find others.")


def _read_edits(dataset: Dataset, base: Draft, table: Table, rows: Sequence[GridRow], key: str) -> None:
    edits = GridEdits.of(workspace.grid_state(key))
    session.set_draft(draft_with_edits(dataset, base, table, rows, edits), redraw=False)


def _frame(table: Table, rows: Sequence[GridRow]) -> pd.DataFrame:
    """Cells as text, lists as lists, so that edits are stored as they were typed."""
    cells: dict[str, list[Any]] = {
        column: [
            list(split(row.cells[column])) if is_list(table, column) else row.cells[column] or None for row in rows
        ]
        for column in table.columns
    }
    return pd.DataFrame(cells, columns=list(table.columns), dtype="object")


def order_of(table: Table) -> list[str]:
    """The columns: first the id, the dyad and the dates, then the others as in the files."""
    first = [*table.row.key, "dyad", "tier", "start", "end", "date"]
    return [*(name for name in first if name in table.columns), *(name for name in table.columns if name not in first)]


def _column(dataset: Dataset, draft: Draft, table: Table, column: str) -> Any:
    options: dict[str, Any] = {
        "label": column.replace("_", " "),
        "help": _DYAD_HELP if column == "dyad" else description(table, column),
        "pinned": column in table.row.key,
    }
    choices, referred = choices_of(table, column), table.references.get(column)
    labels = _labels(dataset, draft, referred) if referred and column != "dyad" else {}
    options |= {"width": "medium"} if labels else {}
    values = list(labels or choices)
    if is_list(table, column):
        return st.column_config.MultiselectColumn(
            **options, options=values, accept_new_options=not choices, format_func=_label_function(labels)
        )
    if values:
        empty = [""] if may_be_empty(table, column) and "" not in values else []
        return st.column_config.SelectboxColumn(
            **options, options=[*empty, *values], format_func=_label_function(labels)
        )
    return st.column_config.TextColumn(**options)


def _label_function(labels: dict[str, str]) -> Any:
    return lambda key: labels.get(key, key)


def _labels(dataset: Dataset, draft: Draft, table: str) -> dict[str, str]:
    """Id -> label, which says what the id refers to; ids of the records and of the draft."""
    ids = {row.id: excerpt(f"{row.id} · {caption(dataset, row)}", _MAX_LABEL_CHARACTERS) for row in dataset.rows[table]}
    new = [change.new_key[0] for change in draft.of(table) if change.after]
    return ids | {key: f"{key} · in this draft" for key in new if key and key not in ids}
