"""What the page of arrival draws: the answer in words, the flow, the usual steps, who shares the rank."""

import streamlit as st

from components.arrival.chart import flow_chart
from components.arrival.path import rank_and_path
from components.arrival.tables import flow_frame, level_changes_frame
from components.arrival.words import absence_text, level_change_sentences, rank_sentences
from components.style.chart_style import readable_chart
from components.style.markup import element, html_of
from components.style.page_style import page_theme
from data.analysis.arrival import Arrivals, ChangePattern
from data.analysis.arrival_flow import Flow
from data.tables.origin import added_count_text

_CHOOSE = "Select a country to see who shares its rank, who reached it before and after, and how long the step took."


def draw_answer(arrivals: Arrivals, holder: str, patterns: list[ChangePattern]) -> None:
    """Draw the answer about the focus, or how to ask."""
    text = " ".join(_sentences(arrivals, holder, patterns))
    st.html(html_of(element("div", element("p", text), class_="aw-evidence aw-answer")))


def _sentences(arrivals: Arrivals, holder: str, patterns: list[ChangePattern]) -> list[str]:
    if not holder:
        return [_CHOOSE]
    stay = arrivals.stay_of(holder)
    if stay is None:
        return [absence_text(arrivals, holder)]
    return [*rank_sentences(arrivals, holder, stay), *level_change_sentences(arrivals, stay, patterns)]


def draw_flow(arrivals: Arrivals, flow: Flow, holder: str) -> None:
    """Draw the flow; its numbers are in the table below it. On one day alone nothing flows."""
    if len(flow.days) < 2 or not flow.positions[-1]:
        return
    chart = flow_chart(arrivals.selection.dataset, flow, holder, theme=page_theme())
    st.altair_chart(readable_chart(chart), width="stretch", key="flow", alt=_flow_alternative(arrivals, flow))


def _flow_alternative(arrivals: Arrivals, flow: Flow) -> str:
    ties, stays = arrivals.selection.ties, (stay for of_holder in arrivals.stays.values() for stay in of_holder)
    added = added_count_text(tie=len({ties.tie[stay.first] for stay in stays if ties.added[stay.first]}))
    ranking = f"“{arrivals.ladder.name}”"
    return f"Number of partners at each rank of {ranking} on {len(flow.days)} dates{added}; the table below has the numbers."


def draw_tables(arrivals: Arrivals, flow: Flow, patterns: list[ChangePattern], holder: str) -> None:
    """Draw the usual steps, and the numbers of the flow."""
    steps, numbers = st.tabs(["Typical steps", "Numbers in the chart"])
    steps.dataframe(
        level_changes_frame(arrivals, patterns, holder),
        hide_index=True,
        width="stretch",
        key="steps",
        alt="Steps between ranks",
    )
    numbers.dataframe(
        flow_frame(flow),
        hide_index=True,
        width="stretch",
        key="numbers",
        alt="Number of partners at each rank, by date",
    )


def draw_shared_rank(arrivals: Arrivals, holder: str) -> None:
    """Draw who shares the rank, by date, and the labels of the focus over time."""
    if lists := rank_and_path(arrivals, holder):
        st.html(html_of(lists))
