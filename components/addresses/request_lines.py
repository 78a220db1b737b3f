"""The lines over which requests come: how many one address has, how long they say or take nothing, how many requests they bring.

uvicorn waits without end for the rest of a request that has begun, and for a browser that does not read its answer; of an answer that
nobody reads it keeps the whole, once for each line.
"""

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import cookies
from typing import Any

import h11
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_app_utils
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed
from uvicorn.middleware.proxy_headers import _TrustedHosts
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from components.addresses.work import Rate, client_name

# Open lines of one address: twice as many as it may have pages (`MOST_LINES_OF_ADDRESS`). Those of a proxy that is trusted to name its
# clients are not counted: it counts by itself.
MOST_LINES = 1_200
# Seconds: between two looks at a line; for the head of a request; for all of it, of which an upload takes most; for a browser to take
# anything of its answer: nginx takes nothing until its own reader, who may have a slow line, has what it keeps on the disk, 4 MB.
LOOK_EVERY, LONGEST_HEAD, LONGEST_REQUEST, LONGEST_STILL = 5.0, 20.0, 150.0, 150.0
# Requests at once and for each second after, of one address: as nginx allows them. Who sends more waits, so long at most.
REQUESTS, LONGEST_REQUEST_WAIT = (2_500.0, 150.0), 10.0
# Bytes of an answer that are given to a line at once: it keeps what its browser has not taken yet.
PIECE = 65_536
HEALTH = "/_stcore/health"
# Characters of the name of a host with its port (RFC 1035): every entry of a feed has it, and the foot of every figure.
LONGEST_HOST = 261
# What a request is not heard with: of an answer that is asked for in part, or compressed, there would be another copy for each line, and
# to compress 6 MB takes a tenth of a second each time. The server compresses its scripts alone, once; nginx compresses the rest.
_UNHEARD, TAKES_GZIP = frozenset((b"range", b"accept-encoding")), "allweather.takes_gzip"
OTHER_NAME = "This server does not answer to this name. Whoever runs it can add the name to server.allowedHosts.\n"
TOO_MANY_REQUESTS = "Too many requests from your network at once. Try again in a minute.\n"


@dataclass
class _Line:
    """What was seen of a line: its state and since when, in seconds."""

    address: str
    look: asyncio.TimerHandle | None = None
    state: object = None
    since: float = 0.0


class Lines:
    """All open lines."""

    def __init__(self) -> None:
        self._lines, self._open = dict[Any, _Line](), Counter[str]()

    def begin(self, protocol: Any) -> None:
        """A line is there, which is looked at from now on, or cut if its address has too many."""
        transport = protocol.transport
        address = _address_of(protocol)
        if address and self._open[address] >= MOST_LINES:
            transport.abort()
            return
        self._open[address] += 1
        self._lines[transport] = line = _Line(address, since=protocol.loop.time())
        self._look_later(protocol, line)

    def end(self, transport: Any) -> None:
        """It is lost."""
        line = self._lines.pop(transport, None)
        if line is None:
            return
        if line.look:
            line.look.cancel()
        self._open[line.address] -= 1
        if not self._open[line.address]:
            del self._open[line.address]

    def _look_later(self, protocol: Any, line: _Line) -> None:
        line.look = protocol.loop.call_later(LOOK_EVERY, self._look, protocol, line)

    def _look(self, protocol: Any, line: _Line) -> None:
        if protocol.transport.get_protocol() is not protocol:
            # A web socket is looked at elsewhere.
            line.look = None
            return
        state, most = _state_of(protocol)
        now = protocol.loop.time()
        if state != line.state:
            line.state, line.since = state, now
        elif now - line.since >= most - LOOK_EVERY:
            protocol.transport.abort()
            return
        self._look_later(protocol, line)


def _address_of(protocol: Any) -> str:
    """Of whom the line is; empty for a proxy that is trusted."""
    host = (protocol.client or ("",))[0]
    address = client_name(host)
    trusted = _TrustedHosts(protocol.config.forwarded_allow_ips) if protocol.config.proxy_headers else ()
    return "" if host in trusted or address in trusted else address


def _state_of(protocol: Any) -> tuple[object, float]:
    """(what a line waits for, how many seconds it may be the same)."""
    if waiting := protocol.transport.get_write_buffer_size():
        return ("answer", waiting, _bytes_in_system(protocol.transport), protocol.cycle), LONGEST_STILL
    if protocol.conn.their_state is h11.IDLE and (protocol.cycle is None or protocol.cycle.response_complete):
        return ("head", protocol.cycle), LONGEST_HEAD
    if protocol.conn.their_state is h11.SEND_BODY:
        return ("body", protocol.cycle), LONGEST_REQUEST
    # The answer is being made.
    return ("work", protocol.loop.time()), LONGEST_REQUEST


