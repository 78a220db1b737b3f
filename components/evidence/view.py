"""What is known about the focus on the day: the wording now, how it came to it, events, figures, sources."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from xml.etree.ElementTree import Element

import altair as alt
import streamlit as st

from components.evidence.chart import contacts_chart, figures_chart
from components.evidence.events import contact_list, contacts_head, contacts_of_focus, event_list, figure_list
from components.evidence.figures import charted_series, figures_of
from components.evidence.ties import MOST_TIES, history, missing_ties, tie_card
from components.frame.open_profile import draw_open_profile
from components.style.markup import element, html_of, region
from components.style.page_style import page_theme, readable_chart
from components.wording.citations import Citations
from components.wording.coverage import coverage_text
from data.analysis.contacts import contact_partner
from data.base.days import day_text
from data.base.text import quantity
from data.model.schema import Figure
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad, focus_actors
from data.view.selection import Selection, list_order, read_through
from data.view.ties import SpellIndex

Part = Element | alt.Chart | alt.LayerChart
MOST_IN_VIEW = 12


def draw_evidence(selection: Selection) -> None:
    """Draw the panel: of the focus, or of what is in view if nothing is in focus."""
    citations = Citations(selection.dataset)
    parts = list(_of_focus(selection, citations) if selection.view.focus else _of_view(selection, citations))
    if citations.numbers:
        parts += [element("h4", "Sources"), citations.list()]
    with st.container(key="evidence"):
        if selection.view.focus:
            draw_open_profile(selection.dataset, selection.view.focus, "focus")
        _draw(parts)


def _draw(parts: list[Part]) -> None:
    """Texts between two charts go as one piece."""
    texts: list[Element] = []
    is_first = True
    for part in parts:
        if isinstance(part, Element):
            texts.append(part)
            continue
        _draw_texts(texts, is_first=is_first)
        texts, is_first = [], False
        st.altair_chart(readable_chart(part), width="stretch", alt="Chart of the values listed in this panel")
    _draw_texts(texts, is_first=is_first)


def _draw_texts(texts: list[Element], *, is_first: bool) -> None:
    if texts:
        make = partial(region, "Evidence") if is_first else partial(element, "div")
        st.html(html_of(make(*texts, class_="aw-evidence")))


def blind_spot(dataset: Dataset, day: date) -> list[Element]:
    """What you must know of a day after the last one through which sources were read."""
    through = read_through(dataset)
    if through is None or day <= through:
        return []
    return [element("p", coverage_text(dataset), class_="aw-blind")]


def _of_view(selection: Selection, citations: Citations) -> Iterator[Part]:
    """Without a focus: the ties in view, the highest rung first."""
    yield element("h3", f"Ties on {day_text(selection.view.as_of)}")
    hint = "Click a tie or a country to see its history, events and figures."
    yield element("p", hint, class_="aw-quiet")
    yield from blind_spot(selection.dataset, selection.view.as_of)
    for index in selection.indices[:MOST_IN_VIEW]:
        yield tie_card(selection, index, citations, with_names=True)
    rest = len(selection.indices) - MOST_IN_VIEW
    if rest > 0:
        yield element("p", f"and {quantity(rest, 'tie')} more: see the table.", class_="aw-quiet")


def _of_focus(selection: Selection, citations: Citations) -> Iterator[Part]:
    view, dataset = selection.view, selection.dataset
    is_actor = view.focus in dataset.actors
    yield element("h3", actor_or_dyad(dataset, view.focus))
    yield from _names_and_notes(selection)
    yield from blind_spot(dataset, view.as_of)
    yield from _ties_of_focus(selection, citations, with_names=is_actor)
    if not is_actor:
        yield from missing_ties(selection)
    figures = figures_of(selection)
    yield from _figure_charts(selection, figures, citations)
    yield from event_list(selection, citations)
    yield from figure_list(dataset, figures, citations)
    yield from _contacts(selection)


def _names_and_notes(selection: Selection) -> Iterator[Element]:
    dataset = selection.dataset
    rows = [dataset.actors[actor] for actor in focus_actors(dataset, selection.view.focus)]
    yield element("p", " – ".join(row.name_native or row.name for row in rows), class_="aw-quiet")
    for row in rows:
        if row.note:
            yield element("p", row.note, class_="aw-quiet")


def _ties_of_focus(selection: Selection, citations: Citations, *, with_names: bool) -> Iterator[Part]:
    """The ties of the focus in force on the day, then the others."""
    spells = [index for index in range(len(selection.ties)) if _is_of_focus(selection, index)]
    in_force = sorted(
        (index for index in spells if selection.in_force[index]), key=lambda index: list_order(selection.ties, index)
    )
    yield element("h4", f"On {day_text(selection.view.as_of)}")
    for index in in_force[:MOST_TIES]:
        yield tie_card(selection, index, citations, with_names=with_names)
    if not in_force:
        yield element("p", "No ties in force on this date.", class_="aw-quiet")
    others = [index for index in spells if not selection.in_force[index]]
    yield from history(selection, others, citations, with_names=with_names)


def _is_of_focus(selection: Selection, index: SpellIndex) -> bool:
    focus = selection.view.focus
    return selection.ties.spells[index].dyad == focus or focus in selection.ties.actors[index]


def _figure_charts(selection: Selection, figures: list[Figure], citations: Citations) -> Iterator[Part]:
    """A chart for each charted indicator, and under it its sources."""
    for series in charted_series(selection, figures):
        disputed = " Disputed values have another colour and a dashed outline." if series.is_disputed else ""
        yield figures_chart(selection.dataset, series, page_theme())
        yield element("p", f"Chart sources.{disputed}", citations.mark(series.sources), class_="aw-quiet")


def _contacts(selection: Selection) -> Iterator[Part]:
    """How often a year, the latest few, and what the count is worth; nothing if there are none."""
    if contacts := contacts_of_focus(selection):
        yield from contacts_head(selection.dataset, contacts)
        yield contacts_chart(selection.dataset, contact_partner(selection.dataset, selection.view.focus))
        yield contact_list(contacts)
