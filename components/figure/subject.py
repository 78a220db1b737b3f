"""What the options of a figure leave of a selection, and what a picture has room for. Pure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from components.figure.captions import FigureOptions
from components.style.theme import style_key, styles_of
from data.base.text import quantity
from data.view.selection import Selection

# Ties of a picture of lines: more are no picture, and would take seconds to draw.
MOST_TIES_IN_FIGURE = 1500


def as_chosen(selection: Selection, options: FigureOptions) -> Selection:
    """The selection that the figure shows."""
    view = replace(selection.view, language=options.language) if options.language else selection.view
    if not options.top_tie_only:
        return selection if view == selection.view else replace(selection, view=view)
    ties = _highest_ties(selection)
    kept = np.array([ties.get(dyad, tie) == tie for dyad, tie in zip(*_dyads_and_ties(selection), strict=True)], bool)
    return replace(selection, view=view, shown=selection.shown & kept, passed=selection.passed & kept)


def first_ties(selection: Selection) -> Selection:
    """The selection with as many ties as a picture has room for, the highest first."""
    if len(selection.indices) <= MOST_TIES_IN_FIGURE:
        return selection
    shown = np.zeros_like(selection.shown)
    shown[list(selection.indices[:MOST_TIES_IN_FIGURE])] = True
    return replace(selection, shown=shown)


def ties_left_out_text(selection: Selection) -> str:
    """ "18,323 more ties not drawn." where a picture has no room for all; "" where it has."""
    left_out = selection.count_shown - first_ties(selection).count_shown
    return f"{quantity(left_out, 'more tie')} not drawn." if left_out else ""


def _highest_ties(selection: Selection) -> dict[str, str]:
    """Pair -> its tie in view that is drawn first: labels by rank, then other types of tie."""
    ties, order = selection.ties, {style: place for place, style in enumerate(styles_of(selection.dataset))}
    highest = dict[str, str]()
    for index in sorted(selection.indices, key=lambda index: order[style_key(ties, index)]):
        highest.setdefault(ties.spells[index].dyad, ties.tie[index])
    return highest


def _dyads_and_ties(selection: Selection) -> tuple[list[str], Sequence[str]]:
    return [spell.dyad for spell in selection.ties.spells], selection.ties.tie
