"""The records page: every table, one record beside it, and the files to take away."""

import streamlit as st

from components import session
from components.records_browser import browser, record, table_of
from components.records_downloads import downloads
from components.standing import notices
from data.in_view import InView


def records(found: InView) -> None:
    """Draw the page."""
    notices()
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        rows = browser(found)
        downloads(found, table_of(found), rows, today=session.today().isoformat())
    with right, st.container(key="evidence"):
        record(found)
