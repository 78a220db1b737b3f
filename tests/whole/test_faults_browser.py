"""Faults of the line and of the server in a real browser: restarts, cut connections, two tabs, other readers, fast hands."""

import io
import os
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, WebSocket, expect

from components.pages import PAGES as ALL_PAGES
from tests.bench.measuring.server import Server
from tests.support.all_pages import messages_of_all_pages
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    app_server,
    go_to,
    open_page,
    wait_for_picture,
    wait_for_rest,
    wait_for_ties,
    wordings,
)
from tests.support.cast import write_cast
from tests.support.places.desk import Desk
from tests.support.places.relay import Relay
from tests.support.places.services import free_port

pytestmark = pytest.mark.browser

ADDED_TIE = "BLR-CHN|china_ladder|added"
GONE = "They ended with that session"
SECRET = "Geheim4711"
MINE = (
    "spell,dyad,tier,wording,start,status,sources,grade,note\n"
    f"{SECRET}-1,BLR-CHN,T2,{SECRET} wording,2022-09-15,in force,{SECRET}-s,reported,{SECRET} note\n"
)
SOURCES = f"source,publisher,family,title,reliability\n{SECRET}-s,{SECRET} Press,{SECRET},A page,C\n"
PAGES = tuple(page.title for page in ALL_PAGES.values() if page.section and page.path not in ("network", "edit"))


def add_tie(page: Page) -> None:
    """Add the reader's tie, and go back to the network."""
    go_to(page, "Add my data")
    page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("spells.csv", MINE)
        archive.writestr("sources.csv", SOURCES)
    file: FilePayload = {"name": "mine.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}
    page.set_input_files("input[type=file]", files=[file])
    page.get_by_role("button", name="Add my tie").click(timeout=PATIENCE)
    page.get_by_text("Your added rows").wait_for(timeout=PATIENCE)
    go_to(page, "Network")
    page.wait_for_function(f"{PICTURE}?.settled && new Map({PICTURE}.wordings()).has({ADDED_TIE!r})", timeout=PATIENCE)


def press(page: Page, name: str, *, delay: float = 0) -> None:
    """`delay` is how long the button is held, in milliseconds."""
    page.get_by_role("button", name=name, exact=True).click(delay=delay)


def step_back(page: Page) -> None:
    """Go one step back, and wait until the address has changed and the answer to it is drawn.

    A step that follows before the answer would be undone by it: Streamlit then writes the address of the earlier page.
    """
    before = page.url
    page.go_back(wait_until="commit")
    page.wait_for_function("(before) => location.href !== before", arg=before, timeout=PATIENCE)
    wait_for_rest(page)


@pytest.fixture
def place(desk: Desk) -> str:
    """The app on the tiny cast."""
    return desk.address


# The server and the line ---------------------------------------------------------------------------


def test_after_a_restart_the_page_shows_the_same_view_and_says_that_own_rows_are_gone(page: Page, folder: Path) -> None:
    port = free_port()
    with app_server(write_cast(folder), port=port) as address:
        open_page(page, f"{address}/?preset=focal")
        add_tie(page)
        press(page, "Partnership")
        page.wait_for_url("**layers=partnership**", timeout=PATIENCE)
        wait_for_ties(page, 4)
    with app_server(folder, port=port):
        # What the reader does first is answered by a session that knows the address alone.
        press(page, "Treaty")
        expect(page.get_by_text(GONE)).to_be_visible(timeout=2 * PATIENCE)
        expect(page.get_by_test_id("stMarkdown").get_by_text("3 of 6 ties shown")).to_be_attached()
        expect(page.get_by_text("included for this session")).to_have_count(0)
        page.wait_for_url(lambda link: "layers=partnership" in link and "added" not in link, timeout=PATIENCE)
        expect(page.locator(".aw-canvas canvas")).to_have_count(1)
        press(page, "Treaty")
        wait_for_ties(page, 5)
        assert ADDED_TIE not in wordings(page)


def test_a_line_that_was_cut_comes_back_to_the_same_session(page: Page, place: str) -> None:
    with closing(Relay(int(place.rsplit(":", 1)[1]))) as relay:
        open_page(page, f"http://127.0.0.1:{relay.port}/?preset=focal")
        add_tie(page)
        press(page, "Partnership")
        wait_for_ties(page, 4)
        for _ in range(2):
            relay.is_closed.set()
            relay.cut()
            expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0, timeout=PATIENCE)
            relay.is_closed.clear()
            press(page, "Treaty")
            page.wait_for_url("**treaty**", timeout=PATIENCE)
            wait_for_ties(page, 6)
            # The line asks once more when it is back; what is pressed before the answer may be undone by it.
            wait_for_rest(page)
            press(page, "Treaty")
            wait_for_ties(page, 4)
            # The picture is ahead of its answer. A line cut between the two loses the click: Streamlit asks again only for
            # a run that it knows to have begun.
            wait_for_rest(page)
        assert ADDED_TIE in wordings(page)
        expect(page.locator(".aw-canvas canvas")).to_have_count(1)
        expect(page.get_by_text("Your tie is included for this session")).to_be_visible()
        expect(page.get_by_text(GONE)).to_have_count(0)


