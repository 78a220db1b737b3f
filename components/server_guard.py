"""What reaches Streamlit over a web socket: pages of our own origin alone, and only the messages that a page needs.

Streamlit compares a foreign origin with this machine's outside address, which it asks another host for, amid its event
loop; it lets every client empty the caches of all; and each of its messages may hold lists without end, or come as fast as
a line carries them, although each is answered amid the event loop. How fast they may come: `server_pace`.
"""

import asyncio
import logging
import weakref
from collections.abc import Callable, Collection, Iterable
from functools import partial
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit import config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from components.addresses.work import Rate, client_name
from components.server_pace import HELD_FOR, WaitingLine, WaitingLines

# What a page of ours sends, by Streamlit's names. The others empty the caches of all, look for a git repository, install
# files beside the program, or end the server.
KINDS = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "deferred_file", "dataframe_chunk"}
)
# The longest request line that uvicorn reads has as many.
LONGEST_PAGE_QUERY = 65_536
# Letters of all else that names something (a page, a part of it, a time zone), and entries of each list. A page of ours has
# about 100 widgets; the browser names each message that it still has.
LONGEST_NAME, MOST_WIDGETS, MOST_HASHES, MOST_NAMED_FILES = 4_096, 5_000, 20_000, 500
# As many of the messages that a browser has are looked at: while a page waits for its turn they take twenty times as much as on the line.
MOST_HASHES_HELD = 2_000
# Letters of what Streamlit or its page makes up to name something, in 36 at most. The log has some of them.
LONGEST_NUMBER = 100
# What a part of the page may say: entries of a list; letters of what a component of ours sends, in which a link may be; and
# values in it, and in what a table or an edited grid says. Each value in a text of JSON takes up to sixty bytes for as long as
# the session has it: a megabyte of empty lists, twenty.
MOST_CHOSEN, LONGEST_SENT, MOST_VALUES_SENT, MOST_VALUES_OF_GRID = 20_000, 100_000, 4_000, 50_000
# Bytes of a message: more is not even read, which alone would take a twentieth of a second. A page of ours sends thousands.
LARGEST_MESSAGE, BYTES_OF_A_CLICK = 1_000_000, 20_000
# Pages opened at once and for each second after, of one address, as nginx lets them pass: each costs the event loop 5 ms. Who opens
# more waits, so long at most; who would have to wait longer is refused after a second, and its browser tries again by itself.
OPENED, LONGEST_WAIT_TO_OPEN, BEFORE_REFUSAL = (300.0, 30.0), 10.0, 1.0
# A connection that has to wait for itself so often in a row is closed.
MOST_WAITS = 100
# In the extensions of a connection's scope: how much it has sent, whether its reader takes a rest, and a function that says whether
# its line is lost; and one that says in which session it leaves what it holds.
PACE, REST, LOST_LINE, HELD = "allweather.pace", "allweather.rest", "allweather.lost", "allweather.held"
_PROTOCOL_ERROR, _POLICY_VIOLATION, _TOO_BIG, _TRY_LATER = 1002, 1008, 1009, 1013
# Streamlit logs each question for a part of the page that is gone, in the client's words.
logging.getLogger("streamlit.runtime.app_session").addFilter(lambda record: "fragment with id" not in str(record.msg))
# And each cell of a grid that it cannot read, of which one message has thousands; the grid shows what became of them.
logging.getLogger("streamlit.elements.widgets.data_editor").addFilter(lambda _: False)
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


