"""Ties -> every tie of all times once, and the lane it keeps beside its parallels."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.view.ties import SpellIndex, Ties

Numbers = npt.NDArray[np.int64]
# An order of ties, or of many at once.
Order = TypeVar("Order", int, Numbers)


@dataclass(frozen=True, eq=False)
class TieColumns:
    """Every tie of all times, in the order of its pair: arrays of one length.

    `one` and `other` are the places of its actors in `Ties.actors_tied`, `lane` is that of `TieLine`, and its `count` spells
    begin with `first`. Those of a pair are neighbours; `pairs` are the places at which one begins.
    """

    one: Numbers
    other: Numbers
    lane: Numbers
    first: Numbers
    count: Numbers
    pairs: Numbers

    @property
    def actor_pairs(self) -> Numbers:
        """Each pair once: the places of both actors."""
        pairs: Numbers = np.c_[self.one, self.other][self.pairs]
        return pairs


@dataclass(frozen=True)
class TieLine:
    """A tie as it is drawn: its dyad and actors, its lane (0 is straight, ±1, ±2 … bend aside), and its spells in time."""

    tie: str
    dyad: str
    actors: tuple[str, str]
    lane: int
    spells: tuple[SpellIndex, ...]


@memo
def tie_columns_of(ties: Ties) -> TieColumns:
    """Every tie of all times, parallel ones in lanes of their own that no filter and no date changes."""
    # The spells of a tie are neighbours.
    first = np.flatnonzero(np.diff(ties.numbers, prepend=-1))
    count = np.diff(first, append=len(ties))
    place = {actor: number for number, actor in enumerate(ties.actors_tied)}
    ends = [ties.actors[index] for index in first.tolist()]
    one, other = (np.array([place[pair[end]] for pair in ends], dtype=np.int64) for end in (0, 1))
    dataset, tier = ties.dataset, ties.column("tier")
    of_tier = [dataset.family_order[dataset.tiers[name].family] for name in tier.values]
    family = np.asarray(of_tier, dtype=np.int64)[tier.codes[first]]
    # Numbers of ties are in the order of their names.
    order = np.lexsort((np.arange(len(first)), family, ties.added[first], other, one))
    one, other, first, count = (column[order] for column in (one, other, first, count))
    is_new = np.ones(len(first), dtype=bool)
    is_new[1:] = (np.diff(one) != 0) | (np.diff(other) != 0)
    pairs = np.flatnonzero(is_new)
    in_pair = np.arange(len(first)) - pairs[np.cumsum(is_new) - 1]
    return TieColumns(one, other, lane_of(in_pair), first, count, pairs)


@memo
def tie_lines_of(ties: Ties) -> tuple[TieLine, ...]:
    """The same, an object a tie."""
    columns, dyad = tie_columns_of(ties), ties.column("dyad")
    names = map(dyad.values.__getitem__, dyad.codes[columns.first].tolist())
    spans = zip(columns.first.tolist(), columns.count.tolist(), columns.lane.tolist(), names, strict=True)
    return tuple(
        TieLine(ties.tie[first], name, ties.actors[first], lane, tuple(range(first, first + count)))
        for first, count, lane, name in spans
    )


def lane_of(order: Order) -> Order:
    """0, 1, -1, 2, -2 …: the first tie of a dyad is straight, the others bend to both sides in turn."""
    return (order + 1) // 2 * (2 * (order % 2) - 1)
