"""Lanes and rows -> the chart: bars for spells, marks for events, the day shown, the time after the last source."""

import json
from datetime import date

import altair as alt
import pandas as pd

from components.style.chart_style import IS_NARROW, layered
from components.style.theme import AS_OF, EVENT_MARK, INK, SHADE, SHAPE_OF_BAR, USE_MARK, Theme
from components.timeline.lanes import FEW_DYADS, MOST_TIMELINE_LANES, TimelineLane, lanes_of
from components.timeline.rows import events_frame, spells_frame, uses_frame
from components.wording.coverage import coverage_text
from data.view.selection import Selection, first_day, read_through

# The names of what a click selects.
SPELL, EVENT = "spell", "event"
# Pixels.
TALL_LANE, LOW_LANE, LOWEST_LANE = 24, 20, 15
# More lanes than this have no room for low ones.
MOST_LOW_LANES = 40
# Column of a row -> what the reader sees before it on hovering.
SPELL_TOOLTIP = {
    "name": "Pair",
    "wording": "Label",
    "native": "Original label",
    "held": "Period",
    "grade": "Quality of the evidence",
}
USES_TOOLTIP = {"year": "Year", "number": "Uses (machine-coded)", "sides": "By"}
EVENT_TOOLTIP = {
    "when": "Date",
    "title": "Event",
    "kind": "Type of event",
    "significance": "Significance (1–5)",
    "name": "Pair",
    "grade": "Quality of the evidence",
}


def chart_of(selection: Selection, today: date, theme: Theme) -> alt.LayerChart | None:
    """The whole timeline as far as a page has room, or None if nothing is in view."""
    lanes = lanes_of(selection)[:MOST_TIMELINE_LANES]
    spells, events = spells_frame(selection, lanes, today, theme), events_frame(selection, lanes)
    uses = uses_frame(selection, lanes, today)
    if spells.empty and events.empty:
        return None
    is_shared = len({lane.dyad for lane in lanes}) > FEW_DYADS
    lane_height = TALL_LANE if not is_shared else LOW_LANE if len(lanes) <= MOST_LOW_LANES else LOWEST_LANE
    y = _lane_axis(lanes)
    layers = [
        *_blind_spot(selection, today),
        *([] if spells.empty else _bars(spells, y, lane_height)),
        *([] if uses.empty else _uses(uses, y, lane_height, theme)),
        *([] if events.empty else [_event_marks(events, y, theme, pale=is_shared)]),
        _day_line(selection, today, theme),
    ]
    return layered(layers, lane_height * len(lanes))


def clickable_in(chart: alt.LayerChart) -> list[str]:
    """The names of what can be clicked in the chart: it has marks for what is in view alone."""
    # Without any, altair leaves a mark of its own there, which is not a list.
    parameters = chart.params if isinstance(chart.params, list) else []
    return [parameter.name for parameter in parameters if parameter.name in (SPELL, EVENT)]


def _lane_axis(lanes: list[TimelineLane]) -> alt.Y:
    # As JSON, a name of the records is a text to the chart and can never be a part of its expression.
    names = json.dumps([lane.label for lane in lanes])
    axis = alt.Axis(
        title=None,
        labelOverlap=False,
        labelFlush=False,
        labelExpr=f"{names}[datum.value]",
        labelLimit=alt.ExprRef(f"{IS_NARROW} ? 104 : 240"),
        grid=False,
        ticks=False,
        domain=False,
    )
    return alt.Y("lane:O", scale=alt.Scale(domain=list(range(len(lanes)))), axis=axis)


def _time(field: str) -> alt.X:
    """The shared time axis. Its range is that of the data: a stated one would fight with drag and wheel."""
    axis = alt.Axis(title=None, orient="top", grid=True, gridOpacity=0.35, tickCount=8)
    return alt.X(f"{field}:T", axis=axis, scale=alt.Scale(type="utc", nice=False))


