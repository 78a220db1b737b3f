"""An upload in words: what can be added, what was skipped, what overlaps, what is wrong."""

from dataclasses import replace

import pytest

from components.upload.words import (
    add_label,
    faults_text,
    identical_text,
    overlap_cells,
    overlaps_text,
    skipped_text,
    tables_text,
)
from data.tables.dataset import Dataset
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload
from tests.support.cast import cast_dataset
from tests.support.inputs.uploads import HEADER, csv_line, overlay_with


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return cast_dataset(tmp_path_factory.mktemp("ours"))


def offer(ours: Dataset, *lines: str) -> Overlay:
    return overlay_with(ours, "spells.csv", "\n".join((HEADER, *lines)) + "\n")


EVENT = "event,dyad,date,kind,title,significance,sources,grade\nmy-1,BLR-CHN,2022-09-15,visit,A visit,2,s1,reported\n"


def test_the_button_says_what_it_adds(ours: Dataset) -> None:
    one, two = csv_line(), csv_line(spell="x-2", dyad="BLR-RUS")
    assert add_label(offer(ours, one)) == "Add my tie"
    assert add_label(offer(ours, one, two)) == "Add 2 ties"
    both = overlay_of(ours, [Upload("spells.csv", f"{HEADER}\n{one}\n".encode()), Upload("events.csv", EVENT.encode())])
    assert both.dataset
    assert add_label(both) == "Add 2 rows"
    assert tables_text(both) == ": 1 in spells and 1 in events"


def test_identical_rows_are_said_to_be_skipped(ours: Dataset) -> None:
    assert identical_text(offer(ours, csv_line())) == ""
    assert identical_text(replace(offer(ours), identical=1)) == " 1 identical row was skipped."
    assert identical_text(replace(offer(ours), identical=3)) == " 3 identical rows were skipped."


def test_faults_say_what_to_do(ours: Dataset) -> None:
    wrong = offer(ours, csv_line(grade="sure"))
    assert faults_text(wrong) == "**1 fault: nothing was loaded.** Fix this in your file and upload it again."
    two = offer(ours, csv_line(grade="sure", status="odd"))
    assert faults_text(two).endswith("Fix these in your file and upload it again.")


def test_rows_left_out_are_not_said_to_be_some_of_others_if_there_are_none(ours: Dataset) -> None:
    some, none = offer(ours, csv_line(), csv_line(spell="x-2", grade="sure")), offer(ours, csv_line(grade="sure"))
    assert (
        skipped_text(some)
        == "**1 row left out.** Correct the file and upload it again; the other rows can be added now."
    )
    assert skipped_text(none) == "**1 row left out.** Correct the file and upload it again."


def test_overlaps_are_counted_and_shown_side_by_side(ours: Dataset) -> None:
    overlay = offer(ours, csv_line(dyad="BLR-CHN", tier="T2", start="2022-09-15", wording="my words"))
    assert overlaps_text(overlay) == "**1 of your ties overlaps existing ones.** Both are shown, side by side."
    added, ours_row = overlap_cells(overlay.overlaps[0])[2::2]
    assert added == "15 Sep 2022 – now: my words"
    assert "all-weather" in ours_row or "partnership" in ours_row
