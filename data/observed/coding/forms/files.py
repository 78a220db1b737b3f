"""The text of a file of an inbox -> its items. The forms are those of the public archives, and a plain one (see operations.md)."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from data.observed.coding.forms.cleaning import plain_address, plain_text, plain_title
from data.observed.coding.model.item import Item

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_LINK = re.compile(r"\*?\[(?:原文|查看原文|source|original)\]\(([^)\n]{0,2000})\)\*?", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"\A\s*<?(https?://\S+?)>?\s*$", re.MULTILINE)
# The archives of one family put a summary first, and the items after this heading.
_DETAILS = "## 详细新闻"


class NoItemsError(ValueError):
    """A file in none of the known forms; its text says why."""


def items_of_json(text: str, name: str) -> Iterator[Item]:
    """Items of a JSON file: one item, a list of them, `{"date": …, "items": […]}`, or a day of a video archive."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoItemsError("it is not valid JSON") from error
    day = _day_in(name)
    if isinstance(content, dict):
        day = _day_in(str(content.get("date", ""))) or day
        entries = next(
            (content[key] for key in ("items", "videoList") if isinstance(content.get(key), list)), [content]
        )
    elif isinstance(content, list):
        entries = content
    else:
        raise NoItemsError("it holds no items")
    for entry in entries:
        if isinstance(entry, dict):
            yield from _item_of_entry(entry, day)


def _item_of_entry(entry: dict[str, Any], day: str) -> Iterator[Item]:
    video = entry.get("video_detail") if isinstance(entry.get("video_detail"), dict) else {}
    title = _first(entry, "title", "video_title") or _first(video, "title")
    text = _first(video, "content") or _first(entry, "text", "content", "brief")
    # An archive of videos files each under the day of its broadcast.
    date_of_item = day if "video_title" in entry else _day_in(_first(entry, "date")) or day
    yield from _items(date_of_item, _first(entry, "url", "video_url"), title, text)


def _first(entry: Any, *keys: str) -> str:
    """The first text under one of the keys."""
    return next((value for key in keys if isinstance(value := entry.get(key), str) and value), "")


def items_of_markdown(text: str, name: str) -> Iterator[Item]:
    """Items of a Markdown file: each under a heading of the second level, or of the third after a summary; or one item."""
    head = text.split("\n", 1)[0]
    day = _day_in(name) or _day_in(head)
    _, details, rest = text.partition(_DETAILS)
    level, body = ("### ", rest) if details else ("## ", text)
    sections = re.split(f"(?m)^{level}", body)[1:]
    if not sections and head.startswith("# "):
        sections = [text.removeprefix("# ")]
        dated = re.search(r"(?im)^date: *(.*)$", text)
        day = (_day_in(dated.group(1)) if dated else "") or day
        sections = [re.sub(r"(?im)^date: .*$", "", sections[0])]
    if not sections:
        raise NoItemsError("it has no heading")
    for section in sections:
        title, _, content = section.partition("\n")
        link = _LINK.search(content) or _BARE_ADDRESS.search(content)
        content = content[: link.start()] + content[link.end() :] if link else content
        yield from _items(day, link.group(1) if link else "", title, content)


def _items(day: str, url: str, title: str, text: str) -> Iterator[Item]:
    title = plain_title(title)
    if not day:
        raise NoItemsError("neither its name nor its text has a date")
    if title:
        yield Item(day, plain_address(url), title, plain_text(text))


def _day_in(text: str) -> str:
    """The first day (ISO) in a text; empty if there is none."""
    for year, month, day in _DAY.findall(text):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return ""
