"""The table on the page: the same ties as the picture, in the same order, to read and to download."""

from functools import partial

import streamlit as st

from components.frame.download import Download, draw_downloads
from components.frame.open_profile import OPEN_BY_ROW, draw_open_profile
from components.table.rows import FROZEN, TIE_COLUMN_NOTES, TIE_COLUMNS, column_order, csv_of, table_of
from data.export.csv_files import CSV_TYPE
from data.view.selection import Selection

# More rows than this fill the height of the window; fewer are as high as they are.
_MOST_AT_ONCE = 14

# Pixels.
WIDTHS = {"Country": 100, "Partner": 150}
# So that the months are in sight at 1280.
WIDTHS_WITH_SILENCE = {**WIDTHS, "Label": 330, "Last use (machine-coded)": 175, "Months not used": 130}


def draw_tie_table(selection: Selection) -> None:
    """Draw above the table its download and the way from a row to the profile of its pair; and the table."""
    with st.container(horizontal=True, vertical_alignment="center", key="table_bar"):
        file = f"allweather-{selection.view.as_of.isoformat()}.csv"
        draw_downloads(Download("Download this table (CSV)", partial(csv_of, selection), file, CSV_TYPE))
        profile = st.container(key="row_profile")
    widths = WIDTHS_WITH_SILENCE if selection.view.silent else WIDTHS
    is_long = len(selection.spells) > _MOST_AT_ONCE
    with st.container(key="long_table" if is_long else "short_table"):
        event = st.dataframe(
            table_of(selection),
            hide_index=True,
            column_order=column_order(selection),
            width="stretch",
            height="stretch" if is_long else "content",
            key="table",
            alt="The ties shown, as in the picture",
            on_select="rerun",
            selection_mode=["single-row", "single-cell"],
            column_config={
                column: st.column_config.Column(
                    help=TIE_COLUMN_NOTES.get(column), pinned=column in FROZEN, width=widths.get(column)
                )
                for column in TIE_COLUMNS
            },
        )
    chosen = [*event.selection.rows, *(row for row, _ in event.selection.cells)]
    with profile:
        if chosen and chosen[0] < len(selection.spells):
            draw_open_profile(selection.dataset, selection.spells[chosen[0]].dyad, "row")
        else:
            st.caption(OPEN_BY_ROW)
