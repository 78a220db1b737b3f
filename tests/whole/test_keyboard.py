"""Each task of a reader with the keys alone, from the top of the page, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.editor.grid import order_of
from components.style.theme import PAPER, Theme, contrast
from data.model.schema import TABLE
from data.tables.dataset import load_records
from data.view.fields.names import LAYER_NAMES
from tests.components.story.test_browser import STORY, at_scene
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    visit,
    wait_for_frame,
    wait_for_page,
    wait_for_picture,
    wait_for_ties,
)
from tests.support.places.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]

# The stops from the top of a page to its last widget, with the panel's filters and the pages before it.
MOST_STOPS, MOST_ON_A_PAGE = 60, 120
STOP = """() => {
  let part = document.activeElement;
  while (part?.shadowRoot?.activeElement) part = part.shadowRoot.activeElement;
  const referred = (part.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
  const name = part.getAttribute("aria-label") || referred.join(" ").trim() || part.labels?.[0]?.textContent || part.textContent;
  const ring = (one) => { const look = getComputedStyle(one); return look.outlineStyle === "solid" && parseFloat(look.outlineWidth) >= 2 ? look.outlineColor : ""; };
  const panels = [];
  for (let one = part.closest("[class*=st-key-]"); one; one = one.parentElement.closest("[class*=st-key-]")) panels.push(one);
  return {tag: part.tagName, name: name.replace(/\\s+/g, " ").trim(), ring: ring(part) || panels.map(ring).find(Boolean) || "", table: part.closest("[data-testid=stDataFrame]") ? "yes" : ""};
}"""


def stop_now(page: Page) -> dict[str, str]:
    """What has the keys, in whatever shadow tree: its tag and name, and the colour of the ring around it."""
    stop: dict[str, str] = page.evaluate(STOP)
    parts = [int(part) for part in re.findall(r"[0-9]+", stop["ring"])][:3]
    return {**stop, "ring": "#" + "".join(f"{part:02x}" for part in parts)}


def next_stop(page: Page) -> dict[str, str] | None:
    page.keyboard.press("Tab")
    wait_for_frame(page)
    stop = stop_now(page)
    return None if stop["tag"] == "BODY" else stop


def go_to(page: Page, name: str, *, key: str = "Tab", most: int = MOST_STOPS) -> int:
    """Press Tab until what has this name has the keys; how many presses it took."""
    passed = list[str]()
    for presses in range(1, most + 1):
        page.keyboard.press(key)
        # The calendar of a date box opens and closes on the way.
        wait_for_frame(page)
        passed.append(stop_now(page)["name"])
        if re.search(name, passed[-1]):
            return presses
    raise AssertionError(f"{name!r} was not reached in {most} presses, but {' | '.join(passed)}")


def go_to_first_button(page: Page, names: list[str], *, most: int) -> None:
    """Go to a row of buttons, and to the first of them: the stop of a row is the one that had the keys last.

    In a page that goes on, a test before this one may have pressed any of them.
    """
    go_to(page, f"^({'|'.join(names)})$", most=most)
    for _ in names:
        page.keyboard.press("ArrowLeft")
    wait_for_frame(page)
    assert stop_now(page)["name"] == names[0]


def past_the_panel(page: Page) -> None:
    """From the top of the page into its main part, by the first stop."""
    assert go_to(page, "Skip to main content", most=1) == 1
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("words", "focus", "name"), [("PAK PK", "PAK", "Pakistan"), ("BLR CHN", "BLR-CHN", "Belarus – China")]
)
def test_an_actor_or_a_dyad_is_put_in_focus(page: Page, address: str, words: str, focus: str, name: str) -> None:
    visit(page, f"{address}/?preset=focal")
    # It is below the filters, so that it pushes none of them; "/" and the search are the short way.
    assert go_to(page, "^Focus") <= 20
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".aw-evidence h3").first).to_have_text(name, timeout=PATIENCE)
    page.wait_for_url(f"**focus={focus}**", timeout=PATIENCE)


def test_the_day_is_changed_in_its_box(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    assert go_to(page, "year, Date shown") <= 5
    page.keyboard.type("20220914")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    earlier = "comprehensive strategic partnership of mutual trust and win-win cooperation"
    page.wait_for_function(
        f"new Map({PICTURE}.wordings()).get('BLR-CHN|china_ladder') === '{earlier}'", timeout=PATIENCE
    )


def test_a_filter_is_set_and_cleared(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    go_to_first_button(page, list(LAYER_NAMES.values()), most=15)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    wait_for_ties(page, 5)
    # Present and Export are on the way.
    assert go_to(page, "^Treaty ×") <= 27
    page.keyboard.press("Enter")
    wait_for_ties(page, 19)


def test_the_evidence_is_reached_and_scrolled(page: Page, address: str) -> None:
    visit(page, f"{address}/?focus=BLR-CHN")
    past_the_panel(page)
    assert go_to(page, "^Evidence$") <= 14
    expect(page.locator(".st-key-evidence")).to_have_css("outline-style", "solid")
    place = "document.querySelector('.st-key-evidence').scrollTop"
    before = page.evaluate(place)
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    page.wait_for_function(f"{place} > {before}", timeout=PATIENCE)
    assert go_to(page, "^Ties", most=20) <= 20
    page.keyboard.press("End")
    last = page.locator(".st-key-evidence .aw-sources li").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(timeout=PATIENCE)


def test_the_changes_are_stepped_through(page: Page, address: str) -> None:
    visit(page, f"{address}/?as_of=2022-09-14")
    past_the_panel(page)
    assert go_to(page, "^Next change$") <= 8
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2022-09-15**", timeout=PATIENCE)
    assert go_to(page, "^Date shown$", most=2) <= 2
    page.keyboard.press("PageDown")
    page.wait_for_url(lambda link: "2022-09-15" not in link, timeout=PATIENCE)
    page.keyboard.press("PageUp")
    page.wait_for_url("**as_of=2022-09-15**", timeout=PATIENCE)
    wait_for_picture(page)


def test_a_figure_is_exported(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    past_the_panel(page)
    assert go_to(page, "^Export") <= 18
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="SVG", exact=True)).to_be_visible(timeout=PATIENCE)
    assert go_to(page, "^SVG$") <= 8
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.path().read_bytes().startswith(b"<svg")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="SVG", exact=True)).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("button", name="Export")).to_be_focused()


def test_the_table_page_is_opened(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    past_the_panel(page)
    page.keyboard.press("Tab")
    assert go_to(page, "^Data$", key="Shift+Tab") <= 8
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Ties", exact=True)).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Download this table")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_title("Ties · Allweather")


def test_a_record_is_chosen(page: Page, address: str) -> None:
    visit(page, f"{address}/records?table=ladders")
    # The grid draws its cells after the page.
    page.get_by_test_id("stDataFrame").locator("[role=columnheader]").first.wait_for(state="attached")
    past_the_panel(page)
    assert go_to(page, "^RankingFamily") <= 10
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.get_by_role("region", name="Record")).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**record=**", timeout=PATIENCE)


def test_a_story_is_played(page: Page, address: str) -> None:
    visit(page, f"{address}/story")
    at_scene(page, 0)
    past_the_panel(page)
    assert go_to(page, "^Next scene$") <= 8
    page.keyboard.press("Enter")
    at_scene(page, 1)
    page.keyboard.press("ArrowRight")
    at_scene(page, 2)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{STORY}.story.isFullScreen", timeout=PATIENCE)
    page.keyboard.press("Space")
    at_scene(page, 3)
    page.keyboard.press("Escape")
    page.wait_for_function(f"!{STORY}.story.isFullScreen", timeout=PATIENCE)


@pytest.mark.parametrize(
    ("link", "theme"),
    [("?preset=focal", "light"), ("", "dark"), ("table", "dark"), ("compare", "light"), ("story", "light")],
)
def test_each_stop_shows_where_the_keys_are_and_none_holds_them(
    page: Page, address: str, link: str, theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    visit(page, f"{address}/{link}")
    stops = 0
    while (stop := next_stop(page)) and stops < MOST_ON_A_PAGE:
        stops += 1
        # A box to write in shows it by its edge, a table by its cell.
        if stop["tag"] not in ("INPUT", "SPAN") and not stop["table"]:
            assert contrast(stop["ring"], PAPER[theme]) >= 3, stop["name"]
    assert 25 < stops < MOST_ON_A_PAGE, "the last stop leads out of the page"


def test_a_record_is_changed_and_saved(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/edit?table=events")
    wait_for_page(page)
    go_to(page, "^Your name")
    page.keyboard.type("Anna")
    page.keyboard.press("Enter")
    wait_for_page(page)
    while (stop := next_stop(page)) and stop["tag"] != "CANVAS":
        pass
    page.keyboard.press("ArrowDown")
    for _ in range(order_of(TABLE["events"]).index("place")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[id^=gdg-overlay] textarea")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Control+A")
    page.keyboard.type("Minsk", delay=15)
    page.keyboard.press("Enter")
    expect(page.locator(".aw-edit ins")).to_have_text("Minsk", timeout=PATIENCE)
    wait_for_page(page)
    go_to(page, "^Save 1 row", most=MOST_ON_A_PAGE)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as number 1")).to_be_visible(timeout=PATIENCE)
    assert "Minsk" in {event.place for event in load_records(desk.records).events}
