"""Stored versions: as many as the desk wants, those shown longest ago go first."""

import time
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sql

from data.links.pins import store_version
from data.links.version_changes import version_changes
from data.store.base import Store
from data.store.database import DatabaseStore
from data.store.folder import FolderStore
from data.store.open_store import store_of
from data.store.settings import Settings
from data.tables.dataset import load_files
from data.tables.reading import files_in
from tests.support.cast import write_cast
from tests.support.places.stores import change_of, store_of_kind

NAMES = [f"{number:012x}" for number in range(6)]


@pytest.fixture(params=["folder", "sqlite", "sqlite as it was before"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path, tmp_path / ".kept", 3)
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    DatabaseStore(address).fill(files_in(write_cast(tmp_path / "records")))
    if request.param != "sqlite":
        with sql.create_engine(address).begin() as connection:
            connection.execute(sql.text("ALTER TABLE kept DROP COLUMN at"))
    return DatabaseStore(address, stores_versions=True, most_versions=3)


def stored(store: Store) -> list[str]:
    return [name for name in NAMES if store.stored_version(name)]


def put(store: Store, name: str) -> None:
    store.store_version(name, b"packed")
    time.sleep(0.01)


def test_of_more_versions_than_the_desk_wants_the_oldest_go(store: Store) -> None:
    for name in NAMES:
        put(store, name)
    assert stored(store) == NAMES[3:]


def test_a_version_that_is_shown_again_stays(store: Store) -> None:
    for name in (*NAMES[:3], NAMES[0], NAMES[3]):
        put(store, name)
    assert stored(store) == [NAMES[0], *NAMES[2:4]]


def test_a_desk_that_wants_all_gets_all(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, tmp_path / ".kept", 0)
    for name in NAMES:
        store.store_version(name, b"packed")
    assert stored(store) == NAMES


def test_the_limit_is_a_setting_of_the_desk() -> None:
    assert store_of("sqlite:///x", versions=".kept", most=7) == DatabaseStore("sqlite:///x", True, 7)
    assert Settings().versions_most == 500


def test_a_damaged_version_takes_the_news_from_nobody(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """As a disk or a broken copy leaves it: the list of its files is whole, and what is in one of them is not."""
    store = store_of_kind("folder", tmp_path, request)
    versions = []
    for note in ("first", "second", "third"):
        store.save([change_of(store, "events", "e1", note=note)], who="Anna")
        files = store.files()
        versions.append(load_files(files).version)
        store_version(versions[-1], files, store)
    path = tmp_path / "records" / ".kept" / f"{versions[1]}.zip"
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("events.csv").header_offset + len("events.csv") + 30
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    found, (change,) = version_changes(store, versions[-1])
    assert {one.version for one in found} == {versions[0], versions[2]}
    assert change.row.before
    assert change.row.after
    assert (change.row.before["note"], change.row.after["note"]) == ("first", "third")
