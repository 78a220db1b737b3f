"""The standing sentence: what is shown, what is hidden and by which filter, each part removable."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import session
from components.markup import markdown_safe
from components.theme import layer_name
from data.cells import actors_of
from data.dates import spoken_day
from data.in_view import InView, without
from data.loading import Dataset
from data.view import NOTHING_CHOSEN, View, at_the_place_of, shortened
from data.words import counted, listed, surely

FILTERS = ("layers", "families", "tiers", "actors", "regions", "grades", "withdrawn", "text", "steps")
EVENT_FILTERS = ("kinds", "since", "until")
# Pixels: two lines of the sentence and its parts; more of them scroll. Given above a picture, so that nothing pushes it.
STANDING_HEIGHT = 64


@dataclass(frozen=True)
class Part:
    """One filter in use: its field, its words, and the ties it alone hides."""

    field: str
    words: str
    hides: int


def actor_or_dyad(dataset: Dataset, focus: str) -> str:
    """ "BLR-CHN" -> "Belarus – China"; "BLR" -> "Belarus"."""
    ends = (focus,) if focus in dataset.actors else actors_of(focus)
    return " – ".join(dataset.actors[end].name for end in ends)


def tier_name(dataset: Dataset, key: str) -> str:
    """The wording of a tier, or the name of a rung group."""
    if key in dataset.tiers:
        return dataset.tiers[key].wording
    family, letter = key.split("/")
    rows = (rung for rung in dataset.rungs if rung.group == letter and dataset.tiers[rung.tier].family == family)
    return next((rung.group_name for rung in rows), key)


def _words(view: View, dataset: Dataset, field: str) -> str:
    """A filter in words."""
    value = getattr(view, field)
    if field == "actors":
        who = listed([dataset.actors[actor].name for actor in value], most=4)
        return f"among {who}" if view.among else f"with {who}"
    if field == "steps":
        return f"within {counted(value, 'step')} of {actor_or_dyad(dataset, view.focus)}"
    if field == "text":
        return f"text “{shortened(value)}”"
    if field in ("since", "until"):
        return f"events {field} {spoken_day(value)}"
    names: dict[str, Callable[[str], str]] = {
        "layers": layer_name,
        "families": lambda key: dataset.families[key].name,
        "tiers": lambda key: tier_name(dataset, key),
        "grades": lambda key: f"{key} rows",
        "kinds": lambda key: f"{key.replace('_', ' ')} events",
        "withdrawn": lambda key: (
            f"without {shortened(dataset.sources[key].publisher)}: {shortened(dataset.sources[key].title)}"
        ),
    }
    most = 1 if field in ("tiers", "withdrawn") else 3
    return listed([names.get(field, str)(item) for item in value], most=most)


def parts_of(found: InView) -> list[Part]:
    """The filters in use, in the order of the panel."""
    view, parts = found.view, []
    for field in (*FILTERS, *EVENT_FILTERS):
        if getattr(view, field) != NOTHING_CHOSEN[field] and (field != "steps" or view.focus):
            parts.append(Part(field, _words(view, found.dataset, field), found.hides.get(field, 0)))
    return parts


def sentence(found: InView) -> str:
    """ "7 ties, and 2 possible, between 4 actors, as of 1 Mar 2023; 173 more in force that day are hidden." """
    shown, certain = found.count_shown, found.count_certain
    ties = surely(certain, shown - certain, "tie") + ("," if shown > certain else "")
    if added := found.count(found.shown & found.ties.own):
        ties = f"{ties.removesuffix(',')}, {added:,} of them added,"
    words = f"{ties} between {counted(len(found.actors), 'actor')}, as of {spoken_day(found.view.as_of)}"
    hidden, recalled = found.count(found.standing) - shown, found.count_hidden("recalled")
    if not hidden:
        return f"{words}. Nothing is hidden."
    kept = f", {recalled:,} of them recalled" if recalled else ""
    return f"{words}; {hidden:,} more in force that day are hidden{kept}."


def standing_line(found: InView, said: str = "") -> None:
    """Draw the sentence (or what a page says in its place), a removable part for each filter, and the reset."""
    for notice in session.notices():
        st.warning(markdown_safe(notice))
    parts = parts_of(found)
    with st.container(horizontal=True, key="standing", vertical_alignment="center", gap="small"):
        st.markdown(f"**{markdown_safe(said or sentence(found))}**", width="content")
        for part in parts:
            st.button(
                f"{markdown_safe(part.words)} ×",
                key=f"drop_{part.field}",
                help=f"Drop this filter: {counted(part.hides, 'tie')} would come back",
                on_click=_drop,
                args=(part.field,),
                width="content",
            )
        if parts:
            st.button("Show everything", key="reset", type="tertiary", on_click=_reset, width="content")


def _drop(field: str) -> None:
    session.set_view(without(session.view(), field))


def _reset() -> None:
    view = session.view()
    everything = View(as_of=view.as_of, layout="rings" if view.layout == "focal" else view.layout)
    session.set_view(at_the_place_of(everything, view), fit=True)


def empty_result(found: InView) -> bool:
    """Explain an empty picture and offer the way back; whether it was empty."""
    if found.shown.any():
        return False
    day = spoken_day(found.view.as_of)
    ways = [(part, found.count_without(part.field)) for part in parts_of(found) if part.field in FILTERS]
    ways = [(part, back) for part, back in ways if back]
    with st.container(key="empty", border=True):
        if not found.standing.any():
            st.markdown(f"**No tie of the records is in force on {day}.** Choose another day on the axis.")
        elif ways:
            st.markdown("**Nothing passes all filters together.** One of these brings ties back:")
        elif found.passed.any():
            st.markdown(
                f"**What passes the filters does not hold on {day}.** The axis shows the days on which it does."
            )
        else:
            st.markdown("**Nothing passes these filters, and dropping any single one does not help.**")
        with st.container(horizontal=True):
            for part, back in ways:
                words = f"Drop “{markdown_safe(part.words)}” ({counted(back, 'tie')})"
                st.button(words, key=f"mend_{part.field}", on_click=_drop, args=(part.field,), width="content")
            st.button("Show everything", key="mend_all", on_click=_reset, width="content")
    return True
