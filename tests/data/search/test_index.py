"""The index of the search is made in the background, and leaves time to those who look at pages meanwhile."""

import tracemalloc
from itertools import combinations
from random import Random
from string import ascii_lowercase
from threading import Event

import pytest

from data.search.entries import entries_of
from data.search.index import Rests, added_index_of, index_of
from data.tables.dataset import Dataset, load_records
from data.tables.late_rows import LateRows
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
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


TIES, LONG_NAME = "Country A,Country B,Relationship,Since", f"{'long ' * 60} and quite long"


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


def test_long_names_of_added_actors_are_in_the_index_as_long_as_there_is_room(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each tie has the names of both: 20,000 ties of 200 actors, 1.4 MB, made an index of 700 MB."""
    monkeypatch.setattr("data.search.index._MOST_BYTES_OF_ADDED", 50_000)
    actors = "".join(f"ORG:X{number},organisation,X{number} {LONG_NAME},X,Europe\n" for number in range(20))
    pairs = combinations(range(20), 2)
    ties = "".join(f"ORG:X{one},ORG:X{other},friends of {one},2011\n" for one, other in pairs)
    files = ("actors.csv", f"actor,kind,name,short_name,region\n{actors}"), ("ties.csv", f"{TIES}\n{ties}")
    added = overlay_of(ours, [Upload(name, content.encode()) for name, content in files]).dataset
    assert added
    index = added_index_of(added)
    assert 10 < index.count("quite") < 60, "of two times 190 pairs and ties"
    assert index.count("x19"), "the title of each is searched"
    assert len(index) > 380
