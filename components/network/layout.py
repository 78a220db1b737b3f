"""Graph -> positions, for the union of all times and without chance: a node never moves by a filter or a date.

Units are screen pixels at the scale of 1; x grows to the right and y downwards. A label stands right of its
dot, so the ring layout reserves a *slot* for each label: that is what keeps 164 names apart.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
import numpy as np

from components.network.graph import graph_of, lines_of
from data.ties import Ties
from data.view import FOCAL_ACTORS, Layout

Point = tuple[float, float]
Positions = dict[str, Point]

HALF_WIDTH, HALF_HEIGHT = 380.0, 262.0
SEED = 1951
MOST_ACTORS_FOR_FORCE = 500

# Rings are superellipses: rounder than a box, and they fill a screen better than an ellipse.
ROUNDNESS = 2.7
ROW = 13.6
DOT_ROOM = 15.0
HUB_SHARE = 0.13
RING_GAP = 0.012
TITLE_ROOM = 17.0
_NARROW, _WIDE = frozenset("fijlrtI.,'’ -()"), frozenset("mwMWGOQ&")


@dataclass(frozen=True)
class Ring:
    """A band between two superellipses, for one rung group; `share` is its outer edge (1 = the whole picture)."""

    name: str
    style: str
    share: float


@dataclass(frozen=True)
class Rings:
    center: str
    rings: tuple[Ring, ...]
    positions: Positions


def label_width(text: str, size: float = 10.5) -> float:
    """A safe estimate of a label's width in pixels, for a sans serif of that size."""
    letters = (0.33 if letter in _NARROW else 0.86 if letter in _WIDE else 0.58 for letter in text)
    return size * sum(letters)


# Rings by rung -------------------------------------------------------------------------------------


def center_of(ties: Ties) -> str:
    """The actor whose vocabulary has the most partners; without one, the actor with the most ties."""
    degree: dict[str, int] = defaultdict(int)
    for line in lines_of(ties):
        owner = ties.dataset.families[ties.tiers[line.spells[0]].family].owner
        for actor in line.actors:
            degree[actor] += 1 + 10_000 * (actor == owner)
    return min(degree, key=lambda actor: (-degree[actor], actor)) if degree else next(iter(ties.dataset.actors))


def last_group(ties: Ties, center: str) -> dict[str, tuple[str, str]]:
    """Partner -> (group key, group name) of the last declared tier with the center; the ring it stands on."""
    found: dict[str, tuple[int, str, str]] = {}
    for line in lines_of(ties):
        at = line.spells[-1]
        family = ties.dataset.families[ties.tiers[at].family]
        rung = ties.rungs[at]
        if center not in line.actors or family.layer != "partnership" or rung is None:
            continue
        if family.owner == center and family.family != _main_family(ties, center):
            continue
        partner = line.actors[line.actors[0] == center]
        candidate = (rung.rung, ties.group(at), rung.group_name)
        found[partner] = min(found.get(partner, candidate), candidate)
    return {partner: (group, name) for partner, (_, group, name) in found.items()}


def _main_family(ties: Ties, center: str) -> str:
    """The owner's family with the most ties: its ladder makes the rings, overlays do not."""
    count: dict[str, int] = defaultdict(int)
    for line in lines_of(ties):
        family = ties.tiers[line.spells[-1]].family
        count[family] += ties.dataset.families[family].owner == center
    return max(count, key=lambda family: count[family])


def _reach(share: float, y: float) -> float:
    """Half of the width of the superellipse of that share, at height y (0 if it does not reach so high)."""
    inside = 1 - (abs(y) / (HALF_HEIGHT * share)) ** ROUNDNESS if share else 0
    return HALF_WIDTH * share * inside ** (1 / ROUNDNESS) if inside > 0 else 0.0


