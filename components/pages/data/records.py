"""The records page: every table, one record beside it, and the files to take away."""

import streamlit as st

from components import session
from components.frame.summary_bar import show_notices
from components.records.browser import draw_record, draw_table, table_of
from components.records.currency import draw_currency
from components.records.downloads import draw_records_downloads
from components.records.support import draw_support
from data.view.selection import Selection


def records_page(selection: Selection) -> None:
    """Draw the page."""
    show_notices()
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        rows = draw_table(selection)
        draw_records_downloads(selection, table_of(selection), rows, today=session.today().isoformat())
        draw_support(selection.dataset)
        draw_currency(selection.dataset)
    with right, st.container(key="evidence"):
        draw_record(selection)
