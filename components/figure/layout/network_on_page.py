"""A network and a frame -> the position of everything in points: dots, curves, names, wordings, numbers."""

from collections.abc import Callable
from dataclasses import astuple, dataclass

from components.figure.layout.actor_names import LARGEST_NAME, SMALLEST_ON_RINGS, is_dense_map, leader, name_labels
from components.figure.layout.coasts import PageMap, map_on_page
from components.figure.layout.free_space import FreeSpace, TextLabel
from components.figure.layout.tie_curves import TieCurve, points_of, tie_curves
from components.figure.layout.tie_words import with_texts
from components.figure.model import Box, Hull, NetworkPicture, Point, RungBand
from components.figure.text.font_files import BOLD
from components.figure.text.fonts import Fonts
from components.network.layouts.arrangement import Arrangement
from components.network.layouts.geometry import WIDE, Frame
from components.network.layouts.hulls import hull_around
from components.network.layouts.labels import FEW_NAMES, MOST_NAMED, name_size

RING_NAME = 8.5
# How far a hull is from the dots in it.
HULL_REACH = 9.0
# By how much the name of a hull may be wider than it.
NAME_ASIDE = 16.0
_DOT, RING_DOT, MAP_DOT, _CROWDED_DOT, CENTRE = 7.5, 5.5, 4.8, 3.2, 7.5
# The most that a picture other than a map is stretched in one direction, relative to the other.
_MOST_STRETCH = 2.5
# The least height of a map as a share of its width; how much more room it has for a row of those without a place.
LEAST_MAP, HIGH_ROWS = 0.45, 2
# How much wider a name may be than the layout estimates, in bold.
NAME_SPARE_ON_RINGS = 1.25
# Lines to one centre are near to each other: on rings with more of them only the key says what they are.
FEW_ON_RINGS = 8
# With more lines than this none has words: each would be tried in a hundred places, and compared with all others. Only what a
# reader added between a few actors has so many.
MOST_WITH_WORDS = 150
# Around the outermost dots, for their names: at the left and right, and at the top and bottom.
SIDE_ROOM, HEAD_ROOM, MAP_HEAD_ROOM = 70, 30, 24


@dataclass(frozen=True)
class BandOutline:
    """A band of rungs: its box, its style, its name."""

    box: Box
    style: str
    label: TextLabel


@dataclass(frozen=True)
class HullOutline:
    """An outline around actors, and its name; a triangle has none written."""

    name: str
    points: tuple[Point, ...]
    label: TextLabel | None


@dataclass(frozen=True)
class PageNetwork:
    """The network in a frame; `positions`, `names` and the rest are in points, `radius` is that of the dots."""

    positions: dict[str, Point]
    names: dict[str, TextLabel]
    curves: tuple[TieCurve, ...]
    bands: tuple[BandOutline, ...]
    radius: float
    map: PageMap | None = None
    hulls: tuple[HullOutline, ...] = ()

    @property
    def leaders(self) -> dict[str, tuple[Point, Point]]:
        """Actor -> the line to its name, where that is far from its dot on a map."""
        lines = {
            actor: leader(self.positions[actor], self.radius, label) for actor, label in self.names.items() if self.map
        }
        return {actor: line for actor, line in lines.items() if line}


