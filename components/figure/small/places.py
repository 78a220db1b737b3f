"""Who is where in small pictures side by side: those whom all ties are of in the middle, their partners in two columns."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components.figure.model import Box, Point

# More in the middle, or fewer partners for each of them, are no picture of a few and their partners.
MOST_HUBS, _PARTNERS_OF_EACH = 5, 3
# More partners would be two bars with few names.
MOST_IN_COLUMNS = 60
# How far from the middle those in it are, by turns to the left and the right, as a share of its width.
_ASIDE = 0.15
_ABOVE_NAME = 4.0
# How far a place is by its order and not by its distance: where dots crowd, names need room.
_BY_ORDER = 0.5
_MOST_STRETCH = 1.9
# Room around the dots for names: aside, and above and below.
_MARGINS = (40.0, 36.0)


@dataclass(frozen=True)
class SmallPlaces:
    """Actor -> point; `sides` has -1 for the left column and 1 for the right one, in no entry who is in neither."""

    points: Mapping[str, Point]
    sides: Mapping[str, int] = field(default_factory=dict)


def hubs_of(pairs: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """The few actors that every tie is a tie of, those with most ties first; none where there are no such few."""
    left, hubs = set(pairs), list[str]()
    while left and len(hubs) < MOST_HUBS:
        counts = Counter(actor for pair in left for actor in pair)
        # Of equals the one with more ties in all, then by name, so that a picture is the same each time.
        hubs.append(max(sorted(counts), key=lambda actor: counts[actor]))
        left = {pair for pair in left if hubs[-1] not in pair}
    partners = {actor for pair in pairs for actor in pair} - {*hubs}
    least = 0 if len(hubs) == 1 else _PARTNERS_OF_EACH * len(hubs)
    is_of_few = not left and least <= len(partners) <= MOST_IN_COLUMNS
    return tuple(hubs) if is_of_few else ()


def rows_of(hubs: Sequence[str], number: int) -> int:
    """How many rows the columns of so many partners have: beside one in the middle a row is free for its name."""
    return max(-(-number // 2) + (len(hubs) == 1), len(hubs), 1)


def in_columns(hubs: Sequence[str], partners: Sequence[str], frame: Box, margin: float) -> SmallPlaces:
    """Partners from the top of the left column to the end of the right one, `margin` from the edge; hubs between them."""
    left, top, right, bottom = frame
    first, second = left + margin, right - margin
    half, free = -(-len(partners) // 2), int(len(hubs) == 1)
    points, sides = dict[str, Point](), dict[str, int]()
    for side, x, column in ((-1, first, partners[:half]), (1, second, partners[half:])):
        for row, actor in enumerate(column):
            place = row + 0.5 + (free if row >= len(column) / 2 else 0)
            points[actor], sides[actor] = (x, top + place * (bottom - top) / (len(column) + free)), side
    for row, actor in enumerate(hubs):
        # Not one above another, so that a tie of two of them does not run through a third.
        aside = 0.0 if len(hubs) < MOST_HUBS - 2 else _ASIDE * (second - first) * (1 if row % 2 else -1)
        # The name of one alone is below it: both together are in the middle.
        points[actor] = (
            (first + second) / 2 + aside,
            top + (row + 0.5) * (bottom - top) / len(hubs) - free * _ABOVE_NAME,
        )
    return SmallPlaces(points, sides)


def spread(places: Mapping[str, Point], frame: Box, *, is_map: bool) -> SmallPlaces:
    """The places fill the frame. Only a map keeps its proportions; else dots that crowd move apart, in the same order."""
    left, top, right, bottom = frame
    if not is_map:
        across, down = (_apart(axis) for axis in zip(*places.values(), strict=True))
        places = dict(zip(places, zip(across, down, strict=True), strict=True))
    xs, ys = zip(*places.values(), strict=True)
    wide = (right - left - _MARGINS[0]) / max(max(xs) - min(xs), 1e-9)
    high = (bottom - top - _MARGINS[1]) / max(max(ys) - min(ys), 1e-9)
    if is_map:
        wide, high = min(wide, _MOST_STRETCH * high), min(high, _MOST_STRETCH * wide)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return SmallPlaces(
        {
            actor: (x + (point[0] - middle[0]) * wide, y + (point[1] - middle[1]) * high)
            for actor, point in places.items()
        }
    )


def _apart(values: Iterable[float]) -> list[float]:
    """Each value from 0 to 1: halfway between where it is and its place in the order."""
    values = list(values)
    ordered = sorted({round(value, 3) for value in values})
    low, extent, last = ordered[0], max(ordered[-1] - ordered[0], 1e-9), max(len(ordered) - 1, 1)
    place = {value: number / last for number, value in enumerate(ordered)}
    return [
        _BY_ORDER * place[round(value, 3)] + (1 - _BY_ORDER) * (value - low) / extent if len(ordered) > 1 else 0.0
        for value in values
    ]
