"""The timeline as a chart."""

from dataclasses import replace
from datetime import date

from components.timeline.chart import chart_of
from data.tables.dataset import Dataset
from data.view.selection import select
from data.view.ties import ties_of
from tests.support.cast import view_of_all


def test_the_legend_names_a_kind_of_event_as_a_reader_writes_it(ours: Dataset) -> None:
    events = [event.model_copy(update={"kind": "un_vote"}) for event in ours.events]
    dataset = replace(ours, rows={**ours.rows, "events": tuple(events)})
    chart = chart_of(select(ties_of(dataset), view_of_all()), date(2026, 1, 1), "light")
    assert chart
    (shape,) = (layer["encoding"]["shape"] for layer in chart.to_dict()["layer"] if "shape" in layer["encoding"])
    assert shape["scale"] == {"domain": ["UN vote"], "range": ["cross"]}
