"""What the page of arrival draws: the answer in words, rung-mates, the flow, the usual steps."""

from xml.etree.ElementTree import Element

import pandas as pd
import streamlit as st

from components.arrival.chart import chart_of, name_of
from components.arrival.words import absent_words, arrived, place_words, step_words, took, years
from components.style.markup import element, html_of, region
from components.style.page_style import readable_chart
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.spells import since
from data.analysis.arrival import Arrivals, Flow, LevelStep, Stay, StepPattern
from data.analysis.holders import Holder
from data.tables.origin import added_mark, counting
from data.view.fields.names import actor_or_dyad

COLUMNS = ("From", "To", "Actors", "Median", "Quickest", "Slowest", "Focus")
CHOOSE = "Choose a partner as the focus: the page then says who shares its rung, who came before and after, and how long the step took."


def answer(arrivals: Arrivals, who: str, usual: list[StepPattern]) -> None:
    """Draw the answer about the focus, or how to ask."""
    stay = arrivals.stay_of(who) if who else None
    if stay:
        said = [*place_words(arrivals, who, stay), *step_words(arrivals, stay, usual)]
    else:
        said = [absent_words(arrivals, who)] if who else [CHOOSE]
    st.html(html_of(element("div", element("p", " ".join(said)), class_="aw-evidence aw-answer")))


def flow_chart(arrivals: Arrivals, flow: Flow, who: str) -> None:
    """Draw the flow; its numbers stand in the table below it."""
    if not flow.states[-1]:
        return
    ties = arrivals.selection.ties
    added = counting(
        tie=len({ties.tie[stay.first] for own in arrivals.stays.values() for stay in own if ties.added[stay.first]})
    )
    st.altair_chart(
        readable_chart(chart_of(arrivals, flow, who)),
        width="stretch",
        key="flow",
        alt=f"How many stood on each rung of “{arrivals.ladder.name}” in {len(flow.days)} years{added}; the numbers stand in the table below.",
    )


def flow_frame(flow: Flow) -> pd.DataFrame:
    """One row a level, one column a day: how many stood there."""
    levels = sorted(
        {state for states in flow.states for state in states.values()},
        key=lambda state: (isinstance(state, str), 0 if isinstance(state, str) else state.height),
    )
    rows = {
        day.isoformat(): [sum(state == level for state in states.values()) for level in levels]
        for day, states in zip(flow.days, flow.states, strict=True)
    }
    return pd.DataFrame({"Rung": [name_of(level) for level in levels], **rows})


def tables(arrivals: Arrivals, flow: Flow, usual: list[StepPattern], who: str) -> None:
    """Draw the usual steps, and the numbers of the flow."""
    steps, numbers = st.tabs(["StepPattern steps", "Numbers of the flow"])
    steps.dataframe(
        steps_frame(arrivals, usual, who), hide_index=True, width="stretch", key="steps", alt="Steps between rungs"
    )
    numbers.dataframe(
        flow_frame(flow), hide_index=True, width="stretch", key="numbers", alt="How many stood on each rung, by day"
    )


def steps_frame(arrivals: Arrivals, usual: list[StepPattern], who: str) -> pd.DataFrame:
    """One row a step between rungs: how many made it, how long it took, who was quickest and slowest."""
    rows = [
        (
            one.before.name,
            one.after.name,
            len(one.steps),
            years(one.median_days) if one.median_days is not None else "",
            *(_told(arrivals, one.timed[at]) if one.timed else "" for at in (0, -1)),
            "made it" if any(step.after.who == who for step in one.steps) else "",
        )
        for one in usual
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame if who else frame.drop(columns="Focus")


def _told(arrivals: Arrivals, step: LevelStep) -> str:
    ties = arrivals.selection.ties
    mark = added_mark(ties.dataset, ties.spells[step.after.first])
    return f"{actor_or_dyad(ties.dataset, step.after.who)}, {took(arrivals, step)}{mark}"


def mates_list(arrivals: Arrivals, who: str) -> None:
    """Draw who shares the rung, in order of arrival, and the path of the focus."""
    stay = arrivals.stay_of(who) if who else None
    citations, parts = Citations(arrivals.selection.dataset), list[Element]()
    if stay and stay.level:
        members, _ = arrivals.mates(stay.level)
        parts.append(element("h3", f"On “{stay.level.name}”, in order of arrival", class_="aw-part"))
        parts.append(
            element("ol", *(_mate(arrivals, member, who, citations) for member in members), class_="aw-arrivals")
        )
    if who in arrivals.stays:
        parts.append(element("h3", f"The path of {actor_or_dyad(arrivals.selection.dataset, who)}", class_="aw-part"))
        parts.append(
            element("ol", *(_stay(arrivals, stay, citations) for stay in arrivals.stays[who]), class_="aw-list")
        )
    if citations.numbers:
        parts += [element("h3", "Sources", class_="aw-part"), citations.list()]
    if parts:
        st.html(html_of(region("Rung-mates", *parts, class_="aw-evidence aw-ladder")))


def _mate(arrivals: Arrivals, member: Holder, who: str, citations: Citations) -> Element:
    ties = arrivals.selection.ties
    spell, doubt = ties.spells[member.current], "" if member.certain else " (possible)"
    name = actor_or_dyad(arrivals.selection.dataset, member.actor)
    focus = " ◀ in focus" if member.actor == who else ""
    return element(
        "li",
        element("b", name),
        f" {arrived(arrivals, member.index)}{doubt}{focus}: {spell.wording} {spell.wording_zh or spell.wording_ru}{added_mark(ties.dataset, spell)}",
        citations.mark(spell.sources) if spell.sources else None,
    )


def _stay(arrivals: Arrivals, stay: Stay, citations: Citations) -> Element:
    """The spells of one stay."""
    ties = arrivals.selection.ties
    stroke = styles_of(arrivals.selection.dataset)[style_key(ties, stay.first)].stroke
    told: list[Element | str] = []
    for at in range(stay.first, stay.last + 1):
        spell = ties.spells[at]
        told += [element("b", since(ties, at)), f" {spell.wording} {spell.wording_zh or spell.wording_ru}"]
        told += [citations.mark(spell.sources), element("br")] if spell.sources else [element("br")]
    level = stay.level.name if stay.level else f"not placed by {arrivals.ladder.author}"
    return element(
        "li",
        *told,
        element("span", level, class_="aw-quiet"),
        style=f"border-left: 3px solid {css_colour(stroke)}; padding-left: 0.6rem",
    )
