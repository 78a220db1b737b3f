"""A real server and a real Chromium for the tests that need them."""

import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from components.pages import PAGES
from tests.support.places.services import end_process, end_with_parent, free_port
from tests.support.running.programs import BROWSERS, ROOT, program_path

# As root (a container) there is no sandbox. The browser itself asks nothing of the network, and letters are as wide as
# on a reader's screen: without a screen they would be rounded to whole pixels.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"),
    "--font-render-hinting=none",
)
PICTURE = "globalThis.allweather?.pictures?.get('network')"
COMPARED = "globalThis.allweather?.pictures?.get('compare')"
# A busy machine is slow; a wait ends as soon as it can.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE / 2)
# The frontend says at the root of the page whether it is connected and whether a run is under way. Of what it has sent it
# says nothing until the server begins to answer, which a busy one does late: we listen to its line.
_WATCH = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const watch = (globalThis.restWatch ??= {});
  watch.since = performance.now();
  if (!watch.lines) {
    watch.lines = new WeakSet();
    watch.isAnswered = true;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (...parts) {
      if (!watch.lines.has(this)) this.addEventListener("message", () => {
        watch.isAnswered = true;
        // That a run is under way is said at the root of the page some time after the message that says so.
        watch.since = performance.now();
      });
      watch.lines.add(this);
      watch.isAnswered = false;
      return send.apply(this, parts);
    };
  }
  if (watch.app === app) return;
  watch.app = app;
  new MutationObserver(() => { watch.since = performance.now(); }).observe(app, {attributes: true});
  // What a run sent is drawn a moment after it has ended.
  new MutationObserver(() => { watch.since = performance.now(); }).observe(app, {childList: true, subtree: true});
}"""
# It is asked once a frame: a busy machine draws few in a quarter of a second, and what is to come has had no turn yet.
_AT_REST = """() => {
  const watch = globalThis.restWatch, {app, since, isAnswered} = watch, {testScriptState, testConnectionState} = app.dataset;
  watch.frames = watch.lastSince === since ? watch.frames + 1 : 0;
  watch.lastSince = since;
  const moves = document.getAnimations().some((one) =>
    one.playState === "running" && one.effect.getComputedTiming().iterations !== Infinity);
  return isAnswered && testScriptState === "notRunning" && testConnectionState === "CONNECTED" && !moves
    && document.fonts.status === "loaded" && performance.now() - since > 250 && watch.frames > 10;
}"""


_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
}"""


@contextmanager
def app_server(
    records: Path | str | None = None,
    *,
    strict: bool = False,
    port: int = 0,
    log: Path | None = None,
    **settings: str,
) -> Iterator[str]:
    """The app as the README starts it, on a free port or the one given; `strict` as a department does. Yields its address.

    `log` gets all that the server prints, `settings` are variables of its environment.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    if strict:
        command = [sys.executable, "-m", "uvicorn", "components.server:app", "--port", str(port)]
    source = {"ALLWEATHER_RECORDS": str(records)} if records else {}
    with (log or Path(os.devnull)).open("ab") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **source, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(address, server)
        yield address
    finally:
        end_process(server)


def wait_until_up(address: str, server: "subprocess.Popen[bytes]", trust: ssl.SSLContext | None = None) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1, context=trust) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start in time")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window; Playwright's own where there is none."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program_path(*BROWSERS), args=list(ARGUMENTS))
        yield browser
        browser.close()


def open_page(page: Page, address: str, picture: str = PICTURE) -> Page:
    """Go there and wait for a picture, and for a page whose parts no longer move: a click in between would miss."""
    page.goto(address)
    wait_for_picture(page, picture)
    wait_for_rest(page)
    return page


def go_to(page: Page, title: str) -> None:
    """Go to a page by the menu, whose sections open on a click."""
    section = next(one.section for one in PAGES.values() if one.title == title)
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click(timeout=PATIENCE)
    page.get_by_role("menuitem", name=title, exact=True).click(timeout=PATIENCE)


def turn_to(page: Page, link: str) -> None:
    """Go to an address within the session, as Back and Forward do, once its site is open: a page load takes seconds."""
    if urlsplit(page.url)[:2] != urlsplit(link)[:2]:
        page.goto(link)
        return
    page.evaluate(
        "link => { history.pushState({}, '', link); dispatchEvent(new PopStateEvent('popstate', {state: {}})); }", link
    )


def visit(page: Page, link: str) -> None:
    """Turn to a link, and wait until its page is drawn; the keys begin at its top, as on a page that was just loaded."""
    turn_to(page, link)
    wait_for_page(page)
    page.evaluate(_TOP)


def wait_for_picture(page: Page, picture: str = PICTURE) -> None:
    page.wait_for_function(f"{picture}?.settled && {picture}.revision > 0", timeout=PATIENCE)


def wordings(page: Page) -> dict[str, str]:
    """Tie -> the wording that the picture shows."""
    return dict(page.evaluate(f"{PICTURE}.wordings()"))


def wait_for_ties(page: Page, number: int) -> None:
    page.wait_for_function(f"{PICTURE}?.settled && {PICTURE}.shownTies() === {number}", timeout=PATIENCE)


def wait_for_page(page: Page) -> None:
    """Wait until the whole page is drawn: the head, which comes after it, is there, all is at rest, the pictures are settled."""
    expect(page.get_by_role("combobox", name="Search", exact=True)).to_be_visible(timeout=PATIENCE)
    # Before the page is at rest, the pictures may be those of the page before.
    wait_for_rest(page)
    pictures = "[...(globalThis.allweather?.pictures?.values() ?? [])]"
    page.wait_for_function(f"{pictures}.every((one) => one.settled && one.revision > 0)", timeout=PATIENCE)


def wait_for_rest(page: Page) -> None:
    """Wait until the page is connected, no run was under way and nothing was drawn for a moment, and nothing moves (but what never ends)."""
    page.evaluate(_WATCH)
    page.wait_for_function(_AT_REST, timeout=PATIENCE)


def wait_for_frame(page: Page) -> None:
    """Wait until the browser has drawn what the last key or click changed."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
