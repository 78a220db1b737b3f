"""Texts -> HTML that holds them as texts: elements are built as a tree, so no text can become markup."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
_SCRIPTS = (("zh", "\u4e00", "\u9fff"), ("ru", "\u0400", "\u04ff"))


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with texts and elements in it; `None` is left out, `class_` is the class."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, str):
            if last is None:
                made.text = (made.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        elif child is not None:
            made.append(child)
            last = child
    return made


def link(text: Child, address: str) -> Child:
    """A link if the address is one of the web; the text alone otherwise ("javascript:" never becomes a link)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return text
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return text
    return element("a", text, href=address, target="_blank", rel="noopener noreferrer")


def region(name: str, *children: Child, class_: str) -> Element:
    """A part of the page that the keyboard reaches, to read and to scroll it; its name is an unseen heading too."""
    head = element("h2", name, class_="aw-unseen")
    return element("div", head, *children, class_=class_, role="region", tabindex="0", aria_label=name)


def in_its_language(text: str, language: str = "") -> Child:
    """A text that a voice reads in its own language: the one given, else Chinese or Russian by its letters."""
    language = language or next((code for code, first, last in _SCRIPTS if any(first <= at <= last for at in text)), "")
    return element("span", text, lang=language) if language else text


def html_of(*elements: Element) -> str:
    return "".join(tostring(made, encoding="unicode", short_empty_elements=False) for made in elements)


def markdown_safe(text: str) -> str:
    """A text for a label that Streamlit reads as Markdown: every ASCII punctuation mark is escaped."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()<>#+-.!|~$:@^=&" else letter for letter in text)


def markdown_document(text: str) -> str:
    """A text for a Markdown document that people read as it is, too: only what could become markup is escaped."""
    return "".join(f"\\{letter}" if letter in r"\`*_[]<>" else letter for letter in text)
