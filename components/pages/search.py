"""The page of the search: all that was found for some words, each with the place where it leads."""

import streamlit as st

from components import session
from components.frame.announce import announce
from components.frame.summary_bar import show_notices
from components.head.words import count_text, group_heading
from components.session import navigation, workspace
from components.style.markup import markdown_safe
from data.search.search import Result, Results, search
from data.search.snippet import Part
from data.view.fields.codecs import LONGEST_TEXT
from data.view.selection import Selection

_MOST_LISTED = 20


def search_page(selection: Selection) -> None:
    """Draw the page."""
    from components.pages import help_topics

    show_notices()
    st.text_input(
        "Search all records", max_chars=LONGEST_TEXT, placeholder="Names, labels, events, sources", **session.bind("q")
    )
    text = selection.view.q
    if not text.strip():
        st.caption("Search for a country, a pair such as “china hungary”, a label, a person, a figure or a source.")
        return
    overlay = workspace.overlay()
    ours = overlay.ours if overlay else None
    results = search(selection.dataset, text, ours=ours, topics=help_topics(), most=_MOST_LISTED)
    announce(count_text(results))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{markdown_safe(count_text(results))}**", width="content")
        if results.count and st.button("Narrow the picture to these words", type="tertiary", width="content"):
            session.change(text=text)
            navigation.go("network")
    _draw_groups(selection, results)


def _draw_groups(selection: Selection, results: Results) -> None:
    for group in results.groups:
        with st.container(key=f"results_{group.group}", gap=None):
            st.markdown(f"###### {markdown_safe(group_heading(group))}")
            for number, result in enumerate(group.results):
                _draw_result(selection, result, f"{group.group}_{number}")


def _draw_result(selection: Selection, result: Result, key: str) -> None:
    """Draw a result: its title as a button that leads to its place, below it date and snippet."""
    entry = result.entry
    if st.button(_marked(result.title), key=f"result_{key}", type="tertiary", width="content"):
        link = entry.place.link(selection.view, selection.dataset, today=session.today())
        navigation.go(entry.place.page, link)
    date = f"{markdown_safe(entry.date)} · " if entry.date else ""
    added = "added · " if entry.is_added else ""
    st.caption(f"{date}{added}{_marked(result.snippet)}")


def _marked(parts: tuple[Part, ...]) -> str:
    """The words that were found in bold; white space stays outside, as Markdown wants it."""
    return "".join(f"**{markdown_safe(part.text)}**" if part.is_found else markdown_safe(part.text) for part in parts)
