"""Rows -> one chart on one time axis: tier steps over events over contacts, and the rules of the steps through all."""

import altair as alt
import pandas as pd

from components.style.chart_style import layered, tooltips
from components.style.theme import (
    CONTACT_BARS,
    EVENT_BARS,
    OTHER_TIE_MARK,
    PAPER,
    SHAPE_OF_BAR,
    STEP_MARKS,
    USE_MARK,
)
from components.tempo.chart_parts import (
    axis_ends,
    count_bars,
    empty_row_text,
    gap_shades,
    gap_texts,
    ink_of,
    kind_encodings,
    kinds_present,
    pixel_axis,
    row_titles,
    texts_with_rim,
    time_axis,
)
from components.tempo.plan import USES_NAME_HEIGHT, USES_TITLE, TempoPlan
from components.tempo.rows import (
    OTHER_TIE,
    contacts_frame,
    events_frame,
    lanes_frame,
    marks_frame,
    moves_frame,
    unseen_frame,
    uses_frame,
    uses_top,
)
from components.tempo.words import no_events_text

# Pixels that a part of a bar needs for the shape of its kind to stand in it.
LEAST_SHAPE_HEIGHT = 9


def tempo_chart_of(plan: TempoPlan) -> alt.LayerChart:
    """The whole chart. Its rows are pixels of one plane, so that they share the axis, the rules and the zoom."""
    unseen, marks = unseen_frame(plan), marks_frame(plan)
    layers = [
        *gap_shades(plan, unseen),
        *_steps(plan, marks),
        *_events(plan),
        *_contacts(plan),
        *_rules(plan, marks),
        *_lane_names(plan),
        *gap_texts(plan, unseen),
        row_titles(plan),
        axis_ends(plan),
    ]
    return layered(
        layers,
        # A pixel of the rows is one of the screen: the axis comes on top of the height.
        plan.rows[2].bottom + 1,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(color="independent", shape="independent")),
        legend=alt.LegendConfig(labelFontSize=11, rowPadding=1, columnPadding=14, symbolSize=60, padding=0, offset=0),
    )


def _events(plan: TempoPlan) -> list[alt.Chart | alt.LayerChart]:
    frame = events_frame(plan)
    if frame.empty:
        return [empty_row_text(plan, 1, no_events_text(plan))]
    names, strokes = kinds_present(frame, EVENT_BARS)
    encodings = kind_encodings(plan, 1, names, strokes, [SHAPE_OF_BAR[name] for name in names])
    bars = count_bars(plan, frame, tooltips("period", "kind", "number")).encode(color=encodings["color"])
    roomy = frame[(frame["y"] - frame["y2"]) >= LEAST_SHAPE_HEIGHT]
    if plan.unit == "month" or roomy.empty:
        return [bars]
    shapes = (
        alt.Chart(roomy)
        .mark_point(filled=True, size=18, color=PAPER[plan.theme], opacity=0.9)
        .encode(
            x=time_axis("middle"),
            y=pixel_axis(plan, "y_middle"),
            shape=encodings["shape"],
            tooltip=tooltips("period", "kind", "number"),
        )
    )
    return [alt.layer(bars, shapes).resolve_scale(color="shared", shape="shared")]


def _contacts(plan: TempoPlan) -> list[alt.Chart | alt.LayerChart]:
    if not plan.tempo.partners:
        return []
    frame = contacts_frame(plan)
    if frame.empty:
        return [empty_row_text(plan, 2, "No contacts recorded in this period")]
    names, strokes = kinds_present(frame, CONTACT_BARS)
    encodings = kind_encodings(plan, 2, names, strokes)
    return [count_bars(plan, frame, tooltips("period", "kind", "number", "covered")).encode(**encodings)]


