"""The kinds of figures, each the picture of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.figure.captions import Wish
from components.figure.kinds.compare import compare_figure
from components.figure.kinds.ladder import ladder_figure, order_in_use
from components.figure.kinds.lists import changes_figure, sources_figure
from components.figure.kinds.network import network_figure
from components.figure.kinds.tempo import nothing_to_count, tempo_figure
from components.figure.kinds.timeline import timeline_figure
from components.figure.model import Figure
from data.analysis.placements import placements_of
from data.view.selection import Selection


@dataclass(frozen=True)
class Kind:
    """A name for the reader, and how what is in view becomes a figure; `empty` says when there is none."""

    name: str
    made: Callable[[Selection, Wish], Figure]
    empty: Callable[[Selection], bool]


KINDS: Mapping[str, Kind] = {
    "network": Kind("Network", network_figure, lambda selection: not selection.indices),
    "timeline": Kind("Timeline", timeline_figure, lambda selection: not selection.passed.any()),
    "ladder": Kind(
        "Ladder", ladder_figure, lambda selection: not any(placements_of(selection, order_in_use(selection)).values())
    ),
    "compare": Kind("Compare", compare_figure, lambda selection: not selection.passed.any()),
    "tempo": Kind("Tempo", tempo_figure, nothing_to_count),
    "changes": Kind("List of changes", changes_figure, lambda selection: not selection.passed.any()),
    "sources": Kind("List of sources", sources_figure, lambda selection: not selection.indices),
}
