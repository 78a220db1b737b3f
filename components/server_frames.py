"""What uvicorn does with a web socket by itself, before there is a message: it answers pings and gathers parts of messages.

It does so as fast as a line brings them, amid the event loop, and writes its answers whether anybody reads them or not.
"""

import logging
from contextlib import suppress
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol as Protocol

from components.server_pace import RequestPace

# Frames that are no message, at once and for each second after. A browser sends none but answers to our pings, one in 20 s,
# and parts of a large message: with 4 kB in each, as many as 1 MB has.
LOOSE_FRAMES = (300.0, 5.0)
# Bytes that are read at once: of the shortest frames there are 10 ms of work in so many, and half a second in asyncio's 256 kB.
READ_AT_ONCE = 8_192
# Seconds for a line to take what is still to be sent before it is cut: one that nobody reads would stay open for ever.
LAST_SECONDS = 10.0
# In the extensions of a connection's scope: the function that cuts it.
CUT = "allweather.cut"


def guard_frames() -> None:
    """Let uvicorn end a connection with too many frames that are no messages, and cut one that does not take its end."""
    if Protocol.connection_made.__module__ == __name__:
        return
    connection_made, connect, timeout = Protocol.connection_made, Protocol.handle_connect, Protocol.keepalive_timeout

    def made(protocol: Any, transport: Any) -> None:
        connection_made(protocol, transport)
        protocol.frames_pace = RequestPace(*LOOSE_FRAMES)
        # Loops other than Python's own have no such setting.
        with suppress(AttributeError):
            transport.max_size = READ_AT_ONCE

    def connected(protocol: Any, event: Any) -> None:
        connect(protocol, event)
        if hasattr(protocol, "scope"):
            # Its task begins later.
            protocol.scope["extensions"][CUT] = protocol.transport.abort

    def timed_out(protocol: Any) -> None:
        timeout(protocol)
        protocol.loop.call_later(LAST_SECONDS, protocol.transport.abort)

    Protocol.connection_made = made  # type: ignore[assignment]
    Protocol.handle_connect = connected  # type: ignore[assignment]
    Protocol.keepalive_timeout = timed_out  # type: ignore[assignment]
    for name in ("handle_ping", "handle_pong", "handle_cont"):
        setattr(Protocol, name, _counted(getattr(Protocol, name)))


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
