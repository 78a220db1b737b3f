"""Graph -> positions, for the union of all times and without chance: a node never moves because of a filter or a date.

Units are screen pixels at the zoom of 1; x grows to the right and y downwards.
"""

import math
from collections import Counter
from collections.abc import Callable
from itertools import permutations

import networkx as nx
import numpy as np

from components.network.graph import graph_of, tie_lines_of
from components.network.rings import HALF_HEIGHT, HALF_WIDTH, Positions, ring_layout_of
from data.base.memo import memo
from data.model.schema import Actor
from data.view.presets import focal_actors
from data.view.ties import Ties
from data.view.view import Layout

SEED = 1951
MOST_ACTORS_FOR_FORCE = 500
# The corners of the focal layout: upper left, upper right, lower right, lower left.
CORNERS = ((-285.0, -150.0), (285.0, -150.0), (285.0, 160.0), (-285.0, 160.0))


def focal_layout(ties: Ties) -> Positions:
    """The focal actors in the corners of a rectangle, everyone else on an oval around them, by region."""
    actors = _actors_to_place(ties)
    focal = [actor for actor in focal_actors(ties.dataset) if actor in actors][: len(CORNERS)]
    middle = dict(zip(_cornered(ties, focal), CORNERS, strict=False))
    others = sorted(set(actors) - set(middle), key=lambda actor: (actors[actor].region, actor))
    return middle | _oval(others, 2.1 * HALF_WIDTH, 2.1 * HALF_HEIGHT)


def _cornered(ties: Ties, actors: list[str]) -> tuple[str, ...]:
    """The actors in the order of the corners.

    Dyads with many parallel ties are level, so that their wordings stack, the one with most above; what is left goes
    along the diagonals, which are longer than the sides.
    """
    count = Counter(frozenset(line.actors) for line in tie_lines_of(ties))

    def ranked(order: tuple[str, ...]) -> tuple[int, int, int]:
        def shared(*pairs: tuple[int, int]) -> int:
            return sum(count[frozenset((order[one], order[other]))] for one, other in pairs if other < len(order))

        return -shared((0, 1), (2, 3)), -shared((0, 1)), -shared((0, 2), (1, 3))

    return min(permutations(sorted(actors)), key=ranked)


def _actors_to_place(ties: Ties) -> dict[str, Actor]:
    return {actor: ties.dataset.actors[actor] for actor in ties.actors_tied}


def _oval(actors: list[str], half_width: float, half_height: float) -> Positions:
    turn = math.tau / max(len(actors), 1)
    return {
        actor: (half_width * math.sin(index * turn), -half_height * math.cos(index * turn))
        for index, actor in enumerate(actors)
    }


def force_layout(ties: Ties) -> Positions:
    """ForceAtlas2 (Jacomy et al. 2014, as in networkx) from a fixed seed.

    Beyond some hundred actors it costs more than it shows, and a spiral by number of ties replaces it: the best
    connected in the middle.
    """
    graph = graph_of(ties)
    if len(graph) > MOST_ACTORS_FOR_FORCE:
        return _spiral(graph)
    start = {actor: np.array(point) for actor, point in _oval(sorted(graph), 1, 1).items()}
    points = nx.forceatlas2_layout(
        nx.Graph(graph), pos=start, max_iter=150, scaling_ratio=4, strong_gravity=True, seed=SEED
    )
    return _stretched({actor: (float(x), float(y)) for actor, (x, y) in points.items()})


def _spiral(graph: "nx.MultiGraph[str]") -> Positions:
    """Fermat's spiral (Vogel 1979): even distances, any number of actors."""
    golden = math.pi * (3 - math.sqrt(5))
    ordered = sorted(graph, key=lambda actor: (-graph.degree(actor), actor))
    return {
        actor: (24 * math.sqrt(index) * math.cos(index * golden), 18 * math.sqrt(index) * math.sin(index * golden))
        for index, actor in enumerate(ordered)
    }


def _stretched(positions: Positions) -> Positions:
    """Stretched to about twice the nominal picture, which leaves room for names."""
    reach_x = max(abs(x) for x, _ in positions.values()) or 1
    reach_y = max(abs(y) for _, y in positions.values()) or 1
    return {key: (x / reach_x * 2 * HALF_WIDTH, y / reach_y * 2 * HALF_HEIGHT) for key, (x, y) in positions.items()}


def map_layout(ties: Ties) -> Positions:
    """By capital or seat, in plate carrée; groups without a seat are in a row below."""
    actors = _actors_to_place(ties)
    located = {
        key: (row.longitude * HALF_WIDTH / 90, -row.latitude * HALF_WIDTH / 90 * 1.15)
        for key, row in actors.items()
        if row.latitude is not None and row.longitude is not None
    }
    rest = sorted(set(actors) - set(located))
    gap = 4 * HALF_WIDTH / (len(rest) + 1)
    return located | {key: (-2 * HALF_WIDTH + gap * (index + 1), 300.0) for index, key in enumerate(rest)}


_LAYOUTS: dict[Layout, Callable[[Ties], Positions]] = {
    "focal": focal_layout,
    "rings": lambda ties: ring_layout_of(ties).positions,
    "force": force_layout,
    "map": map_layout,
}


@memo
def positions_of(ties: Ties, layout: Layout) -> Positions:
    """Actor -> position of every actor with a tie, in whole pixels, sorted by actor."""
    return {key: (round(x), round(y)) for key, (x, y) in sorted(_LAYOUTS[layout](ties).items())}
