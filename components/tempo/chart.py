"""Rows -> one chart on one time axis: tier steps over events over contacts, and the rules of the steps through all."""

import json
from typing import Any

import altair as alt
import pandas as pd

from components.style.theme import (
    CONTACT_BARS,
    EVENT_BARS,
    EVENT_SHAPES,
    INK,
    OTHER_TIE_MARK,
    PAPER,
    SHADE,
    STEP_MARKS,
    Stroke,
    event_bar,
)
from components.tempo.plan import COLUMNS, TITLE, Plan
from components.tempo.rows import (
    OTHER_TIE,
    contacts_frame,
    events_frame,
    lanes_frame,
    marks_frame,
    moves_frame,
    unseen_frame,
)
from components.tempo.words import no_events
from data.model.schema import EVENT_KINDS

SHAPES = {event_bar(kind): EVENT_SHAPES[kind] for kind in EVENT_KINDS}
# Pixels that a part of a bar needs for the shape of its kind to stand in it.
ROOM = 9
STEPS_LEGEND = 150


def chart_of(plan: Plan) -> alt.LayerChart:
    """The whole chart. Its rows are pixels of one plane, so that they share the axis, the rules and the zoom."""
    unseen, marks = unseen_frame(plan), marks_frame(plan)
    layers = [
        *_shades(plan, unseen),
        *_steps(plan, marks),
        *_events(plan),
        *_contacts(plan),
        *_rules(plan, marks),
        *_said(plan, unseen),
        _titles(plan),
        _ends(plan),
    ]
    whole: alt.LayerChart = (
        alt.layer(*layers)
        .resolve_scale(color="independent", shape="independent")
        # A pixel of the rows is one of the screen: the axis comes on top of the height.
        .properties(height=plan.rows[2].bottom + 1, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure_view(stroke=None)
        .configure_legend(
            labelFontSize=11, labelLimit=240, rowPadding=1, columnPadding=14, symbolSize=60, padding=0, offset=0
        )
    )
    return whole


def _time(field: str) -> alt.X:
    axis = alt.Axis(title=None, orient="bottom", grid=True, gridOpacity=0.3, tickCount=8)
    return alt.X(f"{field}:T", axis=axis, scale=alt.Scale(type="utc", nice=False))


def _pixel(plan: Plan, field: str) -> alt.Y:
    """A row's pixel, from the top down; the axis tells the counts at the foot and the head of each row."""
    scale = alt.Scale(domain=[plan.rows[2].bottom + 1, 0], nice=False, zero=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=_counts_axis(plan))


def _counts_axis(plan: Plan) -> alt.Axis:
    tallies = (None if plan.ruled else plan.moves, plan.events, plan.contacts if plan.tempo.partners else None)
    words: dict[int, str] = {}
    for row, counted in zip(plan.rows, tallies, strict=True):
        if counted and counted.highest:
            words |= {row.bottom: "0", row.top: f"{counted.highest:,}"}
    # Numbers of our own, as JSON: no text of the records comes near the expression.
    return alt.Axis(
        title=None,
        values=sorted(words),
        labelExpr=f"{json.dumps(words)}[datum.value]",
        grid=True,
        gridOpacity=0.3,
        ticks=False,
        domain=False,
        minExtent=28,
    )


def _ink(plan: Plan) -> str:
    return INK[plan.ground]


def _named(
    plan: Plan, place: int, names: list[str], strokes: list[Stroke], shapes: list[str] | None = None
) -> dict[str, Any]:
    """Colour, and shape where there is one, for the kinds that are there; one legend for both, in the row's head."""
    row = plan.rows[place]
    # The steps' short title leaves room beside it.
    across, down = (STEPS_LEGEND, row.head + 4) if not place else (0, row.head + TITLE)
    legend = alt.Legend(
        title=None,
        orient="none",
        legendX=across,
        legendY=down,
        direction="horizontal",
        columns=5 if not place else COLUMNS,
    )
    colours = alt.Scale(domain=names, range=[plan.colour(stroke) for stroke in strokes])
    found: dict[str, Any] = {"color": alt.Color("kind:N", scale=colours, legend=legend)}
    if shapes:
        found["shape"] = alt.Shape("kind:N", scale=alt.Scale(domain=names, range=shapes), legend=legend)
    return found


def _bars(plan: Plan, frame: pd.DataFrame, tips: list[str]) -> alt.Chart:
    bars: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(stroke=None)
        .encode(
            x=_time("from"),
            x2="to:T",
            y=_pixel(plan, "y"),
            y2="y2:Q",
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=tips,
        )
    )
    return bars


def _kinds(frame: pd.DataFrame, known: dict[str, Stroke]) -> tuple[list[str], list[Stroke]]:
    there = set(frame["kind"])
    names = [name for name in known if name in there]
    return names, [known[name] for name in names]


def _events(plan: Plan) -> list[alt.Chart | alt.LayerChart]:
    frame = events_frame(plan)
    if frame.empty:
        return [_none(plan, 1, no_events(plan))]
    names, strokes = _kinds(frame, EVENT_BARS)
    looks = _named(plan, 1, names, strokes, [SHAPES[name] for name in names])
    bars = _bars(plan, frame, ["period", "kind", "number"]).encode(color=looks["color"])
    roomy = frame[(frame["y"] - frame["y2"]) >= ROOM]
    if plan.unit == "month" or roomy.empty:
        return [bars]
    shapes = (
        alt.Chart(roomy)
        .mark_point(filled=True, size=18, color=PAPER[plan.ground], opacity=0.9)
        .encode(
            x=_time("middle"), y=_pixel(plan, "y_middle"), shape=looks["shape"], tooltip=["period", "kind", "number"]
        )
    )
    return [alt.layer(bars, shapes).resolve_scale(color="shared", shape="shared")]


