"""Uploads read in a process of their own: the same as here, within limits of time, memory and size."""

import gc
import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data.apart.reader import for_reader
from data.export.added_rows import skipped_file
from data.matching.names import comparison_key
from data.tables.dataset import Dataset
from data.upload import apart, room
from data.upload.apart import overlay_apart
from data.upload.mapping.choices import NO_CHOICES
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload
from tests.support.inputs.uploads import COLUMNS, HEADER, LINE, findings_text, workbook_with, zip_with

TODAY = date(2026, 11, 29)
ACTORS = "actor,name,short_name,kind,aliases\nXNW,Newland,Newland,territory,New Land\n"
MIXED = "\n".join(
    [HEADER, LINE, LINE.replace("x-1", "x-2").replace("BLR-PAK", "China-Pakistan"), LINE.replace("x-1", "x-3").replace("BLR", "Nowhere")]
)  # fmt: skip
FILES: dict[str, tuple[str, bytes]] = {
    "a workbook": ("own.xlsx", workbook_with()),
    "a zip with an actor, guesses and a fault": (
        "own.zip",
        zip_with(("spells.csv", MIXED.encode()), ("actors.csv", ACTORS.encode())),
    ),
    "a zip that is none": ("own.zip", b"PK\x05\x06 and so on"),
}


def same_in_both(overlay: Overlay) -> tuple[object, ...]:
    rows = overlay.dataset.spells if overlay.dataset else ()
    return (
        overlay.counts, overlay.identical, overlay.findings, overlay.guesses, overlay.questions, overlay.skipped, overlay.files,
        overlay.overlap_count, overlay.uploads, overlay.choices, tuple(table.columns for table in overlay.tables),
        overlay.dataset and overlay.dataset.version, overlay.dataset and overlay.dataset.added, [row.spell for row in rows],
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", [name if name == "a workbook" else pytest.param(name, marks=pytest.mark.slow) for name in FILES]
)
def test_a_process_of_its_own_reads_the_same(ours: Dataset, name: str) -> None:
    uploads = [Upload(*FILES[name])]
    here, there = (read(ours, uploads, today=TODAY) for read in (overlay_of, overlay_apart))
    assert there.weight, "it was read by another process"
    assert same_in_both(here) == same_in_both(there)


@pytest.mark.slow
def test_what_a_reader_says_of_it_is_read_as_here(ours: Dataset) -> None:
    uploads = [Upload(*FILES["a zip with an actor, guesses and a fault"])]
    first = overlay_apart(ours, uploads, today=TODAY)
    assert first.guesses
    assert first.names.actor("New Land") == "XNW"
    assert first.skipped
    assert skipped_file(first)
    choices = replace(first.choices, refused=frozenset(guess.key for guess in first.guesses))
    here, there = (read(ours, uploads, choices, today=TODAY) for read in (overlay_of, overlay_apart))
    assert same_in_both(here) == same_in_both(there) != same_in_both(first)


def test_a_few_rows_of_plain_text_are_read_here(ours: Dataset) -> None:
    assert overlay_apart(ours, [Upload("spells.csv", f"{HEADER}\n{LINE}\n".encode())]).weight == 0


@pytest.mark.slow
def test_what_is_too_much_is_said_and_nothing_is_kept(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "UPLOAD_LIMITS", replace(apart.UPLOAD_LIMITS, answer=100))
    gc.collect()
    before = room.held_rows()
    overlay = overlay_apart(ours, [Upload(*FILES["a workbook"])])
    assert "it takes more time or memory than an upload may (split it, or leave columns out)" in findings_text(overlay)
    assert (overlay.dataset, overlay.uploads, room.held_rows()) == (None, (), before)


@pytest.mark.slow
def test_the_time_of_the_other_process_counts_for_the_address(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "READING_PER_SECOND", 0.0)
    monkeypatch.setattr(room, "READING_AT_ONCE", 0.0)
    with for_reader("192.0.2.7"):
        assert overlay_apart(ours, [Upload(*FILES["a workbook"])]).dataset
        assert "too much was uploaded from your address" in findings_text(
            overlay_apart(ours, [Upload(*FILES["a workbook"])])
        )


@pytest.mark.slow
def test_what_comes_back_takes_room_by_its_size(ours: Dataset) -> None:
    rows = "".join(f"{','.join('' for _ in COLUMNS)}{'x' * 40_000}\n" for _ in range(20))
    gc.collect()
    before = room.held_rows()
    overlay = overlay_apart(ours, [Upload("own.zip", zip_with(("spells.csv", f"{HEADER}\n{rows}".encode())))])
    assert room.held_rows() - before >= 4 * overlay.weight // room.BYTES_OF_ROW > 500
    del overlay
    gc.collect()
    assert room.held_rows() == before


def test_two_smaller_ones_are_read_at_a_time(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    smaller = [Upload("spells.csv", f"{HEADER}\n{LINE}\n".encode() + b"\n" * room.SMALL_UPLOAD)]
    with room.turn_to_read(1, is_apart=True), room.turn_to_read(1, is_apart=True):
        assert "other large files are being read" in findings_text(overlay_apart(ours, smaller))
        assert overlay_of(ours, smaller).dataset, "what is read here waits for none of them"
    assert overlay_apart(ours, smaller).dataset


@pytest.mark.parametrize("value", [print, comparison_key, io.BytesIO(b""), pickle.Unpickler, Callable])
def test_only_plain_values_come_back(value: object) -> None:
    """Even if a file had taken the process over, it could not take the server over."""
    with pytest.raises(pickle.UnpicklingError, match="is not a plain value"):
        apart.plain_values(pickle.dumps(value))
    assert apart.plain_values(pickle.dumps((NO_CHOICES, TODAY, {1, "a"}))) == (NO_CHOICES, TODAY, {1, "a"})
