"""A subject and a layout -> where everyone is: made once for each, whatever the filters and the date."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field, replace

import numpy as np

from components.network.layouts.free import MOST_NAMED_FREELY, free_positions, positions_of_pairs
from components.network.layouts.geometry import RING_FRAME, WIDE, Frame, Positions
from components.network.layouts.graph import tie_columns_of
from components.network.layouts.hulls import grouped_positions
from components.network.layouts.labels import BOLD_WIDTH, name_size
from components.network.layouts.lanes import (
    FOCUS_LANE,
    Edges,
    Lanes,
    LaneWidths,
    Pair,
    are_apart,
    edges_of,
    lane_room,
    lane_widths,
    lanes_of,
)
from components.network.layouts.reports import has_feed
from components.network.layouts.rings import RingLayout, centre_of, ranking_family, ring_layout_of
from components.network.layouts.selected import MOST_SELECTED, selected_positions
from components.network.layouts.subject import Subject, simple_graph_of
from components.network.layouts.world_map import Outlines, map_layout_of
from components.style.text_width import estimated_width
from data.base.memo import memo
from data.view.ties import Ties
from data.view.view import LAYOUTS, Layout

# Actors beyond whom each group has no room of its own: to find one for a reader's hundreds of groups takes half a minute.
MOST_GROUPED = 1000


@dataclass(frozen=True)
class Arrangement:
    """Where the actors of a subject are, in pixels of a frame; with the rings or the coasts behind them, if any.

    `are_apart` says whether each tie has a line of its own, `lanes` how far apart those of a pair then are; otherwise
    only those of a pair in focus are.
    """

    subject: Subject
    layout: Layout
    centre: str
    positions: Positions
    rings: RingLayout | None = None
    outlines: Outlines | None = None
    are_apart: bool = False
    lanes: Mapping[Pair, LaneWidths] = field(default_factory=dict)


def arrangement_of(ties: Ties, subject: Subject, asked: Layout, frame: Frame = WIDE) -> Arrangement:
    """The layout that was asked for, or the nearest that the subject can have (`layout_for`)."""
    return _arranged(ties, subject, layout_for(ties, subject, asked), frame)


def layout_for(ties: Ties, subject: Subject, asked: Layout) -> Layout:
    """The layout asked for where the subject can have it; else the ellipse for a few, the free layout for many."""
    # Who has somebody near has a feed; the process that makes files has neither the feed nor the settings that name it.
    if bool(subject.near) if asked == "reports" else not why_not(ties, subject, asked):
        return asked
    return "force" if why_not(ties, subject, "focal") else "focal"


def layouts_for(ties: Ties, subject: Subject) -> tuple[Layout, ...]:
    """The layouts that a subject can have, in the order of the control."""
    return tuple(layout for layout in LAYOUTS if not why_not(ties, subject, layout))


def why_not(ties: Ties, subject: Subject, layout: Layout) -> str:
    """Why a subject cannot have a layout, as a sentence; empty if it can."""
    if layout == "focal" and len(subject.actors) > MOST_SELECTED:
        return f"Selected countries shows up to {MOST_SELECTED} countries; {len(subject.actors)} are in this picture."
    if layout == "rings":
        centre = centre_of(ties, subject)
        if ranking_family(ties, subject) is None:
            name = ties.dataset.actors[centre].name if centre else "this selection"
            return f"By rank needs a ladder, and the records have none for {name}."
    if layout == "reports" and not has_feed():
        return "By reports needs a feed of observed events, and none is set here."
    return ""


@memo
def _arranged(ties: Ties, subject: Subject, layout: Layout, frame: Frame) -> Arrangement:
    if len(subject.actors) < 2:
        return Arrangement(subject, layout, subject.centre, dict.fromkeys(subject.actors, (0.0, 0.0)))
    return _with_lanes(_MAKERS[layout](ties, subject, frame), _subject_lanes(ties, subject), frame)


def _with_lanes(arrangement: Arrangement, lanes: Mapping[Pair, Lanes], frame: Frame) -> Arrangement:
    apart = _are_apart(arrangement.subject, lanes, arrangement.layout, frame)
    widest = lane_room(lanes.values(), frame) if apart else FOCUS_LANE
    widths = lane_widths(lanes, arrangement.positions, _edges(arrangement, frame), widest)
    return replace(arrangement, are_apart=apart, lanes=widths)


def _are_apart(subject: Subject, lanes: Mapping[Pair, Lanes], layout: Layout, frame: Frame) -> bool:
    return are_apart(len(lanes), len(subject.actors), evenly_placed=layout == "focal", frame=frame)


def _edges(arrangement: Arrangement, frame: Frame) -> Edges:
    """Of the frame, or of what reaches beyond it: rings, and the places of many actors."""
    boxes = [edges_of(frame)] + [(*point, *point) for point in arrangement.positions.values()]
    boxes += [astuple(ring.edge) for ring in arrangement.rings.rings] if arrangement.rings else []
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _subject_lanes(ties: Ties, subject: Subject) -> Mapping[Pair, Lanes]:
    inside = frozenset(subject.actors)
    return {pair: lanes for pair, lanes in lanes_of(ties).items() if inside.issuperset(pair)}


def _selected(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    lanes = _subject_lanes(ties, subject)
    lane = lane_room(lanes.values(), frame) if _are_apart(subject, lanes, "focal", frame) else 0.0
    positions = selected_positions(subject.actors, lanes, _name_widths(ties, subject), frame, lane)
    return Arrangement(subject, "focal", centre_of(ties, subject), positions)


def _ranked(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    rings = ring_layout_of(ties, subject, RING_FRAME if frame is WIDE else frame)
    assert rings is not None, "layout_for lets only centres with a ladder through"
    positions = {actor: (round(x), round(y)) for actor, (x, y) in sorted(rings.positions.items())}
    return Arrangement(subject, "rings", rings.centre, positions, rings=rings)


def _free(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    if subject.groups and len(subject.actors) <= MOST_GROUPED:
        graph = simple_graph_of(ties).subgraph(subject.actors).copy()
        graph.add_nodes_from(subject.actors)
        positions = grouped_positions(graph, _groups_in(subject), _name_widths(ties, subject), frame)
    else:
        positions = _positions_by_ties(ties, subject, frame)
    return Arrangement(subject, "force", centre_of(ties, subject), positions)


def _positions_by_ties(ties: Ties, subject: Subject, frame: Frame) -> Positions:
    place = {actor: number for number, actor in enumerate(subject.actors)}
    of_tied = np.array([place.get(actor, -1) for actor in ties.actors_tied], dtype=np.int64)
    pairs = of_tied[tie_columns_of(ties).actor_pairs]
    pairs = pairs[(pairs >= 0).all(axis=1)]
    # Beyond a number of names, they have no room of their own.
    widths = _name_widths(ties, subject) if len(subject.actors) <= MOST_NAMED_FREELY else {}
    return positions_of_pairs(subject.actors, pairs, np.ones(len(pairs)), widths, frame)


def _groups_in(subject: Subject) -> list[tuple[str, ...]]:
    """The groups of the subject, and who is in none."""
    inside = [tuple(actor for actor in group if actor in subject.actors) for group in subject.groups]
    grouped = {actor for group in inside for actor in group}
    rest = tuple(actor for actor in subject.actors if actor not in grouped)
    return [group for group in (*inside, rest) if group]


def _reported(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    # Loaded only for this layout.
    import networkx as nx

    inside = frozenset(subject.actors)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(subject.actors)
    strongest: dict[str, float] = {}
    for near in subject.near:
        for actor in (near.one, near.other):
            strongest[actor] = max(strongest.get(actor, 0.0), near.nearness)
    for near in subject.near:
        if inside.issuperset((near.one, near.other)):
            # From 0 to 1, as each of the two sees it: who is hardly in the news still has those nearest to it.
            weight = (near.nearness / strongest[near.one] + near.nearness / strongest[near.other]) / 2
            graph.add_edge(near.one, near.other, weight=weight)
    positions = free_positions(graph, _name_widths(ties, subject), frame)
    return Arrangement(subject, "reports", centre_of(ties, subject), positions)


def _mapped(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    actors = {actor: ties.dataset.actors[actor] for actor in subject.actors}
    centre = centre_of(ties, subject)
    positions, outlines = map_layout_of(actors, centre, frame)
    return Arrangement(subject, "map", centre, positions, outlines=outlines)


_MAKERS: Mapping[Layout, Callable[[Ties, Subject, Frame], Arrangement]] = {
    "focal": _selected,
    "rings": _ranked,
    "force": _free,
    "map": _mapped,
    "reports": _reported,
}


def _name_widths(ties: Ties, subject: Subject) -> dict[str, float]:
    size = name_size(len(subject.actors))
    return {
        actor: BOLD_WIDTH * estimated_width(ties.dataset.actors[actor].short_name, size) for actor in subject.actors
    }
