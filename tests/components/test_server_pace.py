"""How fast messages come, and that one reader with many connections does not make those of the same office wait."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from components import server_guard, server_pace
from components.addresses.work import Rate
from components.server_guard import BYTES_OF_A_CLICK, SocketGuard
from components.server_pace import MOST_UNSEEN, UNSEEN_AT_FIRST, PacedLine, ReaderRest, WaitingLine, WaitingLines
from data.apart.pace import HALF_FORGOTTEN, RequestPace
from tests.support.running.own_loop import run_apart


def test_who_sends_too_much_waits_and_is_served_again_later() -> None:
    now = 0.0
    pace = RequestPace(3, 2, lambda: now)
    assert [pace.wait() for _ in range(5)] == [0, 0, 0, 0.5, 1]
    assert pace.debt() == 1
    now = 60.0
    assert pace.debt() == 0
    assert [pace.wait() for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_large_message_takes_the_place_of_many() -> None:
    pace = RequestPace(60, 10, lambda: 0.0)
    assert [pace.wait(51), pace.wait(51)] == [0, 4.2]


def test_what_was_sent_long_ago_is_forgotten() -> None:
    now = 0.0
    pace = RequestPace(60, 10, lambda: now)
    pace.wait(40)
    now = 3 * HALF_FORGOTTEN
    pace.wait()
    assert pace.sent == pytest.approx(6)


def pages(
    rest: ReaderRest, now: list[float], count: int, *, took: float = 0.1, looked: float = 0.0, worked: float = 0.0
) -> bool:
    """Whether a reader is restless after so many pages, each of which takes so long and is looked at for so long."""
    for _ in range(count):
        rest.begin(others=True)
        now[0] += took
        rest.end(worked)
        now[0] += looked
    return rest.is_restless()


def test_who_looks_at_each_page_is_never_restless_and_who_asks_for_the_next_at_once_is() -> None:
    now = [0.0]
    rest = ReaderRest(clock=lambda: now[0])
    assert not pages(rest, now, 200, looked=3.0)
    assert not pages(rest, now, int(MOST_UNSEEN) - 1)
    assert pages(rest, now, 2)
    now[0] += 60.0
    assert not rest.is_restless()


def test_it_is_no_rest_to_wait_for_a_slow_server() -> None:
    now = [0.0]
    assert pages(ReaderRest(clock=lambda: now[0]), now, int(UNSEEN_AT_FIRST) + 1, took=30.0)


def test_pages_that_take_long_to_make_need_a_longer_rest() -> None:
    now = [0.0]
    rest = ReaderRest(clock=lambda: now[0])
    assert not pages(rest, now, 200, looked=4.0, worked=0.3)
    assert pages(rest, now, 20, looked=1.9, worked=1.0)


def test_the_next_message_of_a_restless_reader_waits_for_the_page_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "_LOOK_AGAIN", 0.001)

    async def ask() -> tuple[bool, bool]:
        restless, patient = ReaderRest(0.0), ReaderRest()
        for rest in (restless, patient):
            rest.begin(others=True)
        await asyncio.wait_for(patient.page_ended(), 5)
        waiting = asyncio.create_task(restless.page_ended())
        await asyncio.sleep(0.01)
        waited = not waiting.done()
        restless.end(0.0)
        await asyncio.wait_for(waiting, 5)
        return waited, restless.is_restless()

    assert run_apart(ask()) == (True, True)


def test_who_is_alone_waits_for_nothing() -> None:
    async def ask() -> bool:
        rest = ReaderRest(0.0)
        rest.begin(others=False)
        await asyncio.wait_for(rest.page_ended(), 5)
        return rest.is_restless() and rest.is_served()

    assert run_apart(ask())


def test_a_message_is_waited_for_until_its_page_begins() -> None:
    now = [0.0]
    rest = ReaderRest(0.0, clock=lambda: now[0])
    assert not rest.is_served()
    rest.ask()
    assert rest.is_served()
    now[0] = 60.0
    assert not rest.is_served(), "some messages draw nothing"


def test_to_connect_again_and_again_is_no_rest() -> None:
    line = WaitingLine()
    restless = [line.begin()[1].is_restless() for _ in range(200)]
    assert restless[:90] == [False] * 90, "an office that arrives"
    assert restless[120:] == [True] * 80


def in_a_busy_office(ask: Callable[[WaitingLine, list[str]], object]) -> list[str]:
    """The order of answers where one connection asks forty times at once, and another once while it waits."""
    order: list[str] = []

    async def one(line: WaitingLine, own: RequestPace, name: str) -> None:
        own.wait()
        await line.turn(own)
        order.append(name)

    async def office() -> None:
        line, many, few = WaitingLine(), RequestPace(1000, 1000), RequestPace(1000, 1000)
        waiting = [asyncio.create_task(one(line, many, "many")) for _ in range(40)]
        await asyncio.sleep(0.02)
        waiting.append(asyncio.create_task(one(line, few, "few")))
        ask(line, order)
        await asyncio.gather(*waiting)

    run_apart(office())
    return order


def test_who_has_sent_least_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "OF_ADDRESS", (5.0, 200.0))
    order = in_a_busy_office(lambda *_: None)
    assert len(order) == 41
    assert 5 <= order.index("few") < 15, "not behind all that another one asked before"


def test_to_connect_again_gives_nobody_the_place_of_colleagues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "OF_ADDRESS", (5.0, 200.0))
    order: list[str] = []

    async def one(line: WaitingLine, own: RequestPace, name: str) -> None:
        own.wait()
        await line.turn(own)
        order.append(name)

    async def office() -> None:
        line, colleague = WaitingLine(), RequestPace(60, 10, sent=20)
        for _ in range(120):
            line.begin()
        paces = [line.begin()[0] for _ in range(60)]
        await asyncio.gather(
            *(one(line, pace, "new") for pace in paces[:30]),
            one(line, colleague, "colleague"),
            *(one(line, pace, "new") for pace in paces[30:]),
        )

    run_apart(office())
    assert order.index("colleague") < 10


@pytest.mark.parametrize(("sent", "least", "most"), [(151.0, 40, 120), (75.0, 0, 41), (20.0, 0, 1)])
def test_how_much_has_passed_counts_and_not_how_long_one_waits(sent: float, least: int, most: int) -> None:
    """Forty connections that each send a megabyte had all waited longer than a colleague: a click took ten seconds."""
    now, order = [0.0], list[str]()

    async def one(line: PacedLine, sent: float, name: str, amount: float) -> None:
        while "click" not in order:
            await line.turn(RequestPace(60, 10, sent=sent), amount)
            order.append(name)

    async def office() -> None:
        line = PacedLine(RequestPace(-2.0, 5_000.0, clock=lambda: now[0]))
        others = [asyncio.create_task(one(line, 51, "large", 51)) for _ in range(40)]
        await asyncio.sleep(0)
        now[0] = 20.0
        click = asyncio.create_task(one(line, sent, "click", 1))
        while not click.done():
            await asyncio.sleep(0)
            line._move()
        _ = [other.cancel() for other in others]

    run_apart(office())
    assert least <= order.index("click") <= most


def test_no_click_waits_for_what_large_messages_of_its_address_owe() -> None:
    async def office() -> bool:
        (line := WaitingLine())._large._pace.wait(600)
        large = asyncio.create_task(line.turn(RequestPace(60, 10), 51))
        await asyncio.wait_for(line.turn(RequestPace(60, 10)), 5)
        return large.cancel()

    assert run_apart(office()), "the large one still waits"


def test_who_has_left_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the pace of the address, too, nothing is taken for them; and they make room where no other may connect."""
    monkeypatch.setattr(server_pace, "OF_ADDRESS", (1.0, 0.01))

    async def office() -> tuple[float, bool]:
        line, own = WaitingLine(), RequestPace(60, 10)
        line._pace.wait(2)
        left = [asyncio.create_task(line.turn(own, is_lost=lambda: True)) for _ in range(6)]
        stays = asyncio.create_task(line.turn(own))
        await asyncio.sleep(0)
        line.let_lost_go()
        await asyncio.wait_for(asyncio.gather(*left), 5)
        return line._pace.sent, stays.done()

    sent, is_served = run_apart(office())
    assert sent == pytest.approx(2, abs=0.01)
    assert not is_served


