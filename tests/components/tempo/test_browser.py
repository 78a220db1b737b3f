"""The page of tempo in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import (
    PATIENCE,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


def test_the_link_of_tempo_restores_the_unit_and_follows_it(page: Page, address: str) -> None:
    visit(page, f"{address}/tempo?focus=CHN-PAK&unit=month")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(re.compile("appears? only when counting by year"))).to_be_visible(timeout=PATIENCE)
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900, "the three rows are on the first screen"
    page.get_by_role("radio", name="By year").click()
    expect(page.get_by_text(re.compile("appears? only when counting by year"))).to_have_count(0, timeout=PATIENCE)
    page.wait_for_url(lambda url: "unit" not in url)
    assert "focus=CHN-PAK" in page.url