def _contacts(plan: Plan) -> list[alt.Chart | alt.LayerChart]:
    if not plan.tempo.partners:
        return []
    frame = contacts_frame(plan)
    if frame.empty:
        return [_none(plan, 2, "No contact was recorded in this time")]
    names, strokes = _kinds(frame, CONTACT_BARS)
    looks = _named(plan, 2, names, strokes)
    return [_bars(plan, frame, ["period", "kind", "number", "covered"]).encode(**looks)]


def _steps(plan: Plan, marks: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    if not plan.ruled:
        frame = moves_frame(plan)
        known = {name: stroke for name, (_, stroke) in STEP_MARKS.items()}
        names, strokes = _kinds(frame, known)
        looks = _named(plan, 0, names, strokes)
        return [_bars(plan, frame, ["period", "kind", "number"]).encode(**looks)]
    lanes = lanes_frame(plan)
    drawn = [] if lanes.empty else _lanes(plan, lanes)
    if marks.empty:
        return drawn or [_none(plan, 0, "No tier step in this time")]
    return [*drawn, _marks(plan, marks)]


def _lanes(plan: Plan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    base = alt.Chart(frame).encode(tooltip=["name", "wording", "held"])
    bars = base.mark_bar(cornerRadius=2).encode(
        x=_time("from"), x2="to:T", y=_pixel(plan, "y"), y2="y2:Q", color=alt.Color("colour:N", scale=None)
    )
    words = base.mark_text(align="left", baseline="middle", dx=4, fontSize=11).encode(
        x=_time("from"), y=_pixel(plan, "y_middle"), text="text:N", color=alt.Color("ink:N", scale=None)
    )
    return [bars, words]


def _rules(plan: Plan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    """A line where the day is known; a band over the days on which an imprecise date may lie."""
    if frame.empty:
        return []
    frame, tips = frame[frame["moves"]], ["dyad", "day", "kind", "before", "after"]
    # In pieces, one for each row, so that they run through bars and not through titles and legends.
    pieces = pd.concat([frame.assign(y=row.top, y2=row.bottom) for row in plan.rows])
    exact, bands = pieces[pieces["exact"]], pieces[~pieces["exact"]]
    lines = (
        alt.Chart(exact)
        .mark_rule(color=_ink(plan), strokeWidth=1.3, strokeDash=[4, 3], opacity=0.75)
        .encode(x=_time("from"), y=_pixel(plan, "y"), y2="y2:Q", tooltip=tips)
    )
    wide = (
        alt.Chart(bands)
        .mark_rect(color=_ink(plan), opacity=0.16)
        .encode(x=_time("from"), x2="to:T", y=_pixel(plan, "y"), y2="y2:Q", tooltip=tips)
    )
    return [chart for chart, rows in ((lines, exact), (wide, bands)) if len(rows)]


def _marks(plan: Plan, frame: pd.DataFrame) -> alt.Chart:
    known = {**STEP_MARKS, OTHER_TIE: OTHER_TIE_MARK}
    names, strokes = _kinds(frame, {name: stroke for name, (_, stroke) in known.items()})
    looks = _named(plan, 0, names, strokes, [known[name][0] for name in names])
    marks: alt.Chart = (
        alt.Chart(frame)
        .mark_point(filled=True, size=85, opacity=1)
        .encode(x=_time("middle"), y=_pixel(plan, "y"), tooltip=["dyad", "day", "kind", "before", "after"], **looks)
    )
    return marks


def _shades(plan: Plan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    if frame.empty:
        return []
    shades = alt.Chart(frame).mark_rect(color=SHADE, opacity=0.14, stroke=SHADE, strokeDash=[3, 3])
    return [shades.encode(x=_time("from"), x2="to:T", y=_pixel(plan, "y"), y2="y2:Q", tooltip="words")]


def _said(plan: Plan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    """What a shade means, over a rim of paper: rules run through it."""
    if frame.empty:
        return []
    base = alt.Chart(frame).encode(x=_time("from"), y=_pixel(plan, "y_middle"), text="text:N", tooltip="words")
    looks: dict[str, Any] = {"align": "left", "dx": 6, "fontSize": 11, "fontStyle": "italic"}
    paper = PAPER[plan.ground]
    rim = base.mark_text(**looks, color=paper, stroke=paper, strokeWidth=4, strokeJoin="round")
    return [rim, base.mark_text(**looks, color=_ink(plan))]


def _titles(plan: Plan) -> alt.Chart:
    frame = pd.DataFrame([{"y": row.head + TITLE / 2, "title": row.title} for row in plan.rows])
    titles: alt.Chart = (
        alt.Chart(frame)
        .mark_text(align="left", baseline="middle", fontSize=12, fontWeight=600, color=_ink(plan))
        .encode(x=alt.value(0), y=_pixel(plan, "y"), text="title:N")
    )
    return titles


def _none(plan: Plan, place: int, words: str) -> alt.Chart:
    row = plan.rows[place]
    frame = pd.DataFrame([{"y": (row.top + row.bottom) / 2, "words": words}])
    said: alt.Chart = (
        alt.Chart(frame)
        .mark_text(align="left", fontSize=11, fontStyle="italic", color=_ink(plan))
        .encode(x=alt.value(6), y=_pixel(plan, "y"), text="words:N")
    )
    return said


def _ends(plan: Plan) -> alt.Chart:
    """Unseen marks at both ends keep the range of the axis, which drag and wheel then narrow."""
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    frame = pd.DataFrame({"day": [plan.first, plan.last]})
    ends: alt.Chart = alt.Chart(frame).mark_rule(opacity=0).encode(x=_time("day")).add_params(zoom)
    return ends
