"""A subject and a layout -> where everyone is: made once for each, whatever the filters and the date."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.network.layouts.free import free_positions
from components.network.layouts.geometry import RING_FRAME, WIDE, Frame, Positions
from components.network.layouts.graph import tie_lines_of
from components.network.layouts.labels import name_size
from components.network.layouts.rings import RingLayout, centre_of, ladder_family, ring_layout_of
from components.network.layouts.selected import MOST_SELECTED, Pair, selected_positions
from components.network.layouts.subject import Subject, simple_graph_of
from components.network.layouts.world_map import Outlines, map_layout_of
from components.style.text_width import estimated_width
from data.base.memo import memo
from data.view.ties import Ties
from data.view.view import LAYOUTS, Layout

# How much wider a name is in the bold of the picture.
BOLD = 1.07


@dataclass(frozen=True)
class Arrangement:
    """Where the actors of a subject are, in pixels of a frame; with the rings or the coasts behind them, if any."""

    subject: Subject
    layout: Layout
    centre: str
    positions: Positions
    rings: RingLayout | None = None
    outlines: Outlines | None = None


def arrangement_of(ties: Ties, subject: Subject, asked: Layout, frame: Frame = WIDE) -> Arrangement:
    """The layout that was asked for, or the nearest that the subject can have (`layout_for`)."""
    return _arranged(ties, subject, layout_for(ties, subject, asked), frame)


def layout_for(ties: Ties, subject: Subject, asked: Layout) -> Layout:
    """The layout asked for where the subject can have it; else the ellipse for a few, the free layout for many."""
    if not why_not(ties, subject, asked):
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
        if not centre or ladder_family(ties, centre) is None:
            name = ties.dataset.actors[centre].name if centre else "this selection"
            return f"By rank needs a ladder, and the records have none for {name}."
    return ""


@memo
def _arranged(ties: Ties, subject: Subject, layout: Layout, frame: Frame) -> Arrangement:
    if len(subject.actors) < 2:
        return Arrangement(subject, layout, subject.centre, dict.fromkeys(subject.actors, (0.0, 0.0)))
    return _MAKERS[layout](ties, subject, frame)


def _selected(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    positions = selected_positions(subject.actors, tie_counts(ties), _name_widths(ties, subject), frame)
    return Arrangement(subject, "focal", centre_of(ties, subject), positions)


def _ranked(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    rings = ring_layout_of(ties, subject, RING_FRAME if frame is WIDE else frame)
    assert rings is not None, "layout_for lets only centres with a ladder through"
    positions = {actor: (round(x), round(y)) for actor, (x, y) in sorted(rings.positions.items())}
    return Arrangement(subject, "rings", rings.centre, positions, rings=rings)


def _free(ties: Ties, subject: Subject, frame: Frame) -> Arrangement:
    graph = simple_graph_of(ties).subgraph(subject.actors).copy()
    graph.add_nodes_from(subject.actors)
    return Arrangement(
        subject, "force", centre_of(ties, subject), free_positions(graph, _name_widths(ties, subject), frame)
    )


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
}


@memo
def tie_counts(ties: Ties) -> Mapping[Pair, int]:
    """How many ties of all times each pair has; both ends in alphabetical order."""
    return Counter((min(line.actors), max(line.actors)) for line in tie_lines_of(ties))


def _name_widths(ties: Ties, subject: Subject) -> dict[str, float]:
    size = name_size(len(subject.actors))
    return {actor: BOLD * estimated_width(ties.dataset.actors[actor].short_name, size) for actor in subject.actors}
