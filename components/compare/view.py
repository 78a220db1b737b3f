"""Two days side by side: the list of changes as sentences, and all of it for the clipboard."""

from datetime import date
from xml.etree.ElementTree import Element

import streamlit as st

from components import session
from components.compare.sentences import ComparedDays, change_sentence
from components.compare.words import (
    change_remarks,
    changes_by_kind,
    changes_document,
    compared_day,
    compared_ranking_text,
)
from components.evidence.ties import blind_spot
from components.frame.day_box import draw_day_box
from components.frame.download import draw_text_to_copy
from components.ladder.view import draw_ladder_choice
from components.style.markup import element, html_of, region
from components.style.theme import css_colour, style_key, styles_of
from components.usage.elements import use_change_parts
from components.wording.citations import Citations
from components.wording.filters import filters_in_use
from data.analysis.diff import Change
from data.analysis.usage.between import use_changes
from data.base.days import years_before
from data.base.text import list_text
from data.model.cells import actors_of
from data.usage.uses import OBSERVED_ACTOR
from data.view.selection import Selection, first_day
from data.view.ties import Ties

LOOK_BACK_YEARS = {"1 year": 1, "3 years": 3, "10 years": 10}


def draw_day_boxes(selection: Selection) -> None:
    """Draw the two dates, how to swap them, and how far back to look."""
    first, second = compared_day(selection), selection.view.as_of
    with st.container(horizontal=True, vertical_alignment="bottom", key="days"):
        against = session.bind("against", show=lambda _: first, read=lambda new: new or first)
        draw_day_box(selection, "From", first, against, width=150)
        draw_day_box(selection, "To", second, session.bind_choice("compare_to", second, _set_second_day), width=150)
        st.button("Swap", key="swap", on_click=_swap, args=(first,), help="Swap the two dates", width="content")
        look_back = session.bind_choice(
            "back_by", _span_between(first, second), lambda span: _look_back(selection, span)
        )
        st.pills("Look back", list(LOOK_BACK_YEARS), **look_back)
        draw_ladder_choice(selection, width=300)


def _set_second_day(day: date | None) -> None:
    if day:
        session.change(as_of=day)


def _swap(day: date) -> None:
    session.change(as_of=day, against=session.view().as_of)


def _span_between(first: date, second: date) -> str | None:
    """The pill that gives this distance; None if none does."""
    return next((span for span, years in LOOK_BACK_YEARS.items() if years_before(second, years) == first), None)


def _look_back(selection: Selection, span: str | None) -> None:
    if span:
        day = years_before(selection.view.as_of, LOOK_BACK_YEARS[span])
        session.change(against=max(first_day(selection.ties), day))


def draw_change_list(selection: Selection, changes: tuple[Change, ...], days: ComparedDays) -> None:
    """Draw the sentences under their kinds, then the sources."""
    uses = use_change_parts(
        selection.dataset, use_changes(selection.dataset, days.first, days.second, _partners(selection))
    )
    if not changes:
        same = days.first == days.second
        text = "Both dates are the same." if same else "No changes among the ties in view."
        st.html(html_of(element("div", element("p", text), *uses, class_="aw-evidence")))
        return
    citations = Citations(selection.dataset)
    parts = blind_spot(selection.dataset, max(days.first, days.second))
    for kind, group in changes_by_kind(changes):
        items = (_item(selection.ties, change, days, citations) for change in group)
        parts += [
            element("h3", f"{kind.value} · {len(group)}", class_="aw-part"),
            element("ul", *items, class_="aw-list"),
        ]
    parts += [*uses, element("h3", "Sources", class_="aw-part"), citations.list()]
    st.html(html_of(region("Changes", *parts, class_="aw-evidence aw-changes")))


def _partners(selection: Selection) -> frozenset[str]:
    """The partners of China among the pairs in view."""
    pairs = (actors_of(dyad) for dyad in selection.dyads)
    return frozenset(actor for pair in pairs if OBSERVED_ACTOR in pair for actor in pair if actor != OBSERVED_ACTOR)


def _item(ties: Ties, change: Change, days: ComparedDays, citations: Citations) -> Element:
    stroke = styles_of(ties.dataset)[style_key(ties, change.index)].stroke
    sentence: list[Element | str] = []
    for text, sources in change_sentence(ties, change, days):
        sentence += [text, *([citations.mark(sources)] if sources else [])]
    remarks = (element("div", remark, class_="aw-quiet") for remark in change_remarks(ties, change))
    return element("li", *sentence, ".", *remarks, style=f"border-left: 3px solid {css_colour(stroke)}")


def draw_copy_all(selection: Selection, changes: tuple[Change, ...], days: ComparedDays) -> None:
    """Draw the whole list as plain text and as Markdown, each with its button to copy."""
    if not changes:
        return
    box = st.expander("Copy all with sources", key="copy_all", on_change="rerun")
    if box.open:
        about = _about(selection)
        with box:
            plain, markdown = st.tabs(["Plain text", "Markdown"])
            for tab, is_markdown in ((plain, False), (markdown, True)):
                text = changes_document(selection.ties, changes, days, about=about, markdown=is_markdown)
                with tab:
                    draw_text_to_copy(text, height=320)


def _about(selection: Selection) -> str:
    """Which ties the changes are of, by which ranking, in which version of the records."""
    filters = list_text([part.words for part in filters_in_use(selection)], most=9)
    ties = f"Ties {filters}." if filters else "All ties on record."
    return f"{ties} {compared_ranking_text(selection)} Records {selection.dataset.version}."
