"""Pages of one host, read politely: what robots.txt allows, one at a time, with a pause, and not again when told to wait."""

import time
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Thread
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
# Seconds for a whole page, and the longest pause: who drips it out, or asks for more, is left for the next run.
LONGEST_PAGE, LONGEST_PAUSE = 120, 600
_PIECE = 65_536
# After "too many requests" or "unavailable" one more attempt is made, if the host does not ask for a longer wait.
_LATER, _LONGEST_WAIT = (429, 503), 60
_NO_RULES = (404, 410)


class _SameHost(HTTPRedirectHandler):
    """Redirects within the host only: what robots.txt says of one host holds for no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        if _host(newurl) != _host(req.full_url):
            raise FetchError(f"it leads to another host, {_host(newurl)[1]}")
        # What stands beside a redirect is read to its end by what follows, however long it is.
        _read(fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class Fetcher:
    """Reads pages of the host of a source. `wait` sleeps; tests give another."""

    def __init__(self, address: str, pause: float, wait: Callable[[float], None] = time.sleep) -> None:
        self._host = _host(address)
        if self._host[0] not in ("http", "https"):
            raise FetchError("only http and https addresses can be read")
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
            robots, delay = RobotFileParser(), 0.0
            try:
                robots.parse(text_of(self._content(urljoin(self._root, "/robots.txt"))).splitlines())
                delay = float(robots.crawl_delay(AGENT) or 0)
            except _NoPageError:
                robots.parse([])
            except (EncodingError, ValueError, OverflowError) as problem:
                # Of numbers Python's reader takes some that are none.
                raise FetchError("robots.txt cannot be read") from problem
            if delay > LONGEST_PAUSE:
                raise FetchError(f"robots.txt asks for {delay:g} seconds between two pages")
            self._pause = max(self._pause, delay)
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
        try:
            return _in_time(lambda: self._answer(address))
        except HTTPError:
            raise
        except (URLError, HTTPException, OSError, ValueError) as problem:
            raise FetchError(f"it does not answer ({type(problem).__name__})") from problem

    def _answer(self, address: str) -> bytes:
        request = Request(address, headers={"User-Agent": _USER_AGENT})
        with self._opener.open(request, timeout=TIMEOUT) as answer:
            return _read(answer)


def _in_time(call: Callable[[], bytes]) -> bytes:
    """What the call gives or raises; FetchError if that takes too long: a host can drip out what comes before a page, too."""
    said: SimpleQueue[bytes | Exception] = SimpleQueue()

    def work() -> None:
        try:
            said.put(call())
        except Exception as problem:
            said.put(problem)

    Thread(target=work, daemon=True).start()
    try:
        content = said.get(timeout=LONGEST_PAGE + TIMEOUT)
    except Empty:
        raise FetchError(f"it takes more than {LONGEST_PAGE} seconds") from None
    if isinstance(content, Exception):
        raise content
    return content


def _read(answer: IO[bytes]) -> bytes:
    """The whole answer; FetchError if it is too large, or does not end."""
    end, content = time.monotonic() + LONGEST_PAGE, bytearray()
    while piece := answer.read1(_PIECE):  # type: ignore[attr-defined]
        content += piece
        if len(content) > LARGEST_PAGE:
            raise FetchError(f"it is larger than {LARGEST_PAGE // 1_000_000} MB")
        if time.monotonic() > end:
            raise FetchError(f"it takes more than {LONGEST_PAGE} seconds")
    return bytes(content)


class _NoPageError(FetchError):
    """There is no such page."""


def _error_of(answer: HTTPError) -> FetchError:
    return (_NoPageError if answer.code in _NO_RULES else FetchError)(f"the host answers {answer.code}")


def _seconds(headers: Mapping[str, str] | Message) -> float:
    """How long the host asks to wait; a moment if it does not say, for ever if it names a day."""
    value = str(headers.get("Retry-After") or "5")
    return float(value) if value.isdecimal() else float("inf")


def _host(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        raise FetchError("it has no valid address") from None
    return parts.scheme, parts.netloc.lower()
