"""The pages as Streamlit's navigation takes them."""

from collections.abc import Callable, Mapping

import streamlit as st

from components.pages import SECTIONS, Page
from data.links.page_links import HOME


def streamlit_pages(
    shown: list[Page], draw: Callable[[], None]
) -> tuple[Mapping[str, st.Page], dict[str, list[st.Page]]]:
    """Each page by its path, and the menu by section; a page without a section is in no menu but has its address."""
    pages = {page.path: _linked(page, draw) for page in shown}
    menu = {section: [pages[page.path] for page in shown if page.section == section] for section in SECTIONS}
    return pages, {section: linked for section, linked in menu.items() if linked}


def _linked(page: Page, draw: Callable[[], None]) -> st.Page:
    return st.Page(
        draw,
        title=page.title,
        url_path=page.path,
        default=page.path == HOME,
        visibility="visible" if page.section else "hidden",
    )
