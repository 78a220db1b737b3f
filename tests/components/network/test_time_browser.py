"""The time axis below the picture, in a real Chromium."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.view.representative import spell_by_tie
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.bench.measuring.synthetic import write_records
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    app_server,
    open_page,
    visit,
    wait_for_picture,
    wait_for_rest,
    wordings,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


# What the picture knows and shows, as one text.
SHOWN = f"""(() => {{
  const {{state, canvas}} = {PICTURE}, sorted = (map) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));
  const known = [state.ties, state.lines, sorted(state.actors), sorted(state.dots), state.drawn, state.shown];
  return JSON.stringify([known, state.visibleActors(), {PICTURE}.labels(), canvas.host.querySelector("canvas").toDataURL()]);
}})()"""
# Plays from a day until most lines are drawn from a canvas of their own, thrice, and compares each last frame with the same
# day drawn at rest: the share of the colours that differ clearly. Where two lines cross, another one may be above.
PLAYED = f"""async (day) => {{
  const picture = {PICTURE}, {{canvas, state}} = picture, element = canvas.host.querySelector("canvas");
  const pixels = () => element.getContext("2d").getImageData(0, 0, element.width, element.height).data;
  const played = [], shares = [];
  for (let turn = 0; turn < 3; turn++) {{
    picture.setDay(day, {{settle: false}});
    picture.play();
    while (picture.playing && !canvas.lines.still.shown) await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
    played.push(picture.playing && canvas.isPlayed && state.drawn > 1000);
    const moving = pixels();
    picture.pause(false);
    const still = pixels();
    played.push(!canvas.isPlayed);
    shares.push(moving.filter((part, place) => Math.abs(part - still[place]) > 40).length / still.length);
  }}
  return [played, shares];
}}"""


def slider(page: Page) -> None:
    page.locator(".aw-slider").focus()


def test_the_day_before_samarkand_the_tie_reads_otherwise_however_fast_the_reader(page: Page, address: str) -> None:
    visit(page, f"{address}/?as_of=2022-09-15")
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


@pytest.mark.parametrize("proposed", [False, True])
def test_browser_and_server_agree_which_spell_speaks_for_each_tie(
    page: Page, address: str, curated_ties: Ties, proposed: bool
) -> None:
    visit(page, f"{address}/?preset=everything{'&proposed=yes' * proposed}")
    for day in ("1994-07-01", "2011-06-10", "2016-06-01", "2018-01-01", "2022-11-10", "2025-01-01"):
        page.evaluate(f"{PICTURE}.setDay(Date.parse('{day}') / 86400000, {{settle: false}})")
        selection = select(curated_ties, View(as_of=date.fromisoformat(day), proposed=proposed))
        spells = {tie: curated_ties.spells[index].wording for tie, index in spell_by_tie(selection).items()}
        assert wordings(page) == spells, day


def test_a_drag_on_the_axis_changes_the_day_without_the_server_and_then_tells_it(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
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
    visit(page, f"{address}/?as_of=1951-01-01")
    page.locator("[data-do=play]").click()
    page.wait_for_function(f"{PICTURE}.frames > 10", timeout=PATIENCE)
    page.locator("[data-do=play]").click()
    page.wait_for_url("**as_of=195**", timeout=PATIENCE)
    wait_for_picture(page)


def test_a_day_that_time_led_to_is_the_picture_that_it_would_open_with(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=everything&as_of=1990-01-01")
    for day in ("1990-06-01", "1992-03-01", "2001-07-16", "2001-07-17", "2022-09-15", "1996-01-01"):
        page.evaluate(f"{PICTURE}.setDay(Date.parse('{day}') / 86400000, {{settle: false}})")
        led_to = page.evaluate(SHOWN)
        page.evaluate(f"{PICTURE}.refresh()")
        assert page.evaluate(SHOWN) == led_to, day


def test_a_throng_looks_the_same_while_time_plays_and_at_rest(page: Page, tmp_path: Path) -> None:
    write_records(tmp_path, actors=300, ties=2500)
    with app_server(tmp_path) as address:
        open_page(page, f"{address}/?preset=everything&layout=force&as_of=1995-01-01")
        played, shares = page.evaluate(f"({PLAYED})({PICTURE}.state.day)")
    assert all(played), played
    assert max(shares) < 0.02, shares


def test_the_words_under_the_pointer_follow_the_time(page: Page, address: str) -> None:
    visit(page, f"{address}/?as_of=2015-04-19")
    spots, box = page.evaluate(f"{PICTURE}.screen()"), page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x, y), (end, _) = spots["PAK"], spots["CHN"]
    for share in (0.14, 0.15):
        page.mouse.move(box["x"] + x + (end - x) * share, box["y"] + y)
    expect(page.locator(".aw-tip")).to_contain_text("closer strategic cooperative partnership")
    page.evaluate(f"{PICTURE}.setDay({PICTURE}.state.day + 2, {{settle: false}})")
    expect(page.locator(".aw-tip")).to_contain_text("all-weather strategic cooperative partnership")
