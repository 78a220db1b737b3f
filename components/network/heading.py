"""The small print of a network: which ranking its colours and rings follow, what is not complete, whose map it is. Pure."""

from components.network.places import arrangement_for
from components.wording.coverage import incomplete_text
from components.wording.patterns import groups_text
from components.wording.ranking import label_ladders, ranking_text
from data.view.selection import Selection

# What the rings show, where they are drawn.
RINGS_TEXT = "Position: latest label. Colour: label on this date."
# Natural Earth draws the lines that hold on the ground, also where they are disputed.
MAP_CREDIT = "Map: Natural Earth 4.1, no position taken."


def small_print(selection: Selection) -> str:
    """ "Ranked by “…”. Position: … Not complete: …": the ladder of the rings, else that of the first labels in view."""
    arrangement, missing = arrangement_for(selection), incomplete_text(selection)
    if rings := arrangement.rings:
        text = f"{ranking_text([selection.dataset.house_ladder(rings.family)])} {RINGS_TEXT}"
    else:
        ranking = " ".join(filter(None, (ranking_text(label_ladders(selection)[:1]), _remarks(selection))))
        text = with_map_credit(ranking, selection)
    return " ".join(part for part in (text, missing and f"{missing}.") if part)


def picture_remarks(selection: Selection) -> str:
    """What the places mean: the rings, or the map."""
    return RINGS_TEXT if arrangement_for(selection).rings else with_map_credit(_remarks(selection), selection)


def _remarks(selection: Selection) -> str:
    """What outlines mean, and places by reports."""
    if arrangement_for(selection).layout != "reports":
        return groups_text(selection)
    # Loaded only for this layout, which needs a feed.
    from components.network.reports_words import places_text

    return places_text(selection)


def with_map_credit(text: str, selection: Selection) -> str:
    """The text, and below a network on a map whose it is."""
    credit = MAP_CREDIT if arrangement_for(selection).outlines else ""
    return " ".join(part for part in (text, credit) if part)
