"""What actors have in common on a day: partners, organisations, treaties, measures; and who else has the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import TieGraph, is_label, question_selection, tie_graph
from data.analysis.connections.since import Since, links_since, since_all, since_of
from data.view.selection import Selection, list_order
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
_KINDS: Mapping[str, TraitKind] = {kind: kind for kind in TRAIT_KINDS}
# Of these the group of the rank is part of what two share; that of a treaty is how much of its text was read.
RANKED_KINDS: tuple[TraitKind, ...] = ("label", "relations", "organisation", "sent", "received", "measure")
# Kinds that are not the same for both ends.
_SIDED: tuple[TraitKind, ...] = ("sent", "received", "organisation", "membership")
MOST_ACTORS, _MOST_ALIKE = 5, 20


@dataclass(frozen=True, order=True)
class Trait:
    """A tie that several actors can have: its kind, with whom, and the group of its rank, within which ranks are equal.

    The group is "" for a kind whose ranks do not matter to what is shared.
    """

    kind: TraitKind
    partner: str
    group: str


@dataclass(frozen=True)
class SharedTie:
    """Ties of one kind that several actors have with the same partner: for each actor its spells, none if it has none.

    `is_same` says whether all who have one have one of the same rank; `since` is from when they have
    had one at one time: of labels, one of the shared rank, or each the one that it has, if they differ.
    `earlier` are the spells by which they have had one since then and that are in force no longer.
    """

    kind: TraitKind
    partner: str
    spells: tuple[tuple[SpellIndex, ...], ...]
    is_same: bool
    since: Since | None
    earlier: tuple[SpellIndex, ...] = ()


@dataclass(frozen=True)
class Alike:
    """Another actor with some of what the actors share: its list, and the share that the list is of both sets together."""

    actor: str
    shared: tuple[Trait, ...]
    similarity: float
    has_all: bool


@dataclass(frozen=True)
class InCommon:
    """What two to five actors share on a day, or what one has.

    `between` are the spells among them. `shared` is what all have, `partly` what some of three or more have; `only` is for
    each actor what no other of them has. `traits` is what all have with the same rank, and `alike` who else has most of it
    (at most MOST_ALIKE of `count_alike`): nobody who is on that list, as nobody has a tie with itself.
    """

    actors: tuple[str, ...]
    between: tuple[SpellIndex, ...]
    shared: tuple[SharedTie, ...]
    partly: tuple[SharedTie, ...]
    only: tuple[tuple[SharedTie, ...], ...]
    traits: tuple[Trait, ...]
    alike: tuple[Alike, ...]
    count_alike: int
    gaps: Gaps


def in_common(selection: Selection, actors: Iterable[str]) -> InCommon:
    """What the actors share by the ties that count, measures included; ValueError for none, or too many."""
    asked = tuple(dict.fromkeys(actors))
    if not 1 <= len(asked) <= MOST_ACTORS:
        raise ValueError(f"choose one to {MOST_ACTORS} actors")
    whole = question_selection(selection)
    graph = tie_graph(whole, with_measures=True)
    everyone = _traits(graph)
    held = [_by_partner(everyone.get(actor, {}), asked) for actor in asked]
    rows = [_shared_tie(graph, asked, held, key) for key in sorted({key for of in held for key in of}, key=_order)]
    counts = {(row.kind, row.partner): sum(map(bool, row.spells)) for row in rows}
    traits = _traits_of_all(everyone, asked)
    alike = sorted(_alike(everyone, asked, traits), key=lambda one: (-one.similarity, one.actor))
    return InCommon(
        actors=asked,
        between=tuple(
            index
            for pair, spells in graph.pairs.items()
            if set(pair) <= set(asked)
            for index in sorted(spells, key=lambda one: list_order(graph.ties, one))
        ),
        shared=_with_count(rows, counts, len(asked)),
        partly=tuple(row for row in rows if 1 < counts[row.kind, row.partner] < len(asked)),
        only=tuple(
            tuple(row for row in _with_count(rows, counts, 1) if row.spells[place]) if len(asked) > 1 else ()
            for place in range(len(asked))
        ),
        traits=traits,
        alike=tuple(alike[:_MOST_ALIKE]),
        count_alike=len(alike),
        gaps=gaps_of(selection.dataset, asked, as_of=selection.view.as_of),
    )


# Traits -----------------------------------------------------------------------------------------------


def kind_of(ties: Ties, index: SpellIndex, actor: str) -> TraitKind:
    """The kind of a tie, as the actor has it."""
    layer, (one, other) = ties.layer(index), ties.actors[index]
    if layer == "adversarial":
        taken_by = ties.spells[index].taken_by
        return "measure" if not taken_by else "sent" if taken_by == actor else "received"
    if layer == "membership":
        partner = other if actor == one else one
        return "membership" if ties.dataset.actors[partner].kind == "state" else "organisation"
    if layer == "partnership":
        return "label" if is_label(ties, index) else "relations"
    return _KINDS.get(layer, "label")


def _traits(graph: TieGraph) -> dict[str, dict[Trait, list[SpellIndex]]]:
    """Actor -> what it has on the day -> with which spells.

    A membership that is recorded of a pair counts only where no organisation is on record in which both have a place:
    else it would count twice, and only for the pairs of which somebody wrote it down.
    """
    traits: dict[str, dict[Trait, list[SpellIndex]]] = defaultdict(lambda: defaultdict(list))
    rows = list(_kinds(graph))
    places: dict[str, set[str]] = defaultdict(set)
    for actor, partner, kind, _ in rows:
        if kind == "organisation":
            places[actor].add(partner)
    for actor, partner, kind, index in rows:
        if kind != "membership" or places[actor].isdisjoint(places[partner]):
            group = graph.ties.group(index) if kind in RANKED_KINDS else ""
            traits[actor][Trait(kind, partner, group)].append(index)
    return traits


def _kinds(graph: TieGraph) -> Iterable[tuple[str, str, TraitKind, SpellIndex]]:
    """Actor, partner, and the kind of each of their ties, as the actor has it; each tie is there for both of its ends."""
    for (one, other), spells in graph.pairs.items():
        for index in spells:
            kind = kind_of(graph.ties, index, one)
            yield one, other, kind, index
            yield other, one, kind_of(graph.ties, index, other) if kind in _SIDED else kind, index


def _traits_of_all(everyone: Mapping[str, Mapping[Trait, object]], actors: tuple[str, ...]) -> tuple[Trait, ...]:
    sets = [set(everyone.get(actor, ())) for actor in actors]
    shared = set.intersection(*sets)
    return tuple(sorted((one for one in shared if one.partner not in actors), key=lambda one: (_order(one), one.group)))


def _alike(
    everyone: Mapping[str, Mapping[Trait, object]], actors: tuple[str, ...], traits: tuple[Trait, ...]
) -> Iterable[Alike]:
    """Everyone else with one of the traits, but those with whom these ties are."""
    left_out = {*actors, *(trait.partner for trait in traits)}
    places = {trait: place for place, trait in enumerate(traits)}
    for actor, own in everyone.items():
        # The shorter of the two is gone through: thousands of actors may have thousands of ties.
        shared = tuple(sorted(own.keys() & places.keys(), key=places.__getitem__))
        if shared and actor not in left_out:
            together = len(traits) + len(own) - len(shared)
            yield Alike(actor, shared, len(shared) / together, len(shared) == len(traits))


# By partner -------------------------------------------------------------------------------------------

_Key = tuple[TraitKind, str]


def _order(one: _Key | Trait) -> tuple[int, str]:
    kind, partner = (one.kind, one.partner) if isinstance(one, Trait) else one
    return TRAIT_KINDS.index(kind), partner


def _by_partner(
    traits: Mapping[Trait, list[SpellIndex]], actors: tuple[str, ...]
) -> dict[_Key, dict[str, list[SpellIndex]]]:
    """Kind and partner -> group -> spells; what actors have with one another is not shared."""
    rows: dict[_Key, dict[str, list[SpellIndex]]] = defaultdict(dict)
    for trait, spells in traits.items():
        if trait.partner not in actors:
            rows[trait.kind, trait.partner][trait.group] = spells
    return rows


def _shared_tie(
    graph: TieGraph, actors: tuple[str, ...], held: list[dict[_Key, dict[str, list[SpellIndex]]]], key: _Key
) -> SharedTie:
    kind, partner = key
    having = [(actor, of[key]) for actor, of in zip(actors, held, strict=True) if key in of]
    groups = [frozenset(by_group) for _, by_group in having]
    same = frozenset.intersection(*groups)
    of_all_days = [
        _spells_of_kind(graph, actor, partner, kind, same or own)
        for (actor, _), own in zip(having, groups, strict=True)
    ]
    since = since_all(since_of(graph.ties, spells, graph.day) for spells in of_all_days)
    now = tuple(tuple(index for spells in of.get(key, {}).values() for index in spells) for of in held)
    links = (index for spells in of_all_days for index in links_since(graph.ties, spells, since, graph.day))
    shown = {index for of in now for index in of}
    earlier = tuple(index for index in dict.fromkeys(links) if index not in shown)
    return SharedTie(kind, partner, now, is_same=bool(same), since=since, earlier=earlier)


def _spells_of_kind(
    graph: TieGraph, actor: str, partner: str, kind: TraitKind, groups: frozenset[str]
) -> list[SpellIndex]:
    """The spells of all days; an earlier label of another rank is not the label that is shared."""
    spells = (index for index in graph.all_spells(actor, partner) if kind_of(graph.ties, index, actor) == kind)
    return [index for index in spells if kind != "label" or graph.ties.group(index) in groups]


def _with_count(rows: list[SharedTie], counts: Mapping[_Key, int], number: int) -> tuple[SharedTie, ...]:
    return tuple(row for row in rows if counts[row.kind, row.partner] == number)
