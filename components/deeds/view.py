"""Words and deeds: for a pair its labels and deeds on one time axis, for a centre its partners in one year."""

from collections.abc import Sequence

import streamlit as st

from components import session
from components.deeds.centre_plan import centre_plan
from components.deeds.pair_plan import pair_plan, partners_plan, spells_of_pair
from components.deeds.subject import (
    MOST_BESIDE,
    chosen_series,
    chosen_year,
    comparable_series,
    deeds_subject,
    named_partners,
)
from components.deeds.tables import centre_table, pair_table
from components.deeds.words import (
    WHY_KAPPA,
    centre_sentences,
    centre_summary,
    claim_sentences,
    pair_sentences,
    pair_summary,
)
from components.frame.focus import NOTHING_SELECTED, focus_options
from components.style.chart_style import readable_chart
from components.style.markup import element, html_of, link, markdown_safe
from components.style.page_style import page_theme
from components.style.plan import MarksPlan
from components.style.plan_chart import plan_chart
from data.analysis.deeds.groups import groups_of
from data.analysis.deeds.pair import Deed, deed_of, deeds_of
from data.analysis.deeds.year_of_partners import year_of_partners, years_with_values
from data.base.text import list_text
from data.model.cells import dyad_of
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.view.fields.names import actor_or_dyad, findable
from data.view.selection import Selection

MOST_OFFERED = 6


def draw_choice(selection: Selection) -> None:
    """Draw the box in which a pair or a centre is chosen."""
    options, of = focus_options(selection.dataset), deeds_subject(selection)
    st.selectbox(
        "Country or pair",
        [*options, *([of] if of not in options else [])],
        format_func=lambda key: options.get(key) or findable(selection.dataset, key) or NOTHING_SELECTED,
        **session.bind_choice("deeds_of", of, lambda of: session.change(of=of, focus=of)),
    )


def draw_deeds(selection: Selection, series_set: SeriesSet) -> None:
    """Draw the answer for the pair or the centre of the view."""
    of = deeds_subject(selection)
    if not series_set.series:
        _say("These records have no series of what states do.")
    elif not of:
        _say("Select a country or a pair.")
    elif of in selection.dataset.actors:
        _draw_centre(selection, series_set, of)
    else:
        _draw_pair(selection, series_set, of)
    for fault in series_set.faults():
        st.warning(markdown_safe(fault))


def _say(text: str) -> None:
    st.html(html_of(element("div", element("p", text), class_="aw-evidence aw-answer")))


# A pair ---------------------------------------------------------------------------------------------------


def _draw_pair(selection: Selection, series_set: SeriesSet, dyad: str) -> None:
    ties, deeds = selection.ties, deeds_of(selection.ties, series_set, dyad)
    ranks, rest = pair_sentences(ties, series_set, dyad, deeds)
    _draw_sentences(ranks)
    if not deeds:
        _say(
            f"No series has a value for {actor_or_dyad(selection.dataset, dyad)}. {_who_is_covered(selection, series_set)}"
        )
    if deeds or spells_of_pair(ties, dyad):
        _draw_chart(pair_plan(ties, dyad, deeds, session.today()), f"{pair_summary(ties, dyad, deeds)}", "deeds_pair")
    if deeds:
        st.html(html_of(element("p", HOW_TO_READ, class_="aw-quiet")))
        _draw_sentences(rest)
        with st.expander("Show as a table"):
            st.dataframe(pair_table(ties, deeds), hide_index=True, width="stretch", alt="Every value of the pair")
        _draw_notes([deed.series for deed in deeds], series_set)


HOW_TO_READ = (
    "Each chart has its own unit and its own source; nothing is added up or smoothed. Shaded: not covered by the source; ×: too "
    "little of a year to show. "
    "A tick at the bottom: the source covers the year and has no value. A hollow mark: the year is not fully covered. A "
    "line is drawn between consecutive years only. Dashed rules: upgrades of the label."
)


def _who_is_covered(selection: Selection, series_set: SeriesSet) -> str:
    """Of whom there are values with many partners."""
    actors = selection.dataset.actors
    hubs = {
        actor
        for _, values in series_set.read()
        for actor, partners in values.partners.items()
        if actor in actors and len(partners) > 100
    }
    names = list_text(sorted(actors[hub].name for hub in hubs), most=8)
    return f"Most series cover only pairs with {names}." if names else ""


# A centre --------------------------------------------------------------------------------------------------


