"""Pages -> SVG. The same figure gives the same bytes: nothing asks the clock or chance."""

from xml.etree.ElementTree import Element

from components.figure.font_files import WEIGHTS
from components.figure.fonts import BASIC_CHARACTERS
from components.figure.layout.citation_pages import CITATIONS_HEADING, citation_pages, citations_below
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import FOOTER, MARGIN, PAGE_SIZES, PageSize, PageText, PicturePage, picture_pages
from components.figure.layout.slide_page import SlidePage
from components.figure.model import BriefingFigure, ChartPicture, ColourScheme, Drawing, NetworkPicture
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
        faces = _font_faces(figure, [*figure.texts, PAGE_TEXTS]) if embed else ""
        documents.append(_document(figure, shapes.paper, page, width, height, faces))
    return documents


def svg_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme, *, embed: bool = True) -> str:
    """The figure as one picture, as high as it needs to be: further pages and the citations are below the first."""
    shapes, (width, height) = SvgShapes(figure.fonts, scheme), PAGE_SIZES[size]
    first, *others = [_page(shapes, figure, page) for page in picture_pages(figure, size)]
    further = [_moved_down(page, number * height) for number, page in enumerate(others, 1)]
    lines, added_height = citations_below(figure, size)
    down = len(others) * height
    elements = [*first, *further, _moved_down([shapes.text(line) for line in lines], down)]
    faces = _font_faces(figure, [*figure.texts, PAGE_TEXTS]) if embed else ""
    return _document(figure, shapes.paper, elements, width, height + down + added_height, faces)


def svg_picture(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> str:
    """The picture alone, for a page that has the citations in another form."""
    shapes, (width, height) = SvgShapes(figure.fonts, scheme), PAGE_SIZES[size]
    pages = [_page(shapes, figure, page) for page in picture_pages(figure, size)]
    elements = [_moved_down(page, number * height) for number, page in enumerate(pages)]
    faces = _font_faces(figure, [*figure.texts, PAGE_TEXTS])
    return _document(figure, shapes.paper, elements, width, height * len(pages), faces)


def svg_slide(figure: BriefingFigure, page: SlidePage, scheme: ColourScheme, *, embed: bool = True) -> str:
    """One of the figure's slides, exactly as large as its page."""
    shapes, picture = SvgShapes(figure.fonts, scheme), figure.picture_on_pages
    elements = [
        *_picture(shapes, picture, page.picture),
        *shapes.drawing((*page.lines, *page.edges)),
        *(part for key in page.legend_keys for part in shapes.legend_key(key)),
    ]
    texts = [
        BASIC_CHARACTERS,
        *picture.texts,
        *(line.text for line in (*page.lines, *page.edges)),
        *(one.text for one in figure.legend),
    ]
    faces = _font_faces(figure, texts) if embed else ""
    return _document(figure, shapes.paper, elements, page.width, page.height, faces)


def _moved_down(elements: list[Element], by: float) -> Element:
    return element("g", *elements, **({"transform": f"translate(0 {length(by)})"} if by else {}))


def _document(
    figure: BriefingFigure, paper: str, elements: list[Element], width: float, height: float, faces: str
) -> str:
    """The elements on paper; `faces` is the style sheet that carries the fonts."""
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alt_text),
        element("style", faces) if faces else None,
        element("rect", width=length(width), height=length(height), fill=paper),
        *elements,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{length(width)}pt",
        height=f"{length(height)}pt",
        viewBox=f"0 0 {length(width)} {length(height)}",
        role="img",
    )
    return html_of(root) + "\n"


def _font_faces(figure: BriefingFigure, texts: list[str]) -> str:
    """The style sheet that carries the fonts of these texts."""
    return "".join(
        f"@font-face{{font-family:'{name}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for name, font in figure.fonts.embeddable(texts, weight)
    )


def _page(shapes: SvgShapes, figure: BriefingFigure, page: PicturePage) -> list[Element]:
    return [
        *_picture(shapes, figure.picture, page.picture),
        *(shapes.text(line) for line in page.lines),
        *(part for key in page.legend_keys for part in shapes.legend_key(key)),
    ]


def _picture(shapes: SvgShapes, picture: NetworkPicture | ChartPicture, drawn: PageNetwork | Drawing) -> list[Element]:
    if isinstance(picture, NetworkPicture) and isinstance(drawn, PageNetwork):
        return network_elements(shapes, picture, drawn)
    assert not isinstance(drawn, PageNetwork)
    return shapes.drawing(drawn)
