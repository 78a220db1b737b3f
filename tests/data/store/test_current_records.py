"""The records of a store for all readers: read once for each change, and the last sound ones whatever goes wrong."""

import threading
import time
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data.store import current_records
from data.store.base import StoreError
from data.store.current_records import UNFORESEEN, CurrentRecords, records_of
from data.store.folder import FolderStore
from data.tables.reading import Files, files_in
from tests.support.cast import cast_text, write_cast

READERS = 12


@dataclass(eq=False)
class SlowStore:
    """A store whose answers take a while and are counted; what it says can be changed."""

    files_now: Files
    stamp_now: int = 1
    is_silent: bool = False
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)

    def stamp(self) -> Hashable:
        self.asked.append("stamp")
        time.sleep(self.delay)
        if self.is_silent:
            raise StoreError("no answer")
        return self.stamp_now

    def files(self) -> Files:
        self.asked.append("files")
        time.sleep(self.delay)
        return self.files_now


@pytest.fixture
def store(folder: Path) -> SlowStore:
    return SlowStore(files_in(write_cast(folder)))


def records_in(store: SlowStore) -> CurrentRecords:
    return CurrentRecords(store, lambda *_: store.asked.append("after"))  # type: ignore[arg-type]


def test_records_are_read_once_for_each_change(store: SlowStore) -> None:
    records = records_in(store)
    first = records.now()
    assert records.now() == first
    assert store.asked == ["stamp", "files", "after", "stamp"]
    store.stamp_now = 2
    assert records.now().dataset is not first.dataset


def test_of_many_readers_who_come_at_once_one_reads_and_few_ask(store: SlowStore) -> None:
    records, barrier = records_in(store), threading.Barrier(READERS)
    store.delay = 0.05

    def come(_: int) -> object:
        barrier.wait()
        return records.now().dataset

    with ThreadPoolExecutor(READERS) as pool:
        seen = set(pool.map(come, range(READERS)))
    assert len(seen) == 1
    assert store.asked.count("files") == 1
    assert store.asked.count("stamp") <= 3


def test_whoever_comes_after_a_change_sees_it(store: SlowStore) -> None:
    """Even if the question of somebody else was under way: it may be answered with what was there before."""
    records = records_in(store)
    before = records.now().dataset
    store.delay = 0.1
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(records.now)
        time.sleep(0.02)
        store.stamp_now = 2
        assert records.now().dataset is not before
        slow.result()


def test_new_records_that_take_long_to_come_keep_only_the_one_waiting_who_reads_them(
    store: SlowStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = records_in(store)
    before, files, begun, go_on = records.now().dataset, store.files, threading.Event(), threading.Event()

    def drip() -> Files:
        begun.set()
        go_on.wait(30)
        return files()

    monkeypatch.setattr(store, "files", drip)
    monkeypatch.setattr(current_records, "LONGEST_WAIT", 0.01)
    store.stamp_now = 2
    with ThreadPoolExecutor(1) as pool:
        reads = pool.submit(records.now)
        assert begun.wait(30)
        assert records.now().dataset is before
        go_on.set()
        assert reads.result().dataset is not before
    assert records.now().dataset is not before


@pytest.mark.parametrize("stamp", [1, 2])
def test_a_store_that_does_not_answer_leaves_the_last_records_and_is_read_again_only_if_they_changed(
    store: SlowStore, stamp: int
) -> None:
    records = records_in(store)
    before = records.now().dataset
    store.is_silent = True
    reading = records.now()
    assert reading.dataset is before
    assert [finding.reason for finding in reading.findings] == ["no answer"]
    store.is_silent, store.stamp_now = False, stamp
    reading = records.now()
    assert not reading.findings
    assert (reading.dataset is before) == (stamp == 1)


def test_faulty_files_leave_the_last_records_and_their_faults_outlast_a_silence(store: SlowStore) -> None:
    records = records_in(store)
    before, good = records.now().dataset, store.files_now
    store.files_now = {**good, "tiers.csv": cast_text("tiers.csv", "T1,china_ladder", "T1,nobody").encode()}
    store.stamp_now = 2
    faults = records.now().findings
    assert faults
    store.is_silent = True
    assert records.now().dataset is before
    store.is_silent = False
    assert (records.now().dataset, records.now().findings) == (before, faults)


def test_a_store_that_never_answered_has_nothing_to_show(store: SlowStore) -> None:
    store.is_silent = True
    records = records_in(store)
    assert records.now().dataset is None
    assert not records.is_read
    store.is_silent = False
    assert records.now().dataset


def test_a_store_that_gives_what_nobody_thought_of_leaves_the_last_records_and_is_read_once(
    store: SlowStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = records_in(store)
    before = records.now().dataset
    store.files_now, store.stamp_now = {**store.files_now, "tiers.csv": 7}, 2  # type: ignore[dict-item]
    for _ in range(2):
        reading = records.now()
        assert reading.dataset is before
        assert [finding.reason for finding in reading.findings] == [UNFORESEEN]
    assert store.asked.count("files") == 2

    def no_right() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store, "stamp", no_right)
    assert records.now().dataset is before
    assert "Permission denied" in records.now().findings[0].reason


def test_all_who_ask_for_a_store_get_the_same_records(tmp_path: Path) -> None:
    def nothing(*_: object) -> None:
        pass

    assert records_of(FolderStore(tmp_path), nothing) is records_of(FolderStore(tmp_path), nothing)
    assert records_of(FolderStore(tmp_path), nothing) is not records_of(FolderStore(tmp_path / "other"), nothing)
    for number in range(20):
        records_of(FolderStore(tmp_path / str(number)), nothing)
