"""Added rows beside ours: overlaps are listed, rows are marked in every view and file, and load again unchanged."""

import gc
import io
import json
import weakref
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from components.compare.sentences import ComparedDays, change_sentence, sentence_text
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import NetworkPicture
from components.network.payload import network_bytes, network_of
from components.table.rows import table_of
from components.timeline.lanes import lanes_of
from components.timeline.rows import spells_frame
from components.wording.citations import Citations
from components.wording.filters import view_summary
from components.wording.spells import marked_dates
from data.analysis.diff import changes_between, two_days
from data.export.added_rows import added_rows_zip, example_csv, template_xlsx, template_zip
from data.export.csv_files import csv_of, further_columns
from data.export.files import json_of, xlsx_of, zip_of
from data.export.networks import gexf_of, graphml_of
from data.links.view_query import query_of_view
from data.model.schema import TABLE
from data.tables.dataset import Dataset, load_records
from data.tables.origin import without_added_rows
from data.upload.added_in_view import without_added
from data.upload.overlay import Overlay, overlay_of, overlay_on
from data.upload.reading.raw import Upload
from data.view.selection import Selection, select
from data.view.ties import ties_of
from tests.support.cast import TODAY, view_of_all, write_cast
from tests.support.inputs.network_message import spells_in

SPELLS = """\
spell,dyad,tier,wording,start,end,status,sources,grade,note
mine-1,BLR-CHN,T2,comprehensive partnership,2022-09-15,,in force,m1,reported,I read otherwise.
mine-2,PAK-RUS,TR,treaty of friendship,2020-01,,signed,s1,reported,
mine-3,CHN-TUR,T2,comprehensive partnership,1990,2000,in force,m1,reported,Before ours.
"""
EVENTS = """\
event,dyad,date,kind,title,significance,sources,grade
my-event,BLR-CHN,2023-03,statement,A statement as I read it,3,m1,reported
"""
SOURCES = "source,publisher,family,title,url,date,reliability\nm1,My paper,Mine,A page,https://example.org/m,2024,C\n"
ACTORS = "actor,kind,name,short_name,region\nORG:MINE,organisation,My club,My club,Europe\n"


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_records(write_cast(tmp_path_factory.mktemp("under")))


@pytest.fixture(scope="session")
def overlay(ours: Dataset) -> Overlay:
    files = {"spells.csv": SPELLS, "events.csv": EVENTS, "sources.csv": SOURCES, "actors.csv": ACTORS}
    found = overlay_of(ours, [Upload(name, text.encode()) for name, text in files.items()])
    assert found.dataset, found.findings
    return found


@pytest.fixture(scope="session")
def dataset(overlay: Overlay) -> Dataset:
    assert overlay.dataset
    return overlay.dataset


@pytest.fixture(scope="session")
def selection(dataset: Dataset) -> Selection:
    return select(ties_of(dataset), view_of_all())


def test_overlapping_rows_are_both_shown(overlay: Overlay, selection: Selection) -> None:
    assert [(overlap.added.id, overlap.ours.id) for overlap in overlay.overlaps] == [
        ("mine-1", "blr-2"),
        ("my-event", "e2"),
    ]
    ties = {selection.ties.spells[index].spell: selection.ties.tie[index] for index in selection.indices}
    assert (ties["blr-2"], ties["mine-1"]) == ("BLR-CHN|china_ladder", "BLR-CHN|china_ladder|added")


def test_ours_are_as_they_were(ours: Dataset, dataset: Dataset) -> None:
    for name, rows in ours.rows.items():
        assert list(dataset.rows[name])[: len(rows)] == list(rows)
    assert dataset.version.startswith(f"{ours.version}+added-")
    assert not any(ours.is_added(row) for row in ours.spells)


def test_good_rows_are_added_while_a_bad_one_waits(ours: Dataset) -> None:
    text = SPELLS.replace("m1", "s1") + "mine-4,BLR-XXX,T2,w,2020,,in force,s1,reported,\n"
    overlay = overlay_of(ours, [Upload("spells.csv", text.encode())])
    assert overlay.counts == {"spells": 3}
    assert [(row.line, row.cells[0]) for row in overlay.skipped] == [(5, "mine-4")]
    assert len(overlay.findings) == 1
    assert 'spells.csv:5: dyad: "XXX" is not in actors' in str(overlay.findings[0])


def test_tables_of_one_upload_may_name_one_another(ours: Dataset) -> None:
    text = "Country A,Country B,Tier,Wording,Start,Status,Grade\nMy club,白俄罗斯,TR,a pact,2020,signed,recalled\n"
    overlay = overlay_of(ours, [Upload("spells.csv", text.encode()), Upload("actors.csv", ACTORS.encode())])
    assert overlay.dataset
    assert [spell.dyad for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)] == ["BLR-ORG:MINE"]


