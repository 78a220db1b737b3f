"""Activity: how often there were events and contacts, beside the label changes, and what the count covers."""

from collections import Counter

import streamlit as st

from components import session
from components.style.chart_style import readable_chart
from components.style.markup import element, html_of, markdown_safe
from components.style.page_style import page_theme
from components.tempo.chart import tempo_chart_of
from components.tempo.plan import TempoPlan
from components.tempo.rows import tempo_table
from components.tempo.words import coverage_sentences, empty_text, pace_text, tempo_summary
from data.analysis.contacts import counts_by
from data.analysis.paces import paces_of
from data.analysis.tempo import Tempo
from data.model.cells import actors_of, dyad_of
from data.usage.uses import OBSERVED_ACTOR
from data.view.selection import Selection
from data.view.view import UNITS

_MOST_PAIRS = 4


def draw_controls(selection: Selection, tempo: Tempo) -> None:
    """Draw the length of a period, and without a focus the pairs in view with most to count."""
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
            st.markdown("Mark the upgrades of:", width="content")
            st.pills(
                "Select a pair",
                busiest,
                label_visibility="collapsed",
                format_func=lambda dyad: _pair_label(selection, dyad),
                **session.bind_choice("tempo_focus", None, lambda dyad: session.change(focus=dyad or "")),
            )


def _pair_label(selection: Selection, dyad: str) -> str:
    return markdown_safe(" – ".join(selection.dataset.actors[end].short_name for end in actors_of(dyad)))


def busiest_dyads(selection: Selection, tempo: Tempo) -> list[str]:
    """The dyads in view with most events and contacts."""
    rows = Counter(event.dyad for event in tempo.events if event.dyad in selection.dyads)
    rows.update(
        {dyad_of(OBSERVED_ACTOR, partner): number for (partner,), number in counts_by(tempo.contacts, "partner")}
    )
    steps = {step.dyad for step in tempo.moves}
    return [dyad for dyad, _ in rows.most_common() if dyad in steps][:_MOST_PAIRS]


def draw_tempo(selection: Selection, tempo: Tempo) -> None:
    """Draw what came before the label changes, the chart, what it covers, and the same as a table."""
    plan = TempoPlan(selection, tempo, selection.view.unit, session.today(), theme=page_theme())
    before_changes = pace_text(selection, tempo, paces_of(selection, tempo))
    if before_changes:
        st.html(html_of(element("p", before_changes, class_="aw-finding")))
    st.altair_chart(
        readable_chart(tempo_chart_of(plan)),
        width="stretch",
        key="tempo",
        alt=f"{tempo_summary(selection, tempo)} {before_changes}",
    )
    quiet = (element("p", words, class_="aw-quiet") for words in coverage_sentences(plan))
    st.html(html_of(element("div", *quiet, class_="aw-evidence")))
    with st.expander("Show as a table"):
        st.dataframe(tempo_table(plan), hide_index=True, width="stretch", alt="Counts by period and kind")


def draw_empty_result(selection: Selection) -> None:
    """Say why there is nothing to count."""
    with st.container(key="tempo_empty", border=True):
        st.markdown(markdown_safe(empty_text(selection)))
