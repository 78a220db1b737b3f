"""A chart of few ties -> the same with their history below it, and what their labels rest on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from components.figure.captions import evidence_text
from components.figure.model import ChartPicture
from components.figure.timeline.above_text import ChartAboveChart, ChartAboveText
from components.figure.timeline.chart import TimelineChart
from components.figure.timeline.rows import TimelineRow
from components.figure.timeline.spans import first_day_of, last_day, span_of
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex


def with_history(
    chart: ChartPicture,
    selection: Selection,
    ties: Mapping[str, Sequence[SpellIndex]],
    evidence: Iterable[SpellIndex],
    compared: date | None = None,
) -> ChartAboveText:
    """Below the chart, where there is room: what each tie was over time, then the `evidence` of some spells in words.

    `ties` has for each tie the spells that the chart shows, whatever the filters; `compared` is another day to mark.
    """
    rows = [(indices[0], _spells_of(selection, tie, indices)) for tie, indices in ties.items()]
    every, last = [index for _, indices in rows for index in indices], last_day(selection)
    history = TimelineChart(
        tuple(_row(selection, index, indices) for index, indices in rows),
        first_day_of(selection.ties, every, last, *([compared] if compared else [])),
        last,
        selection.view.as_of,
        read_through(selection.dataset),
        compared,
    )
    texts = dict.fromkeys(evidence_text(selection, index) for index in evidence)
    return ChartAboveText(ChartAboveChart(chart, history), "Evidence", tuple(texts))


def _spells_of(selection: Selection, tie: str, shown: Iterable[SpellIndex]) -> list[SpellIndex]:
    """All spells of a tie that pass the filters, and those that are shown."""
    passed = [index for index in map(int, np.flatnonzero(selection.passed)) if selection.ties.tie[index] == tie]
    return sorted({*passed, *shown})


def _row(selection: Selection, index: SpellIndex, indices: Iterable[SpellIndex]) -> TimelineRow:
    name = actor_or_dyad(selection.dataset, selection.ties.spells[index].dyad)
    return TimelineRow(name, name, True, tuple(span_of(selection, one, 0) for one in indices), ())