def test_a_reload_ends_own_rows_and_says_so_until_the_view_changes(page: Page, place: str) -> None:
    open_page(page, f"{place}/?preset=focal")
    add_tie(page)
    page.wait_for_url("**added=yes**", timeout=PATIENCE)
    page.reload()
    wait_for_picture(page)
    expect(page.get_by_text(GONE)).to_be_visible(timeout=PATIENCE)
    assert ADDED_TIE not in wordings(page)
    page.wait_for_url(lambda link: "added" not in link, timeout=PATIENCE)
    press(page, "Treaty")
    expect(page.get_by_text(GONE)).to_have_count(0, timeout=PATIENCE)


# Other readers -------------------------------------------------------------------------------------


def test_two_tabs_of_one_browser_are_two_readers(page: Page, place: str) -> None:
    open_page(page, f"{place}/?preset=focal")
    other = open_page(page.context.new_page(), f"{place}/?preset=focal")
    add_tie(page)
    press(other, "Treaty")
    wait_for_ties(other, 2)
    assert ADDED_TIE not in wordings(other)
    press(page, "Partnership")
    wait_for_ties(page, 4)
    press(other, "Treaty")
    other.wait_for_url(lambda link: "layers" not in link, timeout=PATIENCE)
    # The picture is ahead of its answer.
    page.wait_for_url("**layers=partnership**", timeout=PATIENCE)
    expect(other.get_by_text("included for this session")).to_have_count(0)


def test_nothing_of_one_readers_rows_reaches_another_or_a_disk(browser: Browser, folder: Path, tmp_path: Path) -> None:
    log, rest = tmp_path / "log", tmp_path / "temporary"
    rest.mkdir()
    with app_server(write_cast(folder), log=log, TMPDIR=str(rest)) as address:
        mine, during = browser.new_context(bypass_csp=True), browser.new_context(bypass_csp=True)
        page = open_page(mine.new_page(), f"{address}/?preset=focal")
        add_tie(page)
        _taken(page, "PDF")
        assert SECRET in _read(_taken(page, "SVG"))
        assert _all_of(during.new_page(), address) == []
        assert SECRET.encode() not in messages_of_all_pages(Server(address, os.getpid()), "")
        assert _files_with_secret(folder, rest) == []
        page_of_mine = page.url.partition("?")[2]
        mine.close()
        during.close()
        assert SECRET.encode() not in messages_of_all_pages(Server(address, os.getpid()), page_of_mine)
    assert _files_with_secret(folder, rest, Path(tempfile.gettempdir()) / "allweather") == []
    assert SECRET not in log.read_text("utf-8", errors="replace")
    assert list(folder.glob(".kept/*.zip")), "the version that was shown is kept"


