"""Ties -> rings by rung around a center, built from slots as wide as the longest name and one line high.

A label is to the right of its dot, and a ring is a band between two rounded boxes: a screen is wide, names are wide,
and boxes waste no corner. That keeps 164 names apart.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.network.graph import tie_lines_of
from components.network.labels import LABEL_SIZES
from components.network.words import no_tie_with
from components.style.text_width import estimated_width
from data.base.memo import memo
from data.view.ties import Ties

Point = tuple[float, float]
Positions = dict[str, Point]

# Half the size of a picture at the zoom of 1, in pixels.
HALF_WIDTH, HALF_HEIGHT = 370.0, 235.0
ROW_HEIGHT = 13.5
# A ring of few has room for the wording under each name when the picture shows this ring alone.
FEW, ROW_HEIGHT_OF_FEW = 12, 21.0
# What a dot takes of its slot, left of the name.
DOT_WIDTH = 15.0
CENTER_HALF_WIDTH, CENTER_HALF_HEIGHT = 44.0, 13.0
SIDE_GAP, FOOT_GAP = 5.0, 4.0
# The title of a ring is in its upper edge, half above it and half below.
TITLE_ABOVE, TITLE_BELOW = 7.0, 8.0


@dataclass(frozen=True)
class Rectangle:
    """The edges of a ring, in pixels of the layout."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class RungRing:
    """The ring of one rung group: its title, the key of its style, and its outer edge (the inner one is the next's)."""

    name: str
    style: str
    edge: Rectangle


@dataclass(frozen=True)
class RingLayout:
    """The center, the rings from the inside out, and by actor its position and the index of its ring."""

    center: str
    rings: tuple[RungRing, ...]
    positions: Positions
    ring_of: dict[str, int]


@memo
def ring_layout_of(ties: Ties) -> RingLayout:
    """Rings by rung around the center, the actors of each clockwise from the top in order of arrival.

    An actor is on the ring of its latest declared tier with the center, whatever the day shown. Actors without a
    declared tie with the center have a ring of their own outside.
    """
    center = center_of(ties)
    rings, positions, ring_of = list[RungRing](), {center: (0.0, 0.0)}, dict[str, int]()
    edge = Rectangle(-CENTER_HALF_WIDTH, -CENTER_HALF_HEIGHT, CENTER_HALF_WIDTH, CENTER_HALF_HEIGHT)
    for (group, name), actors in _members(ties, center):
        edge, dots = _ring_around(edge, [ties.dataset.actors[actor].short_name for actor in actors])
        positions |= dict(zip(actors, dots, strict=True))
        ring_of |= dict.fromkeys(actors, len(rings))
        rings.append(RungRing(name, group, edge))
    return RingLayout(center, tuple(rings), positions, ring_of)


def center_of(ties: Ties) -> str:
    """The actor whose vocabulary has the most partners; without one, the actor with the most ties."""
    degree: dict[str, int] = defaultdict(int)
    for line in tie_lines_of(ties):
        owner = ties.dataset.families[ties.tiers[line.spells[0]].family].owner
        for actor in line.actors:
            degree[actor] += 1 + 10_000 * (actor == owner)
    return min(degree, key=lambda actor: (-degree[actor], actor)) if degree else next(iter(ties.dataset.actors))


# Who is on which ring ------------------------------------------------------------------------------


def _members(ties: Ties, center: str) -> list[tuple[tuple[str, str], list[str]]]:
    """((group key, title), actors in order of arrival), from the inside out."""
    groups, arrival = latest_groups(ties, center), _arrivals(ties, center)
    outside = ("", no_tie_with(ties.dataset, center))
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in sorted(ties.actors_tied, key=lambda actor: (arrival.get(actor, math.inf), actor)):
        if actor != center:
            members[groups.get(actor, outside)].append(actor)
    order = {group: index for index, group in enumerate(dict.fromkeys(_groups_in_order(ties)))}
    return sorted(members.items(), key=lambda item: order.get(item[0][0], len(order)))


def latest_groups(ties: Ties, center: str) -> dict[str, tuple[str, str]]:
    """Partner -> (group key, group name) of its latest declared tier with the center; the highest of several."""
    groups: dict[str, tuple[int, str, str]] = {}
    main_family = _main_family(ties, center)
    for line in tie_lines_of(ties):
        index = line.spells[-1]
        family, rung = ties.dataset.families[ties.tiers[index].family], ties.rungs[index]
        if center not in line.actors or family.layer != "partnership" or rung is None:
            continue
        if family.owner == center and family.family != main_family:
            continue
        partner = line.actors[line.actors[0] == center]
        candidate = (rung.rung, ties.group(index), rung.group_name)
        groups[partner] = min(groups.get(partner, candidate), candidate)
    return {partner: (group, name) for partner, (_, group, name) in groups.items()}


