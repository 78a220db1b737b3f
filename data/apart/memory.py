"""Whose work made the memory of this process grow: where it runs short, their sessions end, and not the server with all of them."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from data.apart.turns import thread_clock

# What the server may take of the memory that it may use: the processes that work for it take the rest.
SHARE = 0.65
# Bytes by which it must have grown since sessions were ended, so that more are: what was freed is used again, and not given back.
GROWTH = 50_000_000
# Growth counts from this share of that on, or so many bytes: below, it is what all readers use, such as the records, for whoever came
# first.
COUNTED_FROM, USED_BY_ALL = 0.5, 500_000_000
# Of what the sessions of an address made it grow, so much ends.
ENDED_SHARE = 0.5
# Bytes that are worth ending the sessions of an address for.
LEAST_ENDED = 10_000_000
# Seconds until nothing uses what a session had that has ended, such as its last run; and those between two times at which memory is
# given back: no thread runs while it is looked through.
UNTIL_GONE, BETWEEN_GIVING_BACK = 2.0, 30.0
# Sessions that are remembered.
MOST_SESSIONS_REMEMBERED = 4_096
# Bytes by which a thread can make it grow in a second of the processor: what comes faster came from elsewhere, such as an upload.
MOST_GROWTH_PER_SECOND = 1e9
_GROUPS, _ROOT = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


def resident() -> int:
    """Bytes that this process has in the memory; 0 where the system does not say it."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def usable() -> float:
    """Bytes that this process may use: of its control group, such as that of a unit, or of the machine. Infinite where no one says."""
    try:
        machine: float = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return float("inf")
    return min(machine, *_limits_of_groups())


def _limits_of_groups() -> Iterator[float]:
    """The limits of the control group of this process and of those around it, of version 2 or, on older systems, 1."""
    yield float("inf")
    try:
        lines = _GROUPS.read_text("utf-8").splitlines()
    except OSError:
        return
    for _, kinds, name in (line.split(":", 2) for line in lines if line.count(":") > 1):
        if kinds and "memory" not in kinds.split(","):
            continue
        root, file = (_ROOT / "memory", "memory.limit_in_bytes") if kinds else (_ROOT, "memory.max")
        inner = root / name.lstrip("/")
        for limit in (group / file for group in (inner, *inner.parents) if group.is_relative_to(root)):
            if limit.is_file() and (text := limit.read_text("ascii").strip()).isdigit():
                yield int(text)


@dataclass(eq=False)
class _Run:
    """What is being done for a session: how long its thread has worked, now and when that was looked at last."""

    session: str
    clock: Callable[[], float]
    worked: float


class MemoryOfSessions:
    """By how many bytes the process grew while something was done for each session."""

    def __init__(
        self, most: float, read: Callable[[], int] = resident, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._read, self._clock = most, read, clock
        self._lock, self._runs = Lock(), list[_Run]()
        self._seen = self._counted_bytes()
        self._grown: dict[str, float] = {}
        # Bytes of sessions that have ended, which are given back to nobody's credit.
        self._left, self._left_at, self._gave_back_at = 0.0, 0.0, float("-inf")
        self._ended_at = 0

    @contextmanager
    def counted(self, session: str) -> Iterator[None]:
        """Count what is done in the block for a session.

        Of those that are under way at the same time each counts a part, by what it has worked: one that waits, for its turn or for
        another process, makes nothing grow.
        """
        clock = thread_clock() or time.monotonic
        run = _Run(session, clock, clock())
        with self._lock:
            self._count()
            self._runs.append(run)
        try:
            yield
        finally:
            with self._lock:
                self._count()
                self._runs.remove(run)

    def _count(self) -> None:
        """Share what the process grew by since the last look."""
        before, self._seen = self._seen, self._counted_bytes()
        grown = self._seen - before
        if grown < 0:
            given_back = min(-grown, self._left)
            self._left, grown = self._left - given_back, grown + given_back
        worked = [run.clock() - run.worked for run in self._runs]
        whole = max(sum(worked), abs(grown) / MOST_GROWTH_PER_SECOND)
        for run, seconds in zip(self._runs, worked, strict=True):
            run.worked += seconds
            if seconds and grown:
                self._add(run.session, grown * seconds / whole)

    def _add(self, session: str, grown: float) -> None:
        of_session = self._grown.pop(session, 0.0) + grown
        # Nobody has given back more than they took: it was another's.
        if of_session > 0:
            self._grown[session] = of_session
        if len(self._grown) > MOST_SESSIONS_REMEMBERED:
            # The one in which nothing was done for longest: its last run outlived it, or it does not matter.
            self._grown.pop(next(iter(self._grown)), None)

    def leave(self, session: str) -> None:
        """A session has ended. It takes no lock: this may come while Python collects what is gone, in any thread."""
        before, self._left = self._left, self._left + self._grown.pop(session, 0.0)
        # Of several the first: who lets one end each second would put it off for good.
        if before <= GROWTH < self._left:
            self._left_at = self._clock()

    def is_to_give_back(self) -> bool:
        """Whether what grew for sessions that have ended is worth giving back: else others use it, and it counts for nobody."""
        now = self._clock()
        return (
            self._left > LEAST_ENDED
            and now - self._left_at > UNTIL_GONE
            and now - self._gave_back_at > BETWEEN_GIVING_BACK
        )

    def give_back(self, free: Callable[[], object]) -> None:
        """Give it back to the system with a function that can."""
        self._gave_back_at = self._clock()
        free()
        with self._lock:
            self._count()
            self._left = 0.0

    def _counted_bytes(self) -> float:
        return max(self._read(), min(COUNTED_FROM * self._most, USED_BY_ALL))

    def is_short(self) -> bool:
        """Whether sessions have to end."""
        grown = self._read()
        # What was given back since counts: else each time would come later, until the system ends all of them.
        self._ended_at = min(self._ended_at, grown)
        return grown > max(self._most, self._ended_at + GROWTH if self._ended_at else 0)

    def to_end(self, sessions: Mapping[str, str], held: Mapping[str, int] = MappingProxyType({})) -> list[str]:
        """Of all `sessions` (session -> address) those that are to end now, the largest of the address with most; none if there is memory.

        `held` are the bytes that came for a session while nothing was done for it, such as its files.
        """
        if not self.is_short():
            return []
        self._ended_at = self._read()
        sizes = {session: self._grown.get(session, 0) + held.get(session, 0) for session in sessions}
        of_address: dict[str, float] = {}
        for session, address in sessions.items():
            of_address[address] = of_address.get(address, 0) + sizes[session]
        most = max(of_address, key=of_address.__getitem__, default="")
        if of_address.get(most, 0) < LEAST_ENDED:
            # Somebody else made it grow, who has left, or something other than a session: to end these would give nothing back.
            return []
        theirs = {session: sizes[session] for session, address in sessions.items() if address == most}
        ended, grown = list[str](), 0.0
        for session in sorted(theirs, key=theirs.__getitem__, reverse=True):
            if grown >= ENDED_SHARE * of_address[most]:
                break
            ended.append(session)
            grown += theirs[session]
        # It is given back soon, whenever that was done last.
        self._gave_back_at = float("-inf")
        return ended
