"""A figure as one HTML file that can be explored and asks no host for anything: picture, citations, a little script."""

import base64
import hashlib
import html
from pathlib import Path
from string import Template

from components.figure.addresses import ADDRESS
from components.figure.layout.citation_pages import CITATIONS_HEADING
from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.palette import QUIET, paper_and_ink
from components.figure.render.svg import svg_of_pages
from components.style.markup import Child, element, html_of, link
from components.style.theme import blend

_BROWSER = Path(__file__).parent / "browser"
_PAGE = Template((_BROWSER / "figure.html").read_text("utf-8"))
_STYLE = (_BROWSER / "figure.css").read_text("utf-8")
_SCRIPT = (_BROWSER / "figure.js").read_text("utf-8")


def html_of_figure(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> str:
    """The page; its policy lets nothing run or load that is not in it."""
    paper, ink = paper_and_ink(scheme)
    script_hash = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    return _PAGE.substitute(
        policy=f"default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{script_hash}'",
        title=html.escape(figure.title),
        style=_STYLE,
        paper=paper,
        ink=ink,
        quiet=blend(ink, paper, QUIET),
        line=blend(ink, paper, 0.2),
        picture=svg_of_pages(figure, slide_pages(figure, size), scheme),
        finder="" if isinstance(figure.picture, NetworkPicture) else "hidden",
        notes="" if figure.with_sources and figure.citations else "hidden",
        heading=CITATIONS_HEADING,
        citations=_citation_list(figure),
        alt_text=html.escape(figure.alt_text),
        script=_SCRIPT,
    )


def _citation_list(figure: BriefingFigure) -> str:
    """Each citation as an item that its number leads to, with links; none without sources."""
    if not figure.with_sources:
        return ""
    items = []
    for citation in figure.citations:
        number, dot, _ = citation.partition(". ")
        is_numbered = dot and number.isdigit()
        attributes = {"id": f"citation-{number}", "data_citation": number, "tabindex": "0"} if is_numbered else {}
        items.append(element("li", *_with_links(citation), **attributes))
    return html_of(element("ul", *items)) if items else ""


def _with_links(text: str) -> list[Child]:
    """The text with each web address as a link."""
    parts: list[Child] = []
    end = 0
    for match in ADDRESS.finditer(text):
        parts += [text[end : match.start()], link(match.group(), match.group())]
        end = match.end()
    return [*parts, text[end:]]
