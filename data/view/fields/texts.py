"""Each filter in words, for the summary, captions and alternative texts."""

from collections.abc import Callable, Iterable
from typing import Any

from data.base.days import day_text
from data.base.text import excerpt, list_text, quantity, quoted
from data.tables.dataset import Dataset
from data.usage.silence import SILENT_MONTHS
from data.view.fields.names import EVENT_KIND_NAMES, actor_or_dyad, layer_name, tier_name

# The view, as these functions need it: the declarations of its fields name them.
AnyView = Any


def layers_text(view: AnyView, _: Dataset) -> str:
    return _list(view.layers, layer_name)


def families_text(view: AnyView, dataset: Dataset) -> str:
    return _list(view.families, lambda key: dataset.families[key].name)


def tiers_text(view: AnyView, dataset: Dataset) -> str:
    return _list(view.tiers, lambda key: tier_name(dataset, key), most=1)


def actors_text(view: AnyView, dataset: Dataset) -> str:
    names = _list(view.actors, lambda actor: dataset.actors[actor].name, most=4)
    return f"between {names}" if view.is_among else f"with {names}"


def regions_text(view: AnyView, _: Dataset) -> str:
    return _list(view.regions, str)


def grades_text(view: AnyView, _: Dataset) -> str:
    return _list(view.grades, lambda grade: f"{grade} records")


def withdrawn_text(view: AnyView, dataset: Dataset) -> str:
    return _list(view.withdrawn, lambda key: _without_source(dataset, key), most=1)


def silent_text(_view: AnyView, _dataset: Dataset) -> str:
    return f"labels not used for {SILENT_MONTHS} months"


def added_only_text(_view: AnyView, _dataset: Dataset) -> str:
    return "Only your ties"


def search_text(view: AnyView, _: Dataset) -> str:
    return f"text {quoted(view.text)}"


def steps_text(view: AnyView, dataset: Dataset) -> str:
    return f"within {quantity(view.steps, 'step')} of {actor_or_dyad(dataset, view.focus)}"


def kinds_text(view: AnyView, _: Dataset) -> str:
    return _list(view.kinds, lambda kind: f"{EVENT_KIND_NAMES[kind]} events")


def since_text(view: AnyView, _: Dataset) -> str:
    return f"events from {day_text(view.since)}"


def until_text(view: AnyView, _: Dataset) -> str:
    return f"events until {day_text(view.until)}"


def _without_source(dataset: Dataset, key: str) -> str:
    source = dataset.sources[key]
    return f"without {excerpt(source.publisher)}: {excerpt(source.title)}"


def _list(keys: Iterable[str], name: Callable[[str], str], *, most: int = 3) -> str:
    """The names; the groups of several rankings can have the same."""
    return list_text(list(dict.fromkeys(map(name, keys))), most=most)
