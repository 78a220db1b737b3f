"""The page of stories in a real Chromium: keys, the whole screen, links, files."""

import pytest
from playwright.sync_api import Page, expect

from data.links.stories import pack_story
from data.view.fields.story import Scene, Story
from tests.support.browser import PATIENCE, go_to, open_page, turn_to, visit, wait_for_frame

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]

STORY = "globalThis.allweather?.pictures?.get('story')"
FOCAL = {"layout": "focal", "actors": "BLR,CHN,PAK,RUS", "among": "yes", "as_of": "2023-03-01"}
LAYOUTS = Story(
    "Four layouts",
    (
        Scene("Focal <img src=x onerror=window.hacked=1>", FOCAL),
        Scene("Rings", {"preset": "all-weather", "as_of": "2025-01-01"}),
        Scene("Force", {"preset": "everything", "layout": "force", "as_of": "2010-01-01"}),
        Scene("Focal again", FOCAL),
    ),
)
# Actors that are not dimmed and whose dot is not there: the pixel at their place has another colour.
MISSING_DOTS = f"""(() => {{
  const picture = {STORY}, canvas = picture.root.querySelector(".aw-canvas canvas");
  const ctx = canvas.getContext("2d"), ratio = canvas.width / canvas.clientWidth;
  return Object.entries(picture.screen()).filter(([id, [x, y]]) => {{
    const dot = picture.state.dots.get(id), pixel = ctx.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data;
    return !dot.dimmed && [1, 3, 5].some((at, part) => Math.abs(parseInt(dot.colour.slice(at, at + 2), 16) - pixel[part]) > 30);
  }}).map(([id]) => id);
}})()"""


def at_scene(page: Page, number: int) -> None:
    page.wait_for_function(
        f"{STORY}?.settled && {STORY}.revision > 0 && {STORY}.view.story.index === {number}", timeout=PATIENCE
    )


def begun(page: Page, link: str) -> None:
    visit(page, link)
    at_scene(page, 0)
    expect(page.get_by_role("radiogroup", name="Scenes")).to_be_visible(timeout=PATIENCE)


def test_the_keys_go_through_the_shipped_story_and_no_actor_moves(page: Page, address: str) -> None:
    begun(page, f"{address}/story")
    first = page.evaluate(f"{STORY}.screen()")
    page.evaluate(f"globalThis.kept = {STORY}")
    for number, key in enumerate(("ArrowRight", " ", "PageDown", "ArrowRight", "ArrowRight", "ArrowRight"), start=1):
        page.keyboard.press(key)
        at_scene(page, number)
        assert page.evaluate(f"{STORY} === globalThis.kept"), "the picture stays mounted"
        assert page.evaluate(f"{STORY}.screen()") == first
    assert page.evaluate(MISSING_DOTS) == []
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    at_scene(page, 5)
    expect(page.locator(".aw-caption")).to_contain_text("1 March 2023.")
    page.wait_for_url("**scene=5", timeout=PATIENCE)


