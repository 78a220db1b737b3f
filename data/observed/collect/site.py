"""The adapter for sites with a list of items for each day, and a page for each item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.observed.coding.model.item import Item
from data.observed.collect.adapter import FetchError, Listed, Reader
from data.observed.collect.pages import links_of_page, text_of_page

DAY = "{day}"


@dataclass(frozen=True)
class SiteAdapter:
    """`address` is that of a list with `{day}` for its day as 20261120; `items` is a pattern of the addresses of items.

    `content` is the id or class of the part of an item’s page that has the text.
    """

    address: str
    items: str
    content: str

    def listed(self, reader: Reader, since: date, until: date) -> Iterator[Listed]:
        for number in range((until - since).days + 1):
            day = since + timedelta(number)
            address = self.address.replace(DAY, f"{day:%Y%m%d}")
            try:
                content = reader.text(address)
            except FetchError as problem:
                raise FetchError(f"the list of {day}: {problem}") from problem
            for url, title in links_of_page(content, address):
                if re.search(self.items, url):
                    yield Listed(day, url, title)

    def item(self, reader: Reader, listed: Listed) -> Item:
        text = text_of_page(reader.text(listed.url), self.content)
        return Item(listed.day.isoformat(), listed.url, listed.title, text)
