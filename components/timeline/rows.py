"""Lanes -> the spells and the events on them, as tables for the chart. Pure."""

from datetime import date

import pandas as pd

from components.style.text_width import fitting_text
from components.style.theme import Theme, event_bar, strength_of, style_key, styles_of, text_on
from components.timeline.lanes import MOST_EVENTS, USES, TimelineLane
from components.usage.words import side_text, times_text
from components.wording.spells import grade_text, marked_dates
from data.analysis.usage.by_year import years_of_uses
from data.base.text import list_text
from data.model.cells import actors_of
from data.model.event_rows import Event
from data.tables.origin import added_mark
from data.usage.uses import OBSERVED_ACTOR
from data.view.fields.names import EVENT_KIND_NAMES, actor_or_dyad
from data.view.selection import Selection, first_day
from data.view.ties import SpellIndex

# The width of the chart and of a character on a bar, in pixels.
_CHART_WIDTH, _CHARACTER = 520, 6.4
NARROWEST_YEAR = 13


def spells_frame(selection: Selection, lanes: list[TimelineLane], today: date, theme: Theme = "light") -> pd.DataFrame:
    """One row a spell that passed the filters: lane, from, certain, to (days), wording and its short form, colours."""
    lane_of = {lane.key: index for index, lane in enumerate(lanes)}
    return pd.DataFrame(
        [
            _spell_row(selection, index, lane_of[tie], today, theme)
            for index, tie in enumerate(selection.ties.tie)
            if selection.passed[index] and tie in lane_of
        ]
    )


def _spell_row(selection: Selection, index: SpellIndex, lane: int, today: date, theme: Theme) -> dict[str, object]:
    ties, dataset, spell = selection.ties, selection.dataset, selection.ties.spells[index]
    start, certain = (int(days[index]) for days in ties.starts)
    end = min(int(ties.ends[1][index]), today.toordinal())
    span = (today - first_day(ties)).days or 1
    colour = styles_of(dataset)[style_key(ties, index)].stroke.on(theme)
    wording = f"{spell.wording}{added_mark(dataset, spell)}"
    return {
        "lane": lane,
        "dyad": spell.dyad,
        "name": actor_or_dyad(dataset, spell.dyad),
        "from": date.fromordinal(start),
        "certain": date.fromordinal(min(certain, end)),
        "to": date.fromordinal(max(end, start + 1)),
        "wording": spell.wording,
        "native": spell.native_text,
        "held": marked_dates(ties, index),
        "grade": grade_text(spell.grade),
        "text": fitting_text(wording, (end - certain) / span * _CHART_WIDTH, character=_CHARACTER),
        "colour": colour,
        "ink": text_on(colour),
    }


def uses_frame(selection: Selection, lanes: list[TimelineLane], today: date) -> pd.DataFrame:
    """One row a year in which a label of a pair was used: lane, from, to, how often, and by whom."""
    rows, span = [], (today - first_day(selection.ties)).days or 1
    # Where a year is narrower than its number, the tip alone has it.
    has_room = 365 / span * _CHART_WIDTH >= NARROWEST_YEAR
    for number, lane in enumerate(lanes):
        if not lane.key.endswith(USES):
            continue
        for year in years_of_uses(selection.ties, lane.dyad):
            partner = next(end for end in actors_of(lane.dyad) if end != OBSERVED_ACTOR)
            sides = [
                f"{side_text(selection.dataset, side, partner)} {times_text(n)}" for side, n in year.by_side.items()
            ]
            rows.append(
                {
                    "lane": number,
                    "dyad": lane.dyad,
                    "from": year.first,
                    "to": year.last,
                    "year": str(year.year),
                    "number": year.number,
                    "strength": strength_of(year.share),
                    "text": str(year.number) if has_room else "",
                    "sides": list_text(sides, most=len(sides)),
                }
            )
    return pd.DataFrame(rows)


def events_frame(selection: Selection, lanes: list[TimelineLane]) -> pd.DataFrame:
    """One row an event in view: lane, day (the middle of an imprecise date), kind and its group, significance; the latest."""
    # The last lane of a dyad is that of its events.
    lane_of = {lane.dyad: index for index, lane in enumerate(lanes)}
    events = [event for event in latest_events(selection) if event.dyad in lane_of]
    return pd.DataFrame([_event_row(selection, event, lane_of[event.dyad]) for event in events])


def latest_events(selection: Selection) -> list[Event]:
    """The events that a page has room for."""
    return sorted(selection.events, key=lambda event: event.date.first)[-MOST_EVENTS:]


def _event_row(selection: Selection, event: Event, lane: int) -> dict[str, object]:
    return {
        "lane": lane,
        "dyad": event.dyad,
        "name": actor_or_dyad(selection.dataset, event.dyad),
        "day": event.date.middle,
        "as_of": event.date.first.isoformat(),
        "when": event.date.display_text,
        "kind": EVENT_KIND_NAMES[event.kind],
        "group": event_bar(event.kind),
        "significance": event.significance,
        "title": f"{event.title}{added_mark(selection.dataset, event)}",
        "grade": grade_text(event.grade),
    }
