"""A table in columns: the same rows and findings as one that is read row by row."""

from pathlib import Path

import numpy as np
import pytest

from data.model.schema import TABLE
from data.store.changes import RowChange, plan_save
from data.tables.column_table import column_table, in_columns
from data.tables.cross_references import rows_referring
from data.tables.dataset import Dataset, RecordsError, lines_of_dataset, load_files, load_records
from data.tables.late_rows import LateRows
from data.tables.reading import RECORDS, files_in, read_tables
from data.tables.rows import cells_of
from data.tables.rules import all_findings
from data.tables.sheet import Sheet
from data.view.ties import ties_of
from tests.support.cast import FILES, write_cast

SIGHTINGS = TABLE["sightings"]
TEXT = FILES["sightings.csv"]


def row_by_row(text: str) -> Sheet:
    sheet = Sheet(SIGHTINGS, "sightings.csv")
    sheet.read(text.encode())
    return sheet


def test_the_rows_are_those_that_are_read_row_by_row() -> None:
    rows = column_table(SIGHTINGS, "sightings.csv", TEXT.encode())
    assert rows is not None
    lines = row_by_row(TEXT).lines
    assert list(rows) == [line.row for line in lines]
    assert [rows.cells(index) for index in range(len(rows))] == [line.cells for line in lines]
    assert rows.line_numbers.tolist() == [line.number for line in lines]


