"""Tells systemd that the server is up and that its event loop still turns; what stands still is started again.

The protocol is a line of text to a socket that systemd names (man sd_notify); elsewhere there is none, and nothing is said. The
system is asked for room for as many lines as a reader may open.
"""

import asyncio
import logging
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

SOCKET, INTERVAL = "NOTIFY_SOCKET", "WATCHDOG_USEC"
# As many as the unit allows. A page takes four, a session whose line is lost three: of the usual 1024, one reader with 300 pages
# would leave none to the others.
OPEN_FILES = 16_384
# What asyncio says, two thousand times a second, when none is left; and the seconds in which it may do so once.
NONE_LEFT, SECONDS_BETWEEN = "socket.accept() out of system resource", 60.0


@contextmanager
def systemd() -> Iterator[Callable[[str], None]]:
    """A function that sends a state, such as "READY=1".

    Its socket stays open: later there may be no open file left, and a server that is silent for that would be started again.
    """
    if not (address := os.environ.get(SOCKET, "")):
        yield lambda _: None
        return
    # A name that begins with "@" is one of Linux, without a file.
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # Else the loop would wait where nobody reads.
        line.setblocking(False)

        def notify(state: str) -> None:
            with suppress(OSError):
                line.sendto(state.encode(), name)

        yield notify


def allow_open_files() -> None:
    """Let this process have as many as the unit allows, if the system lets it."""
    # Windows has neither such a limit nor this module.
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class Seldom(logging.Filter):
    """Lets asyncio say once in a while that no file is left: the log would fill the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._said_at = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.getMessage().startswith(NONE_LEFT):
            return True
        if time.monotonic() - self._said_at < SECONDS_BETWEEN:
            return False
        self._said_at = time.monotonic()
        return True


@asynccontextmanager
async def watched(_app: object) -> AsyncIterator[None]:
    """While the server runs: a sign of life three times within what the unit allows."""
    allow_open_files()
    log, seldom = logging.getLogger("asyncio"), Seldom()
    log.addFilter(seldom)
    with systemd() as notify:
        notify("READY=1")
        microseconds = os.environ.get(INTERVAL, "")
        task = asyncio.create_task(_signs_of_life(notify, int(microseconds) / 3e6)) if microseconds.isdigit() else None
        try:
            yield
        finally:
            if task:
                task.cancel()
            log.removeFilter(seldom)
            notify("STOPPING=1")


async def _signs_of_life(notify: Callable[[str], None], seconds: float) -> None:
    while True:
        notify("WATCHDOG=1")
        await asyncio.sleep(seconds)
