"""One page of the browser for test after test: a new one would read and compile all scripts again, which takes seconds."""

from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
BLANK = "about:blank"


class Tab:
    """A page, cleared after each test: nothing of what one test opened, set or stored meets the next.

    What cannot be taken back (a script for every page, a permission) needs a page of its own: the fixture `fresh_page`.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None

    def page(self) -> Page:
        if self._page is None:
            self._page = self._browser.new_context(viewport=DESKTOP).new_page()
        return self._page

    def clear(self) -> None:
        """Leave the site, forget what it stored, and close what it opened; a page that no longer answers is given up."""
        if self._page is None:
            return
        try:
            clear_page(self._page)
        except Error:
            self.close()

    def close(self) -> None:
        if self._page is not None:
            with suppress(Error):
                self._page.context.close()
            self._page = None


def clear_page(page: Page) -> None:
    place = urlsplit(page.url)
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    page.mouse.move(0, 0)
    page.goto(BLANK)
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.context.clear_cookies()
    if place.netloc:
        stored = {"origin": f"{place.scheme}://{place.netloc}", "storageTypes": "local_storage"}
        line = page.context.new_cdp_session(page)
        line.send("Storage.clearDataForOrigin", stored)
        line.detach()
