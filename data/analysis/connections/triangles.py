"""Triangles around an actor or a pair: which are balanced, as far as the records hold the signs of their sides."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.analysis.connections.gaps import Gaps, gaps_of
from data.analysis.connections.graph import (
    MEASURES,
    NO_PARTNERSHIP,
    Pair,
    TieGraph,
    pair_of,
    question_selection,
    tie_graph,
)
from data.analysis.missing_ties import missing_ties_of
from data.model.cells import dyad_of
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

POSITIVE_LAYERS = ("partnership", "treaty")
# What the wording of relations says where a treaty is about them.
_NAMES_TREATY = re.compile(r"\btreaty\b", re.IGNORECASE)


@dataclass(frozen=True)
class Triangle:
    """Three actors, all of whose sides have a sign: 1 for a partnership or treaty, -1 for a measure, 0 for both.

    The signs are of the first and second, the first and third, and the second and third actor.
    """

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def sides(self) -> tuple[Pair, Pair, Pair]:
        """In the order of the signs."""
        first, second, third = self.actors
        return pair_of(first, second), pair_of(first, third), pair_of(second, third)

    @property
    def balance(self) -> int:
        """1 if it is balanced (no or two negative sides), -1 if not, 0 if a side has both signs."""
        first, second, third = self.signs
        return first * second * third


@dataclass(frozen=True)
class Triangles:
    """The triangles around an actor, or with a pair. `unknown` counts those of which one side has no sign on record.

    At least two sides have one, whichever they are: so the triangles with a pair are among those around each of it.
    """

    subject: str
    known: tuple[Triangle, ...]
    unknown: int
    gaps: Gaps

    def with_balance(self, balance: int) -> tuple[Triangle, ...]:
        return tuple(one for one in self.known if one.balance == balance)

    @property
    def unknown_share(self) -> float:
        """The share of unknown triangles among all; 0 if there are none at all."""
        return self.unknown / (self.unknown + len(self.known)) if self.unknown else 0.0


def triangles_of(selection: Selection, subject: str) -> Triangles:
    """The triangles of an actor or a dyad, by the ties that count and have a source; measures always count."""
    graph, actors = signed_graph(selection), focus_actors(selection.dataset, subject)
    signs = signs_of(graph)
    near = _signed_neighbours(signs)
    known, possible = _around_actor(signs, near, *actors) if len(actors) == 1 else _with_pair(signs, near, *actors)
    gaps = gaps_of(selection.dataset, actors, as_of=selection.view.as_of)
    return Triangles(subject, known, possible - len(known), gaps)


def signed_graph(selection: Selection) -> TieGraph:
    """The ties that can have a sign: measures count."""
    return tie_graph(question_selection(selection), with_measures=True)


def sign_of(ties: Ties, index: SpellIndex) -> int:
    """1 for a partnership or treaty, -1 for a measure, if it has a source; 0 for anything else.

    Relations that are declared no partnership are a treaty if their wording names one, as “friendship treaty (no partnership
    label)” does.
    """
    spell = ties.spells[index]
    if not spell.sources:
        return 0
    layer = ties.layer(index)
    if layer == MEASURES:
        return -1
    is_other = NO_PARTNERSHIP in ties.tiers[index].keywords and not names_treaty(spell)
    return int(layer in POSITIVE_LAYERS and not is_other)


def names_treaty(spell: Spell) -> bool:
    """Whether the wording of relations says that there is a treaty about them."""
    return bool(_NAMES_TREATY.search(spell.wording))


def unsearched_sides(dataset: Dataset, triangles: Iterable[Triangle], as_of: date) -> tuple[Pair, ...]:
    """The sides between which nobody looked for some tie that would have a sign, each once."""
    signed = {
        family for family, row in dataset.families.items() if row.layer == MEASURES or row.layer in POSITIVE_LAYERS
    }
    sides = dict.fromkeys(side for one in triangles for side in one.sides)
    return tuple(
        side
        for side in sides
        if any(
            missing.reason == "not searched" and missing.family in signed
            for missing in missing_ties_of(dataset, dyad_of(*side), as_of=as_of)
        )
    )


def signs_of(graph: TieGraph) -> dict[Pair, int]:
    """Pair -> its sign, where the records hold one: 1, -1, or 0 if it has ties of both signs."""
    signs: dict[Pair, set[int]] = defaultdict(set)
    for pair, spells in graph.pairs.items():
        for index in spells:
            if sign := sign_of(graph.ties, index):
                signs[pair].add(sign)
    return {pair: sum(found) for pair, found in signs.items()}


def _signed_neighbours(signs: Mapping[Pair, int]) -> Mapping[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in signs:
        near[one].add(other)
        near[other].add(one)
    return near


def _around_actor(
    signs: Mapping[Pair, int], near: Mapping[str, set[str]], actor: str
) -> tuple[tuple[Triangle, ...], int]:
    partners = near.get(actor, set())
    closed = _closed_sides(near, partners)
    known = tuple(_triangle(signs, actor, *side) for side in sorted(closed))
    # Either both others are its partners, or one is, and has the other as a partner.
    beyond = sum(len(near[one] - partners) - 1 for one in partners)
    return known, len(partners) * (len(partners) - 1) // 2 + beyond


def _closed_sides(near: Mapping[str, set[str]], partners: set[str]) -> Iterator[Pair]:
    """The pairs of partners with a sign of their own."""
    return ((one, other) for one in partners for other in near[one] & partners if one < other)


def _with_pair(
    signs: Mapping[Pair, int], near: Mapping[str, set[str]], one: str, other: str
) -> tuple[tuple[Triangle, ...], int]:
    of_one, of_other = near.get(one, set()) - {other}, near.get(other, set()) - {one}
    if pair_of(one, other) not in signs:
        return (), len(of_one & of_other)
    known = tuple(_triangle(signs, one, other, third) for third in sorted(of_one & of_other))
    return known, len(of_one | of_other)


def _triangle(signs: Mapping[Pair, int], one: str, other: str, third: str) -> Triangle:
    sides = (signs[pair_of(one, other)], signs[pair_of(one, third)], signs[pair_of(other, third)])
    return Triangle((one, other, third), sides)
