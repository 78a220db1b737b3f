"""Texts -> the paragraphs of a shape: each script with its language, so that Office takes the right typeface."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from components.figure.addresses import ADDRESS
from components.figure.model import FILE_LANGUAGE
from components.figure.pptx.markup import node, text_node
from components.figure.pptx.paint import Colour, solid_fill
from components.figure.text.font_files import CHINESE
from components.figure.text.fonts import font_runs

Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]
# Address -> the id of the relation that has it.
Link = Callable[[str], str]
CHINESE_LANGUAGE = "zh-CN"
# Numbers of notes: not every typeface has them as characters, so digits are raised by this share of their size.
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NOTES = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+(?:\u2009[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)*")
# Punctuation after an address is part of its link, as some programs break a line behind a link.
_LINK = re.compile(rf"({ADDRESS.pattern})[.;,)]?")
_PARTS = re.compile(f"({_NOTES.pattern}|{ADDRESS.pattern}[.;,)]?)")
RAISED = 30_000


@dataclass(frozen=True)
class TextStyle:
    """How a text is set; `leading` is the distance of its lines in points, if it has several.

    Size None is that of the placeholder. `after` are the points below a paragraph.
    `has_links`: its web addresses are links, which those in a text by a reader never are.
    """

    size: float | None = None
    colour: Colour | None = None
    is_bold: bool = False
    align: Align = "l"
    leading: float | None = None
    after: float = 0.0
    has_links: bool = True


def text_body(paragraphs: Sequence[str], style: TextStyle, link: Link, *, anchor: Anchor = "t") -> Element:
    """Paragraphs that use the whole of their shape, whose size never changes; `link` gives an address its relation."""
    insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    properties = node("a:bodyPr", node("a:noAutofit"), wrap="square", **insets, rtlCol=0, anchor=anchor)
    texts = paragraphs or [""]
    return node("p:txBody", properties, node("a:lstStyle"), *(_paragraph(text, style, link) for text in texts))


def _paragraph(text: str, style: TextStyle, link: Link) -> Element:
    spacing = (
        node("a:lnSpc", node("a:spcPts", val=round(style.leading * 100))) if style.leading else None,
        node("a:spcBef", node("a:spcPts", val=0)),
        node("a:spcAft", node("a:spcPts", val=round(style.after * 100))),
        node("a:buNone"),
    )
    return node("a:p", node("a:pPr", *spacing, marL=0, indent=0, algn=style.align), *_runs(text, style, link))


def _runs(text: str, style: TextStyle, link: Link) -> Iterator[Element]:
    """The text in parts: web addresses, which are links; numbers of notes, which are raised; and each script."""
    for part in _PARTS.split(text):
        if is_note := _NOTES.fullmatch(part) is not None:
            part = part.translate(_SUPERSCRIPTS)
        address = _LINK.fullmatch(part)
        relation = link(address[1]) if address and style.has_links else ""
        for run in font_runs(part):
            languages = {"lang": FILE_LANGUAGE}
            if run.family == CHINESE:
                languages = {"lang": CHINESE_LANGUAGE, "altLang": FILE_LANGUAGE}
            properties = node(
                "a:rPr",
                solid_fill(style.colour) if style.colour else None,
                node("a:hlinkClick", **{"r:id": relation}) if relation else None,
                **languages,
                sz=round(style.size * 100) if style.size else None,
                b=int(style.is_bold),
                baseline=RAISED if is_note else None,
                dirty=0,
            )
            yield node("a:r", properties, text_node("a:t", run.text))
