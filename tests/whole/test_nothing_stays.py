"""Nothing of a reader's outlives their session: what they added is searched for in all of the memory after they left."""

import gc
from collections.abc import Iterator
from datetime import date
from random import Random
from types import FrameType

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from components.table.rows import csv_of as csv_of_table
from data.base.packing import pack
from data.export.files import json_of, xlsx_of, zip_of
from data.export.networks import gexf_of, graphml_of
from data.links.drafts import pack_draft, unpack_draft
from data.links.stories import pack_story, unpack_story
from data.links.view_query import query_of_view, view_of_query
from data.search.search import search
from data.store.changes import RowChange
from data.tables.dataset import Dataset
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.view.fields.draft import Draft
from data.view.fields.story import Scene, Story
from data.view.selection import select
from data.view.ties import ties_of
from data.view.view import View
from tests.support.cast import TODAY
from tests.support.inputs.uploads import HEADER, csv_line

pytestmark = pytest.mark.slow


def texts_of(holder: object) -> Iterator[str]:
    """The texts in an object, and in what the collector does not list by itself, such as the keys of a cache."""
    for part in gc.get_referents(holder):
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | tuple) and not gc.is_tracked(part):
            yield from texts_of(part)


def places_of(secret: str) -> list[str]:
    """The objects that hold the secret in a text of theirs, but for the functions that run."""
    gc.collect()
    places = []
    for holder in gc.get_objects():
        if not isinstance(holder, FrameType):
            for text in texts_of(holder):
                if len(text) < 10_000 and secret in text:
                    places.append(f"{type(holder).__name__}: {str(holder)[:300]}")
    return places


def _work(ours: Dataset, secret: str) -> None:
    """What a reader does with rows of their own, a story, a draft and a link."""
    row = csv_line(wording=secret, note=f"{secret} note")
    overlay = overlay_of(ours, [Upload("own.csv", f"{HEADER}\n{row}\n".encode())])
    assert overlay.dataset
    selection = select(ties_of(overlay.dataset), View(as_of=date(2023, 3, 1), text=""))
    search(overlay.dataset, secret, ours=ours)
    overlay_of(ours, [Upload("own.csv", f"{HEADER}\n{csv_line(dyad=secret, tier=secret)}\n".encode())])
    for kind in ("network", "timeline", "ladder"):
        figure = FIGURE_KINDS[kind].figure_of(selection, FigureOptions(secret, "", ""))
        for each in ("svg", "png"):
            FILE_FORMATS[each].bytes_of(figure, "slide", "light")
    for write in (graphml_of, gexf_of, csv_of_table):
        write(selection)
    json_of(overlay.dataset.rows), xlsx_of(overlay.dataset.rows), zip_of(overlay.dataset)
    story = Story(secret, (Scene(secret, {"as_of": "2020-01-01"}),))
    assert unpack_story(pack_story(story)) == story
    assert unpack_draft(pack_draft(Draft((RowChange("presets", None, {"preset": secret}),)))).changes
    view, _ = view_of_query({"text": secret, "mark": secret, "record": secret, "draft": pack(b"[]")}, ours, today=TODAY)
    query_of_view(view, ours, today=TODAY)


def test_what_a_reader_added_wrote_and_linked_is_nowhere_once_they_left(ours: Dataset) -> None:
    # Made here, so that nothing of the test holds it.
    secret = "".join(Random().choices("щзфжгцшч", k=12))
    _work(ours, secret)
    assert places_of(secret) == []
