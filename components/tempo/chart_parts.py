"""What every row of the chart of activity is made of: axes, legends, bars, titles, shades over what is not covered."""

import json
from typing import Any

import altair as alt
import pandas as pd

from components.style.theme import INK, PAPER, SHADE, Stroke
from components.tempo.plan import LEGEND_COLUMNS, TEMPO_TITLE_HEIGHT, TempoPlan

# Pixels: the short title of the first row leaves room beside it.
STEPS_LEGEND_X = 150


def time_axis(field: str) -> alt.X:
    axis = alt.Axis(title=None, orient="bottom", grid=True, gridOpacity=0.3, tickCount=8)
    return alt.X(f"{field}:T", axis=axis, scale=alt.Scale(type="utc", nice=False))


def pixel_axis(plan: TempoPlan, field: str) -> alt.Y:
    """A row's pixel, from the top down; the axis tells the counts at the foot and the head of each row."""
    scale = alt.Scale(domain=[plan.rows[2].bottom + 1, 0], nice=False, zero=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=_counts_axis(plan))


def _counts_axis(plan: TempoPlan) -> alt.Axis:
    tallies = (None if plan.marks_changes else plan.moves, plan.events, plan.contacts if plan.tempo.partners else None)
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


def ink_of(plan: TempoPlan) -> str:
    return INK[plan.theme]


def kind_encodings(
    plan: TempoPlan, row_number: int, names: list[str], strokes: list[Stroke], shapes: list[str] | None = None
) -> dict[str, Any]:
    """Colour, and shape where there is one, for the kinds that are there; one legend for both, in the row's head."""
    row = plan.rows[row_number]
    # The steps' short title leaves room beside it.
    across, down = (STEPS_LEGEND_X, row.head + 4) if not row_number else (0, row.head + TEMPO_TITLE_HEIGHT)
    legend = alt.Legend(
        title=None,
        orient="none",
        legendX=across,
        legendY=down,
        direction="horizontal",
        columns=5 if not row_number else LEGEND_COLUMNS,
        # On a phone the columns of a legend have no room for whole names; the tips have them.
        labelLimit=alt.ExprRef("containerSize()[0] < 560 ? 52 : 240"),
    )
    colours = alt.Scale(domain=names, range=[plan.colour(stroke) for stroke in strokes])
    encodings: dict[str, Any] = {"color": alt.Color("kind:N", scale=colours, legend=legend)}
    if shapes:
        encodings["shape"] = alt.Shape("kind:N", scale=alt.Scale(domain=names, range=shapes), legend=legend)
    return encodings


def count_bars(plan: TempoPlan, frame: pd.DataFrame, tips: list[alt.Tooltip]) -> alt.Chart:
    bars: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(stroke=None)
        .encode(
            x=time_axis("from"),
            x2=alt.X2("to:T"),
            y=pixel_axis(plan, "y"),
            y2=alt.Y2("y2:Q"),
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=tips,
        )
    )
    return bars


def kinds_present(frame: pd.DataFrame, known: dict[str, Stroke]) -> tuple[list[str], list[Stroke]]:
    there = set(frame["kind"])
    names = [name for name in known if name in there]
    return names, [known[name] for name in names]


def gap_shades(plan: TempoPlan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    if frame.empty:
        return []
    shades = alt.Chart(frame).mark_rect(color=SHADE, opacity=0.14, stroke=SHADE, strokeDash=[3, 3])
    return [
        shades.encode(
            x=time_axis("from"),
            x2=alt.X2("to:T"),
            y=pixel_axis(plan, "y"),
            y2=alt.Y2("y2:Q"),
            tooltip=alt.Tooltip("words"),
        )
    ]


def gap_texts(plan: TempoPlan, frame: pd.DataFrame) -> list[alt.Chart | alt.LayerChart]:
    """What a shade means; rules run through it."""
    if frame.empty:
        return []
    base = alt.Chart(frame).encode(
        x=time_axis("from"), y=pixel_axis(plan, "y_middle"), text=alt.Text("text:N"), tooltip=alt.Tooltip("words")
    )
    return [*texts_with_rim(plan, base, align="left", dx=6, fontSize=11, fontStyle="italic")]


def texts_with_rim(plan: TempoPlan, base: alt.Chart, **style: Any) -> tuple[alt.Chart, alt.Chart]:
    """Texts over a rim of paper."""
    paper = PAPER[plan.theme]
    rim: alt.Chart = base.mark_text(**style, color=paper, stroke=paper, strokeWidth=4, strokeJoin="round")
    return rim, base.mark_text(**style, color=ink_of(plan))


def row_titles(plan: TempoPlan) -> alt.Chart:
    frame = pd.DataFrame([{"y": row.head + TEMPO_TITLE_HEIGHT / 2, "title": row.title} for row in plan.rows])
    titles: alt.Chart = (
        alt.Chart(frame)
        .mark_text(align="left", baseline="middle", fontSize=12, fontWeight=600, color=ink_of(plan))
        .encode(x=alt.value(0), y=pixel_axis(plan, "y"), text=alt.Text("title:N"))
    )
    return titles


def empty_row_text(plan: TempoPlan, row_number: int, words: str) -> alt.Chart:
    row = plan.rows[row_number]
    frame = pd.DataFrame([{"y": (row.top + row.bottom) / 2, "words": words}])
    said: alt.Chart = (
        alt.Chart(frame)
        .mark_text(align="left", fontSize=11, fontStyle="italic", color=ink_of(plan))
        .encode(x=alt.value(6), y=pixel_axis(plan, "y"), text=alt.Text("words:N"))
    )
    return said


def axis_ends(plan: TempoPlan) -> alt.Chart:
    """Unseen marks at both ends keep the range of the axis, which drag and wheel then narrow."""
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    frame = pd.DataFrame({"day": [plan.first, plan.last]})
    ends: alt.Chart = alt.Chart(frame).mark_rule(opacity=0).encode(x=time_axis("day")).add_params(zoom)
    return ends
