"""Pages -> SVG. The same figure gives the same bytes: nothing asks the clock or chance."""

from xml.etree.ElementTree import Element

from components.figure.font_files import WEIGHTS
from components.figure.layout.citation_pages import CITATIONS_HEADING, citation_pages, citations_below
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import FOOTER, MARGIN, PAGE_SIZES, PageSize, PageText, PicturePage, picture_pages
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.svg_network import network_elements
from components.figure.render.svg_shapes import SvgShapes, length
from components.style.markup import element, html_of

# The texts on a page that are not the figure's own, for the fonts it needs.
PAGE_TEXTS = f"{CITATIONS_HEADING} of 0123456789"


def svg_pages(figure: BriefingFigure, size: PageSize, scheme: ColourScheme, *, embed: bool = True) -> list[str]:
    """The figure as pages of one size: the picture, then the citations. `embed` puts the fonts into each."""
    shapes, (width, height) = SvgShapes(figure.fonts, scheme), PAGE_SIZES[size]
    pages = [_page(shapes, figure, page) for page in picture_pages(figure, size)]
    pages += [[shapes.text(line) for line in page.lines] for page in citation_pages(figure, size)]
    documents = []
    for number, elements in enumerate(pages, 1):
        text = PageText(f"{number} of {len(pages)}", width - MARGIN, height - MARGIN / 2, FOOTER)
        page = [*elements, shapes.text(text, anchor="end")]
        documents.append(_document(shapes, figure, page, width, height, embed=embed))
    return documents


def svg_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme, *, embed: bool = True) -> str:
    """The figure as one picture, as high as it needs to be: further pages and the citations are below the first."""
    shapes, (width, height) = SvgShapes(figure.fonts, scheme), PAGE_SIZES[size]
    first, *others = [_page(shapes, figure, page) for page in picture_pages(figure, size)]
    further = [_moved_down(page, number * height) for number, page in enumerate(others, 1)]
    lines, added_height = citations_below(figure, size)
    down = len(others) * height
    elements = [*first, *further, _moved_down([shapes.text(line) for line in lines], down)]
    return _document(shapes, figure, elements, width, height + down + added_height, embed=embed)


def svg_picture(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> str:
    """The picture alone, for a page that has the citations in another form."""
    shapes, (width, height) = SvgShapes(figure.fonts, scheme), PAGE_SIZES[size]
    pages = [_page(shapes, figure, page) for page in picture_pages(figure, size)]
    elements = [_moved_down(page, number * height) for number, page in enumerate(pages)]
    return _document(shapes, figure, elements, width, height * len(pages), embed=True)


def _moved_down(elements: list[Element], by: float) -> Element:
    return element("g", *elements, **({"transform": f"translate(0 {length(by)})"} if by else {}))


def _document(
    shapes: SvgShapes, figure: BriefingFigure, elements: list[Element], width: float, height: float, *, embed: bool
) -> str:
    faces = _font_faces(figure) if embed else ""
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alt_text),
        element("style", faces) if faces else None,
        element("rect", width=length(width), height=length(height), fill=shapes.paper),
        *elements,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{length(width)}pt",
        height=f"{length(height)}pt",
        viewBox=f"0 0 {length(width)} {length(height)}",
        role="img",
    )
    return html_of(root) + "\n"


def _font_faces(figure: BriefingFigure) -> str:
    """The style sheet that carries the fonts."""
    texts = [*figure.texts, PAGE_TEXTS]
    return "".join(
        f"@font-face{{font-family:'{name}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for name, font in figure.fonts.embeddable(texts, weight)
    )


def _page(shapes: SvgShapes, figure: BriefingFigure, page: PicturePage) -> list[Element]:
    return [
        *_picture(shapes, figure, page),
        *(shapes.text(line) for line in page.lines),
        *(part for key in page.legend_keys for part in shapes.legend_key(key)),
    ]


def _picture(shapes: SvgShapes, figure: BriefingFigure, page: PicturePage) -> list[Element]:
    if isinstance(figure.picture, NetworkPicture) and isinstance(page.picture, PageNetwork):
        return network_elements(shapes, figure.picture, page.picture)
    assert not isinstance(page.picture, PageNetwork)
    return shapes.drawing(page.picture)
