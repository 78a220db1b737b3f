"""Tempo: how often events and contacts come, beside the tier steps, and what the count is worth."""

from collections import Counter

import pandas as pd
import streamlit as st

from components import session
from components.contacts import coverage
from components.look import dark
from components.markup import element, html_of, markdown_safe
from components.standing import actor_or_dyad, parts_of
from components.tempo_chart import chart_of
from components.tempo_rows import Plan, coverage_of, period_words
from components.theme import CONTACT_BARS, EVENT_BARS
from data.blanks import covers
from data.cells import actors_of
from data.contacts import OBSERVED
from data.dates import spoken_day
from data.in_view import InView
from data.tempo import Pace, Tempo, paces_of, usually_above
from data.view import UNITS
from data.words import counted, listed

QUICK = 5


def about(found: InView, tempo: Tempo) -> str:
    """ "Belarus – China: 99 curated events, 53 observed contacts, 5 tier steps." """
    who = actor_or_dyad(found.dataset, found.view.focus) if found.view.focus else "All in view"
    parts = (
        counted(len(tempo.events), "curated event"),
        counted(len(tempo.contacts), "observed contact (machine-coded)", "observed contacts (machine-coded)"),
        counted(len(tempo.moves), "tier step"),
    )
    return f"{who}: {', '.join(parts)}."


def controls(found: InView, tempo: Tempo) -> None:
    """The length of a period, and without a focus the dyads in view with most to count."""
    with st.container(horizontal=True, vertical_alignment="center", key="tempo_controls"):
        st.segmented_control(
            "Count by",
            UNITS,
            format_func=lambda unit: f"By {unit}",
            label_visibility="collapsed",
            **session.field("unit", read=lambda unit: unit or session.view().unit),
        )
        busiest = busiest_dyads(found, tempo)
        if not found.view.focus and busiest:
            st.markdown("One dyad shows its steps as rules:", width="content")
            st.pills(
                "Put a dyad in focus",
                busiest,
                label_visibility="collapsed",
                format_func=lambda dyad: actor_or_dyad(found.dataset, dyad),
                **session.choice("tempo_focus", None, lambda dyad: session.change(focus=dyad or "")),
            )


def busiest_dyads(found: InView, tempo: Tempo) -> list[str]:
    """The dyads in view with most events and contacts."""
    rows = Counter(event.dyad for event in tempo.events if event.dyad in found.dyads)
    rows.update("-".join(sorted((OBSERVED, contact.partner))) for contact in tempo.contacts)
    steps = {step.dyad for step in tempo.moves}
    return [dyad for dyad, _ in rows.most_common() if dyad in steps][:QUICK]


# Words ---------------------------------------------------------------------------------------------


def finding(found: InView, tempo: Tempo, paces: tuple[Pace, ...]) -> str:
    """Whether contacts thickened before the steps, as far as they were observed."""
    own = [step for step in tempo.moves if OBSERVED in actors_of(step.dyad)]
    if not own:
        return "" if tempo.partners or not tempo.moves else "Contacts are recorded only for dyads with China."
    if not paces:
        return f"Before none of the {counted(len(own), 'step')} were contacts observed for a whole year."
    if len({pace.partner for pace in paces}) == 1:
        each = [f"{pace.before} before {pace.step.start.spoken}" for pace in paces]
        return (
            f"{_thickened(paces)} In the 12 months before: {listed(each, most=6)}, "
            f"against {paces[0].yearly:.1f} in a mean year. {_covered(len(paces), len(own))}"
        )
    above, usual = sum(pace.above for pace in paces), usually_above(found.dataset, paces)
    return (
        f"In the 12 months before, contacts stood above the partner’s own mean year at {above} of {len(paces)} "
        f"observed steps ({above / len(paces):.0%}). Of any 12 months of these partners, {usual:.0%} do. "
        f"{_covered(len(paces), len(own))}"
    )


def _thickened(paces: tuple[Pace, ...]) -> str:
    above, steps = sum(pace.above for pace in paces), counted(len(paces), "observed step")
    if len(paces) == 1:
        return f"Contacts {'thickened' if above else 'did not thicken'} before the one observed step."
    return f"Contacts thickened before {above or 'none'} of the {steps}."


def _covered(observed: int, steps: int) -> str:
    rest = steps - observed
    if not rest:
        return ""
    return (
        f"{counted(rest, 'other step')} had no year of observed contacts before it."
        if rest == 1
        else (f"{rest} other steps had no year of observed contacts before them.")
    )


