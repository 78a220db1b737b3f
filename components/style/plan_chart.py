"""Marks in a plane -> one chart of the page."""

import json
from collections import defaultdict
from typing import Any

import altair as alt
import pandas as pd

from components.style.chart_style import layered
from components.style.plan import PALE_OPACITY, Area, Dot, Label, MarksPlan, Segment, Tone
from components.style.theme import INK, PAPER, SHADE, Stroke, Theme, blend, text_on

_SIDE = 46
SIGNS = {"circle": "●", "triangle-up": "▲", "square": "■", "diamond": "◆", "cross": "✚", "triangle-down": "▼"}


def plan_chart(plan: MarksPlan, theme: Theme) -> alt.LayerChart:
    """The whole chart; its rows are pixels of one plane, so that they share the axis and the rules.

    One layer for each kind of mark: how a mark looks is in its row, as each layer costs the server tens of milliseconds.
    """
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mark in plan.marks:
        _add(parts, mark, theme)
    # A dash is of a layer: lists do not arrive as lists in the rows.
    dashes = sorted({row["dash"] for row in parts["segment"]})
    lines = [[row for row in parts["segment"] if row["dash"] == dash] for dash in dashes]
    kinds = [
        ("area", parts["area"]),
        *(("segment", rows) for rows in lines),
        ("dot", parts["dot"]),
        ("text", parts["text"]),
    ]
    layers = [_layer(plan, kind, rows) for kind, rows in kinds if rows]
    return layered([*layers, _frame(plan)], plan.height + 1)


def _colour(paint: Stroke | Tone, theme: Theme) -> str:
    if isinstance(paint, Stroke):
        return paint.on(theme)
    if paint == "shade":
        return SHADE
    return INK[theme] if paint == "ink" else blend(INK[theme], PAPER[theme], 0.72)


def _add(parts: dict[str, list[dict[str, Any]]], mark: object, theme: Theme) -> None:
    if isinstance(mark, Area):
        colour = _colour(mark.paint, theme)
        edge = SHADE if mark.paint == "shade" else "transparent"
        row = {"x": mark.left, "x2": mark.right, "y": mark.top, "y2": mark.bottom, "colour": colour, "words": mark.tip}
        parts["area"].append({**row, "opacity": mark.opacity, "edge": edge})
        if mark.text:
            ink = INK[theme] if mark.opacity < PALE_OPACITY else text_on(colour)
            text = _text_row(mark.left, (mark.top + mark.bottom) / 2, mark.text, ink, 4)
            parts["text"].append({**text, "x2": mark.right, "words": mark.tip})
    elif isinstance(mark, Segment):
        row = {"x": mark.x, "y": mark.y, "x2": mark.to_x, "y2": mark.to_y, "words": mark.tip}
        look = {"colour": _colour(mark.paint, theme), "width": mark.width, "dash": mark.dash}
        parts["segment"].append({**row, **look})
    elif isinstance(mark, Dot) and mark.aside:
        # In a legend a sign of the text: a mark could not keep a distance in pixels.
        sign = _text_row(mark.x, mark.y, SIGNS[mark.shape], _colour(mark.paint, theme), mark.aside)
        parts["text"].append({**sign, "align": "center"})
    elif isinstance(mark, Dot):
        colour = _colour(mark.paint, theme)
        fill = "transparent" if mark.is_hollow else colour
        row = {"x": mark.x, "y": mark.y, "colour": colour, "fill": fill, "words": mark.tip}
        parts["dot"].append({**row, "shape": mark.shape, "size": mark.size**2})
    elif isinstance(mark, Label):
        row = _text_row(mark.x, mark.y, mark.text, _colour(mark.tone, theme), mark.aside)
        align = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
        parts["text"].append({**row, "align": align, "weight": 600 if mark.is_strong else 400})


def _text_row(x: float, y: float, text: str, colour: str, aside: float) -> dict[str, Any]:
    """A text; `x2` of -1 leaves it the room to the end of the plane."""
    look = {"colour": colour, "aside": aside, "align": "left", "weight": 400}
    return {"x": x, "x2": -1.0, "y": y, "text": text, "words": text, **look}


def _layer(plan: MarksPlan, kind: str, rows: list[dict[str, Any]]) -> alt.Chart:
    dash = list(rows[0].get("dash", ())) or [1, 0]
    base = alt.Chart(pd.DataFrame([{name: row[name] for name in row if name != "dash"} for row in rows]))
    places: dict[str, Any] = {"x": _across(plan, "x"), "y": _down(plan, "y")}
    colour, tip = alt.Color("colour:N", scale=None), alt.Tooltip("words:N", title=" ")
    if kind == "area":
        marks = base.mark_rect(stroke=alt.ExprRef("datum.edge"), strokeDash=[3, 3], strokeOpacity=0.5)
        opacity = alt.FillOpacity("opacity:Q", scale=None)
        chart: alt.Chart = marks.encode(
            **places, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), color=colour, fillOpacity=opacity, tooltip=tip
        )
    elif kind == "segment":
        marks = base.mark_rule(strokeWidth=alt.ExprRef("datum.width"), strokeDash=dash)
        chart = marks.encode(**places, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), color=colour, tooltip=tip)
    elif kind == "dot":
        fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("colour:N", scale=None)
        shape, size = alt.Shape("shape:N", scale=None), alt.Size("size:Q", scale=None)
        marks = base.mark_point(strokeWidth=1.4, opacity=1)
        chart = marks.encode(**places, fill=fill, stroke=stroke, shape=shape, size=size, tooltip=tip)
    else:
        # A text is cut by the browser where its room ends: it knows how wide the picture is, and we do not.
        inside = "max(1, scale('x', datum.x2) - scale('x', datum.x) - 6)"
        marks = base.mark_text(
            limit=alt.ExprRef(f"datum.x2 === -1 ? max(1, width - abs(datum.aside)) : {inside}"),
            align=alt.ExprRef("datum.align"),
            dx=alt.ExprRef("datum.aside"),
            fontWeight=alt.ExprRef("datum.weight"),
            baseline="middle",
            fontSize=11,
            clip=True,
        )
        chart = marks.encode(**places, color=colour, text=alt.Text("text:N"), tooltip=tip)
    return chart


def _across(plan: MarksPlan, name: str) -> alt.X:
    axis = (
        alt.Axis(title=None, orient="bottom", grid=True, gridOpacity=0.3, format="d", tickCount=8)
        if plan.is_years
        else None
    )
    return alt.X(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[plan.first, plan.last], nice=False, zero=False))


def _down(plan: MarksPlan, name: str) -> alt.Y:
    # Numbers and words of our own, as JSON: no text of the records comes near the expression.
    words = {str(pixel): text for pixel, text in plan.scale.items()}
    axis = (
        alt.Axis(
            title=None,
            values=sorted(plan.scale),
            labelExpr=f"{json.dumps(words)}[datum.value]",
            grid=False,
            ticks=False,
            domain=False,
            minExtent=_SIDE,
            labelFontSize=10,
        )
        if plan.scale
        else None
    )
    return alt.Y(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[plan.height + 1, 0], nice=False, zero=False))


def _frame(plan: MarksPlan) -> alt.Chart:
    """Unseen marks at both ends keep the range of the axes."""
    frame = pd.DataFrame([{"x": plan.first, "y": 0}, {"x": plan.last, "y": plan.height}])
    ends: alt.Chart = alt.Chart(frame).mark_point(opacity=0).encode(x=_across(plan, "x"), y=_down(plan, "y"))
    return ends
