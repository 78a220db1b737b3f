"""Whose page is drawn next, and that nobody’s many pages keep those of others waiting."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.testing.v1 import AppTest

from components import server_turns
from components.server_turns import MOST_AT_ONCE, draw_in_turns
from data.apart import turns, used_time
from data.apart.restless import Patient
from data.apart.turns import TurnLine, thread_clock
from data.apart.used_time import Used
from tests.support.in_line import PATIENCE, readers


def test_of_many_pages_few_are_drawn_at_once_and_all_are_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    # On a busy machine a page may have no turn of the processor for longer.
    monkeypatch.setattr(turns, "IDLE", PATIENCE)
    line, most, now, lock = TurnLine(MOST_AT_ONCE), [0], [0], threading.Lock()

    def page(number: int) -> None:
        with line.turn("192.0.2.1", str(number)):
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            sum(range(200_000))
            with lock:
                now[0] -= 1

    threads = [threading.Thread(target=page, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert 1 <= most[0] <= MOST_AT_ONCE
    assert not line._running
    assert not line._waiting


def test_next_is_the_reader_who_had_least_of_the_processor() -> None:
    with readers(TurnLine(most=1)) as all_of_them:
        line = all_of_them.line
        line._of_session.add("greedy", 9.0)
        for session in ("first", "greedy", "modest"):
            all_of_them.ask(session)
        for session in ("first", "modest"):
            all_of_them.end(session)
            all_of_them.until(lambda: not line._waiting or len(all_of_them.begun) > 1)
        all_of_them.until(lambda: len(all_of_them.begun) == 3)
        assert all_of_them.begun == ["first", "modest", "greedy"]


def test_who_asks_all_the_time_comes_after_who_asks_now_and_then() -> None:
    """Where nobody has much of the processor, nobody has used much of it."""
    with readers(TurnLine(most=1)) as all_of_them:
        line = all_of_them.line
        line._of_session.add("colleague", 3.0)
        all_of_them.ask("first")
        all_of_them.ask("restless", asked=400.0)
        all_of_them.ask("colleague", asked=8.0)
        all_of_them.end("first")
        all_of_them.until(lambda: len(all_of_them.begun) == 2)
        assert all_of_them.begun[1] == "colleague"


def test_what_a_session_asked_before_does_not_pile_up() -> None:
    """Streamlit ends a run as soon as its reader asks for another, but each has a thread that waits for its turn."""
    line, begun = TurnLine(most=1), list[int]()

    def page(number: int) -> None:
        with line.turn("192.0.2.1", "restless"):
            begun.append(number)

    with readers(line) as all_of_them:
        all_of_them.ask("first")
        threads = [threading.Thread(target=page, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        all_of_them.until(lambda: len(begun) == 9)
        assert len(line._waiting) == 1
    for thread in threads:
        thread.join(PATIENCE)


def test_who_has_left_waits_for_nothing_and_leaves_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who connected, asked and left left a thread that waited for its turn: 280 in half a minute, and more with each."""
    monkeypatch.setattr(script_runner, "exec_func_with_error_handling", lambda function, _: function())
    monkeypatch.setattr(ScriptRunner, "request_stop", lambda runner: runner._requests.request_stop())
    line, ended = TurnLine(most=1), list[str]()
    draw_in_turns(line)
    executed = cast("Any", script_runner).exec_func_with_error_handling

    def page(name: str, requests: ScriptRequests) -> None:
        executed(lambda: ended.append(name), SimpleNamespace(session_id=name, script_requests=requests))

    with readers(line) as all_of_them:
        all_of_them.ask("first")
        waiting, leaving, left = ScriptRequests(), ScriptRequests(), ScriptRequests()
        left.request_stop()
        pages = (("waiting", waiting), ("leaving", leaving), ("left", left))
        threads = [threading.Thread(target=page, args=one) for one in pages]
        for thread in threads:
            thread.start()
        all_of_them.until(lambda: ended == ["left"] and len(line._waiting) == 2)
        ScriptRunner.request_stop(cast("Any", SimpleNamespace(_session_id="leaving", _requests=leaving)))
        all_of_them.until(lambda: ended == ["left", "leaving"] and len(line._waiting) == 1)
    for thread in threads:
        thread.join(PATIENCE)


