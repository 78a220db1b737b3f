"""The page at a size of screen, which draws one picture of the sweep after the other."""

import base64
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from components.network.heading import small_print
from components.network.places import arrangement_for, places_bytes
from components.network.view_message import view_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.browser import visit
from tests.sweep.cases import Case
from tests.sweep.drawn import DrawnPicture

SIZES = ((1280, 720), (1440, 900), (1920, 1080), (390, 844))
PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
# What the page calls its picture.
NETWORK = "network"
Theme = Literal["light", "dark"]


class Screen:
    """A page that shows the records of `ties`; the pictures come to it without the server, in messages like its own."""

    def __init__(self, page: Page, ties: Ties, today: date) -> None:
        self._page = page
        self._ties = ties
        self._today = today
        self._numbers = count(1_000)

    def draw(self, case: Case, theme: Theme = "light") -> DrawnPicture:
        """Show a picture and look at its boxes."""
        places, message = self._messages(case)
        return DrawnPicture.of(self._page.evaluate(PROBE, [places, message, theme]))

    def save(self, path: Path) -> None:
        """Save what is shown as a PNG."""
        self._page.locator(".aw-picture").screenshot(path=path)

    def _messages(self, case: Case) -> tuple[str, dict[str, Any]]:
        selection = select(self._ties, case.view)
        message = view_of(
            selection,
            self._today,
            name=NETWORK,
            heading=small_print(selection),
            fit_count=next(self._numbers),
            message_number=0,
        )
        places = places_bytes(self._ties, arrangement_for(selection))
        return base64.b64encode(places).decode(), message


def screen(page: Page, address: str, size: tuple[int, int], ties: Ties, today: date) -> Screen:
    """The page of the app at that size; actors take their places at once."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    visit(page, f"{address}/?preset=focal")
    return Screen(page, ties, today)
