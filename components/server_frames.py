"""What uvicorn does by itself, before there is a request or a message: it takes their parts apart and answers pings.

It does so as fast as a line brings them, amid the event loop, and writes its answers whether anybody reads them or not. What is
compressed it unpacks: a kilobyte can become a megabyte, which waits until its connection may send more.
"""

import asyncio
import logging
import re
import select
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol as Protocol
from websockets.exceptions import PayloadTooBig

from components.server_guard import LARGEST_MESSAGE, LOST_LINE
from data.apart.pace import RequestPace

# Frames that are no message, at once and for each second after. A browser sends none but answers to our pings, one in 20 s,
# and parts of a large message: with 4 kB in each, as many as 1 MB has.
LOOSE_FRAMES = (300.0, 5.0)
# Bytes that are read at once: of the shortest frames there are 5 ms of work in so many, and half a second in asyncio's 256 kB.
READ_AT_ONCE = 4_096
# Once we have ended a connection, uvicorn reads on for ten seconds, and nothing waits any more: a browser only answers to the end, in
# one frame. What is more is not taken apart, nor unpacked to a thousand times as much.
LONGEST_LAST_FRAME = 150
# Lines of the head of a request: browsers send some 20, a proxy adds a few. Thousands would take half a second to take apart. Bytes
# that a part of a body has at least, after the first parts: nobody sends it letter by letter.
MOST_HEAD_LINES, PARTS_OF_ANY_SIZE, LEAST_OF_PART = 200, 200, 512
# Entries of lists in a head (parts of a query, cookies, names of extensions), and letters behind a backslash: h11, uvicorn, websockets and
# Starlette take each apart before anybody counts the request, and keep them for as long as a page is open; browsers send a hundred.
# And bytes of a path: each letter may be written as three, and each part is looked at; of ours the longest has some 150.
MOST_HEAD_ENTRIES, LONGEST_PATH = 1_000, 2_000
# Seconds for a line to take what is still to be sent before it is cut: one that nobody reads would stay open for ever.
LAST_SECONDS = 10.0
# Bytes of messages, as they are when unpacked, that wait until their connections may send more. For one of these, so much of what is
# left may wait, and always as much as a page of ours ever sends but for a large table of edits.
MOST_RECEIVED_BYTES, LEAST_RECEIVED_OF_ONE = 200_000_000, 100_000
_SHARE = 0.25
# In the extensions of a connection's scope: the function that cuts it.
CUT = "allweather.cut"
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_CHUNKED = (b"transfer-encoding", b"chunked")


class WaitingBytes:
    """The bytes that wait, of all browsers."""

    def __init__(self, most: int, least_of_one: int) -> None:
        self._most, self._least_of_one, self.count = most, least_of_one, 0

    def most_of_one(self) -> int:
        return max(self._least_of_one, int((self._most - self.count) * _SHARE))


class ReceiveQueue(asyncio.Queue[Any]):
    """What a connection has brought and nobody has taken yet, with what was taken last until the next is asked for.

    If that is too much, it is forgotten, `cut` is called and no message comes any more, only the end. Where the line is lost, it is
    forgotten, too: nobody waits for an answer, and others would wait until all was read.
    """

    def __init__(self, waiting: WaitingBytes, cut: Callable[[], None]) -> None:
        super().__init__()
        self._waiting, self._cut, self._is_cut = waiting, cut, False
        self._bytes = self._taken = self._gathered = 0

    def gather(self, size: int) -> None:
        """So many bytes of a message are there, which is not at its end yet."""
        if self._is_cut:
            return
        self._count(size - self._gathered)
        self._gathered = size
        self._check()

    def put_nowait(self, item: Any) -> None:
        if self._is_cut and item["type"] == "websocket.receive":
            return
        if item["type"] == "websocket.disconnect":
            self._drop()
        super().put_nowait(item)
        self._count(_size_of(item))
        self._check()

    async def get(self) -> Any:
        self._count(-self._taken)
        self._taken = 0
        item = await super().get()
        self._taken = _size_of(item)
        return item

    def end(self) -> None:
        """Nobody will ask for more, and what was taken last is done."""
        self._is_cut = True
        self._drop()
        self._count(-self._taken)
        self._taken = 0

    def _check(self) -> None:
        if self._bytes > self._waiting.most_of_one() and not self._is_cut:
            self._is_cut = True
            logging.getLogger(__name__).warning("A connection was cut: too much of it waits to be read")
            self._drop()
            self._cut()

    def _drop(self) -> None:
        for item in [self.get_nowait() for _ in range(self.qsize())]:
            # Whoever serves the connection must hear of its begin.
            if item["type"] != "websocket.receive":
                super().put_nowait(item)
        self._count(self._taken - self._bytes)
        self._gathered = 0

    def _count(self, number: int) -> None:
        self._bytes += number
        self._waiting.count += number