def test_picture_caption_and_axis_are_on_the_first_screen(page: Page, address: str) -> None:
    begun(page, f"{address}/story")
    for number in range(7):
        at_scene(page, number)
        for width, height in ((1440, 900), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            wait_for_frame(page)
            page.wait_for_function(f"{STORY}.settled", timeout=PATIENCE)
            for part in (".aw-picture", ".aw-story", ".aw-axis"):
                box = page.locator(part).bounding_box()
                assert box is not None
                assert box["y"] > 50
                assert box["y"] + box["height"] < height
            scene = f"{STORY}.root.querySelector('.aw-scene')"
            assert page.evaluate(f"{scene}.scrollHeight - {scene}.clientHeight") <= 1
        page.keyboard.press("ArrowRight")


def test_the_whole_screen_is_played_by_keys_and_left_by_escape(page: Page, address: str) -> None:
    begun(page, f"{address}/story")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function(f"{STORY}.story.isFullScreen", timeout=PATIENCE)
    page.keyboard.press(" ")
    at_scene(page, 1)
    page.keyboard.press("ArrowLeft")
    at_scene(page, 0)
    expect(page.locator(".aw-caption")).to_be_visible()
    expect(page.get_by_role("button", name="Exit full screen")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_function(f"!{STORY}.story.isFullScreen", timeout=PATIENCE)


def test_keys_in_a_box_stay_in_the_box(page: Page, address: str) -> None:
    begun(page, f"{address}/story")
    page.get_by_label("Search", exact=True).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    at_scene(page, 0)
    page.locator(".aw-caption").click()
    page.keyboard.press("ArrowRight")
    at_scene(page, 1)


def test_a_link_restores_a_made_story_and_every_dot_through_all_layouts(page: Page, address: str) -> None:
    begun(page, f"{address}/story?story={pack_story(LAYOUTS)}")
    expect(page.locator(".aw-caption")).to_have_text("Focal <img src=x onerror=window.hacked=1>")
    for number in range(1, 4):
        page.keyboard.press("ArrowRight")
        at_scene(page, number)
        assert page.evaluate(MISSING_DOTS) == []
    assert page.evaluate("window.hacked") is None
    page.wait_for_url("**scene=3", timeout=PATIENCE)
    page.reload()
    at_scene(page, 3)
    expect(page.locator(".aw-caption")).to_have_text("Focal again")
    # Until the first run has ended, it writes the link of its own scene.
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=PATIENCE)
    page.go_back()
    at_scene(page, 2)


def test_a_story_is_made_from_views_and_shared_as_a_link_and_a_file(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=all-weather")
    page.get_by_role("button", name="Add to story").click()
    page.get_by_role("button", name="Treaty", exact=True).click()
    page.wait_for_url("**layers=treaty**", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Open story (1 scene)")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Add to story").click()
    expect(page.get_by_role("button", name="Open story (2 scenes)")).to_be_visible(timeout=PATIENCE)
    go_to(page, "Stories")
    at_scene(page, 1)
    shared = page.get_by_test_id("stCode")
    before = shared.inner_text()
    page.get_by_label("Caption of scene 2").fill("Treaties alone.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".aw-caption")).to_have_text("Treaties alone.", timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="Download as JSON").click()
    file = waiting.value.path().read_bytes()
    # The picture is drawn before the link below it.
    expect(shared).not_to_have_text(before, timeout=PATIENCE)
    turn_to(page, shared.inner_text().strip())
    at_scene(page, 0)
    page.keyboard.press("ArrowRight")
    at_scene(page, 1)
    expect(page.locator(".aw-caption")).to_have_text("Treaties alone.")
    box = page.locator("input[type=file]")
    box.set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": file[:-40]})
    expect(page.get_by_text("Your current story is unchanged.")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".aw-caption")).to_have_text("Treaties alone.")
    page.goto(f"{address}/story")
    at_scene(page, 0)
    page.get_by_text("Make your own story").click()
    box.set_input_files({"name": "good.json", "mimeType": "application/json", "buffer": file})
    expect(page.locator(".aw-count")).to_have_text("1 of 2 · My story", timeout=PATIENCE)


def test_the_longest_story_that_fits_a_link_opens_from_it(page: Page, address: str) -> None:
    letters = "".join(chr(0x4E00 + (at * at * 7919) % 20_000) for at in range(8000))
    # Few and long: each view is computed before the page is drawn. Forty scenes are packed in tests/data/links.
    scenes = tuple(Scene(letters[at * 600 : (at + 1) * 600], FOCAL) for at in range(13))
    link = pack_story(Story("Long", scenes))
    assert 15_000 < len(link) <= 24_000
    begun(page, f"{address}/story?story={link}")
    page.keyboard.press("ArrowRight")
    at_scene(page, 1)
    page.wait_for_url("**scene=1", timeout=PATIENCE)
    page.reload()
    at_scene(page, 1)