def _row_slots(inner: float, outer: float, y: float, width: float, title: float) -> Iterable[Point]:
    """Left ends of the slots that fit into one row of a band."""
    reach = min(_reach(outer, y - ROW / 2), _reach(outer, y + ROW / 2))
    hole = max(_reach(inner, y - ROW / 2), _reach(inner, y + ROW / 2))
    if y < 0 and abs(y) > HALF_HEIGHT * outer - TITLE_ROOM:
        hole = max(hole, title / 2)
    spans = ((-reach, -hole), (hole, reach)) if hole else ((-reach, reach),)
    for left, right in spans:
        fits = int((right - left) // width)
        spare = (right - left - fits * width) / 2
        yield from ((left + spare + number * width, y) for number in range(fits))


def _slots(inner: float, outer: float, width: float, title: float) -> list[Point]:
    """All slots of a band, clockwise from the top."""
    rows = int(HALF_HEIGHT * outer // ROW)
    slots = [slot for row in range(-rows, rows + 1) for slot in _row_slots(inner, outer, row * ROW, width, title)]
    return sorted(slots, key=lambda slot: math.atan2(slot[0] + width / 2, -slot[1]) % math.tau)


def _band(inner: float, names: list[str], title: str) -> tuple[float, list[Point]]:
    """The narrowest band outside `inner` that has a slot for each name: its outer share, and the dots."""
    width = DOT_ROOM + max(label_width(name) for name in names)
    outer = inner + 0.01
    while len(slots := _slots(inner + RING_GAP, outer, width, label_width(title) + 20)) < len(names):
        outer += 0.004
    chosen = [slots[number * len(slots) // len(names)] for number in range(len(names))]
    return outer, [(left + DOT_ROOM / 2, y) for left, y in chosen]


@lru_cache(maxsize=4)
def rings_of(ties: Ties) -> Rings:
    """Rings by rung around the center: on each, clockwise from the top in order of arrival.

    An actor stands on the ring of the last tier known, whatever the day shown; its colour tells the tier of
    that day. Actors without a declared tie to the center stand on a ring of their own outside.
    """
    center = center_of(ties)
    groups = last_group(ties, center)
    arrival = _arrival(ties, center)
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in sorted(ties.dataset.actors, key=lambda actor: (arrival.get(actor, math.inf), actor)):
        if actor != center:
            members[groups.get(actor, ("", "no declared tie to the center"))].append(actor)
    order = list(dict.fromkeys(_groups_in_order(ties)))
    rings, positions, share = [], {center: (0.0, 0.0)}, HUB_SHARE
    for group, name in sorted(members, key=lambda key: order.index(key[0]) if key[0] in order else len(order)):
        actors = members[group, name]
        share, dots = _band(share, [ties.dataset.actors[actor].short_name for actor in actors], name)
        rings.append(Ring(name, group, share))
        positions |= dict(zip(actors, dots, strict=True))
    return Rings(center, tuple(rings), positions)


def _groups_in_order(ties: Ties) -> Iterable[str]:
    for _, key in sorted({(rung.rung, ties.group(at)) for at, rung in enumerate(ties.rungs) if rung}):
        yield key


def _arrival(ties: Ties, center: str) -> dict[str, float]:
    """Partner -> the day on which the last tier with the center began."""
    days: dict[str, float] = {}
    for line in lines_of(ties):
        if center in line.actors and ties.layer(line.spells[-1]) == "partnership":
            partner = line.actors[line.actors[0] == center]
            days[partner] = min(days.get(partner, math.inf), float(ties.starts[0][line.spells[-1]]))
    return days


# The other layouts ---------------------------------------------------------------------------------

# The dyads with many parallel ties run level, so that their wordings stack.
_FOCAL: Positions = {"BLR": (-285, -150), "RUS": (285, -150), "CHN": (285, 160), "PAK": (-285, 160)}


def focal(ties: Ties) -> Positions:
    """The four focal actors wide apart, everyone else on an oval around them, by region."""
    actors = ties.dataset.actors
    middle = {actor: _FOCAL[actor] for actor in FOCAL_ACTORS if actor in actors}
    others = sorted(set(actors) - set(middle), key=lambda actor: (actors[actor].region, actor))
    return middle | oval(others, 2.1 * HALF_WIDTH, 2.1 * HALF_HEIGHT)


def oval(actors: list[str], half_width: float, half_height: float) -> Positions:
    turn = math.tau / max(len(actors), 1)
    return {
        actor: (half_width * math.sin(place * turn), -half_height * math.cos(place * turn))
        for place, actor in enumerate(actors)
    }


def force(ties: Ties) -> Positions:
    """ForceAtlas2 (Jacomy et al. 2014, as in networkx) from a fixed seed.

    Beyond some hundred actors forces cost more than they tell, and a spiral by number of ties takes their
    place: the best connected in the middle.
    """
    graph = graph_of(ties)
    if len(graph) > MOST_ACTORS_FOR_FORCE:
        return _spiral(graph)
    start = {actor: np.array(spot) for actor, spot in oval(sorted(graph), 1, 1).items()}
    found = nx.forceatlas2_layout(
        nx.Graph(graph), pos=start, max_iter=150, scaling_ratio=4, strong_gravity=True, seed=SEED
    )
    return _fitted({actor: (float(x), float(y)) for actor, (x, y) in found.items()})


def _spiral(graph: "nx.MultiGraph[str]") -> Positions:
    """Fermat's spiral (Vogel 1979): even distances, any number of actors."""
    golden = math.pi * (3 - math.sqrt(5))
    ordered = sorted(graph, key=lambda actor: (-graph.degree(actor), actor))
    return {
        actor: (24 * math.sqrt(place) * math.cos(place * golden), 18 * math.sqrt(place) * math.sin(place * golden))
        for place, actor in enumerate(ordered)
    }


def world_map(ties: Ties) -> Positions:
    """By capital or seat, plate carrée; groups without a seat stand in a row below."""
    actors = ties.dataset.actors
    placed = {
        key: (row.longitude * HALF_WIDTH / 90, -row.latitude * HALF_WIDTH / 90 * 1.15)
        for key, row in actors.items()
        if row.latitude is not None and row.longitude is not None
    }
    rest = sorted(set(actors) - set(placed))
    gap = 4 * HALF_WIDTH / (len(rest) + 1)
    return placed | {key: (-2 * HALF_WIDTH + gap * (place + 1), 300.0) for place, key in enumerate(rest)}


def _fitted(positions: Positions) -> Positions:
    """Stretched to about twice the nominal picture, which leaves room for names."""
    reach_x = max(abs(x) for x, _ in positions.values()) or 1
    reach_y = max(abs(y) for _, y in positions.values()) or 1
    return {key: (x / reach_x * 2 * HALF_WIDTH, y / reach_y * 2 * HALF_HEIGHT) for key, (x, y) in positions.items()}


_LAYOUTS: dict[Layout, Callable[[Ties], Positions]] = {
    "focal": focal,
    "rings": lambda ties: rings_of(ties).positions,
    "force": force,
    "map": world_map,
}


@lru_cache(maxsize=16)
def positions_of(ties: Ties, layout: Layout) -> Positions:
    """Where each actor stands, in whole pixels."""
    return {key: (round(x), round(y)) for key, (x, y) in sorted(_LAYOUTS[layout](ties).items())}
