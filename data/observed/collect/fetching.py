"""Pages of one host, read politely: what robots.txt allows, one at a time, with a pause, and not again when told to wait."""

import time
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener
from urllib.robotparser import RobotFileParser

from data.base.text_encodings import EncodingError, text_of
from data.base.version import VERSION
from data.observed.collect.adapter import FetchError

AGENT = "allweather-collect"
_USER_AGENT = f"{AGENT}/{VERSION}"
LARGEST_PAGE, TIMEOUT = 5_000_000, 20
# After "too many requests" or "unavailable" one more attempt is made, if the host does not ask for a longer wait.
_LATER, _LONGEST_WAIT = (429, 503), 60
_NO_RULES = (404, 410)


class _SameHost(HTTPRedirectHandler):
    """Redirects within the host only: what robots.txt says of one host holds for no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        if _host(newurl) != _host(req.full_url):
            raise FetchError(f"it leads to another host, {urlsplit(newurl).hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class Fetcher:
    """Reads pages of the host of a source. `wait` sleeps; tests give another."""

    def __init__(self, address: str, pause: float, wait: Callable[[float], None] = time.sleep) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise FetchError("only http and https addresses can be read")
        self._host = _host(address)
        self._root = address
        self._pause, self._wait = pause, wait
        self._opener: OpenerDirector = build_opener(_SameHost())
        self._robots: RobotFileParser | None = None
        self._is_first = True

    def text(self, address: str) -> str:
        """The text of a page. Raises FetchError."""
        if _host(address) != self._host:
            raise FetchError("it is on another host")
        if not self._rules().can_fetch(AGENT, address):
            raise FetchError("robots.txt does not allow it")
        try:
            return text_of(self._content(address))
        except EncodingError as problem:
            raise FetchError(f"it is not a text ({problem})") from problem

    def _rules(self) -> RobotFileParser:
        """The rules of the host; none if it has no robots.txt. If they cannot be read, nothing is."""
        if self._robots is None:
            robots = RobotFileParser()
            try:
                robots.parse(text_of(self._content(urljoin(self._root, "/robots.txt"))).splitlines())
            except _NoPageError:
                robots.parse([])
            except EncodingError as problem:
                raise FetchError("robots.txt cannot be read") from problem
            delay = robots.crawl_delay(AGENT)
            self._pause = max(self._pause, float(delay or 0))
            self._robots = robots
        return self._robots

    def _content(self, address: str) -> bytes:
        try:
            return self._attempt(address)
        except HTTPError as answer:
            seconds = _seconds(answer.headers)
            if answer.code not in _LATER or seconds > _LONGEST_WAIT:
                raise _error_of(answer) from answer
            self._wait(seconds)
        try:
            return self._attempt(address)
        except HTTPError as answer:
            raise _error_of(answer) from answer

    def _attempt(self, address: str) -> bytes:
        if not self._is_first:
            self._wait(self._pause)
        self._is_first = False
        request = Request(address, headers={"User-Agent": _USER_AGENT})
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                content: bytes = answer.read(LARGEST_PAGE + 1)
        except HTTPError:
            raise
        except (URLError, HTTPException, OSError, ValueError) as problem:
            raise FetchError(f"it does not answer ({type(problem).__name__})") from problem
        if len(content) > LARGEST_PAGE:
            raise FetchError(f"it is larger than {LARGEST_PAGE // 1_000_000} MB")
        return content


class _NoPageError(FetchError):
    """There is no such page."""


def _error_of(answer: HTTPError) -> FetchError:
    return (_NoPageError if answer.code in _NO_RULES else FetchError)(f"the host answers {answer.code}")


def _seconds(headers: Mapping[str, str] | Message) -> float:
    """How long the host asks to wait; a moment if it does not say, for ever if it names a day."""
    value = str(headers.get("Retry-After") or "5")
    return float(value) if value.isdigit() else float("inf")


def _host(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
