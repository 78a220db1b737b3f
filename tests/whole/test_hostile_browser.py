"""Records, links and file names full of scripts, markup and formulas, in a real Chromium: all of it stays text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, Request, expect

from components.pages import PAGES, page_at
from data.links.page_links import HOME
from data.links.pins import PARAMETER
from data.view.fields.codecs import NoteText, Text
from data.view.view import FIELDS
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    app_server,
    open_page,
    turn_to,
    wait_for_frame,
    wait_for_picture,
    wait_for_rest,
)
from tests.support.inputs.anything import FILE_NAMES, FORMULAS, MARKUP, write_hostile

pytestmark = pytest.mark.browser

ALL = {"as_of": "2023-03-01", "preset": "everything"}
# Nothing of the page itself looks like these: each would be a text of the records, a link or a name that became more.
MADE_OF_TEXT = (
    "img[src='x']",
    "a[href^='javascript' i]",
    "[onerror], [onload], [onfocus], [autofocus]",
    "iframe[srcdoc]",
    "img[src*='example.com']",
    ".katex",
    "[data-testid=stException]",
)
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
SHOWN = "texts => texts.some(text => document.querySelector('[data-testid=stApp]').textContent.includes(text))"


@dataclass
class Watched:
    """A page, and whatever it did that no text may make it do."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, name: str, **query: str) -> None:
        self.page.goto(f"{self.address}/{name}?{urlencode(query)}")
        self.page.wait_for_selector(DONE, timeout=PATIENCE)

    def turn_to(self, name: str, **query: str) -> None:
        """The same within the session, once the site is open."""
        turn_to(self.page, f"{self.address}/{name}?{urlencode(query)}")
        # The title comes with the run of the page; the home page has no link of its own.
        title = page_at("" if name == HOME else name, query).title
        expect(self.page).to_have_title(f"{title} · Allweather")
        self.page.wait_for_selector(DONE, timeout=PATIENCE)

    def dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def request(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme not in ("data", "blob", "file") and place.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"asked {request.url}")

    def check(self) -> None:
        """No script ran, nothing was made of a text, nothing broke, nobody else was asked."""
        assert self.page.evaluate("globalThis.pwned") is None
        found = [made for made in MADE_OF_TEXT if self.page.locator(made).count()]
        assert (found, self.faults) == ([], [])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, every_page: str) -> Iterator[str]:
    with app_server(
        write_hostile(tmp_path_factory.mktemp("hostile") / "records"), ALLWEATHER_SETTINGS=every_page
    ) as address:
        yield address


@pytest.fixture(scope="module")
def watched(browser: Browser, hostile: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    found = Watched(context.new_page(), hostile)
    found.page.on("dialog", found.dialog)
    found.page.on("request", found.request)
    found.page.on("pageerror", lambda problem: found.faults.append(f"error: {problem}"))
    yield found
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_texts_of_the_records_stay_texts_on_every_page(watched: Watched, name: str) -> None:
    watched.turn_to(name, **ALL, focus="BLR-CHN", ladder="other", withdrawn="s2", record="blr-2", q="pwned")
    expect(watched.page.locator("[data-testid=stMain] [data-testid=stElementContainer]").first).to_be_attached()
    watched.check()
    # Of the records, the page about Allweather says only how many there are, and how far their sources were read.
    if name == "about":
        expect(watched.page.locator(".aw-about")).to_contain_text("Allweather shows", timeout=PATIENCE)
    # Nothing is new in records of which one version is stored; test_digest.py has what is. They have no series of deeds.
    elif name not in ("own", "story", "news", "deeds"):
        # Shown as they are written. A table is drawn on a canvas; its texts stand behind it, for screen readers.
        watched.page.wait_for_function(SHOWN, arg=[*MARKUP, *FORMULAS], timeout=PATIENCE)


def test_what_a_click_and_a_hover_bring_is_text(watched: Watched) -> None:
    page = watched.page
    open_page(page, f"{watched.address}/?{urlencode(ALL)}")
    spots = page.evaluate(f"{PICTURE}.screen()")
    box = page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x, y), (x1, y1) = spots["CHN"], spots["RUS"]
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_url("**focus=CHN**", timeout=PATIENCE)
    watched.check()
    between = box["x"] + x + (x1 - x) * 0.4, box["y"] + y + (y1 - y) * 0.4
    page.mouse.move(*between)
    expect(page.locator(".aw-tip")).to_be_visible(timeout=PATIENCE)
    watched.check()
    page.mouse.click(*between)
    page.wait_for_url("**focus=CHN-RUS**", timeout=PATIENCE)
    watched.check()


