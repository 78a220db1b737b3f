"""The dashboard as an ASGI application behind strict security headers: `uvicorn components.server:app`.

`streamlit run app.py` starts the same page without them; a department runs this one behind its proxy.
"""

import base64
import hashlib
import logging
import re
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import components.pages  # noqa: F401 (now, and not while the first reader waits)

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy() -> str:
    """What the page may load: only what comes from this server, and the scripts that Streamlit's own page holds."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    own = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    rules = {
        "default-src": "'none'",
        # Components (v2) run as modules from blobs.
        "script-src": f"'self' blob: {own}",
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
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Sends the headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = [pair for pair in message["headers"] if pair[0].decode().lower() not in _NAMES]
                message["headers"] = [*known, *_PAIRS]
            await send(message)

        await self.app(scope, receive, sending)


_NAMES = frozenset(name.lower() for name in HEADERS)
_PAIRS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

# A link holds the reader's view, and may hold a whole story: no request is logged here. Streamlit gives uvicorn's log
# of them an output of its own, whatever uvicorn was told.
logging.getLogger("uvicorn.access").disabled = True

app = st.App(Path(__file__).parent.parent / "app.py", middleware=[Middleware(SecurityHeaders)])
