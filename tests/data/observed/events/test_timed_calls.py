"""A machine with the feed that says nothing keeps no page waiting without end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Barrier, Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from data.observed.events import feed as feeds
from data.observed.events import ibis_engine, long_questions, questions, timed_calls
from data.observed.events.engine import FeedError
from data.observed.events.ibis_engine import IbisEngine
from data.observed.events.long_questions import LongQuestions
from data.observed.events.timed_calls import MOST_CALLS, MOST_GIVEN_UP, GivenUpError, TimedCalls, calls_to

PATIENCE = 30.0
AT_ONCE = 0.001


@pytest.fixture(autouse=True)
def _nothing_was_asked_before() -> None:
    calls_to.cache_clear()


@pytest.fixture
def silence() -> Iterator[Callable[[], None]]:
    """A call that gives no answer before the end of the test."""
    end = Event()

    def call() -> None:
        end.wait(PATIENCE)

    yield call
    end.set()


def fail() -> None:
    raise KeyError("what the other machine says")


def test_what_the_call_gives_or_raises_is_given_and_raised() -> None:
    calls = TimedCalls()
    assert calls.ask(lambda: 7, PATIENCE) == 7
    with pytest.raises(KeyError):
        calls.ask(fail, PATIENCE)
    assert calls.ask(lambda: 8, PATIENCE) == 8


def test_after_a_silence_nothing_is_asked_for_a_while(silence: Callable[[], None]) -> None:
    now, asked = [0.0], list[int]()
    calls = TimedCalls(lambda: now[0])
    with pytest.raises(GivenUpError):
        calls.ask(silence, AT_ONCE)
    with pytest.raises(GivenUpError):
        calls.ask(lambda: asked.append(1), PATIENCE)
    assert not asked
    now[0] += timed_calls.SECONDS_OF_PAUSE
    calls.ask(lambda: asked.append(1), PATIENCE)
    assert asked


def test_calls_that_were_given_up_do_not_pile_up(silence: Callable[[], None]) -> None:
    now, asked = [0.0], list[int]()
    calls = TimedCalls(lambda: now[0])

    def silent() -> None:
        asked.append(1)
        silence()

    for _ in range(3 * MOST_GIVEN_UP):
        now[0] += timed_calls.SECONDS_OF_PAUSE
        with pytest.raises(GivenUpError):
            calls.ask(silent, AT_ONCE)
    assert len(asked) <= MOST_GIVEN_UP


def test_those_who_ask_at_once_do_not_have_a_thread_each_without_end(
    silence: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_calls, "MOST_CALLS", 3)
    begun, calls, asked = Barrier(4), TimedCalls(), list[int]()

    def silent() -> None:
        asked.append(1)
        begun.wait(PATIENCE)
        silence()

    readers = [Thread(target=suppressed, args=(calls, silent), daemon=True) for _ in range(3)]
    for reader in readers:
        reader.start()
    begun.wait(PATIENCE)
    with pytest.raises(GivenUpError):
        calls.ask(silent, PATIENCE)
    assert len(asked) == 3


def suppressed(calls: TimedCalls, call: Callable[[], None]) -> None:
    with suppress(GivenUpError):
        calls.ask(call, PATIENCE)


ADDRESS = "ibis+clickhouse://anna:geheim-7@192.0.2.1/desk"


def connecting(monkeypatch: pytest.MonkeyPatch, connect: Callable[[str], object]) -> None:
    monkeypatch.setitem(sys.modules, "ibis", SimpleNamespace(connect=connect))


def test_a_silent_database_over_ibis_is_given_up_and_not_asked_by_each_reader(
    silence: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    monkeypatch.setattr(ibis_engine, "SECONDS_OF_QUESTION", AT_ONCE)
    monkeypatch.setattr(feeds, "_FAILED", {})

    def connect(address: str) -> None:
        asked.append(address)
        silence()

    connecting(monkeypatch, connect)
    feeds.feed_of.cache_clear()
    for _ in range(5):
        with pytest.raises(FeedError, match="Everything else works"):
            feeds.current_feed(ADDRESS)
    assert len(asked) == 1


def test_each_new_attempt_to_connect_counts_with_those_before(
    silence: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has an engine before the database has answered once: readers who come at once make one each."""
    asked = list[str]()
    monkeypatch.setattr(ibis_engine, "SECONDS_OF_QUESTION", AT_ONCE)
    monkeypatch.setattr(timed_calls, "SECONDS_OF_PAUSE", 0.0)

    def connect(address: str) -> None:
        asked.append(address)
        silence()

    connecting(monkeypatch, connect)
    for _ in range(3 * MOST_GIVEN_UP):
        with pytest.raises(FeedError, match="Everything else works"):
            IbisEngine(ADDRESS)
    assert len(asked) == MOST_GIVEN_UP


def test_a_database_that_falls_silent_later_is_asked_once(
    silence: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()

    def table(name: str) -> None:
        asked.append(name)
        silence()

    connecting(monkeypatch, lambda _: SimpleNamespace(table=table))
    engine = IbisEngine(ADDRESS)
    monkeypatch.setattr(ibis_engine, "SECONDS_OF_QUESTION", 0.2)
    for _ in range(3):
        with pytest.raises(FeedError, match="Everything else works"):
            engine.rows(questions.coverage())
    assert len(asked) == 1


def test_what_a_database_over_ibis_says_is_logged_without_its_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(address: str) -> None:
        raise OSError(f"cannot connect to {address}")

    connecting(monkeypatch, refuse)
    with pytest.raises(FeedError) as problem:
        IbisEngine(ADDRESS)
    assert "cannot connect" in caplog.text
    assert "geheim" not in caplog.text + str(problem.value)
    assert "anna" not in caplog.text + str(problem.value)


def test_a_question_that_gets_no_thread_keeps_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = TimedCalls()

    def none_left() -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(timed_calls, "Thread", lambda **_: SimpleNamespace(start=none_left))
        for _ in range(MOST_CALLS + 1):
            with pytest.raises(GivenUpError):
                calls.ask(lambda: 1, PATIENCE)
    assert calls.ask(lambda: 1, PATIENCE) == 1


def test_a_long_question_that_gets_no_thread_does_not_run_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Any = LongQuestions()

    def none_left() -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(long_questions, "Thread", lambda **_: SimpleNamespace(start=none_left))
    assert not asked.ask("reader", None, None, "name", 1)
    assert asked.of("reader") is None
