"""Pages -> SVG. The same figure gives the same bytes: nothing asks the clock or chance."""

from xml.etree.ElementTree import Element

from components.figure.fonts import WEIGHTS
from components.figure.layout.page import (
    FOOT,
    HEAD,
    MARGIN,
    SIZES,
    PageText,
    PicturePage,
    Size,
    citation_pages,
    citations_below,
    picture_pages,
)
from components.figure.layout.placement import PageNetwork
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.svg_network import network_parts
from components.figure.render.svg_shapes import SvgShapes, n
from components.style.markup import element, html_of

# What stands on a page besides the texts of the figure.
PAGE_WORDS = f"{HEAD} of 0123456789"


def svg_pages(figure: BriefingFigure, size: Size, scheme: ColourScheme, *, embed: bool = True) -> list[str]:
    """The figure as pages of one size: the picture, then the notes. `embed` brings the fonts along."""
    pen, (width, height) = SvgShapes(figure.fonts, scheme), SIZES[size]
    pages = [_drawn(pen, figure, page) for page in picture_pages(figure, size)]
    pages += [[pen.text(line) for line in page.lines] for page in citation_pages(figure, size)]
    documents = []
    for number, parts in enumerate(pages, 1):
        of = PageText(f"{number} of {len(pages)}", width - MARGIN, height - MARGIN / 2, FOOT)
        documents.append(_document(pen, figure, [*parts, pen.text(of, anchor="end")], width, height, embed=embed))
    return documents


def svg_of(figure: BriefingFigure, size: Size, scheme: ColourScheme, *, embed: bool = True) -> str:
    """The figure as one picture: further pages and the notes stand below, and it grows as high as they need."""
    pen, (width, height) = SvgShapes(figure.fonts, scheme), SIZES[size]
    first, *others = [_drawn(pen, figure, page) for page in picture_pages(figure, size)]
    parts = [*first, *(_lower(page, place * height) for place, page in enumerate(others, 1))]
    below, grown = citations_below(figure, size)
    notes = [pen.text(line) for line in below]
    down = len(others) * height
    return _document(pen, figure, [*parts, _lower(notes, down)], width, height + down + grown, embed=embed)


def svg_picture(figure: BriefingFigure, size: Size, scheme: ColourScheme) -> str:
    """The picture alone, for a page that brings the notes in another form."""
    pen, (width, height) = SvgShapes(figure.fonts, scheme), SIZES[size]
    pages = [_drawn(pen, figure, page) for page in picture_pages(figure, size)]
    parts = [_lower(page, place * height) for place, page in enumerate(pages)]
    return _document(pen, figure, parts, width, height * len(pages), embed=True)


def _lower(parts: list[Element], down: float) -> Element:
    return element("g", *parts, **({"transform": f"translate(0 {n(down)})"} if down else {}))


def _document(
    pen: SvgShapes, figure: BriefingFigure, parts: list[Element], width: float, height: float, *, embed: bool
) -> str:
    texts = [*figure.texts, PAGE_WORDS]
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for family, font in (figure.fonts.embedded(texts, weight) if embed else ())
    ]
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alt_text),
        element("style", "".join(faces)) if faces else None,
        element("rect", width=n(width), height=n(height), fill=pen.paper),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{n(width)}pt",
        height=f"{n(height)}pt",
        viewBox=f"0 0 {n(width)} {n(height)}",
        role="img",
    )
    return html_of(root) + "\n"


def _drawn(pen: SvgShapes, figure: BriefingFigure, page: PicturePage) -> list[Element]:
    return [
        *_picture(pen, figure, page),
        *(pen.text(line) for line in page.lines),
        *(part for key in page.legend_keys for part in pen.key(key)),
    ]


def _picture(pen: SvgShapes, figure: BriefingFigure, page: PicturePage) -> list[Element]:
    if isinstance(figure.picture, NetworkPicture) and isinstance(page.picture, PageNetwork):
        return network_parts(pen, figure.picture, page.picture)
    assert not isinstance(page.picture, PageNetwork)
    return pen.drawing(page.picture)
