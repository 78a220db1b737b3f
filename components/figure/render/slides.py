"""Figures -> slides that can be edited: the page's own texts and picture, with all sources in the notes."""

from collections.abc import Iterable

from components.figure.layout.citation_pages import CitationsPage, column_width
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import GUTTER, MARGIN, PAGE_SIZES, PageSize
from components.figure.layout.pages import FigurePage, pages_of_each
from components.figure.layout.slide_page import SlidePage
from components.figure.model import Box, BriefingFigure, ColourScheme, NetworkPicture
from components.figure.pptx.markup import node
from components.figure.pptx.masters import Colours, Places
from components.figure.pptx.presentation import Deck, Slide, pptx_file
from components.figure.pptx.shapes import ShapeTree
from components.figure.pptx.text import TextStyle
from components.figure.render.palette import paint_colour, paper_and_ink, stroke_colour
from components.figure.render.slides_drawing import add_drawing, add_legend_key, add_text
from components.figure.render.slides_network import NetworkShapes
from components.figure.render.slides_texts import TextBlock, blocks_of
from components.style.theme import GROUP_STROKES

# The heights of the places of the layouts, in points.
_TITLE_HEIGHT, SENTENCE_HEIGHT = 36.0, 20.0


def pptx_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return pptx_of_all([figure], size, scheme)


def pptx_of_all(figures: Iterable[BriefingFigure], size: PageSize, scheme: ColourScheme) -> bytes:
    """Each figure on the slides that it needs, then its notes if it is with sources; one title and marking for all."""
    slides, first = list[Slide](), None
    for figure, pages in pages_of_each(figures, size):
        slides += _slides(figure, pages, scheme)
        first = first or figure
    assert first is not None
    deck = Deck(
        first.slide.title, slides, _places(size), _colours(scheme), _colours("light"), marking=first.slide.marking
    )
    return pptx_file(deck)


def _colours(scheme: ColourScheme) -> Colours:
    paper, ink = paper_and_ink(scheme)
    accents = tuple(stroke_colour(stroke, scheme) for stroke in list(GROUP_STROKES.values())[:6])
    return Colours(paper, ink, paint_colour("quiet", scheme), accents, is_dark=scheme == "dark")


def _places(size: PageSize) -> Places:
    """Where the layouts have title, sentence and text: each slide says it again for its own."""
    (width, height), right = PAGE_SIZES[size], PAGE_SIZES[size][0] - MARGIN
    below = MARGIN + _TITLE_HEIGHT
    return Places(
        width,
        height,
        (MARGIN, MARGIN - 4, right, below),
        (MARGIN, below, right, below + SENTENCE_HEIGHT),
        (MARGIN, below + SENTENCE_HEIGHT, right, height - MARGIN),
    )


def _slides(figure: BriefingFigure, pages: Iterable[FigurePage], scheme: ColourScheme) -> list[Slide]:
    """The notes of the first have all sources, those of the others only the description of the picture."""
    first, *others = pages
    brief = tuple(filter(None, (figure.slide.marking, figure.alt_text)))
    whole = tuple(filter(None, (*brief, *figure.citations, figure.footer)))
    return [_slide(figure, first, scheme, whole), *(_slide(figure, page, scheme, brief) for page in others)]


def _slide(figure: BriefingFigure, page: FigurePage, scheme: ColourScheme, notes: tuple[str, ...]) -> Slide:
    shapes = ShapeTree()
    if isinstance(page, CitationsPage):
        _add_citations(shapes, figure, page, scheme)
        return Slide(shapes, tuple(filter(None, (figure.slide.marking, figure.slide.title))), layout="text")
    title, *beside = blocks_of(page.title_lines)
    box = title.box(figure.fonts, page.title[2])
    # Title, sentence and note may be by whoever made a link: what they lead to would look like ours.
    style = title.style(scheme, has_links=False)
    shapes.placeholder("Title", node("p:ph", type="title"), [title.text], box, style)
    for block in blocks_of(page.sentence_lines):
        kind, box = node("p:ph", type="body", sz="quarter", idx=13), block.box(figure.fonts, page.width - MARGIN)
        shapes.placeholder("Sentence", kind, [block.text], box, block.style(scheme, has_links=False))
    with shapes.group(figure.kind, figure.alt_text):
        _add_picture(shapes, figure, page, scheme)
    for key in page.legend_keys:
        add_legend_key(shapes, key, figure.fonts, scheme)
    for block in (*beside, *blocks_of((*page.legend_names, *page.edges))):
        add_text(shapes, block, figure.fonts, scheme)
    for block in blocks_of(page.note):
        add_text(shapes, block, figure.fonts, scheme, page.width - MARGIN, has_links=False)
    for block in blocks_of(page.foot):
        add_text(shapes, block, figure.fonts, scheme, page.width - MARGIN)
    return Slide(shapes, notes)


def _add_picture(shapes: ShapeTree, figure: BriefingFigure, page: SlidePage, scheme: ColourScheme) -> None:
    picture = figure.picture_on_pages
    if isinstance(picture, NetworkPicture) and isinstance(page.picture, PageNetwork):
        NetworkShapes(shapes, picture, page.picture, figure.fonts, scheme).add()
    else:
        assert not isinstance(page.picture, PageNetwork)
        add_drawing(shapes, page.picture, figure.fonts, scheme)


def _add_citations(shapes: ShapeTree, figure: BriefingFigure, page: CitationsPage, scheme: ColourScheme) -> None:
    """The heading, and the notes of each column in one text, a paragraph each."""
    heading, style = page.lines[0], TextStyle(page.size, "tx1", after=page.size * 0.8)
    box = (MARGIN, MARGIN - 4, page.width - MARGIN, page.top)
    shapes.placeholder(
        "Title", node("p:ph", type="title"), [heading.text], box, TextStyle(heading.size, "tx1", is_bold=True)
    )
    width = column_width(page.width)
    for number, citations in enumerate(page.columns):
        left = MARGIN + number * (width + GUTTER)
        place: Box = (left, page.top, left + width, page.height - MARGIN)
        if number == 0:
            shapes.placeholder("Notes and sources", node("p:ph", type="body", idx=1), citations, place, style)
        else:
            shapes.text("Notes and sources, continued", citations, place, style)
    for line in page.edges:
        add_text(shapes, TextBlock((line,)), figure.fonts, scheme)
