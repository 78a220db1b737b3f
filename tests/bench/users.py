"""A department at work: many people on one server, each with a view of their own, and one real browser among them.

`python -m tests.bench.users --users 25 --minutes 3` prints how long they waited, what went wrong, and what the server used.
"""

import argparse
import asyncio
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from math import ceil, inf, isfinite
from statistics import median
from threading import Event
from typing import IO
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from data.view.fields.names import LAYER_NAMES
from tests.bench.measuring.browser import Visit, chromium, visit
from tests.bench.measuring.reader import Reader, reader_session
from tests.bench.measuring.report import aligned, machine
from tests.bench.measuring.server import Server, department_server
from tests.bench.measuring.subjects import OUR_RECORDS
from tests.bench.measuring.ways import OURS

SEED = 20150420
THINKING = 2.0, 6.0
# Seconds within which everyone arrives, as at the start of a working day.
ARRIVING = 15.0
# server.disconnectedSessionTTL, and what the server needs to notice.
SESSION_END = 120.0 + 5.0
LIMIT = 60.0
FOCI = ("BLR-CHN", "CHN-PAK", "BLR-RUS", "CHN-RUS", "CHN", "BLR", "PAK", "KAZ", "CHN-HUN", "CHN-KAZ")
PRESETS = ("focal", "ladder", "all-weather", "union-state", "everything")
PAGES = ("network", "compare", "claims", "timeline", "tempo", "ladder", "arrival", "table", "records")
DAYS = date(1992, 1, 1).toordinal(), date(2026, 8, 1).toordinal()
ACTS = {"open": "page open", "page": "another page", "filter": "filter", "day": "day", "focus": "focus by a click"}


