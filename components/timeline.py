"""Tier lanes and events on one time axis, for the dyads in view."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pandas as pd
import streamlit as st

from components import session
from components.spoken import since
from components.standing import actor_or_dyad
from components.theme import EVENT_SHAPES, style_key, styles_of, text_on
from data.in_view import InView, first_day, read_through
from data.own.marks import own_mark
from data.schema import Event
from data.ties import FOREVER
from data.words import counted

SPELL, EVENT = "spell", "event"
FEW_DYADS = 8
PICTURE_WIDTH, LETTER = 520, 6.4
ROW_FEW, ROW_MANY = 24, 15


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


def spells_frame(found: InView, lanes: list[Lane], today: date) -> pd.DataFrame:
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
                "colour": (colour := styles[style_key(found.ties, at)].stroke.light),
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
    middle = event.date.first + timedelta(days=(event.date.last - event.date.first).days // 2)
    return {
        "lane": lane,
        "dyad": event.dyad,
        "name": actor_or_dyad(found.dataset, event.dyad),
        "day": middle,
        "settle": event.date.first.isoformat(),
        "when": event.date.spoken,
        "kind": event.kind.replace("_", " "),
        "significance": event.significance,
        "title": f"{event.title}{own_mark(found.dataset, event)}",
        "grade": event.grade,
    }


def chart_of(found: InView, today: date) -> alt.LayerChart | None:
    """The whole timeline, or nothing if nothing is in view."""
    lanes = lanes_of(found)
    spells, events = spells_frame(found, lanes, today), events_frame(found, lanes)
    if spells.empty and events.empty:
        return None
    row = ROW_FEW if len({lane.dyad for lane in lanes}) <= FEW_DYADS else ROW_MANY
    y = _lane_axis(lanes)
    layers = [
        *_blind_spot(found, today),
        *([] if spells.empty else _bars(spells, y, row)),
        *([] if events.empty else [_marks(events, y, pale=row == ROW_MANY)]),
        _as_of(found, today),
    ]
    whole: alt.LayerChart = alt.layer(*layers).properties(height=row * len(lanes) + 30).configure_view(stroke=None)
    return whole


def _lane_axis(lanes: list[Lane]) -> alt.Y:
    # As JSON, a name of the records is a text to the chart and can never be a part of its expression.
    names = json.dumps([lane.label for lane in lanes])
    axis = alt.Axis(
        title=None,
        labelOverlap=False,
        labelExpr=f"{names}[datum.value]",
        labelLimit=200,
        grid=False,
        ticks=False,
        domain=False,
    )
    return alt.Y("lane:O", scale=alt.Scale(domain=list(range(len(lanes)))), axis=axis)


def _time(field: str) -> alt.X:
    """The shared time axis. Its range is that of the data: a stated one would fight with drag and wheel."""
    axis = alt.Axis(title=None, orient="top", grid=True, gridOpacity=0.35, tickCount=8)
    return alt.X(f"{field}:T", axis=axis, scale=alt.Scale(type="utc", nice=False))


def _bars(spells: pd.DataFrame, y: alt.Y, row: int) -> list[alt.Chart]:
    """The certain part of each spell solid, the possible part before it pale, the wording on the bar."""
    tips = ["name", "wording", "native", "held", "grade"]
    base = alt.Chart(spells).encode(y=y, tooltip=tips)
    colour = alt.Color("colour:N", scale=None)
    picked = alt.selection_point(name=SPELL, fields=["dyad"], on="click", empty=False)
    possible = base.mark_bar(height=row - 6, opacity=0.4).encode(x=_time("from"), x2="certain:T", color=colour)
    certain = base.mark_bar(height=row - 6, cornerRadius=2, cursor="pointer").encode(
        x=_time("certain"), x2="to:T", color=colour
    )
    words = base.mark_text(align="left", dx=4, fontSize=min(11.5, row - 5), clip=True).encode(
        x=_time("certain"), text="text:N", color=alt.Color("ink:N", scale=None)
    )
    return [possible, certain.add_params(picked), words]


def _marks(events: pd.DataFrame, y: alt.Y, *, pale: bool) -> alt.Chart:
    """Each event by kind (shape) and significance (size)."""
    kinds = sorted(set(events["kind"]))
    shapes = [EVENT_SHAPES[kind.replace(" ", "_")] for kind in kinds]
    legend = alt.Legend(title=None, orient="bottom", columns=6, symbolSize=90, symbolStrokeWidth=1.5)
    picked = alt.selection_point(name=EVENT, fields=["dyad", "settle"], on="click", empty=False)
    marks = alt.Chart(events).mark_point(
        filled=True, opacity=0.4 if pale else 0.8, color="#6b7482", strokeWidth=1.2, cursor="pointer"
    )
    encoded: alt.Chart = marks.encode(
        x=_time("day"),
        y=y,
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=legend),
        size=alt.Size("significance:Q", scale=alt.Scale(domain=[1, 5], range=[14, 120]), legend=None),
        tooltip=["when", "title", "kind", "significance", "name", "grade"],
    ).add_params(picked)
    return encoded


def _as_of(found: InView, today: date) -> alt.Chart:
    """The day shown; unseen marks at both ends keep the range of the axis whatever is filtered."""
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    days = [(found.view.as_of, 1), (first_day(found.ties), 0), (today, 0)]
    rules = alt.Chart(pd.DataFrame(days, columns=["day", "seen"])).mark_rule(color="#b0304a", strokeWidth=1.6)
    encoded: alt.Chart = rules.encode(x=_time("day"), opacity=alt.Opacity("seen:Q", scale=None)).add_params(zoom)
    return encoded


def _blind_spot(found: InView, today: date) -> list[alt.Chart]:
    """After the last source read."""
    through = read_through(found.dataset)
    if through is None or through >= today:
        return []
    spot = pd.DataFrame([{"from": through, "to": today, "what": f"blind spot: sources were read through {through}"}])
    return [alt.Chart(spot).mark_rect(color="#808080", opacity=0.16).encode(x=_time("from"), x2="to:T", tooltip="what")]


def timeline(found: InView) -> None:
    """Draw the timeline; a click on a bar sets the focus, one on an event sets focus and day."""
    chart = chart_of(found, session.today())
    if chart is None:
        return
    st.altair_chart(
        chart,
        width="stretch",
        key="timeline",
        on_select=_land,
        selection_mode=[SPELL, EVENT] if found.events else [SPELL],
        alt=f"Timeline of {counted(len(found.dyads), 'dyad')} with {counted(len(found.events), 'event')}",
    )


def _land() -> None:
    """A click on a bar sets the focus; one on an event the day as well. A bar has no day to settle on."""
    selection = session.told("timeline", "selection")
    for chosen in (*(selection.get(EVENT) or ()), *(selection.get(SPELL) or ())):
        day = {"as_of": date.fromisoformat(chosen["settle"])} if chosen.get("settle") else {}
        session.change(focus=chosen["dyad"], **day)
        return
