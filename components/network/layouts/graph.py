"""Ties -> every tie of all times once, and the lane it keeps beside its parallels."""

from collections import defaultdict
from dataclasses import dataclass

from data.base.memo import memo
from data.view.ties import SpellIndex, Ties


@dataclass(frozen=True)
class TieLine:
    """A tie as it is drawn: its dyad and actors, its lane (0 is straight, ±1, ±2 … bend aside), and its spells in time."""

    tie: str
    dyad: str
    actors: tuple[str, str]
    lane: int
    spells: tuple[SpellIndex, ...]


@memo
def tie_lines_of(ties: Ties) -> tuple[TieLine, ...]:
    """Every tie of all times, parallel ones in lanes of their own that no filter and no date changes."""
    spells: dict[str, list[SpellIndex]] = defaultdict(list)
    for index, tie in enumerate(ties.tie):
        spells[tie].append(index)
    dyads: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie, indices in spells.items():
        dyads[ties.actors[indices[0]]].append(tie)
    families, dyad = ties.dataset.family_order, ties.column("dyad")
    names_of_dyads = [dyad.values[code] for code in dyad.codes.tolist()]
    added = ties.added.tolist()
    lines = []
    for actors, names in sorted(dyads.items()):
        names.sort(key=lambda tie: (added[spells[tie][0]], families[ties.tiers[spells[tie][0]].family], tie))
        lines += [
            TieLine(tie, names_of_dyads[spells[tie][0]], actors, lane_of(order), tuple(spells[tie]))
            for order, tie in enumerate(names)
        ]
    return tuple(lines)


def lane_of(order: int) -> int:
    """0, 1, -1, 2, -2 …: the first tie of a dyad is straight, the others bend to both sides in turn."""
    return (order + 1) // 2 * (1 if order % 2 else -1)
