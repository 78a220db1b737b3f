"""One run of the page, from its set-up to the address that the view is written into; `app.py` begins it after each click."""

import streamlit as st

from components import session
from components.figure.panel.pinned import draw_pinned_link_notice
from components.head.view import draw_head
from components.pages import help_topics, page_at, pages_shown
from components.pages.menu import streamlit_pages
from components.session.navigation import set_pages
from components.session.records import current_records, draw_settings_faults
from components.sidebar.filter_panel import draw_filter_panel, draw_masthead
from components.style.page_style import apply_page_style, page_name
from components.upload.added_line import with_added_rows
from data.links.page_links import STORY
from data.store.settings import is_editing_on
from data.tables.findings import RecordsError
from data.view.selection import select, select_with_focus
from data.view.ties import ties_of


def draw_page() -> None:
    """Draw the page of the address, as the view is now."""
    try:
        _draw_page()
    except RecordsError as problem:
        # Somebody has changed the settings since the page began, and they have a fault.
        draw_settings_faults(problem)


def _draw_page() -> None:
    st.set_page_config(page_title="Allweather", layout="wide", initial_sidebar_state="auto")
    apply_page_style()

    def draw() -> None:
        page.draw(selection)

    # The menu and the title come first: reading the records takes a moment at the first start.
    pages, menu = streamlit_pages(pages_shown(editing=is_editing_on()), draw)
    current = st.navigation(menu, position="top")
    set_pages(pages)
    page, is_at_root = page_at(current.url_path, st.query_params.to_dict()), not current.url_path
    if page.has_filters:
        draw_masthead()
    page_name(page.title, page.purpose, has_sidebar=page.has_filters)
    if (ours := current_records()) is None:
        st.stop()
    dataset = with_added_rows(ours)
    session.read_link(dataset, page.path, is_at_root=is_at_root)
    # A story is shown as its author saved it.
    selection = (select if page.path == STORY else select_with_focus)(ties_of(dataset), session.view())
    draw_pinned_link_notice(selection)
    # The widgets change the view in callbacks, before the run: so the picture is drawn first, and they follow.
    current.run()
    draw_head(selection, help_topics(), has_sidebar=page.has_filters)
    draw_filter_panel(selection, has_filters=page.has_filters)
    session.write_link(dataset, page.path, is_at_root=is_at_root)
