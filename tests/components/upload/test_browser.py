"""An added tie in a real browser: uploaded, drawn and marked, gone with one click."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.support.browser import PATIENCE, PICTURE, open_page, wait_for_picture, wordings

pytestmark = pytest.mark.browser

MINE = "Country A;Country B;Level;From;Status;Confidence\nБЕЛАРУСЬ;白俄罗斯;x;2022;in force;recalled\n"
GOOD = (
    "Country A;Country B;Level;From;Status;Confidence\n"
    "БЕЛАРУСЬ;中国;comprehensive strategic partnership;15.09.2022;In Force;Recalled\n"
)
ADDED_TIE = "BLR-CHN|china_ladder|added"


def drop(page: Page, name: str, text: str) -> None:
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("input[type=file]", files=[file])


def test_an_added_tie_is_drawn_marked_and_removed(page: Page, address: str) -> None:
    open_page(page, address)
    page.get_by_role("link", name="Your records").click()
    page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    drop(page, "bad.csv", MINE)
    page.get_by_text("nothing was loaded").wait_for(timeout=PATIENCE)
    page.get_by_label("Remove bad.csv").first.click()
    page.get_by_text("nothing was loaded").wait_for(state="detached", timeout=PATIENCE)

    drop(page, "mine.csv", GOOD)
    page.get_by_role("button", name="Add my tie").click(timeout=PATIENCE)
    page.get_by_text("Your added rows").wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Network", exact=True).click()
    wait_for_picture(page)
    assert wordings(page)[ADDED_TIE] == "comprehensive strategic partnership (added)"
    assert wordings(page)["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    assert "Added by you · 1" in page.locator(".aw-legend").inner_text()
    assert "own" not in page.url

    page.get_by_role("button", name="Remove", exact=True).click()
    page.wait_for_function(f"{PICTURE}?.settled && !new Map({PICTURE}.wordings()).has({ADDED_TIE!r})", timeout=PATIENCE)
    assert page.get_by_text("included for this session").count() == 0


def test_another_browser_sees_nothing_of_it(page: Page, address: str) -> None:
    open_page(page, address)
    assert ADDED_TIE not in wordings(page)


def test_a_guess_is_refused_and_accepted_again_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/own")
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


COW = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
    "dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,asymmetric,entente,version\n"
    "190,2,United States of America,20,Canada,4,4,1949,,,,0,1,1,0,0,0,1,4.1\n"
    "3,240,Hanover,245,Bavaria,1,1,1838,15,3,1848,0,0,1,0,1,0,1,4.1\n"
)


def test_alliances_of_cow_are_in_the_picture_after_two_clicks(page: Page, address: str) -> None:
    page.goto(f"{address}/own")
    page.wait_for_selector("input[type=file]", state="attached", timeout=PATIENCE)
    drop(page, "alliances.csv", COW)
    page.get_by_role("button", name="Add my tie, 1 left out").click(timeout=PATIENCE)
    page.get_by_role("button", name="Show my ties").click(timeout=PATIENCE)
    wait_for_picture(page)
    assert list(wordings(page).values()) == ["treaty with a duty of defence (added)"]
    expect(page.get_by_role("button", name="Only your ties")).to_be_visible(timeout=PATIENCE)
