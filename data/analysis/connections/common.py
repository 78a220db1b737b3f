"""What actors have in common on a day: partners, organisations, treaties, measures; and who else has the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import TieGraph, question_selection, tie_graph
from data.analysis.connections.since import Since, links_since, since_all, since_of
from data.analysis.connections.traits import TRAIT_KINDS, Trait, TraitKind, TraitRows, kind_of, trait_rows
from data.view.selection import Selection, list_order
from data.view.ties import SpellIndex

MOST_ACTORS, _MOST_ALIKE = 5, 20


@dataclass(frozen=True)
class SharedTie:
    """Ties of one kind that several actors have with the same partner: for each actor its spells, none if it has none.

    `is_same` says whether all who have one have one of the same rank; `since` is from when they have
    had one at one time: of labels, one of the shared rank, or each the one that it has, if they differ.
    `earlier` are the spells by which they have had one since then and that are in force no longer. `since_any` is of labels
    from when each has had one, of whatever rank.
    """

    kind: TraitKind
    partner: str
    spells: tuple[tuple[SpellIndex, ...], ...]
    is_same: bool
    since: Since | None
    earlier: tuple[SpellIndex, ...] = ()
    since_any: Since | None = None


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
    (at most MOST_ALIKE of `count_alike`): nobody who is on that list, as nobody has a tie with itself. `closest` is everybody
    who has as many of these as nobody else has more: all, or `most_held`.
    """

    actors: tuple[str, ...]
    between: tuple[SpellIndex, ...]
    shared: tuple[SharedTie, ...]
    partly: tuple[SharedTie, ...]
    only: tuple[tuple[SharedTie, ...], ...]
    traits: tuple[Trait, ...]
    alike: tuple[Alike, ...]
    count_alike: int
    closest: tuple[str, ...]
    most_held: int
    gaps: Gaps


def in_common(selection: Selection, actors: Iterable[str]) -> InCommon:
    """What the actors share by the ties that count, measures included; ValueError for none, or too many."""
    asked = tuple(dict.fromkeys(actors))
    if not 1 <= len(asked) <= MOST_ACTORS:
        raise ValueError(f"choose one to {MOST_ACTORS} actors")
    whole = question_selection(selection)
    graph = tie_graph(whole, with_measures=True)
    everyone = trait_rows(graph)
    own = [everyone.of(actor) for actor in asked]
    held = [_by_partner(everyone, of, asked) for of in own]
    rows = [_shared_tie(graph, asked, held, key) for key in sorted({key for of in held for key in of}, key=_order)]
    counts = {(row.kind, row.partner): sum(map(bool, row.spells)) for row in rows}
    traits = _traits_of_all(everyone, own, asked)
    others = _alike(everyone, asked, traits)
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
        traits=tuple(traits.values()),
        alike=others.nearest,
        count_alike=others.count,
        closest=others.closest,
        most_held=others.most_held,
        gaps=gaps_of(selection.dataset, asked, as_of=selection.view.as_of),
    )


# Who else ----------------------------------------------------------------------------------------------


def _traits_of_all(
    everyone: TraitRows, own: Sequence[Mapping[int, object]], actors: tuple[str, ...]
) -> dict[int, Trait]:
    """By their numbers the traits that all have, in order."""
    shared = {number: everyone.trait(number) for number in set.intersection(*map(set, own))}
    outside = (one for one in shared.items() if one[1].partner not in actors)
    return dict(sorted(outside, key=lambda one: (_order(one[1]), one[1].group)))


@dataclass(frozen=True)
class _Others:
    """Everyone else with one of the traits: the most alike, how many there are, who has most of them, and how many these have."""

    nearest: tuple[Alike, ...]
    count: int
    closest: tuple[str, ...]
    most_held: int


def _alike(everyone: TraitRows, actors: tuple[str, ...], traits: Mapping[int, Trait]) -> _Others:
    """Everyone else with one of the traits, but those with whom these ties are."""
    asked, count = np.array([*traits], dtype=np.int64), len(everyone.names)
    has_it = np.flatnonzero(np.isin(everyone.traits, asked))
    shared, every = (np.bincount(rows, minlength=count) for rows in (everyone.actors[has_it], everyone.actors))
    left_out = {*actors, *(trait.partner for trait in traits.values())}
    shared[[number for number, name in enumerate(everyone.names) if name in left_out]] = 0
    found = np.flatnonzero(shared)
    similarity = shared[found] / (len(traits) + every[found] - shared[found])
    order = np.argsort(-similarity, kind="stable")
    nearest, most_held = order[:_MOST_ALIKE], int(shared.max(initial=0))
    # Who has most of them may have so much else that it is not among the most alike.
    closest = found[order][shared[found[order]] == most_held].tolist()
    alike = []
    for actor, share in zip(found[nearest].tolist(), similarity[nearest].tolist(), strict=True):
        numbers = set(everyone.traits[has_it[everyone.actors[has_it] == actor]].tolist())
        own = tuple(trait for number, trait in traits.items() if number in numbers)
        alike.append(Alike(everyone.names[actor], own, share, len(own) == len(traits)))
    return _Others(tuple(alike), len(found), tuple(everyone.names[number] for number in closest), most_held)


# By partner -------------------------------------------------------------------------------------------

_Key = tuple[TraitKind, str]


def _order(one: _Key | Trait) -> tuple[int, str]:
    kind, partner = (one.kind, one.partner) if isinstance(one, Trait) else one
    return TRAIT_KINDS.index(kind), partner


def _by_partner(
    everyone: TraitRows, traits: Mapping[int, list[SpellIndex]], actors: tuple[str, ...]
) -> dict[_Key, dict[str, list[SpellIndex]]]:
    """Kind and partner -> group -> spells; what actors have with one another is not shared."""
    rows: dict[_Key, dict[str, list[SpellIndex]]] = defaultdict(dict)
    for number, spells in traits.items():
        trait = everyone.trait(number)
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
    since_any = since
    if kind == "label":
        of_any = (_spells_of_kind(graph, actor, partner, kind) for actor, _ in having)
        since_any = since_all(since_of(graph.ties, spells, graph.day) for spells in of_any)
    return SharedTie(kind, partner, now, is_same=bool(same), since=since, earlier=earlier, since_any=since_any)


def _spells_of_kind(
    graph: TieGraph, actor: str, partner: str, kind: TraitKind, groups: frozenset[str] = frozenset()
) -> list[SpellIndex]:
    """The spells of all days; with groups, of labels only these: one of another rank is not the label that is shared."""
    spells = (index for index in graph.all_spells(actor, partner) if kind_of(graph.ties, index, actor) == kind)
    return [index for index in spells if kind != "label" or not groups or graph.ties.group(index) in groups]


def _with_count(rows: list[SharedTie], counts: Mapping[_Key, int], number: int) -> tuple[SharedTie, ...]:
    return tuple(row for row in rows if counts[row.kind, row.partner] == number)