# Marked everywhere ---------------------------------------------------------------------------------


def test_the_sentence_counts_them(selection: Selection) -> None:
    assert view_summary(selection).startswith("All 8 ties shown, including 2 added ties · ")


def test_the_picture_marks_them_in_label_and_tooltip(selection: Selection) -> None:
    network = network_of(selection.ties, TODAY)
    spells = spells_in(network)
    assert "Added by you" in network["spells"]["addedText"]
    assert [spell["wording"] for spell in spells if spell["added"]] == [
        "comprehensive partnership (added)",
        "comprehensive partnership (added)",
        "treaty of friendship (added)",
    ]
    assert not any("(added)" in spell["wording"] for spell in spells if not spell["added"])


def test_the_timeline_marks_their_lane_and_their_bars(selection: Selection) -> None:
    lanes = lanes_of(selection)
    assert "China’s ladder (added)" in [lane.label for lane in lanes]
    frame = spells_frame(selection, lanes, TODAY)
    assert frame["held"].str.endswith("(added)").sum() == 3


def test_the_table_says_whose_each_row_is(selection: Selection) -> None:
    assert list(table_of(selection)["Record"]).count("added") == 2
    assert set(table_of(selection)["Record"]) == {"added", "Allweather"}


def test_what_a_figure_says_of_a_tie_has_the_mark(selection: Selection) -> None:
    index = next(index for index in selection.indices if selection.ties.spells[index].spell == "mine-2")
    assert marked_dates(selection.ties, index) == "since Jan 2020 (added)"


def test_a_change_is_marked_as_added(selection: Selection) -> None:
    first, second = two_days(selection.ties, view_of_all(), against=date(2019, 1, 1))
    days = ComparedDays(date(2019, 1, 1), date(2023, 3, 1))
    origin = [
        sentence_text(change_sentence(selection.ties, change, days), Citations(selection.dataset))
        for change in changes_between(first, second)
    ]
    assert sum("(added)" in words for words in origin) == 2


def test_files_say_whose_each_row_is(dataset: Dataset, selection: Selection) -> None:
    table, origin = TABLE["spells"], further_columns(dataset)
    frame = pd.read_csv(io.BytesIO(csv_of(table, dataset.spells, origin)))
    assert list(frame[frame["record"] == "added"]["spell"]) == ["mine-1", "mine-2", "mine-3"]
    assert [
        row["spell"]
        for row in json.loads(json_of({"spells": dataset.spells}, origin))["spells"]
        if row["record"] == "added"
    ] == list(frame["spell"][-3:])
    sheet = pd.read_excel(io.BytesIO(xlsx_of({"spells": dataset.spells}, origin)))
    assert list(sheet["record"]) == list(frame["record"])
    assert graphml_of(selection).count(b">added<") == 2
    assert gexf_of(selection).count(b'"added"') == 3


def test_files_of_our_records_alone_have_no_such_column(ours: Dataset) -> None:
    assert b"record" not in csv_of(TABLE["spells"], ours.spells, further_columns(ours))


# Saved and loaded ----------------------------------------------------------------------------------


def again(ours: Dataset, name: str, content: bytes) -> Overlay:
    overlay = overlay_of(ours, [Upload(name, content)])
    assert not overlay.findings
    return overlay


SAVED: dict[str, tuple[str, Callable[[Dataset], bytes]]] = {
    "added rows": ("added.zip", added_rows_zip),
    "added rows with a marking": ("added.zip", lambda dataset: added_rows_zip(dataset, "TLP:GREEN")),
    "an XLSX of all with a marking": (
        "all.xlsx",
        lambda dataset: xlsx_of(dataset.rows, further_columns(dataset, "TLP:GREEN"), "TLP:GREEN"),
    ),
    "a zip of all with a marking": ("all.zip", lambda dataset: zip_of(dataset, "TLP:GREEN")),
    "an XLSX of all": ("all.xlsx", lambda dataset: xlsx_of(dataset.rows, further_columns(dataset))),
}


@pytest.mark.parametrize("name", SAVED)
def test_what_was_saved_loads_again_unchanged(ours: Dataset, dataset: Dataset, name: str) -> None:
    file, save = SAVED[name]
    overlay = again(ours, file, save(dataset))
    assert overlay.dataset
    assert overlay.dataset.version == dataset.version
    assert added_rows_zip(overlay.dataset) == added_rows_zip(dataset)
    assert not [guess for guess in overlay.guesses if guess.row]


def test_the_added_rows_can_stay_out(ours: Dataset, dataset: Dataset) -> None:
    alone = without_added_rows(dataset)
    assert alone.rows == ours.rows
    assert alone.version == ours.version
    assert zip_of(alone) == zip_of(ours)
    assert without_added_rows(ours) is ours


