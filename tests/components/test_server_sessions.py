"""Which sessions are kept for readers whose line is lost."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

from components.server_sessions import keep_sessions_that_did_most


def lost(storage: MemorySessionStorage, name: str, runs: int, ended: list[str]) -> None:
    """The line of a session is lost that has had so many runs."""
    session = cast("Any", SimpleNamespace(id=name, shutdown=lambda: ended.append(name)))
    storage.save(SessionInfo(None, session, runs))


def test_who_connects_and_leaves_again_and_again_takes_no_session_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage, ended = MemorySessionStorage(maxsize=4), list[str]()
    for name, runs in (("reader", 12), ("another", 7)):
        lost(storage, name, runs, ended)
    for number in range(10):
        lost(storage, f"quick {number}", 1, ended)
    assert [info.session.id for info in storage.list()] == ["reader", "another", "quick 8", "quick 9"]
    assert ended == [f"quick {number}" for number in range(8)], "what they had is freed"
    lost(storage, "third", 2, ended)
    lost(storage, "fourth", 2, ended)
    lost(storage, "quick", 0, ended)
    assert {info.session.id for info in storage.list()} == {"reader", "another", "third", "fourth"}
    assert ended[-1] == "quick"


def test_what_is_too_old_makes_room_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    keep_sessions_that_did_most()
    storage, ended = MemorySessionStorage(maxsize=2, ttl_seconds=0), list[str]()
    for number in range(5):
        lost(storage, str(number), number, ended)
    assert not ended
