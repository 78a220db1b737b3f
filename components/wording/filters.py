"""What is in view in words: the standing sentence, and each filter in use. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from components.style.theme import layer_name
from data.base.text import counted, listed, surely
from data.model.cells import actors_of
from data.model.dates import spoken_day
from data.tables.dataset import Dataset
from data.tables.origin import counting
from data.view.selection import Selection
from data.view.view import NOTHING_CHOSEN, View, shortened

FILTERS = ("layers", "families", "tiers", "actors", "regions", "grades", "withdrawn", "text", "steps")
EVENT_FILTERS = ("kinds", "since", "until")


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


def filters_in_words(view: View, dataset: Dataset) -> dict[str, str]:
    """The fields of the view that keep something out, in the order of the panel, each in words."""
    return {
        field: _words(view, dataset, field)
        for field in (*FILTERS, *EVENT_FILTERS)
        if getattr(view, field) != NOTHING_CHOSEN[field] and (field != "steps" or view.focus)
    }


def parts_of(selection: Selection) -> list[Part]:
    """The filters in use, in the order of the panel."""
    told = filters_in_words(selection.view, selection.dataset)
    return [Part(field, words, selection.hides.get(field, 0)) for field, words in told.items()]


def sentence(selection: Selection) -> str:
    """ "7 ties, and 2 possible, between 4 actors, as of 1 Mar 2023; 173 more in force that day are hidden." """
    shown, certain = selection.count_shown, selection.count_certain
    ties = surely(certain, shown - certain, "tie") + ("," if shown > certain else "")
    if added := counting(tie=selection.count(selection.shown & selection.ties.added)):
        ties = f"{ties.removesuffix(',')}{added},"
    words = f"{ties} between {counted(len(selection.actors), 'actor')}, as of {spoken_day(selection.view.as_of)}"
    hidden, recalled = selection.count(selection.in_force) - shown, selection.count_hidden("recalled")
    if not hidden:
        return f"{words}. Nothing is hidden."
    kept = f", {recalled:,} of them recalled" if recalled else ""
    return f"{words}; {hidden:,} more in force that day are hidden{kept}."
