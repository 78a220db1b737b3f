"""The preview of a link that is pasted into a chat: title, description and picture of its view, in the head of the page.

A browser that opens a page says so, and gets Streamlit's page untouched and as fast as ever; whoever only asks what the
page is about gets the same page with these lines (Open Graph, ogp.me).
"""

import logging
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.addresses.answers import RefusedError
from components.addresses.log_in import check_log_in
from components.addresses.preview import preview_view
from components.addresses.resources import Asked
from components.addresses.routes import base_of, is_too_long
from components.addresses.work import (
    ASKED_AT_ONCE,
    ASKED_PER_SECOND,
    EFFORT_AT_ONCE,
    EFFORT_PER_SECOND,
    Pool,
    Rate,
    client_name,
    run_charged,
)
from components.figure.apart.files import DRAWING
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.titles import network_subject
from components.pages import PAGES
from components.wording.filters import view_summary
from data.base.text import with_capital
from data.links.page_links import link_of_view
from data.store.settings import settings
from data.view.selection import Selection

SITE = "Allweather"
_ABOUT = "Which countries have declared which ties with each other, on any date, and according to whom."
# A chat waits a few seconds for a preview.
_BUDGET = 4.0
_PATHS = {"/": next(iter(PAGES)), **{f"/{path}": path for path in PAGES}}


class LinkPreview:
    """Answers who asks for a page without being a browser that opens it."""

    def __init__(self, app: ASGIApp, index: Path) -> None:
        self.app, self._pool = app, Pool(1, 8, _BUDGET, DRAWING)
        # As for files at addresses; whoever asks for more gets the page without a word on its view.
        self._asked, self._effort = Rate(ASKED_AT_ONCE, ASKED_PER_SECOND), Rate(EFFORT_AT_ONCE, EFFORT_PER_SECOND)
        self._before, _, self._after = index.read_text("utf-8").partition("</head>")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_preview(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        lines = await self._lines(request)
        page = f"{self._before}{lines}</head>{self._after}"
        # A log-in or another marking may change it, and so may the records.
        await HTMLResponse(page, headers={"Cache-Control": "no-cache"})(scope, receive, send)

    async def _lines(self, request: Request) -> str:
        # Not by the parts of its URL: a name of a host that is none cannot be taken apart.
        page = PAGES[_PATHS[request.scope["path"]]]
        title, address = f"{page.title} · {SITE}", str(request.url)
        try:
            if not settings().addresses.on or is_too_long(request.scope["query_string"]):
                return tags(title, _ABOUT, address)
            client = client_name(request.client.host if request.client else "")
            self._asked.check(client)
            check_log_in(request.cookies)
            query, base = dict(request.query_params), base_of(request)
            lines = partial(view_lines, page.path, title, query, base, address)
            return await run_charged(self._pool, lines, (self._effort, client))
        except RefusedError:
            return tags(title, _ABOUT, address)
        except Exception as error:
            logging.getLogger(__name__).error("A preview failed: %s", type(error).__name__)
            return tags(title, _ABOUT, address)


def is_preview(scope: Scope) -> bool:
    """Whether a program other than a browser asks for a page; a browser says that it opens a document or prefers TLS."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in _PATHS:
        return False
    return not any(name in (b"sec-fetch-dest", b"upgrade-insecure-requests") for name, _ in scope["headers"])


def view_lines(path: str, title: str, query: dict[str, str], base: str, address: str) -> str:
    """The lines for a view: whose ties, how many on which date, and the figure of the page."""
    asked = preview_view(query, base, path)
    selection = asked.selection
    if FIGURE_KINDS[asked.request.figure].is_empty(selection):
        return tags(title, _ABOUT, address)
    link = link_of_view(asked.view, asked.dataset, path or "network", today=asked.view.as_of)
    picture = f"{base}/figure.png?{urlencode({**link, 'figure': asked.request.figure})}"
    marking = f"{asked.marking} · " if asked.marking else ""
    about, summary = _about(asked, selection)
    return tags(f"{with_capital(about)} · {title}", f"{marking}{summary}", address, picture)


def _about(asked: Asked, selection: Selection) -> tuple[str, str]:
    """Whom and what: of a profile and a claim as their figures say it, else whose ties the view has and how many."""
    if asked.request.figure in ("profile", "claim"):
        texts = FIGURE_KINDS[asked.request.figure].figure_of(selection, FigureOptions()).slide
        return texts.subject, texts.sentence
    return network_subject(selection), view_summary(selection)


def tags(title: str, description: str, address: str, picture: str = "") -> str:
    """The lines of the head; every text is escaped."""
    values = {"og:type": "website", "og:site_name": SITE, "og:title": title, "og:description": description}
    values |= {"og:url": address}
    if picture:
        values |= {
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": "1920",
            "og:image:height": "1080",
        }
    lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in values.items()]
    card = "summary_large_image" if picture else "summary"
    lines += [
        f'<meta name="description" content="{escape(description)}">',
        f'<meta name="twitter:card" content="{card}">',
    ]
    feed = '<link rel="alternate" type="application/atom+xml" title="Changes in the records" href="/changes.atom">'
    return "\n".join([*lines, feed, ""])
