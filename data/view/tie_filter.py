"""Ties and a View -> the spells that each filter in use lets through; the rules for events are in `event_filter`."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.span import Mask
from data.usage.silence import label_use
from data.view.fields.names import focus_actors
from data.view.impact import rests_on
from data.view.partners import partner_regions
from data.view.search import spells_with
from data.view.ties import SpellIndex, Ties, group_key
from data.view.view import View


@dataclass(frozen=True)
class SpellColumn:
    """What one column says of each spell: its place among the different values."""

    values: Mapping[Hashable, int]
    places: npt.NDArray[np.intp]

    @classmethod
    def of(cls, cells: Sequence[Hashable]) -> "SpellColumn":
        values: dict[Hashable, int] = {}
        return cls(values, np.array([values.setdefault(cell, len(values)) for cell in cells], dtype=np.intp))

    def is_one_of(self, asked: Iterable[Hashable]) -> Mask:
        """The spells of which the column says one of these values."""
        chosen = np.zeros(len(self.values), dtype=bool)
        chosen[[self.values[value] for value in asked if value in self.values]] = True
        return chosen[self.places]


@memo
def facts_of(ties: Ties) -> Mapping[str, SpellColumn]:
    """The columns that filters ask about, one cell a spell."""
    dataset, regions = ties.dataset, [_partner_regions(ties, index) for index in range(len(ties))]
    columns: dict[str, Sequence[Hashable]] = {
        "layer": [dataset.families[tier.family].layer for tier in ties.tiers],
        "family": [tier.family for tier in ties.tiers],
        "tier": [tier.tier for tier in ties.tiers],
        "group": [group_key(rung, tier) for rung, tier in zip(ties.rungs, ties.tiers, strict=True)],
        "grade": [spell.grade for spell in ties.spells],
        "dyad": [spell.dyad for spell in ties.spells],
        "one": [one for one, _ in ties.actors],
        "other": [other for _, other in ties.actors],
        "region_one": [one for one, _ in regions],
        "region_other": [other for _, other in regions],
    }
    return {name: SpellColumn.of(cells) for name, cells in columns.items()}


def _partner_regions(ties: Ties, index: SpellIndex) -> tuple[str, ...]:
    owner = ties.dataset.families[ties.tiers[index].family].owner
    return partner_regions(ties.dataset, ties.actors[index], frozenset((owner,)))


def masks_of(ties: Ties, view: View) -> dict[str, Mask]:
    """One mask for each filter in use that hides ties, except `steps`, which is applied after the other filters."""
    return {name: mask(ties, view) for name, mask in TIE_MASKS.items() if getattr(view, name)}


def _has_one_of(ties: Ties, column: str, values: tuple[str, ...]) -> Mask:
    return facts_of(ties)[column].is_one_of(values)


def _tiers_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "tier", view.tiers) | _has_one_of(ties, "group", view.tiers)


def _actors_mask(ties: Ties, view: View) -> Mask:
    one, other = _has_one_of(ties, "one", view.actors), _has_one_of(ties, "other", view.actors)
    return one & other if view.is_among else one | other


def _regions_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "region_one", view.regions) | _has_one_of(ties, "region_other", view.regions)


def _withdrawn_mask(ties: Ties, view: View) -> Mask:
    withdrawn = frozenset(view.withdrawn)
    return np.array([not rests_on(spell.sources, withdrawn) for spell in ties.spells], dtype=bool)


@memo
def _silent_on(ties: Ties, day: date) -> Mask:
    """China’s labels that were not used for long, as known on a day."""
    uses = (label_use(ties.dataset, spell, day) for spell in ties.spells)
    return np.array([bool(use and use.is_silent) for use in uses], dtype=bool)


# Field of the view -> the spells that it lets through, when it is set.
TIE_MASKS: Mapping[str, Callable[[Ties, View], Mask]] = {
    "layers": lambda ties, view: _has_one_of(ties, "layer", view.layers),
    "families": lambda ties, view: _has_one_of(ties, "family", view.families),
    "grades": lambda ties, view: _has_one_of(ties, "grade", view.grades),
    "tiers": _tiers_mask,
    "actors": _actors_mask,
    "regions": _regions_mask,
    "withdrawn": _withdrawn_mask,
    "silent": lambda ties, view: _silent_on(ties, view.as_of),
    "added_only": lambda ties, _: ties.added,
    "text": lambda ties, view: spells_with(ties, view.text),
}


def mask_near_focus(ties: Ties, shown: Mask, view: View) -> Mask:
    """The spells with both ends within `view.steps` ties of the focus, by what is shown on the day."""
    # Few views have steps, and it takes long to load.
    import networkx as nx

    graph = nx.Graph(ties.actors[index] for index in np.flatnonzero(shown))
    near = {
        actor
        for end in focus_actors(ties.dataset, view.focus)
        if end in graph
        for actor in nx.single_source_shortest_path_length(graph, end, cutoff=view.steps)
    }
    return np.array([one in near and other in near for one, other in ties.actors], dtype=bool)
