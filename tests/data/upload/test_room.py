"""What all uploads together may take: rows in the memory, one large file at a time, faults of one table."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from data.apart.pace import PlaceLine
from data.apart.reader import for_reader
from data.tables.dataset import Dataset
from data.upload import room
from data.upload.mapping.choices import Choices
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from tests.support.inputs.uploads import HEADER, LINE, findings_text, overlay_with, workbook_with

PLENTY = f"{HEADER}\n" + "".join(f"{LINE.replace('x-1', f'x-{number}')}\n" for number in range(600))


@pytest.fixture(autouse=True)
def from_now_on() -> None:
    """What earlier tests left goes in none of these, and is not looked through for garbage each time."""
    gc.freeze()


@pytest.mark.slow
def test_rows_count_for_as_long_as_a_session_has_them(ours: Dataset) -> None:
    before = room.held_rows()
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n")
    assert room.held_rows() == before + 2 + room.ROWS_OF_DATASET, "its row and its header, until it is added"
    added = overlay.settled()
    del overlay
    gc.collect()
    assert room.held_rows() == before + 1 + room.ROWS_OF_DATASET
    assert (added.counts, added.tables, added.uploads) == ({"spells": 1}, (), ())
    del added
    gc.collect()
    assert room.held_rows() == before


def test_a_large_upload_is_refused_where_all_hold_too_many(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_ROWS_OF_ALL", 0)
    assert "the server holds as many added rows" in findings_text(overlay_with(ours, "spells.csv", PLENTY))
    assert overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n").dataset, "a few rows always find a place"


def test_an_upload_of_one_row_takes_the_room_of_what_is_made_for_it(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand of them took two gigabytes, and counted as a thousand rows."""
    held = [overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n") for _ in range(2)]
    monkeypatch.setattr(room, "MAX_ROWS_OF_ALL", 0)
    monkeypatch.setattr(room, "MORE_FOR_SMALL", 2 * room.ROWS_OF_DATASET)
    assert all(overlay.dataset for overlay in held)
    assert "the server holds as many added rows" in findings_text(
        overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n")
    )


class _Filling(PlaceLine):
    """A line in which the one before takes the room that was left."""

    @contextmanager
    def place(self, address: str, seconds: float) -> Iterator[None]:
        room.MAX_ROWS_OF_ALL = 0
        with super().place(address, seconds):
            yield


def test_who_waited_is_refused_where_others_took_the_room_meanwhile(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All who waited together were let in: each had asked before any of them was read."""
    monkeypatch.setattr(room, "MAX_ROWS_OF_ALL", room.MAX_ROWS_OF_ALL)
    monkeypatch.setattr(room, "LARGE_UPLOAD", 100)
    monkeypatch.setattr(room, "SMALL_UPLOAD", 50)
    monkeypatch.setattr(room, "_READING", line := _Filling())
    assert "the server holds as many added rows" in findings_text(overlay_with(ours, "spells.csv", PLENTY))
    assert line._free == 1, "its place in the line is free again"


@pytest.mark.parametrize("name", ["spells.csv", "columns.json", "book.xlsx", "words.txt"])
def test_files_of_which_nothing_is_added_take_room_too(ours: Dataset, name: str) -> None:
    """They stay in their session, to be read again with other choices: a hundred sessions could fill the memory."""
    before, content = room.held_rows(), b"no table " * 100_000
    overlay = overlay_of(ours, [Upload(name, content)])
    assert overlay.dataset is None
    assert room.held_rows() - before >= len(content) // room.BYTES_OF_ROW
    del overlay
    gc.collect()
    assert room.held_rows() == before


def test_guesses_that_a_reader_refused_take_room(ours: Dataset) -> None:
    """They stay for the files that follow: 5,000 of long texts have 9 MB, beside a table of one row."""
    before = room.held_rows()
    refused = frozenset(("ties.csv", "Country", f"{number} {'𐌰' * 190}", "China") for number in range(1_000))
    overlay = overlay_of(ours, [Upload("ties.csv", f"{HEADER}\n{LINE}\n".encode())], Choices(refused=refused))
    assert room.held_rows() - before > room.ROWS_OF_DATASET + 1_000 * 190 * 4 // room.BYTES_OF_ROW
    del overlay


def test_a_few_rows_of_long_texts_take_the_room_of_many(ours: Dataset) -> None:
    before = room.held_rows()
    rows = "".join(f"{LINE.replace('x-1', f'x-{number}')[:-1]}{'note ' * 1_900}\n" for number in range(20))
    overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{rows}")
    assert room.held_rows() - before > 20 * 9_500 // room.BYTES_OF_ROW
    del overlay


def test_the_values_of_lists_take_room_also_once_they_are_added(ours: Dataset) -> None:
    """Four tables of events with 60 participants each took 1.6 GB, and counted as a few rows more than those without."""

    def held_with(participants: str) -> int:
        rows = "".join(
            f"x-{number},BLR-CHN,visit,Talks {number},2020-01-01,recalled,3,{participants}\n" for number in range(20)
        )
        columns = "event,dyad,kind,title,date,grade,significance,participants"
        settled = overlay_with(ours, "events.csv", f"{columns}\n{rows}").settled()
        assert len(settled.lines) == 20
        return settled.held_rows

    many = "; ".join(f"p{number}" for number in range(60))
    # As many letters in one value.
    assert held_with(many) - held_with("p" * len(many)) >= 20 * 60 * 50 // room.BYTES_OF_ROW


@pytest.mark.slow
def test_one_large_upload_is_read_at_a_time(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    monkeypatch.setattr(room, "LARGE_UPLOAD", len(PLENTY))
    with room.turn_to_read(len(PLENTY)):
        assert "other large files are being read" in findings_text(overlay_with(ours, "spells.csv", PLENTY))
        assert overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n").dataset
    assert "other large files" not in findings_text(overlay_with(ours, "spells.csv", PLENTY))


def test_large_uploads_are_read_by_turns_between_addresses() -> None:
    """Who brought one after the other was before everybody else, who were refused after half a minute."""
    read = list[str]()

    def upload(address: str) -> None:
        with for_reader(address), room.turn_to_read(room.LARGE_UPLOAD):
            read.append(address)

    greedy, other = "192.0.2.1", "192.0.2.2"
    threads = [Thread(target=upload, args=[address]) for address in (greedy, greedy, other)]
    with for_reader(greedy), room.turn_to_read(room.LARGE_UPLOAD):
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(room._READING._waiting) < number:
                time.sleep(0.001)
        assert not read
    for thread in threads:
        thread.join()
    assert read == [other, greedy, greedy]
    assert room.PATIENCE > room.LONGEST_READING


def test_a_table_of_faults_is_not_read_to_its_end(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.table_matching._MOST_FAULTS", 50)
    rows = "".join(f"x-{number},nobody,no,Talks,2020-13-01,no,9\n" for number in range(200))
    overlay = overlay_with(ours, "events.csv", f"event,dyad,kind,title,date,grade,significance\n{rows}")
    assert overlay.dataset is None
    assert "has more than 50 faults: it was read up to this line" in findings_text(overlay)
    assert len(overlay.skipped) < 50


def test_readers_of_one_address_leave_room_for_others(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_ROWS_OF_ADDRESS", 500)
    with for_reader("192.0.2.1"):
        held = overlay_with(ours, "spells.csv", PLENTY)
        assert len(held.tables[0].records) == 600
        assert "added rows of your address" in findings_text(overlay_with(ours, "spells.csv", PLENTY))
        assert overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n").dataset, "a few rows find a place"
    with for_reader("192.0.2.2"):
        assert "your address" not in findings_text(overlay_with(ours, "spells.csv", PLENTY))


def test_also_uploads_of_a_few_rows_end(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_ROWS_OF_ALL", room.held_rows())
    monkeypatch.setattr(room, "MORE_FOR_SMALL", 1)
    held = [overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}\n") for _ in range(3)]
    assert held[0].dataset
    assert "the server holds as many added rows" in findings_text(held[-1])


@pytest.mark.parametrize("start", [b"", b"anything before "])
def test_a_packed_upload_waits_however_small_it_is(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    """Its cells may have a thousand times as many letters."""
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    book = workbook_with()
    with room.turn_to_read(room.LARGE_UPLOAD):
        assert "other large files are being read" in findings_text(overlay_with(ours, "mine.xlsx", start + book))
    assert overlay_with(ours, "mine.xlsx", book).dataset


def test_reading_ends_after_so_much_work(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONGEST_READING", 0.0)
    overlay = overlay_with(ours, "spells.csv", PLENTY)
    assert "it takes too much time" in findings_text(overlay)
    assert (overlay.dataset, overlay.uploads) == (None, ())
    monkeypatch.undo()
    assert overlay_with(ours, "spells.csv", PLENTY).dataset, "the limit is of that upload alone"


def test_an_address_works_off_what_was_read_for_it(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "READING_PER_SECOND", 0.0)
    with for_reader("192.0.2.3"):
        assert overlay_with(ours, "spells.csv", PLENTY).dataset
        monkeypatch.setattr(room, "READING_AT_ONCE", 0.0)
        assert "too much was uploaded from your address" in findings_text(overlay_with(ours, "spells.csv", PLENTY))
        monkeypatch.setattr(room, "READING_PER_SECOND", 1_000_000.0)
        assert overlay_with(ours, "spells.csv", PLENTY).dataset


def test_a_letter_takes_the_bytes_that_it_needs(ours: Dataset) -> None:
    def held(note: str) -> int:
        before = room.held_rows()
        overlay = overlay_with(ours, "spells.csv", f"{HEADER}\n{LINE}{note}\n")
        assert overlay.dataset
        return room.held_rows() - before - room.ROWS_OF_DATASET

    assert held("\U0001f600" * 9_000) > 2 * held("a" * 9_000)
