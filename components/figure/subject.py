"""What the options of a figure leave of a selection: the language of its labels, and of each pair only its highest tie. Pure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from components.figure.captions import FigureOptions
from components.style.theme import style_key, styles_of
from data.view.selection import Selection


def as_chosen(selection: Selection, options: FigureOptions) -> Selection:
    """The selection that the figure shows."""
    view = replace(selection.view, language=options.language) if options.language else selection.view
    if not options.top_tie_only:
        return selection if view == selection.view else replace(selection, view=view)
    ties = _highest_ties(selection)
    kept = np.array([ties.get(dyad, tie) == tie for dyad, tie in zip(*_dyads_and_ties(selection), strict=True)], bool)
    return replace(selection, view=view, shown=selection.shown & kept, passed=selection.passed & kept)


def _highest_ties(selection: Selection) -> dict[str, str]:
    """Pair -> its tie in view that is drawn first: labels by rank, then other types of tie."""
    ties, order = selection.ties, {style: place for place, style in enumerate(styles_of(selection.dataset))}
    highest = dict[str, str]()
    for index in sorted(selection.indices, key=lambda index: order[style_key(ties, index)]):
        highest.setdefault(ties.spells[index].dyad, ties.tie[index])
    return highest


def _dyads_and_ties(selection: Selection) -> tuple[list[str], Sequence[str]]:
    return [spell.dyad for spell in selection.ties.spells], selection.ties.tie
