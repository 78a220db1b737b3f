"""Tempo: how often events and contacts come, beside the tier steps, and what the count is worth."""

from collections import Counter

import streamlit as st

from components import session
from components.style.markup import element, html_of, markdown_safe
from components.style.page_style import ground, readable_chart
from components.tempo.chart import chart_of
from components.tempo.plan import Plan
from components.tempo.rows import table_of
from components.tempo.words import about, finding, why_nothing, worth
from data.analysis.contacts import OBSERVED_ACTOR
from data.analysis.paces import paces_of
from data.analysis.tempo import Tempo
from data.model.cells import actors_of
from data.view.selection import Selection
from data.view.view import UNITS

QUICK = 4


def controls(selection: Selection, tempo: Tempo) -> None:
    """The length of a period, and without a focus the dyads in view with most to count."""
    with st.container(horizontal=True, vertical_alignment="center", key="tempo_controls"):
        st.segmented_control(
            "Count by",
            UNITS,
            format_func=lambda unit: f"By {unit}",
            label_visibility="collapsed",
            **session.bind("unit", read=lambda unit: unit or session.view().unit),
        )
        busiest = busiest_dyads(selection, tempo)
        if not selection.view.focus and busiest:
            st.markdown("Steps of one dyad:", width="content")
            st.pills(
                "Put a dyad in focus",
                busiest,
                label_visibility="collapsed",
                format_func=lambda dyad: _short(selection, dyad),
                **session.bind_choice("tempo_focus", None, lambda dyad: session.change(focus=dyad or "")),
            )


def _short(selection: Selection, dyad: str) -> str:
    return " – ".join(selection.dataset.actors[end].short_name for end in actors_of(dyad))


def busiest_dyads(selection: Selection, tempo: Tempo) -> list[str]:
    """The dyads in view with most events and contacts."""
    rows = Counter(event.dyad for event in tempo.events if event.dyad in selection.dyads)
    rows.update("-".join(sorted((OBSERVED_ACTOR, contact.partner))) for contact in tempo.contacts)
    steps = {step.dyad for step in tempo.moves}
    return [dyad for dyad, _ in rows.most_common() if dyad in steps][:QUICK]


def tempo_chart(selection: Selection, tempo: Tempo) -> None:
    """Draw the finding, the chart, what it is worth, and the same as a table."""
    plan = Plan(selection, tempo, selection.view.unit, session.today(), ground=ground())
    said = finding(selection, tempo, paces_of(selection, tempo))
    if said:
        st.html(html_of(element("p", said, class_="aw-finding")))
    st.altair_chart(
        readable_chart(chart_of(plan)), width="stretch", key="tempo", alt=f"{about(selection, tempo)} {said}"
    )
    quiet = (element("p", words, class_="aw-quiet") for words in worth(plan))
    st.html(html_of(element("div", *quiet, class_="aw-evidence")))
    with st.expander("The same as a table"):
        st.dataframe(table_of(plan), hide_index=True, width="stretch", alt="Counts by period and kind")


def nothing(selection: Selection) -> None:
    """Say why there is nothing to count."""
    with st.container(key="tempo_empty", border=True):
        st.markdown(markdown_safe(why_nothing(selection)))