def test_a_line_goes_on_where_no_thread_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looked at the line was then neither there nor started again."""

    def none_left(**_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(turns, "IDLE", PATIENCE)
    with readers(TurnLine(most=1)) as all_of_them:
        line = all_of_them.line
        all_of_them.ask("first")
        with monkeypatch.context() as patch:
            patch.setattr(turns, "Thread", none_left)
            all_of_them.ask("second")
            with line._changed:
                assert not line._is_looking
        all_of_them.end("first")
        all_of_them.until(lambda: all_of_them.begun == ["first", "second"])


def test_who_fails_before_their_turn_does_not_stay_in_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its thread it was an error of each page that came after it, for good."""
    line = TurnLine(most=1)

    def fails() -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(line, "_start_next", fails)
        with pytest.raises(MemoryError), line.turn("192.0.2.1", "one"):
            pass
    # A turn of another comes to the line as it should be.
    with line.turn("192.0.2.1", "another"):
        assert [run.session for run in line._running] == ["another"]
    assert not line._waiting


def test_pages_that_waited_for_the_same_go_on_by_turns() -> None:
    """Seventy that waited half a minute for a turn to read a file were then drawn at once: others' clicks took up to 10 s for a minute."""
    now, worked = [0.0], [0.0] * 4
    line = TurnLine(2, lambda: now[0])
    runs = [
        turns._Run("192.0.2.66", f"session {number}", number, came=0.0, read_clock=partial(worked.__getitem__, number))
        for number in range(len(worked))
    ]
    for run in runs:
        line._waiting.append(run)
        line._begin(run)
    now[0] += 30

    def go_on(run: turns._Run) -> None:
        line._mine.run = run
        line.go_on()
        worked[run.number] += 0.1

    for run in runs[:3]:
        go_on(run)
    last = threading.Thread(target=go_on, args=(runs[3],), daemon=True)
    last.start()
    end = time.monotonic() + PATIENCE
    while runs[3] not in line._waiting:
        assert time.monotonic() < end
        time.sleep(0.001)
    for run in runs[:2]:
        line._running.remove(run)
    with line._changed:
        line._start_next()
    last.join(PATIENCE)
    assert worked == [0.1] * 4
    assert runs[3] in line._running


def test_new_sessions_of_an_address_that_had_much_do_not_overtake_others() -> None:
    with readers(TurnLine(most=1)) as all_of_them:
        all_of_them.line._of_address.add("192.0.2.66", 30.0)
        all_of_them.line._of_session.add("colleague", 3.0)
        all_of_them.ask("first")
        all_of_them.ask("fresh", "192.0.2.66")
        all_of_them.ask("colleague", "192.0.2.7")
        all_of_them.end("first")
        all_of_them.until(lambda: len(all_of_them.begun) == 2)
        assert all_of_them.begun[1] == "colleague"


@pytest.mark.skipif(thread_clock() is None, reason="this system does not say how long another thread has worked")
def test_pages_that_wait_for_something_else_keep_nobody_waiting() -> None:
    """A database that is silent, or a long question: their readers need no processor meanwhile."""
    with readers(TurnLine(most=1)) as all_of_them:
        for number in range(3):
            all_of_them.ask(f"waiting {number}", works=False)
        all_of_them.ask("works")
        all_of_them.until(lambda: len(all_of_them.begun) == 4)
        all_of_them.ask("comes later")
        assert all_of_them.begun[-1] == "works"
        all_of_them.end("works")
        all_of_them.until(lambda: all_of_them.begun[-1] == "comes later")


def test_a_line_tells_a_reader_when_a_page_of_theirs_begins_and_ends() -> None:
    told = list[str]()

    class Told(Patient):
        def begin(self, *, others: bool) -> None:
            told.append("among others" if others else "begin")

        def end(self, worked: float) -> None:
            told.append("end" if worked > 0.0 else "no work")

    line = TurnLine(most=1)
    with suppress(KeyError), line.turn("", "", reader=Told()):
        told.append("page")
        sum(range(1_000_000))
        raise KeyError
    assert told == ["begin", "page", "end"]


