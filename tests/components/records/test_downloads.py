"""The files of the records page, made as they are asked for."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from components.frame.download import Download
from components.records.downloads import downloads_of
from data.apart.work_apart import counter_of_thread
from data.model.rows import Row
from data.model.schema import TABLE
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View


@pytest.fixture
def downloads(ties: Ties) -> dict[str, Download]:
    selection = select(ties, View(as_of=date(2023, 3, 1)))
    rows: list[Row] = [*selection.dataset.spells[:1]]
    return {download.file: download for download in downloads_of(selection, TABLE["spells"], rows)}


def test_every_file_has_a_name_of_its_own_and_a_label_of_its_own(downloads: dict[str, Download]) -> None:
    assert len(downloads) == len({download.label for download in downloads.values()}) == 9


def test_a_table_is_downloaded_as_it_is_filtered(downloads: dict[str, Download]) -> None:
    assert len(downloads["spells.csv"].make("").decode("utf-8-sig").splitlines()) == 2
    assert len(json.loads(downloads["spells.json"].make(""))["spells"]) == 1


def test_a_template_is_the_columns_of_its_table_and_a_real_row(ties: Ties, downloads: dict[str, Download]) -> None:
    header, example = csv.reader(downloads["spells-template.csv"].make("").decode("utf-8-sig").splitlines())
    assert header == list(TABLE["spells"].columns)
    assert example[0] in {spell.id for spell in ties.dataset.spells}


def test_all_tables_are_downloaded_whole(downloads: dict[str, Download]) -> None:
    assert len(json.loads(downloads["allweather-records.json"].make(""))["spells"]) > 1
    with zipfile.ZipFile(io.BytesIO(downloads["allweather-records.zip"].make(""))) as archive:
        assert "actors.csv" in archive.namelist()


@pytest.mark.parametrize("file", ["allweather-2023-03-01.graphml", "allweather.gexf", "allweather-records.xlsx"])
def test_what_may_take_seconds_is_made_by_another_process(downloads: dict[str, Download], file: str) -> None:
    """Of 20,000 added ties a network over time is so many objects that no thread ran for a second."""
    apart = counter_of_thread()
    before = apart.seconds()
    assert downloads[file].make("TLP:GREEN")
    assert apart.seconds() > before


def test_the_network_of_a_day_is_named_after_the_day(downloads: dict[str, Download]) -> None:
    assert (
        downloads["allweather-2023-03-01.graphml"].help == "The ties shown on 1 Mar 2023, for Gephi and other programs."
    )
