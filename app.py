"""The entry: page set-up and navigation."""

import streamlit as st

from components import session
from components.figure.panel.pinned import draw_pinned_link_notice
from components.head.view import draw_head
from components.pages import Page, help_topics, pages_shown
from components.pages.menu import streamlit_pages
from components.server_guard import ask_no_outside_address
from components.session.navigation import set_pages
from components.session.records import current_records
from components.sidebar.filter_panel import draw_filter_panel, draw_masthead
from components.style.page_style import apply_page_style, page_name
from components.upload.view import with_added_rows
from data.store.settings import settings
from data.view.selection import select
from data.view.ties import ties_of

ask_no_outside_address()
st.set_page_config(page_title="Allweather", layout="wide", initial_sidebar_state="auto")
apply_page_style()
draw_masthead()
if (ours := current_records()) is None:
    st.stop()


def draw(page: Page) -> None:
    """Draw a page of what is in view."""
    page.draw(selection)


shown = pages_shown(editing=settings().editing.on)
pages, menu = streamlit_pages(shown, draw)
path = st.navigation(menu, position="top").url_path or shown[0].path
set_pages(pages)
page = next(page for page in shown if page.path == path)
page_name(page.title, page.purpose)
dataset = with_added_rows(ours)
session.read_link(dataset, path)
selection = select(ties_of(dataset), session.view())
draw_pinned_link_notice(selection)
# The widgets write to the view by callbacks, so the picture need not wait for them.
pages[path].run()
draw_head(selection, help_topics())
draw_filter_panel(selection, has_filters=page.has_filters)
session.write_link(dataset, path)
