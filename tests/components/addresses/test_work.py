"""Work beside the page: it never waits on the loop, never piles up, and what was made is kept for a while."""

import asyncio
import time
from collections.abc import Mapping
from functools import partial
from threading import Event

import pytest
from starlette.requests import Request

from components.addresses import routes, work
from components.addresses.answers import RefusedError, Resource
from components.addresses.routes import Desk, query_of
from components.addresses.work import DRAWN_AT_ONCE, Kept, Pool, Rate, client_name, run_charged
from data.apart import turns
from data.apart.turns import TurnLine
from tests.support.running.own_loop import run_apart
from tests.support.work import ends


def test_the_loop_goes_on_while_a_figure_is_drawn() -> None:
    async def draw() -> bool:
        has_gone_on = Event()
        drawing = asyncio.create_task(Pool(1, 1).run(lambda: has_gone_on.wait(30)))
        for _ in range(4):
            await asyncio.sleep(0.005)
        has_gone_on.set()
        return await drawing

    assert run_apart(draw())


def test_work_above_its_budget_is_given_up_and_what_waits_behind_it_is_dropped() -> None:
    release, done = Event(), list[int]()

    async def ask() -> list[object]:
        pool = Pool(1, 4, budget=0.05)
        work = [pool.run(release.wait), *(pool.run(lambda: done.append(1)) for _ in range(2))]
        answers = await asyncio.gather(*work, return_exceptions=True)
        release.set()
        await asyncio.sleep(0.02)
        return list(answers)

    answers = run_apart(ask())
    assert [answer.status for answer in answers if isinstance(answer, RefusedError)] == [503, 503, 503]
    assert not done


