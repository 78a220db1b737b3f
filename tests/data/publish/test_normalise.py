"""The records in order: one form for each cell, generated pages up to date, a valid data package."""

from pathlib import Path

import pytest
from frictionless import Package

from data.publish.normalise import main, normalised_files
from data.tables.dataset import RECORDS, Dataset, load_records
from tests.support.cast import cast_text, write_cast


@pytest.mark.slow
def test_the_curated_records_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, f"run python -m data.normalise\n{capsys.readouterr().out}"


@pytest.mark.slow
def test_the_curated_records_are_a_valid_data_package() -> None:
    report = Package(RECORDS / "datapackage.json").validate()
    assert report.valid, report.flatten(["type", "message"])


def test_rows_are_sorted_and_cells_normalised(folder: Path) -> None:
    text = cast_text("spells/treaties.csv", ",s2,reported", ",  s2 ;s1,reported")
    header, one, two = text.splitlines()
    write_cast(folder, spells_treaties=f"{header}\r\n{two}\r\n{one}\r\n")
    main([str(folder)])
    lines = (folder / "spells/treaties.csv").read_bytes().decode().split("\n")
    assert [line.split(",")[0] for line in lines] == ["spell", "tr-1", "tr-2", ""]
    assert ",s2; s1,reported" in lines[1]


def test_tidying_twice_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(folder)
    main([str(folder)])
    capsys.readouterr()
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_tidying_changes_no_record(folder: Path) -> None:
    before = load_records(write_cast(folder)).rows
    main([str(folder)])
    after = load_records(folder).rows
    assert {name: sorted(rows, key=lambda row: row.id) for name, rows in before.items()} == {
        name: sorted(rows, key=lambda row: row.id) for name, rows in after.items()
    }


def test_check_writes_nothing(folder: Path) -> None:
    write_cast(folder)
    assert main([str(folder), "--check"]) == 1
    assert not (folder / "README.md").exists()


def test_records_with_a_fault_are_left_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(folder, events=cast_text("events.csv", "2022-09-15", "2022-13-15"))
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    assert main([str(folder)]) == 1
    assert "events.csv:2: date" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before


def test_counts_follow_only_on_request(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(folder)
    (folder / "expected.csv").write_text("table,scope,rows\nspells,,9\n")
    assert main([str(folder)]) == 1
    assert "expected 9 rows in spells, but there are 8" in capsys.readouterr().out
    assert main([str(folder), "--expect"]) == 0
    assert "spells,,8\n" in (folder / "expected.csv").read_text()


@pytest.mark.slow
def test_the_dictionary_tells_every_column_and_ruling(curated: Dataset) -> None:
    text = normalised_files(RECORDS)["README.md"]
    assert "| `known_by` | A date by which a source shows it in force" in text
    assert "one of proposed, announced, signed, in force, suspended, ended" in text
    for ruling in curated.rulings:
        assert ruling.question in text
    for omission in curated.omissions:
        assert omission.fate == "merged" or omission.reason in text.replace("\\|", "|")
    assert "CC BY 4.0" in text
