"""The entry: page set-up and navigation."""

from functools import partial

import streamlit as st

from components import session
from components.figure.panel.pinned import draw_pinned_link_notice
from components.pages import Page, pages_shown
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
pages = [st.Page(partial(draw, page), title=page.title, url_path=page.path, default=page is shown[0]) for page in shown]
page = st.navigation(pages, position="top")
set_pages({one.path: linked for one, linked in zip(shown, pages, strict=True)})
page_name(page.title)
dataset, path = with_added_rows(ours), page.url_path or shown[0].path
session.read_link(dataset, path)
selection = select(ties_of(dataset), session.view())
draw_pinned_link_notice(selection)
# The widgets write to the view by callbacks, so the picture need not wait for them.
page.run()
draw_filter_panel(selection)
session.write_link(dataset, path)
