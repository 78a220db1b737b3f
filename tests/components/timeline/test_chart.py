"""The timeline as a chart."""

from dataclasses import replace
from datetime import date

import pytest

from components.timeline.chart import chart_of
from data.model.vocabulary import EVENT_KINDS
from data.tables.dataset import Dataset
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import view_of_all


def test_one_shape_is_one_entry_of_the_legend(ours: Dataset) -> None:
    """Every kind of event at once, however alike two kinds are."""
    (event, *_) = ours.events
    events = [event.model_copy(update={"kind": kind, "event": f"e-{kind}"}) for kind in EVENT_KINDS]
    dataset = replace(ours, rows={**ours.rows, "events": tuple(events)})
    chart = chart_of(select(ties_of(dataset), view_of_all()), date(2026, 1, 1), "light")
    assert chart
    (shape,) = (layer["encoding"]["shape"] for layer in chart.to_dict()["layer"] if "shape" in layer["encoding"])
    names, shapes = shape["scale"]["domain"], shape["scale"]["range"]
    assert len(set(names)) == len(names) == len(set(shapes)) == len(shapes) == 8
    assert "visits and summits" in names


@pytest.mark.slow
def test_no_lane_is_lower_than_its_name(curated_ties: Ties) -> None:
    chart = chart_of(select(curated_ties, view_of_all()), date(2026, 1, 1), "light")
    assert chart
    described = chart.to_dict()
    lanes = next(layer["encoding"]["y"] for layer in described["layer"] if "y" in layer["encoding"])
    assert described["height"] / len(lanes["scale"]["domain"]) >= 15