def is_borrowed_name(headers: Headers, client: str) -> bool:
    """Whether a browser on this machine asks this server under the name of another host, and no proxy is between them.

    The owner of that name can let it mean this machine, once their page is in the browser (DNS rebinding): it would then be a page of
    our own origin. `server.allowedHosts` allows such names.
    """
    host = headers.get("host", "")
    try:
        name, address = urlsplit(f"//{host}").hostname or "", ip_address(client)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    if not (mapped or address).is_loopback or "origin" not in headers or config.get_option("server.allowedHosts"):
        return False
    # Nobody has a certificate for another's name: where the page came over TLS, a proxy is between them.
    if headers["origin"].lower().startswith("https://"):
        return False
    # No page can have its browser say these as it opens a socket.
    if any(name in headers for name in ("x-forwarded-for", "x-forwarded-proto", "x-real-ip", "forwarded", "via")):
        return False
    return not (_is_address(name) or f".{name}".rstrip(".").endswith(".localhost") or "." not in name.rstrip("."))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class SocketGuard:
    """Refuses foreign handshakes before Streamlit sees them, drops what no page sends, and slows down who sends too much."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._lines, self._opened = WaitingLines(), Rate(*OPENED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers, client = Headers(scope=scope), (scope.get("client") or ("",))[0]
        if not await self._may_open(client_name(client)):
            await send({"type": "websocket.close", "code": _TRY_LATER})
            return
        allowed: list[str] = config.get_option("server.corsAllowedOrigins")
        is_own = len(headers.getlist("origin")) < 2 and is_own_origin(
            headers.get("origin"), headers.get("host"), allowed
        )
        # Streamlit would log names that are not allowed, however long.
        if is_own and is_borrowed_name(headers, client):
            logging.getLogger(__name__).warning(
                "A page was refused: the name of its host is not in server.allowedHosts"
            )
            is_own = False
        if not is_own or not is_host_allowed(headers.get("host")):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        with self._lines.connection(client_name(client)) as line:
            if line is None:
                await send({"type": "websocket.close", "code": _TRY_LATER})
            else:
                extensions = scope.setdefault("extensions", {})
                connection = _Connection(receive, send, line, extensions.get(LOST_LINE, lambda: False))
                extensions.update({PACE: connection.pace, REST: connection.rest, HELD: connection.leave_in})
                await connection.serve(self.app, scope)

    async def _may_open(self, address: str) -> bool:
        """Wait until the address may open another page; False if that would take too long, which counts for nothing."""
        if self._opened.debt(address) > LONGEST_WAIT_TO_OPEN:
            await asyncio.sleep(BEFORE_REFUSAL)
            return False
        self._opened.spend(address, 1)
        if seconds := self._opened.debt(address):
            await asyncio.sleep(seconds)
        return True


class _Connection:
    """One connection: what it brings in time and within limits goes on to the page."""

    def __init__(self, receive: Receive, send: Send, line: WaitingLine, is_lost: Callable[[], bool]) -> None:
        self._receive, self._send, self._line, self._is_lost = receive, send, line, is_lost
        (self.pace, self.rest), self._waits = line.begin(), 0
        self._is_closed, self._was_large, self._held = False, False, 0

    async def serve(self, app: ASGIApp, scope: Scope) -> None:
        try:
            await app(scope, self.receive, self.send)
        except WebSocketDisconnected:
            # Streamlit listens on although its last answer found nobody: no fault.
            if not self._is_closed:
                raise
        finally:
            if self._held:
                asyncio.get_running_loop().call_later(HELD_FOR, self._line.let_go, self._held)

    def leave_in(self, session: object) -> None:
        """Let what is held be counted until the session is gone: another connection may take it up, again and again."""
        if self._held:
            let_go = partial(asyncio.get_running_loop().call_soon_threadsafe, self._line.let_go, self._held)
            weakref.finalize(session, let_go).atexit = False
            self._held = 0

    async def send(self, message: Message) -> None:
        # What the page still has to say after the end would be a fault in the log, once for each connection.
        if self._is_closed:
            return
        try:
            await self._send(message)
        except OSError:
            self._is_closed = True
            raise

    async def receive(self) -> Message:
        if self._was_large:
            # Streamlit holds on to what it has read until it reads the next, which may never come: a megabyte, twice.
            self._was_large = False
            return _NOTHING
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        content = message.get("bytes")
        if content is None:
            return await self._closed(_PROTOCOL_ERROR, "a text, where messages are bytes")
        weight = weight_of(content)
        seconds = self.pace.wait(weight)
        self._waits = self._waits + 1 if seconds else 0
        if self._waits > MOST_WAITS:
            return await self._closed(_POLICY_VIOLATION, "too many messages")
        if seconds:
            # What the connection brings meanwhile stays in it: uvicorn reads no further.
            await asyncio.sleep(seconds)
        await self.rest.page_ended(self._is_lost)
        await self._line.turn(self.pace, weight, self._is_lost)
        if self._is_lost():
            # Nobody waits for an answer any more. What is there already is looked at by nobody, and must not be passed on.
            while (message := await self._receive())["type"] == "websocket.receive":
                pass
            return message
        if len(content) > LARGEST_MESSAGE:
            return await self._closed(_TOO_BIG, f"a message of {len(content)} bytes")
        said = said_in(content)
        if said is None:
            return await self._closed(_PROTOCOL_ERROR, "not a message")
        kind, excess = kind_of(said), _excess_of(said)
        if excess:
            return await self._closed(_TOO_BIG, excess)
        run = said.rerun_script
        if not self._may_hold(_kept_of(content, run) - BYTES_OF_A_CLICK):
            return await self._closed(_TRY_LATER, "too much is held for its address")
        if _names_too_much(run.cached_message_hashes):
            # Nothing is lost: it gets them again.
            run.ClearField("cached_message_hashes")
            message = {**message, "bytes": said.SerializeToString()}
        if kind == "rerun_script":
            self.rest.ask()
        if kind not in KINDS:
            return _NOTHING
        self._was_large = len(content) > BYTES_OF_A_CLICK
        return message

    def _may_hold(self, size: int) -> bool:
        """Whether there is room for what a message of this size leaves in the session; of each connection the largest counts."""
        more = max(0, size - self._held)
        if more and not self._line.hold(more):
            return False
        self._held += more
        return True

    async def _closed(self, code: int, why: str) -> Message:
        logging.getLogger(__name__).warning("A connection was closed: %s", why)
        await self.send({"type": "websocket.close", "code": code})
        self._is_closed = True
        return {"type": "websocket.disconnect", "code": code}


def weight_of(content: bytes) -> float:
    """What a message counts: the largest as much as fifty clicks, which take as long to read."""
    return 1 + len(content) // BYTES_OF_A_CLICK


def said_in(content: bytes) -> BackMsg | None:
    """The message; None if it is none."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:
        return None
    return message


