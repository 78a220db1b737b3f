"""Elements of PresentationML and their text: what XML does not allow is left out."""

import re
from xml.etree.ElementTree import Element, tostring

NAMESPACES = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A point in English Metric Units, in which a file has its lengths.
POINT = 12_700
# The characters that XML 1.0 does not have, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element, for example "a:off"; `None` is left out, among children and attributes."""
    element = Element(tag, {name: str(value) for name, value in attributes.items() if value is not None})
    element.extend(child for child in children if child is not None)
    return element


def text_node(tag: str, text: str) -> Element:
    """An element with nothing but a text."""
    element = Element(tag)
    element.text = text
    return element


def document(root: Element) -> str:
    """A whole part; the root declares the namespaces."""
    for name, address in NAMESPACES.items():
        root.set(name, address)
    return HEAD + without_forbidden(tostring(root, encoding="unicode"))


def without_forbidden(text: str) -> str:
    return _NO_XML.sub("", text)


def emu(points: float) -> int:
    """Points -> English Metric Units."""
    return round(points * POINT)
