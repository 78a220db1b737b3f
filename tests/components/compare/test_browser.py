"""Two days compared and claims checked, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import COMPARED, PATIENCE, visit, wait_for_picture

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]

SAMARKAND = "compare?as_of=2022-09-19&against=2022-09-12"


def test_a_link_opens_two_days_side_by_side_in_one_picture(page: Page, address: str) -> None:
    visit(page, f"{address}/{SAMARKAND}")
    expect(page.locator(".aw-day")).to_have_text("12 Sep 2022 → 19 Sep 2022")
    expect(
        page.get_by_text(re.compile("^From 12 Sep 2022 to 19 Sep 2022: 1 moved up; [0-9]+ ties unchanged"))
    ).to_be_visible()
    (item,) = page.locator(".aw-changes .aw-list:not(.aw-uses) li").all()
    assert item.inner_text().startswith("On 15 Sep 2022, China and Belarus moved up from “comprehensive strategic")
    assert "全天候全面战略伙伴关系" in item.inner_text()
    expect(page.locator(".aw-legend").get_by_text("Moved up · 1")).to_be_visible()
    bottom = page.locator(".aw-axis").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] < 900, "the time axis is on the first screen"


def test_swapping_the_days_inverts_the_verbs_and_is_in_the_link(page: Page, address: str) -> None:
    visit(page, f"{address}/{SAMARKAND}")
    page.get_by_role("button", name="Swap").click()
    expect(
        page.get_by_test_id("stMarkdown").get_by_text("Back from 19 Sep 2022 to 12 Sep 2022: 1 moved down")
    ).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**as_of=2022-09-12**", timeout=PATIENCE)
    expect(page.locator(".aw-changes .aw-list:not(.aw-uses) li")).to_contain_text("lower-ranked")
    page.reload()
    expect(page.get_by_test_id("stMarkdown").get_by_text("Back from 19 Sep 2022")).to_be_visible(timeout=PATIENCE)


def test_equal_days_say_that_they_are_the_same(page: Page, address: str) -> None:
    visit(page, f"{address}/compare?as_of=2022-09-19&against=2022-09-19")
    expect(page.get_by_text("Both dates are the same.")).to_be_visible()


def test_all_changes_are_copied_with_their_sources(page: Page, address: str) -> None:
    visit(page, f"{address}/{SAMARKAND}")
    page.get_by_text("Copy all with sources").click()
    plain = page.get_by_test_id("stCode").first
    expect(plain).to_contain_text("Moved up (1)", timeout=PATIENCE)
    expect(plain).to_contain_text("[1] CCTV Xinwen Lianbo")
    page.get_by_role("tab", name="Markdown").click()
    expect(page.get_by_test_id("stCode").nth(1)).to_contain_text("## Moved up (1)")


def test_the_day_moved_on_the_axis_changes_the_list(page: Page, address: str) -> None:
    visit(page, f"{address}/{SAMARKAND}")
    page.locator(".aw-slider").focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    expect(page.get_by_text("No changes among the ties in view.")).to_be_visible(timeout=PATIENCE)
    wait_for_picture(page, COMPARED)
    expect(page.locator(".aw-day")).to_have_text("12 Sep 2022 → 14 Sep 2022")


def test_a_claim_is_answered_from_its_link(page: Page, address: str) -> None:
    visit(page, f"{address}/claims?as_of=2024-06-01&claim=BLR;contains;all-weather;CHN;nth;2;PAK;ever")
    expect(page.get_by_role("heading", name="False on 1 Jun 2024")).to_be_visible(timeout=PATIENCE)
    answer = page.locator(".aw-answer")
    for named in (
        "Venezuela (13 Sep 2023)",
        "Ethiopia (17 Oct 2023)",
        "Uzbekistan (24 Jan 2024)",
        "Hungary (9 May 2024)",
    ):
        expect(answer).to_contain_text(named)
    expect(answer).not_to_contain_text("Since then")
    expect(answer).to_contain_text("True from 15 Sep 2022 to 12 Sep 2023 only")
    expect(page.get_by_text("Pakistan’s label, “all-weather strategic cooperative")).to_contain_text(
        "does not include “comprehensive”", timeout=PATIENCE
    )
    expect(page.locator(".aw-arrivals li")).to_have_count(6)


def test_a_claim_is_changed_part_by_part_and_the_link_follows(page: Page, address: str) -> None:
    visit(page, f"{address}/claims?preset=focal")
    expect(page.get_by_role("heading", name="True on")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("combobox", name="Claim").click()
    page.get_by_role("option", name="is, and so far the last,", exact=True).click()
    page.wait_for_function("new URL(location).searchParams.get('claim')?.includes(';nth;2;PAK')", timeout=PATIENCE)
    expect(page.locator(".aw-claim")).to_contain_text("Belarus is the second country after Pakistan")
    expect(page.locator(".aw-since")).to_contain_text("Since then: Venezuela (13 Sep 2023)")
    page.get_by_role("radio", name="Does it hold the label?").click()
    page.wait_for_function("new URL(location).searchParams.get('claim')?.includes(';has;')", timeout=PATIENCE)
    page.get_by_role("radio", name="Which of two came first?").click()
    expect(page.locator(".aw-claim")).to_contain_text("before", timeout=PATIENCE)
    page.get_by_role("button", name="Six countries have all-weather ties").first.click()
    expect(page.locator(".aw-claim")).to_contain_text(
        "Exactly 6 countries hold an “all-weather” partnership", timeout=PATIENCE
    )
    page.wait_for_function("new URL(location).searchParams.get('as_of') === '2026-08-22'", timeout=PATIENCE)


def test_a_claim_that_cannot_be_read_is_named_and_another_shown(page: Page, address: str) -> None:
    visit(page, f"{address}/claims?claim=BLR;loves;all-weather;CHN;nth;2;PAK;ever")
    expect(page.get_by_text("“claim” was ignored: “loves” is not one of")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="True on")).to_be_visible()


def test_the_link_of_a_focus_says_who_shares_its_rung_and_draws_the_flow(page: Page, address: str) -> None:
    visit(page, f"{address}/arrival?preset=ladder&focus=BLR-CHN&as_of=2026-08-01")
    answer = page.locator(".aw-answer")
    expect(answer).to_contain_text("the third of 7 to reach it", timeout=PATIENCE)
    expect(answer).to_contain_text("took 9 years 1 month; the median of 5 partners is 8.2 years")
    expect(page.locator(".aw-arrivals li")).to_have_count(7)
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible(timeout=PATIENCE)
