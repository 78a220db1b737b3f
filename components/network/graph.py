"""Ties -> a multigraph of all times: every actor, every tie once, and the lane it keeps beside its parallels."""

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from data.base.memo import memo
from data.view.ties import Ties


@dataclass(frozen=True)
class Line:
    """A tie as it is drawn: the positions of its spells, and its lane (0 is straight, ±1, ±2 … bend aside)."""

    tie: str
    actors: tuple[str, str]
    lane: int
    spells: tuple[int, ...]


@memo
def lines_of(ties: Ties) -> tuple[Line, ...]:
    """Every tie of all times, parallel ones in lanes of their own that no filter and no date changes."""
    spells: dict[str, list[int]] = defaultdict(list)
    for index, tie in enumerate(ties.tie):
        spells[tie].append(index)
    dyads: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie, places in spells.items():
        dyads[ties.actors[places[0]]].append(tie)
    families = {family: place for place, family in enumerate(ties.dataset.families)}
    lines = []
    for actors, names in sorted(dyads.items()):
        names.sort(key=lambda tie: (ties.added[spells[tie][0]], families[ties.tiers[spells[tie][0]].family], tie))
        lines += [Line(tie, actors, lane_of(order), tuple(spells[tie])) for order, tie in enumerate(names)]
    return tuple(lines)


def lane_of(order: int) -> int:
    """0, 1, -1, 2, -2 …: the first tie of a dyad runs straight, the others to both sides in turn."""
    return (order + 1) // 2 * (1 if order % 2 else -1)


def graph_of(ties: Ties) -> "nx.MultiGraph[str]":
    """All actors that have a tie, and all lines, in a fixed order: layouts depend on it."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(ties.actors_tied)
    for line in lines_of(ties):
        graph.add_edge(*line.actors, key=line.tie)
    return graph
