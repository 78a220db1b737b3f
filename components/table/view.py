"""The table on the page: the same ties as the picture, in the same order, to read and to download."""

import streamlit as st

from components.table.rows import csv_of, table_of
from data.view.selection import Selection


def draw_tie_table(selection: Selection) -> None:
    """Draw the table and its download."""
    st.dataframe(
        table_of(selection), hide_index=True, width="stretch", key="table", alt="The ties shown, as in the picture"
    )
    st.download_button(
        "Download this table (CSV)",
        data=lambda: csv_of(selection),
        file_name=f"allweather-{selection.view.as_of.isoformat()}.csv",
        mime="text/csv",
        on_click="ignore",
    )
