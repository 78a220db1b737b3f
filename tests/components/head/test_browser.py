"""The search of the head in a browser: by the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PATIENCE, visit

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]


def test_the_search_is_used_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, f"{address}/about")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search", exact=True)
    expect(box).to_be_focused()
    page.keyboard.type("potash")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("potash")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(box).not_to_be_focused()

    # Enter does not wait for the results; it takes the best of those that come.
    page.keyboard.press("/")
    page.keyboard.type("china hungary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/profile?**of=CHN-HUN**", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="China – Hungary", exact=True)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(("typed", "actor"), [("Iran", "IRN"), ("Корея", "KOR")])
def test_a_name_typed_into_a_box_of_countries_and_enter_choose_it(
    page: Page, address: str, typed: str, actor: str
) -> None:
    visit(page, f"{address}/connected?between=BLR,PAK&question=common")
    box = page.get_by_role("combobox", name="Country")
    box.click()
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**between={actor}%2CPAK**", timeout=PATIENCE)
    # A second click puts the caret where it is, as in any other box.
    box.click()
    box.click()
    assert box.evaluate("(box) => box.selectionStart === box.selectionEnd")


@pytest.mark.slow
def test_enter_in_a_box_of_several_takes_one_and_closes_its_list(page: Page, address: str) -> None:
    visit(page, f"{address}/connected?between=BLR,PAK")
    box = page.get_by_role("combobox", name="Without")
    box.click()
    page.keyboard.type("russ")
    expect(page.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**without=RUS**", timeout=PATIENCE)
    expect(page.get_by_role("option")).to_have_count(0, timeout=PATIENCE)
    # The box keeps the keyboard, and typing opens the list again.
    expect(box).to_be_focused()
    page.keyboard.type("chi")
    expect(page.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
