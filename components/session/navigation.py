"""Going to a page within the session, with or without a link that it is to open."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_PAGES = "pages"


def set_pages(pages: Mapping[str, Any]) -> None:
    """Say which page of Streamlit each path is; once in each run, before any of them is gone to."""
    st.session_state[_PAGES] = dict(pages)


def go(path: str, query: Mapping[str, Any] | None = None) -> None:
    """Leave this run for a page; without a query it shows the view as it is. An unknown path goes nowhere."""
    page = st.session_state.get(_PAGES, {}).get(path)
    if page is not None:
        st.switch_page(page, query_params={str(name): str(text) for name, text in query.items()} if query else None)
