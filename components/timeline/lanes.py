"""Tier lanes and events as rows on one time axis, for the dyads in view. Pure."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.style.theme import Ground, style_key, styles_of, text_on
from components.wording.filters import actor_or_dyad
from components.wording.spells import since
from data.model.schema import Event
from data.tables.origin import own_mark
from data.view.selection import InView, first_day
from data.view.ties import FOREVER

FEW_DYADS = 8
PICTURE_WIDTH, LETTER = 520, 6.4


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: a tie, or the events of a dyad."""

    dyad: str
    key: str
    label: str


def lanes_of(found: InView) -> list[Lane]:
    """With few dyads, a row for each of their ties and one for events; with many, one row a dyad."""
    events = {event.dyad for event in found.events}
    dyads = sorted(found.dyads | (events & _near(found)), key=lambda dyad: _order(found, dyad))
    lanes = []
    for dyad in dyads:
        places = [at for at in range(len(found.ties)) if found.passed[at] and found.ties.spells[at].dyad == dyad]
        places.sort(key=lambda at: found.dataset.family_order[found.ties.tiers[at].family])
        ties = list(dict.fromkeys(found.ties.tie[at] for at in places))
        if len(dyads) <= FEW_DYADS:
            name = actor_or_dyad(found.dataset, dyad)
            lanes += [
                Lane(dyad, tie, _tie_name(found, tie) if number else f"{name}{_mark(found, tie)}")
                for number, tie in enumerate(ties)
            ]
            if dyad in events:
                lanes.append(Lane(dyad, f"{dyad}|events", "events" if ties else f"{name}: events"))
        else:
            lanes.append(Lane(dyad, ties[0] if ties else f"{dyad}|events", _short(found, dyad)))
    return lanes


def _near(found: InView) -> set[str]:
    """Dyads without a tie in view are shown for their events only if the reader asked for actors or a text."""
    return {event.dyad for event in found.events} if found.view.actors or found.view.text else set()


def _order(found: InView, dyad: str) -> tuple[object, ...]:
    first = [int(found.ties.starts[0][at]) for at in range(len(found.ties)) if found.ties.spells[at].dyad == dyad]
    return min(first, default=FOREVER), dyad


def _short(found: InView, dyad: str) -> str:
    owner = {family.owner for family in found.dataset.families.values()}
    names = [actor for actor in found.ties.actors[found.ties.tie.index(_any_tie(found, dyad))] if actor not in owner]
    return " – ".join(found.dataset.actors[actor].short_name for actor in names)


def _any_tie(found: InView, dyad: str) -> str:
    return next(tie for tie, spell in zip(found.ties.tie, found.ties.spells, strict=True) if spell.dyad == dyad)


def _tie_name(found: InView, tie: str) -> str:
    at = found.ties.tie.index(tie)
    return found.dataset.families[found.ties.tiers[at].family].name + _mark(found, tie)


def _mark(found: InView, tie: str) -> str:
    return own_mark(found.dataset, found.ties.spells[found.ties.tie.index(tie)])


def spells_frame(found: InView, lanes: list[Lane], today: date, ground: Ground = "light") -> pd.DataFrame:
    """One row a spell in view: lane, from, to (days), the certain part, wording, colour."""
    styles, rows = styles_of(found.dataset), []
    lane_of = {lane.key: place for place, lane in enumerate(lanes)}
    span = (today - first_day(found.ties)).days or 1
    for at, tie in enumerate(found.ties.tie):
        if not found.passed[at] or tie not in lane_of:
            continue
        start, certain = (int(days[at]) for days in found.ties.starts)
        end = min(int(found.ties.ends[1][at]), today.toordinal())
        spell, letters = found.ties.spells[at], int((end - certain) / span * PICTURE_WIDTH / LETTER)
        rows.append(
            {
                "lane": lane_of[tie],
                "dyad": spell.dyad,
                "name": actor_or_dyad(found.dataset, spell.dyad),
                "from": date.fromordinal(start),
                "certain": date.fromordinal(min(certain, end)),
                "to": date.fromordinal(max(end, start + 1)),
                "wording": spell.wording,
                "native": spell.wording_zh or spell.wording_ru,
                "held": since(found.ties, at),
                "grade": spell.grade,
                "text": fitted(f"{spell.wording}{own_mark(found.dataset, spell)}", letters),
                "colour": (colour := styles[style_key(found.ties, at)].stroke.on(ground)),
                "ink": text_on(colour),
            }
        )
    return pd.DataFrame(rows)


def fitted(text: str, letters: int) -> str:
    """The text, cut to the letters that fit; nothing if hardly any do."""
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1]}…" if letters > 7 else ""


def events_frame(found: InView, lanes: list[Lane]) -> pd.DataFrame:
    """One row an event in view: lane, day (the middle of an imprecise date), kind, significance."""
    lane_of: dict[str, int] = {}
    for place, lane in enumerate(lanes):
        lane_of[lane.dyad] = place
    return pd.DataFrame(
        [_event_row(found, event, lane_of[event.dyad]) for event in found.events if event.dyad in lane_of]
    )


def _event_row(found: InView, event: Event, lane: int) -> dict[str, object]:
    return {
        "lane": lane,
        "dyad": event.dyad,
        "name": actor_or_dyad(found.dataset, event.dyad),
        "day": event.date.middle,
        "settle": event.date.first.isoformat(),
        "when": event.date.spoken,
        "kind": event.kind.replace("_", " "),
        "significance": event.significance,
        "title": f"{event.title}{own_mark(found.dataset, event)}",
        "grade": event.grade,
    }
