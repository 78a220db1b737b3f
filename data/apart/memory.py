"""Whose work made the memory of this process grow: where it runs short, their sessions end, and not the server with all of them."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# What the server may take of the memory that it may use: the processes that work for it take the rest.
SHARE = 0.65
# Bytes by which it must have grown since sessions were ended, so that more are: what was freed is used again, and not given back.
GROWTH = 50_000_000
# Growth counts from this share of that on: below, it is what all readers use, such as the records, for whoever came first.
COUNTED_FROM = 0.5
# Of what the sessions of an address made it grow, so much ends.
ENDED_SHARE = 0.5
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
    """The limits of the control group of this process and of those around it (version 2, as systemd has it)."""
    yield float("inf")
    try:
        lines = _GROUPS.read_text("utf-8").splitlines()
    except OSError:
        return
    for name in (line.removeprefix("0::/") for line in lines if line.startswith("0::")):
        for group in (_ROOT / name, *(_ROOT / name).parents):
            limit = group / "memory.max"
            if group.is_relative_to(_ROOT) and limit.is_file() and (text := limit.read_text("ascii").strip()).isdigit():
                yield int(text)


class MemoryOfSessions:
    """By how many bytes the process grew while something was done for each session."""

    def __init__(self, most: float, read: Callable[[], int] = resident) -> None:
        self._most, self._read = most, read
        self._grown: dict[str, float] = {}
        self._ended_at = 0

    @contextmanager
    def counted(self, session: str) -> Iterator[None]:
        """Count what is done in the block for a session. Of two that work at the same time each counts both."""
        before = self._counted_bytes()
        try:
            yield
        finally:
            self._grown[session] = self._grown.get(session, 0) + self._counted_bytes() - before

    def _counted_bytes(self) -> float:
        return max(self._read(), COUNTED_FROM * self._most)

    def is_short(self) -> bool:
        """Whether sessions have to end."""
        grown = self._read()
        # What was given back since counts: else each time would come later, until the system ends all of them.
        self._ended_at = min(self._ended_at, grown)
        return grown > max(self._most, self._ended_at + GROWTH if self._ended_at else 0)

    def to_end(self, sessions: Mapping[str, str]) -> list[str]:
        """Of all `sessions` (session -> address) those that are to end now, the largest of the address with most; none if there is memory."""
        for gone in self._grown.keys() - sessions.keys():
            self._grown.pop(gone, None)
        if not self.is_short():
            return []
        self._ended_at = self._read()
        of_address: dict[str, float] = {}
        for session, address in sessions.items():
            of_address[address] = of_address.get(address, 0) + max(0, self._grown.get(session, 0))
        most = max(of_address, key=of_address.__getitem__, default="")
        theirs = {session: self._grown.get(session, 0) for session, address in sessions.items() if address == most}
        ended, grown = list[str](), 0.0
        for session in sorted(theirs, key=theirs.__getitem__, reverse=True):
            if grown >= ENDED_SHARE * of_address[most]:
                break
            ended.append(session)
            grown += theirs[session]
        return ended
