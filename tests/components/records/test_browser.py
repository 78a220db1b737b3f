"""What the table and the records give away, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import (
    PATIENCE,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


def test_the_table_is_downloaded_as_a_spreadsheet_can_open_it(page: Page, address: str) -> None:
    visit(page, f"{address}/table?preset=focal")
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="Download this table").click()
    text = waiting.value.path().read_bytes()
    assert text.startswith(b'\xef\xbb\xbf"Country","Partner","Type of tie"')
    assert "全天候全面战略伙伴关系".encode() in text
    assert waiting.value.suggested_filename == "allweather-2023-03-01.csv"


def test_the_records_page_shows_a_record_by_its_link_and_gives_it_away(page: Page, address: str) -> None:
    visit(page, f"{address}/records?table=sources&record=bloomberg-2023-03-01-1cb2")
    expect(page.get_by_role("heading", name="Bloomberg: Xi Welcomes Russian Ally")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="figures: CHN, 2022: Potash demand met by imports, 50 percent").click()
    expect(page.get_by_role("heading", name="CHN, 2022: Potash demand met by imports")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("new URL(location).searchParams.get('record') === 'FIG-004'", timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="Network over time, GEXF").click()
    assert "all-weather comprehensive strategic partnership" in waiting.value.path().read_text("utf-8")
