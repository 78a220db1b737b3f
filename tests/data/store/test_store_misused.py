"""Records that somebody changes without the page, and stores that are not as we made them: nothing is lost without a word."""

import sqlite3
import stat
import threading
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from data.store import folder
from data.store.base import SavedLaterError, Store, StoreError, undo
from data.store.changes import RowChange, SavePlan, plan_save
from data.store.database import DatabaseStore
from data.store.folder import FolderStore
from data.store.history import text_of_entry
from data.tables.dataset import load_files
from data.tables.reading import files_in
from tests.support.cast import write_cast
from tests.support.places.services import fresh_database
from tests.support.places.stores import STORE_KINDS, cells_in, change_of, records_in, removal_of, store_of_kind


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return store_of_kind(request.param, tmp_path, request)


def test_files_that_somebody_edits_while_a_save_is_made_are_not_written_over(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, file = store_of_kind("folder", tmp_path, request), tmp_path / "records" / "events.csv"
    change, edited = change_of(store, "events", "e1", note="new"), file.read_text("utf-8").replace("A road.", "Roads.")

    def meanwhile(*arguments: Any) -> SavePlan:
        plan = plan_save(*arguments)
        file.write_text(edited, "utf-8")
        return plan

    with monkeypatch.context() as patch:
        patch.setattr(folder, "plan_save", meanwhile)
        with pytest.raises(StoreError, match="changed in the meantime"):
            store.save([change], who="Anna")
    assert file.read_text("utf-8") == edited
    store.save([change], who="Anna")
    assert (cells_in(store, "events", "e1")["note"], cells_in(store, "events", "e3")["summary"]) == ("new", "Roads.")


def test_files_are_never_read_between_two_moves_of_a_save(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that begins when a reader has just seen that there is none, and takes longer than the reading."""
    store, amid, go_on, reads = store_of_kind("folder", tmp_path, request), threading.Event(), threading.Event(), [0]
    replace, unchanged = Path.replace, folder.read_unchanged
    changes = [change_of(store, "events", "e1", note="new"), change_of(store, "sources", "s1", note="new")]
    saver = threading.Thread(target=lambda: store.save(changes, who="Anna"))

    def replace_slowly(path: Path, target: Path) -> Path:
        if target.name == "sources.csv":
            amid.set()
            go_on.wait(60)
        return replace(path, target)

    def read_amid(*arguments: Any) -> Any:
        saver.start()
        assert amid.wait(60)
        return unchanged(*arguments)

    def files_in_folder(where: Path) -> Any:
        read, reads[0] = files_in(where), reads[0] + (threading.current_thread() is not saver)
        if reads[0] > 1:
            go_on.set()
        return read

    monkeypatch.setattr(Path, "replace", replace_slowly)
    monkeypatch.setattr(folder, "read_unchanged", read_amid)
    monkeypatch.setattr(folder, "files_in", files_in_folder)
    dataset = load_files(store.files())
    go_on.set()
    saver.join()
    assert dataset.events[0].note == dataset.sources["s1"].note == "new"


def test_a_save_leaves_a_file_to_those_who_may_read_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    store, file = store_of_kind("folder", tmp_path, request), tmp_path / "records" / "events.csv"
    file.chmod(0o640)
    store.save([change_of(store, "events", "e1", note="new")], who="Anna")
    assert "new" in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_save_whose_files_could_not_be_put_in_place_is_not_called_lost(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of_kind("folder", tmp_path, request)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    change = change_of(store, "events", "e1", note="new")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(SavedLaterError, match=r"^Saved, but the files are not in place yet"):
            store.save([change], who="Anna")
    assert cells_in(store, "events", "e1")["note"] == "new"


def test_saves_of_another_version_of_the_program_are_listed_and_not_undone(store: Store) -> None:
    store.save([change_of(store, "events", "e1", note="new")], who="Anna")
    entry = store.history(1)[0]
    foreign = text_of_entry(replace(entry, changes=(RowChange("harbours", None, {"harbour": "h1"}),)))
    write_history(store, foreign)
    assert [change.new_key for change in store.history(1)[0].changes] == [("h1",)]
    with pytest.raises(StoreError, match="another version of the program"):
        undo(store, 1, who="Anna")
    write_history(store, "{")
    with pytest.raises(StoreError, match="cannot be read"):
        store.history(1)


def write_history(store: Store, text: str) -> None:
    """In place of what the first save said."""
    if isinstance(store, FolderStore):
        (store.folder / ".history" / "000001.json").write_text(text, "utf-8")
        return
    assert isinstance(store, DatabaseStore)
    with sql.create_engine(store.address, poolclass=sql.NullPool).begin() as connection:
        connection.execute(sql.text("UPDATE history SET entry = :text"), {"text": text})


@pytest.mark.server
def test_a_table_that_somebody_changed_by_hand_is_read_as_text(tmp_path: Path, postgres_address: str) -> None:
    """Cells without a value, numbers and days where we write texts."""
    store = DatabaseStore(fresh_database(postgres_address))
    store.fill(files_in(write_cast(tmp_path / "records")))
    for statement in (
        "ALTER TABLE events ALTER COLUMN note DROP NOT NULL, ALTER COLUMN row_file DROP NOT NULL",
        "UPDATE events SET note = NULL, row_file = NULL",
        "ALTER TABLE events ALTER COLUMN significance DROP DEFAULT",
        "ALTER TABLE events ALTER COLUMN significance TYPE integer USING significance::integer",
    ):
        with sql.create_engine(store.address, poolclass=sql.NullPool).begin() as connection:
            connection.execute(sql.text(statement))
    event = cells_in(store, "events", "e2")
    assert (event["note"], event["significance"]) == ("", "3")


@pytest.mark.parametrize("place", [kind for kind in STORE_KINDS if kind != "folder"])
def test_a_row_whose_key_is_written_in_another_way_is_not_called_saved(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = store_of_kind(place, tmp_path, request)
    assert isinstance(store, DatabaseStore)
    with sql.create_engine(store.address, poolclass=sql.NullPool).begin() as connection:
        connection.execute(sql.text("UPDATE events SET event = ' e1' WHERE event = 'e1'"))
    for change in (change_of(store, "events", "e1", note="new"), removal_of(store, "events", "e1")):
        with pytest.raises(StoreError, match="events e1 is spelled differently"):
            store.save([change], who="Anna")
    assert store.history(1) == []
    store.save([change_of(store, "events", "e2", note="new")], who="Anna")
    assert cells_in(store, "events", "e2")["note"] == "new"


def test_a_database_that_takes_the_place_of_another_is_the_one_that_counts(tmp_path: Path) -> None:
    """Whoever copies new records for a desk into a database of their own does so."""
    files = files_in(write_cast(tmp_path / "records"))
    now, new = (DatabaseStore(f"sqlite:///{tmp_path / name}") for name in ("now.db", "new.db"))
    for store in (now, new):
        store.fill(files)
    before = now.stamp()
    assert cells_in(now, "events", "e1")["note"] == ""
    (tmp_path / "new.db").replace(tmp_path / "now.db")
    assert now.stamp() != before
    now.save([change_of(now, "events", "e1", note="new")], who="Anna")
    assert [row[0] for row in sqlite3.connect(tmp_path / "now.db").execute("SELECT who FROM history")] == ["Anna"]


@pytest.mark.server
def test_a_database_that_may_not_be_read_is_not_called_empty(tmp_path: Path, postgres_address: str) -> None:
    """Whoever is told that it is empty fills it again."""
    owner = DatabaseStore(fresh_database(postgres_address))
    owner.fill(files_in(write_cast(tmp_path / "records")))
    guest = f"guest_{uuid.uuid4().hex}"
    with sql.create_engine(owner.address, poolclass=sql.NullPool).begin() as connection:
        connection.execute(sql.text(f"CREATE ROLE {guest} LOGIN"))
    address = sql.make_url(owner.address).set(username=guest).render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="cannot be used"):
        DatabaseStore(address).stamp()


@pytest.mark.server
def test_the_address_of_a_database_may_name_a_schema(tmp_path: Path, postgres_address: str) -> None:
    plain = fresh_database(postgres_address)
    with sql.create_engine(plain, poolclass=sql.NullPool).begin() as connection:
        connection.execute(sql.text("CREATE SCHEMA desk"))
    named, files = f"{plain}?options=-csearch_path%3Ddesk", files_in(write_cast(tmp_path / "records"))
    DatabaseStore(named).fill(files)
    assert records_in(DatabaseStore(named)).events
    with pytest.raises(StoreError, match="contains no records yet"):
        DatabaseStore(plain).stamp()
