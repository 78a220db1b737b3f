"""Going to a page within the session, with or without a link that it is to open."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_PAGES, _ASKED = "pages", "asked_page"


def set_pages(pages: Mapping[str, Any]) -> None:
    """Say which page of Streamlit each path is; once in each run, before any of them is gone to."""
    st.session_state[_PAGES] = dict(pages)


def go(path: str, query: Mapping[str, Any] | None = None) -> None:
    """Leave this run for a page; without a query it shows the view as it is. An unknown path goes nowhere."""
    page = st.session_state.get(_PAGES, {}).get(path)
    if page is not None:
        st.switch_page(page, query_params={str(name): str(text) for name, text in query.items()} if query else None)


def ask_to_go(path: str, query: Mapping[str, Any] | None = None) -> None:
    """Remember where a callback wants to go: only a run can leave for another page."""
    st.session_state[_ASKED] = (path, query)


def go_if_asked() -> None:
    """Leave this run for where a callback wanted to go; first in the run of a page."""
    if asked := st.session_state.pop(_ASKED, None):
        go(*asked)