def _tooltip(titles: dict[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(field, title=title) for field, title in titles.items()]


def _bars(spells: pd.DataFrame, y: alt.Y, lane_height: int) -> list[alt.Chart]:
    """The certain part of each spell solid, the possible part before it pale in its outline, the wording on the bar."""
    base = alt.Chart(spells).encode(y=y, tooltip=_tooltip(SPELL_TOOLTIP))
    colour = alt.Color("colour:N", scale=None)
    selected = alt.selection_point(name=SPELL, fields=["dyad"], on="click", empty=False)
    possible = base.mark_bar(height=lane_height - 6, fillOpacity=0.4, strokeWidth=1).encode(
        x=_time("from"), x2=alt.X2("certain:T"), color=colour, stroke=alt.Stroke("colour:N", scale=None)
    )
    certain = base.mark_bar(height=lane_height - 6, cornerRadius=2, cursor="pointer").encode(
        x=_time("certain"), x2=alt.X2("to:T"), color=colour
    )
    wordings = base.mark_text(
        align="left", dx=4, fontSize=min(11.5, lane_height - 5), clip=True, opacity=alt.ExprRef(f"{IS_NARROW} ? 0 : 1")
    ).encode(x=_time("certain"), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None))
    return [possible, certain.add_params(selected), wordings]


def _uses(uses: pd.DataFrame, y: alt.Y, lane_height: int, theme: Theme) -> list[alt.Chart]:
    """A cell a year, the stronger the more often; the number stands in it, so that no colour has to be compared."""
    base = alt.Chart(uses).encode(y=y, tooltip=_tooltip(USES_TOOLTIP))
    cells = base.mark_bar(height=lane_height - 10, color=USE_MARK.on(theme)).encode(
        x=_time("from"), x2=alt.X2("to:T"), opacity=alt.Opacity("strength:Q", scale=None)
    )
    numbers = base.mark_text(
        align="left", dx=3, fontSize=10, clip=True, color=INK[theme], opacity=alt.ExprRef(f"{IS_NARROW} ? 0 : 1")
    ).encode(x=_time("from"), text=alt.Text("text:N"))
    return [cells, numbers]


def _event_marks(events: pd.DataFrame, y: alt.Y, theme: Theme, *, pale: bool) -> alt.Chart:
    """Each event by the group of its kind (shape) and significance (size)."""
    groups = [group for group in SHAPE_OF_BAR if group in set(events["group"])]
    shapes = [SHAPE_OF_BAR[group] for group in groups]
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=alt.ExprRef(f"{IS_NARROW} ? 1 : containerSize()[0] < 800 ? 3 : 4"),
        labelFontSize=11,
        labelLimit=240,
        columnPadding=14,
        symbolSize=90,
        symbolStrokeWidth=1.5,
    )
    selected = alt.selection_point(name=EVENT, fields=["dyad", "as_of"], on="click", empty=False)
    marks = alt.Chart(events).mark_point(
        filled=True, opacity=0.4 if pale else 0.8, color=EVENT_MARK.on(theme), strokeWidth=1.2, cursor="pointer"
    )
    encoded: alt.Chart = marks.encode(
        x=_time("day"),
        y=y,
        shape=alt.Shape("group:N", scale=alt.Scale(domain=groups, range=shapes), legend=legend),
        size=alt.Size("significance:Q", scale=alt.Scale(domain=[1, 5], range=[14, 120]), legend=None),
        tooltip=_tooltip(EVENT_TOOLTIP),
    ).add_params(selected)
    return encoded


def _day_line(selection: Selection, today: date, theme: Theme) -> alt.Chart:
    """The day shown; invisible marks at both ends keep the range of the axis whatever is filtered."""
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    days = [(selection.view.as_of, 1), (first_day(selection.ties), 0), (today, 0)]
    rules = alt.Chart(pd.DataFrame(days, columns=["day", "opacity"])).mark_rule(
        color=AS_OF.on(theme), strokeWidth=AS_OF.width
    )
    encoded: alt.Chart = rules.encode(x=_time("day"), opacity=alt.Opacity("opacity:Q", scale=None)).add_params(zoom)
    return encoded


def _blind_spot(selection: Selection, today: date) -> list[alt.Chart]:
    """The time after the last source read, shaded; nothing if there is none."""
    through = read_through(selection.dataset)
    if through is None or through >= today:
        return []
    frame = pd.DataFrame([{"from": through, "to": today, "text": coverage_text(selection.dataset)}])
    shade = alt.Chart(frame).mark_rect(color=SHADE, opacity=0.16)
    return [shade.encode(x=_time("from"), x2=alt.X2("to:T"), tooltip=alt.Tooltip("text", title="Coverage"))]
