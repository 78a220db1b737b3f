"""Who comes next in the line of those that wait for the processor, between addresses and within one."""

from collections.abc import Callable

from data.apart import turns
from data.apart.turns import TurnLine


def order_of(line: TurnLine, newcomers: Callable[[int], turns._Run], most: int, page: float) -> list[str]:
    """Whose pages of so many seconds are begun, one after the other; with each another one comes."""
    begun = list[str]()
    for number in range(most):
        come = newcomers(1_000 + number)
        come.share = line._shares.get(come.address, 0.0)
        line._waiting.append(come)
        run = line._next_of(line._waiting)
        line._begin(run)
        line._running.remove(run)
        line._of_session.add(run.session, page)
        line._pass(run.address, turns.FOR_SESSION * page)
        begun.append(run.session)
    return begun


def test_nobody_waits_for_ever() -> None:
    """Who has asked for much begins once enough of others has passed, who all ask for little."""
    line = TurnLine(1, lambda: 0.0)
    line._waiting.append(turns._Run("192.0.2.1", "restless", 0, came=0.0, asked=lambda: 400.0))
    begun = order_of(line, lambda number: turns._Run("192.0.2.1", f"colleague {number}", number, came=0.0), 300, 0.25)
    assert 30 < begun.index("restless") < 150


def test_forty_dear_pages_of_an_office_do_not_come_before_the_click_of_a_colleague() -> None:
    """Forty sessions that look at each page for eight seconds had all waited longer: clicks took five to eleven seconds."""
    now = [0.0]
    line = TurnLine(1, lambda: now[0])
    for number in range(40):
        line._of_session.add(f"session {number}", 0.5)
        line._number_of_session.add(f"session {number}", 2.0)
        line._waiting.append(turns._Run("192.0.2.1", f"session {number}", number, came=0.0, asked=lambda: 2.4))
    line._of_session.add("colleague", 0.8)
    line._number_of_session.add("colleague", 13.0)
    now[0] = 20.0
    line._waiting.append(turns._Run("192.0.2.1", "colleague", 99, came=20.0, asked=lambda: 13.0))
    assert line._next_of(line._waiting).session == "colleague"


def test_forty_pages_of_an_address_have_not_waited_longer_than_one_of_another() -> None:
    """Forty sessions that each look at a page for five seconds before they ask for the next one: others' clicks waited for half a minute."""
    now = [0.0]
    line = TurnLine(1, lambda: now[0])
    line._of_address.add("192.0.2.66", 20.0)
    line._waiting += [turns._Run("192.0.2.66", f"session {number}", number, came=0.0) for number in range(40)]
    begun = list[int]()
    for _ in range(30):
        now[0] += 2
        run = line._next_of(line._waiting)
        line._begin(run)
        line._running.clear()
        begun.append(run.number)
    colleague = turns._Run("192.0.2.7", "colleague", 40, came=now[0])
    line._waiting.append(colleague)
    now[0] += 1
    assert line._next_of(line._waiting) is colleague
    assert begun == [*range(30)]


def test_who_waits_once_more_has_what_has_passed_since() -> None:
    """Nobody waits by then, and what passed those that waited before counts for nothing: it would wait for as much again."""
    now = [0.0]
    line = TurnLine(1, lambda: now[0])
    run = turns._Run("192.0.2.1", "long ago", 0, came=0.0, share=500.0)
    others = [turns._Run("192.0.2.1", f"session {number}", number, came=0.0) for number in (1, 2)]
    line._running += [run, *others]
    line._mine.run = run
    now[0] = 10.0
    for other in others:
        other.seen = 10.0, 0.0
    run.is_over = lambda: bool(line._waiting)
    run.has_turn.wait = lambda *_: line._waiting.clear() or True  # type: ignore[method-assign,func-returns-value]
    run.read_clock = lambda: 0.0
    line.go_on()
    assert run.share == 0.0


def test_pieces_given_up_at_once_do_not_make_a_session_seem_to_ask_for_little() -> None:
    line = TurnLine(1)
    for _ in range(10):
        with line.turn("192.0.2.1", "one"):
            pass
    assert line._number_of_session.of("one") == 0.0
