"""Two days side by side: the list of changes as sentences, and all of it for the clipboard."""

from datetime import date
from xml.etree.ElementTree import Element

import streamlit as st

from components import session
from components.compare.words import Between, against, document, order_words, remarks, sentence, told_by_kind
from components.evidence.view import blind_spot
from components.frame.day_box import day_box
from components.ladder.view import ladder_choice
from components.style.markup import element, html_of, region
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.filters import parts_of
from data.analysis.diff import Change
from data.base.text import listed
from data.model.dates import years_before
from data.view.selection import Selection, first_day
from data.view.ties import Ties

BACK = {"1 year": 1, "3 years": 3, "10 years": 10}


def day_boxes(selection: Selection) -> None:
    """The two days, how to swap them, and how far back to look."""
    day = against(selection)
    with st.container(horizontal=True, vertical_alignment="bottom", key="days"):
        day_box(
            selection, "From", day, session.bind("against", show=lambda _: day, read=lambda new: new or day), width=150
        )
        day_box(
            selection,
            "To",
            selection.view.as_of,
            session.bind_choice("compare_to", selection.view.as_of, _to),
            width=150,
        )
        st.button("Swap", key="swap", on_click=_swap, args=(day,), help="Read it the other way round", width="content")
        st.pills(
            "Back by",
            list(BACK),
            **session.bind_choice("back_by", _back_by(selection, day), lambda span: _look_back(selection, span)),
        )
        ladder_choice(selection, width=300)


def _to(day: date | None) -> None:
    if day:
        session.change(as_of=day)


def _swap(day: date) -> None:
    session.change(as_of=day, against=session.view().as_of)


def _back_by(selection: Selection, day: date) -> str | None:
    return next((span for span, years in BACK.items() if years_before(selection.view.as_of, years) == day), None)


def _look_back(selection: Selection, span: str | None) -> None:
    if span:
        session.change(against=max(first_day(selection.ties), years_before(selection.view.as_of, BACK[span])))


def change_list(selection: Selection, changes: tuple[Change, ...], between: Between) -> None:
    """Draw the sentences under their types, then the sources."""
    if not changes:
        words = (
            "The two days are the same."
            if between.first == between.second
            else "Nothing that passes the filters changed."
        )
        st.html(html_of(element("div", element("p", words), class_="aw-evidence")))
        return
    citations = Citations(selection.dataset)
    parts = blind_spot(selection.dataset, max(between.first, between.second))
    for kind, group in told_by_kind(changes):
        parts.append(element("h3", f"{kind.value} · {len(group)}", class_="aw-part"))
        parts.append(
            element("ul", *(_item(selection.ties, change, between, citations) for change in group), class_="aw-list")
        )
    parts += [element("h3", "Sources", class_="aw-part"), citations.list()]
    st.html(html_of(region("Changes", *parts, class_="aw-evidence aw-changes")))


def _item(ties: Ties, change: Change, between: Between, citations: Citations) -> Element:
    stroke = styles_of(ties.dataset)[style_key(ties, change.index)].stroke
    told = sentence(ties, change, between)
    said: list[Element | str] = []
    for text, sources in told:
        said += [text, *([citations.mark(sources)] if sources else [])]
    return element(
        "li",
        *said,
        ".",
        *(element("div", remark, class_="aw-quiet") for remark in remarks(ties, change)),
        style=f"border-left: 3px solid {css_colour(stroke)}",
    )


def copy_all(selection: Selection, changes: tuple[Change, ...], between: Between) -> None:
    """Draw the whole list as plain text and as Markdown, each with its button to copy."""
    if not changes:
        return
    filters = listed([part.words for part in parts_of(selection)], most=9)
    about = f"{f'Ties {filters}.' if filters else 'All ties of the records.'} {order_words(selection)} Records {selection.dataset.version}."
    box = st.expander("Copy all, with the sources", key="copy_all", on_change="rerun")
    if box.open:
        with box:
            plain, markdown = st.tabs(["Plain text", "Markdown"])
            for tab, rich in ((plain, False), (markdown, True)):
                text = document(selection.ties, changes, between, about=about, markdown=rich)
                tab.code(text, language=None, wrap_lines=True, height=320)
