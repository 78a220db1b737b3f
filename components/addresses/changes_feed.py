"""Entries -> a feed: Atom (RFC 4287) or JSON Feed 1.1. Pure."""

import json
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from components.news.entries import FeedEntry
from data.base.version import VERSION
from data.publish.dictionary import LICENCE

ATOM_TYPE, JSON_FEED_TYPE = "application/atom+xml", "application/feed+json"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class ChangesFeed:
    """`base` is the address of the page without a path; `address` that of the feed itself; `at` when it changed last."""

    title: str
    base: str
    address: str
    at: datetime
    entries: tuple[FeedEntry, ...]
    marking: str = ""

    @property
    def rights(self) -> str:
        return " · ".join(filter(None, (self.marking, LICENCE)))


def atom_of(feed: ChangesFeed) -> bytes:
    """The feed as Atom. Every text is escaped: a text from the records stays a text."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    if feed.marking:
        _text(root, "subtitle", feed.marking)
    _text(root, "updated", feed.at.isoformat())
    _text(root, "rights", feed.rights)
    ET.SubElement(root, "generator", {"version": VERSION}).text = "Allweather"
    _text(ET.SubElement(root, "author"), "name", "Allweather")
    ET.SubElement(root, "link", {"rel": "self", "type": ATOM_TYPE, "href": feed.address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{feed.base}/"})
    for entry in feed.entries:
        _add_entry(root, feed, entry)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _add_entry(root: ET.Element, feed: ChangesFeed, entry: FeedEntry) -> None:
    one = ET.SubElement(root, "entry")
    _text(one, "id", entry.key)
    _text(one, "title", entry.sentence)
    _text(one, "updated", entry.at.isoformat())
    _text(one, "published", entry.at.isoformat())
    ET.SubElement(one, "link", {"rel": "alternate", "type": "text/html", "href": feed.base + entry.link})
    if feed.marking:
        ET.SubElement(one, "category", {"term": feed.marking, "label": feed.marking})
    _text(one, "content", _content(feed, entry)).set("type", "text")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = "".join(character if character.isprintable() else " " for character in text)
    return element


def _content(feed: ChangesFeed, entry: FeedEntry) -> str:
    sources = f"Source: {'; '.join(entry.sources)}." if entry.sources else ""
    return " ".join(filter(None, (feed.marking, entry.sentence, entry.remark, sources)))


def json_feed_of(feed: ChangesFeed) -> bytes:
    """The feed as JSON; what the format does not know (marking, sources) is in parts that begin with an underscore."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{feed.base}/",
        "feed_url": feed.address,
        "language": "en",
        "authors": [{"name": "Allweather"}],
        "_allweather": {"handling": feed.marking, "rights": feed.rights, "updated": feed.at.isoformat()},
        "items": [
            {
                "id": entry.key,
                "url": feed.base + entry.link,
                "title": entry.sentence,
                "content_text": _content(feed, entry),
                "date_published": entry.at.isoformat(),
                "_allweather": {"sources": list(entry.sources)},
            }
            for entry in feed.entries
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
