"""By which ranking the colours and rings of a network go, in words. Pure."""

from components.network.places import arrangement_for
from components.wording.ranking import label_ladders, ranking_text
from data.view.selection import Selection

# What the rings show, where they are drawn.
RINGS_TEXT = "Position: latest label. Colour: label on this date."


def ranking_and_rings_text(selection: Selection) -> str:
    """ "Ranked by “…”. Position: …": the ladder of the rings, else that of the first labels in view."""
    if rings := arrangement_for(selection).rings:
        return f"{ranking_text([selection.dataset.house_ladder(rings.family)])} {RINGS_TEXT}"
    return ranking_text(label_ladders(selection)[:1])