def _main_family(ties: Ties, center: str) -> str:
    """The owner's family with the most ties: its ladder makes the rings, its other vocabularies do not."""
    count: dict[str, int] = defaultdict(int)
    for line in tie_lines_of(ties):
        family = ties.tiers[line.spells[-1]].family
        count[family] += ties.dataset.families[family].owner == center
    return max(count, key=lambda family: count[family], default="")


def _groups_in_order(ties: Ties) -> Iterator[str]:
    for _, group in sorted({(rung.rung, ties.group(index)) for index, rung in enumerate(ties.rungs) if rung}):
        yield group


def _arrivals(ties: Ties, center: str) -> dict[str, float]:
    """Partner -> the first possible day of the latest tier with the center, as an ordinal."""
    days: dict[str, float] = {}
    for line in tie_lines_of(ties):
        if center in line.actors and ties.layer(line.spells[-1]) == "partnership":
            partner = line.actors[line.actors[0] == center]
            days[partner] = min(days.get(partner, math.inf), float(ties.starts[0][line.spells[-1]]))
    return days


# Slots ---------------------------------------------------------------------------------------------


def _ring_around(inner: Rectangle, names: list[str]) -> tuple[Rectangle, list[Point]]:
    """The ring that holds all names and widens the picture least: its edge, and the dots clockwise from the top."""
    width = DOT_WIDTH + max(estimated_width(name, LABEL_SIZES["crowdedName"]) for name in names)
    row_height = ROW_HEIGHT_OF_FEW if len(names) <= FEW else ROW_HEIGHT
    candidates: list[tuple[Rectangle, list[Point]]] = []
    for columns in range(len(names) + 1):
        rows = 0 if columns else 1
        while len((ring := _slots(inner, columns, rows, width, row_height))[1]) < len(names):
            rows += 1
        candidates.append(ring)
        # A ring that one row above and below can hold needs no columns; beyond no rows, columns only widen.
        if rows == 0 or (not columns and rows <= 2):
            break
    edge, slots = min(candidates, key=lambda ring: _size(ring[0]))
    slots.sort(key=lambda slot: math.atan2(slot[0] + width / 2, -slot[1]) % math.tau)
    chosen = [slots[number * len(slots) // len(names)] for number in range(len(names))]
    return edge, [(left + DOT_WIDTH / 2, y) for left, y in chosen]


def _slots(inner: Rectangle, columns: int, rows: int, width: float, row_height: float) -> tuple[Rectangle, list[Point]]:
    """A ring with so many columns at each side and rows in all, above first: its edge, its slots' left middles."""
    above, below = (rows + 1) // 2, rows // 2
    edge = Rectangle(
        inner.left - columns * width - SIDE_GAP,
        inner.top - TITLE_ABOVE - above * row_height - TITLE_BELOW,
        inner.right + columns * width + SIDE_GAP,
        inner.bottom + below * row_height + FOOT_GAP,
    )
    heights = [inner.top - TITLE_ABOVE - (row + 0.5) * row_height for row in range(above)]
    heights += [inner.bottom + (row + 0.5) * row_height for row in range(below)]
    slots = [slot for y in heights for slot in _spread(edge.left + SIDE_GAP, edge.right - SIDE_GAP, y, width)]
    between = int((inner.bottom - inner.top) // row_height) if columns else 0
    for row in range(between):
        y = (inner.top + inner.bottom) / 2 + (row - (between - 1) / 2) * row_height
        slots += [(inner.left - (column + 1) * width, y) for column in range(columns)]
        slots += [(inner.right + column * width, y) for column in range(columns)]
    return edge, slots


def _spread(left: float, right: float, y: float, width: float) -> Iterable[Point]:
    """As many slots as fit side by side, the spare room shared out between them."""
    fits = int((right - left) // width)
    step = (right - left) / fits if fits else 0
    return ((left + number * step, y) for number in range(fits))


def _size(edge: Rectangle) -> tuple[float, float]:
    """How large a picture of the nominal shape must be to hold the rectangle."""
    wide, high = (edge.right - edge.left) / HALF_WIDTH, (edge.bottom - edge.top) / HALF_HEIGHT
    return max(wide, high), wide * high