def test_every_record_and_row_of_the_records_page_is_text(watched: Watched) -> None:
    for table, record in (
        ("sources", "s1"),
        ("spells", "blr-2"),
        ("actors", "BLR"),
        ("contacts", "c2"),
        ("tiers", "T1"),
    ):
        watched.go("records", **ALL, table=table, record=record)
        watched.check()
    # Folded, as long as nobody opens it; the cells of this table are Markdown.
    watched.page.get_by_text("How well the spells are supported").click()
    support = watched.page.get_by_role("group").filter(has_text="How well the spells are supported")
    expect(support.get_by_test_id("stTable")).to_contain_text("$x^2$", timeout=PATIENCE)
    watched.check()


def test_the_exported_figure_is_text_where_a_browser_opens_it(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    open_page(page, f"{watched.address}/?{urlencode(ALL)}")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("textbox", name="Title").fill(MARKUP[0])
    page.keyboard.press("Enter")
    wait_for_rest(page)
    for name, ending in (("SVG", "svg"), ("Web page", "html")):
        with page.expect_download(timeout=PATIENCE) as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        waiting.value.save_as(tmp_path / f"figure.{ending}")
    watched.check()
    for ending in ("svg", "html"):
        page.goto((tmp_path / f"figure.{ending}").as_uri())
        wait_for_frame(page)
        watched.check()


# All together no longer than the 64 kB that a server reads of an address.
@pytest.mark.parametrize("text", [MARKUP[0], "\0\u202e", "x" * 1_000])
def test_a_hostile_link_is_told_part_by_part_and_the_page_lives_on(watched: Watched, text: str) -> None:
    watched.go("network", **dict.fromkeys((*FIELDS, "preset", PARAMETER), text))
    wait_for_picture(watched.page)
    # The picture leaves first, what is said of the link after it.
    expect(watched.page.get_by_test_id("stAlert").first).to_be_visible(timeout=PATIENCE)
    wait_for_rest(watched.page)
    said = " ".join(watched.page.get_by_test_id("stAlert").all_inner_texts())
    # A text to search for may be anything that can be printed; a note also loses what cannot.
    codecs = (*((Text,) if text == MARKUP[0] else ()), *((NoteText,) if len(text) <= NoteText.longest else ()))
    free = [name for name, field in FIELDS.items() if isinstance(field.codec, codecs)]
    asked = (*FIELDS, "preset", PARAMETER)
    named = [name for name in asked if f"“{name}” was ignored" in said]
    # The first are named, the others counted.
    counted = re.search(r"(\d+) more parts", said)
    assert counted
    assert len(named) + int(counted[1]) == len(asked) - len(free)
    assert not set(named) & set(free)
    watched.check()


@pytest.mark.parametrize(
    ("page", "part"), [("claims", "claim"), ("story", "story"), ("records", "record"), ("compare", "against")]
)
def test_a_hostile_part_of_a_page_is_told_on_it(watched: Watched, page: str, part: str) -> None:
    watched.go(page, **{part: MARKUP[1]})
    expect(watched.page.get_by_test_id("stAlert").first).to_be_visible(timeout=PATIENCE)
    watched.check()


def test_hostile_names_of_files_are_shown_as_they_are(watched: Watched) -> None:
    watched.go("own")
    names = [name for name in FILE_NAMES if name.endswith(".csv") and "\0" not in name]
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/csv", "buffer": b"apple,pear\n1,2\n"} for name in names
    ]
    watched.page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    watched.page.set_input_files("input[type=file]", files=files)
    expect(watched.page.get_by_text("nothing was loaded")).to_be_visible(timeout=PATIENCE)
    watched.check()
