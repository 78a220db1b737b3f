"""A department at work while one reader attacks: errors and the median of a filter, beside the same without an attack.

`python -m tests.bench.attack` lets 25 people work on one server, and one attack follows the other; each is one that some
version of the page could not bear (`.docs/threats.md`). Before and after each attack is a turn without one, so that what changes
with time, such as open sessions, is not taken for harm. Twenty-three turns of 18 seconds and the start take less than eight minutes.
"""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from math import inf
from statistics import median
from threading import Event
from urllib.request import urlopen

from tests.bench.measuring.attackers import ATTACKS
from tests.bench.measuring.reader import Reader
from tests.bench.measuring.report import aligned, machine
from tests.bench.measuring.server import Server, department_server
from tests.bench.measuring.subjects import OUR_RECORDS, ROOT
from tests.bench.users import ARRIVING, Analyst, Observations, near_all

QUIET = "no attack"
# Times the median without an attack: what a department may notice of one.
MOST_TIMES = 2.0


@dataclass(frozen=True)
class Turn:
    """What 25 people observed during one attack, and what it cost the server."""

    name: str
    observations: Observations
    health: float
    """The longest that its health address took, in seconds."""
    processor: float
    """Share of a core."""
    memory: float

    @property
    def filters(self) -> list[float]:
        return sorted(self.observations.seconds["filter"])

    @property
    def median(self) -> float:
        return median(self.filters) if self.filters else inf


class Colleague(Analyst):
    """Works on while the attacks change; what goes wrong counts at once."""

    async def act(self, reader: Reader) -> None:
        await super().act(reader)
        self.observations.faults += reader.faults
        reader.faults.clear()


async def work_through(host: Server, users: int, names: list[str], seconds: float) -> list[Turn]:
    """All turns, one after the other, with the same people."""
    colleagues = [Colleague(number, Observations()) for number in range(users)]
    work = [asyncio.create_task(colleague.work(host, inf)) for colleague in colleagues]
    await asyncio.sleep(ARRIVING + 5)
    turns = []
    for name in names:
        observations = Observations()
        async with attack(name, host):
            for colleague in colleagues:
                colleague.observations = observations
            with health(host) as waits:
                begin, worked = time.monotonic(), host.worked()
                await asyncio.sleep(seconds)
        took = time.monotonic() - begin
        turns.append(
            Turn(name, observations, max(waits), (host.worked() - worked) / took, host.memory()),
        )
        print(f"{name}: {turns[-1].median:.2f} s, {len(observations.faults)} errors", file=sys.stderr, flush=True)
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)
    return turns


@asynccontextmanager
async def attack(name: str, host: Server) -> AsyncIterator[None]:
    """In a process of its own, so that it takes no turn from those whose waits are measured; once it is ready."""
    if name == QUIET:
        yield
        return
    command = [sys.executable, "-m", "tests.bench.measuring.attackers", name, host.address]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        await process.stdout.readline()
        yield
    finally:
        process.terminate()
        await process.wait()


@contextmanager
def health(host: Server) -> Iterator[list[float]]:
    """The seconds that the health address took, asked ten times a second."""
    waits, ended = [0.0], Event()

    def ask() -> None:
        while not ended.wait(0.1):
            begin = time.monotonic()
            with urlopen(f"{host.address}/_stcore/health", timeout=60):
                waits.append(time.monotonic() - begin)

    with ThreadPoolExecutor(1) as aside:
        asking = aside.submit(ask)
        try:
            yield waits
        finally:
            ended.set()
            asking.result()


def last_lines(log: str) -> list[str]:
    """What each traceback of a log ends with: the kind of fault, and its text."""
    return [
        next((line for line in part.splitlines()[1:] if line and not line[0].isspace()), "cut off")
        for part in log.split("Traceback (most recent call last)")[1:]
    ]


def rows_of(turns: list[Turn]) -> list[list[str]]:
    """The head of the table and a row for each turn; how many times as long is said beside the quiet turns around it."""
    head = ["attack", "errors", "filters", "median, s", "times", "95 %, s", "longest health, s", "of a core", "MB"]
    return [head, *([
        turn.name, str(len(turn.observations.faults)), str(len(turn.filters)), f"{turn.median:.2f}",
        f"{times(turns, place):.1f}", f"{near_all(turn.filters) if turn.filters else inf:.2f}", f"{turn.health:.2f}",
        f"{turn.processor:.2f}", f"{turn.memory / 1e6:.0f}",
    ] for place, turn in enumerate(turns))]  # fmt: skip


def times(turns: list[Turn], place: int) -> float:
    """A median beside that of all filters of the turns without an attack next to it; of such a turn, beside all others."""
    around = [turn for turn in turns[max(0, place - 1) : place + 2] if turn.name == QUIET]
    if turns[place].name == QUIET:
        around = [turn for turn in turns if turn.name == QUIET]
    quiet = [seconds for turn in around for seconds in turn.filters]
    return turns[place].median / median(quiet) if quiet else inf


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.attack", description=__doc__)
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=18, help="of each turn")
    parser.add_argument("--attacks", nargs="+", choices=list(ATTACKS), default=list(ATTACKS))
    # Ended from outside, it still ends its server and the attack.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    arguments = parser.parse_args()
    with department_server(OUR_RECORDS) as (host, log):
        names = [QUIET, *(name for attack in arguments.attacks for name in (attack, QUIET))]
        turns = asyncio.run(work_through(host, arguments.users, names, arguments.seconds))
        log.seek(0)
        tracebacks = last_lines(log.read().decode(errors="replace"))
    print("\n".join(f"{name}: {value}" for name, value in machine("none").items()), end="\n\n")
    print(f"{arguments.users} people at work, {arguments.seconds:g} s each, {len(tracebacks)} tracebacks in the log\n")
    print(aligned(rows_of(turns)))
    for turn in turns:
        for fault in sorted(set(turn.observations.faults)):
            print(f"{turn.name}: {turn.observations.faults.count(fault)} × {fault}")
    for line in sorted(set(tracebacks)):
        print(f"log: {tracebacks.count(line)} × {line}")
    most = max(times(turns, place) for place, turn in enumerate(turns) if turn.name != QUIET)
    is_borne = most <= MOST_TIMES and not any(turn.observations.faults for turn in turns)
    return 0 if is_borne else 1


if __name__ == "__main__":
    sys.exit(main())
