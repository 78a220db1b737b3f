"""Selection -> what the browser gets with each change of the view, in plain JSON values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from components.frame.legend_filter import chosen_styles, legend_decides
from components.network.choices import view_choices
from components.network.packed import browser_day, packed
from components.network.payload import version_of
from components.network.places import arrangement_for, places_key
from components.wording.patterns import groups_in_picture
from data.analysis.ladders import height, ladder_for
from data.view.fields.names import circled_actors, focus_actors
from data.view.search import spells_with
from data.view.selection import Selection
from data.view.view import filter_texts


def view_of(
    selection: Selection, today: date, *, name: str, heading: str, fit_count: int, message_number: int
) -> dict[str, Any]:
    """What a view changes: which spells passed, the day, the focus.

    `styles` are those chosen in the legend, and then `offered` the spells that passed all filters but the legend's;
    `stylesFilter` is whether the browser can tell from these what passes after a click on the legend.
    The picture fits its frame whenever `fit_count` has grown; `message_number` is that of the last message that the
    server received from it.
    """
    view, ties, arrangement = selection.view, selection.ties, arrangement_for(selection)
    filters = filter_texts(view, selection.dataset).values()
    styles = chosen_styles(view, selection.dataset)
    return {
        "name": name,
        "version": version_of(ties, today),
        "layout": arrangement.layout,
        "places": places_key(ties, arrangement),
        "asOf": browser_day(view.as_of.toordinal()),
        "passed": packed(selection.passed),
        "styles": styles,
        "offered": packed(selection.passed_without("tiers", "layers")) if styles else None,
        **view_choices(selection),
        "stylesFilter": legend_decides(view, selection.dataset),
        "marked": packed(spells_with(ties, view.mark)) if view.mark else None,
        "borders": view.borders,
        "circled": {"actors": sorted(circled_actors(view.circled)), "pairs": list(view.circled)},
        "hulls": [{"name": name, "actors": actors} for name, actors in groups_in_picture(selection)],
        "focus": view.focus,
        "focusActors": list(focus_actors(ties.dataset, view.focus)),
        "alwaysVisible": list(view.actors) if view.is_among or len(view.actors) == 1 else [],
        "words": view.words,
        "language": view.language,
        "heading": heading,
        "filtersText": f"Filters: {'; '.join(filters)}." if filters else "",
        "fitCount": fit_count,
        "messageNumber": message_number,
        "against": None,
    }


def compared_view_of(first: Selection, selection: Selection, today: date, ladder: str, **page: Any) -> dict[str, Any]:
    """The view of two days in one picture; `heights` of the chosen ranking distinguish up from down.

    `page` are the keyword arguments of `view_of`.
    """
    ties, dataset = selection.ties, selection.dataset
    orders = {family: ladder_for(dataset, family, ladder) for family in dataset.families}
    return {
        **view_of(selection, today, **page),
        "against": browser_day(first.view.as_of.toordinal()),
        "heights": [height(dataset, orders[tier.family], tier.tier) for tier in ties.tiers],
    }


def scene_view_of(selection: Selection, today: date, story: Mapping[str, Any], **page: Any) -> dict[str, Any]:
    """The view with a scene of a story below the picture: {title, index, count, caption, cited}."""
    return {**view_of(selection, today, **page), "story": dict(story)}
