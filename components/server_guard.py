"""What reaches Streamlit over a web socket: pages of our own origin alone, and only the messages that a page needs.

Streamlit compares a foreign origin with this machine's outside address, which it asks another host for, amid its event
loop; it lets every client empty the caches of all; and each of its messages may hold lists without end, or come as fast as
a line carries them, although each is answered amid the event loop.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg

# What a page of ours sends, by Streamlit's names. The others empty the caches of all, look for a git repository, install
# files beside the program, or end the server.
KINDS = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "deferred_file", "dataframe_chunk"}
)
# The longest request line that uvicorn reads has as many.
LONGEST_QUERY = 65_536
# Letters of all else that names something (a page, a part of it, a time zone), and entries of each list. A page of ours has
# about 100 widgets; the browser names each message that it still has.
LONGEST_NAME, MOST_WIDGETS, MOST_HASHES, MOST_NAMED_FILES = 4_096, 5_000, 20_000, 500
# Bytes of a message: more is not even read, which alone would take a twentieth of a second. A page of ours sends thousands.
LARGEST_MESSAGE = 1_000_000
# Messages at once and for each second after, of one connection and of all of one address. Each click is one, and costs the
# event loop 5 ms before anything is drawn. Who sends more waits; a connection that has to wait so often in a row is closed.
OF_CONNECTION, OF_ADDRESS = (60.0, 10.0), (400.0, 80.0)
MOST_WAITS = 100
MOST_ADDRESSES = 4_096
_POLICY_VIOLATION, _TOO_BIG = 1008, 1009
_NOTHING: Message = {"type": "websocket.receive", "bytes": BackMsg(app_heartbeat=True).SerializeToString()}


def ask_no_outside_address() -> None:
    """Let Streamlit do without this machine's outside address, which it would ask a host on the internet for."""
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = lambda: None


def is_own_origin(origin: str | None, host: str | None, allowed: Iterable[str] = ()) -> bool:
    """Whether a page of this origin may connect: one of the same host and port, or one that the settings allow.

    Programs other than browsers send no origin.
    """
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == host or origin in allowed
    except ValueError:
        return False


@dataclass
class RequestPace:
    """So many at once, and so many each second after; `wait` counts one and says how long it has to wait, in seconds."""

    at_once: float
    per_second: float
    clock: Callable[[], float] = time.monotonic
    _left: float = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._left, self._since = self.at_once, self.clock()

    def wait(self) -> float:
        now = self.clock()
        self._left = min(self.at_once, self._left + (now - self._since) * self.per_second) - 1
        self._since = now
        return max(0.0, -self._left / self.per_second)


class SocketGuard:
    """Refuses foreign handshakes before Streamlit sees them, drops what no page sends, and slows down who sends too much."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._of_address: OrderedDict[str, RequestPace] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed: list[str] = config.get_option("server.corsAllowedOrigins")
        if len(headers.getlist("origin")) > 1 or not is_own_origin(headers.get("origin"), headers.get("host"), allowed):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        waits, own, of_address = 0, RequestPace(*OF_CONNECTION), self._pace_of((scope.get("client") or ("",))[0])

        async def closed(code: int, why: str) -> Message:
            logging.getLogger(__name__).warning("A connection was closed: %s", why)
            await send({"type": "websocket.close", "code": code})
            return {"type": "websocket.disconnect", "code": code}

        async def receive_guarded() -> Message:
            nonlocal waits
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            seconds = max(own.wait(), of_address.wait())
            waits = waits + 1 if seconds else 0
            if waits > MOST_WAITS:
                return await closed(_POLICY_VIOLATION, "too many messages")
            if seconds:
                # What the connection brings meanwhile stays in it: uvicorn reads no further.
                await asyncio.sleep(seconds)
            content = message.get("bytes") or b""
            if len(content) > LARGEST_MESSAGE:
                return await closed(_TOO_BIG, f"a message of {len(content)} bytes")
            kind, excess = kind_and_excess(content)
            if excess:
                return await closed(_TOO_BIG, excess)
            return message if kind is None or kind in KINDS else _NOTHING

        await self.app(scope, receive_guarded, send)

    def _pace_of(self, address: str) -> RequestPace:
        pace = self._of_address.pop(address, None) or RequestPace(*OF_ADDRESS)
        self._of_address[address] = pace
        while len(self._of_address) > MOST_ADDRESSES:
            self._of_address.popitem(last=False)
        return pace


def kind_and_excess(content: bytes) -> tuple[str | None, str]:
    """(kind of a message, what is too much of it); no kind if it is not a message, which Streamlit refuses itself."""
    try:
        message = BackMsg.FromString(content)
    except Exception:
        return None, ""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = message.backend_operation_request
        kind = operation.WhichOneof(operation.DESCRIPTOR.oneofs[0].name) or ""
    return kind, _excess_of(message)


def _excess_of(message: BackMsg) -> str:
    """What is too long in a message; empty if nothing is."""
    run, files = message.rerun_script, message.file_urls_request
    names = (run.page_script_hash, run.page_name, run.fragment_id, run.context_info.timezone, run.context_info.locale)
    lengths = (
        ("a link of %d characters", max(len(run.query_string), len(run.context_info.url)), LONGEST_QUERY),
        ("a name of %d characters", max(map(len, (*names, files.request_id, files.session_id))), LONGEST_NAME),
        ("%d widgets", len(run.widget_states.widgets), MOST_WIDGETS),
        ("%d names of messages", len(run.cached_message_hashes), MOST_HASHES),
        ("%d files at once", len(files.file_names), MOST_NAMED_FILES),
    )
    return next((words % number for words, number, most in lengths if number > most), "")
