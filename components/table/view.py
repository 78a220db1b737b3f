"""The table on the page: the same ties as the picture, in the same order, to read and to download."""

from functools import partial

import streamlit as st

from components.frame.download import Download, draw_downloads
from components.frame.open_profile import draw_open_profile
from components.table.rows import csv_of, table_of
from data.export.csv_files import CSV_TYPE
from data.view.selection import Selection


def draw_tie_table(selection: Selection) -> None:
    """Draw the table, its download, and the way from a row to the profile of its pair."""
    event = st.dataframe(
        table_of(selection),
        hide_index=True,
        width="stretch",
        key="table",
        alt="The ties shown, as in the picture",
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = [row for row in event.selection.rows if row < len(selection.spells)]
    for row in chosen:
        draw_open_profile(selection.dataset, selection.spells[row].dyad, "row")
    file = f"allweather-{selection.view.as_of.isoformat()}.csv"
    draw_downloads(Download("Download this table (CSV)", partial(csv_of, selection), file, CSV_TYPE))
