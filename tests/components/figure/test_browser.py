"""The briefing figure in a real Chromium: clipboard, pack, the pinned link, and the web page that leaves the page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import html_bytes
from data.base.version import VERSION
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.browser import PATIENCE, open_page, visit
from tests.support.cast import FOCAL_ACTORS, VISIT_IN_BEIJING
from tests.support.places.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def trusted(fresh_page: Page, address: str) -> Page:
    """A page that may write to the clipboard, with the desk of the figure open."""
    fresh_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(fresh_page, f"{address}/?preset=focal")
    fresh_page.get_by_role("button", name="Export").click()
    return fresh_page


def test_the_picture_and_its_citation_go_to_the_clipboard(trusted: Page) -> None:
    trusted.get_by_role("button", name="Copy picture").click(timeout=PATIENCE)
    expect(trusted.get_by_text("Picture copied.")).to_be_visible(timeout=PATIENCE)
    size = trusted.evaluate(
        "navigator.clipboard.read().then((items) => items[0].getType('image/png')).then((picture) => picture.size)"
    )
    assert size > 100_000
    trusted.get_by_role("button", name="Copy citation").click()
    expect(trusted.get_by_text("Citation copied.")).to_be_visible(timeout=PATIENCE)
    said = trusted.evaluate("navigator.clipboard.readText()")
    assert said.startswith(f"Allweather {VERSION}, “Ties among Belarus, China, Pakistan and Russia, 1 March 2023”")
    assert "?pin=" in said


@pytest.mark.one_reader
def test_a_pack_is_made_and_taken(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("tab", name="Briefing pack").click(timeout=PATIENCE)
    page.get_by_role("button", name="Create pack").click(timeout=PATIENCE)
    take = page.get_by_role("button", name="Download (")
    expect(take).to_be_visible(timeout=3 * PATIENCE)
    with page.expect_download(timeout=PATIENCE) as waiting:
        take.click()
    assert waiting.value.suggested_filename == "allweather-briefing-2023-03-01.pptx"
    assert waiting.value.path().stat().st_size > 50_000


@pytest.mark.one_reader
def test_an_option_draws_the_preview_again_and_the_file_has_it(page: Page, address: str) -> None:
    visit(page, f"{address}/claims?preset=focal")
    page.get_by_role("button", name="Export").click(timeout=PATIENCE)
    preview = page.get_by_role("img", name="Preview: ")
    before = preview.get_attribute("src", timeout=PATIENCE)
    page.get_by_text("With sources", exact=True).click()
    expect(page.get_by_text("one page of notes follows")).to_be_visible(timeout=PATIENCE)
    assert preview.get_attribute("src") != before
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="SVG", exact=True).click(timeout=PATIENCE)
    assert waiting.value.suggested_filename == "allweather-claim-2023-03-01.svg"
    assert "Notes and sources" in waiting.value.path().read_text("utf-8")


def test_a_pinned_link_shows_the_same_or_what_changed_then_and_now(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/?preset=focal")
    page.get_by_role("button", name="Export").click(timeout=PATIENCE)
    link = page.get_by_test_id("stCode").filter(has_text="pin=").inner_text(timeout=PATIENCE).strip()
    page.goto(link)
    expect(page.get_by_text("They have not changed since")).to_be_visible(timeout=PATIENCE)
    assert "pin=" in page.url
    (place,) = (path for path in (desk.records / "spells").glob("*.csv") if "pak-1," in path.read_text("utf-8"))
    lines = place.read_text("utf-8").splitlines(keepends=True)
    changed = (line.replace("confirmed", "reported") if line.startswith("pak-1,") else line for line in lines)
    place.write_text("".join(changed), "utf-8")
    page.goto(link)
    expect(page.get_by_text("1 record in view has changed since")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Compare then and now").click()
    expect(page.get_by_text("reported (pak-1)")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-testid=stImage] img")).to_have_count(2, timeout=PATIENCE)
    page.get_by_role("button", name="Close").click()
    page.wait_for_url(lambda url: "pin=" not in url, timeout=PATIENCE)


def test_the_web_page_works_alone_and_asks_nobody(page: Page, curated_ties: Ties, tmp_path: Path) -> None:
    view = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True)
    place = tmp_path / "figure.html"
    place.write_bytes(
        html_bytes(FIGURE_KINDS["network"].figure_of(select(curated_ties, view), FigureOptions()), "slide", "light")
    )
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(place.as_uri())
    page.locator("circle[data-actor=BLR]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Belarus: notes 3, ")
    page.get_by_label("Find a country or organisation").fill("pak")
    expect(page.get_by_role("status")).to_contain_text("Pakistan: notes 2")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_be_empty()
    assert asked == [place.as_uri()]
    assert faults == []


@pytest.mark.one_reader
def test_the_briefing_figure_is_given_away_in_every_format(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    page.get_by_role("button", name="Export").click()
    kinds = (
        ("SVG", "svg", b"<svg"),
        ("PNG", "png", b"\x89PNG"),
        ("PDF", "pdf", b"%PDF"),
        ("Web page", "html", b"<!doctype"),
        ("PowerPoint", "pptx", b"PK"),
    )
    for name, ending, begins in kinds:
        with page.expect_download(timeout=PATIENCE) as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"allweather-network-2023-03-01.{ending}"
        assert waiting.value.path().read_bytes().startswith(begins)
    expect(page.get_by_text(re.compile("Network: 19 of [0-9]+ ties shown")).first).to_be_attached()
