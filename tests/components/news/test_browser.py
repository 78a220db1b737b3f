"""What's new in a real Chromium: the browser alone knows the last visit."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PATIENCE
from tests.support.cast import cast_text
from tests.support.places.desk import Desk

pytestmark = pytest.mark.browser


def test_what_changed_since_the_last_visit_is_marked_and_told_apart(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/news")
    news = page.get_by_role("region", name="What’s new")
    expect(news).to_contain_text("This is your first visit in this browser.", timeout=PATIENCE)
    expect(news).to_contain_text("Only one version of the records is stored here.")
    spells = cast_text("spells/china.csv", "s1; s2,confirmed", "s1; s2,reported")
    (desk.records / "spells" / "china.csv").write_text(spells, "utf-8")
    page.evaluate("localStorage.setItem('allweather-last-visit', '2026-01-02T11:00:00Z'); sessionStorage.clear()")
    page.reload()
    expect(news.get_by_role("status")).to_have_text("1 change since your last visit on 2 Jan 2026.", timeout=PATIENCE)
    expect(news.get_by_role("heading", name="Corrections of the records · 1")).to_be_visible()
    expect(news.locator("li")).to_contain_text("New")
    only = news.get_by_role("button", name="Only since my last visit")
    only.press("Enter")
    expect(only).to_have_attribute("aria-pressed", "true")
    page.goto(f"{desk.address}/news?watch=PAK")
    expect(news).to_contain_text("Nothing changed in this time.", timeout=PATIENCE)
    expect(page.get_by_text("changes.atom?watch=PAK")).to_be_visible()
