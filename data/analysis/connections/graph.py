"""A selection -> who is tied with whom on its day: the ground of all questions about the network."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from data.analysis.connections.since import since_of
from data.base.memo import memo
from data.model.span import Mask
from data.view.selection import Selection, select
from data.view.tie_filter import facts_of
from data.view.ties import SpellIndex, Ties
from data.view.view import View

# Two actors in alphabetical order.
Pair = tuple[str, str]
MEASURES, PARTNERSHIPS, MEMBERSHIPS = "adversarial", "partnership", "membership"
# The words by which the records mark a label that declares no partnership, and one that is the treaty itself.
NO_PARTNERSHIP, _TREATY_ITSELF = "no partner", "treaty"
# The filters that a question about the network heeds: an actor or a label left out would change every answer unseen.
HEEDED = ("layers", "grades", "withdrawn", "added_only")


@dataclass(frozen=True, eq=False)
class TieGraph:
    """Who is tied with whom on a day, certainly or possibly.

    `counted` marks the spells that count on any day, `pairs` has those in force on the day, `certain` the pairs of which
    one certainly is; `neighbours` are in alphabetical order.
    """

    ties: Ties
    day: int
    counted: Mask
    pairs: Mapping[Pair, tuple[SpellIndex, ...]]
    certain: frozenset[Pair]
    neighbours: Mapping[str, tuple[str, ...]]

    def spells(self, one: str, other: str) -> tuple[SpellIndex, ...]:
        """The spells of two actors that are in force on the day, the highest first."""
        return self.pairs.get(pair_of(one, other), ())

    def all_spells(self, one: str, other: str) -> tuple[SpellIndex, ...]:
        """Their spells of all days that count, those of one tie in order of time."""
        return tuple(index for index in spells_by_pair(self.ties).get(pair_of(one, other), ()) if self.counted[index])


def pair_of(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def question_selection(selection: Selection) -> Selection:
    """What a question is asked of: all ties, by the filters that questions heed, on the day of the view."""
    heeded = {name: getattr(selection.view, name) for name in HEEDED}
    view = replace(View(as_of=selection.view.as_of), **heeded)
    return select(selection.ties, view)


def tie_graph(
    selection: Selection,
    *,
    without: Iterable[str] = (),
    with_measures: bool = False,
) -> TieGraph:
    """The graph of what passed the filters, without some actors.

    A measure connects nobody: it counts only if asked for, here or by the filter of types. What is suspended does not
    count either; since when it is, is not on record, so that it counts on no day.
    """
    facts, counted = facts_of(selection.ties), _counted(selection, with_measures=with_measures)
    if without := tuple(without):
        counted = counted & ~facts["one"].is_one_of(without) & ~facts["other"].is_one_of(without)
    return _graph_of(selection, selection.view.as_of.toordinal(), counted)


def neighbours_on(selection: Selection, days: Iterable[date]) -> Iterator[dict[str, tuple[str, ...]]]:
    """For each day who is tied with whom, as in the graph of that day."""
    ties, counted = selection.ties, _counted(selection, with_measures=False)
    for day in days:
        on_day = np.flatnonzero(counted & ties.in_force(as_of=day))
        yield _near({ties.actors[index] for index in on_day.tolist()})


def counts_measures(view: View) -> bool:
    """Whether measures connect too, as the reader chose them."""
    return MEASURES in view.layers


def _counted(selection: Selection, *, with_measures: bool) -> Mask:
    """Which spells count on any day."""
    ties = selection.ties
    counted = selection.passed & ~suspended(ties)
    if with_measures or counts_measures(selection.view):
        return counted
    return counted & ~facts_of(ties)["layer"].is_one_of((MEASURES,))


def _graph_of(selection: Selection, day: int, counted: Mask) -> TieGraph:
    ties, certain = selection.ties, selection.certain
    pairs: dict[Pair, list[SpellIndex]] = defaultdict(list)
    on_day = counted & selection.shown
    for index in selection.indices:
        if on_day[index]:
            pairs[ties.actors[index]].append(index)
    sure = frozenset(ties.actors[index] for index in map(int, np.flatnonzero(on_day & certain)))
    graph = TieGraph(ties, day, counted, {pair: tuple(spells) for pair, spells in pairs.items()}, sure, _near(pairs))
    # Between two labels of which neither is certain on the day, the pair may certainly have one of them.
    between = (pair for pair in pairs if pair not in sure)
    found = ((pair, since_of(ties, graph.all_spells(*pair), day)) for pair in between)
    return replace(graph, certain=sure.union(pair for pair, since in found if since and since.is_certain))


def _near(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    return {actor: tuple(sorted(others)) for actor, others in near.items()}


def distances(neighbours: Mapping[str, tuple[str, ...]], source: str) -> dict[str, int]:
    """The number of steps from an actor to each that it reaches, itself 0; empty if it has no ties."""
    found = {source: 0} if source in neighbours else {}
    frontier = list(found)
    while frontier:
        near = dict.fromkeys(other for actor in frontier for other in neighbours[actor] if other not in found)
        found.update(dict.fromkeys(near, found[frontier[0]] + 1))
        frontier = list(near)
    return found


def without_pair(graph: TieGraph, one: str, other: str) -> TieGraph:
    """The graph without the ties of two actors."""
    taken = pair_of(one, other)
    pairs = {pair: spells for pair, spells in graph.pairs.items() if pair != taken}
    return replace(graph, pairs=pairs, certain=graph.certain - {taken}, neighbours=_near(pairs))


def with_spells(graph: TieGraph, pair: Pair, spells: tuple[SpellIndex, ...]) -> TieGraph:
    """The graph with spells of two actors who have none in it; the same without any."""
    if not spells:
        return graph
    pairs = {**graph.pairs, pair: spells}
    return replace(graph, pairs=pairs, neighbours=_near(pairs))


def without_actor(graph: TieGraph, actor: str) -> TieGraph:
    """The graph without an actor and its ties."""
    pairs = {pair: spells for pair, spells in graph.pairs.items() if actor not in pair}
    certain = frozenset(pair for pair in graph.certain if actor not in pair)
    return replace(graph, pairs=pairs, certain=certain, neighbours=_near(pairs))


@memo
def label_tiers(ties: Ties) -> frozenset[str]:
    """The tiers that are labels: relations that are declared no partnership, or by a treaty alone, are none."""
    dataset, other = ties.dataset, {NO_PARTNERSHIP, _TREATY_ITSELF}
    return frozenset(
        tier.tier
        for tier in dataset.tiers.values()
        if dataset.families[tier.family].layer == PARTNERSHIPS and other.isdisjoint(tier.keywords)
    )


@memo
def suspended(ties: Ties) -> Mask:
    """Which spells are suspended by now."""
    return ties.column("status").is_one_of(["suspended"])


@memo
def shared_memberships(ties: Ties) -> Mask:
    """Which spells say that two states are members of one organisation: each is so by itself, with or without the other."""
    facts, actors = facts_of(ties), ties.dataset.actors.values()
    states = tuple(actor.actor for actor in actors if actor.kind == "state")
    return facts["layer"].is_one_of((MEMBERSHIPS,)) & facts["one"].is_one_of(states) & facts["other"].is_one_of(states)


@memo
def spells_by_pair(ties: Ties) -> Mapping[Pair, tuple[SpellIndex, ...]]:
    """Pair -> all its spells, those of one tie in order of time."""
    pairs: dict[Pair, list[SpellIndex]] = defaultdict(list)
    for index, ends in enumerate(ties.actors):
        pairs[ends].append(index)
    return {pair: tuple(spells) for pair, spells in pairs.items()}
