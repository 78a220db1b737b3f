"""Which ties of two states are a part of an organisation in which each has a place of its own: they do not go with the pair."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from data.analysis.connections.graph import MEMBERSHIPS, Pair, TieGraph, shared_memberships
from data.tables.dataset import Dataset
from data.view.ties import SpellIndex

# Organisation -> who has a place in it.
Places = Mapping[str, frozenset[str]]


def places_of(graph: TieGraph) -> Places:
    """By the ties of states with organisations that are memberships, on the day of the graph."""
    actors, places = graph.ties.dataset.actors, defaultdict[str, set[str]](set)
    for (one, other), spells in graph.pairs.items():
        ends = {actors[one].kind == "state": one, actors[other].kind == "state": other}
        if len(ends) == 2 and any(graph.ties.layer(index) == MEMBERSHIPS for index in spells):
            places[ends[False]].add(ends[True])
    return {organisation: frozenset(states) for organisation, states in places.items()}


def kept_spells(graph: TieGraph, pairs: Iterable[Pair], places: Places) -> frozenset[SpellIndex]:
    """Of the ties of these pairs those that each of the two has by itself.

    That is a membership recorded of two states; and any tie whose wording names an organisation in which both have a place
    by a record of their own, as “Eurasian Economic Union” does. An organisation of these two alone ends with them.
    """
    ties, kept = graph.ties, set[SpellIndex]()
    memberships = shared_memberships(ties)
    for pair in pairs:
        both = [name for name, states in places.items() if states.issuperset(pair) and len(states) > len(pair)]
        kept.update(
            index
            for index in graph.pairs[pair]
            if memberships[index] or any(_is_named(ties.dataset, one, ties.spells[index].wording) for one in both)
        )
    return frozenset(kept)


def _is_named(dataset: Dataset, organisation: str, wording: str) -> bool:
    row = dataset.actors[organisation]
    names = (row.name, row.short_name, *row.aliases)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", wording) for name in names)
