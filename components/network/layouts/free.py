"""Any number of actors -> places by force: who is tied is near, clusters come apart, no name covers another.

Three steps, all without chance. Distances along the ties are laid out in the plane by pivot multidimensional scaling
(Brandes and Pich 2007); springs and repulsion even that out (after Jacomy et al. 2014: repulsion by degree, so that hubs
come apart); then boxes as large as dot and name are pushed apart within the frame (after Dwyer, Marriott and Stuckey 2005,
one axis at a time). Repulsion is exact among a few hundred actors and, beyond, that of a field on a grid.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.network.layouts.crossings import with_fewer_crossings
from components.network.layouts.geometry import CANVAS_MARGIN, DOT_RADIUS, NAME_LINE, Frame, Points, Positions, rounded

if TYPE_CHECKING:
    import networkx as nx

Pairs = npt.NDArray[np.int64]
PIVOTS = 30
# Of the forces, and of pushing boxes apart; of a crowd fewer, since each costs more.
_STEPS, STEPS_OF_CROWD = 150, 60
# Beyond so many actors repulsion comes from a field, and beyond the other number no name is given room.
MOST_EXACT, MOST_NAMED_FREELY = 600, 200
# Lines of the grid of the field, and how many times smaller than the picture the distance is within which it is softer.
_GRID, _SOFT = 48, 32
SPRING, GRAVITY = 4.0, 0.6
# Of the world, by boxes: more of them hardly come apart.
FILLED = 0.42
# Share of even places (by rank along each axis) in the result: what the forces leave empty is used.
_EVEN = 0.45
ROUNDS, ROUNDS_OF_CROWD = 240, 60
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class _Network:
    """Pairs of numbers in place of actors, and how much each pulls (1 for a tie); two that pull less are further apart.

    `degree` counts an actor itself too, so that nobody weighs nothing.
    """

    count: int
    pairs: Pairs
    weights: Points

    @property
    def degree(self) -> Points:
        return np.bincount(self.pairs.ravel(), np.repeat(self.weights, 2), minlength=self.count) + 1.0

    @cached_property
    def is_weighted(self) -> bool:
        return bool((self.weights != 1).any())

    @cached_property
    def _lengths(self) -> "nx.Graph[int]":
        # Few layouts have weights, and it takes long to load.
        import networkx as nx

        graph: nx.Graph[int] = nx.Graph()
        lengths = 1 / np.sqrt(self.weights)
        graph.add_weighted_edges_from(zip(*self.pairs.T.tolist(), lengths.tolist(), strict=True), weight="length")
        graph.add_nodes_from(range(self.count))
        return graph

    @cached_property
    def _neighbours(self) -> tuple[Pairs, Pairs]:
        """The neighbours of all, one after the other, and where those of each begin, with the end of the last."""
        ends = np.concatenate([self.pairs, self.pairs[:, ::-1]])
        ends = ends[np.argsort(ends[:, 0], kind="stable")]
        return ends[:, 1], np.searchsorted(ends[:, 0], np.arange(self.count + 1))

    def distances_from(self, actor: int) -> Points:
        """How many ties away each actor is, weak ones being longer; infinity if no ties lead there."""
        if self.is_weighted:
            import networkx as nx

            reached_by = nx.single_source_dijkstra_path_length(self._lengths, actor, weight="length")
            return np.array([reached_by.get(other, math.inf) for other in range(self.count)])
        neighbours, begin = self._neighbours
        distances = np.full(self.count, math.inf)
        reached, steps = np.array([actor]), 0.0
        while len(reached):
            distances[reached] = steps
            _, places = _spread(begin[reached], begin[reached + 1])
            is_new = np.zeros(self.count, dtype=bool)
            is_new[neighbours[places]] = True
            reached = np.flatnonzero(is_new & np.isinf(distances))
            steps += 1
        return distances


def free_positions(graph: "nx.Graph[str]", name_widths: Mapping[str, float], frame: Frame) -> Positions:
    """Where each actor of the graph is; an edge may have a `weight` up to 1, by which it pulls."""
    actors = tuple(sorted(graph))
    number = {actor: at for at, actor in enumerate(actors)}
    edges = sorted((number[one], number[other], weight) for one, other, weight in graph.edges.data("weight", 1.0))
    pairs = np.array([edge[:2] for edge in edges], dtype=np.int64).reshape(-1, 2)
    return positions_of_pairs(actors, pairs, np.array([edge[2] for edge in edges], dtype=float), name_widths, frame)


def positions_of_pairs(
    actors: tuple[str, ...], pairs: Pairs, weights: Points, name_widths: Mapping[str, float], frame: Frame
) -> Positions:
    """The same for actors in order, the places of each two who are tied, in order, and how much they pull.

    Of more than MOST_NAMED_FREELY the widths of the names are not looked at. Where many names need more room than the frame
    has, the world is larger, in its shape.
    """
    if len(actors) < 2:
        return dict.fromkeys(actors, (0.0, 0.0))
    network = _Network(len(actors), pairs, weights)
    points = _evened(_settled(_scaled(network), network))
    if len(actors) <= MOST_NAMED_FREELY and not network.is_weighted:
        points = _filling(with_fewer_crossings(points, pairs))
    halves = _half_boxes(actors, name_widths)
    edge = _world(halves, frame) - CANVAS_MARGIN
    boxes = push_apart(points * (edge - halves.max(axis=0)), halves, edge)
    # A box is dot and name: its middle is lower than the dot.
    return rounded(actors, boxes - [0, NAME_LINE / 2])


def _world(halves: Points, frame: Frame) -> Points:
    """Half the size: the frame's, or larger in its shape where the boxes would fill more than their share of it."""
    boxes = float(4 * halves.prod(axis=1).sum())
    scale = max(1.0, math.sqrt(boxes / (FILLED * frame.width * frame.height)))
    return np.array([frame.width, frame.height]) * scale / 2


