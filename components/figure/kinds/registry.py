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
from data.analysis.placements import standings
from data.view.selection import InView


@dataclass(frozen=True)
class Kind:
    """A name for the reader, and how what is in view becomes a figure; `empty` says when there is none."""

    name: str
    made: Callable[[InView, Wish], Figure]
    empty: Callable[[InView], bool]


KINDS: Mapping[str, Kind] = {
    "network": Kind("Network", network_figure, lambda found: not found.at),
    "timeline": Kind("Timeline", timeline_figure, lambda found: not found.passed.any()),
    "ladder": Kind("Ladder", ladder_figure, lambda found: not any(standings(found, order_in_use(found)).values())),
    "compare": Kind("Compare", compare_figure, lambda found: not found.passed.any()),
    "tempo": Kind("Tempo", tempo_figure, nothing_to_count),
    "changes": Kind("List of changes", changes_figure, lambda found: not found.passed.any()),
    "sources": Kind("List of sources", sources_figure, lambda found: not found.at),
}
