"""Tier lanes and events as rows on one time axis, for the dyads in view. Pure."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.style.theme import Ground, style_key, styles_of, text_on
from components.wording.spells import marked_dates
from data.model.schema import Event
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, first_day
from data.view.ties import FOREVER

FEW_DYADS = 8
PICTURE_WIDTH, LETTER = 520, 6.4


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: a tie, or the events of a dyad."""

    dyad: str
    key: str
    label: str


def lanes_of(selection: Selection) -> list[Lane]:
    """With few dyads, a row for each of their ties and one for events; with many, one row a dyad."""
    events = {event.dyad for event in selection.events}
    dyads = sorted(selection.dyads | (events & _near(selection)), key=lambda dyad: _order(selection, dyad))
    lanes = []
    for dyad in dyads:
        places = [
            index
            for index in range(len(selection.ties))
            if selection.passed[index] and selection.ties.spells[index].dyad == dyad
        ]
        places.sort(key=lambda index: selection.dataset.family_order[selection.ties.tiers[index].family])
        ties = list(dict.fromkeys(selection.ties.tie[index] for index in places))
        if len(dyads) <= FEW_DYADS:
            name = actor_or_dyad(selection.dataset, dyad)
            lanes += [
                Lane(dyad, tie, _tie_name(selection, tie) if number else f"{name}{_mark(selection, tie)}")
                for number, tie in enumerate(ties)
            ]
            if dyad in events:
                lanes.append(Lane(dyad, f"{dyad}|events", "events" if ties else f"{name}: events"))
        else:
            lanes.append(Lane(dyad, ties[0] if ties else f"{dyad}|events", _short(selection, dyad)))
    return lanes


def _near(selection: Selection) -> set[str]:
    """Dyads without a tie in view are shown for their events only if the reader asked for actors or a text."""
    return {event.dyad for event in selection.events} if selection.view.actors or selection.view.text else set()


def _order(selection: Selection, dyad: str) -> tuple[object, ...]:
    first = [
        int(selection.ties.starts[0][index])
        for index in range(len(selection.ties))
        if selection.ties.spells[index].dyad == dyad
    ]
    return min(first, default=FOREVER), dyad


def _short(selection: Selection, dyad: str) -> str:
    owner = {family.owner for family in selection.dataset.families.values()}
    names = [
        actor
        for actor in selection.ties.actors[selection.ties.tie.index(_any_tie(selection, dyad))]
        if actor not in owner
    ]
    return " – ".join(selection.dataset.actors[actor].short_name for actor in names)


def _any_tie(selection: Selection, dyad: str) -> str:
    return next(tie for tie, spell in zip(selection.ties.tie, selection.ties.spells, strict=True) if spell.dyad == dyad)


def _tie_name(selection: Selection, tie: str) -> str:
    at = selection.ties.tie.index(tie)
    return selection.dataset.families[selection.ties.tiers[at].family].name + _mark(selection, tie)


def _mark(selection: Selection, tie: str) -> str:
    return added_mark(selection.dataset, selection.ties.spells[selection.ties.tie.index(tie)])


def spells_frame(selection: Selection, lanes: list[Lane], today: date, ground: Ground = "light") -> pd.DataFrame:
    """One row a spell in view: lane, from, to (days), the certain part, wording, colour."""
    styles, rows = styles_of(selection.dataset), []
    lane_of = {lane.key: place for place, lane in enumerate(lanes)}
    span = (today - first_day(selection.ties)).days or 1
    for index, tie in enumerate(selection.ties.tie):
        if not selection.passed[index] or tie not in lane_of:
            continue
        start, certain = (int(days[index]) for days in selection.ties.starts)
        end = min(int(selection.ties.ends[1][index]), today.toordinal())
        spell, letters = selection.ties.spells[index], int((end - certain) / span * PICTURE_WIDTH / LETTER)
        rows.append(
            {
                "lane": lane_of[tie],
                "dyad": spell.dyad,
                "name": actor_or_dyad(selection.dataset, spell.dyad),
                "from": date.fromordinal(start),
                "certain": date.fromordinal(min(certain, end)),
                "to": date.fromordinal(max(end, start + 1)),
                "wording": spell.wording,
                "native": spell.wording_zh or spell.wording_ru,
                "held": marked_dates(selection.ties, index),
                "grade": spell.grade,
                "text": fitted(f"{spell.wording}{added_mark(selection.dataset, spell)}", letters),
                "colour": (colour := styles[style_key(selection.ties, index)].stroke.on(ground)),
                "ink": text_on(colour),
            }
        )
    return pd.DataFrame(rows)


def fitted(text: str, letters: int) -> str:
    """The text, cut to the letters that fit; nothing if hardly any do."""
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1]}…" if letters > 7 else ""


def events_frame(selection: Selection, lanes: list[Lane]) -> pd.DataFrame:
    """One row an event in view: lane, day (the middle of an imprecise date), kind, significance."""
    lane_of: dict[str, int] = {}
    for place, lane in enumerate(lanes):
        lane_of[lane.dyad] = place
    return pd.DataFrame(
        [_event_row(selection, event, lane_of[event.dyad]) for event in selection.events if event.dyad in lane_of]
    )


def _event_row(selection: Selection, event: Event, lane: int) -> dict[str, object]:
    return {
        "lane": lane,
        "dyad": event.dyad,
        "name": actor_or_dyad(selection.dataset, event.dyad),
        "day": event.date.middle,
        "settle": event.date.first.isoformat(),
        "when": event.date.spoken,
        "kind": event.kind.replace("_", " "),
        "significance": event.significance,
        "title": f"{event.title}{added_mark(selection.dataset, event)}",
        "grade": event.grade,
    }