def _steps(plan: TempoPlan, marks: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    if not plan.marks_changes:
        frame = moves_frame(plan)
        if frame.empty:
            return []
        known = {name: stroke for name, (_, stroke) in STEP_MARKS.items()}
        names, strokes = kinds_present(frame, known)
        encodings = kind_encodings(plan, 0, names, strokes)
        return [count_bars(plan, frame, tooltips("period", "kind", "number")).encode(**encodings)]
    lanes = lanes_frame(plan)
    drawn = [] if lanes.empty else _lanes(plan, lanes)
    drawn += _uses(plan, uses_frame(plan)) if plan.uses else []
    if marks.empty:
        return drawn or [empty_row_text(plan, 0, "No label changes in this period")]
    return [*drawn, _marks(plan, marks)]


def _lanes(plan: TempoPlan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    base = alt.Chart(frame).encode(tooltip=tooltips("name", "wording", "held"))
    bars = base.mark_bar(cornerRadius=2).encode(
        x=time_axis("from"),
        x2=alt.X2("to:T"),
        y=pixel_axis(plan, "y"),
        y2=alt.Y2("y2:Q"),
        color=alt.Color("colour:N", scale=None),
    )
    words = base.mark_text(align="left", baseline="middle", dx=4, fontSize=11).encode(
        x=time_axis("from"),
        y=pixel_axis(plan, "y_middle"),
        text=alt.Text("text:N"),
        color=alt.Color("ink:N", scale=None),
    )
    return [bars, words]


def _uses(plan: TempoPlan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    """A cell a year below the lanes of the labels, the stronger the more often; the number stands in it."""
    base = alt.Chart(frame).encode(tooltip=tooltips("year", "uses"))
    cells = base.mark_bar(color=USE_MARK.on(plan.theme)).encode(
        x=time_axis("from"),
        x2=alt.X2("to:T"),
        y=pixel_axis(plan, "y"),
        y2=alt.Y2("y2:Q"),
        opacity=alt.Opacity("strength:Q", scale=None),
    )
    numbers = base.mark_text(align="left", baseline="middle", dx=3, fontSize=10, clip=True, color=ink_of(plan)).encode(
        x=time_axis("from"), y=pixel_axis(plan, "y_middle"), text=alt.Text("uses:N")
    )
    name = (
        alt.Chart(pd.DataFrame([{"from": plan.first, "y": uses_top(plan) - USES_NAME_HEIGHT / 2, "text": USES_TITLE}]))
        .mark_text(align="left", baseline="middle", fontSize=11, color=ink_of(plan))
        .encode(x=time_axis("from"), y=pixel_axis(plan, "y"), text=alt.Text("text:N"))
    )
    return [cells, numbers, name]


def _lane_names(plan: TempoPlan) -> list[alt.Chart]:
    """The pairs before the bars that have no room for them, over the rules."""
    frame = lanes_frame(plan)
    if frame.empty or not frame["before"].any():
        return []
    names = alt.Chart(frame[frame["before"] != ""]).encode(
        x=time_axis("from"),
        y=pixel_axis(plan, "y_middle"),
        text=alt.Text("before:N"),
        tooltip=tooltips("name", "wording", "held"),
    )
    return [*texts_with_rim(plan, names, align="right", baseline="middle", dx=-4, fontSize=11)]


def _rules(plan: TempoPlan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    """A line where the day is known; a band over the days on which an imprecise date may lie."""
    if frame.empty:
        return []
    frame, tips = frame[frame["moves"]], tooltips("dyad", "day", "kind", "before", "after")
    # In pieces, one for each row, so that they run through bars and not through titles and legends.
    pieces = pd.concat([frame.assign(y=row.top, y2=row.bottom) for row in plan.rows])
    exact, bands = pieces[pieces["exact"]], pieces[~pieces["exact"]]
    lines = (
        alt.Chart(exact)
        .mark_rule(color=ink_of(plan), strokeWidth=1.3, strokeDash=[4, 3], opacity=0.75)
        .encode(x=time_axis("from"), y=pixel_axis(plan, "y"), y2=alt.Y2("y2:Q"), tooltip=tips)
    )
    wide = (
        alt.Chart(bands)
        .mark_rect(color=ink_of(plan), opacity=0.16)
        .encode(x=time_axis("from"), x2=alt.X2("to:T"), y=pixel_axis(plan, "y"), y2=alt.Y2("y2:Q"), tooltip=tips)
    )
    return [chart for chart, rows in ((lines, exact), (wide, bands)) if len(rows)]


def _marks(plan: TempoPlan, frame: pd.DataFrame) -> alt.Chart:
    known = {**STEP_MARKS, OTHER_TIE: OTHER_TIE_MARK}
    names, strokes = kinds_present(frame, {name: stroke for name, (_, stroke) in known.items()})
    encodings = kind_encodings(plan, 0, names, strokes, [known[name][0] for name in names])
    marks: alt.Chart = (
        alt.Chart(frame)
        .mark_point(filled=True, size=85, opacity=1)
        .encode(
            x=time_axis("middle"),
            y=pixel_axis(plan, "y"),
            tooltip=tooltips("dyad", "day", "kind", "before", "after"),
            **encodings,
        )
    )
    return marks
