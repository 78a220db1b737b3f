"""The index of the search is made in the background, and leaves time to those who look at pages meanwhile."""

import tracemalloc
from random import Random
from string import ascii_lowercase
from threading import Event

import pytest

from data.search.entries import entries_of
from data.search.index import Rests, added_index_of, index_of
from data.tables.dataset import Dataset, load_records
from data.tables.late_rows import LateRows
from tests.support.inputs.uploads import overlay_with


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


def test_the_index_of_added_rows_takes_little_beside_them(ours: Dataset) -> None:
    """A table of typing errors has an entry for each letter of a word: it made 370 MB of 1.6 MB."""
    generator = Random(1)
    notes = [" ".join("".join(generator.choices(ascii_lowercase, k=39)) for _ in range(200)) for _ in range(20)]
    rows = "".join(f"China,Belarus,friends {number},2011,{note}\n" for number, note in enumerate(notes))
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since,Note\n{rows}").dataset
    assert added
    tracemalloc.start()
    try:
        index = added_index_of(added)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000
    first = notes[0].split()[0]
    assert index.count(first) == 1
    assert index.words_like(f"{first[:20]}{first[21:]}") == [first], "with a typing error"
