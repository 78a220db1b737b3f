"""The dashboard as an ASGI application: its pages behind strict security headers, and the figures, tables and feeds at addresses.

`streamlit run app.py` starts it, and so does `uvicorn components.server:app`, as a department runs it behind its proxy.
"""

import base64
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.addresses.answers import RefusedError
from components.addresses.answers_under_way import AnswersUnderWay
from components.addresses.log_in import check_log_in
from components.addresses.log_in_guard import LogInGuard
from components.addresses.log_limits import limit_log
from components.addresses.request_lines import TAKES_GZIP, RequestGuard, guard_lines, in_pieces, read_cookies_once
from components.addresses.routes import routes
from components.link_preview import LinkPreview
from components.network.served_networks import network_at, share_network, shared_network
from components.pages import PAGES
from components.server_files import make_files_in_turn, name_files_by_all_of_them
from components.server_frames import guard_frames, guard_requests
from components.server_guard import SocketGuard, ask_no_outside_address
from components.server_preloads import preloads
from components.server_sending import limit_what_waits, send_at_once
from components.server_sessions import (
    end_forgotten_sessions_on_the_loop,
    end_sessions_where_memory_is_short,
    forget_widgets_that_are_gone,
    keep_page_of_cut_runs,
    keep_sessions_that_did_most,
)
from components.server_turns import MOST_AT_ONCE, draw_in_turns, end_long_pages, switch_often
from components.server_uploads import UploadGuard, empty_removed_files
from components.server_watchdog import watched
from components.session.grid_states import read_sound_states
from components.session.records import records_now
from components.style.served_files import FILES, MEDIA_TYPES, compressed, encoded, mark_files_as_served
from data.apart.memory import SHARE, MemoryOfSessions, usable
from data.apart.ready_process import end_apart, load_apart
from data.apart.turns import TurnLine
from data.base.later import tell_quiet_by, wait_until_quiet
from data.links.page_links import HOME
from data.store.made_before import keep_between_starts
from data.store.settings import settings
from data.tables.findings import RecordsError
from data.view.ties import ties_of

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What a process of its own does: that is ready before anyone asks for it.
WORK_APART = ("data.apart.calls", "components.figure.apart.files", "data.export.files", "data.upload.apart")
ENTRY = Path(__file__).parent.parent / "app.py"
INDEX = Path(st.__file__).parent / "static" / "index.html"


def content_policy() -> str:
    """The Content-Security-Policy: the page loads only what this server sends, and the scripts in Streamlit's page."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(INDEX.read_text("utf-8")))
    inline = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    rules = {
        "default-src": "'none'",
        # Components (v2) run as modules from blobs.
        "script-src": f"'self' blob: {inline}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources.strip()}" for name, sources in rules.items())


HEADERS: dict[str, str] = {
    "Content-Security-Policy": content_policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Files at addresses run nothing, wherever they are opened: an SVG has styles and fonts of its own, and no script.
SANDBOX = "; sandbox"
FILE_POLICY = (
    f"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'{SANDBOX}"
)
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
KEPT_BY_THE_READER = "private, max-age=604800, immutable"
# Where readers begin.
FIRST_PAGES = (HOME, "network")
_FILES = ("/figure.", "/ties.", "/changes.", "/profile.")


def headers_for(path: str) -> dict[str, str]:
    """The headers of an answer; pages of other hosts may show the figures if the desk says so."""
    if not path.startswith(_FILES):
        return HEADERS
    # Browsers do not open a PDF in a sandbox; it is nobody's page.
    rules = FILE_POLICY.removesuffix(SANDBOX) if path.endswith(".pdf") else FILE_POLICY
    is_embeddable = path.startswith("/figure.") and _may_be_embedded()
    policy = "cross-origin" if is_embeddable else HEADERS["Cross-Origin-Resource-Policy"]
    return {**HEADERS, "Content-Security-Policy": rules, "Cross-Origin-Resource-Policy": policy}


def _may_be_embedded() -> bool:
    """Not while the settings cannot be read, which the answer then says."""
    try:
        return settings().addresses.embedding
    except RecordsError:
        return False


class SecurityHeaders:
    """Adds the headers to every response, and replaces those of the same names that the app has set."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.lower().encode(), value.encode()) for name, value in headers_for(scope["path"]).items()]
                if links := preloads(scope):
                    ours.append((b"link", links.encode()))
                others = [pair for pair in message["headers"] if pair[0].decode().lower() not in _NAMES]
                message["headers"] = [*others, *ours]
            for piece in in_pieces(message):
                await send(piece)

        await self.app(scope, receive, send_with_headers)


_NAMES = frozenset(name.lower() for name in HEADERS)

# A link holds the reader's view, and may hold a whole story: no request is logged here. Streamlit gives uvicorn's log
# of requests a handler of its own, which uvicorn's settings do not silence.
logging.getLogger("uvicorn.access").disabled = True
# Handshakes it logs among the errors, with 8,000 letters of whatever a client writes: a disk would be full of them in a day.
logging.getLogger("uvicorn.error").addFilter(lambda record: "WebSocket %s" not in str(record.msg))


