"""What is new on the page: the watchlist, and the list of changes, in which the browser marks those since the last visit."""

from pathlib import Path
from xml.etree.ElementTree import Element

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.frame.focus import focus_options
from components.style.markup import tree_of
from data.view.fields.names import findable
from data.view.selection import Selection

_BROWSER = Path(__file__).parent / "browser"
_list = component(
    "allweather_news",
    html='<div class="aw-evidence aw-news" role="region" tabindex="0" aria-label="What’s new"></div>',
    js=(_BROWSER / "news.js").read_text("utf-8"),
    isolate_styles=False,
)


def draw_watchlist(selection: Selection) -> None:
    """Draw the countries and pairs whose news is shown; the link of the page keeps them."""
    options = focus_options(selection.dataset)
    known = [key for key in options if key]
    st.multiselect(
        "Watchlist",
        [*known, *(key for key in selection.view.watch if key not in options)],
        format_func=lambda key: options.get(key) or findable(selection.dataset, key),
        placeholder="All countries and pairs",
        help="Kept in the link of this page: bookmark it, or share it.",
        select_all=False,
        **session.bind_list("watch"),
    )


def draw_news(parts: list[Element]) -> None:
    """Draw the list of changes."""
    with st.container(key="news"):
        _list(key="news_list", data={"parts": [tree_of(part) for part in parts]})
