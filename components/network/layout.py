"""Graph -> positions, for the union of all times and without chance: a node never moves by a filter or a date.

Units are screen pixels at the scale of 1; x grows to the right and y downwards. A label stands right of its
dot, so the ring layout is built from *slots*, cells as wide as the longest label of the ring and one line
high: that is what keeps 164 names apart.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx
import numpy as np

from components.network.graph import graph_of, lines_of
from data.base.memo import memo
from data.model.schema import Actor
from data.view.presets import FOCAL_ACTORS
from data.view.ties import Ties
from data.view.view import Layout

Point = tuple[float, float]
Positions = dict[str, Point]

HALF_WIDTH, HALF_HEIGHT = 370.0, 235.0
SEED = 1951
MOST_ACTORS_FOR_FORCE = 500

# A ring is a band between two rounded boxes: a screen is wide, names are wide, and boxes waste no corner.
ROW = 13.5
# A ring of few has room for the wording under each name when the picture shows this ring alone.
FEW, ROW_OF_FEW = 12, 21.0
DOT_ROOM = 15.0
HUB_HALF_WIDTH, HUB_HALF_HEIGHT = 44.0, 13.0
SIDE_GAP, FOOT_GAP = 5.0, 4.0
# The name of a ring stands in its upper edge, half above it and half below.
TITLE_ABOVE, TITLE_BELOW = 7.0, 8.0
_NARROW, _WIDE = frozenset("fijlrtI.,'’ -()"), frozenset("mwMWGOQ&")


@dataclass(frozen=True)
class Box:
    """Left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Ring:
    """The band of one rung group: its name, its style, and its outer edge (the inner one is the next ring's)."""

    name: str
    style: str
    edge: Box


@dataclass(frozen=True)
class Rings:
    center: str
    rings: tuple[Ring, ...]
    positions: Positions


def label_width(text: str, size: float = 10.5) -> float:
    """A safe estimate of a label's width in pixels, for a sans serif of that size."""
    letters = (
        0.29 if letter in _NARROW else 0.8 if letter in _WIDE else 0.62 if letter.isupper() else 0.53 for letter in text
    )
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


def _slots(inner: Box, columns: int, rows: int, width: float, pitch: float) -> tuple[Box, list[Point]]:
    """The band with so many columns at each side and rows in all, above first: its edge, its slots' left middles."""
    above, below = (rows + 1) // 2, rows // 2
    edge = Box(
        inner.left - columns * width - SIDE_GAP,
        inner.top - TITLE_ABOVE - above * pitch - TITLE_BELOW,
        inner.right + columns * width + SIDE_GAP,
        inner.bottom + below * pitch + FOOT_GAP,
    )
    heights = [inner.top - TITLE_ABOVE - (row + 0.5) * pitch for row in range(above)]
    heights += [inner.bottom + (row + 0.5) * pitch for row in range(below)]
    slots = [slot for y in heights for slot in _spread(edge.left + SIDE_GAP, edge.right - SIDE_GAP, y, width)]
    between = int((inner.bottom - inner.top) // pitch) if columns else 0
    for row in range(between):
        y = (inner.top + inner.bottom) / 2 + (row - (between - 1) / 2) * pitch
        slots += [(inner.left - (column + 1) * width, y) for column in range(columns)]
        slots += [(inner.right + column * width, y) for column in range(columns)]
    return edge, slots


def _spread(left: float, right: float, y: float, width: float) -> Iterable[Point]:
    """As many slots as fit side by side, the spare room shared out between them."""
    fits = int((right - left) // width)
    step = (right - left) / fits if fits else 0
    return ((left + number * step, y) for number in range(fits))


def _band(inner: Box, names: list[str]) -> tuple[Box, list[Point]]:
    """The band that holds all names and widens the picture least: its edge, and the dots clockwise from the top."""
    width = DOT_ROOM + max(label_width(name) for name in names)
    pitch = ROW_OF_FEW if len(names) <= FEW else ROW
    fitting: list[tuple[Box, list[Point]]] = []
    for columns in range(len(names) + 1):
        rows = 0 if columns else 1
        while len((band := _slots(inner, columns, rows, width, pitch))[1]) < len(names):
            rows += 1
        fitting.append(band)
        # A ring that one row above and below can hold needs no columns; beyond no rows, columns only widen.
        if rows == 0 or (not columns and rows <= 2):
            break
    edge, slots = min(fitting, key=lambda band: _size(band[0]))
    slots.sort(key=lambda slot: math.atan2(slot[0] + width / 2, -slot[1]) % math.tau)
    chosen = [slots[number * len(slots) // len(names)] for number in range(len(names))]
    return edge, [(left + DOT_ROOM / 2, y) for left, y in chosen]


def _size(edge: Box) -> tuple[float, float]:
    """How large a picture of the nominal shape must be to hold the box."""
    wide, tall = (edge.right - edge.left) / HALF_WIDTH, (edge.bottom - edge.top) / HALF_HEIGHT
    return max(wide, tall), wide * tall


@memo
def rings_of(ties: Ties) -> Rings:
    """Rings by rung around the center: on each, clockwise from the top in order of arrival.

    An actor stands on the ring of the last tier known, whatever the day shown; its colour tells the tier of
    that day. Actors without a declared tie to the center stand on a ring of their own outside.
    """
    center = center_of(ties)
    groups = last_group(ties, center)
    arrival = _arrival(ties, center)
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in sorted(ties.actors_tied, key=lambda actor: (arrival.get(actor, math.inf), actor)):
        if actor != center:
            members[groups.get(actor, ("", "no declared tie to the center"))].append(actor)
    order = list(dict.fromkeys(_groups_in_order(ties)))
    rings, positions = [], {center: (0.0, 0.0)}
    edge = Box(-HUB_HALF_WIDTH, -HUB_HALF_HEIGHT, HUB_HALF_WIDTH, HUB_HALF_HEIGHT)
    for group, name in sorted(members, key=lambda key: order.index(key[0]) if key[0] in order else len(order)):
        actors = members[group, name]
        edge, dots = _band(edge, [ties.dataset.actors[actor].short_name for actor in actors])
        rings.append(Ring(name, group, edge))
        positions |= dict(zip(actors, dots, strict=True))
    return Rings(center, tuple(rings), positions)


def _groups_in_order(ties: Ties) -> Iterable[str]:
    for _, key in sorted({(rung.rung, ties.group(index)) for index, rung in enumerate(ties.rungs) if rung}):
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


def _placeable(ties: Ties) -> dict[str, Actor]:
    return {actor: ties.dataset.actors[actor] for actor in ties.actors_tied}


def focal(ties: Ties) -> Positions:
    """The four focal actors wide apart, everyone else on an oval around them, by region."""
    actors = _placeable(ties)
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
    actors = _placeable(ties)
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


@memo
def positions_of(ties: Ties, layout: Layout) -> Positions:
    """Where each actor stands, in whole pixels."""
    return {key: (round(x), round(y)) for key, (x, y) in sorted(_LAYOUTS[layout](ties).items())}