@dataclass
class Observations:
    """What all readers observed: seconds by kind of act, and faults."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {act: [] for act in ACTS})
    faults: list[str] = field(default_factory=list)

    async def timed(self, act: str, doing: Awaitable[float]) -> None:
        self.seconds[act].append(await asyncio.wait_for(doing, LIMIT))


class Analyst:
    """Does what analysts do, at random with a seed of its own: the same on every run."""

    def __init__(self, number: int, observations: Observations, thinking: tuple[float, float] = THINKING) -> None:
        self.dice, self.observations, self.thinking = random.Random(SEED + number), observations, thinking

    def link(self) -> str:
        return urlencode({"preset": self.dice.choice(PRESETS), "focus": self.dice.choice(FOCI), "as_of": self.day()})

    def day(self) -> date:
        return date.fromordinal(self.dice.randint(*DAYS))

    async def work(self, host: Server, until: float) -> None:
        """Visit after visit; a visit ends after a few acts, as a browser tab does."""
        await asyncio.sleep(self.dice.uniform(0, ARRIVING))
        while time.monotonic() < until:
            await self.visit(host, self.dice.randint(8, 20), until)

    async def visit(self, host: Server, acts: int, until: float = inf) -> None:
        try:
            async with reader_session(host, self.link()) as reader:
                await self.observations.timed("open", reader.open())
                while acts and time.monotonic() < until:
                    await asyncio.sleep(self.dice.uniform(*self.thinking))
                    await self.act(reader)
                    acts -= 1
                self.observations.faults += reader.faults
        except (TimeoutError, OSError, WebSocketException) as problem:
            self.observations.faults.append(repr(problem))

    async def act(self, reader: Reader) -> None:
        acts: dict[str, Callable[[], Awaitable[float]]] = {
            "filter": lambda: reader.choose("view_layers", *self.layers()),
            "day": lambda: reader.set_day("view_as_of", self.day()),
            "focus": lambda: reader.click(self.dice.choice(FOCI)),
            "page": lambda: reader.go(self.dice.choice(PAGES)),
        }
        act = self.dice.choices(list(acts), (4, 3, 3, 2))[0]
        if act == "focus" and reader.page != reader.pages["network"]:
            await self.observations.timed("page", reader.go("network"))
        await self.observations.timed(act, acts[act]())

    def layers(self) -> list[str]:
        return self.dice.sample(list(LAYER_NAMES.values())[:4], self.dice.randint(0, 3))


# The server under them ------------------------------------------------------------------------------


def witness(page: Visit, host: Server, ended: Event) -> list[float]:
    """One reader with a browser presses a layer; seconds until the picture is at rest."""
    waits = [page.open(f"{host.address}/?preset=everything&layout=force").took]
    while not ended.wait(4):
        waits.append(page.press(LAYER_NAMES["partnership"]).took)
    return waits


async def together(users: int, host: Server, seconds: float) -> tuple[Observations, float]:
    """Everybody at once, and the memory that the server has then."""
    observations, until = Observations(), time.monotonic() + seconds
    work = [asyncio.create_task(Analyst(number, observations).work(host, until)) for number in range(users)]
    most = 0.0
    while not all(task.done() for task in work):
        await asyncio.sleep(1)
        most = max(most, host.memory())
    await asyncio.gather(*work)
    return observations, most


async def one(host: Server) -> None:
    async with reader_session(host, "") as reader:
        await reader.open()


async def side_by_side(users: int, host: Server) -> float:
    """The memory with so many open sessions, each on a view of its own, doing nothing more."""
    async with AsyncExitStack() as stack:
        for number in range(users):
            reader = await stack.enter_async_context(
                reader_session(host, Analyst(users + number, Observations()).link())
            )
            await reader.open()
        return host.memory()


def table_row(act: str, seconds: list[float]) -> list[str]:
    if not seconds:
        return [act, "0", "–", "–", "–"]
    ordered = sorted(seconds)
    return [act, f"{len(ordered):,}", *(f"{value:.2f}" for value in (median(ordered), near_all(ordered), ordered[-1]))]


def near_all(ordered: list[float]) -> float:
    """The 95th percentile."""
    return ordered[ceil(0.95 * len(ordered)) - 1]


def measure(arguments: argparse.Namespace) -> int:
    with (
        chromium(arguments.chromium) as browser,
        visit(browser, OURS.probe, LIMIT) as page,
        department_server(OUR_RECORDS) as (host, log),
        ThreadPoolExecutor(1) as aside,
    ):
        print("\n".join(f"{name}: {value}" for name, value in machine(browser.version).items()), end="\n\n")
        memory = {"at the start": host.memory()}
        # The browser's driver has a loop of its own in this thread.
        aside.submit(asyncio.run, one(host)).result()
        memory["after the first session"] = host.memory()
        with_open_sessions = aside.submit(asyncio.run, side_by_side(arguments.users, host)).result()
        session = (with_open_sessions - memory["after the first session"]) / arguments.users
        memory[f"with {arguments.users} open sessions"] = with_open_sessions
        ended, worked, begin = Event(), host.worked(), time.monotonic()
        crowd = aside.submit(asyncio.run, together(arguments.users, host, 60 * arguments.minutes))
        crowd.add_done_callback(lambda _: ended.set())
        waits = witness(page, host, ended)
        observations, memory[f"most with {arguments.users} at work"] = crowd.result()
        busy = (host.worked() - worked) / (time.monotonic() - begin)
        if arguments.leave:
            time.sleep(SESSION_END)
            aside.submit(asyncio.run, one(host)).result()
            memory["after all sessions were closed"] = host.memory()
        return report(arguments, observations, waits, memory, session, busy, log)


def report(
    arguments: argparse.Namespace,
    observations: Observations,
    waits: list[float],
    memory: dict[str, float],
    session: float,
    busy: float,
    log: IO[bytes],
) -> int:
    log.seek(0)
    faults = [
        *observations.faults,
        *(line for line in log.read().decode(errors="replace").splitlines() if "Traceback" in line),
    ]
    rows = [table_row(title, observations.seconds[act]) for act, title in ACTS.items()]
    rows.append(table_row("picture in the browser", [wait for wait in waits if isfinite(wait)]))
    print(f"{arguments.users} people for {arguments.minutes:g} min, {len(faults)} errors\n")
    print(aligned([["seconds", "number", "median", "95th percentile", "longest"], *rows]), end="\n\n")
    sizes = [[name, f"{size / 1e6:.0f}"] for name, size in memory.items()]
    sizes.append(["for each open session", f"{session / 1e6:.1f}"])
    print(aligned([["memory of the server", "MB"], *sizes]), end="\n\n")
    acts = sum(map(len, observations.seconds.values()))
    print(f"Processor: {busy:.2f} of a core, {busy * 60 * arguments.minutes / max(acts, 1):.2f} s for each act.")
    for fault in sorted(set(faults)):
        print(f"{faults.count(fault)} ×", fault)
    return 1 if faults or not acts else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.users", description=__doc__)
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--leave", action="store_true", help="also wait until the server has closed all sessions")
    parser.add_argument("--chromium", metavar="PATH", help="the browser to drive")
    # Ended from outside, it still ends its server and browser.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return measure(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
