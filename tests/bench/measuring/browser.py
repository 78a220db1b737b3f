"""Chromium, one page of it, and what travels to that page."""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf, nan
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from tests.support.places.services import HOST

BENCH = Path(__file__).parents[1]
WINDOW = {"width": 1280, "height": 800}
# No host but our own can be reached: a page that needs another one shows it.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)
# How long an answer may take when the page is busy at the limit.
PATIENCE = 30.0
LAST_BYTES = 200

Spots = dict[str, tuple[float, float]]


@contextmanager
def chromium(executable: str | None) -> Iterator[Browser]:
    """The given Chromium, the system's, or else Playwright's own."""
    found = executable or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Work:
    """The processor time of all of the browser's processes."""

    def __init__(self, browser: Browser) -> None:
        self._session = browser.new_browser_cdp_session()

    def seconds(self) -> float:
        processes = self._session.send("SystemInfo.getProcessInfo")["processInfo"]
        return float(sum(process["cpuTime"] for process in processes))


class Wire:
    """Counts the bytes of web sockets and http between the page and its server."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = 0.0
        self.other_hosts: set[str] = set()
        self._sent_for: set[str] = set()
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme not in ("http", "https"):
            return
        self._sent_for.add(event["requestId"])
        if address.hostname != HOST:
            self.other_hosts.add(address.hostname or "")

    def _loaded(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._sent_for:
            self.bytes += event["encodedDataLength"]

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        payload = frame["payloadData"]
        self.bytes += len(payload.encode()) if frame["opcode"] == 1 else len(base64.b64decode(payload))


@dataclass(frozen=True)
class Rest:
    """The picture at rest, or as it was when the limit was reached (then `took` is infinite).

    Times in seconds; `screen` and `world` are where the actors are, in pixels of the canvas and of the picture
    before zoom. `first` is when it was first seen, moving or not.
    """

    first: float
    took: float
    longest_task: float
    ties: int
    screen: Spots
    world: Spots


NOTHING = Rest(inf, inf, nan, 0, {}, {})


@dataclass(frozen=True)
class Visit:
    """A reader's first visit: nothing is cached."""

    page: Page
    wire: Wire
    work: Work
    limit: float

    def open(self, address: str) -> Rest:
        self.page.goto(address, wait_until="commit", timeout=self.limit * 1000)
        return self.rest()

    def reload(self) -> Rest:
        """The page again, by a browser that has its files."""
        self.page.reload(wait_until="commit", timeout=self.limit * 1000)
        return self.rest()

    def press(self, name: str) -> Rest:
        """Press the button in the sidebar and wait until another number of ties is drawn and at rest."""
        try:
            spot = self._ask(f"bench.button({json.dumps(name)})", self.limit)
        except TooLong:
            return NOTHING
        # Not Playwright's own click: it asks the page so often that a busy page is never clicked.
        self.page.mouse.click(*spot)
        return self.rest()

    def rest(self) -> Rest:
        # While the page is busy the question waits in the page; the limit is kept outside of it.
        with suppress(TooLong):
            self._ask("globalThis.bench?.stable", self.limit)
        try:
            told = self._ask("bench.result()", PATIENCE)
        except TooLong:
            return NOTHING
        # What the server sends after the picture belongs to it too, not to the next click.
        with suppress(TooLong):
            self._ask("bench.idle()", PATIENCE)
        self.page.wait_for_timeout(LAST_BYTES)
        return Rest(
            self._within(told["first"]),
            self._within(told["took"]),
            told["longest"] / 1000,
            told["ties"],
            told["screen"],
            told["world"],
        )

    def _within(self, milliseconds: float | None) -> float:
        return inf if milliseconds is None or milliseconds > self.limit * 1000 else milliseconds / 1000

    def play(self, seconds: float) -> float:
        """Frames a second while time is played."""
        told = self.page.evaluate("(milliseconds) => probe.play(milliseconds)", seconds * 1000)
        return float(told["frames"] / told["seconds"]) if told["seconds"] else 0.0

    def _ask(self, question: str, seconds: float) -> Any:
        answer = self.page.wait_for_function(f"() => {question}", polling=100, timeout=seconds * 1000)
        return answer.json_value()


@contextmanager
def visit(browser: Browser, probe: str, limit: float) -> Iterator[Visit]:
    """A page of its own context, watched from its first script on."""
    context = browser.new_context(viewport={"width": WINDOW["width"], "height": WINDOW["height"]})
    try:
        page = context.new_page()
        for script in (probe, "watch.js"):
            page.add_init_script(path=BENCH / "probes" / script)
        yield Visit(page, Wire(context.new_cdp_session(page)), Work(browser), limit)
    finally:
        context.close()
