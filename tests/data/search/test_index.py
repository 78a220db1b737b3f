"""The index of the search is made in the background, and leaves time to those who look at pages meanwhile."""

from threading import Event

import pytest

from data.search.entries import entries_of
from data.search.index import Rests, index_of
from data.tables.dataset import Dataset, load_records
from data.tables.late_rows import LateRows


class Awaited(Event):
    """Counts how often it is waited for; nobody waits long."""

    waits = 0

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.waits += 1
        return self.is_set()


def test_work_rests_now_and_then_until_somebody_waits_for_it() -> None:
    awaited, times = Awaited(), iter(range(100))
    # A second of work between two calls.
    rest = Rests(awaited, clock=lambda: float(next(times)))
    for _ in range(3):
        rest()
    assert awaited.waits == 3
    awaited.set()
    rest()
    assert awaited.waits == 3


def test_short_work_does_not_rest() -> None:
    awaited = Awaited()
    rest = Rests(awaited, clock=lambda: 0.0)
    rest()
    assert awaited.waits == 0


def test_the_index_is_made_once(curated: Dataset) -> None:
    assert index_of(curated) is index_of(curated)


def test_the_entries_of_a_large_table_are_those_of_a_small_one_and_keep_no_rows(
    curated: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.tables.reading.LARGE_RECORDS", 0)
    large = load_records()
    assert isinstance(large.spells, LateRows)
    entries = [made() for made in entries_of(large)]
    # The rules have looked at a few when the records were read.
    assert sum(row is not None for row in large.spells._made) < len(large.spells) / 10
    assert [repr(entry) for entry in entries] == [repr(made()) for made in entries_of(curated)]
