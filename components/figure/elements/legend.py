"""The legend of a figure: the styles of its ties. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from components.figure.model import LegendEntry, RungBand, TieEdge
from components.style.theme import Stroke, style_key, styles_of
from data.model.vocabulary import LAYERS
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex

# The groups of a legend: labels by rank, and ties by type, after labels or alone.
# The width of the sample of a bar.
BAR = 7.0
LABELS, OTHER_TIES, _TIES = "Labels by rank", "Other types of tie", "Types of tie"


def tie_legend(
    selection: Selection,
    spells: Iterable[SpellIndex],
    first: str = "",
    *,
    unit: Literal["tie", "period", "line"] = "tie",
) -> tuple[LegendEntry, ...]:
    """The styles of these spells with how many ties, periods or lines (which stand for several ties) have each: the labels of each owner by rank, then others.

    The labels of the family `first` come before others.
    """
    ties, styles = selection.ties, styles_of(selection.dataset)
    counted = {(style_key(ties, index), ties.tie[index] if unit == "tie" else index) for index in spells}
    counts = Counter(style for style, _ in counted)
    used = sorted(
        (key for key in styles if counts[key]), key=lambda key: (_family(key) != first, _place(selection.dataset, key))
    )
    owners = {_owner(selection.dataset, key) for key in used if key not in LAYERS}

    def group(key: str) -> str:
        if key in LAYERS:
            return OTHER_TIES if owners else _TIES
        return f"{_owner(selection.dataset, key)}’s labels by rank" if len(owners) > 1 else LABELS

    return tuple(
        LegendEntry(styles[key].name, styles[key].stroke, counts[key], group=group(key), unit=unit) for key in used
    )


def bar_legend(selection: Selection, spells: Iterable[SpellIndex]) -> tuple[LegendEntry, ...]:
    """The same for a picture of bars: how many periods have each style, as each has a bar; dashes are along its edge."""
    legend = tie_legend(selection, spells, unit="period")
    return tuple(
        replace(entry, stroke=replace(entry.stroke, width=BAR, dash=()), edge=entry.stroke.dash) for entry in legend
    )


def _place(dataset: Dataset, key: str) -> int:
    """Where the group of a style is in a legend: after the families of labels the other types of tie."""
    return len(dataset.family_order) if key in LAYERS else dataset.family_order[_family(key)]


def _owner(dataset: Dataset, key: str) -> str:
    owner = dataset.families[_family(key)].owner
    return dataset.actors[owner].name if owner in dataset.actors else dataset.families[_family(key)].name


def _family(key: str) -> str:
    return key.partition("/")[0]


def strokes_of(selection: Selection, edges: Iterable[TieEdge], bands: Iterable[RungBand]) -> dict[str, Stroke]:
    """Style -> stroke, for the styles of these ties and bands."""
    styles = styles_of(selection.dataset)
    used = [*(edge.style for edge in edges), *(band.style for band in bands)]
    return {key: styles[key].stroke for key in used if key in styles}
