"""What reaches Streamlit over a web socket: pages of our own origin alone, and only the messages that a page needs.

Streamlit compares a foreign origin with this machine's outside address, which it asks another host for, amid its event
loop; and it lets every client empty the caches of all.
"""

import logging
from collections.abc import Iterable
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


class SocketGuard:
    """Refuses foreign handshakes before Streamlit sees them, and drops what no page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed: list[str] = config.get_option("server.corsAllowedOrigins")
        if len(headers.getlist("origin")) > 1 or not is_own_origin(headers.get("origin"), headers.get("host"), allowed):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return

        async def receive_guarded() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            kind, length = kind_and_query_length(message.get("bytes") or b"")
            if length > LONGEST_QUERY:
                logging.getLogger(__name__).warning("A link of %d characters was refused", length)
                await send({"type": "websocket.close", "code": _TOO_BIG})
                return {"type": "websocket.disconnect", "code": _TOO_BIG}
            return message if kind is None or kind in KINDS else _NOTHING

        await self.app(scope, receive_guarded, send)


def kind_and_query_length(content: bytes) -> tuple[str | None, int]:
    """(kind of a message, length of its link); None if it is not a message, which Streamlit refuses itself."""
    try:
        message = BackMsg.FromString(content)
    except Exception:
        return None, 0
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = message.backend_operation_request
        kind = operation.WhichOneof(operation.DESCRIPTOR.oneofs[0].name) or ""
    return kind, len(message.rerun_script.query_string)