def test_all_connections_of_an_address_together_have_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "OF_ADDRESS", (5.0, 200.0))

    async def office() -> float:
        line, begin = WaitingLine(), asyncio.get_running_loop().time()
        await asyncio.gather(*(line.turn(RequestPace(60, 10)) for _ in range(45)))
        return asyncio.get_running_loop().time() - begin

    assert run_apart(office()) > 0.15
    monkeypatch.undo()
    assert WaitingLine()._pace.wait(320) == pytest.approx(3.0), "with each message the event loop waits for a thread"


def test_a_connection_that_ends_while_it_waits_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "OF_ADDRESS", (1.0, 50.0))

    async def office() -> bool:
        line, own = WaitingLine(), RequestPace(60, 10)
        waiting = [asyncio.create_task(line.turn(own)) for _ in range(6)]
        await asyncio.sleep(0)
        for one in waiting[:5]:
            one.cancel()
        await asyncio.wait_for(waiting[-1], 5)
        await asyncio.wait_for(line.turn(own), 5)
        return True

    assert run_apart(office())


def test_an_address_has_so_many_connections_and_one_that_ends_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "MOST_LINES_OF_ADDRESS", 2)
    lines = WaitingLines()
    with lines.connection("192.0.2.1") as first, lines.connection("192.0.2.1") as second:
        assert first
        assert second is first, "they share a line"
        with lines.connection("192.0.2.1") as third, lines.connection("192.0.2.2") as other:
            assert third is None
            assert other
    with lines.connection("192.0.2.1") as again:
        assert again is first, "a new connection does not begin with a full measure"


