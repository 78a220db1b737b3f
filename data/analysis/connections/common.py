"""What actors have in common on a day: partners, organisations, treaties, measures; and who else has the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import TieGraph, question_selection, tie_graph
from data.analysis.connections.since import Since, links_since, since_all, since_of
from data.analysis.connections.traits import TRAIT_KINDS, Numbers, Trait, TraitKind, TraitRows, kind_of, trait_rows
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
    """Another actor with some of what the actors share: its list, and the share that the list is of both sets together.

    A tie of the list has the group of its rank only if it is a label of a rank that the actors share.
    """

    actor: str
    shared: tuple[Trait, ...]
    similarity: float
    has_all: bool


@dataclass(frozen=True)
class InCommon:
    """What two to five actors share on a day, or what one has.

    `between` are the spells among them. `shared` is what all have, `partly` what some of three or more have; `only` is for
    each actor what no other of them has. `traits` is what all have with the same rank. `alike` is who else has most of what
    is shared (at most MOST_ALIKE of `count_alike`), each tie as they share it: labels of the same rank, or of any where their
    ranks differ, and other ties of any. `closest` is everybody who has as many of these as nobody else has more: all, or `most_held`. Those with whom the
    ties are cannot have all of them, as nobody has a tie with itself: they are none of these, and `partners_as_close` are
    those of them who have as many or more.
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
    partners_as_close: tuple[str, ...]
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
    shared, traits = _with_count(rows, counts, len(asked)), _traits_of_all(everyone, own, asked)
    others = _alike(everyone, asked, shared, traits)
    return InCommon(
        actors=asked,
        between=tuple(
            index
            for pair, spells in graph.pairs.items()
            if set(pair) <= set(asked)
            for index in sorted(spells, key=lambda one: list_order(graph.ties, one))
        ),
        shared=shared,
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
        partners_as_close=others.partners_as_close,
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
    """Everyone else with some of what is shared: the most alike, how many there are, who has most of it, and how many these have.

    `partners_as_close` are those with whom the ties are, if they have as many.
    """

    nearest: tuple[Alike, ...]
    count: int
    closest: tuple[str, ...]
    most_held: int
    partners_as_close: tuple[str, ...]


def _alike(
    everyone: TraitRows, actors: tuple[str, ...], rows: Sequence[SharedTie], traits: Mapping[int, Trait]
) -> _Others:
    """Everyone else who has some of the rows as the actors share them: labels of the same rank, or of any where theirs differ."""
    ranked = {number: trait for number, trait in traits.items() if trait.kind == "label"}
    of_any_rank = [everyone.tie(row.kind, row.partner) for row in rows if row.kind != "label" or not row.is_same]
    has_it = np.isin(everyone.traits, [*ranked]) | np.isin(everyone.ties, of_any_rank)
    shared, every = (_number_of_ties(everyone, which) for which in (has_it, np.ones(len(has_it), dtype=bool)))
    partners = {row.partner for row in rows}.difference(actors)
    of_partner = {name: int(shared[place]) for place, name in enumerate(everyone.names) if name in partners}
    shared[[place for place, name in enumerate(everyone.names) if name in partners or name in actors]] = 0
    found = np.flatnonzero(shared)
    similarity = shared[found] / (len(rows) + every[found] - shared[found])
    order = np.lexsort((-similarity, -shared[found]))
    most_held = int(shared.max(initial=0))
    alike = []
    for actor, share in zip(found[order[:_MOST_ALIKE]].tolist(), similarity[order[:_MOST_ALIKE]].tolist(), strict=True):
        own = _ties_of(everyone, everyone.traits[has_it & (everyone.actors == actor)].tolist(), ranked)
        alike.append(Alike(everyone.names[actor], own, share, len(own) == len(rows)))
    return _Others(
        nearest=tuple(alike),
        count=len(found),
        closest=tuple(everyone.names[place] for place in found[order] if shared[place] == most_held),
        most_held=most_held,
        partners_as_close=tuple(name for name, number in of_partner.items() if number >= max(most_held, 1)),
    )


def _number_of_ties(everyone: TraitRows, which: npt.NDArray[np.bool_]) -> Numbers:
    """By actor the number of its ties, each once: labels of two ranks with one partner are one tie."""
    most = len(TRAIT_KINDS) * len(everyone.names)
    each = np.unique((everyone.actors * most + everyone.ties)[which])
    return np.bincount(each // most, minlength=len(everyone.names))


def _ties_of(everyone: TraitRows, numbers: Iterable[int], ranked: Mapping[int, Trait]) -> tuple[Trait, ...]:
    """The traits of these numbers in order, one of each tie, and with its rank only if it is a label of a shared one."""
    of_tie: dict[_Key, Trait] = {}
    for number in sorted(numbers):
        trait = everyone.trait(number)
        of_tie.setdefault((trait.kind, trait.partner), trait if number in ranked else replace(trait, group=""))
    return tuple(sorted(of_tie.values(), key=_order))


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
