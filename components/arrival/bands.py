"""The flow of tiers -> where each column and each band between two columns is, counted in actors from the top. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi

from components.style.theme import GROUP_STROKES
from data.analysis.arrival import Level
from data.analysis.arrival_flow import Flow, FlowPosition, height_of

# The gap between two levels, as a share of all actors.
LEVEL_GAP = 0.035
# The steps in which the edge of a band is drawn.
BENDS = 14
# Another author's rungs have no colour of ours: they go through ours from the top, except for the last three.
FALLBACK_GROUPS = tuple(GROUP_STROKES)[:-3]


def band_curve() -> Iterator[tuple[float, float]]:
    """Points of a band's edge: the share of the way from left to right, and how far it has come across by then."""
    return ((bend / BENDS, (1 - cos(pi * bend / BENDS)) / 2) for bend in range(BENDS + 1))


def colour_group(position: FlowPosition, number: int) -> str:
    """The group of rungs whose colour a position has, the `number`th from the top; "" for one without a label."""
    if not isinstance(position, Level):
        return ""
    return position.group if position.group in GROUP_STROKES else FALLBACK_GROUPS[number % len(FALLBACK_GROUPS)]


@dataclass(frozen=True)
class FlowLayout:
    """Where each position begins in each column, counted in actors from the top; and the height of all."""

    order: tuple[FlowPosition, ...]
    tops: tuple[dict[FlowPosition, float], ...]
    height: float


def flow_layout(flow: Flow) -> FlowLayout:
    """The highest level on top, no label at the bottom; the same gap between all."""
    order = tuple(flow.levels())
    everyone = max(len(flow.positions[-1]), 1)
    gap = LEVEL_GAP * everyone
    tops = []
    for positions in flow.positions:
        count, y, top = Counter(positions.values()), 0.0, dict[FlowPosition, float]()
        for position in order:
            top[position] = y
            y += count[position] + gap
        tops.append(top)
    return FlowLayout(order, tuple(tops), everyone + gap * len(order))


@dataclass(frozen=True)
class FlowBand:
    """Those who go from one position to another between two columns: who, and where the band begins on each side."""

    column: int
    before: FlowPosition
    after: FlowPosition
    holders: tuple[str, ...]
    left: float
    right: float

    @property
    def moved(self) -> bool:
        return self.before != self.after


def flow_bands(flow: Flow, layout: FlowLayout) -> Iterator[FlowBand]:
    """The bands of each position leave it, and reach the next, in the order of the levels: they cross least."""
    for column in range(len(flow.days) - 1):
        moves = _moves(flow, column)
        lefts = _starts(moves, layout.tops[column], side=0)
        rights = _starts(moves, layout.tops[column + 1], side=1)
        for move, holders in moves.items():
            yield FlowBand(column, *move, tuple(holders), lefts[move], rights[move])


_Moves = dict[tuple[FlowPosition, FlowPosition], list[str]]


def _moves(flow: Flow, column: int) -> _Moves:
    """(position before, position after) -> who made that move."""
    moves = defaultdict[tuple[FlowPosition, FlowPosition], list[str]](list)
    for holder, position in flow.positions[column].items():
        moves[position, flow.positions[column + 1][holder]].append(holder)
    return moves


def _starts(
    moves: _Moves, tops: dict[FlowPosition, float], *, side: int
) -> dict[tuple[FlowPosition, FlowPosition], float]:
    """Where each band begins on its left (side 0) or right (side 1), one below the other."""
    free, starts = dict(tops), {}
    for move in sorted(moves, key=lambda move: (height_of(move[side]), height_of(move[1 - side]))):
        starts[move] = free[move[side]]
        free[move[side]] += len(moves[move])
    return starts