def test_where_no_thread_can_be_had_work_is_refused_and_keeps_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waited for a thread that nobody started again, and so did all that came after it, until the next start."""

    def none_left() -> None:
        raise RuntimeError("can't start new thread")

    async def ask() -> str:
        pool = Pool(1, 4, budget=5)
        with monkeypatch.context() as patch:
            patch.setattr(pool._threads, "_adjust_thread_count", none_left)
            with pytest.raises(RefusedError, match="drawing other figures"):
                await pool.run(lambda: "refused", "one")
        await asyncio.sleep(0)
        return await pool.run(lambda: "made", "other")

    assert run_apart(ask()) == "made"


def test_a_line_that_is_too_long_turns_the_next_one_away_at_once() -> None:
    async def ask() -> list[object]:
        release, pool = Event(), Pool(1, 1)
        waiting = [asyncio.create_task(pool.run(release.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(RefusedError, match="drawing other figures"):
            await pool.run(lambda: None)
        release.set()
        return list(await asyncio.gather(*waiting))

    assert run_apart(ask()) == [True, True]


def test_who_fills_the_line_loses_what_they_asked_last_to_whoever_comes_then() -> None:
    async def ask() -> list[object]:
        release, pool = Event(), Pool(1, 4)
        asked = [asyncio.create_task(pool.run(release.wait, "greedy")) for _ in range(5)]
        await asyncio.sleep(0)
        asked += [asyncio.create_task(pool.run(release.wait, client)) for client in ("first", "second", "greedy")]
        await asyncio.sleep(0)
        release.set()
        return list(await asyncio.gather(*asked, return_exceptions=True))

    assert [isinstance(answer, RefusedError) for answer in run_apart(ask())] == [
        False, False, False, True, True, False, False, True,
    ]  # fmt: skip


def test_who_has_a_whole_line_waits_in_turn_with_who_comes_after_them() -> None:
    """Of one thread, sixteen questions of one address to a feed would all come before the first of another."""

    async def ask() -> list[str]:
        release, pool, order = Event(), Pool(1, 9), list[str]()
        asked: list[asyncio.Task[object]] = [asyncio.create_task(pool.run(release.wait, "greedy"))]
        await asyncio.sleep(0)
        for client in ("greedy", "greedy", "greedy", "first", "second", "first"):
            asked.append(asyncio.create_task(pool.run(partial(order.append, client), client)))
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*asked)
        return order

    assert run_apart(ask()) == ["first", "second", "greedy", "first", "greedy", "greedy"]


def test_who_asks_for_what_takes_long_leaves_a_thread_to_others() -> None:
    async def ask() -> list[object]:
        release, pool = Event(), Pool(2, 4, budget=30)
        slow = [asyncio.create_task(pool.run(release.wait, "greedy")) for _ in range(3)]
        await asyncio.sleep(0)
        assert await pool.run(lambda: "at once", "other") == "at once"
        release.set()
        return list(await asyncio.gather(*slow))

    assert run_apart(ask()) == [True] * 3


def test_work_that_nobody_waits_for_any_more_is_still_that_of_whoever_asked() -> None:
    async def ask() -> None:
        release, pool = Event(), Pool(2, 4, budget=0.05)
        for _ in range(2):
            with pytest.raises(RefusedError):
                await pool.run(release.wait, "greedy")
        assert await pool.run(lambda: "at once", "other") == "at once"
        release.set()

    run_apart(ask())


def test_who_goes_away_while_they_wait_is_no_refusal() -> None:
    async def ask() -> bool:
        release, pool = Event(), Pool(1, 4)
        first, second = (asyncio.create_task(pool.run(release.wait)) for _ in range(2))
        await asyncio.sleep(0)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        release.set()
        return await first

    assert run_apart(ask())


def test_a_client_owes_what_its_work_took() -> None:
    now = [0.0]
    rate = Rate(at_once=10, per_second=0.5, clock=lambda: now[0])
    rate.check("a", amount=0)
    rate.spend("a", 25)
    with pytest.raises(RefusedError):
        rate.check("a", amount=0)
    rate.check("b", amount=0)
    now[0] = 31
    rate.check("a", amount=0)


@pytest.mark.slow
@pytest.mark.parametrize("is_too_long", [False, True])
def test_work_is_owed_whether_it_succeeds_fails_or_takes_longer_than_anyone_waits(is_too_long: bool) -> None:
    effort, go_on = Rate(at_once=10, per_second=0), Event()

    def work() -> None:
        begin = time.thread_time()
        while time.thread_time() - begin < 0.05:
            pass
        if is_too_long:
            go_on.wait(30)
        raise RefusedError(404, "There is nothing to draw.")

    async def ask() -> None:
        with pytest.raises(RefusedError):
            await run_charged(Pool(1, 4, 1.0 if is_too_long else 30.0), work, (effort, "a"))
        go_on.set()
        while effort._left("a") == 10:
            await asyncio.sleep(0.005)

    run_apart(ask())
    effort.check("b", amount=0)
    assert 10 - effort._left("a") > 0.04


def test_what_computes_for_longer_than_anybody_waits_leaves_its_thread_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "_MORE", 0.0)

    def endless() -> None:
        while True:
            sum(range(1_000))

    async def ask() -> str:
        pool, effort = Pool(1, 4, 0.1), Rate()
        with pytest.raises(RefusedError, match="too long"):
            await run_charged(pool, endless, (effort, "a"))
        # Its thread is free: the next one would else wait for ever.
        pool.budget = 30.0
        return await run_charged(pool, lambda: "drawn", (effort, "b"))

    assert run_apart(ask()) == "drawn"


def test_each_client_has_a_rate_of_its_own_that_recovers() -> None:
    now = [0.0]
    rate = Rate(at_once=2, per_second=1, clock=lambda: now[0])
    rate.check("a")
    rate.check("a")
    with pytest.raises(RefusedError, match="Try again in a minute"):
        rate.check("a")
    rate.check("b")
    now[0] = 1.0
    rate.check("a")


def test_the_files_used_last_are_kept_up_to_a_size() -> None:
    kept = Kept(most_bytes=40)
    for name in "abcde":
        kept.put(name, b"x" * 10)
        kept.get("a")
    assert [name for name in "abcde" if kept.get(name)] == ["a", "c", "d", "e"]
    kept.put("large", b"x" * 20)
    assert kept.get("large") is None


@pytest.mark.slow
def test_very_many_parts_of_which_one_is_there_twice_are_read_once() -> None:
    parts = [f"{number:x}" for number in range(200_000)]
    query = "&".join([*parts, parts[-1]]).encode()
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": query})
    with ends(), pytest.raises(RefusedError, match="is there twice"):
        query_of(request)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_one_reader_with_all_addresses_of_a_network_is_one_client(address: str, name: str) -> None:
    assert client_name(address) == name


def test_of_many_who_want_the_same_figure_at_once_one_has_it_made_and_all_get_it() -> None:
    """A page of a wiki that fifty people open after an edit: a line for sixteen would turn most of them away."""
    made, go_on = list[int](), Event()

    def make() -> bytes:
        go_on.wait(30)
        made.append(1)
        return b"figure"

    async def ask() -> list[bytes]:
        desk = Desk()
        resource = Resource("image/png", "figure.png", ("the same",), make)
        asked = [asyncio.create_task(desk._made(resource, f"192.0.2.{number}")) for number in range(50)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(*asked)

    assert run_apart(ask()) == [b"figure"] * 50
    assert len(made) == 1


def test_nobody_waits_for_a_figure_in_the_name_of_who_asked_for_much_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asked for it behind a file that takes a minute, again and again, kept it from everybody."""
    # Long enough for a thread to begin, also on a busy machine: else several of the others would have it made.
    monkeypatch.setattr(routes, "PATIENCE_WITH_OTHERS", 0.7)
    go_on, made = Event(), list[int]()

    def make() -> bytes:
        made.append(1)
        return b"figure"

    async def ask() -> list[bytes]:
        desk = Desk()
        long, figure = (
            Resource("image/png", "", (name,), act)
            for name, act in (("long", lambda: bytes(go_on.wait(30))), ("figure", make))
        )
        greedy = [asyncio.create_task(desk._made(resource, "greedy")) for resource in (long, figure)]
        await asyncio.sleep(0)
        others = await asyncio.gather(*(desk._made(figure, f"192.0.2.{number}") for number in range(20)))
        go_on.set()
        return [*others, (await asyncio.gather(*greedy))[1]]

    assert run_apart(ask()) == [b"figure"] * 21
    assert len(made) == 1


