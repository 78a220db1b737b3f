"""Tier lanes and events on one time axis, for the dyads in view."""

import json
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from components import session
from components.style.page_style import ground, readable_chart
from components.style.theme import AS_OF, EVENT_MARK, EVENT_SHAPES
from components.timeline.lanes import FEW_DYADS, Lane, events_frame, lanes_of, spells_frame
from data.base.text import counted
from data.view.selection import Selection, first_day, read_through

SPELL, EVENT = "spell", "event"
ROW_FEW, ROW_MANY = 24, 15


def chart_of(selection: Selection, today: date) -> alt.LayerChart | None:
    """The whole timeline, or nothing if nothing is in view."""
    lanes = lanes_of(selection)
    spells, events = spells_frame(selection, lanes, today, ground()), events_frame(selection, lanes)
    if spells.empty and events.empty:
        return None
    row = ROW_FEW if len({lane.dyad for lane in lanes}) <= FEW_DYADS else ROW_MANY
    y = _lane_axis(lanes)
    layers = [
        *_blind_spot(selection, today),
        *([] if spells.empty else _bars(spells, y, row)),
        *([] if events.empty else [_marks(events, y, pale=row == ROW_MANY)]),
        _as_of(selection, today),
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
    """The certain part of each spell solid, the possible part before it pale within its edge, the wording on the bar."""
    tips = ["name", "wording", "native", "held", "grade"]
    base = alt.Chart(spells).encode(y=y, tooltip=tips)
    colour = alt.Color("colour:N", scale=None)
    picked = alt.selection_point(name=SPELL, fields=["dyad"], on="click", empty=False)
    possible = base.mark_bar(height=row - 6, fillOpacity=0.4, strokeWidth=1).encode(
        x=_time("from"), x2="certain:T", color=colour, stroke=alt.Stroke("colour:N", scale=None)
    )
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
        filled=True, opacity=0.4 if pale else 0.8, color=EVENT_MARK.on(ground()), strokeWidth=1.2, cursor="pointer"
    )
    encoded: alt.Chart = marks.encode(
        x=_time("day"),
        y=y,
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=legend),
        size=alt.Size("significance:Q", scale=alt.Scale(domain=[1, 5], range=[14, 120]), legend=None),
        tooltip=["when", "title", "kind", "significance", "name", "grade"],
    ).add_params(picked)
    return encoded


def _as_of(selection: Selection, today: date) -> alt.Chart:
    """The day shown; unseen marks at both ends keep the range of the axis whatever is filtered."""
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    days = [(selection.view.as_of, 1), (first_day(selection.ties), 0), (today, 0)]
    rules = alt.Chart(pd.DataFrame(days, columns=["day", "seen"])).mark_rule(
        color=AS_OF.on(ground()), strokeWidth=AS_OF.width
    )
    encoded: alt.Chart = rules.encode(x=_time("day"), opacity=alt.Opacity("seen:Q", scale=None)).add_params(zoom)
    return encoded


def _blind_spot(selection: Selection, today: date) -> list[alt.Chart]:
    """After the last source read."""
    through = read_through(selection.dataset)
    if through is None or through >= today:
        return []
    spot = pd.DataFrame([{"from": through, "to": today, "what": f"blind spot: sources were read through {through}"}])
    return [alt.Chart(spot).mark_rect(color="#808080", opacity=0.16).encode(x=_time("from"), x2="to:T", tooltip="what")]


def timeline(selection: Selection) -> None:
    """Draw the timeline; a click on a bar sets the focus, one on an event sets focus and day."""
    chart = chart_of(selection, session.today())
    if chart is None:
        return
    st.altair_chart(
        readable_chart(chart),
        width="stretch",
        key="timeline",
        on_select=_land,
        selection_mode=[SPELL, EVENT] if selection.events else [SPELL],
        alt=f"Timeline of {counted(len(selection.dyads), 'dyad')} with {counted(len(selection.events), 'event')}",
    )


def _land() -> None:
    """A click on a bar sets the focus; one on an event the day as well. A bar has no day to settle on."""
    selection = session.component_trigger("timeline", "selection")
    for chosen in (*(selection.get(EVENT) or ()), *(selection.get(SPELL) or ())):
        day = {"as_of": date.fromisoformat(chosen["settle"])} if chosen.get("settle") else {}
        session.change(focus=chosen["dyad"], **day)
        return