def _all_of(page: Page, address: str) -> list[str]:
    """Where the secret is met by a reader who takes every file of the figure (the records: `test_users.py`)."""
    met: list[str] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: met.append("a message") if SECRET in _read(frame) else None)

    page.on("websocket", hear)
    open_page(page, f"{address}/?preset=focal")
    for name in ("SVG", "PNG", "PDF", "PowerPoint", "Web page"):
        met += [name] if SECRET in _read(_taken(page, name)) else []
    met += [] if SECRET not in page.content() else ["the panel of the figure, or its pinned link"]
    met += ["the pack"] if SECRET in _read(_pack(page)) else []
    return met


def _taken(page: Page, name: str) -> bytes:
    """A file of the briefing figure."""
    if not page.get_by_role("tab", name="Briefing pack").count():
        page.get_by_role("button", name="Export").click()
    return _download(page, name)


def _pack(page: Page) -> bytes:
    page.get_by_role("tab", name="Briefing pack").click()
    page.get_by_role("button", name="Create pack").click(timeout=PATIENCE)
    return _download(page, "Download (")


def _download(page: Page, name: str) -> bytes:
    with page.expect_download(timeout=2 * PATIENCE) as waiting:
        page.get_by_role("button", name=name, exact=name != "Download (").click(timeout=PATIENCE)
    return waiting.value.path().read_bytes()


def _read(content: str | bytes) -> str:
    """All that stands in it, unpacked."""
    if isinstance(content, str):
        return content
    if not content.startswith(b"PK"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(_read(archive.read(name)) for name in archive.namelist())


def _files_with_secret(*folders: Path) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if SECRET in _read(path.read_bytes()) or SECRET in path.name]


# Fast hands ----------------------------------------------------------------------------------------


def test_twenty_clicks_in_two_seconds_end_in_the_state_of_the_last(page: Page, place: str) -> None:
    open_page(page, f"{place}/?preset=focal")
    for number in range(21):
        press(page, "Treaty" if number % 2 else "Partnership", delay=40)
    # Eleven clicks on one, ten on the other; a step of the day, which still meets a browser that is behind, loses none.
    page.get_by_role("button", name="Previous change").click()
    page.wait_for_url("**as_of=2022-09-15**", timeout=PATIENCE)
    wait_for_rest(page)
    assert "layers=partnership" in page.url
    assert "treaty" not in page.url
    wait_for_ties(page, 3)
    expect(page.locator("strong", has_text="3 of 6 ties shown")).to_be_visible()


def test_back_and_forward_go_through_the_views(page: Page, place: str) -> None:
    open_page(page, f"{place}/?preset=focal")
    everything = len(wordings(page))
    press(page, "Treaty")
    page.wait_for_url("**layers=treaty**", timeout=PATIENCE)
    wait_for_ties(page, 2)
    # The picture is drawn before its run has ended, which writes the link once more.
    wait_for_rest(page)
    go_to(page, "By rank")
    page.wait_for_url(lambda link: "ladder" in link and "layers=treaty" in link, timeout=PATIENCE)
    wait_for_rest(page)
    step_back(page)
    if "/ladder" in page.url:
        # If the browser is slow, the page is in its history also without a link, and keeps the view there.
        expect(page.get_by_test_id("stMarkdown").get_by_text("2 of 6 ties shown")).to_be_visible(timeout=PATIENCE)
        step_back(page)
    page.wait_for_url("**/?layers=treaty", timeout=PATIENCE)
    wait_for_ties(page, 2)
    step_back(page)
    page.wait_for_url(lambda link: "layers" not in link, timeout=PATIENCE)
    wait_for_ties(page, everything)
    wait_for_rest(page)
    page.go_forward()
    page.wait_for_url("**/?layers=treaty", timeout=PATIENCE)
    wait_for_ties(page, 2)


def test_a_reload_in_the_middle_of_a_run_shows_what_the_address_says(page: Page, place: str) -> None:
    open_page(page, f"{place}/?preset=focal")
    for wait in (0, 30, 120, 400):
        press(page, "Treaty")
        # Not a wait for something: it is when the reader reloads.
        page.wait_for_timeout(wait)
        page.reload()
        wait_for_picture(page)
        wait_for_rest(page)
        wait_for_ties(page, 2 if "layers=treaty" in page.url else 5)
        expect(page.locator(".aw-canvas canvas")).to_have_count(1)
