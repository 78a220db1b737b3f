"""Saving while things break: killed amid it, no room, no right to write, the database gone and back."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sql

from data.store.base import Store, StoreError
from data.store.database import DatabaseStore
from data.tables.dataset import load_files
from data.tables.findings import RecordsError
from tests.support.places.services import fresh_database, postgres_server
from tests.support.places.stores import STORE_KINDS, change_of, records_in, store_of_kind
from tests.support.running.programs import ROOT, is_root

# Of each place; more for a figure: KILLS=100 python -m pytest tests/data/store/test_store_faults.py -k killed
KILLS = int(os.environ.get("KILLS", "4"))


def address_of(store: Store) -> str:
    return store.address if isinstance(store, DatabaseStore) else str(store.folder)  # type: ignore[attr-defined]


def notes(store: Store) -> tuple[str, str]:
    """Of the two rows that are saved together; RecordsError if anything of the records is broken."""
    dataset = load_files(store.files())
    return dataset.events[0].note, dataset.sources["s1"].note


@pytest.mark.slow
@pytest.mark.parametrize("place", STORE_KINDS)
def test_killed_while_saving_the_records_are_old_or_new_and_never_half(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store, chance = store_of_kind(place, tmp_path, request), random.Random(place)
    for _ in range(KILLS):
        saver = subprocess.Popen(
            [sys.executable, "-m", "tests.support.places.saver", address_of(store)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert saver.stdout
        assert saver.stdout.readline().strip() == "1", "it never saved"
        time.sleep(chance.uniform(0, 0.12))
        saver.send_signal(signal.SIGKILL)
        said = ["1", *saver.stdout.read().split()]
        saver.wait()
        event, source = notes(store)
        # What was said to be saved is there; one more may be, of which nobody was told.
        assert event == source
        assert event in (f"turn {said[-1]}", f"turn {int(said[-1]) + 1}")
        last = store.history(1)[0]
        assert last.changes[0].after
        assert last.changes[0].after["note"] == event
    store.save([change_of(store, "events", "e2", note="after all")], who="Anna")
    assert not list(tmp_path.rglob(".saving*"))


@pytest.mark.parametrize("files_moved", range(5))
def test_a_save_cut_short_anywhere_is_finished_by_whoever_reads_next(
    files_moved: int, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, moved = store_of_kind("folder", tmp_path, request), 0
    before, replace = Path.replace, Path.replace

    class Cut(BaseException):
        """As abrupt as a kill."""

    def until_cut(self: Path, target: Path) -> Path:
        nonlocal moved
        if moved == files_moved:
            raise Cut
        moved += 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", until_cut)
    change = [change_of(store, "events", "e1", note="new"), change_of(store, "sources", "s1", note="new")]
    with pytest.raises(Cut):
        store.save(change, who="Anna")
    monkeypatch.setattr(Path, "replace", before)
    assert notes(store) == ("new", "new")
    assert [entry.number for entry in store.history(5)] == [1]


# Runs as a user of its own, and with files limited in size: what it prints is what a curator would be told.
TELLING = """
import os, resource, signal, sys
from pathlib import Path
from data.store.base import StoreError
from data.store.folder import FolderStore
from tests.support.places.stores import change_of
limit, user = map(int, sys.argv[2:])
store = FolderStore(Path(sys.argv[1]))
change = change_of(store, "events", "e1", note="new")
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if user:
    os.setgroups([])
    os.setresuid(user, user, user)
try:
    store.save([change], who="Anna")
except StoreError as problem:
    print(problem)
"""


def told(folder: Path, *, limit: int = 0, user: int = 0) -> str:
    command = [sys.executable, "-c", TELLING, str(folder), str(limit), str(user)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1, 200, 900])
def test_without_room_for_the_files_nothing_is_changed(
    limit: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store, folder = store_of_kind("folder", tmp_path, request), tmp_path / "records"
    before = all_bytes(folder)
    assert "The records cannot be saved (File too large). Nothing was changed." in told(folder, limit=limit)
    assert all_bytes(folder) == before
    store.save([change_of(store, "events", "e1", note="with room again")], who="Anna")


def fill_up(disk: Path) -> None:
    with (disk / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while True:
            rest.write(b"0" * 4096)


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """On a real disk of its own, with room for the records and not for another copy of a file."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=224k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        store, folder = store_of_kind("folder", disk, request), disk / "records"
        change = change_of(store, "events", "e1", note="new")
        fill_up(disk)
        before = all_bytes(folder)
        with pytest.raises(StoreError, match=r"The records cannot be saved \(No space left on device\)\. Nothing"):
            store.save([change], who="Anna")
        assert all_bytes(folder) == before
        assert records_in(store)
        (disk / "rest").unlink()
        store.save([change], who="Anna")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    store_of_kind("folder", tmp_path, request)
    folder = tmp_path / "records"
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    assert "The records cannot be saved (Permission denied). Nothing was changed." in told(
        folder, user=65534 if is_root() else 0
    )


@pytest.mark.slow
def test_while_somebody_saves_again_and_again_every_reader_sees_one_moment(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = store_of_kind("folder", tmp_path, request)
    saver = subprocess.Popen(
        [sys.executable, "-m", "tests.support.places.saver", address_of(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert saver.stdout
        saver.stdout.readline()
        seen = {notes(store) for _ in range(60)}
        assert all(event == source for event, source in seen)
        assert len(seen) > 1, "nothing was saved meanwhile"
    finally:
        saver.kill()
        saver.wait()


@pytest.mark.slow
def test_files_replaced_while_they_are_read_give_old_or_new_records_or_a_finding(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """By somebody who knows nothing of saves, such as git or an editor."""
    store, folder, stop = store_of_kind("folder", tmp_path, request), tmp_path / "records", threading.Event()
    texts = [(folder / "events.csv").read_text("utf-8")]
    texts.append(texts[0].replace("Ties raised", "Ties lifted"))

    def replace() -> None:
        at = 0
        while not stop.is_set():
            at += 1
            (folder / "part").write_text(texts[at % 2], "utf-8")
            (folder / "part").replace(folder / "events.csv")

    writer = threading.Thread(target=replace)
    writer.start()
    try:
        for _ in range(40):
            assert records_in(store).events[0].title in ("Ties raised in Samarkand", "Ties lifted in Samarkand")
        (folder / "sources.csv").unlink()
        with pytest.raises(RecordsError, match=r"sources\.csv: there is no such file"):
            records_in(store)
    finally:
        stop.set()
        writer.join()


@pytest.mark.server
def test_connections_that_were_cut_are_made_anew_and_a_server_that_is_gone_is_told(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with postgres_server() as server:
        store = DatabaseStore(fresh_database(server))
        store.fill(store_of_kind("folder", tmp_path, request).files())
        with sql.create_engine(server, poolclass=sql.NullPool).connect() as other:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            assert True in other.execute(sql.text(others)).scalars().all()
        store.save([change_of(store, "events", "e1", note="new")], who="Anna")
        change = change_of(store, "events", "e1", note="newer")
    for act in (store.stamp, store.files, lambda: store.save([change], who="Anna")):
        with pytest.raises(StoreError, match="cannot be reached"):
            act()
