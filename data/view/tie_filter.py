"""Ties and a View -> the spells that each filter in use lets through; the rules for events are in `event_filter`."""

from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pandas as pd

from data.base.memo import memo
from data.model.span import Mask
from data.view.fields.names import focus_actors
from data.view.impact import rests_on
from data.view.partners import partner_regions
from data.view.search import spells_with
from data.view.ties import SpellIndex, Ties, group_key
from data.view.view import View


@memo
def facts_of(ties: Ties) -> pd.DataFrame:
    """One row a spell, the columns that filters ask about, as categories."""
    dataset, regions = ties.dataset, [_partner_regions(ties, index) for index in range(len(ties))]
    facts = pd.DataFrame(
        {
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
    )
    return facts.astype("category")


def _partner_regions(ties: Ties, index: SpellIndex) -> tuple[str, ...]:
    owner = ties.dataset.families[ties.tiers[index].family].owner
    return partner_regions(ties.dataset, ties.actors[index], frozenset((owner,)))


def masks_of(ties: Ties, view: View) -> dict[str, Mask]:
    """One mask for each filter in use that hides ties, except `steps`, which is applied after the other filters."""
    return {name: mask(ties, view) for name, mask in TIE_MASKS.items() if getattr(view, name)}


def _has_one_of(ties: Ties, column: str, values: tuple[str, ...]) -> Mask:
    return np.asarray(facts_of(ties)[column].isin(values), dtype=bool)


def _tiers_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "tier", view.tiers) | _has_one_of(ties, "group", view.tiers)


def _actors_mask(ties: Ties, view: View) -> Mask:
    one, other = _has_one_of(ties, "one", view.actors), _has_one_of(ties, "other", view.actors)
    return one & other if view.among else one | other


def _regions_mask(ties: Ties, view: View) -> Mask:
    return _has_one_of(ties, "region_one", view.regions) | _has_one_of(ties, "region_other", view.regions)


def _withdrawn_mask(ties: Ties, view: View) -> Mask:
    withdrawn = frozenset(view.withdrawn)
    return np.array([not rests_on(spell.sources, withdrawn) for spell in ties.spells], dtype=bool)


# Field of the view -> the spells that it lets through, when it is set.
TIE_MASKS: Mapping[str, Callable[[Ties, View], Mask]] = {
    "layers": lambda ties, view: _has_one_of(ties, "layer", view.layers),
    "families": lambda ties, view: _has_one_of(ties, "family", view.families),
    "grades": lambda ties, view: _has_one_of(ties, "grade", view.grades),
    "tiers": _tiers_mask,
    "actors": _actors_mask,
    "regions": _regions_mask,
    "withdrawn": _withdrawn_mask,
    "text": lambda ties, view: spells_with(ties, view.text),
}


def mask_near_focus(ties: Ties, shown: Mask, view: View) -> Mask:
    """The spells with both ends within `view.steps` ties of the focus, by what is shown on the day."""
    graph = nx.Graph(ties.actors[index] for index in np.flatnonzero(shown))
    near = {
        actor
        for end in focus_actors(ties.dataset, view.focus)
        if end in graph
        for actor in nx.single_source_shortest_path_length(graph, end, cutoff=view.steps)
    }
    return np.array([one in near and other in near for one, other in ties.actors], dtype=bool)
