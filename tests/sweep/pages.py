"""A page of a figure by its model, without drawing it, and what is wrong with it: texts, dots, and empty paper."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import hypot

from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import bottom_of
from components.figure.layout.slide_page import SlidePage
from components.figure.model import Box, Marker, Point, Shape, StraightLine, TextLine

Text = tuple[str, Box]
# How much two boxes may share, in points: lines of one text are near to each other.
SPARE = 1.0
# The smallest type that can be read on a slide, in points.
SMALLEST_TYPE = 6.5
# How much nearer to the dot of another a name may be than to its own, in points.
NEARER = 1.0
# The most of a page that may be empty from one side to the other, between two things on it.
MOST_EMPTY = 0.36


def faults_of_page(page: SlidePage) -> list[str]:
    """What is wrong with a page, a sentence each; nothing if it could be shown as it is."""
    return [*_faults(page)]


def _faults(page: SlidePage) -> Iterator[str]:
    texts = [*texts_on(page)]
    for text, box in texts:
        if text.endswith("…"):
            yield f"“{text}” is cut"
        if box[0] < 0 or box[1] < 0 or box[2] > page.width or box[3] > page.height:
            yield f"“{text}” is off the page"
    for (one, box), (other, other_box) in combinations(texts, 2):
        if overlap(box, other_box):
            yield f"“{one}” is on “{other}”"
    if isinstance(page.picture, PageNetwork):
        yield from _misplaced_names(page.picture)
    if (smallest := min(_type_sizes(page), default=SMALLEST_TYPE)) < SMALLEST_TYPE:
        yield f"a text of {smallest:.1f} points"
    share, top = emptiest(page)
    if share > MOST_EMPTY:
        yield f"{share:.0%} of the page is empty, from {top:.0f} points down"


def texts_on(page: SlidePage) -> Iterator[Text]:
    """Each text of the page with its box."""
    for line in (*page.lines, *page.edges):
        yield line.text, line.box
    for text, box, _ in _labels_in(page):
        yield text, box


def _labels_in(page: SlidePage) -> Iterator[tuple[str, Box, float]]:
    """The texts in the picture, with their boxes and type sizes."""
    if isinstance(page.picture, PageNetwork):
        labels = [*page.picture.names.values(), *(band.label for band in page.picture.bands)]
        labels += [curve.wording for curve in page.picture.curves if curve.wording]
        labels += [hull.label for hull in page.picture.hulls if hull.label]
        for label in labels:
            yield " ".join(label.lines), label.box, label.size
    else:
        for shape in page.picture:
            if isinstance(shape, TextLine):
                yield shape.text, shape.box, shape.size


def _type_sizes(page: SlidePage) -> Iterator[float]:
    yield from (line.size for line in (*page.lines, *page.edges))
    yield from (size for _, _, size in _labels_in(page))


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > SPARE and down > SPARE


def _misplaced_names(network: PageNetwork) -> Iterator[str]:
    """Names that lie on a dot, or look like the name of another one."""
    for actor, label in network.names.items():
        own = _distance(network.positions[actor], label.box)
        for other, point in network.positions.items():
            away = _distance(point, label.box)
            if other != actor and away < network.radius - SPARE:
                yield f"the name of {actor} is on the dot of {other}"
            elif other != actor and away < own - NEARER and not network.map:
                # On a map the places are given: names of neighbours move aside.
                yield f"the name of {actor} is nearer to the dot of {other}"


def _distance(point: Point, box: Box) -> float:
    x, y = point
    return hypot(max(box[0] - x, x - box[2], 0.0), max(box[1] - y, y - box[3], 0.0))


# Empty paper ----------------------------------------------------------------------------------------


def emptiest(page: SlidePage) -> tuple[float, float]:
    """The highest part of the page on which nothing is written or drawn, as a share of its height, and where it begins."""
    height, highest, begin = 0.0, 0.0, 0.0
    for top, bottom in sorted([*_extents(page), (page.height, page.height)]):
        if top - height > highest:
            highest, begin = top - height, height
        height = max(height, bottom)
    return highest / page.height, begin


def _extents(page: SlidePage) -> Iterator[tuple[float, float]]:
    """From where to where each thing on the page reaches downwards; lines that only rule the page do not count."""
    yield from ((box[1], box[3]) for _, box in texts_on(page))
    yield from ((key.y - key.size / 2, key.y + key.size / 2) for key in page.legend_keys)
    if not isinstance(page.picture, PageNetwork):
        yield from (_extent(shape) for shape in page.picture if not isinstance(shape, StraightLine))
        return
    network = page.picture
    yield from ((y - network.radius, y + network.radius) for _, y in network.positions.values())
    for curve in network.curves:
        yield min(curve.start[1], curve.end[1]), max(curve.start[1], curve.end[1])
    if network.map:
        yield from _around(y for shape in network.map.land for _, y in shape)


def _around(heights: Iterable[float]) -> Iterator[tuple[float, float]]:
    """The extent of all of them, if there are any."""
    ys = [*heights]
    if ys:
        yield min(ys), max(ys)


def _extent(shape: Shape) -> tuple[float, float]:
    bottom = bottom_of(shape)
    if isinstance(shape, Marker):
        return bottom - shape.size, bottom
    return (min(shape.start[1], shape.end[1]) if isinstance(shape, StraightLine) else shape.box[1]), bottom