def test_who_goes_away_takes_the_figure_from_nobody_and_each_counts_what_they_ask_for() -> None:
    go_on = Event()

    def make() -> bytes:
        go_on.wait(30)
        return b"figure"

    async def ask() -> tuple[bytes, int]:
        desk = Desk()
        resource = Resource("image/png", "figure.png", ("the same",), make)
        first, second = (asyncio.create_task(desk._made(resource, client)) for client in ("a", "b"))
        await asyncio.sleep(0)
        first.cancel()
        go_on.set()
        figure, refused = await second, 0
        for number in range(int(DRAWN_AT_ONCE) + 5):
            try:
                await desk._made(Resource("image/png", "", (number,), lambda: b""), "b")
            except RefusedError:
                refused += 1
        return figure, refused

    figure, refused = run_apart(ask())
    assert figure == b"figure"
    assert refused


def test_of_what_is_drawn_beside_the_pages_one_works_at_a_time_and_first_for_who_asked_for_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "IDLE", 60.0)
    line, order = TurnLine(1), list[str]()
    line._of_address.add("greedy", 9.0)
    begun, go_on = Event(), Event()

    def first() -> None:
        begun.set()
        go_on.wait(30)

    async def ask() -> None:
        pools = [Pool(2, 9, turns=line) for _ in range(3)]
        asked: list[asyncio.Task[None]] = [asyncio.create_task(run_charged(pools[0], first, (Rate(), "first")))]
        await asyncio.to_thread(begun.wait, 30)
        for pool, client in zip(pools, ("greedy", "modest", "greedy"), strict=True):
            asked.append(asyncio.create_task(run_charged(pool, partial(order.append, client), (Rate(), client))))
        while len(line._waiting) < 3:
            await asyncio.sleep(0.005)
        go_on.set()
        await asyncio.gather(*asked)

    run_apart(ask())
    assert order == ["modest", "greedy", "greedy"]


def test_a_feed_that_is_silent_keeps_no_other_file_waiting() -> None:
    """Its questions have a thread of their own, whichever of them is asked and however often."""
    begun, go_on = Event(), Event()

    def find(_extension: str, query: Mapping[str, str], _base: str) -> Resource:
        if query.get("figure") == "observed" or query.get("layout") == "reports":
            begun.set()
            go_on.wait(30)
        return Resource("text/plain", "file", (str(query),), lambda: b"file")

    def request(query: str) -> Request:
        parts = {"path": "/figure.svg", "path_params": {"extension": "svg"}, "query_string": query.encode()}
        return Request(
            {"type": "http", "method": "GET", "headers": [], "server": ("desk", 80), "scheme": "http", **parts}
        )

    async def ask() -> list[int]:
        desk = Desk()
        silent = [
            f"{query}&since={year}" for year in range(2000, 2005) for query in ("figure=observed", "layout=reports")
        ]
        waiting = [asyncio.create_task(desk.answer(find, request(query))) for query in silent]
        while not begun.is_set():
            await asyncio.sleep(0.001)
        answer = await asyncio.wait_for(desk.answer(find, request("figure=network")), 20)
        go_on.set()
        return [answer.status_code, *(one.status_code for one in await asyncio.gather(*waiting))]

    assert run_apart(ask()) == [200] * 11
