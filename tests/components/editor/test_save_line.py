"""Saves are made one at a time, and whoever has many pages open is not before everybody else."""

import time
from threading import Thread

import pytest

from components.editor import save_line
from components.editor.save_line import SaveLine
from data.store.base import StoreError


def test_another_address_is_next_however_many_saves_of_one_wait() -> None:
    line, saved = SaveLine(), list[str]()

    def save(address: str) -> None:
        with line.turn(address):
            saved.append(address)

    threads = [Thread(target=save, args=[address]) for address in ("greedy", "greedy", "greedy", "other", "other")]
    with line.turn("greedy"):
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(line._places._waiting) < number:
                time.sleep(0.001)
        assert not saved
    for thread in threads:
        thread.join()
    assert saved == ["other", "greedy", "other", "greedy", "greedy"]


def test_who_waits_for_too_long_is_told_and_keeps_nobody_waiting() -> None:
    line = SaveLine()
    with (
        line.turn("one"),
        pytest.raises(StoreError, match="Others have been saving for"),
        line.turn("other", 0.01),
    ):
        raise AssertionError("two saves at once")
    with line.turn("third", 0.01):
        pass


def test_a_save_that_fails_is_over() -> None:
    line = SaveLine()
    with pytest.raises(StoreError, match="broken"), line.turn("one"):
        raise StoreError("broken")
    with line.turn("one", 0.01):
        pass


def test_who_saves_without_end_waits_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages read the records again after each save: two a second made others’ clicks take six seconds."""
    monkeypatch.setattr(save_line, "SAVES_OF_ADDRESS", (3.0, 0.1))
    line = SaveLine()
    for _ in range(4):
        with line.turn("one"):
            pass
    with pytest.raises(StoreError, match=r"Nothing was changed. Please try again in 10 seconds"), line.turn("one"):
        raise AssertionError("too many saves")
    with line.turn("other"):
        pass
