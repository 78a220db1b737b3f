"""What hangs on a tie or an actor on a day: who would be cut off, and who would lose the last tie of its type."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import (
    MEASURES,
    Pair,
    TieGraph,
    counts_measures,
    distances,
    label_tiers,
    pair_of,
    question_selection,
    shared_memberships,
    tie_graph,
    with_spells,
    without_actor,
    without_pair,
)
from data.analysis.connections.organisations import Places, kept_spells, places_of
from data.analysis.missing_ties import is_layer_complete
from data.view.fields.names import focus_actors
from data.view.selection import Selection, select
from data.view.ties import SpellIndex


@dataclass(frozen=True)
class Dependence:
    """What would be missing without an actor, or without all ties of a pair.

    `ties` are the spells that would go; `shared` are those of a pair that each would keep, as it has them by a place of its own
    in an organisation and not by a tie with the other. `cut_off` has the groups that would be apart from the largest that is left of
    those connected now, the largest first; an actor alone is a group. `last` names who would lose its last tie of a type.
    `is_complete` says whether all partners of those were searched for the ties that they would lose, so that there are no
    others. `distance` is how many steps a pair would be apart (None: not connected any more); of an actor it is None.
    `ways` are the actors between the two on the shortest ways: all that there are in two steps, those with most ties first,
    and one of the longer ones.
    """

    subject: str
    ties: tuple[SpellIndex, ...]
    shared: tuple[SpellIndex, ...]
    cut_off: tuple[tuple[str, ...], ...]
    last: tuple[tuple[str, str], ...]
    distance: int | None
    ways: tuple[tuple[str, ...], ...]
    gaps: Gaps
    is_complete: bool

    @property
    def is_bridge(self) -> bool:
        """Whether anyone would be cut off."""
        return bool(self.cut_off)

    @property
    def alone(self) -> tuple[str, ...]:
        """Who would have no tie left."""
        return tuple(group[0] for group in self.cut_off if len(group) == 1)

    @property
    def apart(self) -> tuple[tuple[str, ...], ...]:
        """The groups of several that would be connected only among themselves."""
        return tuple(group for group in self.cut_off if len(group) > 1)


def dependence_on(selection: Selection, subject: str) -> Dependence:
    """What hangs on an actor, or on all ties of a dyad, by the ties that count."""
    asked = question_selection(selection)
    graph, actors = tie_graph(asked), focus_actors(selection.dataset, subject)
    rest = without_actor(graph, actors[0]) if len(actors) == 1 else without_pair(graph, *actors)
    gone = [pair for pair in graph.pairs if pair not in rest.pairs]
    kept = kept_spells(graph, gone, _places(asked, graph))
    shared = tuple(index for pair in gone for index in graph.pairs[pair] if index in kept) if len(actors) > 1 else ()
    of_both = frozenset(shared)
    left = with_spells(rest, pair_of(*actors), shared) if len(actors) > 1 else rest
    near = {actor for pair in gone for actor in pair}.difference(actors if len(actors) == 1 else ())
    # Whoever is alone but for a place in an organisation is not without ties.
    keeping = {(actor,) for index in kept for actor in graph.ties.actors[index]}
    cut_off = tuple(group for group in groups_of(left, near)[1:] if group not in keeping)
    last = tuple(_last_of_layer(graph, left, near, kept))
    return Dependence(
        subject=subject,
        ties=tuple(index for pair in gone for index in graph.pairs[pair] if index not in of_both),
        shared=shared,
        cut_off=cut_off,
        last=last,
        distance=distances(rest.neighbours, actors[0]).get(actors[1]) if len(actors) > 1 else None,
        ways=_ways(rest, *actors) if len(actors) > 1 else (),
        gaps=gaps_of(
            selection.dataset, actors, as_of=selection.view.as_of, with_measures=counts_measures(selection.view)
        ),
        is_complete=_is_complete(asked, cut_off, last),
    )


def _places(asked: Selection, graph: TieGraph) -> Places:
    """Who has a place in which organisation, whichever types of tie the question counts."""
    if not asked.view.layers:
        return places_of(graph)
    return places_of(tie_graph(select(asked.ties, replace(asked.view, layers=()))))


def _ways(rest: TieGraph, one: str, other: str) -> tuple[tuple[str, ...], ...]:
    left = distances(rest.neighbours, other)
    if one not in left:
        return ()
    if left[one] == 2:
        both = set(rest.neighbours[one]) & set(rest.neighbours[other])
        ties = {actor: len(rest.spells(one, actor)) + len(rest.spells(actor, other)) for actor in both}
        return tuple((actor,) for actor in sorted(both, key=lambda actor: (-ties[actor], actor)))
    way = [one]
    while left[way[-1]] > 1:
        way.append(min(near for near in rest.neighbours[way[-1]] if left[near] < left[way[-1]]))
    return (tuple(way[1:]),)


def _is_complete(asked: Selection, cut_off: tuple[tuple[str, ...], ...], last: tuple[tuple[str, str], ...]) -> bool:
    dataset, view = asked.dataset, asked.view
    layers = view.layers or tuple({row.layer for row in dataset.families.values()} - {MEASURES})
    wanted = {*last, *((actor, layer) for group in cut_off for actor in group for layer in layers)}
    return all(is_layer_complete(dataset, actor, layer, view.as_of) for actor, layer in sorted(wanted))


def groups_of(graph: TieGraph, actors: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of connected actors that have one of these, the largest first; one without ties is a group by itself."""
    groups, seen = [], set[str]()
    for actor in sorted(actors):
        if actor not in seen:
            group = tuple(sorted(distances(graph.neighbours, actor))) or (actor,)
            seen.update(group)
            groups.append(group)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _last_of_layer(
    graph: TieGraph, rest: TieGraph, near: Iterable[str], kept: Iterable[SpellIndex]
) -> Iterable[tuple[str, str]]:
    """Who among them has a tie of a type now and would have none: (actor, type), in order."""
    has_still = {(actor, graph.ties.layer(index)) for index in kept for actor in graph.ties.actors[index]}
    for actor in sorted(near):
        for layer in sorted(_layers(graph, actor) - _layers(rest, actor)):
            if (actor, layer) not in has_still:
                yield actor, layer


def _layers(graph: TieGraph, actor: str) -> set[str]:
    """The types of its ties; of what is no label it cannot lose the last label, nor a membership that it has by itself."""
    ties, labels, shared = graph.ties, label_tiers(graph.ties), shared_memberships(graph.ties)
    every = (index for other in graph.neighbours.get(actor, ()) for index in graph.spells(actor, other))
    spells = (index for index in every if not shared[index])
    tiers = {ties.tiers[index].tier: index for index in spells}
    layers = ((ties.layer(index), tier) for tier, index in tiers.items())
    return {layer for layer, tier in layers if layer != "partnership" or tier in labels}


# Everywhere -------------------------------------------------------------------------------------------


def bridges(graph: TieGraph) -> tuple[Pair, ...]:
    """The pairs without whose ties somebody would be cut off, in order (Tarjan’s method, as networkx has it)."""
    # It takes long to load.
    import networkx as nx

    return tuple(sorted((min(pair), max(pair)) for pair in nx.bridges(nx.Graph(graph.pairs.keys()))))