def network_on_page(network: NetworkPicture, frame: Box, fonts: Fonts) -> PageNetwork:
    """Fit the network into the frame. Names are written first, then numbers, then words where there is room."""
    arrangement, to_points, scale = _arranged(network, frame)
    positions = {dot.actor: to_points(arrangement.positions[dot.actor]) for dot in network.dots}
    positions |= _below(network, positions, frame)
    positions |= _amid_slots(arrangement, positions, to_points, scale)
    lanes = {pair: (above * scale, below * scale) for pair, (above, below) in arrangement.lanes.items()}
    curves = tie_curves(network, positions, lanes, are_apart=arrangement.are_apart)
    radius = _radius(network)
    bands = tuple(_outline(band, to_points, fonts) for band in _bands(network, arrangement))
    space = FreeSpace(frame)
    for x, y in positions.values():
        space.occupy((x - radius, y - radius, x + radius, y + radius))
    hulls = tuple(_hull(hull, positions, radius, space, fonts) for hull in network.hulls)
    for band in bands:
        space.occupy(band.label.box)
    avoided = points_of(curves[-MOST_WITH_WORDS:]) if arrangement.layout == "focal" else None
    size = name_size(len(arrangement.subject.actors), rings=True) * scale if bands else 0.0
    names = name_labels(network, positions, radius, space, fonts, avoided, size)
    if not network.is_crowded and len(curves) <= MOST_WITH_WORDS:
        # Among many the words of each tie would hide the others: the ring or the colour says which label.
        is_full = (bool(network.outlines) and len(network.dots) > FEW_NAMES) or (
            bool(bands) and len(curves) > FEW_ON_RINGS
        )
        short_names = {dot.actor: dot.short_name for dot in network.dots}
        with_numbers = network.has_numbers
        curves = with_texts(
            curves,
            space,
            fonts,
            short_names,
            with_numbers=with_numbers,
            said_by_key=network.strokes if is_full else (),
        )
    world = map_on_page(network.outlines, to_points, frame) if network.outlines else None
    return PageNetwork(positions, names, curves, bands, radius, world, hulls)


def _amid_slots(
    arrangement: Arrangement, positions: dict[str, Point], to_points: Callable[[Point], Point], scale: float
) -> dict[str, Point]:
    """On rings, where a picture is larger than its names: each dot and name in the middle of their slot, not at its left."""
    rings = arrangement.rings
    if rings is None:
        return {}
    across = to_points((1, 0))[0] - to_points((0, 0))[0]
    pixels = name_size(len(arrangement.subject.actors), rings=True)
    of_names = NAME_SPARE_ON_RINGS * min(max(pixels * scale, SMALLEST_ON_RINGS), LARGEST_NAME) / pixels
    spare = [max(ring.slot * across - ring.needed * of_names, 0.0) / 2 for ring in rings.rings]
    placed = positions.keys() & rings.ring_of.keys()
    return {actor: (positions[actor][0] + spare[rings.ring_of[actor]], positions[actor][1]) for actor in placed}


def map_height(network: NetworkPicture, frame: Box) -> float:
    """How high a frame of this width is that a map fills, with the row of those who have no place on it."""
    if network.extent is None:
        return frame[3] - frame[1]
    left, top, right, bottom = network.extent
    rows = HIGH_ROWS if network.below else 1
    scale = (frame[2] - frame[0] - 2 * SIDE_ROOM) / max(right - left, 1.0)
    return max((bottom - top) * scale, LEAST_MAP * (frame[2] - frame[0])) + 2 * MAP_HEAD_ROOM * rows


def _hull(hull: Hull, positions: dict[str, Point], radius: float, space: FreeSpace, fonts: Fonts) -> HullOutline:
    """The outline around those of its actors that are in the picture, and its name above it."""
    if hull.is_triangle:
        return HullOutline(hull.name, tuple(positions[actor] for actor in hull.actors), None)
    points = hull_around([positions[actor] for actor in hull.actors if actor in positions], radius + HULL_REACH)
    x, y = min(points, key=lambda point: point[1])
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    # Above a narrow outline the number of the group says enough.
    is_wide = fonts.width(hull.name, RING_NAME, BOLD) <= right - left + NAME_ASIDE
    name = hull.name if is_wide else hull.name.split(":")[0]
    width, half = fonts.width(name, RING_NAME, BOLD) / 2 + 2, RING_NAME * 0.6
    x = max(left + width, min(x, right - width))
    x = min(max(x, space.frame[0] + width), space.frame[2] - width)
    y = max(y - half, space.frame[1] + half)
    label = TextLabel((name,), (x - width, y - half, x + width, y + half), RING_NAME, BOLD)
    space.occupy(label.box)
    return HullOutline(name, points, label)


def _radius(network: NetworkPicture) -> float:
    if network.is_crowded:
        return _CROWDED_DOT
    if network.bands and len(network.dots) > FEW_NAMES:
        return RING_DOT
    return MAP_DOT if is_dense_map(network) else _DOT