def _size_of(item: Any) -> int:
    return len(item.get("bytes") or item.get("text") or "")


class Requests(h11.Connection):
    """The requests of one line; with too many parts in one, `cut` is called and there is none any more."""

    def __init__(self, cut: Callable[[], None], most_bytes: int) -> None:
        super().__init__(h11.SERVER, most_bytes)
        self._cut, self._is_cut, self._parts, self._bytes = cut, False, 0, 0
        # Bytes of a head in which its end was looked for already: with each further one all would be read again.
        self._looked = 0

    def next_event(self) -> Any:
        if self._is_cut or (self.their_state is h11.IDLE and self._has_long_head()):
            return self._ended()
        event = super().next_event()
        if isinstance(event, h11.Request) and _CHUNKED in event.headers:
            # It may end with thousands of lines that are read like those of a head. Browsers and proxies say how long a body is.
            return self._ended()
        if isinstance(event, h11.Data):
            self._parts, self._bytes = self._parts + 1, self._bytes + len(event.data)
            if self._parts > PARTS_OF_ANY_SIZE + self._bytes // LEAST_OF_PART:
                return self._ended()
        elif isinstance(event, h11.Request):
            self._parts = self._bytes = 0
        return event

    def _has_long_head(self) -> bool:
        """Of a head that is not whole nothing is taken apart yet."""
        received, _ = self.trailing_data
        found = _END_OF_HEAD.search(received, self._looked)
        self._looked = 0 if found else max(0, len(received) - 2)
        if not found:
            return False
        first, _, others = received[: found.end()].partition(b"\n")
        return (
            len(first.partition(b"?")[0]) > LONGEST_PATH
            or others.count(b"\n") >= MOST_HEAD_LINES
            or first.count(b"&") + sum(map(others.count, (b",", b";", b"\\"))) > MOST_HEAD_ENTRIES
        )

    def _ended(self) -> Any:
        if not self._is_cut:
            self._is_cut = True
            logging.getLogger(__name__).warning("A connection was cut: too many lines or parts in a request")
            self._cut()
        return h11.NEED_DATA


def guard_requests() -> None:
    """Let uvicorn end a line that brings a request in too many parts."""
    made = H11Protocol.connection_made
    if made.__module__ == __name__:
        return

    def connection_made(protocol: Any, transport: Any) -> None:
        made(protocol, transport)
        protocol.conn = Requests(transport.abort, protocol.conn._max_incomplete_event_size)

    H11Protocol.connection_made = connection_made  # type: ignore[assignment]


