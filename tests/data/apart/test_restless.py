"""Who asks for one page after the other leaves most of the time to others, and none to whoever uses more."""

import pytest

from data.apart import restless, turns
from data.apart.restless import MOST_PAUSES, Patient, RestlessPauses
from data.apart.turns import TurnLine
from tests.support.in_line import PATIENCE, readers


class Restless(Patient):
    """Who asks for one page after the other."""

    def is_restless(self) -> bool:
        return True


def test_who_asks_without_a_rest_begins_when_nobody_else_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "IDLE", PATIENCE)
    with readers(TurnLine(most=2)) as all_of_them:
        all_of_them.ask("colleague")
        all_of_them.ask("restless", reader=Restless())
        all_of_them.ask("another")
        all_of_them.until(lambda: "another" in all_of_them.begun)
        assert all_of_them.begun == ["colleague", "another"]
        all_of_them.end("colleague")
        all_of_them.end("another")
        all_of_them.until(lambda: "restless" in all_of_them.begun)


def test_those_who_ask_without_a_rest_leave_most_of_the_time_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "IDLE", PATIENCE)
    # Each works all the time.
    monkeypatch.setattr(turns, "thread_clock", lambda **_: None)
    now = [0.0]
    with readers(TurnLine(2, lambda: now[0])) as all_of_them:
        line = all_of_them.line
        all_of_them.ask("colleague")
        all_of_them.end("colleague")
        all_of_them.until(lambda: not line._running)
        for number in range(2):
            all_of_them.ask(f"restless {number}", reader=Restless())
        all_of_them.until(lambda: len(all_of_them.begun) == 2)
        now[0] = 2.0
        all_of_them.end(all_of_them.begun[-1])
        all_of_them.until(lambda: not line._running)
        now[0] += 2.0 * restless.PAUSE - 0.1
        with line._changed:
            line._start_next()
        assert not line._running, "one at a time, and a pause after each"
        now[0] += 0.2
        all_of_them.until(lambda: len(all_of_them.begun) == 3)


def test_who_clicks_quickly_does_not_come_after_an_address_that_keeps_the_processor_busy() -> None:
    """They waited for 24 seconds, as five large tables were added from one address."""
    with readers(TurnLine(most=1)) as all_of_them:
        line = all_of_them.line
        line._of_address.add("192.0.2.9", 10.0)
        line._of_address.add("192.0.2.1", 4.0)
        all_of_them.ask("first table", "192.0.2.9")
        all_of_them.ask("second table", "192.0.2.9")
        all_of_them.ask("quick", reader=Restless())
        all_of_them.end("first table")
        all_of_them.until(lambda: len(all_of_them.begun) == 2)
        assert all_of_them.begun[1] == "quick"
        all_of_them.end("quick")
        all_of_them.until(lambda: len(all_of_them.begun) == 3)
        line._of_address.add("192.0.2.1", 4.0)
        all_of_them.ask("third table", "192.0.2.9")
        all_of_them.ask("no longer less", reader=Restless())
        all_of_them.end("second table")
        all_of_them.until(lambda: len(all_of_them.begun) == 4)
        assert all_of_them.begun[3] == "third table"


def test_the_restless_of_one_address_do_not_wait_out_the_pause_of_another() -> None:
    now = [0.0]
    pauses = RestlessPauses(lambda: now[0])
    now[0] = 10.0
    pauses.add("192.0.2.9", 1.0)
    assert not pauses.is_over("192.0.2.9", 1.0, is_quiet=True)
    assert pauses.is_over("192.0.2.9", 0.0, is_quiet=True)
    assert not pauses.is_over("192.0.2.9", 0.0, is_quiet=False)
    assert pauses.is_over("192.0.2.1", 1.0, is_quiet=False)


def test_of_many_addresses_few_pauses_are_remembered() -> None:
    pauses = RestlessPauses(lambda: 0.0)
    for number in range(MOST_PAUSES + 9):
        pauses.add(str(number), 1.0)
    assert len(pauses._last) == MOST_PAUSES


def test_of_sessions_that_come_and_go_nothing_stays() -> None:
    now = [0.0]
    line = TurnLine(2, lambda: now[0])
    for number in range(300):
        now[0] += 1.0
        with line.turn("address", f"session {number}"):
            pass
    assert len(line._others) <= restless.OTHERS_WITHIN + 1


def test_where_nobody_else_asks_all_begin_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "IDLE", PATIENCE)
    with readers(TurnLine(most=2)) as all_of_them:
        for number in range(2):
            all_of_them.ask(f"restless {number}", reader=Restless())
        all_of_them.until(lambda: len(all_of_them.begun) == 2)


def test_a_reader_alone_does_not_wait_for_what_they_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restless, "PAUSE", 1e6)
    line, begun = TurnLine(most=2), list[int]()
    for number in range(4):
        with line.turn("", "alone", reader=Restless() if number else None):
            begun.append(number)
    assert begun == [0, 1, 2, 3]
