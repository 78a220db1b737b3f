"""Marks in a plane -> one chart of the page."""

import json
from collections import defaultdict
from typing import Any

import altair as alt
import pandas as pd

from components.deeds.plan import Area, DeedsPlan, Dot, Label, Segment, Tone
from components.style.theme import INK, PAPER, SHADE, Stroke, Theme, blend, text_on

SIDE = 46
SIGNS = {"circle": "●", "triangle-up": "▲", "square": "■", "diamond": "◆", "cross": "✚", "triangle-down": "▼"}


def deeds_chart(plan: DeedsPlan, theme: Theme) -> alt.LayerChart:
    """The whole chart; its rows are pixels of one plane, so that they share the axis and the rules."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    layers: list[alt.Chart] = []
    for mark in plan.marks:
        _add(parts, mark, theme)
    for kind in ("area", "segment", "dot", "area text", "label"):
        by_look: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in parts[kind]:
            by_look[row.pop("look")].append(row)
        layers += [_layer(plan, kind, look, rows) for look, rows in by_look.items()]
    whole: alt.LayerChart = (
        alt.layer(*layers, _frame(plan)).properties(height=plan.height + 1).configure_view(stroke=None)
    )
    return whole


def _colour(paint: Stroke | Tone, theme: Theme) -> str:
    if isinstance(paint, Stroke):
        return paint.on(theme)
    if paint == "shade":
        return SHADE
    return INK[theme] if paint == "ink" else blend(INK[theme], PAPER[theme], 0.72)


def _add(parts: dict[str, list[dict[str, Any]]], mark: object, theme: Theme) -> None:
    if isinstance(mark, Area):
        colour = _colour(mark.paint, theme)
        row = {"x": mark.left, "x2": mark.right, "y": mark.top, "y2": mark.bottom, "colour": colour, "words": mark.tip}
        parts["area"].append({**row, "look": (mark.opacity, mark.paint == "shade")})
        if mark.text:
            ink = INK[theme] if mark.opacity < 0.5 else text_on(colour)
            text = {
                "x": mark.left,
                "x2": mark.right,
                "y": (mark.top + mark.bottom) / 2,
                "text": mark.text,
                "colour": ink,
                "words": mark.tip,
            }
            parts["area text"].append({**text, "look": ("start", 400, 4)})
    elif isinstance(mark, Segment):
        row = {"x": mark.x, "y": mark.y, "x2": mark.to_x, "y2": mark.to_y, "words": mark.tip}
        parts["segment"].append({**row, "colour": _colour(mark.paint, theme), "look": (mark.width, mark.dash)})
    elif isinstance(mark, Dot) and mark.aside:
        # In a legend a sign of the text: a mark could not keep a distance in pixels.
        row = {"x": mark.x, "y": mark.y, "text": SIGNS[mark.shape], "colour": _colour(mark.paint, theme), "words": ""}
        parts["label"].append({**row, "look": ("middle", 400, mark.aside)})
    elif isinstance(mark, Dot):
        row = {"x": mark.x, "y": mark.y, "colour": _colour(mark.paint, theme), "words": mark.tip}
        parts["dot"].append({**row, "look": (mark.shape, mark.size, mark.is_hollow)})
    elif isinstance(mark, Label):
        row = {"x": mark.x, "y": mark.y, "text": mark.text, "colour": _colour(mark.tone, theme), "words": mark.text}
        parts["label"].append({**row, "look": (mark.anchor, 600 if mark.is_strong else 400, mark.aside)})


def _layer(plan: DeedsPlan, kind: str, look: tuple[Any, ...], rows: list[dict[str, Any]]) -> alt.Chart:
    base = alt.Chart(pd.DataFrame(rows))
    places = {"x": _across(plan, "x"), "y": _down(plan, "y"), "color": alt.Color("colour:N", scale=None)}
    tip = {"tooltip": alt.Tooltip("words:N", title=" ")} if any(row["words"] for row in rows) else {}
    if kind == "area":
        opacity, is_gap = look
        dash: dict[str, Any] = {"stroke": SHADE, "strokeDash": [3, 3], "strokeOpacity": 0.5} if is_gap else {}
        chart: alt.Chart = base.mark_rect(opacity=opacity, **dash).encode(**places, **tip, x2="x2:Q", y2="y2:Q")
    elif kind == "segment":
        width, dashes = look
        chart = base.mark_rule(strokeWidth=width, strokeDash=list(dashes) or [1, 0]).encode(
            **places, **tip, x2="x2:Q", y2="y2:Q"
        )
    elif kind == "dot":
        shape, size, is_hollow = look
        chart = base.mark_point(shape=shape, size=size * size, filled=not is_hollow, strokeWidth=1.4, opacity=1).encode(
            **places, **tip
        )
    else:
        anchor, weight, aside = look
        align: Any = {"start": "left", "middle": "center", "end": "right"}[anchor]
        # A text is cut by the browser where its room ends: it knows how wide the picture is, and we do not.
        room = (
            "max(1, scale('x', datum.x2) - scale('x', datum.x) - 6)" if "x2" in rows[0] else f"max(1, width - {aside})"
        )
        chart = base.mark_text(
            limit=alt.ExprRef(room), align=align, baseline="middle", dx=aside, fontSize=11, fontWeight=weight, clip=True
        ).encode(**places, **tip, text="text:N")
    return chart


def _across(plan: DeedsPlan, name: str) -> alt.X:
    axis = (
        alt.Axis(title=None, orient="bottom", grid=True, gridOpacity=0.3, format="d", tickCount=8)
        if plan.is_years
        else None
    )
    return alt.X(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[plan.first, plan.last], nice=False, zero=False))


def _down(plan: DeedsPlan, name: str) -> alt.Y:
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
            minExtent=SIDE,
            labelFontSize=10,
        )
        if plan.scale
        else None
    )
    return alt.Y(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[plan.height + 1, 0], nice=False, zero=False))


def _frame(plan: DeedsPlan) -> alt.Chart:
    """Unseen marks at both ends keep the range of the axes."""
    frame = pd.DataFrame([{"x": plan.first, "y": 0}, {"x": plan.last, "y": plan.height}])
    ends: alt.Chart = alt.Chart(frame).mark_point(opacity=0).encode(x=_across(plan, "x"), y=_down(plan, "y"))
    return ends
