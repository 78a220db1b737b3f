"""The whole page in a real Chromium: what it asks, what it says, and that it follows the records."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import (
    PATIENCE,
    go_to,
    open_page,
    visit,
    wait_for_ties,
)
from tests.support.cast import cast_text
from tests.support.places.desk import Desk

pytestmark = pytest.mark.browser


def test_the_page_asks_no_other_host_works_without_one_and_nothing_is_wrong_in_the_console(
    page: Page, address: str
) -> None:
    others: list[str] = []
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))

    def only_the_server(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(address).netloc or not route.request.url.startswith("http"):
            route.continue_()
        else:
            others.append(route.request.url)
            route.abort()

    page.route("**/*", only_the_server)
    open_page(page, f"{address}/?preset=focal")
    page.get_by_role("button", name="Treaty", exact=True).click()
    wait_for_ties(page, 5)
    go_to(page, "Timeline")
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=PATIENCE)
    assert others == []
    assert said == []


@pytest.mark.one_reader
def test_another_page_and_the_way_back_keep_the_view(page: Page, address: str) -> None:
    visit(page, f"{address}/?layers=treaty")
    go_to(page, "By rank")
    expect(page.get_by_test_id("stMarkdown").get_by_text(re.compile("^5 of [0-9]+ ties shown"))).to_be_visible(
        timeout=PATIENCE
    )
    go_to(page, "Network")
    wait_for_ties(page, 5)
    page.wait_for_url("**layers=treaty**", timeout=PATIENCE)


@pytest.mark.one_reader
def test_an_empty_result_says_which_filter_emptied_it(page: Page, address: str) -> None:
    visit(page, f"{address}/?layers=treaty&regions=Oceania")
    expect(page.get_by_text("No ties match.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Remove “Oceania” (5 ties)").click()
    wait_for_ties(page, 5)


def test_record_text_stays_text(page: Page, desk: Desk) -> None:
    evil = "<img src=x onerror=window.hacked=1>"
    changed = cast_text(
        "spells/china.csv", "all-weather partnership,全天候伙伴关系,,,,2022", f"{evil},全天候伙伴关系,,,,2022"
    )
    desk.reset(spells_china=changed)
    open_page(page, f"{desk.address}/network")
    expect(page.locator(".aw-evidence").get_by_text(evil)).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0


def test_an_edit_shows_on_the_next_rerun_and_a_fault_keeps_the_last_good_records(page: Page, desk: Desk) -> None:
    open_page(page, f"{desk.address}/network")
    spells = desk.records / "spells" / "china.csv"
    good = spells.read_text("utf-8")
    spells.write_text(
        good.replace("all-weather partnership,全天候伙伴关系,,,,2022-09-15", "raised,全天候伙伴关系,,,,2022-09-15"),
        "utf-8",
    )
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.locator(".aw-evidence").get_by_text("raised")).to_be_visible(timeout=PATIENCE)
    spells.write_text(good.replace("2022-09-15,,,in force", "2022-13-15,,,in force"), "utf-8")
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.get_by_text("1 fault in the records")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".aw-evidence").get_by_text("raised")).to_be_visible()
    spells.write_text(good, "utf-8")
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.get_by_text("1 fault in the records")).to_have_count(0, timeout=PATIENCE)
