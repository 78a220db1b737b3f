"""The pages as Streamlit's navigation takes them."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from components.pages import SECTIONS, Page


def streamlit_pages(
    shown: list[Page], draw: Callable[[Page], None]
) -> tuple[Mapping[str, st.Page], dict[str, list[st.Page]]]:
    """Each page by its path, and the menu by section; a page without a section is in no menu but has its address."""
    pages = {page.path: _linked(page, draw, is_first=page is shown[0]) for page in shown}
    menu = {section: [pages[page.path] for page in shown if page.section == section] for section in SECTIONS}
    return pages, {section: linked for section, linked in menu.items() if linked}


def _linked(page: Page, draw: Callable[[Page], None], *, is_first: bool) -> st.Page:
    return st.Page(
        partial(draw, page),
        title=page.title,
        url_path=page.path,
        default=is_first,
        visibility="visible" if page.section else "hidden",
    )
