"""The entry: page set-up and navigation."""

from functools import partial

import streamlit as st

from components import session
from components.figure.panel.pinned import pinned_link_notice
from components.pages import PAGES, TITLES, pages_shown
from components.session.records import loaded
from components.sidebar.filter_panel import filter_panel, masthead
from components.style.page_style import apply_page_style, page_name
from components.upload.view import with_added_rows
from data.store.settings import settings
from data.view.selection import select
from data.view.ties import ties_of

st.set_page_config(page_title="Allweather", layout="wide", initial_sidebar_state="auto")
apply_page_style()
masthead()
if (ours := loaded()) is None:
    st.stop()


def show(name: str) -> None:
    """Draw a page of what is in view."""
    PAGES[name](found)


names = pages_shown(editing=settings().editing.on)
pages = [st.Page(partial(show, name), title=TITLES[name], url_path=name, default=name == "network") for name in names]
page = st.navigation(pages, position="top")
page_name(page.title)
dataset, name = with_added_rows(ours), page.url_path or "network"
session.read_link(dataset, name)
found = select(ties_of(dataset), session.view())
pinned_link_notice(found)
# The widgets write to the view by callbacks, so the picture need not wait for them.
page.run()
filter_panel(found)
session.write_link(dataset, name)
