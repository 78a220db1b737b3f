"""The saves in short, as the page lists them."""

from pathlib import Path

import pytest

from data.store import database, folder
from data.store.base import undo
from data.store.history import SaveEntry, entry_of_text
from tests.support.places.stores import STORE_KINDS, addition_of, change_of, store_of_kind


@pytest.mark.parametrize("place", STORE_KINDS)
def test_a_list_of_saves_reads_each_of_them_once(
    place: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One may have ten thousand rows, and whoever opens the page has the list drawn with every click."""
    store = store_of_kind(place, tmp_path, request)
    read = list[str | bytes]()

    def entry_of_text_noted(text: str | bytes) -> SaveEntry:
        read.append(text)
        return entry_of_text(text)

    for module in (folder, database):
        monkeypatch.setattr(module, "entry_of_text", entry_of_text_noted)
    like = change_of(store, "events", "e1", note="Other")
    added = [addition_of(store, "events", "e3", event=f"n{number}", title=f"Title {number}") for number in range(4)]
    store.save([like, *added], who="Anna")
    undo(store, 1, who="Boris")
    read.clear()
    first, second = store.summaries(10), store.summaries(10)
    assert len(read) == 2
    assert first == second
    assert [(save.number, save.who, save.undoes, save.rows) for save in first] == [
        (2, "Boris", 1, 5),
        (1, "Anna", None, 5),
    ]
    assert first[1].first_rows == ("events e1", "events n0", "events n1")
