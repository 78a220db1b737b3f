"""The head on the page: two components, of which only the second changes with a view or what is typed."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import session
from components.frame.page_script import PageScript
from components.head.words import results_message, through_text
from components.session import navigation, workspace
from data.base.days import day_text
from data.links.pins import pin_of
from data.search.entry import Topic
from data.search.index import begin_index
from data.search.search import search
from data.view.fields.codecs import LONGEST_TEXT
from data.view.selection import Selection

_BROWSER = Path(__file__).parent / "browser"
_KEY = "head_component"
# Results of a group in the list below the box; the page of the search has more.
_MOST_LISTED = 3

_SCRIPTS = "\n".join((_BROWSER / name).read_text("utf-8") for name in ("page.js", "head.js"))
_script = PageScript("head", _SCRIPTS)
_head = component(
    "allweather_head",
    html=(_BROWSER / "head.html").read_text("utf-8"),
    css=(_BROWSER / "head.css").read_text("utf-8"),
    js="""const ready = async () => {
  while (!globalThis.allweatherHead) await new Promise((next) => setTimeout(next, 8));
};
export default async (component) => { await ready(); return globalThis.allweatherHead(component); };
""",
)


@st.fragment
def draw_head(selection: Selection, topics: tuple[Topic, ...], *, has_sidebar: bool) -> None:
    """Draw the head. What is typed into it runs this function alone, not the page."""
    with st.container(key="head"):
        with st.container(key="head_script"):
            _script.draw("head_script_component")
        _draw_box(_KEY, {**_message(selection, topics), "hasSidebar": has_sidebar})


@st.fragment
def draw_search(selection: Selection, topics: tuple[Topic, ...]) -> None:
    """Draw the search alone, as wide as the page lets it be."""
    with st.container(key="search_box"):
        _draw_box("search_component", {**_message(selection, topics), "isAlone": True})


def _draw_box(key: str, data: dict[str, Any]) -> None:
    """Draw a head, and follow what was chosen in it."""
    sent = _head(
        key=key,
        data=data,
        on_query_change=partial(_take_text, key),
        on_go_change=lambda: None,
        on_narrow_change=lambda: None,
    )
    if sent.narrow:
        session.change(text=str(sent.narrow)[:LONGEST_TEXT])
        navigation.go("network")
    elif isinstance(sent.go, Mapping):
        navigation.go(str(sent.go.get("page", "")), sent.go.get("query") or {})


def _take_text(key: str) -> None:
    sent = session.component_trigger(key, "query")
    workspace.set_search_text(str(sent.get("text", ""))[:LONGEST_TEXT] if isinstance(sent, Mapping) else "")


def _message(selection: Selection, topics: tuple[Topic, ...]) -> dict[str, Any]:
    dataset, view, text = selection.dataset, selection.view, workspace.take_search_text()
    overlay = workspace.overlay()
    ours = overlay.ours if overlay else None
    begin_index(ours or dataset, topics)
    results = None
    if text:
        found = search(dataset, text, ours=ours, topics=topics, most=_MOST_LISTED)
        results = results_message(found, view, dataset, today=session.today())
    return {
        "day": day_text(view.as_of),
        "through": through_text(dataset),
        "pin": str(pin_of(dataset)),
        "results": results,
    }
