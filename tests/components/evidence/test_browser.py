"""The panel beside the picture in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import (
    PATIENCE,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


def test_the_panel_keeps_its_tab_and_a_mark_leads_to_its_source_and_back(page: Page, address: str) -> None:
    visit(page, f"{address}/?focus=BLR-CHN")
    panel = page.get_by_role("region", name="Evidence")
    panel.get_by_role("tab", name="Figures").click()
    bar = panel.locator(".aw-bars > div", has_text="2022").first
    expect(bar).to_contain_text("1.91 m tonnes")
    bar.get_by_role("link").last.click()
    expect(panel.locator(".aw-target")).to_be_in_viewport()
    panel.get_by_role("button", name="Back to the text").click()
    expect(bar).to_be_in_viewport()
    page.get_by_role("button", name="Next change").click()
    page.wait_for_url("**as_of=**", timeout=PATIENCE)
    expect(panel.get_by_role("tab", name="Figures")).to_have_attribute("aria-selected", "true")
    panel.get_by_role("tab", name="Figures").press("Home")
    panel.get_by_role("tab", name="Ties").press("End")
    expect(panel.get_by_role("tab", name="Sources")).to_be_focused()
    page.evaluate("document.querySelector('.st-key-evidence').scrollTop = 500")
    page.keyboard.press("Home")
    visit(page, f"{address}/?focus=BLR")
    panel.get_by_role("button", name="China", exact=True).first.click()
    expect(page.locator(".aw-evidence h3").first).to_have_text("Belarus – China", timeout=PATIENCE)
    assert page.evaluate("document.querySelector('.st-key-evidence').scrollTop") == 0
    panel.get_by_role("button", name="Open profile").click()
    page.wait_for_url("**/profile?**of=BLR-CHN**", timeout=PATIENCE)
