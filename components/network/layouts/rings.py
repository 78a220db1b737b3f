"""Rings around a centre on the centre's own ladder, built from slots as wide as the longest name and one line high.

A label is to the right of its dot, and a ring is a band between two rounded boxes: a screen is wide, names are wide,
and boxes waste no corner. That keeps 164 names apart.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from components.network.layouts.geometry import Frame, Point, Positions
from components.network.layouts.graph import tie_columns_of, tie_lines_of
from components.network.layouts.labels import BOLD_WIDTH, LABEL_SIZES, MOST_NAMED, name_size
from components.network.layouts.lanes import lanes_of
from components.network.layouts.subject import Subject
from components.style.text_width import estimated_width
from data.base.memo import memo
from data.view.ties import SpellIndex, Ties

ROW_HEIGHT = 13.5
# A ring of few has room for the wording under each name when the picture shows this ring alone.
_FEW, ROW_HEIGHT_OF_FEW = 12, 21.0
# What a dot takes of its slot, left of the name.
DOT_WIDTH = 15.0
CENTRE_HALF_WIDTH, CENTRE_HALF_HEIGHT = 44.0, 13.0
_SIDE_GAP, FOOT_GAP = 5.0, 4.0
# The title of a ring is in its upper edge, half above it and half below.
TITLE_ABOVE, TITLE_BELOW = 7.0, 8.0
# Left and right of it, with some more for screens on which rings are smaller and titles are not.
TITLE_SIDES = 48.0
# The share of its spare room that a name has at its left, by ring: those of neighbouring rings are not in one line.
LEANS = (0.25, 0.75)
# How far from the top one or two begin, as an angle.
_ASIDE = math.pi / 4
# How much wider or higher rings are made to have the shape of the frame.
_MOST_STRETCH = 2.4
# Fewer ranks or partners make no ladder worth a picture.
FEWEST_RANKS, FEWEST_PARTNERS = 2, 2
LAST_RUNG = 1000


@dataclass(frozen=True)
class Rectangle:
    """The edges of a ring, in pixels of the layout."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def stretched(self, across: float, down: float) -> "Rectangle":
        return Rectangle(self.left * across, self.top * down, self.right * across, self.bottom * down)


@dataclass(frozen=True)
class RungRing:
    """The ring of one rung group: its title, the key of its style, its outer edge (the inner one is the next's).

    `needed` is the width of its longest name with a dot, `slot` that which each of its actors has, from the left of its dot.
    """

    name: str
    style: str
    edge: Rectangle
    needed: float
    slot: float


@dataclass(frozen=True)
class RingLayout:
    """The centre, the family of its ladder, the rings from the inside out; by actor its position and ring index."""

    centre: str
    family: str
    rings: tuple[RungRing, ...]
    positions: Positions
    ring_of: dict[str, int]


def ring_layout_of(ties: Ties, subject: Subject, frame: Frame) -> RingLayout | None:
    """Rings around the subject's centre, the actors of each clockwise from the top in order of arrival.

    An actor is on the ring of its latest label with the centre, whatever the day shown; those without one have a ring
    of their own outside. None where the centre has no ladder.
    """
    centre = centre_of(ties, subject)
    family = ranking_family(ties, subject)
    if family is None or centre not in subject.actors:
        return None
    size = name_size(len(subject.actors), rings=True)
    rings, positions, ring_of = list[RungRing](), dict[str, Point]({centre: (0.0, 0.0)}), dict[str, int]()
    edge = Rectangle(-CENTRE_HALF_WIDTH, -CENTRE_HALF_HEIGHT, CENTRE_HALF_WIDTH, CENTRE_HALF_HEIGHT)
    for group, name, actors in _members(ties, subject, centre, family):
        widths = [estimated_width(ties.dataset.actors[actor].short_name, size) for actor in actors]
        # Of a crowd, titles reach over the next ring: names need the room.
        title = 0.0 if len(subject.actors) > MOST_NAMED else _title_width(name)
        edge, dots = _ring_around(edge, widths, title, frame, LEANS[len(rings) % len(LEANS)])
        positions |= dict(zip(actors, dots, strict=True))
        ring_of |= dict.fromkeys(actors, len(rings))
        needed = DOT_WIDTH + max(widths)
        rings.append(RungRing(name, group, edge, needed, needed))
    across, down = _stretch(edge, frame)
    return RingLayout(
        centre,
        family,
        tuple(replace(ring, edge=ring.edge.stretched(across, down), slot=ring.slot * across) for ring in rings),
        {actor: (x * across, y * down) for actor, (x, y) in positions.items()},
        ring_of,
    )


def _title_width(name: str) -> float:
    return BOLD_WIDTH * estimated_width(name, LABEL_SIZES["ringTitle"]) + TITLE_SIDES


def _stretch(edge: Rectangle, frame: Frame) -> tuple[float, float]:
    """How much wider and higher rings become to have the shape of the frame; names only gain room by it."""
    across, down = frame.width / edge.width, frame.height / edge.height
    return min(_MOST_STRETCH, max(1.0, across / down)), min(_MOST_STRETCH, max(1.0, down / across))


