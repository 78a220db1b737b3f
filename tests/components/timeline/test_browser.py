"""The timeline in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import (
    PATIENCE,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


def test_a_click_on_a_bar_of_the_timeline_puts_its_dyad_in_focus(page: Page, address: str) -> None:
    visit(page, f"{address}/timeline?preset=focal")
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible(timeout=PATIENCE)
    expect(chart.locator("canvas, svg").first).to_be_visible(timeout=PATIENCE)
    box = chart.bounding_box()
    assert box is not None
    # The first lane below the axis: China and Pakistan, on its first spell.
    page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + 41)
    expect(page.locator(".aw-evidence h3").first).to_have_text("China – Pakistan", timeout=PATIENCE)
    page.wait_for_url("**focus=CHN-PAK**", timeout=PATIENCE)
