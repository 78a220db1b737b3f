"""Records that were accepted go where the page would take them: into ties, views, words, pictures and files."""

from components.in_words import parts_of, sentence
from components.lanes import events_frame, lanes_of, spells_frame
from components.network.payload import network_bytes
from data.export import csv_of, gexf_of, graphml_of, json_of
from data.in_view import InView, in_view
from data.links import caption
from data.loading import Dataset
from data.schema import TABLES
from data.standings import standings
from data.tempo import paces_of, tempo_of
from data.ties import ties_of
from data.view import VISIT_IN_BEIJING, View
from tests.cast import TODAY


def used(dataset: Dataset) -> None:
    """Nothing may raise."""
    ties = ties_of(dataset)
    found = in_view(ties, View(as_of=VISIT_IN_BEIJING))
    seen(found)
    lanes = lanes_of(found)
    spells_frame(found, lanes, TODAY)
    events_frame(found, lanes)
    paces_of(found, tempo_of(found))
    network_bytes(ties, TODAY)
    for ladder in dataset.ladders.values():
        standings(found, ladder)
    graphml_of(found)
    gexf_of(found)
    json_of(dataset.rows)
    for table in TABLES:
        csv_of(table, dataset.rows[table.name])
        for row in dataset.rows[table.name]:
            caption(dataset, row)


def seen(found: InView) -> None:
    """What the page says of a view."""
    assert sentence(found)
    parts_of(found)
