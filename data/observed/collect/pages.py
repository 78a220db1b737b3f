"""The HTML of a page -> the links in it, and the text of one of its parts."""

from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urljoin

from data.observed.coding.forms.cleaning import plain_text, plain_title

_NO_TEXT = frozenset(("script", "style", "template", "noscript"))
_NO_END = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# Characters: no page of an item has a longer address, and the pattern of a desk is tried on each.
LONGEST_ADDRESS = 2_000
_PARAGRAPHS = frozenset(("p", "div", "li", "br", "h1", "h2", "h3", "tr"))


class _Links(HTMLParser):
    """(address, title) of the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address: str | None = None
        self._title = ""
        # In pieces: a text that grows by one letter at a time is copied each time.
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href"):
            self._address, self._title, self._text = attributes["href"], attributes.get("title") or "", []

    def handle_data(self, data: str) -> None:
        if self._address is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address is not None:
            # The text of a link can be cut off, its title is whole.
            self.found.append((self._address, self._title or "".join(self._text)))
            self._address = None


class _Part(HTMLParser):
    """The text of the first element with an id or class."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = self._unread = 0
        self._is_done = False
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_END:
            self._pieces += ["\n"] if self._depth and tag == "br" else []
            return
        attributes = dict(attrs)
        names = {attributes.get("id"), *(attributes.get("class") or "").split()}
        if self._depth:
            self._depth += 1
            self._unread += tag in _NO_TEXT
            self._pieces += ["\n"] if tag in _PARAGRAPHS else []
        elif self._name in names and not self._is_done:
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag not in _NO_END:
            self._depth -= 1
            self._unread -= bool(self._unread and tag in _NO_TEXT)
            self._is_done = self._depth == 0

    def handle_data(self, data: str) -> None:
        if self._depth and not self._unread:
            self._pieces.append(data)


def links_of_page(content: str, address: str) -> list[tuple[str, str]]:
    """(whole address, title) of the links of a page, each address once, in their order."""
    reader = _Links()
    _feed(reader, content)
    links: dict[str, str] = {}
    for target, title in reader.found:
        if plain_title(title) and (url := joined(address, target)):
            links.setdefault(url, plain_title(title))
    return list(links.items())


def _feed(reader: HTMLParser, content: str) -> None:
    """Read a page, or as much of it as Python's reader can: at “<![” alone some of its versions end with such an error."""
    with suppress(AssertionError):
        reader.feed(content)


def joined(address: str, target: str) -> str:
    """The whole address of a link on a page; empty if it is none."""
    try:
        return urljoin(address, target) if 0 < len(target) <= LONGEST_ADDRESS else ""
    except ValueError:
        return ""


def text_of_page(content: str, part: str) -> str:
    """The text of the part with this id or class, a paragraph a line; empty if the page has no such part."""
    reader = _Part(part)
    _feed(reader, content)
    return plain_text(reader.text)
