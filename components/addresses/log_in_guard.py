"""Streamlit's addresses for logging in and out: how often they may be asked, and what a log-out ends.

For each that is asked, Streamlit reads all certificates of the machine anew, amid the event loop, and then asks the provider
what it can do: whoever asked without end would stop every page, and have the provider turn the whole desk away.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AsyncExitStack

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME

from components.addresses.answers import RefusedError
from components.addresses.work import Rate, client_name

_LOG_IN, _LOG_OUT, _WAY_BACK = "/auth/login", "/auth/logout", "/oauth2callback"
# At once, and each second after: of an address, which may be a whole office in the morning, and of all addresses.
LOG_INS_OF_ADDRESS, LOG_INS_OF_ALL = (40.0, 0.5), (80.0, 2.0)
# So many are on their way at the same time, until they are answered; what each of them keeps the event loop for is then between the
# messages of others.
_AT_ONCE = 2
# Characters of a query: what a provider sends back has some thousand, and Streamlit writes a part of it to the log.
LONGEST_ANSWER = 8_000
# Characters of the number of a browser, as Streamlit writes it: it has some fifty. It is read letter by letter, for each open page: one of
# sixty thousand took a second of the event loop.
LONGEST_WRITTEN_NUMBER = 200
TOO_MANY_LOG_INS = "Too many log-ins from your network at once. Try again in a minute.\n"
TOO_LONG = "This answer of the log-in is too long.\n"


class LogInGuard:
    """Lets so many log-ins pass as people make, and has a log-out end the rights of all pages of that browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._of_address, self._of_all = Rate(*LOG_INS_OF_ADDRESS), Rate(*LOG_INS_OF_ALL)
        self._under_way = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Before the path there may be that of `server.baseUrlPath`.
        if scope["type"] != "http" or not scope["path"].endswith((_LOG_IN, _LOG_OUT, _WAY_BACK)):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if len(scope["query_string"]) > LONGEST_ANSWER:
            await PlainTextResponse(TOO_LONG, 400)(scope, receive, send)
            return
        try:
            self._of_address.check(client_name(request.client.host if request.client else ""))
            self._of_all.check("")
        except RefusedError:
            await PlainTextResponse(TOO_MANY_LOG_INS, 429, {"Retry-After": "60"})(scope, receive, send)
            return
        if scope["path"].endswith(_LOG_OUT):
            end_log_in(request.cookies)
        async with AsyncExitStack() as place:
            await place.enter_async_context(self._under_way)

            async def send_without_place(message: Message) -> None:
                # Who reads nothing, on a line that has an answer to take already, would keep it from all others.
                await place.aclose()
                await send(message)

            await self.app(scope, receive, send_without_place)


def end_log_in(cookies: Mapping[str, str]) -> None:
    """End the rights of all open pages of the browser with these cookies: each has read them once, when it was opened."""
    if not Runtime.exists():
        return
    runtime = Runtime.instance()
    pages = [
        page.session.id
        for page in runtime._session_mgr.list_active_sessions()
        if page.client.client_context and is_of_browser(page.client.client_context.cookies, cookies)
    ]
    for page in pages:
        runtime.clear_user_info_for_session(page)
    logging.getLogger(__name__).info("A log-out ended the rights of %d pages", len(pages))


def is_of_browser(page: Mapping[str, str], browser: Mapping[str, str]) -> bool:
    """Whether a page came with the cookies of a browser: those of its log-in, or, if there was another since, those that a browser keeps."""
    log_in, number = browser.get(USER_COOKIE_NAME, ""), _number_of(browser)
    return bool((log_in and page.get(USER_COOKIE_NAME) == log_in) or (number and _number_of(page) == number))


def _number_of(cookies: Mapping[str, str]) -> bytes | None:
    """The number against requests of other origins, the same in all pages of a browser; it is written differently each time."""
    written = cookies.get(XSRF_COOKIE_NAME, "")
    return decode_xsrf_token_string(written)[0] if len(written) <= LONGEST_WRITTEN_NUMBER else None
