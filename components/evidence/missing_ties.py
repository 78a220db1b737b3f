"""Why a dyad in focus has no tie of a family: it ended, it was looked for and not found, or nobody looked."""

from collections import defaultdict
from xml.etree.ElementTree import Element

from components.style.markup import element
from data.analysis.missing_ties import MissingTie, missing_ties_of
from data.base.text import listed
from data.model.dates import spoken_day
from data.view.selection import Selection

MOST = 20


def blanks(selection: Selection) -> list[Element]:
    """A line for each tie that ended or is yet to come, and one for each place that was searched in vain."""
    missing = missing_ties_of(selection.dataset, selection.view.focus, as_of=selection.view.as_of)
    told = [_dated(selection, blank) for blank in missing if blank.spell]
    told += _searched(selection, missing)
    unsearched = [_name(selection, blank) for blank in missing if blank.reason == "not searched"]
    if unsearched:
        told.append(f"Not searched for this dyad: {listed(unsearched, most=MOST)}.")
    if not told:
        return []
    return [
        element("h4", "MissingTie on this day"),
        element("ul", *(element("li", line) for line in told), class_="aw-list"),
    ]


def _name(selection: Selection, blank: MissingTie) -> str:
    return selection.dataset.families[blank.family].name


def _dated(selection: Selection, blank: MissingTie) -> str:
    spell = blank.spell
    assert spell
    if blank.reason == "ended" and spell.end:
        return f"{_name(selection, blank)}: ended on {spell.end.spoken} ({spell.wording})."
    opening = spell.start or spell.known_by
    return f"{_name(selection, blank)}: not yet; from {opening.spoken if opening else '?'}."


def _searched(selection: Selection, missing: tuple[MissingTie, ...]) -> list[str]:
    """ "None found through 22 Aug 2026: China’s partnership ladder (CCTV evening news)." """
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    late = False
    for blank in missing:
        if blank.search:
            places[spoken_day(blank.search.through.last), blank.search.place].append(_name(selection, blank))
            late |= selection.view.as_of > blank.search.through.last
    after = " What came after was not searched." if late else ""
    return [
        f"None found through {day}: {listed(names, most=MOST)} ({place}).{after}"
        for (day, place), names in places.items()
    ]
