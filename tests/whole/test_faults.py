"""Faults of the disk: whatever happens to records, settings and stored versions, the page says it and goes on."""

import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.session.records import current_records
from data.links.pins import Pin, stored_records
from data.store.folder import FolderStore
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.dataset import Dataset, RecordsError, load_records
from tests.support.cast import FILES, write_cast

APP = str(Path(__file__).parents[2] / "app.py")
LOADS = 25
CHINA = "spells/china.csv"


@pytest.fixture
def records(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(RECORDS_VARIABLE, str(folder))
    return folder


def run(page: AppTest | None = None) -> AppTest:
    if page is None:
        page = AppTest.from_file(APP, default_timeout=30)
        page.query_params["preset"] = "focal"
    page.run()
    assert not page.exception
    return page


def faults(page: AppTest) -> str:
    return " ".join([*(error.value for error in page.error), *(str(table.value.to_dict()) for table in page.dataframe)])


def shown(page: AppTest) -> bool:
    return any("5 of 6 ties shown" in text.value for text in page.main.markdown)


def run_on(records: Path) -> AppTest:
    page = run()
    assert shown(page), records
    return page


# The folder ----------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_said(records: Path) -> None:
    page = run()
    assert "there is no such folder" in faults(page)
    assert not shown(page)
    write_cast(records)
    assert shown(run(page))


def test_an_empty_folder_names_every_file_that_is_missing(records: Path) -> None:
    records.mkdir()
    said = faults(run())
    assert "there is no such file" in said
    assert all(name in said for name in ("actors.csv", "sources.csv", "tiers.csv"))


# While the page is open ----------------------------------------------------------------------------


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere.csv")


def _a_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.slow
@pytest.mark.parametrize("file", ["tiers.csv", CHINA])
@pytest.mark.parametrize("harm", [_a_folder, _a_link_to_nowhere, _a_link_to_itself, _cut_short, _emptied])
def test_a_file_that_can_no_longer_be_read_leaves_the_last_records_in_view(
    records: Path, file: str, harm: Callable[[Path], None]
) -> None:
    path = write_cast(records) / file
    page = run_on(records)
    harm(path)
    page = run(page)
    assert faults(page)
    assert shown(page)
    path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
    path.write_text(FILES[file], "utf-8")
    page = run(page)
    assert not faults(page)
    assert shown(page)


def test_a_table_that_goes_away_leaves_the_last_records_in_view(records: Path) -> None:
    path = write_cast(records) / "tiers.csv"
    page = run_on(records)
    path.unlink()
    page = run(page)
    assert "there is no such file" in faults(page)
    assert shown(page)


def test_a_folder_that_goes_away_leaves_the_last_records_in_view(records: Path) -> None:
    page = run_on(write_cast(records))
    records.rename(records.with_name("away"))
    page = run(page)
    assert "there is no such folder" in faults(page)
    assert shown(page)


# A file replaced while it is read ------------------------------------------------------------------

TEXTS = {
    "old": FILES[CHINA],
    "new": FILES[CHINA].replace("Samarkand", "Minsk"),
    "faulty": FILES[CHINA].replace("2022-09-15,,,in force", "2022-13-15,,,in force"),
}


@contextmanager
def rewriting(path: Path) -> Iterator[None]:
    """Another program that replaces the file again and again; at the end the new text stands in it."""
    done = threading.Event()

    def write(text: str) -> None:
        beside = path.with_name(".beside")
        beside.write_text(text, "utf-8")
        beside.replace(path)

    def again_and_again() -> None:
        for text in cycle(TEXTS.values()):
            if done.is_set():
                return
            write(text)

    writer = threading.Thread(target=again_and_again)
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join()
        write(TEXTS["new"])


def occasion(dataset: Dataset) -> str:
    return next(spell.occasion for spell in dataset.spells if spell.spell == "blr-2")


@pytest.mark.slow
def test_records_read_while_they_are_replaced_are_the_old_or_the_new_or_a_finding(folder: Path) -> None:
    write_cast(folder)
    whole = load_records(folder)
    versions: dict[str, set[str]] = {}
    with rewriting(folder / CHINA):
        for _ in range(LOADS):
            with suppress(RecordsError):
                found = load_records(folder)
                assert len(found.spells) == len(whole.spells)
                versions.setdefault(found.version, set()).add(occasion(found))
    assert all(len(said) == 1 for said in versions.values()), "one version, one content"
    assert set.union(set(), *versions.values()) <= {"Samarkand", "Minsk"}
    assert occasion(load_records(folder)) == "Minsk"


def test_the_page_shows_the_last_content_once_nobody_writes_any_more(records: Path) -> None:
    path = write_cast(records) / CHINA
    with rewriting(path):
        for _ in range(LOADS):
            found = current_records()
            assert found is None or occasion(found) in ("Samarkand", "Minsk")
    settled = current_records()
    assert settled
    assert occasion(settled) == "Minsk"
    assert settled.version == load_records(records).version


# Settings ------------------------------------------------------------------------------------------


def test_settings_broken_while_the_page_is_open_are_said_and_mended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "desk.toml"
    good = f'records = "{write_cast(folder)}"\n'
    place.write_text(good, "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    monkeypatch.delenv(RECORDS_VARIABLE, raising=False)
    page = run_on(folder)
    place.write_text("records = [", "utf-8")
    page = run(page)
    assert "is not valid TOML" in faults(page)
    place.unlink()
    page = run(page)
    assert "does not exist" in faults(page)
    place.write_text(good, "utf-8")
    page = run(page)
    assert not faults(page)
    assert shown(page)


# Stored versions -------------------------------------------------------------------------------------


def test_a_folder_for_stored_versions_that_cannot_be_written_to_is_no_fault_of_the_page(records: Path) -> None:
    (write_cast(records) / ".kept").write_text("a file where a folder should be", "utf-8")
    assert shown(run())


def test_a_stored_version_that_is_no_file_or_packed_otherwise_is_none(tmp_path: Path) -> None:
    folder, other = Pin("0" * 12, "1.0"), Pin("1" * 12, "1.0")
    store = FolderStore(tmp_path, tmp_path)
    (tmp_path / f"{folder.records}.zip").mkdir()
    assert stored_records(folder, store) is None
    with zipfile.ZipFile(tmp_path / f"{other.records}.zip", "w") as archive:
        archive.writestr("actors.csv", "x")
    assert stored_records(other, store) is None