def centre_of(ties: Ties, subject: Subject) -> str:
    """The subject's own centre; else whoever in it has a ladder with the most partners; else the one with most ties."""
    return subject.centre or _main_centre(ties, subject.actors)


@memo
def _main_centre(ties: Ties, actors: tuple[str, ...]) -> str:
    columns, tied, inside = tie_columns_of(ties), ties.actors_tied, frozenset(actors)
    place = {actor: number for number, actor in enumerate(tied)}
    is_inside = np.array([actor in inside for actor in tied], dtype=bool)
    tier, dataset = ties.column("tier"), ties.dataset
    owners = [dataset.families[dataset.tiers[name].family].owner for name in tier.values]
    owner = np.asarray([place.get(name, -1) for name in owners], dtype=np.int64)[tier.codes[columns.first]]
    both = is_inside[columns.one] & is_inside[columns.other]
    degree = np.zeros(len(tied), dtype=np.int64)
    for end in (columns.one, columns.other):
        np.add.at(degree, end[both], 1 + 10_000 * (end == owner)[both])
    degrees = {actor: int(degree[place[actor]]) if actor in place else 0 for actor in actors}
    return min(degrees, key=lambda actor: (-degrees[actor], actor), default="")


# The ladder of a centre ----------------------------------------------------------------------------


def ranking_family(ties: Ties, subject: Subject) -> str | None:
    """The family whose labels rank a subject around its centre; None if there is none."""
    if not subject.family:
        centre = centre_of(ties, subject)
        return None if subject.family is None or not centre else ladder_family(ties, centre)
    return subject.family if len(_groups(ties, subject.family)) >= FEWEST_RANKS else None


@memo
def ladder_family(ties: Ties, centre: str) -> str | None:
    """The family whose ladder ranks the partners of a centre; None if there is none.

    Its own labels come first; then the obligations of treaties, which are nobody's own, and for an organisation the
    steps of membership. Another actor's labels say nothing of how the centre ranks its partners. What is nobody's own
    ranks them only where they are on several ranks: a single ring with everyone on it ranks nobody.
    """
    partners: dict[str, set[str]] = defaultdict(set)
    ranks: dict[str, set[str]] = defaultdict(set)
    for line in tie_lines_of(ties):
        if centre in line.actors:
            family = ties.tiers[line.spells[-1]].family
            partners[family].update(line.actors)
            ranks[family].add(ties.group(line.spells[-1]))
    fitting = [family for family in partners if _ranks_for(ties, family, centre, len(partners[family]) - 1)]
    own = {family: ties.dataset.families[family].owner == centre for family in fitting}
    fitting = [family for family in fitting if own[family] or len(ranks[family]) >= FEWEST_RANKS]
    return min(fitting, key=lambda family: (not own[family], -len(partners[family]), family), default=None)


def _ranks_for(ties: Ties, family: str, centre: str, partners: int) -> bool:
    row = ties.dataset.families[family]
    shared = row.layer == "treaty" or (row.layer == "membership" and ties.dataset.actors[centre].kind != "state")
    ranks = row.owner == centre or (not row.owner and shared)
    return ranks and partners >= FEWEST_PARTNERS and len(_groups(ties, family)) >= FEWEST_RANKS


def _groups(ties: Ties, family: str) -> dict[str, str]:
    """Group key -> name, of a family's rung groups on our own ladder, from the top."""
    ladder = ties.dataset.house_ladder(family).ladder
    rungs = sorted((rung for rung in ties.dataset.rungs if rung.ladder == ladder), key=lambda rung: rung.rung)
    return {f"{family}/{rung.group}": rung.group_name for rung in rungs}


def _members(ties: Ties, subject: Subject, centre: str, family: str) -> list[tuple[str, str, list[str]]]:
    """(group key, title, actors in order of arrival) of each ring that has an actor, from the inside out."""
    latest = _latest_spells(ties, centre, family)

    def arrival(actor: str) -> tuple[float, str]:
        return (float(ties.starts[0][latest[actor]]) if actor in latest else math.inf, actor)

    members: dict[str, list[str]] = defaultdict(list)
    for actor in sorted(subject.actors, key=arrival):
        if actor != centre:
            members[ties.group(latest[actor]) if actor in latest else ""].append(actor)
    titles = {**_groups(ties, family), "": _outside_title(ties, centre, family, members[""])}
    return [(group, title, members[group]) for group, title in titles.items() if members[group]]


