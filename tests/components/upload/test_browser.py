"""An added tie in a real browser: uploaded, drawn and marked, gone with one click."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.support.browser import PATIENCE, PICTURE, go_to, open_page, wait_for_picture, wait_for_rest, wordings
from tests.support.inputs.known_files import cow_by_dyad, gephi_tables

pytestmark = pytest.mark.browser

MINE = "Country A;Country B;Level;From;Status;Confidence\nБЕЛАРУСЬ;白俄罗斯;x;2022;in force;recalled\n"
GOOD = (
    "Country A;Country B;Level;From;Status;Confidence\n"
    "БЕЛАРУСЬ;中国;comprehensive strategic partnership;15.09.2022;In Force;Recalled\n"
)
ADDED_TIE = "BLR-CHN|china_ladder|added"


def payload(name: str, content: str | bytes) -> FilePayload:
    buffer = content if isinstance(content, bytes) else content.encode()
    return {"name": name, "mimeType": "text/csv", "buffer": buffer}


def drop(page: Page, name: str, text: str) -> None:
    page.set_input_files("input[type=file]", files=[payload(name, text)])


def test_an_added_tie_is_drawn_marked_and_removed(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=focal")
    go_to(page, "Add my data")
    page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    drop(page, "bad.csv", MINE)
    page.get_by_text("nothing was loaded").wait_for(timeout=PATIENCE)
    page.get_by_label("Remove bad.csv").first.click()
    page.get_by_text("nothing was loaded").wait_for(state="detached", timeout=PATIENCE)

    drop(page, "mine.csv", GOOD)
    page.get_by_role("button", name="Add my tie").click(timeout=PATIENCE)
    page.get_by_text("Your added rows").wait_for(timeout=PATIENCE)
    go_to(page, "Network")
    wait_for_picture(page)
    assert wordings(page)[ADDED_TIE] == "comprehensive strategic partnership (added)"
    assert wordings(page)["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    assert "Added by you · 1" in page.locator(".aw-legend").inner_text()
    assert "own" not in page.url

    page.get_by_role("button", name="Remove", exact=True).click()
    page.wait_for_function(f"{PICTURE}?.settled && !new Map({PICTURE}.wordings()).has({ADDED_TIE!r})", timeout=PATIENCE)
    assert page.get_by_text("included for this session").count() == 0


def test_another_browser_sees_nothing_of_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=focal")
    assert ADDED_TIE not in wordings(page)


def test_a_guess_is_refused_and_accepted_again_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/own?preset=focal")
    page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    drop(page, "mine.csv", GOOD.replace(";", ","))
    lay = page.get_by_role("button", name="Add my tie")
    lay.focus(timeout=PATIENCE)
    while page.evaluate("document.activeElement.tagName") != "CANVAS":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_text("1 refused")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("nothing was loaded")).to_be_visible()
    expect(lay).to_have_count(0)
    page.keyboard.press("Space")
    expect(lay).to_be_visible(timeout=PATIENCE)


def test_well_known_files_are_in_the_picture_after_two_clicks_each(page: Page, address: str) -> None:
    nodes, edges = gephi_tables(60, 150)
    page.goto(f"{address}/own?preset=focal")
    # The alliances of states that are no more wait. The others, and files of their whole size, are read in tests/data/upload.
    for files, label in (
        ({"alliance_v4.1_by_dyad.csv": cow_by_dyad(300)}, "treaty with a duty of defence"),
        ({"nodes.csv": nodes, "edges.csv": edges}, "Tie"),
    ):
        page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
        # The box of the page before may still be there, or this one be drawn once more: a file dropped then is lost.
        wait_for_rest(page)
        page.set_input_files("input[type=file]", files=[payload(name, content) for name, content in files.items()])
        add = page.get_by_role("button", name=re.compile(r"Add [\d,]+ ties"))
        number = int(re.sub(r"\D", "", add.inner_text(timeout=PATIENCE).split(" ties")[0]))
        add.click()
        page.get_by_role("button", name="Show my ties").click(timeout=PATIENCE)
        expect(page.get_by_text(f"Your {number:,} ties are included")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("button", name="Only your ties")).to_be_visible(timeout=PATIENCE)
        shown = f"[...({PICTURE}?.wordings() ?? [])].map(([, wording]) => wording)"
        added = f"{shown}.length && {shown}.every((one) => one.endsWith('(added)'))"
        page.wait_for_function(f"{added} && {shown}.some((one) => one.startsWith({label!r}))", timeout=PATIENCE)
        go_to(page, "Add my data")
