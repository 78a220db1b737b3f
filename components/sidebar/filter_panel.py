"""Widgets -> View: the filters at the left, the same on every page."""

from datetime import date

import streamlit as st

from components import session
from components.frame.day_box import day_box
from components.frame.focus import findable, focus_box
from components.story.editor import add_to_story
from components.style.theme import layer_name
from components.wording.filters import tier_name
from data.model.schema import EVENT_KINDS, GRADES, LAYERS, REGIONS
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.view import LONGEST_TEXT, View, at_the_place_of, presets

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def masthead() -> None:
    """The head of the sidebar. Drawn before anything else: a sidebar that came later would push the picture aside."""
    st.sidebar.markdown("**Allweather**")


def filter_panel(selection: Selection) -> None:
    """Draw every filter; each writes to the view by itself."""
    with st.sidebar:
        _presets(selection.dataset, selection.view)
        day_box(
            selection,
            "As of",
            selection.view.as_of,
            session.bind("as_of", read=lambda day: day or selection.view.as_of),
        )
        focus_box(selection)
        _ties(selection.dataset)
        _actors(selection.dataset, selection.view)
        _search()
        _more(selection)
        add_to_story(selection)


def _presets(dataset: Dataset, view: View) -> None:
    known = presets(dataset, today=session.today())
    current = next((key for key, preset in known.items() if at_the_place_of(preset.view, view) == view), None)
    st.pills(
        "Start from",
        list(known),
        format_func=lambda key: known[key].title,
        **session.bind_choice("preset", current, lambda chosen: _start_from(dataset, chosen)),
    )


def _start_from(dataset: Dataset, chosen: str | None) -> None:
    if chosen:
        view = presets(dataset, today=session.today())[chosen].view
        session.set_view(at_the_place_of(view, session.view()), fit=True)


def tier_options(dataset: Dataset) -> list[str]:
    """Each rung group, followed by its tiers from the top; families in their order."""
    options: dict[str, None] = {}
    families = list(dataset.families)
    rungs = [rung for rung in dataset.rungs if dataset.ladders[rung.ladder].house == "yes"]
    for rung in sorted(rungs, key=lambda rung: (families.index(dataset.tiers[rung.tier].family), rung.rung)):
        family = dataset.tiers[rung.tier].family
        if dataset.families[family].layer == "partnership":
            options[f"{family}/{rung.group}"] = None
        options[rung.tier] = None
    return list(options)


def _tier_label(dataset: Dataset, key: str) -> str:
    name = tier_name(dataset, key)
    if key in dataset.tiers:
        native = dataset.tiers[key].wording_native
        return f"{name} · {native}" if native else name
    return f"Group {key.split('/')[1]}: {name} (all)"


def _ties(dataset: Dataset) -> None:
    used = {family.layer for family in dataset.families.values()}
    st.pills(
        "Layer",
        [layer for layer in LAYERS if layer in used],
        format_func=layer_name,
        selection_mode="multi",
        **session.bind_list("layers"),
    )
    st.multiselect(
        "Tier",
        tier_options(dataset),
        format_func=lambda key: _tier_label(dataset, key),
        placeholder="All tiers, grouped by rung",
        **session.bind_list("tiers"),
    )


def _actors(dataset: Dataset, view: View) -> None:
    st.multiselect(
        "Actors",
        list(dataset.actors),
        format_func=lambda actor: findable(dataset, actor),
        placeholder="Any name, script or ISO code",
        **session.bind_list("actors"),
    )
    if view.actors:
        st.toggle("Only ties among these", **session.bind("among"))


def _search() -> None:
    st.text_input(
        "Search",
        max_chars=LONGEST_TEXT,
        placeholder="Wordings, titles, notes",
        help="Keeps the ties, and the dyads with events, in which every word stands: any language, accents and case do not matter.",
        **session.bind("text"),
    )


def _more(selection: Selection) -> None:
    """The filters that are needed less often; drawn once opened, so that they cost nothing before."""
    view = selection.view
    in_use = any(
        (view.families, view.regions, view.grades, view.mark, view.kinds, view.since, view.until, view.proposed)
    )
    more = st.expander("More filters, highlight, events", expanded=in_use, key="more_filters", on_change="rerun")
    if not more.open:
        return
    with more:
        st.text_input(
            "Highlight",
            max_chars=LONGEST_TEXT,
            placeholder="Dims what does not match",
            help="Hides nothing: what does not match is dimmed.",
            **session.bind("mark"),
        )
        st.multiselect(
            "Ladder or family",
            list(selection.dataset.families),
            format_func=lambda family: selection.dataset.families[family].name,
            placeholder="All families",
            **session.bind_list("families"),
        )
        st.multiselect("Region of the partner", REGIONS, placeholder="All regions", **session.bind_list("regions"))
        st.pills("How well supported", GRADES, selection_mode="multi", **session.bind_list("grades"))
        st.toggle(
            "Also what was only proposed",
            help="A proposal or a wish is no tie. With this it is drawn, as uncertain.",
            **session.bind("proposed"),
        )
        _events()


def _events() -> None:
    st.multiselect(
        "Events of kind",
        EVENT_KINDS,
        format_func=lambda kind: kind.replace("_", " "),
        placeholder="All kinds",
        **session.bind_list("kinds"),
    )
    for field, label in (("since", "Events from"), ("until", "Events to")):
        asked = getattr(session.view(), field) or EARLIEST
        earliest, latest = min(EARLIEST, asked), max(LATEST, asked)
        st.date_input(label, min_value=earliest, max_value=latest, format="YYYY-MM-DD", **session.bind(field))