def kind_of(message: BackMsg) -> str:
    kind: str = message.WhichOneof("type") or ""
    if kind == "backend_operation_request":
        operation = message.backend_operation_request
        kind = operation.WhichOneof(operation.DESCRIPTOR.oneofs[0].name) or ""
    return kind


def _kept_of(content: bytes, run: ClientState) -> int:
    """Bytes that a session keeps of a message: what is chosen and typed; links count for nothing.

    Whatever came counts, as all of it stays with any part of it: also around the run, what nobody has a name for, or what is there twice.
    """
    not_kept = (run.query_string, run.context_info.url, *run.cached_message_hashes)
    return len(content) - sum(map(len, not_kept))


def _names_too_much(names: Collection[str]) -> bool:
    """Whether a browser says that it has more messages than a page of ours leaves there."""
    return len(names) > MOST_HASHES_HELD or sum(map(len, names)) > LONGEST_SENT


def _excess_of(message: BackMsg) -> str:
    """What is too long in a message; empty if nothing is."""
    run, files, operation = message.rerun_script, message.file_urls_request, message.backend_operation_request
    names = (
        run.page_name, run.context_info.timezone, run.context_info.locale, run.context_info.color_scheme,
        operation.deferred_file.file_id, operation.dataframe_chunk.source_id, operation.dataframe_chunk.sort.column,
    )  # fmt: skip
    numbers = (
        run.page_script_hash, run.fragment_id, files.request_id, files.session_id, operation.request_id, operation.session_id,
    )  # fmt: skip
    lengths = (
        ("a link of %d characters", max(len(run.query_string), len(run.context_info.url)), LONGEST_PAGE_QUERY),
        ("a name of %d characters", max(map(len, names)), LONGEST_NAME),
        ("a number of %d characters", max(map(len, numbers)), LONGEST_NUMBER),
        ("%d lines in one number", max(map(len, map(str.splitlines, numbers))), 1),
        ("%d widgets", len(run.widget_states.widgets), MOST_WIDGETS),
        ("%d names of messages", len(run.cached_message_hashes), MOST_HASHES),
        ("%d files at once", len(files.file_names), MOST_NAMED_FILES),
        *(length for widget in run.widget_states.widgets[:MOST_WIDGETS] for length in _lengths_of(widget)),
    )
    return next((words % number for words, number, most in lengths if number > most), "")


def _lengths_of(widget: WidgetState) -> tuple[tuple[str, int, int], ...]:
    """What a part of the page says, as the lengths of a message are checked."""
    match widget.WhichOneof("value"):
        case "json_value" | "json_trigger_value" as name:
            sent: str = getattr(widget, name)
            return (
                ("a value of %d characters", len(sent), LONGEST_SENT),
                ("%d values in one", _values_in(sent), MOST_VALUES_SENT),
            )
        case "string_value":
            return (("%d values in one", _values_in(widget.string_value), MOST_VALUES_OF_GRID),)
        case "int_array_value" | "double_array_value" | "string_array_value" as name:
            return (("%d entries", len(getattr(widget, name).data), MOST_CHOSEN),)
        case "file_uploader_state_value":
            files = widget.file_uploader_state_value
            return (("%d files in one", len(files.uploaded_file_info), MOST_NAMED_FILES),)
        case "chat_input_value":
            files = widget.chat_input_value.file_uploader_state
            return (("%d files in one", len(files.uploaded_file_info), MOST_NAMED_FILES),)
    return ()


def _values_in(text: str) -> int:
    """At least as many values as a text of JSON has, without reading it; commas within a value count as well."""
    return sum(map(text.count, "[{,"))
