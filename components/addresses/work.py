"""Work beside the page: few threads, a waiting line that ends, a budget of time, a rate per client, files that are kept."""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from ipaddress import IPv4Address, ip_address, ip_network
from itertools import count
from threading import Lock
from typing import Any, TypeVar

from components.addresses.answers import RefusedError
from data.apart.long_work import ended_after
from data.apart.reader import for_reader
from data.apart.turns import TurnLine
from data.apart.work_apart import counter_of_thread

T = TypeVar("T")
# Two figures at a time leave room for the pages on a small machine; a figure takes about half a second.
DRAWERS, MOST_WAITING = 2, 16
_BUDGET = 30.0  # seconds, waiting included
# Seconds of the processor beyond it after which what nobody waits for any more is ended.
_MORE = 1.0
# Figures per client: a wiki page may show many at once, but nobody may have them drawn all day.
DRAWN_AT_ONCE, DRAWN_PER_SECOND = 60.0, 2.0
# Of the processor, in seconds: figures of sources and of profiles take several each. Whoever has used these waits.
EFFORT_AT_ONCE, EFFORT_PER_SECOND = 60.0, 0.3
# Questions that need no figure, such as whether one has changed: each takes a hundredth of a second.
ASKED_AT_ONCE, ASKED_PER_SECOND = 600.0, 30.0
MOST_CLIENTS = 4096
# Bits of an IPv6 address that say whose network it is in.
_NETWORK = 64
KEPT_BYTES = 32_000_000
_BUSY = "The server is drawing other figures. Try again in a few seconds."
_TOO_LONG = "This took too long. Ask for less: fewer countries, another figure, or a smaller size."
TOO_MANY = "Too many figures were asked for from your address. Try again in a minute."


class Pool:
    """Threads that make files; the loop of the server never waits for them. Of several threads nobody has all."""

    def __init__(self, threads: int, most_waiting: int, budget: float = _BUDGET, turns: TurnLine | None = None) -> None:
        self.turns = turns
        self._threads = ThreadPoolExecutor(threads, "addresses")
        self._count, self._most, self.budget = threads, threads + most_waiting, budget
        # What is being done or waits, the oldest first -> for whom; of these what waits; and what was given up for others.
        self._clients: dict[Future[Any], str] = {}
        self._waiting: dict[Future[Any], Callable[[], Any]] = {}
        self._given_up: set[Future[Any]] = set()
        # Of each client that has something there, the number of what began last.
        self._begun, self._numbers = dict[str, int](), count(1)

    async def run(self, work: Callable[[], T], client: str = "") -> T:
        """What `work` returns or raises; RefusedError if too many wait, or after the budget.

        A thread cannot be stopped, so work that takes too long keeps its place until it ends; what still waits is dropped.
        """
        if len(self._clients) >= self._most and not self._make_room(client):
            raise RefusedError(503, _BUSY)
        loop = asyncio.get_running_loop()
        future: Future[T] = Future()
        self._clients[future], self._waiting[future] = client, work
        future.add_done_callback(partial(self._tell, loop))
        self._start_next()
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.budget)
        except TimeoutError:
            raise RefusedError(503, _TOO_LONG) from None
        except asyncio.CancelledError:
            if future not in self._given_up:
                raise
            raise RefusedError(503, _BUSY) from None
        finally:
            self._given_up.discard(future)

    def _start_next(self) -> None:
        """Begin what came first of whoever had a thread longest ago, and leaves one to others, as long as there is one."""
        at_work = Counter(client for future, client in self._clients.items() if future not in self._waiting)
        for future in sorted(self._waiting, key=lambda future: self._begun.get(self._clients[future], 0)):
            client, work = self._clients[future], self._waiting[future]
            if at_work.total() >= self._count:
                return
            is_in_turn = at_work[client] < max(1, self._count - 1) and not future.cancelled()
            if is_in_turn and future.set_running_or_notify_cancel():
                del self._waiting[future]
                at_work[client] += 1
                self._begun[client] = next(self._numbers)
                try:
                    self._threads.submit(_fulfil, future, work)
                except RuntimeError:
                    # The system gives no more threads: what waits for one that never comes would keep its place for good.
                    future.set_exception(RefusedError(503, _BUSY))

    def _tell(self, loop: asyncio.AbstractEventLoop, future: Future[Any]) -> None:
        # The loop ends before a drawing does where the server stops.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._end, future)

    def _end(self, future: Future[Any]) -> None:
        client = self._clients.pop(future, "")
        self._waiting.pop(future, None)
        if client not in self._clients.values():
            self._begun.pop(client, None)
        self._start_next()

    def _make_room(self, client: str) -> bool:
        """Give up what came last of whoever has most of the line, if that is more than the client would have."""
        counts = Counter(self._clients.values())
        greedy, most = counts.most_common(1)[0]
        if most <= counts[client] + 1:
            return False
        for future in [future for future, owner in reversed(self._clients.items()) if owner == greedy]:
            self._given_up.add(future)
            if future.cancel():
                del self._clients[future], self._waiting[future]
                return True
            self._given_up.discard(future)
        return False


