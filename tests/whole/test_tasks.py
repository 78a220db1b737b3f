"""What an analyst comes for, as a person does it, with the clicks counted; Enter counts as one, typing as none."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PATIENCE, wait_for_page, wait_for_rest

pytestmark = pytest.mark.browser


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


def test_the_answers_of_the_home_page_and_of_the_search_are_one_or_two_clicks_away(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_page(page)
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
        "raisi": ("Raisi", ""),
    }
    for words, (text, place) in found.items():
        clicks = Clicks(page)
        clicks.search(words)
        page.wait_for_url(f"**/{place}**", timeout=PATIENCE)
        wait_for_rest(page)
        expect(page.get_by_test_id("stMain").get_by_text(text).first).to_be_attached(timeout=PATIENCE)
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
