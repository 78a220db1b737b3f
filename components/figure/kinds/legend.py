"""The legend of a figure: the styles of its ties; and the ladder in use. Pure."""

from collections import Counter
from collections.abc import Iterable

from components.figure.model import LegendEntry, RungBand, TieEdge
from components.style.theme import Stroke, style_key, styles_of
from data.analysis.ladders import ladder_for
from data.model.schema import LAYERS, Ladder
from data.view.selection import Selection
from data.view.ties import SpellIndex

# The groups of a legend: labels by rank, and ties by type, after labels or alone.
LABELS, OTHER_TIES, TIES = "Labels by rank", "Other types of tie", "Types of tie"


def ladder_in_use(selection: Selection) -> Ladder:
    """The chosen ranking; if none is chosen, our own of the first family in view."""
    chosen = selection.dataset.ladders.get(selection.view.ladder)
    return chosen or ladder_for(selection.dataset, _first_family(selection), "")


def _first_family(selection: Selection) -> str:
    in_view = (selection.ties.tiers[index].family for index in selection.indices)
    return next(in_view, "") or next(iter(selection.dataset.families))


def tie_legend(selection: Selection, spells: Iterable[SpellIndex]) -> tuple[LegendEntry, ...]:
    """The styles of these spells in the order of the theme, with how many ties have each."""
    ties, styles = selection.ties, styles_of(selection.dataset)
    counts = Counter(style for style, _ in {(style_key(ties, index), ties.tie[index]) for index in spells})
    others = OTHER_TIES if any(key not in LAYERS for key in counts) else TIES
    return tuple(
        LegendEntry(style.name, style.stroke, counts[key], group=others if key in LAYERS else LABELS)
        for key, style in styles.items()
        if counts[key]
    )


def strokes_of(selection: Selection, edges: Iterable[TieEdge], bands: Iterable[RungBand]) -> dict[str, Stroke]:
    """Style -> stroke, for the styles of these ties and bands."""
    styles = styles_of(selection.dataset)
    used = [*(edge.style for edge in edges), *(band.style for band in bands)]
    return {key: styles[key].stroke for key in used if key in styles}
