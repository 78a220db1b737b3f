"""Pages -> SVG. The same figure gives the same bytes: nothing asks the clock or chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from components.figure.layout.citation_pages import CitationsPage
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PageSize
from components.figure.layout.pages import FigurePage, pages_of
from components.figure.layout.slide_page import PictureAlone
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture, Shape, TextLine
from components.figure.render.svg_network import network_elements
from components.figure.render.svg_shapes import SvgShapes, length
from components.figure.text.font_files import WEIGHTS
from components.figure.text.fonts import BASIC_CHARACTERS
from components.style.markup import element, html_of

# What a part of a page is; "edge" is what repeats on each.
Role = Literal["title", "heading", "text", "picture", "note", "edge"]

WHITE = "#ffffff"


@dataclass(frozen=True)
class PagePart:
    """The elements of a page that are read together, and their text without its line breaks."""

    role: Role
    elements: list[Element]
    text: str = ""


def svg_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme, *, embed: bool = True) -> str:
    """All pages of the figure as one picture, below one another; `embed` puts the fonts into it."""
    return svg_of_pages(figure, pages_of(figure, size), scheme, embed=embed)


def svg_of_pages(
    figure: BriefingFigure, pages: Sequence[FigurePage], scheme: ColourScheme, *, embed: bool = True
) -> str:
    """Some of its pages as one picture."""
    height, groups = 0.0, list[Element]()
    for page in pages:
        moved = {"transform": f"translate(0 {length(height)})"} if height else {}
        groups.append(
            element("g", *(one for part in page_parts(figure, page, scheme) for one in part.elements), **moved)
        )
        height += page.height
    return svg_document(figure, groups, (pages[0].width, height), scheme, embed=embed)


def svg_slide(figure: BriefingFigure, page: FigurePage, scheme: ColourScheme, *, embed: bool = True) -> str:
    """One of its pages."""
    return svg_of_pages(figure, [page], scheme, embed=embed)


def page_parts(figure: BriefingFigure, page: FigurePage, scheme: ColourScheme) -> list[PagePart]:
    """The parts of a page in the order in which they are read."""
    shapes = SvgShapes(figure.fonts, scheme)
    edges = PagePart("edge", shapes.drawing(page.edges))
    if isinstance(page, CitationsPage):
        heading, *lines = page.lines
        notes = "\n".join(note for column in page.columns for note in column)
        return [
            PagePart("heading", [shapes.text(heading)], heading.text),
            PagePart("note", [shapes.text(line) for line in lines], notes),
            edges,
        ]
    keys = (part for key in page.legend_keys for part in shapes.legend_key(key))
    legend = "; ".join(": ".join(filter(None, (entry.group, entry.text))) for entry in figure.legend)
    return [
        PagePart("title", shapes.drawing(page.title_lines), _text_of(page.title_lines)),
        PagePart("text", shapes.drawing(page.sentence_lines), _text_of(page.sentence_lines)),
        PagePart("picture", _picture(shapes, figure, page.picture), figure.alt_text),
        PagePart("text", [*shapes.drawing(page.legend_names), *keys], legend),
        PagePart("text", shapes.drawing(page.note), _text_of(page.note)),
        PagePart("text", shapes.drawing(page.foot), _text_of(page.foot)),
        edges,
    ]


def svg_picture_alone(figure: BriefingFigure, alone: PictureAlone, scheme: ColourScheme) -> str:
    """The picture and its legend for the page of a document: on white, unless it is dark."""
    shapes = SvgShapes(figure.fonts, scheme)
    keys = (part for key in alone.legend.keys for part in shapes.legend_key(key))
    elements = [*_picture(shapes, figure, alone.picture), *map(shapes.text, alone.legend.names), *keys]
    svg = svg_document(figure, elements, alone.size, scheme, embed=False)
    # Also what is drawn in the colour of the paper, such as the grounds of labels.
    return svg if scheme == "dark" else svg.replace(shapes.paper, WHITE)


def _text_of(lines: Iterable[TextLine]) -> str:
    return " ".join(line.text for line in lines)


def _picture(shapes: SvgShapes, figure: BriefingFigure, drawn: PageNetwork | Sequence[Shape]) -> list[Element]:
    picture = figure.picture_on_pages
    if isinstance(picture, NetworkPicture) and isinstance(drawn, PageNetwork):
        return network_elements(shapes, picture, drawn)
    assert not isinstance(drawn, PageNetwork)
    return shapes.drawing(drawn)


def svg_document(
    figure: BriefingFigure,
    elements: Iterable[Element],
    size: tuple[float, float],
    scheme: ColourScheme,
    *,
    embed: bool,
    has_paper: bool = True,
) -> str:
    """The elements on paper, or on nothing."""
    width, height = map(length, size)
    faces = _font_faces(figure) if embed else ""
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alt_text),
        element("style", faces) if faces else None,
        element("rect", width=width, height=height, fill=SvgShapes(figure.fonts, scheme).paper) if has_paper else None,
        *elements,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width}pt",
        height=f"{height}pt",
        viewBox=f"0 0 {width} {height}",
        role="img",
    )
    return html_of(root) + "\n"


def _font_faces(figure: BriefingFigure) -> str:
    """The style sheet that carries the fonts of what is on the pages."""
    texts = [BASIC_CHARACTERS, *figure.texts_on_pages]
    return "".join(
        f"@font-face{{font-family:'{name}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for name, font in figure.fonts.embeddable(texts, weight)
    )
