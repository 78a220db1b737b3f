"""A graph -> what each actor has on its day, as rows of numbers: so thousands of actors are compared at once."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from data.analysis.connections.graph import MEASURES, TieGraph, label_tiers
from data.base.memo import memo
from data.view.tie_filter import facts_of
from data.view.ties import SpellIndex, Ties

TraitKind = Literal[
    "label",
    "relations",
    "organisation",
    "treaty",
    "membership",
    "integration",
    "presence",
    "flow",
    "sent",
    "received",
    "measure",
]
TRAIT_KINDS: tuple[TraitKind, ...] = get_args(TraitKind)
# Kinds that are not named like their type of tie.
LAYERS_OF_KINDS: dict[TraitKind, str] = {
    "label": "partnership",
    "relations": "partnership",
    "organisation": "membership",
    "sent": "adversarial",
    "received": "adversarial",
    "measure": "adversarial",
}
# Of these the group of the rank is part of what two share; that of a treaty is how much of its text was read.
RANKED_KINDS: tuple[TraitKind, ...] = ("label", "relations", "organisation", "sent", "received", "measure")
Numbers: TypeAlias = "npt.NDArray[np.int64]"
_NUMBERS = {kind: number for number, kind in enumerate(TRAIT_KINDS)}
_RANKED = np.array([kind in RANKED_KINDS for kind in TRAIT_KINDS])


@dataclass(frozen=True, order=True)
class Trait:
    """A tie that several actors can have: its kind, with whom, and the group of its rank, within which ranks are equal.

    The group is "" for a kind whose ranks do not matter to what is shared.
    """

    kind: TraitKind
    partner: str
    group: str


@dataclass(frozen=True, eq=False)
class TraitRows:
    """What everybody has: `actors` and `traits` have a row for each actor and trait, once, as numbers.

    `spells` are those by which they have it, with the row of each; `names` are the actors by their number.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...]
    actors: Numbers
    traits: Numbers
    spells: Numbers
    rows: Numbers

    @property
    def ties(self) -> Numbers:
        """For each row the number of its tie: kind and partner, of whatever rank."""
        return self.traits // len(self.groups)

    def tie(self, kind: TraitKind, partner: str) -> int:
        """The number of a tie with a partner who is among the names."""
        return _NUMBERS[kind] * len(self.names) + bisect_left(self.names, partner)

    def trait(self, number: int) -> Trait:
        rest, group = divmod(number, len(self.groups))
        kind, partner = divmod(rest, len(self.names))
        return Trait(TRAIT_KINDS[kind], self.names[partner], self.groups[group])

    def of(self, actor: str) -> dict[int, list[SpellIndex]]:
        """The traits of one actor by their numbers, each with its spells."""
        place = bisect_left(self.names, actor)
        if place == len(self.names) or self.names[place] != actor:
            return {}
        mine = np.flatnonzero(self.actors[self.rows] == place)
        found: dict[int, list[SpellIndex]] = defaultdict(list)
        for trait, spell in zip(self.traits[self.rows[mine]].tolist(), self.spells[mine].tolist(), strict=True):
            found[trait].append(spell)
        return found


def trait_rows(graph: TieGraph) -> TraitRows:
    """All that the actors of a graph have.

    A membership that is recorded of a pair counts only where no organisation is on record in which both have a place:
    else it would count twice, and only for the pairs of which somebody wrote it down.
    """
    ends = _ends(graph.ties)
    spells = np.fromiter(chain.from_iterable(graph.pairs.values()), dtype=np.int64)
    actors, partners, kinds = (
        np.concatenate([side[spells] for side in sides]) for sides in (ends.actors, ends.actors[::-1], ends.kinds)
    )
    spells = np.concatenate([spells, spells])
    counts = ~_are_twice(actors, partners, kinds)
    actors, partners, kinds, spells = (column[counts] for column in (actors, partners, kinds, spells))
    group_names, group = ("", *map(str, facts_of(graph.ties)["group"].values)), facts_of(graph.ties)["group"].places
    groups = np.where(_RANKED[kinds], group[spells] + 1, 0)
    traits = (kinds * len(ends.names) + partners) * len(group_names) + groups
    most = len(TRAIT_KINDS) * len(ends.names) * len(group_names)
    keys, rows = np.unique(actors * most + traits, return_inverse=True)
    return TraitRows(ends.names, group_names, keys // most, keys % most, spells, rows.reshape(-1))


@dataclass(frozen=True, eq=False)
class _Ends:
    """Both ends of each spell: the number of the actor, and the kind of the tie as that actor has it."""

    names: tuple[str, ...]
    actors: tuple[Numbers, Numbers]
    kinds: tuple[Numbers, Numbers]


@memo
def _ends(ties: Ties) -> _Ends:
    names = ties.actors_tied
    number = {name: place for place, name in enumerate(names)}
    columns = [facts_of(ties)[end] for end in ("one", "other")]
    one, other = (
        np.array([number[str(name)] for name in column.values], dtype=np.int64)[column.places] for column in columns
    )
    kinds = _kinds(ties)
    is_state = np.array([ties.dataset.actors[name].kind == "state" for name in names], dtype=bool)
    place = _NUMBERS["membership"]
    of_one, of_other = (
        np.where((kinds == place) & ~is_state[partner], _NUMBERS["organisation"], kinds) for partner in (other, one)
    )
    for index in np.flatnonzero(kinds == _NUMBERS["measure"]).tolist():
        if taken_by := ties.spells[index].taken_by:
            of_one[index] = _NUMBERS["sent" if taken_by == ties.actors[index][0] else "received"]
            of_other[index] = _NUMBERS["sent" if taken_by == ties.actors[index][1] else "received"]
    return _Ends(names, (one, other), (of_one, of_other))


def _kinds(ties: Ties) -> Numbers:
    """The kind of each spell by its tier, before it is asked which end has it."""
    tier = ties.column("tier")
    labels, dataset = label_tiers(ties), ties.dataset
    of_tier = [
        _kind(dataset.families[dataset.tiers[name].family].layer, is_label=name in labels) for name in tier.values
    ]
    return tier.taken([_NUMBERS[kind] for kind in of_tier]).astype(np.int64)


def _kind(layer: str, *, is_label: bool) -> TraitKind:
    if layer == MEASURES:
        return "measure"
    if layer == "partnership":
        return "label" if is_label else "relations"
    return next(kind for kind in TRAIT_KINDS if kind == layer)


def kind_of(ties: Ties, index: SpellIndex, actor: str) -> TraitKind:
    """The kind of a tie, as the actor has it."""
    of_end = _ends(ties).kinds[ties.actors[index][0] != actor]
    return TRAIT_KINDS[int(of_end[index])]


def _are_twice(actors: Numbers, partners: Numbers, kinds: Numbers) -> npt.NDArray[np.bool_]:
    """Which are memberships of pairs who both have a place in an organisation on record."""
    twice = np.zeros(len(kinds), dtype=bool)
    memberships = np.flatnonzero(kinds == _NUMBERS["membership"])
    if not len(memberships):
        return twice
    places: dict[int, set[int]] = defaultdict(set)
    is_place = kinds == _NUMBERS["organisation"]
    for actor, organisation in zip(actors[is_place].tolist(), partners[is_place].tolist(), strict=True):
        places[actor].add(organisation)
    twice[memberships] = [
        not places[one].isdisjoint(places[other])
        for one, other in zip(actors[memberships].tolist(), partners[memberships].tolist(), strict=True)
    ]
    return twice
