"""An answer about the network -> the selection that its picture shows, and what of it is in full colour. Pure."""

from dataclasses import replace

import numpy as np

from components.connections.answers.answer import NetworkAnswer
from data.analysis.connections.graph import question_selection
from data.model.span import Mask
from data.view.selection import Selection, select


def pictured(selection: Selection, answer: NetworkAnswer) -> Selection:
    """All ties among the actors of the answer that count, in the layout of the view; of groups those within them alone."""
    view = selection.view
    asked = replace(
        question_selection(selection).view,
        actors=answer.actors,
        among=True,
        layout="force" if answer.hulls else "map" if view.layout == "map" else "focal",
        groups=bool(answer.hulls),
        question="groups" if answer.hulls else "connected",
        borders=view.borders,
        words=view.words,
        language=view.language,
        focus="",
    )
    shown = select(selection.ties, asked)
    if not answer.hulls:
        return shown
    # Between groups all others would be in the way.
    within = lit_mask(shown, answer)
    return replace(shown, shown=shown.shown & within, passed=shown.passed & within)


def lit_mask(selection: Selection, answer: NetworkAnswer) -> Mask:
    """Which spells are those of the answer; the rest of the picture is dimmed."""
    mask = np.zeros(len(selection.ties), dtype=bool)
    mask[list(answer.lit)] = True
    return mask