def test_only_the_addresses_seen_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_pace, "MOST_ADDRESSES", 2)
    lines = WaitingLines()
    for number in range(5):
        with lines.connection(f"192.0.2.{number}"):
            pass
    assert list(lines._lines) == ["192.0.2.3", "192.0.2.4"]
    assert not lines._open


def test_a_message_counts_by_its_size() -> None:
    assert server_guard.weight_of(b"x" * 3_000) == 1
    assert server_guard.weight_of(b"x" * server_guard.LARGEST_MESSAGE) == 51


def test_the_sessions_of_an_address_hold_so_much_until_they_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of one connection became 12 MB of its session: 150 connections with one message each filled the memory."""
    monkeypatch.setattr(server_guard, "HELD_FOR", 0.01)
    monkeypatch.setattr(server_pace, "MOST_HELD", 100_000)

    def message(letters: int) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.add(id="a").string_value = "x" * (BYTES_OF_A_CLICK + letters)
        # The browser names what it has: that is not held.
        asked.rerun_script.cached_message_hashes.extend(["x" * 60] * 1_000)
        return asked

    async def visit() -> list[bool]:
        guard, end_of_first = SocketGuard(_reading), asyncio.Event()

        async def connected(name: str, end: asyncio.Event, *sent: BackMsg) -> bool:
            """Whether all arrives."""
            waiting = [{"type": "websocket.receive", "bytes": one.SerializeToString()} for one in sent]
            closed = list[Message]()

            async def receive() -> Message:
                if not waiting:
                    await end.wait()
                return waiting.pop(0) if waiting else {"type": "websocket.disconnect"}

            async def send(message: Message) -> None:
                closed.append(message)

            await guard({"type": "websocket", "path": "/", "headers": [], "client": (name, 1)}, receive, send)
            return not closed

        # Of each connection the largest counts, and nothing of usual ones.
        first = asyncio.ensure_future(
            connected("192.0.2.7", end_of_first, message(60_000), message(50_000), message(-100))
        )
        await asyncio.sleep(0)
        ended = [
            await connected("192.0.2.7", _over(), message(60_000)),
            await connected("192.0.2.7", _over(), message(-100)),
            await connected("192.0.2.8", _over(), message(60_000)),
        ]
        end_of_first.set()
        ended.append(await first)
        await asyncio.sleep(0.05)
        return [*ended, await connected("192.0.2.7", _over(), message(60_000))]

    assert run_apart(visit()) == [False, True, True, True, True]


def test_pages_opened_without_end_wait_and_are_refused_those_of_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty lines that opened pages as fast as they could let nobody else's click pass."""
    monkeypatch.setattr(server_guard, "OPENED", (5.0, 0.001))
    monkeypatch.setattr(server_guard, "LONGEST_WAIT_TO_OPEN", 0.02)
    monkeypatch.setattr(server_guard, "BEFORE_REFUSAL", 0.0)
    monkeypatch.setattr(Rate, "debt", lambda rate, name: min(0.03, _debt(rate, name)))

    async def visit() -> tuple[list[str], list[str]]:
        begun = list[str]()

        async def streamlit(scope: Scope, _receive: Receive, _send: Send) -> None:
            begun.append(scope["client"][0])

        guard, refused = SocketGuard(streamlit), list[str]()

        async def opened(name: str) -> None:
            async def send(_message: Message) -> None:
                refused.append(name)

            await guard({"type": "websocket", "path": "/", "headers": [], "client": (name, 1)}, _nothing, send)

        await asyncio.gather(*(opened("192.0.2.7") for _ in range(50)), opened("192.0.2.8"))
        return begun, refused

    begun, refused = run_apart(visit())
    # Five at once, one that waits; the others would wait too long.
    assert (begun.count("192.0.2.7"), begun.count("192.0.2.8"), refused.count("192.0.2.7")) == (6, 1, 44)


_debt = Rate.debt


async def _nothing() -> Message:
    return {"type": "websocket.disconnect"}


def _over() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def _reading(_scope: Scope, receive: Receive, _send: Send) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass


@pytest.mark.parametrize(("number", "letters", "are_read"), [(2_000, 40, True), (2_001, 1, False), (1_001, 100, False)])
def test_a_browser_that_names_too_many_messages_gets_them_again(number: int, letters: int, are_read: bool) -> None:
    """20,000 names of each of 200 pages that waited for their turn were 700 MB."""
    asked, arrived = BackMsg(), list[BackMsg]()
    asked.rerun_script.query_string = "preset=everything"
    asked.rerun_script.cached_message_hashes.extend(["x" * letters] * number)

    async def streamlit(_scope: Scope, receive: Receive, _send: Send) -> None:
        arrived.append(BackMsg.FromString((await receive())["bytes"]))

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": asked.SerializeToString()}

    run_apart(SocketGuard(streamlit)({"type": "websocket", "path": "/", "headers": []}, receive, _nowhere))
    assert arrived[0].rerun_script.query_string == "preset=everything"
    assert len(arrived[0].rerun_script.cached_message_hashes) == number * are_read


async def _nowhere(_message: Message) -> None:
    pass