def _outside_title(ties: Ties, centre: str, family: str, actors: Iterable[str]) -> str:
    """What the ring of those without a label is called: most have no tie with the centre, some have one of another type."""
    if ties.dataset.families[family].layer != "partnership":
        return "Other ties only"
    name, families = ties.dataset.actors[centre].short_name, ties.dataset.families
    labelled = {
        actor
        for ends, tier in zip(ties.actors, ties.tiers, strict=True)
        if centre in ends and families[tier.family].layer == "partnership"
        for actor in ends
    }
    if labelled.intersection(actors):
        # On the ranking of somebody else.
        return "Not on this ranking"
    partners = {actor for pair in lanes_of(ties) if centre in pair for actor in pair}
    return f"No partnership label with {name}" if partners.intersection(actors) else f"No declared tie with {name}"


def _latest_spells(ties: Ties, centre: str, family: str) -> Mapping[str, SpellIndex]:
    """Partner -> the latest spell of its tie with the centre in the family; of several ties, that of the highest."""
    latest: dict[str, SpellIndex] = {}
    for line in tie_lines_of(ties):
        index = line.spells[-1]
        if centre not in line.actors or ties.tiers[index].family != family or ties.rungs[index] is None:
            continue
        partner = line.actors[line.actors[0] == centre]
        if partner not in latest or _height(ties, index) < _height(ties, latest[partner]):
            latest[partner] = index
    return latest


def _height(ties: Ties, index: SpellIndex) -> int:
    rung = ties.rungs[index]
    return rung.rung if rung else LAST_RUNG


# Slots ---------------------------------------------------------------------------------------------


def _ring_around(
    inner: Rectangle, widths: list[float], title: float, frame: Frame, lean: float
) -> tuple[Rectangle, list[Point]]:
    """The ring that holds all names and its title and widens the picture least: its edge, and the dots.

    They are clockwise from the top; where all of them are below the inner ring, from the bottom. One or two begin further
    aside: above one another, lines to those of several rings would be one.
    """
    inner = replace(inner, left=min(inner.left, -title / 2), right=max(inner.right, title / 2))
    width, count = DOT_WIDTH + max(widths), len(widths)
    row_height = ROW_HEIGHT_OF_FEW if count <= _FEW else ROW_HEIGHT
    candidates: list[tuple[Rectangle, list[Point]]] = []
    for columns in range(count + 1):
        rows = 0 if columns else 1
        while len((ring := _slots(inner, columns, rows, width, row_height, lean))[1]) < count:
            rows += 1
        candidates.append(ring)
        # A ring that one row above and below can hold needs no columns; beyond no rows, columns only widen.
        if rows == 0 or (not columns and rows <= 2):
            break
    edge, slots = min(candidates, key=lambda ring: _size(ring[0], frame))
    begin = (math.pi if all(y > inner.bottom for _, y in slots) else 0.0) + (_ASIDE if count <= 2 else 0.0)
    slots.sort(key=lambda slot: (math.atan2(slot[0] + width / 2, -slot[1]) - begin) % math.tau)
    chosen = [slots[number * len(slots) // count] for number in range(count)]
    return edge, [(left + DOT_WIDTH / 2, y) for left, y in chosen]


def _slots(
    inner: Rectangle, columns: int, rows: int, width: float, row_height: float, lean: float
) -> tuple[Rectangle, list[Point]]:
    """A ring with so many columns at each side and rows in all: its edge, its slots' left middles.

    Of an odd number of rows the further one is where the inner rings are lower, so that the centre stays in the middle.
    """
    above, below = (rows + 1) // 2, rows // 2
    if -inner.top > inner.bottom:
        above, below = below, above
    edge = Rectangle(
        min(inner.left - columns * width, -width / 2) - _SIDE_GAP,
        inner.top - TITLE_ABOVE - above * row_height - TITLE_BELOW,
        max(inner.right + columns * width, width / 2) + _SIDE_GAP,
        inner.bottom + below * row_height + FOOT_GAP,
    )
    heights = [(inner.top - TITLE_ABOVE - (row + 0.5) * row_height, lean) for row in range(above)]
    heights += [(inner.bottom + (row + 0.5) * row_height, 1 - lean) for row in range(below)]
    ends = edge.left + _SIDE_GAP, edge.right - _SIDE_GAP
    slots = [slot for y, side in heights for slot in _spread(*ends, y, width, side)]
    between = int((inner.bottom - inner.top) // row_height) if columns else 0
    for row in range(between):
        y = (inner.top + inner.bottom) / 2 + (row - (between - 1) / 2) * row_height
        slots += [(inner.left - (column + 1) * width, y) for column in range(columns)]
        slots += [(inner.right + column * width, y) for column in range(columns)]
    return edge, slots


def _spread(left: float, right: float, y: float, width: float, lean: float) -> Iterable[Point]:
    """As many slots as fit side by side, at least one, the spare room shared out between them: `lean` of it at their left."""
    fits = max(1, int((right - left) // width))
    step = (right - left) / fits
    return ((left + number * step + max(step - width, 0.0) * lean, y) for number in range(fits))


def _size(edge: Rectangle, frame: Frame) -> tuple[float, float]:
    """How large a picture in the shape of the frame must be to hold the rectangle."""
    wide, high = edge.width / frame.width, edge.height / frame.height
    return max(wide, high), wide * high