def left_out(plan: Plan) -> list[str]:
    """What is counted nowhere on the chart, and why."""
    tempo, said = plan.tempo, []
    early = sum(not plan.on_axis(event.date) for event in tempo.events)
    if early:
        said.append(f"{counted(early, 'event')} before {spoken_day(plan.first)} stand on the axis by year only.")
    if plan.events.wide:
        verb = "is" if plan.events.wide == 1 else "are"
        said.append(f"{counted(plan.events.wide, 'event')} known to the year only {verb} not shown by month.")
    if tempo.undated:
        said.append(
            f"{counted(tempo.undated, 'tie')} with no known start {'has' if tempo.undated == 1 else 'have'} no step."
        )
    if not plan.ruled:
        said.append(f"{len(tempo.moves):,} steps are too many for rules; a dyad in focus has its own.")
    return said


def worth(plan: Plan) -> list[str]:
    """How far each row is covered, in the words of the records."""
    dataset, said = plan.found.dataset, left_out(plan)
    searches = [search for search in dataset.searches if search.table == "events"]
    looked = {dyad for search in searches for dyad in search.dyads}
    if plan.found.view.focus in dataset.actors or not any(
        covers(search, plan.found.view.focus) for search in searches if plan.found.view.focus
    ):
        names = listed([actor_or_dyad(dataset, dyad) for dyad in sorted(looked) if "*" not in dyad], most=6)
        said.append(
            f"Events were searched for {names}; elsewhere only what other searches met."
            if names
            else "No search for events is recorded."
        )
    if plan.observed:
        said.append(
            f"No contacts were recorded before {spoken_day(plan.observed.first)}: an empty bar there says nothing."
        )
        said.append(f"One visit can count once for each leader met. {coverage(dataset)}")
    else:
        said.append("Contacts are recorded only for dyads with China.")
    said += sorted({search.place + "." for search in dataset.searches if "thinner" in search.place})
    return said


# Drawing -------------------------------------------------------------------------------------------


def tempo_chart(found: InView, tempo: Tempo) -> None:
    """Draw the finding, the chart, what it is worth, and the same as a table."""
    plan = Plan(found, tempo, found.view.unit, session.today(), dark=dark())
    said = finding(found, tempo, paces_of(found, tempo))
    if said:
        st.html(html_of(element("p", said, class_="aw-finding")))
    st.altair_chart(chart_of(plan), width="stretch", key="tempo", alt=f"{about(found, tempo)} {said}")
    st.html(
        html_of(
            element("div", *(element("p", words, class_="aw-quiet") for words in worth(plan)), class_="aw-evidence")
        )
    )
    with st.expander("The same as a table"):
        st.dataframe(table_of(plan), hide_index=True, width="stretch", alt="Counts by period and kind")


def table_of(plan: Plan) -> pd.DataFrame:
    """One row a period with anything in it: its steps in words, a column a kind, and what of it was looked at."""
    tallies = (plan.events.counts, plan.contacts.counts)
    periods = sorted({period for counts in (*tallies, plan.moves.counts) for period, _ in counts})
    rows = []
    for period in periods:
        steps = (f"{kind.lower()}: {number}" for (first, kind), number in plan.moves.counts.items() if first == period)
        row: dict[str, object] = {"Period": period_words(period, plan.unit), "Tier steps": "; ".join(steps)}
        row |= {
            name: plan.events.counts[period, name] for name in EVENT_BARS if any(kind == name for _, kind in tallies[0])
        }
        row |= {
            f"{name} (observed)": plan.contacts.counts[period, name] for name in CONTACT_BARS if plan.tempo.partners
        }
        row["Contacts looked at"] = coverage_of(plan, period) or "whole period"
        rows.append(row)
    return pd.DataFrame(rows)


def nothing(found: InView) -> None:
    """Say why there is nothing to count."""
    filters = listed([part.words for part in parts_of(found)], most=4)
    who = actor_or_dyad(found.dataset, found.view.focus) if found.view.focus else "what is in view"
    words = (
        f"No event, contact or tier step of {who} passes the filters ({filters})."
        if filters
        else f"No event, contact or tier step of {who} is recorded."
    )
    where = "Contacts are recorded only for dyads with China."
    with st.container(key="tempo_empty", border=True):
        st.markdown(f"**{markdown_safe(words)}** {where} Drop a filter above, or choose another focus.")
