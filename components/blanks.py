"""Why a dyad in focus has no tie of a family: it ended, it was looked for and not found, or nobody looked."""

from xml.etree.ElementTree import Element

from components.markup import element
from data.blanks import Blank, blanks_of
from data.dates import spoken_day
from data.in_view import InView
from data.words import listed


def blanks(found: InView) -> list[Element]:
    """A line for each blank that has something to say, and one for all that nobody looked for."""
    missing = blanks_of(found.dataset, found.view.focus, as_of=found.view.as_of)
    told = [element("li", _words(found, blank)) for blank in missing if blank.reason != "not searched"]
    unsearched = [found.dataset.families[blank.family].name for blank in missing if blank.reason == "not searched"]
    if unsearched:
        told.append(element("li", f"Not searched for this dyad: {listed(unsearched, most=12)}."))
    return [element("h4", "Blank on this day"), element("ul", *told, class_="aw-list")] if told else []


def _words(found: InView, blank: Blank) -> str:
    family = found.dataset.families[blank.family].name
    if blank.reason == "ended" and blank.spell and blank.spell.end:
        return f"{family}: ended on {blank.spell.end.spoken} ({blank.spell.wording})."
    if blank.reason == "not begun" and blank.spell:
        opening = blank.spell.start or blank.spell.known_by
        return f"{family}: not yet; from {opening.spoken if opening else '?'}."
    if blank.search is None:
        return f"{family}: not searched."
    after = " What came after was not searched." if found.view.as_of > blank.search.through.last else ""
    return f"{family}: none found through {spoken_day(blank.search.through.last)} ({blank.search.place}).{after}"