def _arranged(network: NetworkPicture, frame: Box) -> tuple[Arrangement, Callable[[Point], Point], float]:
    """The places, made for this frame where few actors are placed freely, else for the page; and their scale in points."""
    left, top, right, bottom = frame
    shape = Frame("page", round(right - left), round(bottom - top))
    if network.bands or network.outlines or len(network.dots) > MOST_NAMED:
        arrangement = network.arranged(shape if network.bands else WIDE)
        to_points = _scaling(network, arrangement, frame)
        (x0, y0), (x1, y1) = to_points((0, 0)), to_points((1, 1))
        return arrangement, to_points, min(x1 - x0, y1 - y0)
    x, y = (left + right) / 2, (top + bottom) / 2
    return network.arranged(shape), lambda point: (point[0] + x, point[1] + y), 1.0


def _bands(network: NetworkPicture, arrangement: Arrangement) -> list[RungBand]:
    """The bands of the picture, as this arrangement has them, the widest first."""
    shown = {band.style for band in network.bands}
    rings = arrangement.rings.rings if arrangement.rings else ()
    return [RungBand(ring.name, ring.style, astuple(ring.edge)) for ring in reversed(rings) if ring.style in shown]


def _below(network: NetworkPicture, positions: dict[str, Point], frame: Box) -> dict[str, Point]:
    """A row at the foot of the map for those who have no place on it, each where no other dot is near."""
    left, _, right, bottom = frame
    row, y = [actor for actor in network.below if actor in positions], bottom - MAP_HEAD_ROOM
    taken = [x for actor, (x, height) in positions.items() if actor not in row and y - height < 2 * MAP_HEAD_ROOM]
    places = dict[str, Point]()
    for number, actor in enumerate(row, 1):
        wanted = left + number * (right - left) / (len(row) + 1)
        steps = (wanted + step * side * SIDE_ROOM / 4 for step in range(30) for side in (1, -1))
        inside = (x for x in steps if left + SIDE_ROOM / 2 < x < right - SIDE_ROOM / 2)
        x = next((x for x in inside if all(abs(x - other) > SIDE_ROOM for other in taken)), wanted)
        taken.append(x)
        places[actor] = (x, y)
    return places


def _scaling(network: NetworkPicture, arrangement: Arrangement, frame: Box) -> Callable[[Point], Point]:
    """The network's units -> points: as large as the frame allows, and in its middle.

    Only a map shows distances, so all else may be stretched one way.
    """
    left, top, right, bottom = _room_for_dots(network, frame)
    boxes = [*(band.box for band in _bands(network, arrangement)), *((network.extent,) if network.extent else ())]
    places = [arrangement.positions[dot.actor] for dot in network.dots if dot.actor not in network.below]
    places = places or [*arrangement.positions.values()]
    xs = [x for x, _ in places] + [box[side] for box in boxes for side in (0, 2)]
    ys = [y for _, y in places] + [box[side] for box in boxes for side in (1, 3)]
    across = (right - left) / max(max(xs) - min(xs), 1.0)
    down = (bottom - top) / max(max(ys) - min(ys), 1.0)
    if network.outlines:
        across = down = min(across, down)
    else:
        across, down = min(across, _MOST_STRETCH * down), min(down, _MOST_STRETCH * across)
    from_x, from_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    to_x, to_y = (left + right) / 2, (top + bottom) / 2
    return lambda point: (to_x + (point[0] - from_x) * across, to_y + (point[1] - from_y) * down)


def _room_for_dots(network: NetworkPicture, frame: Box) -> Box:
    """The frame without what names and bent ties need around the outermost dots."""
    left, top, right, bottom = frame
    if network.bands:
        return left + 1, top + RING_NAME, right - 1, bottom - 2
    head = MAP_HEAD_ROOM if network.outlines else HEAD_ROOM
    return left + SIDE_ROOM, top + head, right - SIDE_ROOM, bottom - head


def _outline(band: RungBand, to_points: Callable[[Point], Point], fonts: Fonts) -> BandOutline:
    (left, top), (right, bottom) = to_points(band.box[:2]), to_points(band.box[2:])
    width, half = fonts.width(band.name, RING_NAME, BOLD), RING_NAME * 0.6
    label = TextLabel((band.name,), (left + 10, top - half, left + 16 + width, top + half), RING_NAME, BOLD)
    return BandOutline((left, top, right, bottom), band.style, label)
