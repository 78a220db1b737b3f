"""Actors -> where their names are written: beside their dots, overlapping nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot

from components.figure.layout.free_space import FreeSpace, TextLabel
from components.figure.layout.line_points import LinePoints
from components.figure.model import ActorDot, Box, NetworkPicture, Point
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.figure.text.footnotes import superscript
from components.network.layouts.labels import FEW_NAMES

LARGEST_NAME, MAP_NAME_SIZE, DENSE_MAP_NAME_SIZE, CROWDED_NAME_SIZE = 13.0, 11.0, 9.0, 8.0
SMALLEST_ON_RINGS = 7.0
# How much smaller the names of neighbours may be where a map has no room for them else.
SMALLER_ON_MAP = 0.8
# From this number of actors on, the names on a map are as small as those of a dense map.
MANY_ON_MAP = 24
# The sides of a dot on which its name may be written, the preferred one first: right or left, below or above.
Side = tuple[int, int]
RING_SIDES: tuple[Side, ...] = ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 0), (-1, -1), (-1, 1))
OTHER_SIDES: tuple[Side, ...] = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
# How far from its dot a name may be, in radii of the dot: near if there is room.
REACHES = (1.0, 2.4, 3.8)
# On a map, where the places are given, neighbours move aside; far from its dot a line leads to a name.
MAP_REACHES, LED_REACHES = (0.6, 1.4, 2.4), (3.8, 5.5, 7.5)
# The height of a name as a share of its type size: rows of names are close together.
_NAME_HEIGHT = 1.12
# What a name is wider than measured, as kerning is not counted; and its distance from the dot.
NAME_SPARE, _NAME_GAP = 1.5, 3


def name_labels(
    network: NetworkPicture,
    positions: dict[str, Point],
    radius: float,
    space: FreeSpace,
    fonts: Fonts,
    avoided: LinePoints | None = None,
    ring_size: float = 0.0,
) -> dict[str, TextLabel]:
    """Actor -> its name; where ties crowd, names that find no room are left out, on a map they overlap the least.

    Names rather cover nothing of the lines that are `avoided`; on rings they are about as large as the slots allow.
    """
    sides, labels = RING_SIDES if network.bands else OTHER_SIDES, dict[str, TextLabel]()
    dots = _by_weight(network)
    # All names that fit on the preferred side are written there before any other name moves into that room.
    for allowed in (sides,) if avoided else (sides[:1], sides):
        for dot in dots:
            if dot.actor in labels:
                continue
            candidates = list(_candidates(network, dot, positions[dot.actor], radius, allowed, fonts, ring_size))
            free = (label for label in candidates if space.is_free(label.box))
            label = min(free, key=lambda one: avoided.count_in(one.box), default=None) if avoided else next(free, None)
            if label is None and allowed == sides and _is_prominent(network, dot):
                label = min(candidates, key=lambda one: space.overlap(one.box))
            if label:
                labels[dot.actor] = label
                space.occupy(label.box)
    return labels


def _by_weight(network: NetworkPicture) -> list[ActorDot]:
    """Who is named first: the centre, then those with most ties, of them those with the highest label."""
    ties = Counter(actor for edge in network.edges for actor in edge.actors)
    highest = dict[str, float]()
    for edge in sorted(network.edges, key=lambda edge: -edge.order):
        highest |= dict.fromkeys(edge.actors, edge.order)

    def place(dot: ActorDot) -> tuple[bool, int, int, float, str]:
        return not dot.is_centre, -len(dot.numbers), -ties[dot.actor], highest.get(dot.actor, 0.0), dot.actor

    return sorted(network.dots, key=place)


def _is_prominent(network: NetworkPicture, dot: ActorDot) -> bool:
    """Whether the name is large, and written even where it overlaps something."""
    return dot.is_centre or not network.is_crowded


def is_dense_map(network: NetworkPicture) -> bool:
    """Whether so many are on a map that dots and names are small."""
    return bool(network.outlines) and len(network.dots) > FEW_NAMES


def _prominent_size(network: NetworkPicture) -> float:
    if not is_dense_map(network):
        return LARGEST_NAME
    return MAP_NAME_SIZE if len(network.dots) < MANY_ON_MAP else DENSE_MAP_NAME_SIZE


def _candidates(
    network: NetworkPicture,
    dot: ActorDot,
    position: Point,
    radius: float,
    sides: Sequence[Side],
    fonts: Fonts,
    ring_size: float,
) -> Iterator[TextLabel]:
    """The labels that could be written, the best first: near before far, long names before short ones."""
    prominent, dense = _is_prominent(network, dot), is_dense_map(network)
    size, weight = (_prominent_size(network), BOLD) if prominent else (CROWDED_NAME_SIZE, REGULAR)
    if ring_size:
        size = min(max(ring_size, SMALLEST_ON_RINGS), size)
    texts = _texts(network, dot, prominent=prominent)
    # On the preferred side alone a name is near: further on it could be read as that of another dot.
    reaches = REACHES[:2] if network.is_crowded else MAP_REACHES if dense else REACHES
    ways = [(size, reach) for reach in (reaches if len(sides) > 1 else reaches[:1])]
    if dense and prominent and len(sides) > 1:
        small = size * SMALLER_ON_MAP
        ways += [(small, reach) for reach in (*reaches, *LED_REACHES)]
    for one, reach in ways:
        for text in texts:
            width = fonts.width(text, one, weight)
            for side in sides:
                yield TextLabel((text,), _box_beside(position, width, one, radius * reach, side), one, weight)


def leader(position: Point, radius: float, label: TextLabel) -> tuple[Point, Point] | None:
    """The line that leads from a dot to a name that is far from it; None where the name is beside it."""
    (x, y), (left, top, right, bottom) = position, label.box
    nearest = min(max(x, left), right), min(max(y, top), bottom)
    if hypot(nearest[0] - x, nearest[1] - y) <= radius * LED_REACHES[0]:
        return None
    return position, nearest


def _texts(network: NetworkPicture, dot: ActorDot, *, prominent: bool) -> list[str]:
    """Name and short name; where ties crowd, the short name with signs and the numbers of the actor's citations."""
    names = [dot.name, dot.short_name] if prominent else [dot.short_name]
    has_numbers = network.has_numbers and network.is_crowded and not dot.is_centre
    numbers = superscript(dot.numbers) if has_numbers else ""
    signs = f"{dot.signs} " if dot.signs and network.is_crowded else ""
    return [signs + name + numbers for name in names]


def _box_beside(position: Point, width: float, size: float, radius: float, side: Side) -> Box:
    (x, y), (across, down) = position, side
    gap, height = radius + _NAME_GAP, size * _NAME_HEIGHT
    left = x + gap if across > 0 else x - gap - width if across < 0 else x - width / 2
    top = y + gap if down > 0 else y - gap - height if down < 0 else y - height / 2
    return left, top, left + width + NAME_SPARE, top + height
