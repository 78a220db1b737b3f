"""The figures of the focus: small charts of what the records say is charted, contested values side by side, and the list."""

import json
from xml.etree.ElementTree import Element

import altair as alt
import pandas as pd

from components.style.markup import element
from components.style.page_style import ground
from components.style.theme import INK, Ground
from components.wording.citations import Citations
from data.base.memo import memo
from data.model.cells import actors_of
from data.model.schema import Figure
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.selection import Selection

FEWEST = 3
BAR_HEIGHT = 19
# Grey enough for both themes, and not a colour of any tier.
BAR, CONTESTED = "#5b6b7f", "#c08a2c"
_SCALES = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def figures_of(selection: Selection) -> list[Figure]:
    """The figures about the focus, the newest period of an indicator first.

    A dyad also gets what is measured of one of its actors alone, where the dyad has figures on the same topic.
    """
    about = [figure for figure in selection.dataset.figures if _concerns(selection, figure)]
    if selection.view.focus not in selection.dataset.actors:
        topics = {_topic(selection.dataset, figure) for figure in about}
        ends = actors_of(selection.view.focus)
        alone = (figure for figure in selection.dataset.figures if not figure.dyad and figure.to_actor in ends)
        about += [figure for figure in alone if _topic(selection.dataset, figure) in topics]
    return sorted(about, key=lambda row: (row.indicator, row.period), reverse=True)


def _concerns(selection: Selection, figure: Figure) -> bool:
    focus = selection.view.focus
    if focus not in selection.dataset.actors:
        return figure.dyad == focus
    return focus in (*(actors_of(figure.dyad) if figure.dyad else ()), figure.from_actor, figure.to_actor)


def _topic(dataset: Dataset, figure: Figure) -> str:
    """The topic of its indicator; an indicator without one is a topic of its own."""
    return dataset.indicators[figure.indicator].topic or figure.indicator


def charts_of(selection: Selection, figures: list[Figure], citations: Citations) -> list[alt.LayerChart | Element]:
    """A chart for each charted indicator of a dyad with enough values, and under it its sources."""
    parts: list[alt.LayerChart | Element] = []
    if selection.view.focus in selection.dataset.actors:
        return parts
    charted = (key for key, indicator in selection.dataset.indicators.items() if indicator.is_charted)
    for indicator in charted:
        rows = sorted((row for row in figures if row.indicator == indicator), key=lambda row: (row.period, row.figure))
        if len(rows) >= FEWEST:
            cited = tuple(dict.fromkeys(source for row in rows for source in row.sources))
            words = (
                "Sources of the chart. Contested values have another colour and a broken edge."
                if any(row.contest for row in rows)
                else "Sources of the chart."
            )
            parts += [
                _chart(selection.dataset, tuple(rows), ground()),
                element("p", words, citations.mark(cited), class_="aw-quiet"),
            ]
    return parts


@memo
def _chart(dataset: Dataset, rows: tuple[Figure, ...], theme: Ground) -> alt.LayerChart:
    indicator = dataset.indicators[rows[0].indicator]
    most = max(abs(row.value) for row in rows)
    divisor, word = next(((size, word) for size, word in _SCALES if most >= size), (1, ""))
    frame = pd.DataFrame(
        [
            {
                "period": row.period,
                "place": at,
                "value": row.value / divisor,
                "how": f"{row.qualifier} ({row.grade})".strip(),
                "contested": bool(row.contest),
            }
            for at, row in enumerate(rows)
        ]
    )
    unit = " ".join(part for part in (word, indicator.unit) if part)
    # Lying bars: periods have long names and the panel is narrow. Of one period, each source has a bar of its own.
    y = alt.Y(
        "place:O",
        axis=alt.Axis(title=None, labelOverlap=False, labelExpr=f"{json.dumps(list(frame['period']))}[datum.value]"),
    )
    base = alt.Chart(frame, title=alt.Title(f"{indicator.name}, {unit}", anchor="start", fontSize=11)).encode(
        y=y,
        x=alt.X("value:Q", axis=None),
        tooltip=["period", alt.Tooltip("value:Q", title=unit), "how"],
    )
    bars = base.mark_bar(height=BAR_HEIGHT - 6).encode(
        color=alt.condition("datum.contested", alt.value(CONTESTED), alt.value(BAR)),
        stroke=alt.condition("datum.contested", alt.value("#000000"), alt.value(BAR)),
        strokeDash=alt.condition("datum.contested", alt.value([3, 2]), alt.value([1, 0])),
    )
    words = base.mark_text(align="left", dx=4, fontSize=10, color=INK[theme]).encode(
        text=alt.Text("value:Q", format=".3~g")
    )
    whole: alt.LayerChart = (bars + words).properties(height=BAR_HEIGHT * len(rows) + 44)
    return whole


def figure_list(selection: Selection, figures: list[Figure], citations: Citations) -> list[Element]:
    if not figures:
        return []
    rows = [_line(selection, figure, citations) for figure in figures]
    return [element("h4", f"Figures: {len(figures)}"), element("ul", *rows, class_="aw-list")]


def _line(selection: Selection, figure: Figure, citations: Citations) -> Element:
    indicator = selection.dataset.indicators[figure.indicator]
    value = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
    way = " → ".join(selection.dataset.actors[end].name for end in (figure.from_actor, figure.to_actor) if end)
    contest = " Contested: other sources differ." if figure.contest else ""
    words = f" {indicator.name}{f', {way}' if way else ''}: {figure.qualifier} {value} {indicator.unit}.{contest}{added_mark(selection.dataset, figure)}"
    return element(
        "li",
        element("b", figure.period),
        element("span", words, title=indicator.definition),
        citations.mark(figure.sources),
    )