def _half_boxes(actors: Sequence[str], name_widths: Mapping[str, float]) -> Points:
    """Half the width and height of a dot with its name below it, or of the dot alone where names are too many."""
    if len(actors) > MOST_NAMED_FREELY:
        return np.full((len(actors), 2), DOT_RADIUS)
    widths = [max(name_widths[actor] / 2 + 3, DOT_RADIUS) for actor in actors]
    boxes: Points = np.c_[widths, np.full(len(actors), DOT_RADIUS + NAME_LINE / 2)]
    return boxes


def _scaled(network: _Network) -> Points:
    """Pivot multidimensional scaling: the two widest axes of the distances to a few actors far from one another."""
    count = network.count
    # Of several with as many ties, the last in the alphabet.
    pivot = count - 1 - int(np.argmax(network.degree[::-1]))
    columns = []
    nearest = np.full(count, math.inf)
    for _ in range(min(PIVOTS, count)):
        distances = network.distances_from(pivot)
        apart = np.isinf(distances)
        distances[apart] = distances[~apart].max() + 2.0
        columns.append(distances)
        nearest = np.minimum(nearest, distances)
        if not nearest.any():
            break
        pivot = int(np.argmax(nearest))
    squared = np.array(columns).T ** 2
    centred = -(squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()) / 2
    _, axes = np.linalg.eigh(centred.T @ centred)
    points = centred @ _signed(axes[:, [-1, -2] if axes.shape[1] > 1 else [-1, -1]])
    # Those with the same ties have the same distances: a spiral too small to matter sets them apart.
    turn, radius = np.arange(count) * GOLDEN_ANGLE, 0.05 * np.sqrt((np.arange(count) + 1) / count)
    spiral: Points = np.c_[radius * np.cos(turn), radius * np.sin(turn)]
    scaled: Points = points / np.maximum(np.abs(points).max(axis=0), 1e-9) + spiral
    return scaled


def _signed(axes: Points) -> Points:
    """The axes with their largest part positive: their sign is a matter of the machine's arithmetic."""
    largest = axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])]
    return axes * np.where(largest < 0, -1.0, 1.0)


def _settled(points: Points, network: _Network) -> Points:
    """The points after STEPS of springs, repulsion and a pull to the middle, each step shorter than the one before."""
    one, other = (np.ascontiguousarray(ends) for ends in network.pairs.T)
    weight = network.degree
    degree, pull = weight[:, None], SPRING * network.weights
    repel = _from_each if network.count <= MOST_EXACT else _from_field
    steps = _STEPS if network.count <= MOST_EXACT else STEPS_OF_CROWD
    for step in range(steps):
        longest = 0.1 * (1 - step / steps) + 0.002
        force = repel(points, weight) / network.count - points * degree * GRAVITY
        for axis in (0, 1):
            at = np.ascontiguousarray(points[:, axis])
            pulled = (at[other] - at[one]) * pull
            force[:, axis] += np.bincount(one, pulled, network.count)
            force[:, axis] -= np.bincount(other, pulled, network.count)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1])[:, None], 1e-12)
        points = points + force / length * np.minimum(length * 0.05 / degree, longest)
    return points


def _from_each(points: Points, weight: Points) -> Points:
    """The push of every other actor, falling with the distance."""
    across = points[:, None, :] - points[None, :, :]
    share = weight[:, None] * weight[None, :] / ((across**2).sum(axis=2) + 1e-6)
    force: Points = np.einsum("ijk,ij->ik", across, share)
    return force


