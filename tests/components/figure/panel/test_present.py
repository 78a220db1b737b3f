"""Present in a real Chromium: by keyboard alone, in full screen, one step through time, the copied picture, and back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.browser import PATIENCE, open_page

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('.stage')).find(Boolean)"
PNG_SIZE = """navigator.clipboard.read().then((items) => items[0].getType('image/png')).then((png) => png.arrayBuffer())
  .then((bytes) => { const view = new DataView(bytes); return [view.getUint32(16), view.getUint32(20)]; })"""


@pytest.fixture
def trusted(browser: Browser, address: str) -> Iterator[Page]:
    """The network page, which may write to the clipboard."""
    size: ViewportSize = {"width": 1280, "height": 720}
    context = browser.new_context(viewport=size, color_scheme="dark", bypass_csp=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield open_page(context.new_page(), f"{address}/?preset=focal")
    context.close()


def present(page: Page) -> None:
    """Open the presentation by the keyboard and wait for its slide."""
    page.get_by_test_id("stMain").get_by_role("button", name="Present", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("img")).to_have_attribute(
        "alt", re.compile("^Network: 19 of [0-9]+ ties shown · 1 Mar 2023"), timeout=PATIENCE
    )


def test_a_picture_is_presented_stepped_through_copied_and_left(trusted: Page) -> None:
    present(trusted)
    dialog = trusted.get_by_role("dialog")
    slide = dialog.get_by_role("img").bounding_box()
    assert slide == {"x": 0, "y": 0, "width": 1280, "height": 720}
    trusted.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_contain_text("16 June 2023. 20 ties in force", timeout=PATIENCE)
    trusted.keyboard.press("Control+c")
    expect(dialog.get_by_role("status")).to_have_text("Picture copied.", timeout=PATIENCE)
    assert trusted.evaluate(PNG_SIZE) == [1920, 1080]
    trusted.keyboard.press("F2")
    trusted.keyboard.type("Four neighbours")
    trusted.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Title")).to_be_hidden()
    trusted.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(trusted.get_by_test_id("stMain").get_by_role("button", name="Present", exact=True)).to_be_focused()
    trusted.wait_for_url("**as_of=2023-06-16**", timeout=PATIENCE)
    trusted.get_by_role("button", name="Export").click()
    expect(trusted.get_by_role("textbox", name="Title")).to_have_value("Four neighbours", timeout=PATIENCE)


def test_where_the_full_screen_is_refused_the_slide_covers_the_page(trusted: Page) -> None:
    trusted.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(new Error('refused')); }")
    present(trusted)
    assert trusted.evaluate(f"getComputedStyle({SHOWN}).backgroundColor") == "rgb(20, 23, 28)"
    assert trusted.evaluate("document.elementFromPoint(640, 360).shadowRoot.activeElement.className") == "stage"
    trusted.keyboard.press("Escape")
    expect(trusted.get_by_test_id("stMain").get_by_role("button", name="Present", exact=True)).to_be_focused()
    assert "as_of=2023-06-16" not in trusted.url
