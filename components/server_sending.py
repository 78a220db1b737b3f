"""Sending: small answers leave without delay, and what waits for slow browsers is limited, in the system as well.

What a page draws stays in the memory until the browser has taken it, and Streamlit lets 500 messages wait, however large: a
reader who asks and reads nothing could fill the memory.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from socket import IPPROTO_TCP, SO_RCVBUF, SO_SNDBUF, SOL_SOCKET, TCP_NODELAY
from typing import Any

from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from components.server_frames import CUT, WaitingBytes

# Bytes that wait to be sent to all browsers. For one of them, so much of what is left may wait, and always as much as two pages
# have at their largest: with hundreds of slow browsers it can be more than for all.
MOST_WAITING_BYTES, LEAST_OF_ONE = 300_000_000, 2_000_000
# Bytes that the system keeps of a line, each way; it takes twice as many for them. By itself it keeps up to 4 MB of what one does not
# read who read fast before, and 6 of what comes: 1,200 lines would be as much as the unit may have, of whose memory that is.
KEPT_BY_SYSTEM = 131_072


class SendQueue(asyncio.Queue[bytes]):
    """The messages that wait for one browser.

    If there are too many, or too many bytes, all are forgotten, `on_full` is called and QueueFull is raised.
    """

    def __init__(self, maxsize: int, waiting: WaitingBytes, on_full: Callable[[], None]) -> None:
        super().__init__(maxsize)
        self._waiting, self._on_full, self._bytes = waiting, on_full, 0

    def put_nowait(self, item: bytes) -> None:
        if self.full() or (self._bytes and self._bytes + len(item) > self._waiting.most_of_one()):
            self.drop()
            self._on_full()
            raise asyncio.QueueFull
        super().put_nowait(item)

    def drop(self) -> None:
        """Forget all that waits."""
        while not self.empty():
            self.get_nowait()

    def _put(self, item: bytes) -> None:
        super()._put(item)
        self._count(len(item))

    def _get(self) -> bytes:
        item = super()._get()
        self._count(-len(item))
        return item

    def _count(self, number: int) -> None:
        self._bytes += number
        self._waiting.count += number


def send_at_once() -> None:
    """Let no connection keep the last part of an answer until the browser has confirmed the one before, 40 ms later, nor the system much.

    The first is what TCP does unless it is told not to (Nagle's algorithm with delayed acknowledgements). asyncio tells it for the
    sockets that it opens, but not for those that `streamlit run` or systemd opened.
    """
    if AutoHTTPProtocol.connection_made.__module__ == __name__:
        return
    begin = AutoHTTPProtocol.connection_made

    def begun(protocol: Any, transport: Any) -> None:
        begin(protocol, transport)
        line = transport.get_extra_info("socket")
        # A socket of the file system has no such setting as the last.
        with suppress(OSError):
            for way in (SO_SNDBUF, SO_RCVBUF):
                line.setsockopt(SOL_SOCKET, way, KEPT_BY_SYSTEM)
            line.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)

    AutoHTTPProtocol.connection_made = begun  # type: ignore[assignment]


def limit_what_waits() -> None:
    """Cut the connection of a browser that does not read what it asked for."""
    if StarletteSessionClient.__init__.__module__ == __name__:
        return
    begin, close, waiting = (
        StarletteSessionClient.__init__,
        StarletteSessionClient.aclose,
        WaitingBytes(MOST_WAITING_BYTES, LEAST_OF_ONE),
    )

    def begun(client: Any, websocket: Any) -> None:
        begin(client, websocket)
        # Its task, which takes from the queue, begins later.
        client._send_queue = SendQueue(client._send_queue.maxsize, waiting, lambda: _cut(websocket.scope))

    async def closed(client: Any) -> None:
        await close(client)
        client._send_queue.drop()

    StarletteSessionClient.__init__ = begun  # type: ignore[assignment]
    StarletteSessionClient.aclose = closed  # type: ignore[assignment]


def _cut(scope: dict[str, Any]) -> None:
    logging.getLogger(__name__).warning("A connection was cut: its browser does not read what it asked for")
    scope.get("extensions", {}).get(CUT, lambda: None)()
