"""Tells systemd that the server is up and that its event loop still turns; what stands still is started again.

The protocol is a line of text to a socket that systemd names (man sd_notify); elsewhere there is none, and nothing is said.
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

SOCKET, INTERVAL = "NOTIFY_SOCKET", "WATCHDOG_USEC"


def notify(state: str) -> None:
    """Send a state, such as "READY=1"."""
    address = os.environ.get(SOCKET, "")
    if address:
        # A name that begins with "@" is one of Linux, without a file.
        name = f"\0{address[1:]}" if address.startswith("@") else address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(name)
            line.sendall(state.encode())


@asynccontextmanager
async def watched(_app: object) -> AsyncIterator[None]:
    """While the server runs: a sign of life three times within what the unit allows."""
    notify("READY=1")
    microseconds = os.environ.get(INTERVAL, "")
    task = asyncio.create_task(_signs_of_life(int(microseconds) / 3e6)) if microseconds.isdigit() else None
    try:
        yield
    finally:
        if task:
            task.cancel()
        notify("STOPPING=1")


async def _signs_of_life(seconds: float) -> None:
    while True:
        notify("WATCHDOG=1")
        await asyncio.sleep(seconds)