def test_the_package_says_what_is_added_and_that_it_is_no_part_of_the_records(dataset: Dataset) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(zip_of(dataset, "TLP:GREEN"))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        page = archive.read("README.md").decode()
        names = {name for name in archive.namelist() if name.endswith(".csv") and name != "expected.csv"}
    assert package["handling"] == "TLP:GREEN"
    assert package["version"] == dataset.version
    assert "not part of the records" in package["description"]
    paths = [resource["path"] for resource in package["resources"]]
    assert names == {path for paths_of in paths for path in ([paths_of] if isinstance(paths_of, str) else paths_of)}
    assert page.startswith("**Handling: TLP:GREEN**")
    assert "`added/` holds" in page


def test_a_zip_of_all_holds_both_apart(
    tmp_path_factory: pytest.TempPathFactory, ours: Dataset, dataset: Dataset
) -> None:
    import zipfile

    content = zip_of(dataset)
    place = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(place)
    assert load_records(place).rows == ours.rows
    overlay = again(ours, "all.zip", content)
    assert overlay.dataset
    assert overlay.dataset.version == dataset.version


def test_the_example_loads_and_the_templates_have_nothing_to_load(ours: Dataset) -> None:
    example = again(ours, "example.csv", example_csv(ours))
    assert example.counts == {"spells": 1}
    assert len(example.overlaps) == 1
    for name, content in (("t.zip", template_zip(ours)), ("t.xlsx", template_xlsx())):
        found = overlay_of(ours, [Upload(name, content)]).findings
        assert [str(finding) for finding in found] == ["upload: contains no rows (fill in the template)"]


def test_the_example_of_the_curated_records_loads(curated: Dataset) -> None:
    assert again(curated, "example.csv", example_csv(curated)).dataset


def test_added_rows_are_checked_again_when_our_records_change(
    tmp_path_factory: pytest.TempPathFactory, overlay: Overlay
) -> None:
    folder = write_cast(tmp_path_factory.mktemp("changed"))
    assert overlay_on(load_records(folder), overlay).dataset
    text = (folder / "spells/treaties.csv").read_text("utf-8").replace("tr-2,", "mine-2,")
    (folder / "spells/treaties.csv").write_text(text, "utf-8")
    changed = overlay_on(load_records(folder), overlay)
    assert changed.dataset is None
    assert "this id exists in our records" in str(changed.findings[0])


# Links ---------------------------------------------------------------------------------------------


def test_a_link_says_nothing_of_them(dataset: Dataset) -> None:
    view = view_of_all(
        actors=("BLR", "ORG:MINE"), focus="BLR-ORG:MINE", withdrawn=("m1", "s1"), record="mine-1", steps=2, text="pact"
    )
    clean = without_added(view, dataset)
    assert (clean.actors, clean.focus, clean.withdrawn, clean.record, clean.steps) == (("BLR",), "", ("s1",), "", 0)
    link = " ".join(query_of_view(clean, dataset, today=TODAY).values())
    assert not any(word in link for word in ("MINE", "mine", "m1"))
    assert clean.text == "pact"


def test_a_view_of_our_records_alone_is_left_as_it_is(ours: Dataset) -> None:
    view = view_of_all(actors=("BLR",), focus="BLR-CHN")
    assert without_added(view, ours) is view


def test_what_was_made_of_removed_rows_goes_with_them(ours: Dataset) -> None:
    # Garbage is looked for among what is made from here on.
    gc.freeze()
    overlay = overlay_of(ours, [Upload("spells.csv", SPELLS.replace("m1", "s1").encode())])
    assert overlay.dataset
    network_bytes(ties_of(overlay.dataset), TODAY)
    gone = weakref.ref(overlay.dataset)
    del overlay
    gc.collect()
    assert gone() is None


def test_a_figure_marks_them_in_the_picture_and_in_the_notes(selection: Selection) -> None:
    figure = FIGURE_KINDS["network"].figure_of(selection, FigureOptions())
    assert isinstance(figure.picture, NetworkPicture)
    assert sum(edge.wording.endswith("(added)") for edge in figure.picture.edges) == 2
    assert sum("(added)" in note for note in figure.citations) == 2
    assert "+added-" in figure.slide.coverage


@pytest.mark.parametrize("note", ["a\rb", "a\r\nb", "a\nb", "\ta", '"', "'", "''=1", "'=1", "a,b;c|d", " ", "-0"])
def test_a_text_with_odd_letters_is_saved_and_loads_again_unchanged(ours: Dataset, note: str) -> None:
    quoted = note.replace('"', '""')
    text = f'spell,dyad,tier,wording,start,status,grade,note\nx-1,BLR-PAK,T1,a,2020,in force,recalled,"{quoted}"\n'
    first = again(ours, "mine.csv", text.encode()).dataset
    assert first
    second = again(ours, "own.zip", added_rows_zip(first)).dataset
    assert second
    assert second.version == first.version
