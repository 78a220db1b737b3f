"""A real server and a real Chromium for the tests that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root (a container) there is no sandbox; the rest keeps the browser itself from asking the network.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
PICTURE = "globalThis.allweather?.pictures?.get('network')"
COMPARED = "globalThis.allweather?.pictures?.get('compare')"
PATIENCE = 30_000


@contextmanager
def serving(records: Path | None = None, *, strict: bool = False) -> Iterator[str]:
    """The app as the README starts it, on a free port; `strict` as a department does. Yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    if strict:
        command = [sys.executable, "-m", "uvicorn", "components.server:app", "--port", str(port)]
    place = {"ALLWEATHER_RECORDS": str(records)} if records else {}
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up in 30 s")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; Playwright's own where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


def opened(page: Page, address: str, picture: str = PICTURE) -> Page:
    """Go there and wait for a picture at rest."""
    page.goto(address)
    drawn(page, picture)
    return page


def drawn(page: Page, picture: str = PICTURE) -> None:
    page.wait_for_function(f"{picture}?.settled && {picture}.revision > 0", timeout=PATIENCE)


def wordings(page: Page) -> dict[str, str]:
    """Tie -> the wording that the picture shows."""
    return dict(page.evaluate(f"{PICTURE}.wordings()"))


def wait_for_ties(page: Page, number: int) -> None:
    page.wait_for_function(f"{PICTURE}?.settled && {PICTURE}.shownTies() === {number}", timeout=PATIENCE)


def settled(page: Page) -> None:
    """Wait until the whole page is drawn: the last of the panel is there and the server has nothing under way."""
    expect(page.get_by_role("button", name="Add to story")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=PATIENCE)
    pictures = "[...(globalThis.allweather?.pictures?.values() ?? [])]"
    page.wait_for_function(f"{pictures}.every((one) => one.settled && one.revision > 0)", timeout=PATIENCE)
