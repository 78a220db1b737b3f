"""One page of the browser for test after test: a new one would read and compile all scripts again, which takes seconds."""

from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, ViewportSize

from tests.support.browser import PATIENCE, wait_for_rest

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
BLANK = "about:blank"


def new_page(browser: Browser) -> Page:
    """A page of a reader who was never here, with patience for a busy machine.

    The policy of our server lets no script of a test wait in it: it is passed by.
    """
    context = browser.new_context(viewport=DESKTOP, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


class Tab:
    """A page, cleared after each test: nothing of what one test opened, set or stored meets the next.

    What cannot be taken back (a script for every page, a permission) needs a page of its own: the fixture `fresh_page`.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None

    def page(self) -> Page:
        if self._page is None:
            self._page = new_page(self._browser)
        return self._page

    def clear(self) -> None:
        """Leave the site, forget what it stored, and close what it opened; a page that no longer answers is given up."""
        if self._page is None:
            return
        try:
            clear_page(self._page)
        except Error:
            self.close()

    def go_on(self) -> None:
        """Leave the site open as it is for the next test, but for what a link does not say."""
        if self._page is None:
            return
        try:
            # What the server is still to answer would come over the link of the next test.
            if urlsplit(self._page.url).netloc:
                wait_for_rest(self._page)
            self._page.keyboard.press("Escape")
            set_back(self._page)
            self._page.evaluate("localStorage.clear()")
        except Error:
            self.close()

    def close(self) -> None:
        if self._page is not None:
            with suppress(Error):
                self._page.context.close()
            self._page = None


def set_back(page: Page) -> None:
    """Close what it opened, and give it the size and the media of a desktop again."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    page.mouse.move(0, 0)
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def clear_page(page: Page) -> None:
    place = urlsplit(page.url)
    page.goto(BLANK)
    set_back(page)
    page.context.clear_cookies()
    if place.netloc:
        stored = {"origin": f"{place.scheme}://{place.netloc}", "storageTypes": "local_storage"}
        line = page.context.new_cdp_session(page)
        line.send("Storage.clearDataForOrigin", stored)
        line.detach()
