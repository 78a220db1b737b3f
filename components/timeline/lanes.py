"""The dyads in view -> the lanes of a timeline: one for each tie and one for events, or one for each dyad. Pure."""

from collections import defaultdict
from dataclasses import dataclass

from data.analysis.usage.by_year import years_of_uses
from data.base.memo import memo
from data.base.text import excerpt, quantity
from data.model.cells import actors_of
from data.model.span import FOREVER
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# With more dyads than this each has one lane.
FEW_DYADS = 8
# Characters of the name of a lane.
_LONGEST_NAME = 38
# Lanes and events of a page; our records have some 300 pairs, a table that a reader adds may have 20,000.
MOST_TIMELINE_LANES, MOST_EVENTS = 600, 3_000
# The lane of the uses of a pair's labels: what its key ends with, and its name.
USES, USES_NAME = "|uses", "Uses, machine-coded"


@dataclass(frozen=True)
class TimelineLane:
    """A row of the timeline: its dyad, the tie that it shows (or a key for events alone), and its label.

    `name` is the label as long as it is, for a page with more room.
    """

    dyad: str
    key: str
    label: str
    name: str = ""

    @property
    def whole_label(self) -> str:
        return self.name or self.label


def lanes_of(selection: Selection) -> list[TimelineLane]:
    """From the dyad with the earliest tie down; with few dyads each of their ties has a lane, and their events one."""
    with_events = {event.dyad for event in selection.events}
    dyads = _dyads_in_order(selection, selection.dyads | (with_events & _dyads_of_events(selection)))
    ties = _ties_by_dyad(selection)
    if len(dyads) > FEW_DYADS:
        shared = frozenset.intersection(*(frozenset(actors_of(dyad)) for dyad in dyads))
        return [_lane_of_dyad(selection, dyad, ties[dyad], shared) for dyad in dyads]
    return [lane for dyad in dyads for lane in _lanes_of_dyad(selection, dyad, ties[dyad], dyad in with_events)]


def _lanes_of_dyad(selection: Selection, dyad: str, ties: list[str], has_events: bool) -> list[TimelineLane]:
    """The first one bears the name of the dyad, the others what they are."""
    name = actor_or_dyad(selection.dataset, dyad)
    names = [_tie_name(selection, tie) if index else name for index, tie in enumerate(ties)]
    marks = [_mark(selection, tie) for tie in ties]
    shorts = [excerpt(one, _LONGEST_NAME) if index else one for index, one in enumerate(names)]
    lanes = [
        TimelineLane(dyad, tie, f"{short}{mark}", f"{whole}{mark}")
        for tie, short, whole, mark in zip(ties, shorts, names, marks, strict=True)
    ]
    if ties and years_of_uses(selection.ties, dyad):
        lanes.append(TimelineLane(dyad, f"{dyad}{USES}", USES_NAME))
    if has_events:
        lanes.append(TimelineLane(dyad, f"{dyad}|events", "Events" if ties else f"{name}: events"))
    return lanes


def _lane_of_dyad(selection: Selection, dyad: str, ties: list[str], shared: frozenset[str]) -> TimelineLane:
    """Where all dyads share an actor, each is named by the other: of China and Peru, "Peru"."""
    names = [selection.dataset.actors[actor].short_name for actor in actors_of(dyad) if actor not in shared]
    return TimelineLane(dyad, ties[0] if ties else f"{dyad}|events", " – ".join(names))


def _ties_by_dyad(selection: Selection) -> defaultdict[str, list[str]]:
    """Dyad -> its ties with a spell that passed the filters, in the order of their families."""
    spells, order = selection.ties, selection.dataset.family_order
    indices = [index for index in range(len(spells)) if selection.passed[index]]
    indices.sort(key=lambda index: order[spells.tiers[index].family])
    ties: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for index in indices:
        ties[spells.spells[index].dyad][spells.tie[index]] = None
    return defaultdict(list, {dyad: list(of_dyad) for dyad, of_dyad in ties.items()})


def _dyads_of_events(selection: Selection) -> set[str]:
    """Dyads without a tie in view are shown for their events only if the view asks for actors or a text."""
    return {event.dyad for event in selection.events} if selection.view.actors or selection.view.text else set()


def _dyads_in_order(selection: Selection, dyads: set[str] | frozenset[str]) -> list[str]:
    """By the first day of any of their ties."""
    first: dict[str, int] = {}
    for index, spell in enumerate(selection.ties.spells):
        first[spell.dyad] = min(first.get(spell.dyad, FOREVER), int(selection.ties.starts[0][index]))
    return sorted(dyads, key=lambda dyad: (first.get(dyad, FOREVER), dyad))


def _first_spell(selection: Selection, tie: str) -> SpellIndex:
    return _first_spells(selection.ties)[tie]


@memo
def _first_spells(ties: Ties) -> dict[str, SpellIndex]:
    """Tie -> its first spell."""
    return {tie: index for index, tie in reversed(list(enumerate(ties.tie)))}


def left_out(selection: Selection, lanes: list[TimelineLane]) -> str:
    """What a page has no room for: "12,428 more rows and 17,000 earlier events are not shown."; empty if all is shown."""
    rows, events = len(lanes) - MOST_TIMELINE_LANES, len(selection.events) - MOST_EVENTS
    parts = [
        *([quantity(rows, "more row")] if rows > 0 else []),
        *([quantity(events, "earlier event")] if events > 0 else []),
    ]
    verb = "is" if parts and sum(max(0, number) for number in (rows, events)) == 1 else "are"
    return f"{' and '.join(parts)} {verb} not shown. Choose countries or a type of tie." if parts else ""


def _tie_name(selection: Selection, tie: str) -> str:
    """The family where a dyad has one tie of it at a time; else the tie itself: two treaties are two names."""
    index = _first_spell(selection, tie)
    family = selection.dataset.families[selection.ties.tiers[index].family]
    return family.name if family.is_exclusive else selection.ties.spells[index].wording


def _mark(selection: Selection, tie: str) -> str:
    return added_mark(selection.dataset, selection.ties.spells[_first_spell(selection, tie)])
