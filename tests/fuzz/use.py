"""Records that were accepted go where the page would take them: into ties, views, words, pictures and files."""

from components.network.payload import network_bytes
from components.timeline.lanes import lanes_of
from components.timeline.rows import events_frame, spells_frame
from components.wording.filters import filters_in_use, view_summary
from data.analysis.paces import paces_of
from data.analysis.placements import placements_of
from data.analysis.tempo import tempo_of
from data.export.csv_files import csv_of
from data.export.files import json_of
from data.export.networks import gexf_of, graphml_of
from data.model.schema import TABLES
from data.tables.cross_references import caption
from data.tables.dataset import Dataset
from data.view.selection import Selection, select
from data.view.ties import ties_of
from data.view.view import View
from tests.support.cast import TODAY, VISIT_IN_BEIJING


def use_everywhere(dataset: Dataset) -> None:
    """Nothing may raise."""
    ties = ties_of(dataset)
    selection = select(ties, View(as_of=VISIT_IN_BEIJING))
    check_summary(selection)
    lanes = lanes_of(selection)
    spells_frame(selection, lanes, TODAY)
    events_frame(selection, lanes)
    paces_of(selection, tempo_of(selection))
    network_bytes(ties, TODAY)
    for ladder in dataset.ladders.values():
        placements_of(selection, ladder)
    graphml_of(selection)
    gexf_of(selection)
    json_of(dataset.rows)
    for table in TABLES:
        csv_of(table, dataset.rows[table.name])
        for row in dataset.rows[table.name]:
            caption(dataset, row)


def check_summary(selection: Selection) -> None:
    """What the page says of a view."""
    assert view_summary(selection)
    filters_in_use(selection)
