"""A figure as one HTML file that can be explored and asks no host for anything: picture, notes, and a little script."""

import base64
import hashlib
import html
import re
from pathlib import Path
from string import Template

from components.figure.layout.page import HEAD, Size
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.palette import paper_and_ink
from components.figure.render.svg import svg_picture
from components.style.markup import Child, element, html_of, link
from components.style.theme import blend

_HERE = Path(__file__).parent / "browser"
_PAGE = Template((_HERE / "figure.html").read_text("utf-8"))
_STYLE = (_HERE / "figure.css").read_text("utf-8")
_SCRIPT = (_HERE / "figure.js").read_text("utf-8")
_ADDRESS = re.compile(r"https?://\S+?(?=[.;,]?(?:\s|$))")


def html_bytes(figure: BriefingFigure, size: Size, scheme: ColourScheme) -> bytes:
    """The page; its policy lets nothing run or load but what is in it."""
    paper, ink = paper_and_ink(scheme)
    allowed = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    return _PAGE.substitute(
        policy=f"default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{allowed}'",
        title=html.escape(figure.title),
        style=_STYLE,
        paper=paper,
        ink=ink,
        quiet=blend(ink, paper, 0.72),
        line=blend(ink, paper, 0.2),
        picture=svg_picture(figure, size, scheme),
        finder="" if isinstance(figure.picture, NetworkPicture) else "hidden",
        head=HEAD,
        notes=_notes(figure),
        alt_text=html.escape(figure.alt_text),
        script=_SCRIPT,
    ).encode()


def _notes(figure: BriefingFigure) -> str:
    """Each note as an item that its number leads to, its addresses as links."""
    items = []
    for note in figure.citations:
        number, dot, _ = note.partition(". ")
        known = {"id": f"note-{number}", "data_note": number, "tabindex": "0"} if dot and number.isdigit() else {}
        items.append(element("li", *_linked(note), **known))
    return html_of(element("ul", *items)) if items else ""


def _linked(text: str) -> list[Child]:
    parts: list[Child] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        parts += [text[at : found.start()], link(found.group(), found.group())]
        at = found.end()
    return [*parts, text[at:]]
