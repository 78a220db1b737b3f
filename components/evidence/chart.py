"""Figures and contacts of the focus -> small charts for a narrow panel."""

import json

import altair as alt
import pandas as pd

from components.evidence.figures import FigureSeries
from components.style.theme import INK, Theme
from components.wording.spells import grade_text
from data.analysis.contacts import meetings_with, observed_period
from data.base.memo import memo
from data.tables.dataset import Dataset

# Pixels.
BAR_HEIGHT, CONTACTS_HEIGHT, TITLE_HEIGHT = 19, 120, 44
# Grey enough for both themes, and not a colour of any tier.
FIGURE_BAR, DISPUTED_BAR, CONTACT_BAR = "#5b6b7f", "#c08a2c", "#7a8796"
_SCALES = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


@memo
def figures_chart(dataset: Dataset, series: FigureSeries, theme: Theme) -> alt.LayerChart:
    """A lying bar for each figure: periods have long names. Of one period, each source has a bar of its own."""
    frame, unit = _figures_frame(dataset, series)
    title = alt.Title(f"{dataset.indicators[series.indicator].name}, {unit}", anchor="start", fontSize=11)
    # The periods as JSON: no text of the records comes into an expression.
    labels = f"{json.dumps(list(frame['period']))}[datum.value]"
    base = alt.Chart(frame, title=title).encode(
        y=alt.Y("row:O", axis=alt.Axis(title=None, labelOverlap=False, labelExpr=labels)),
        x=alt.X("value:Q", axis=None),
        tooltip=["period", alt.Tooltip("value:Q", title=unit), "how"],
    )
    bars = base.mark_bar(height=BAR_HEIGHT - 6).encode(
        color=alt.condition("datum.disputed", alt.value(DISPUTED_BAR), alt.value(FIGURE_BAR)),
        stroke=alt.condition("datum.disputed", alt.value("#000000"), alt.value(FIGURE_BAR)),
        strokeDash=alt.condition("datum.disputed", alt.value([3, 2]), alt.value([1, 0])),
    )
    values = base.mark_text(align="left", dx=4, fontSize=10, color=INK[theme]).encode(
        text=alt.Text("value:Q", format=".3~g")
    )
    whole: alt.LayerChart = (bars + values).properties(height=BAR_HEIGHT * len(frame) + TITLE_HEIGHT)
    return whole


def _figures_frame(dataset: Dataset, series: FigureSeries) -> tuple[pd.DataFrame, str]:
    """One row a figure, its value in the unit that is returned beside: "million tonnes"."""
    greatest = max(abs(figure.value) for figure in series.figures)
    divisor, scale = next(((size, word) for size, word in _SCALES if greatest >= size), (1, ""))
    rows = [
        {
            "period": figure.period,
            "row": row,
            "value": figure.value / divisor,
            "how": f"{figure.qualifier} ({grade_text(figure.grade)})".strip(),
            "disputed": bool(figure.contest),
        }
        for row, figure in enumerate(series.figures)
    ]
    return pd.DataFrame(rows), f"{scale} {dataset.indicators[series.indicator].unit}".strip()


@memo
def contacts_chart(dataset: Dataset, partner: str) -> alt.Chart:
    """Contacts a year; the axis is the same for every partner, so that two charts compare."""
    meetings = pd.Series([contact.date.first.year for contact in meetings_with(dataset, partner)], dtype="int64")
    counts, years = meetings.value_counts(), _years(dataset)
    frame = pd.DataFrame({"year": years, "contacts": [int(counts.get(year, 0)) for year in years]})
    bars: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(color=CONTACT_BAR)
        .encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, values=years[::3])),
            y=alt.Y("contacts:Q", axis=alt.Axis(title=None, tickMinStep=1, tickCount=3, grid=False)),
            tooltip=["year", "contacts"],
        )
        .properties(height=CONTACTS_HEIGHT)
    )
    return bars


@memo
def _years(dataset: Dataset) -> list[int]:
    """The years of all contacts, whoever they were with."""
    observed = observed_period(dataset)
    assert observed, "a chart of contacts is drawn only where there are some"
    last = max(contact.date.first.year for contacts in dataset.contacts.values() for contact in contacts)
    return list(range(observed.first.year, last + 1))