def _from_field(points: Points, weight: Points) -> Points:
    """The same from a field on a grid, softer near by: its cost grows with the number of actors, not with its square.

    Each weight is put on the four crossings of the grid around it. Their push on all others is a convolution, and a point gets
    its share of that of its own four crossings (particle mesh, after Hockney and Eastwood 1981).
    """
    low, span = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-9)
    spacing = span / (_GRID - 1)
    crossings, shares = _crossings_around((points - low) / spacing)
    mass = np.bincount(crossings.ravel(), (shares * weight).ravel(), _GRID * _GRID).reshape(_GRID, _GRID)
    # The way from each crossing to each other, across as the real and down as the imaginary part. Twice as far as the grid
    # goes, as what leaves a convolution at one side comes back at the other.
    steps = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID))
    way = steps[:, None] * spacing[0] + 1j * steps * spacing[1]
    push = way / (np.abs(way) ** 2 + ((span / _SOFT) ** 2).sum())
    field = np.fft.ifft2(np.fft.fft2(mass, push.shape) * np.fft.fft2(push))[:_GRID, :_GRID].ravel()
    push_on = (field[crossings] * shares).sum(axis=0) * weight
    force: Points = np.c_[push_on.real, push_on.imag]
    return force


def _crossings_around(at: Points) -> tuple[Pairs, Points]:
    """The four crossings around each place on the grid, and how much of it each has: a row for each of the four."""
    cell = np.minimum(at.astype(np.int64), _GRID - 2)
    share, corners = at - cell, [(right, down) for right in (0, 1) for down in (0, 1)]
    crossings = [(cell[:, 0] + right) * _GRID + cell[:, 1] + down for right, down in corners]
    shares = [np.abs(1 - right - share[:, 0]) * np.abs(1 - down - share[:, 1]) for right, down in corners]
    return np.array(crossings), np.array(shares)


def _evened(points: Points) -> Points:
    """From -1 to 1 along both axes, part of the way to even distances."""
    rank = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(len(points) - 1, 1)
    even: Points = (1 - _EVEN) * _filling(points) + _EVEN * (2 * rank - 1)
    return even


def _filling(points: Points) -> Points:
    """From -1 to 1 along both axes."""
    low, high = points.min(axis=0), points.max(axis=0)
    filling: Points = 2 * (points - low) / np.maximum(high - low, 1e-9) - 1
    return filling


def push_apart(points: Points, halves: Points, edge: Points) -> Points:
    """The points moved as little as needed, so that no two boxes overlap and all are within the edge."""
    limit = np.maximum(edge - halves, 0)
    points = np.clip(points, -limit, limit)
    rounds = ROUNDS if len(points) <= MOST_EXACT else ROUNDS_OF_CROWD
    for turn in range(rounds):
        one, other = _overlapping(points, halves)
        if not len(one):
            break
        across = points[one] - points[other]
        overlap = halves[one] + halves[other] - np.abs(across)
        # Names are wide and low: a push down costs less than one aside. What that has not solved after half of the
        # rounds, against an edge or in a queue, is pushed the other way now and then.
        level = overlap[:, 0] * 0.5 < overlap[:, 1]
        if turn > rounds / 2 and turn % 3 == 0:
            level = ~level
        push = np.where(across < 0, -1.0, 1.0) * np.c_[level, ~level] * (overlap / 2 + 0.5)
        for axis in (0, 1):
            points[:, axis] += np.bincount(one, push[:, axis], len(points)) - np.bincount(
                other, push[:, axis], len(points)
            )
        points = np.clip(points, -limit, limit)
    return points


def _overlapping(points: Points, halves: Points) -> tuple[Pairs, Pairs]:
    """The pairs of boxes that overlap, the earlier first.

    The world is cut into strips as high as the highest box, laid behind one another in a line: what overlaps a box is
    near it in its own strip or in the one below, or has it below itself.
    """
    across, down = 2 * halves.max(axis=0)
    strip = np.floor((points[:, 1] - points[:, 1].min()) / down)
    length = np.ptp(points[:, 0]) + 3 * across
    along = strip * length + points[:, 0]
    order = np.argsort(along, kind="stable")
    line, places = along[order], np.arange(len(order))
    own = places + 1, np.searchsorted(line, line + across)
    below = np.searchsorted(line, line + length - across), np.searchsorted(line, line + length + across)
    first, second = np.concatenate([_spread(*own), _spread(*below)], axis=1)
    one, other = order[first], order[second]
    near = (np.abs(points[one] - points[other]) < halves[one] + halves[other]).all(axis=1)
    one, other = one[near], other[near]
    return np.minimum(one, other), np.maximum(one, other)


def _spread(first: Pairs, last: Pairs) -> Pairs:
    """Each number with all from its `first` to before its `last`: two rows, of the numbers and of what goes with them."""
    spans = np.maximum(last - first, 0)
    numbers = np.repeat(np.arange(len(spans)), spans)
    steps = np.arange(len(numbers)) - np.repeat(np.cumsum(spans) - spans, spans)
    return np.array([numbers, np.repeat(first, spans) + steps])
