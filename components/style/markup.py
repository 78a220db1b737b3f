"""Texts -> HTML in which they stay text: elements are built as a tree, so no text can become markup."""

import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
_MARKDOWN = frozenset(r"\`*_{}[]()<>#+-.!|~$:@^=&/")
# Where a mark that is escaped is read all the same.
_READ_ALL_THE_SAME = re.compile(r":(?=material_|streamlit:|//)|www(?=\.)|@(?=[\w-])", re.IGNORECASE)
_SCRIPTS = {"zh": re.compile("[\u4e00-\u9fff]"), "ru": re.compile("[\u0400-\u04ff]")}


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with texts and elements as children; `None` is left out, `class_` becomes `class`."""
    parent = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, str):
            if last is None:
                parent.text = (parent.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        elif child is not None:
            parent.append(child)
            last = child
    return parent


def link(text: Child, address: str) -> Child:
    """A link if the address is one of the web, else the text alone ("javascript:" never becomes a link)."""
    if not is_web_address(address):
        return text
    return element("a", text, href=address, target="_blank", rel="noopener noreferrer")


def is_web_address(address: str) -> bool:
    """Whether an address is one of the web, and so safe to follow."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def region(name: str, *children: Child, class_: str) -> Element:
    """A region of the page that the keyboard can reach and scroll; its name is also a heading for screen readers."""
    head = element("h2", name, class_="aw-unseen")
    return element("div", head, *children, class_=class_, role="region", tabindex="0", aria_label=name)


def in_its_language(text: str, language: str = "") -> Child:
    """The text, marked with the language given, else with Chinese or Russian by its script, for screen readers."""
    language = language or next((code for code, script in _SCRIPTS.items() if script.search(text)), "")
    return element("span", text, lang=language) if language else text


def html_of(*elements: Element) -> str:
    """The elements as HTML text."""
    return "".join(tostring(each, encoding="unicode", short_empty_elements=False) for each in elements)


def tree_of(each: Element) -> list[Any]:
    """[tag, attributes, *texts and children]: an element as JSON, from which a browser builds it without reading HTML."""
    tree: list[Any] = [each.tag, dict(each.attrib)]
    if each.text:
        tree.append(each.text)
    for child in each:
        tree.append(tree_of(child))
        if child.tail:
            tree.append(child.tail)
    return tree


def markdown_safe(text: str) -> str:
    """The text for a label that Streamlit reads as Markdown: every ASCII punctuation mark is escaped.

    Streamlit puts an icon or its logo for ":material_home:" and ":streamlit:" even there, and makes a link of a web or
    e-mail address: a joiner, unseen, parts them.
    """
    parted = _READ_ALL_THE_SAME.sub("\\g<0>\u2060", text)
    return "".join(f"\\{character}" if character in _MARKDOWN else character for character in parted)


def markdown_document(text: str) -> str:
    """Text that is safe in Markdown and readable without it; only markup characters are escaped."""
    return "".join(f"\\{character}" if character in r"\`*_[]<>" else character for character in text)
