"""The flow of tiers through the years -> bands between columns, the path of the focus on top."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from components.arrival.bands import FlowBand, FlowLayout, band_curve, colour_group, flow_bands, flow_layout
from components.style.chart_style import IS_NARROW, layered, tooltips
from components.style.theme import GROUP_STROKES, INK, PALE, PAPER, Theme
from data.analysis.arrival import NO_TIER
from data.analysis.arrival_flow import Flow, FlowPosition, name_of
from data.base.days import month_text
from data.base.text import list_text, quantity
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad

# The width of a column as a share of a column's distance.
COLUMN_WIDTH = 0.1
MOST_IN_TIP = 12
CHART_HEIGHT, _LONGEST_NAME = 420, 30
# Pixels between the first and the last column on a usual screen, and that a cut name needs to say something.
_CHART_WIDTH, LEAST_NAME_WIDTH = 620, 90
# The share of the width that is left free behind the last column, for the names.
NAME_MARGIN = 0.3


@dataclass(frozen=True)
class _Frame:
    """What all layers of the chart share."""

    dataset: Dataset
    flow: Flow
    layout: FlowLayout
    bands: tuple[FlowBand, ...]
    theme: Theme

    @property
    def x(self) -> alt.Scale:
        last = len(self.flow.days) - 1
        return alt.Scale(domain=[0, (last + COLUMN_WIDTH) * (1 + NAME_MARGIN)], nice=False)

    @property
    def y(self) -> alt.Scale:
        return alt.Scale(domain=[self.layout.height, 0], nice=False)

    @property
    def colours(self) -> dict[FlowPosition, str]:
        return {position: self._colour(position, number) for number, position in enumerate(self.layout.order)}

    def _colour(self, position: FlowPosition, number: int) -> str:
        group = colour_group(position, number)
        return GROUP_STROKES[group].on(self.theme) if group else PALE[self.theme]


def flow_chart(dataset: Dataset, flow: Flow, holder: str, *, theme: Theme) -> alt.LayerChart:
    """The whole picture; `holder` is the focus, or ""."""
    layout = flow_layout(flow)
    frame = _Frame(dataset, flow, layout, tuple(flow_bands(flow, layout)), theme)
    layers = [_ribbons(frame), *_columns(frame), *_path(frame, holder)]
    return layered(layers, CHART_HEIGHT)


def _points(band: FlowBand) -> Iterator[tuple[float, float]]:
    """Points (x, y) of the upper edge of a band."""
    for share, across in band_curve():
        yield band.column + COLUMN_WIDTH + share * (1 - COLUMN_WIDTH), band.left + (band.right - band.left) * across


def _ribbons(frame: _Frame) -> alt.Chart:
    rows = [
        {"band": number, "x": x, "y": y, "y2": y + len(band.holders), **looks}
        for number, band in enumerate(frame.bands)
        for looks in [_ribbon_looks(frame, band)]
        for x, y in _points(band)
    ]
    columns = ["band", "x", "y", "y2", "colour", "opacity", "years", "move", "who"]
    ribbons: alt.Chart = (
        alt.Chart(pd.DataFrame(rows, columns=columns))
        .mark_area(line=False)
        .encode(
            x=alt.X("x:Q", scale=frame.x, axis=_year_axis(frame.flow)),
            y=alt.Y("y:Q", scale=frame.y, axis=None),
            y2=alt.Y2("y2:Q"),
            detail=alt.Detail("band:N"),
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=tooltips("years", "move", "who"),
        )
    )
    return ribbons


def _ribbon_looks(frame: _Frame, band: FlowBand) -> dict[str, object]:
    """Colour, opacity and tip of a band."""
    names = list_text([actor_or_dyad(frame.dataset, holder) for holder in band.holders], most=MOST_IN_TIP)
    before, after = name_of(band.before), name_of(band.after)
    first, last = (_day_text(frame.flow.days[column]) for column in (band.column, band.column + 1))
    faint = 0.16 if band.before == NO_TIER else 0.3
    return {
        "colour": frame.colours[band.after if band.before == NO_TIER else band.before],
        "opacity": 0.5 if band.moved else faint,
        "years": f"{first} to {last}",
        "move": f"{before} → {after}" if band.moved else f"{before}, no change",
        "who": f"{quantity(len(band.holders), 'partner')}: {names}",
    }


def _day_text(day: date) -> str:
    """ "2015" for the end of a year, else "Mar 2023"."""
    return str(day.year) if (day.month, day.day) == (12, 31) else month_text(day)


def _columns(frame: _Frame) -> list[alt.Chart]:
    """A bar for each level in each column; the names behind the last, and of a level that nobody is on then where it ends."""
    rows = [row for column in range(len(frame.flow.days)) for row in _column_rows(frame, column)]
    base = alt.Chart(pd.DataFrame(rows)).encode(tooltip=tooltips("year", "level", "partners"))
    bars = base.mark_rect(opacity=0.95).encode(
        x=alt.X("x:Q", scale=frame.x),
        x2=alt.X2("x2:Q"),
        y=alt.Y("y:Q", scale=frame.y, axis=None),
        y2=alt.Y2("y2:Q"),
        color=alt.Color("colour:N", scale=None),
    )
    limit = alt.ExprRef(f"{IS_NARROW} ? 84 : 260")
    names = base.mark_text(align="left", dx=6, fontSize=11.5, color=INK[frame.theme], limit=limit).encode(
        x=alt.X("x2:Q", scale=frame.x), y=alt.Y("middle:Q", scale=frame.y), text=alt.Text("label:N")
    )
    room = _CHART_WIDTH / len(frame.flow.days)
    opacity = alt.ExprRef(f"{IS_NARROW} ? 0 : 1")
    style: dict[str, Any] = {
        "align": "left",
        "dx": 6,
        "fontSize": 11.5,
        "color": INK[frame.theme],
        "limit": room,
        "opacity": opacity,
    }
    ended = base.mark_text(**style).encode(
        x=alt.X("x2:Q", scale=frame.x), y=alt.Y("middle:Q", scale=frame.y), text=alt.Text("ended:N")
    )
    return [bars, names, *([ended] if room >= LEAST_NAME_WIDTH else [])]


def _column_rows(frame: _Frame, column: int) -> Iterator[dict[str, object]]:
    count, colours = Counter(frame.flow.positions[column].values()), frame.colours
    is_last = column == len(frame.flow.days) - 1
    later = {position for positions in frame.flow.positions[column + 1 :] for position in positions.values()}
    for position in frame.layout.order:
        if number := count[position]:
            top, name = frame.layout.tops[column][position], name_of(position)
            yield {
                "x": column,
                "x2": column + COLUMN_WIDTH,
                "y": top,
                "y2": top + number,
                "middle": top + number / 2,
                "colour": colours[position],
                "level": name,
                "partners": number,
                "year": _day_text(frame.flow.days[column]),
                "label": f"{_shortened(name)} · {number}" if is_last else "",
                "ended": "" if is_last or position in later else name,
            }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _year_axis(flow: Flow) -> alt.Axis:
    # Words of our own, as JSON: no text of the records comes near the expression.
    words = json.dumps([_day_text(day) for day in flow.days])
    return alt.Axis(
        title=None,
        orient="top",
        values=list(range(len(flow.days))),
        labelExpr=f"{words}[datum.value]",
        labelAlign="left",
        grid=False,
        ticks=False,
        domain=False,
    )


def _path(frame: _Frame, holder: str) -> list[alt.Chart]:
    """The way of the focus, as a dark line through the bands it was in."""
    bands = [band for band in frame.bands if holder in band.holders]
    rows = [{"x": x, "y": y + band.holders.index(holder) + 0.5} for band in bands for x, y in _points(band)]
    if not rows:
        return []
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("x:Q", scale=frame.x),
        y=alt.Y("y:Q", scale=frame.y),
        order=alt.Order("x:Q"),
        tooltip=alt.TooltipValue(actor_or_dyad(frame.dataset, holder)),
    )
    return [
        base.mark_line(color=PAPER[frame.theme], strokeWidth=5.5),
        base.mark_line(color=INK[frame.theme], strokeWidth=2.6),
    ]