def _bytes_in_system(transport: Any) -> int:
    """Those of a line that the other end has not confirmed; 0 where the system does not say.

    The system takes nothing from us until a third of its megabytes is free, which takes minutes on a slow line.
    """
    # Windows has neither module.
    with suppress(ImportError, OSError):
        import fcntl
        import termios

        answer = fcntl.ioctl(transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, bytes(4))
        return int.from_bytes(answer, sys.byteorder)
    return 0


def guard_lines() -> None:
    """Let uvicorn end lines that say or take nothing."""
    made, lost, socket_lost = (
        H11Protocol.connection_made,
        H11Protocol.connection_lost,
        WebSocketsSansIOProtocol.connection_lost,
    )
    if lost.__module__ == __name__:
        return
    lines = Lines()

    def connection_made(protocol: Any, transport: Any) -> None:
        made(protocol, transport)
        lines.begin(protocol)

    def connection_lost(protocol: Any, error: Exception | None) -> None:
        lines.end(protocol.transport)
        lost(protocol, error)

    def socket_connection_lost(protocol: Any, error: Exception | None) -> None:
        lines.end(protocol.transport)
        socket_lost(protocol, error)

    H11Protocol.connection_made = connection_made  # type: ignore[assignment]
    H11Protocol.connection_lost = connection_lost  # type: ignore[assignment]
    WebSocketsSansIOProtocol.connection_lost = socket_connection_lost  # type: ignore[assignment]


_ESCAPED = re.compile(r"\\(?:([0-3][0-7][0-7])|(.))")


def read_cookies_once() -> None:
    """Let a cookie be read in proportion to its length: Python before 3.11.10 and 3.12.6 takes the square of it.

    60,000 backslashes in quotation marks are 7 s, in which the event loop does nothing else, and each request has its cookies read. Of
    the number in one of them Streamlit masks each letter by itself, twice a request: 3 ms for 60,000.
    """
    cookies._unquote = unquoted  # type: ignore[assignment]
    starlette_app_utils.websocket_mask = masked


def unquoted(text: str | None) -> str | None:
    """The value of a cookie without its quotation marks and backslashes, as later versions of Python read it."""
    if text is None or len(text) < 2 or not text[0] == text[-1] == '"':
        return text
    return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 8)) if escaped[1] else escaped[2], text[1:-1])


def masked(mask: bytes, data: bytes) -> bytes:
    """The data, of which each byte is changed by that of the mask, again and again (RFC 6455)."""
    if len(mask) != 4:
        raise ValueError("a mask has four bytes")
    key = (mask * (len(data) // len(mask) + 1))[: len(data)]
    return (int.from_bytes(data, "big") ^ int.from_bytes(key, "big")).to_bytes(len(data), "big")


def in_pieces(message: Message) -> Iterator[Message]:
    """A part of an answer as several, so that a line gets the next one when its browser has taken most of the one before."""
    body = message.get("body", b"") if message["type"] == "http.response.body" else b""
    if len(body) <= PIECE:
        yield message
        return
    for start in range(0, len(body), PIECE):
        is_last = start + PIECE >= len(body)
        yield {
            **message,
            "body": body[start : start + PIECE],
            "more_body": not is_last or message.get("more_body", False),
        }


class RequestGuard:
    """Lets the requests of one address wait if there are too many, and answers to the names of hosts that the settings allow alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._rate = app, Rate(*REQUESTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # Whoever watches over the servers may ask by their numbers.
            host = Headers(scope=scope).get("host") or ""
            if not ((is_host_allowed(host or None) and len(host) <= LONGEST_HOST) or scope["path"] == HEALTH):
                await PlainTextResponse(OTHER_NAME, 421)(scope, receive, send)
                return
            client = client_name((scope.get("client") or ("",))[0])
            if self._rate.debt(client) > LONGEST_REQUEST_WAIT:
                # It counts for nothing, or others at that address would have to wait for long.
                await asyncio.sleep(LONGEST_REQUEST_WAIT)
                await PlainTextResponse(TOO_MANY_REQUESTS, 429, {"Retry-After": "60", "Connection": "close"})(
                    scope, receive, send
                )
                return
            self._rate.spend(client, 1)
            if seconds := self._rate.debt(client):
                await asyncio.sleep(min(seconds, LONGEST_REQUEST_WAIT))
            takes_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
            heard = [header for header in scope["headers"] if header[0] not in _UNHEARD]
            scope = {**scope, "headers": heard, TAKES_GZIP: takes_gzip}
        await self.app(scope, receive, send)