def test_the_curated_sightings_are_valid_row_by_row_too(curated: Dataset) -> None:
    rows = curated.sightings
    assert len(rows) > 6_000
    for index in range(0, len(rows), 97):
        assert SIGHTINGS.row.model_validate(rows.cells(index)) == rows[index]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("china,declares", "china,shouts"),
        ("2015-04-20", "2015-04"),
        ("l2,", "l1,"),
        ("全天候伙伴关系,T1,china,declares", ",T1,china,declares"),
        ("https://example.org/l1", "https://example.org/l1,more"),
        ("l3,2022-11-04,PAK", "l3,2022-11-04"),
        ("l1,", "l\u200b1,"),
        ("speaker_side", "speaker"),
    ],
)
def test_a_faulty_file_has_the_findings_of_its_rows(tmp_path: Path, old: str, new: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert column_table(SIGHTINGS, "sightings.csv", text.encode()) is None
    with pytest.raises(RecordsError) as problem:
        load_records(write_cast(tmp_path, sightings=text))
    assert {finding.file for finding in problem.value.findings} == {"sightings.csv"}


@pytest.mark.parametrize("text", [TEXT.replace("PAK", " PAK "), TEXT.replace("\n", "\n\n"), TEXT.replace("\n", "\r\n")])
def test_a_file_in_no_normal_form_gives_the_same_columns(tmp_path: Path, text: str) -> None:
    dataset = load_records(write_cast(tmp_path, sightings=text))
    assert list(dataset.sightings) == [line.row for line in row_by_row(TEXT).lines]
    assert dataset.sightings.columns["partner"].cells == ("PAK", "BLR")


def test_a_name_that_is_not_there_is_found_once_a_row(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as problem:
        load_records(write_cast(tmp_path, sightings=TEXT.replace("PAK", "ZZZ")))
    assert [(finding.row, finding.column) for finding in problem.value.findings] == [(2, "partner"), (4, "partner")]


def test_records_without_the_file_have_no_sightings(tmp_path: Path) -> None:
    folder = write_cast(tmp_path)
    (folder / "sightings.csv").unlink()
    assert len(load_records(folder).sightings) == 0


def test_a_row_is_found_by_its_id_and_by_what_it_names(tmp_path: Path) -> None:
    dataset = load_records(write_cast(tmp_path))
    row = dataset.row("sightings", "l2")
    assert row is not None
    assert cells_of(row)["partner"] == "BLR"
    assert dataset.row("sightings", "nothing") is None
    assert ("sightings", "l3") in rows_referring(dataset, ("actors", "PAK"))


def test_a_mask_leaves_the_rows_that_it_marks(tmp_path: Path) -> None:
    rows = load_records(write_cast(tmp_path)).sightings
    column = rows.columns["speaker_side"]
    assert [row.id for row in rows.where(column.is_one_of(("partner", "nobody")))] == ["l3", "l6"]
    assert [row.id for row in rows.where(np.zeros(len(rows), dtype=bool))] == []


def test_a_saved_row_is_in_the_columns(tmp_path: Path) -> None:
    folder = write_cast(tmp_path)
    lines = lines_of_dataset(load_records(folder))["sightings"]
    before = dict(lines[("l5",)].cells)
    plan = plan_save(files_in(folder), [RowChange("sightings", before, {**before, "context": "reaffirms"})])
    assert "sightings.csv" in plan.files
    assert in_columns(SIGHTINGS, plan.tables.lines["sightings"])[4] == SIGHTINGS.row.model_validate(
        {**before, "context": "reaffirms"}
    )


def test_a_whole_table_costs_no_object_a_row() -> None:
    lines = "".join(
        f"n{number},2020-01-01,PAK,全天候伙伴关系,T1,china,describes,https://e.org\n" for number in range(2_000)
    )
    rows = column_table(SIGHTINGS, "sightings.csv", (TEXT.splitlines()[0] + "\n" + lines).encode())
    assert rows is not None
    assert (len(rows), len(rows.columns["label_zh"].values)) == (2_000, 1)


@pytest.mark.slow
def test_large_tables_of_rows_are_read_in_columns_and_hold_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_in(RECORDS)
    by_row = load_files(files)
    monkeypatch.setattr("data.tables.reading.LARGE_RECORDS", 0)
    in_columns = load_files(files)
    assert isinstance(in_columns.rows["spells"], LateRows)
    for name in TABLE:
        assert list(in_columns.rows[name]) == list(by_row.rows[name]), name
    assert in_columns.spells[3] is in_columns.spells[3]
    assert dict(in_columns.places) == dict(by_row.places)
    assert in_columns.disputes == by_row.disputes
    assert in_columns.version == by_row.version
    assert lines_of_dataset(in_columns) == lines_of_dataset(by_row)
    one, other = ties_of(in_columns), ties_of(by_row)
    assert (list(one.spells), one.tie, one.actors) == (list(other.spells), other.tie, other.actors)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("spells/china.csv", ",,2022-09-15,in force,visit", ",,2015-09-15,in force,visit"),
        ("spells/china.csv", ",,2022-09-15,in force,visit", ",,2023-09-15,in force,visit"),
        ("spells/china.csv", ",,2022-09-15,in force", ",2015-01-01,2022-09-15,in force"),
        ("spells/china.csv", ",,2013-05-01,,in force", ",,,,in force"),
        (
            "spells/china.csv",
            "2015-04-20,,,in force,visit,statement,,s1,",
            "2015-04-20,,,in force,visit,statement,,s9,",
        ),
        ("spells/china.csv", "2015-04-20,,,in force,visit,statement,,s1,", "2015-04-20,,,in force,visit,statement,,,"),
        ("spells/china.csv", "2022-09-15,,,in force", "2022-09-15,,,proposed"),
        ("spells/china.csv", "recalled,,the", "recalled,rus-1,the"),
        ("spells/china.csv", "recalled,,the", "contested,,the"),
        ("spells/china.csv", "s2,reported", "s2,confirmed"),
        ("spells/china.csv", "CHN-PAK,T1", "CHN-PAK,T9"),
        ("spells/china.csv", "CHN-PAK,T1", "CHN-PRK,T1"),
        ("spells/china.csv", "rus-2,", "rus-1,"),
        ("spells/china.csv", "2011-06,,,in force", "June 2011,,,in force"),
        ("spells/treaties.csv", "tr-1,", "rus-1,"),
        ("rungs.csv", "house,T3,3,G,Plain\n", ""),
        ("sources.csv", "\ns1,", "\ns3,"),
    ],
)
def test_faults_across_rows_are_found_in_columns_as_in_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    folder = write_cast(tmp_path)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    by_row = all_findings(read_tables(files_in(folder)))
    monkeypatch.setattr("data.tables.reading.LARGE_RECORDS", 0)
    assert by_row == all_findings(read_tables(files_in(folder)))
    assert by_row


@pytest.mark.parametrize(
    ("old", "new"), [("describes", " describes"), ("describes", "describes\u00a0"), ("PAK,", "'PAK,")]
)
def test_a_cell_with_spaces_or_a_guard_means_what_it_means_in_a_row(old: str, new: str) -> None:
    text = TEXT.replace(old, new, 1)
    rows = column_table(SIGHTINGS, "sightings.csv", text.encode())
    assert rows is None or list(rows) == [line.row for line in row_by_row(text).lines]