def guard_frames() -> None:
    """Let uvicorn end a connection with too much that waits or is no message, and cut one that does not take its end."""
    if Protocol.connection_made.__module__ == __name__:
        return
    connection_made, connect, timeout = Protocol.connection_made, Protocol.handle_connect, Protocol.keepalive_timeout
    complete, waiting = Protocol.on_task_complete, WaitingBytes(MOST_RECEIVED_BYTES, LEAST_RECEIVED_OF_ONE)
    take = Protocol.data_received

    def made(protocol: Any, transport: Any) -> None:
        connection_made(protocol, transport)
        protocol.frames_pace = RequestPace(*LOOSE_FRAMES)
        protocol.queue = ReceiveQueue(waiting, transport.abort)
        # However the server is started: uvicorn takes 16 MB if it is not told, and Streamlit tells it 200 MB.
        protocol.conn.max_message_size = LARGEST_MESSAGE
        # Loops other than Python's own have no such setting.
        with suppress(AttributeError):
            transport.max_size = READ_AT_ONCE

    def connected(protocol: Any, event: Any) -> None:
        connect(protocol, event)
        if hasattr(protocol, "scope"):
            # Its task begins later.
            protocol.scope["extensions"][CUT] = protocol.transport.abort
            protocol.scope["extensions"][LOST_LINE] = partial(_is_lost, protocol.transport)
        for extension in protocol.conn.extensions:
            extension.decode = partial(_unpacked, protocol, extension.decode)

    def received(protocol: Any, data: bytes) -> None:
        if protocol.close_sent:
            if protocol.frames_pace.wait():
                protocol.transport.abort()
                return
            if len(data) > LONGEST_LAST_FRAME:
                return
        protocol.unpacked = 0
        take(protocol, data)
        # A frame that is not at its end yet waits elsewhere.
        protocol.queue.gather(sum(map(len, protocol.frames)) + len(protocol.conn.reader.buffer))
        if protocol.conn.handshake_exc and not protocol.handshake_initiated:
            # uvicorn would neither send the answer nor end the line, at which nobody looks any more.
            protocol.transport.write(b"".join(protocol.conn.data_to_send()))
            protocol.transport.close()

    def timed_out(protocol: Any) -> None:
        timeout(protocol)
        protocol.loop.call_later(LAST_SECONDS, protocol.transport.abort)

    def completed(protocol: Any, task: Any) -> None:
        complete(protocol, task)
        protocol.queue.end()
        # After the seconds that uvicorn waits for the answer to an end: what nobody reads would keep the line open.
        protocol.loop.call_later(protocol.close_timeout + LAST_SECONDS, protocol.transport.abort)

    Protocol.on_task_complete = completed  # type: ignore[assignment]
    Protocol.connection_made = made  # type: ignore[assignment]
    Protocol.data_received = received  # type: ignore[assignment]
    Protocol.handle_connect = connected  # type: ignore[assignment]
    Protocol.keepalive_timeout = timed_out  # type: ignore[assignment]
    for name in ("handle_ping", "handle_pong", "handle_cont"):
        setattr(Protocol, name, _counted(getattr(Protocol, name)))
    for name in ("handle_bytes", "handle_text", "handle_cont"):
        setattr(Protocol, name, _gathered(getattr(Protocol, name)))


def _unpacked(protocol: Any, unpack: Callable[..., Any], frame: Any, *, max_size: int | None = None) -> Any:
    """A frame as it is when unpacked. What is read at once becomes two of the largest messages at most: eight, on 600 lines, take seconds."""
    if protocol.unpacked > LARGEST_MESSAGE:
        raise PayloadTooBig(None, LARGEST_MESSAGE)
    whole = unpack(frame, max_size=max_size)
    protocol.unpacked += len(whole.data)
    return whole


def _is_lost(transport: Any) -> bool:
    """Whether the other end has gone, which asyncio does not see while uvicorn reads no further. A line that is lost is cut.

    Systems other than Linux do not say so.
    """
    if transport.is_closing():
        return True
    if not (gone := getattr(select, "POLLRDHUP", 0)):
        return False
    poll = select.poll()
    poll.register(transport.get_extra_info("socket").fileno(), gone)
    if poll.poll(0):
        transport.abort()
    return bool(transport.is_closing())


def _counted(handle: Any) -> Any:
    """The handler of a frame; from one too many on, the connection is cut and nothing is handled."""

    def handled(protocol: Any, *event: Any) -> None:
        if protocol.transport.is_closing():
            return
        if protocol.frames_pace.wait():
            logging.getLogger(__name__).warning("A connection was cut: too many pings, or parts of messages")
            protocol.transport.abort()
            return
        handle(protocol, *event)

    return handled


def _gathered(handle: Any) -> Any:
    """The handler of a frame of a message, whose size is counted from its first part on."""

    def handled(protocol: Any, event: Any) -> None:
        handle(protocol, event)
        protocol.queue.gather(sum(map(len, protocol.frames)))

    return handled