def _draw_centre(selection: Selection, series_set: SeriesSet, centre: str) -> None:
    series = chosen_series(selection, series_set, centre)
    if series is None:
        _draw_pairs_offered(selection, series_set, centre)
        return
    values = series_set.values(series.series)
    years = years_with_values(series, values, centre)
    partners = year_of_partners(series, values, centre, chosen_year(selection, years))
    named = named_partners(selection, centre)
    _draw_controls(selection, series_set, centre, series, years)
    groups = groups_of(selection.ties, partners)
    sentences = centre_sentences(selection.ties, series_set, partners, groups, named)
    _draw_sentences(sentences[: len(named) or 1])
    _draw_chart(
        centre_plan(selection.ties, partners, groups, named), centre_summary(selection.ties, partners), "deeds_centre"
    )
    has_labels = any(group.key for group in groups)
    rows = (
        ", in the row of the label that it held at the end of the year; the thick line is the median of the row"
        * has_labels
    )
    st.html(
        html_of(
            element(
                "p",
                f"A dot is a state{rows}; the dashed line is the median of all. {WHY_KAPPA if series.form == 'index' else series.caveat}",
                class_="aw-quiet",
            )
        )
    )
    _draw_sentences([*claim_sentences(selection.ties, partners, groups, named), *sentences[len(named) or 1 :]])
    beside = [deed_of(selection.ties, series, values, dyad_of(centre, partner)) for partner in named]
    _draw_partners(selection, [deed for deed in beside if deed.lines])
    with st.expander("Show as a table"):
        frame = centre_table(selection.ties, partners, groups)
        st.dataframe(frame, hide_index=True, width="stretch", alt="Every partner of the year")
    _draw_notes([series], series_set)


def _draw_controls(
    selection: Selection, series_set: SeriesSet, centre: str, series: Series, years: tuple[int, ...]
) -> None:
    offered = {one.series: one.name for one in comparable_series(series_set, centre)}
    which, when, who = st.columns([3, 1, 3])
    which.selectbox(
        "Deed",
        list(offered),
        format_func=lambda name: offered.get(name, name),
        **session.bind_choice("deeds_deed", series.series, lambda name: session.change(deed=name or "")),
    )
    when.selectbox(
        "Year",
        list(reversed(years)),
        **session.bind_choice(
            "deeds_year", chosen_year(selection, years), lambda year: session.change(year=int(year or 0))
        ),
    )
    partners = sorted(
        (
            partner
            for partner in series_set.values(series.series).partners[centre]
            if partner in selection.dataset.actors
        ),
        key=lambda partner: selection.dataset.actors[partner].name,
    )
    named = list(named_partners(selection, centre))
    who.multiselect(
        f"Partners to name, at most {MOST_BESIDE}",
        [*partners, *(partner for partner in named if partner not in partners)],
        format_func=lambda partner: findable(selection.dataset, partner),
        max_selections=MOST_BESIDE,
        select_all=False,
        placeholder="Any country",
        **session.bind_choice("deeds_beside", named, lambda chosen: session.change(beside=tuple(chosen))),
    )


def _draw_partners(selection: Selection, deeds: Sequence[Deed]) -> None:
    """Small multiples of the partners that are named."""
    if not deeds:
        return
    names = list_text([actor_or_dyad(selection.dataset, deed.dyad) for deed in deeds], most=MOST_BESIDE)
    _draw_chart(
        partners_plan(selection.ties, deeds, session.today()),
        f"{deeds[0].series.name} over the years: {names}.",
        "deeds_beside",
    )


def _draw_pairs_offered(selection: Selection, series_set: SeriesSet, actor: str) -> None:
    """For an actor of whom there are only pairs with a few others: those pairs."""
    others = {
        other: dyad
        for _, values in series_set.read()
        for other, dyad in values.partners.get(actor, {}).items()
        if other in selection.dataset.actors
    }
    name = selection.dataset.actors[actor].name
    if not others:
        _say(f"No series has a value for {name}. {_who_is_covered(selection, series_set)}")
        return
    _say(f"{name} is covered only together with a few others. Select a pair.")
    with st.container(horizontal=True):
        for dyad in sorted(others.values())[:MOST_OFFERED]:
            st.button(
                markdown_safe(actor_or_dyad(selection.dataset, dyad)),
                key=f"deeds_pair_{dyad}",
                on_click=session.change,
                kwargs={"of": dyad, "focus": dyad},
                width="content",
            )


# Of both ---------------------------------------------------------------------------------------------------


def _draw_sentences(sentences: Sequence[str]) -> None:
    if sentences:
        items = (element("li", sentence) for sentence in sentences)
        st.html(html_of(element("div", element("ul", *items, class_="aw-summary"), class_="aw-profile")))


def _draw_chart(plan: MarksPlan, summary: str, key: str) -> None:
    st.altair_chart(readable_chart(plan_chart(plan, page_theme())), width="stretch", key=key, alt=summary)


def _draw_notes(series: Sequence[Series], series_set: SeriesSet) -> None:
    """Where each series is from, what it counts, and what to know before comparing."""
    with st.expander("Sources, coverage and terms of each series"):
        for one in series:
            covered = "; ".join(f"{part.text}: {part.words}" for part in one.years)
            own = "Brought by you or your desk; not part of the records. " if one.series in series_set.own else ""
            st.html(
                html_of(
                    element(
                        "div",
                        element("h2", one.name),
                        element("p", f"{own}{one.definition} {one.caveat}"),
                        element("p", f"Unit: {one.unit}. Covered: {covered}.", class_="aw-quiet"),
                        element("p", "Source: ", link(one.citation, one.address), class_="aw-quiet"),
                        element("p", f"Terms: {one.licence}", class_="aw-quiet"),
                        class_="aw-evidence",
                    )
                )
            )
