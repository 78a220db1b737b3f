"""The adapter for feeds: RSS 2.0 and Atom (RFC 4287), whose entries hold their text or lead to a page of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

from data.observed.coding.forms.cleaning import plain_text, plain_title
from data.observed.coding.model.item import Item
from data.observed.collect.adapter import FetchError, Listed, Reader
from data.observed.collect.pages import joined, text_of_page

_ENTRIES = ("item", "entry")
_DATES, _TEXTS = ("pubDate", "published", "updated", "date"), ("encoded", "content", "description", "summary")


@dataclass(frozen=True)
class RssAdapter:
    """`content` is the id or class of the part of an item’s page that has the text; empty: the feed itself has it."""

    address: str
    content: str = ""

    def listed(self, reader: Reader, since: date, until: date) -> Iterator[Listed]:
        entries = [entry for entry in _entries(reader.text(self.address), self.address) if since <= entry.day <= until]
        yield from sorted(entries, key=lambda entry: (entry.day, entry.url))

    def item(self, reader: Reader, listed: Listed) -> Item:
        text = text_of_page(reader.text(listed.url), self.content) if self.content else plain_text(listed.text or "")
        return Item(listed.day.isoformat(), listed.url, listed.title, text)


def _entries(text: str, address: str) -> Iterator[Listed]:
    # A feed has no document type; with one, a short file could grow without end.
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise FetchError("the feed has a document type")
    try:
        root = ET.fromstring(text)
    except ET.ParseError as problem:
        raise FetchError(f"the feed is not valid XML ({problem})") from problem
    for entry in _elements(root):
        parts = {_name(part): part for part in reversed(list(entry))}
        day, url = _day(parts), joined(address, _address(entry))
        title = plain_title("".join(parts["title"].itertext())) if "title" in parts else ""
        if day and url and title:
            content = next(("".join(parts[name].itertext()) for name in _TEXTS if name in parts), "")
            yield Listed(day, url, title, content)


def _elements(root: ET.Element) -> Iterator[ET.Element]:
    """The entries of a feed: in it, or in its channel. One within another would be read as often as it is deep."""
    for part in root:
        if _name(part) == "channel":
            yield from (inner for inner in part if _name(inner) in _ENTRIES)
        elif _name(part) in _ENTRIES:
            yield part


def _name(part: ET.Element) -> str:
    return str(part.tag).rpartition("}")[2]


def _day(parts: dict[str, ET.Element]) -> date | None:
    for name in _DATES:
        written = (parts[name].text or "").strip() if name in parts else ""
        for read in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                return read(written.replace("Z", "+00:00") if read is datetime.fromisoformat else written).date()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
    return None


def _address(entry: ET.Element) -> str:
    links = [part for part in entry if _name(part) == "link"]
    chosen = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    return (chosen.get("href") or (chosen.text or "").strip()) if chosen is not None else ""