def test_a_page_that_fails_gives_its_turn_back() -> None:
    line = TurnLine(most=1)
    for _ in range(3):
        with pytest.raises(KeyError), line.turn("", ""):
            raise KeyError
    assert not line._running


def test_what_was_used_is_forgotten_by_and_by() -> None:
    now = [0.0]
    used = Used(lambda: now[0])
    used.add("one", 8.0)
    now[0] = 2 * used_time.HALF_LIFE
    assert used.of("one") == pytest.approx(2.0)
    assert used.of("another") == 0


def test_the_names_that_are_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(used_time, "MOST_REMEMBERED", 5)
    used = Used(time.monotonic)
    for number in range(20):
        used.add(str(number), 1.0)
    assert [name for name in map(str, range(20)) if used.of(name)] == ["15", "16", "17", "18", "19"]


def test_streamlit_draws_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    def execute(function: Callable[[], object], _context: object) -> object:
        return function()

    monkeypatch.setattr(script_runner, "exec_func_with_error_handling", execute)
    monkeypatch.setattr(ScriptRunner, "request_stop", ScriptRunner.request_stop)
    line, runner = TurnLine(MOST_AT_ONCE), cast("Any", script_runner)
    draw_in_turns(line)
    executed = runner.exec_func_with_error_handling
    assert executed(lambda: len(line._running), SimpleNamespace(session_id="one")) == 1
    assert not line._running
    draw_in_turns(line)
    assert runner.exec_func_with_error_handling is executed


@pytest.mark.parametrize("draws", [True, False])
def test_a_page_that_takes_too_long_ends_and_says_so(*, draws: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a computation that draws nothing."""

    def endless() -> None:
        import streamlit as st

        st.text_input("Name", key="name")
        computes = st.session_state.is_endless and not st.session_state.draws
        while computes:
            try:
                sum(range(100))
            except Exception as error:
                raise AssertionError from error
        while st.session_state.is_endless:
            with st.container():
                try:
                    st.text("another")
                except Exception as error:
                    raise AssertionError from error
        st.text_input("Place", key="place")

    runner: Any = script_runner
    monkeypatch.setattr(runner, "exec_func_with_error_handling", runner.exec_func_with_error_handling)
    monkeypatch.setattr(ScriptRunner, "request_stop", ScriptRunner.request_stop)
    look = ScriptRunner._maybe_handle_execution_control_request
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", look)
    monkeypatch.setattr(server_turns, "SECONDS_OF_PAGE", 0.2)
    server_turns.draw_in_turns(TurnLine(2))
    server_turns.end_long_pages(TurnLine(2))
    page = AppTest.from_function(endless)
    page.session_state["is_endless"] = False
    page.session_state["draws"] = draws
    page.run()
    assert not page.error
    page.session_state["is_endless"] = True
    page.run()
    assert [error.value for error in page.error] == [server_turns.PAGE_TOO_LONG]
    assert not page.exception
    page.session_state["is_endless"] = False
    page.run()
    assert not page.error
    assert page.text_input("place")


def test_a_page_that_may_be_ended_anywhere_takes_no_lock_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended amid the line, it would leave that locked, and nobody would get a page any more."""
    line, went_on, looks = TurnLine(1), list[str](), list[object]()
    monkeypatch.setattr(line, "go_on", partial(went_on.append, "went on"))
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", looks.append)
    server_turns.end_long_pages(line)
    look: Any = ScriptRunner._maybe_handle_execution_control_request
    page = SimpleNamespace(_execing=True)
    monkeypatch.setattr(server_turns._OF_THREAD, "end", time.thread_time() + PATIENCE, raising=False)
    look(page)
    monkeypatch.setattr(server_turns._OF_THREAD, "end", 0.0)
    with pytest.raises(server_turns._PageTooLongError):
        look(page)
    assert (len(went_on), looks) == (1, [page, page])


def test_it_is_quiet_since_the_last_work_ended() -> None:
    now = [100.0]
    line = TurnLine(MOST_AT_ONCE, clock=lambda: now[0])
    now[0] = 103.0
    assert line.quiet_seconds() == 3.0
    with line.turn("192.0.2.1", "one"):
        assert line.quiet_seconds() == 0.0
        now[0] = 110.0
    now[0] = 112.5
    assert line.quiet_seconds() == 2.5
