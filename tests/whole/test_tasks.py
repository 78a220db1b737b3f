"""What an analyst comes for, as a person does it, with the clicks counted; Enter counts as one, typing as none."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PATIENCE, visit, wait_for_page, wait_for_rest

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


class Clicks:
    """Clicks, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, place: Locator) -> None:
        place.click(timeout=PATIENCE)
        self.count += 1

    def search(self, words: str) -> None:
        """Type into the search and take the best result."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.count += 1

    def type(self, words: str) -> None:
        """Type into what has the keys, and take it."""
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.count += 1


def test_the_answers_of_the_home_page_and_of_the_search_are_one_or_two_clicks_away(page: Page, address: str) -> None:
    visit(page, address)
    start = Clicks(page)
    expect(page.get_by_role("table")).to_contain_text("all-weather")
    start.on(page.get_by_role("link", name="Who are China’s all-weather partners?"))
    expect(page.get_by_role("heading", name="Network", exact=True)).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**/network?preset=all-weather**", timeout=PATIENCE)
    assert start.count == 1
    wait_for_page(page)

    # From anywhere: a pair, what was measured, who said something, a visit.
    found = {
        "china hungary": ("China – Hungary", "profile"),
        "potash": ("otash", ""),
        "qin gang": ("Qin Gang", ""),
        "price": ("Ned Price", ""),
        "raisi": ("Raisi", ""),
    }
    for words, (text, place) in found.items():
        clicks = Clicks(page)
        clicks.search(words)
        page.wait_for_url(f"**/{place}**", timeout=PATIENCE)
        wait_for_rest(page)
        expect(page.get_by_test_id("stMain").get_by_text(text).first).to_be_attached(timeout=PATIENCE)
        # The head is drawn after the page: a letter typed before would be lost.
        wait_for_rest(page)
        assert clicks.count <= 2

    # Back to the start is one step, whatever was opened in between.
    page.get_by_role("link", name="Allweather").first.click()
    expect(page.get_by_role("heading", name="Home", exact=True)).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)
    clicks = Clicks(page)
    clicks.on(page.get_by_role("link", name="What changed this year?"))
    expect(page.get_by_role("heading", name="What changed?", exact=True)).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Home", exact=True)).to_be_visible(timeout=PATIENCE)


def test_a_word_file_of_a_pair_is_three_clicks_away(page: Page, address: str) -> None:
    visit(page, f"{address}/about")
    clicks = Clicks(page)
    clicks.search("china hungary")
    page.wait_for_url("**/profile**", timeout=PATIENCE)
    wait_for_page(page)
    clicks.on(page.get_by_role("button", name="Export"))
    with page.expect_download(timeout=PATIENCE) as waiting:
        clicks.on(page.get_by_role("button", name="Word", exact=True))
    assert waiting.value.suggested_filename.endswith(".docx")
    assert clicks.count == 3


def test_what_changed_with_a_region_since_a_year_is_five_clicks_away(page: Page, address: str) -> None:
    visit(page, address)
    clicks = Clicks(page)
    clicks.on(page.get_by_role("link", name="What changed this year?"))
    expect(page.get_by_role("heading", name="What changed?", exact=True)).to_be_visible(timeout=PATIENCE)
    wait_for_page(page)
    clicks.on(page.locator(".st-key-view_against").get_by_role("spinbutton").first)
    clicks.type("20200101")
    # Enter takes the date, closes the calendar, and leaves the keys where they were.
    page.wait_for_url("**against=2020-01-01**", timeout=PATIENCE)
    expect(page.get_by_test_id("stDateInputCalendar")).to_have_count(0)
    expect(page.locator(".st-key-view_against").get_by_role("button", name="Choose date")).to_be_focused()
    wait_for_rest(page)
    clicks.on(page.get_by_role("combobox", name="Region of the partner"))
    # Enter takes the best match, and that alone.
    clicks.type("central asia")
    page.wait_for_url("**regions=Central+Asia**", timeout=PATIENCE)
    page.keyboard.press("Escape")
    wait_for_page(page)
    expect(page.locator(".st-key-changes")).to_contain_text("Uzbekistan")
    assert clicks.count <= 6


def test_a_story_of_three_scenes_is_six_clicks_away(page: Page, address: str) -> None:
    visit(page, f"{address}/network")
    clicks, add = Clicks(page), page.get_by_role("button", name="Add to story")
    clicks.on(add)
    for number, preset in ((1, "Union State"), (2, "Everything")):
        expect(page.get_by_role("button", name=f"Open story ({number} scene")).to_be_visible(timeout=PATIENCE)
        wait_for_page(page)
        clicks.on(page.get_by_role("radio", name=preset))
        expect(page.get_by_role("radio", name=preset)).to_be_checked(timeout=PATIENCE)
        wait_for_page(page)
        clicks.on(add)
    clicks.on(page.get_by_role("button", name="Open story (3 scenes)"))
    expect(page.locator(".st-key-scenes").get_by_role("radio")).to_have_count(3, timeout=PATIENCE)
    assert clicks.count == 6


def test_enter_takes_the_country_that_was_typed(page: Page, address: str) -> None:
    visit(page, f"{address}/table?preset=everything")
    for name, code in (("china", "CHN"), ("belarus", "BLR")):
        page.get_by_role("combobox", name="Countries and organisations").click()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{code}**", timeout=PATIENCE)
        wait_for_rest(page)
        page.keyboard.press("Escape")
    assert page.locator(".st-key-view_actors [data-tag]").count() == 2