def load_ahead() -> None:
    """Read the records, import the pages that readers see first and prepare the network, before anybody asks for them.

    The other pages follow one by one while nobody's page is drawn, so that they keep no reader waiting. Faults of the
    records are for the page to show.
    """
    dataset = None
    with suppress(RecordsError):
        dataset = records_now()
    load_pages(FIRST_PAGES)
    if dataset:
        # It may import pyvis, which takes a moment: by now the server answers.
        from components.network.payload import network_bytes

        share_network(network_bytes(ties_of(dataset), date.today()))
    for path in PAGES:
        wait_until_quiet()
        # One that cannot be imported says so when it is asked for.
        with suppress(Exception):
            load_pages((path,))
    wait_until_quiet()
    load_apart(*WORK_APART)


def load_pages(paths: Iterable[str] = PAGES) -> None:
    """Import what every page needs, and the modules of these pages; those that are imported cost nothing."""
    import_module("components.entry")
    for path in paths:
        PAGES[path].draw.load()


def _file_at(address: str) -> str | None:
    # The browser may have its page from another replica, or from before a restart: its module may not be imported here.
    load_pages()
    return FILES.get(address)


async def kept_file(request: Request) -> Response:
    """A script or style sheet of ours, for browsers to keep."""
    address = request.url.path.lstrip("/")
    text = FILES.get(address) or await run_in_threadpool(_file_at, address)
    if text is None:
        return Response(status_code=404)
    return _compressed(request, encoded(text), MEDIA_TYPES[address.rpartition(".")[2]], KEPT_FOR_GOOD)


def _compressed(request: Request, content: bytes, media_type: str, cache: str) -> Response:
    """The same for all who ask, compressed once: Streamlit would do it anew for each."""
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if request.scope.get(TAKES_GZIP):
        content, headers["Content-Encoding"] = compressed(content), "gzip"
    return Response(content, media_type=media_type, headers=headers)


async def network(request: Request) -> Response:
    """A network that a page has just shown, for that browser to keep; 404 where it was not shown lately."""
    try:
        check_log_in(request.cookies)
    except RefusedError as refused:
        return Response(status_code=refused.status)
    except RecordsError:
        # The settings cannot be read, which the page says.
        return Response(status_code=503)
    content = network_at(request.path_params["name"])
    if content is None:
        return Response(status_code=404)
    media_type = "application/octet-stream"
    if request.url.path.lstrip("/") == shared_network():
        return _compressed(request, content, media_type, KEPT_BY_THE_READER)
    # It may hold a reader's own rows, which nothing else keeps.
    return Response(content, media_type=media_type, headers={"Cache-Control": KEPT_BY_THE_READER})


@asynccontextmanager
async def running(app: object) -> AsyncIterator[None]:
    """While the server runs: it answers at once, and a thread imports the rest; an early reader waits for what is missing."""
    Thread(target=load_ahead, name="load-ahead", daemon=True).start()
    try:
        async with watched(app):
            yield
    finally:
        # Else the server would end only when the last file is made, which may take minutes.
        end_apart()


ask_no_outside_address()
limit_log()
keep_between_starts()
keep_page_of_cut_runs()
keep_sessions_that_did_most()
end_forgotten_sessions_on_the_loop()
forget_widgets_that_are_gone()
switch_often()
end_sessions_where_memory_is_short(MemoryOfSessions(SHARE * usable()))
PAGE_TURNS = TurnLine(MOST_AT_ONCE)
draw_in_turns(PAGE_TURNS)
end_long_pages(PAGE_TURNS)
tell_quiet_by(PAGE_TURNS.quiet_seconds)
make_files_in_turn()
name_files_by_all_of_them()
guard_frames()
guard_requests()
guard_lines()
read_cookies_once()
limit_what_waits()
send_at_once()
empty_removed_files()
read_sound_states()
if not st.get_option("server.baseUrlPath"):
    # Streamlit puts that path before its own routes only: browsers would not reach ours.
    mark_files_as_served()
# `app.py` builds an application of its own from these, where `streamlit run` looks for one.
APP_ARGUMENTS: dict[str, Any] = {
    "script_path": ENTRY,
    "lifespan": running,
    "routes": [
        *routes(),
        Route("/scripts/{name}", kept_file),
        Route("/styles/{name}", kept_file),
        Route("/networks/{name}", network),
    ],
    "middleware": [
        Middleware(SecurityHeaders),
        Middleware(RequestGuard),
        Middleware(AnswersUnderWay),
        Middleware(SocketGuard),
        Middleware(UploadGuard),
        Middleware(LogInGuard),
        Middleware(LinkPreview, index=INDEX),
    ],
}
app = st.App(**APP_ARGUMENTS)
