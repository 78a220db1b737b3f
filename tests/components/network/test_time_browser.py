"""The time axis below the picture, in a real Chromium."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from data.view.representative import spell_by_tie
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    open_page,
    wait_for_picture,
    wait_for_rest,
    wordings,
)

pytestmark = pytest.mark.browser


def slider(page: Page) -> None:
    page.locator(".aw-slider").focus()


def test_the_day_before_samarkand_the_tie_reads_otherwise_however_fast_the_reader(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=2022-09-15")
    assert wordings(page)["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    slider(page)
    page.keyboard.press("ArrowLeft")
    wait_for_picture(page)
    earlier = "comprehensive strategic partnership of mutual trust and win-win cooperation"
    assert wordings(page)["BLR-CHN|china_ladder"] == earlier
    expect(page.locator(".aw-evidence").get_by_text(earlier)).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    page.keyboard.press("PageUp")
    page.wait_for_url("**as_of=2022-09-15**", timeout=PATIENCE)
    later = "all-weather comprehensive strategic partnership"
    page.wait_for_function(f"new Map({PICTURE}.wordings()).get('BLR-CHN|china_ladder') === '{later}'", timeout=PATIENCE)
    # Faster than the server: the day of the last key counts.
    wait_for_rest(page)
    for _ in range(5):
        page.keyboard.press("ArrowLeft", delay=60)
        page.keyboard.press("ArrowRight", delay=110)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    wait_for_rest(page)
    expect(page.locator(".aw-day")).to_have_text("14 Sep 2022")
    assert "as_of=2022-09-14" in page.url


def test_browser_and_server_agree_which_spell_speaks_for_each_tie(page: Page, address: str, curated_ties: Ties) -> None:
    open_page(page, f"{address}/?preset=everything")
    for day in ("1994-07-01", "2011-06-10", "2016-06-01", "2022-11-10", "2025-01-01"):
        page.evaluate(f"{PICTURE}.setDay(Date.parse('{day}') / 86400000, {{settle: false}})")
        selection = select(curated_ties, View(as_of=date.fromisoformat(day)))
        spells = {tie: curated_ties.spells[index].wording for tie, index in spell_by_tie(selection).items()}
        assert wordings(page) == spells, day


def test_a_drag_on_the_axis_changes_the_day_without_the_server_and_then_tells_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=focal")
    sent: list[str] = []
    page.on("websocket", lambda _: sent.append("new"))
    box = page.locator(".aw-slider").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.9, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, y, steps=5)
    expect(page.locator(".aw-day")).not_to_have_text("1 Mar 2023")
    assert "as_of" not in page.url
    page.mouse.up()
    page.wait_for_url("**as_of=19**", timeout=PATIENCE)


def test_playing_draws_frames_and_ends_on_the_last_day(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=1951-01-01")
    page.locator("[data-do=play]").click()
    page.wait_for_function(f"{PICTURE}.frames > 10", timeout=PATIENCE)
    page.locator("[data-do=play]").click()
    page.wait_for_url("**as_of=195**", timeout=PATIENCE)
    wait_for_picture(page)


def test_the_words_under_the_pointer_follow_the_time(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=2015-04-19")
    spots, box = page.evaluate(f"{PICTURE}.screen()"), page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x, y), (end, _) = spots["PAK"], spots["CHN"]
    for share in (0.14, 0.15):
        page.mouse.move(box["x"] + x + (end - x) * share, box["y"] + y)
    expect(page.locator(".aw-tip")).to_contain_text("closer strategic cooperative partnership")
    page.evaluate(f"{PICTURE}.setDay({PICTURE}.state.day + 2, {{settle: false}})")
    expect(page.locator(".aw-tip")).to_contain_text("all-weather strategic cooperative partnership")
