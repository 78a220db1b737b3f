"""The kinds of figures, each the picture of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.figure.captions import FigureOptions
from components.figure.kinds.compare import compare_figure
from components.figure.kinds.ladder import ladder_figure, order_in_use
from components.figure.kinds.lists import changes_figure, sources_figure
from components.figure.kinds.network import network_figure
from components.figure.kinds.tempo import nothing_to_count, tempo_figure
from components.figure.kinds.timeline import timeline_figure
from components.figure.model import BriefingFigure
from data.analysis.placements import placements_of
from data.view.selection import Selection


@dataclass(frozen=True)
class FigureKind:
    """A name for the reader, and how what is in view becomes a figure; `empty` says when there is none."""

    name: str
    figure_of: Callable[[Selection, FigureOptions], BriefingFigure]
    is_empty: Callable[[Selection], bool]


FIGURE_KINDS: Mapping[str, FigureKind] = {
    "network": FigureKind("Network", network_figure, lambda selection: not selection.indices),
    "timeline": FigureKind("Timeline", timeline_figure, lambda selection: not selection.passed.any()),
    "ladder": FigureKind(
        "Ladder", ladder_figure, lambda selection: not any(placements_of(selection, order_in_use(selection)).values())
    ),
    "compare": FigureKind("Compare", compare_figure, lambda selection: not selection.passed.any()),
    "tempo": FigureKind("Tempo", tempo_figure, nothing_to_count),
    "changes": FigureKind("List of changes", changes_figure, lambda selection: not selection.passed.any()),
    "sources": FigureKind("List of sources", sources_figure, lambda selection: not selection.indices),
}
