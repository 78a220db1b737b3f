"""What takes long to make is kept from one start to the next, and made anew where that is not possible."""

from datetime import date
from pathlib import Path

import pytest

from components.network.payload import network_bytes
from data.store import made_before
from data.store.made_before import MOST_MADE_BEFORE, keep_between_starts, made_once
from data.tables.dataset import load_records
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.view.ties import ties_of
from tests.support.cast import TODAY, write_cast

ADDED = b"spell,dyad,tier,wording,start,status,grade\nmine,BLR-TUR,T3,a tie,2020,announced,recalled\n"


@pytest.fixture
def folder_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    monkeypatch.setattr(made_before, "_is_on", [])
    return tmp_path


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("allweather-networks-*/*"))


def never() -> bytes:
    raise AssertionError("it was made before")


def test_nothing_is_kept_unless_a_server_asks_for_it(folder_of_temporary_files: Path) -> None:
    assert made_once("a", lambda: b"one") == b"one"
    assert made_once("a", lambda: b"two") == b"two"
    assert files_in(folder_of_temporary_files) == []


def test_what_was_made_is_taken_by_its_key(folder_of_temporary_files: Path) -> None:
    keep_between_starts()
    assert made_once("a", lambda: b"one") == b"one"
    assert made_once("a", never) == b"one"
    assert made_once("b", lambda: b"two") == b"two"
    (first, _) = files_in(folder_of_temporary_files)
    assert first.stat().st_mode & 0o077 == 0


def test_a_damaged_or_deleted_file_is_made_anew(folder_of_temporary_files: Path) -> None:
    keep_between_starts()
    made_once("a", lambda: b"one")
    (path,) = files_in(folder_of_temporary_files)
    path.write_bytes(path.read_bytes()[:-1])
    assert made_once("a", lambda: b"again") == b"again"
    path.unlink()
    path.parent.rmdir()
    assert made_once("a", lambda: b"once more") == b"once more"


def test_other_code_makes_it_anew(folder_of_temporary_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder_of_temporary_files.is_dir()
    keep_between_starts()
    made_once("a", lambda: b"one")
    monkeypatch.setattr(made_before, "_code", lambda: "changed")
    assert made_once("a", lambda: b"two") == b"two"


def test_the_oldest_go(folder_of_temporary_files: Path) -> None:
    keep_between_starts()
    for number in range(MOST_MADE_BEFORE + 3):
        made_once(str(number), lambda: b"x")
    assert len(files_in(folder_of_temporary_files)) == MOST_MADE_BEFORE


def test_the_network_of_the_records_is_kept_and_that_of_a_reader_is_not(
    folder_of_temporary_files: Path, folder: Path
) -> None:
    keep_between_starts()
    ours = load_records(write_cast(folder))
    made = network_bytes(ties_of(ours), TODAY)
    assert len(files_in(folder_of_temporary_files)) == 1
    assert network_bytes(ties_of(load_records(folder)), TODAY) == made
    network_bytes(ties_of(ours), date(2020, 1, 1))
    assert len(files_in(folder_of_temporary_files)) == 2
    overlay = overlay_of(ours, [Upload("spells.csv", ADDED)])
    assert overlay.dataset, overlay.findings
    network_bytes(ties_of(overlay.dataset), TODAY)
    assert len(files_in(folder_of_temporary_files)) == 2


@pytest.mark.usefixtures("folder_of_temporary_files")
def test_where_nothing_can_be_written_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(_purpose: str) -> Path:
        raise FileNotFoundError(2, "No usable temporary directory found")

    keep_between_starts()
    monkeypatch.setattr(made_before, "private_folder", read_only)
    assert made_once("key", lambda: b"content") == b"content"