def _fulfil(future: Future[T], work: Callable[[], T]) -> None:
    """In a thread: do the work that is promised, unless it was refused before there was a thread."""
    if future.done():
        return
    try:
        future.set_result(work())
    except BaseException as problem:
        future.set_exception(problem)


def client_name(address: str) -> str:
    """Whom an address stands for: of IPv6, where one reader has as many as they like, the network of them."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed.packed, _NETWORK), strict=False))


@dataclass
class Rate:
    """A bucket per client that fills again by itself."""

    at_once: float = DRAWN_AT_ONCE
    per_second: float = DRAWN_PER_SECOND
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def check(self, client: str, *, amount: float = 1.0) -> None:
        """Take an amount; RefusedError if the bucket of the client is empty."""
        left = self._left(client)
        if left < min(amount, 1.0) or left <= 0:
            raise RefusedError(429, TOO_MANY)
        self._set(client, left - amount)

    def spend(self, client: str, amount: float) -> None:
        """Take an amount whose size was known only afterwards; the bucket may owe it."""
        self._set(client, self._left(client) - amount)

    def debt(self, client: str) -> float:
        """The seconds until the bucket owes nothing."""
        return max(0.0, -self._left(client) / self.per_second)

    def _left(self, client: str) -> float:
        left, since = self._buckets.get(client, (self.at_once, self.clock()))
        return min(self.at_once, left + (self.clock() - since) * self.per_second)

    def _set(self, client: str, left: float) -> None:
        self._buckets[client] = left, self.clock()
        self._buckets.move_to_end(client)
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)


class _OverError(BaseException):
    """Work has taken longer than anybody waits for it. None of our own handlers takes it for an error of what they do."""


async def run_charged(pool: Pool, work: Callable[[], T], *clients: tuple[Rate, str]) -> T:
    """What `work` returns or raises; each client owes the seconds that it takes of the processor, also beyond the budget.

    RefusedError if one of them owes too much already, and as `Pool.run`.
    """
    for effort, client in clients:
        effort.check(client, amount=0)
    loop = asyncio.get_running_loop()

    def charge(seconds: float) -> None:
        for effort, client in clients:
            effort.spend(client, seconds)

    def charged() -> T:
        with pool.turns.turn(clients[0][1], clients[0][1]) if pool.turns else nullcontext(), for_reader(clients[-1][1]):
            return timed()

    def timed() -> T:
        apart = counter_of_thread()
        start = time.thread_time() + apart.seconds()
        try:
            with ended_after(pool.budget + _MORE, _OverError):
                return work()
        except _OverError:
            raise RefusedError(503, _TOO_LONG) from None
        finally:
            # The buckets belong to the thread of the loop, which ends before a drawing does where the server stops.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(charge, time.thread_time() + apart.seconds() - start)

    return await pool.run(charged, clients[-1][1])


class Kept:
    """The files made last, up to a number of bytes: what a wiki shows all day is drawn once."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most, self._size, self._lock = most_bytes, 0, Lock()
        self._files: OrderedDict[str, bytes] = OrderedDict()

    def get(self, tag: str) -> bytes | None:
        with self._lock:
            if tag in self._files:
                self._files.move_to_end(tag)
            return self._files.get(tag)

    def put(self, tag: str, content: bytes) -> None:
        with self._lock:
            if tag in self._files or len(content) > self._most // 4:
                return
            self._files[tag] = content
            self._size += len(content)
            while self._size > self._most:
                self._size -= len(self._files.popitem(last=False)[1])
