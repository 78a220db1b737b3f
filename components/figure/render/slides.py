"""Figures -> slides that can be edited: actors and ties are shapes, text is text, citations are in the notes as well."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

from pptx import Presentation
from pptx import presentation as pptx_types
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from components.figure.layout.citation_pages import (
    CITATION_SIZE,
    CITATIONS_HEADING,
    CitationsPage,
    citation_pages,
    column_width,
)
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import GUTTER, MARGIN, PAGE_SIZES, PageSize, PicturePage, picture_pages
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.palette import paper_and_ink
from components.figure.render.pptx_shapes import (
    add_drawing,
    add_legend_key,
    add_page_text,
    add_text_box,
    rgb,
    set_name,
)
from components.figure.render.slides_network import NetworkShapes

BLANK_LAYOUT = 6
# PowerPoint allows no longer title.
LONGEST_TITLE = 255
PROGRAM = "Allweather"


def pptx_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return pptx_of_all([figure], size, scheme)


def pptx_of_all(figures: Iterable[BriefingFigure], size: PageSize, scheme: ColourScheme) -> bytes:
    """Each figure on the slides that it needs, and its citations on the next ones."""
    presentation = Presentation()
    width, height = PAGE_SIZES[size]
    presentation.slide_width, presentation.slide_height = Pt(width), Pt(height)
    titles = []
    for figure in figures:
        _add_figure(presentation, figure, size, scheme)
        titles.append(figure.title)
    _set_properties(presentation, titles[0])
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _set_properties(presentation: pptx_types.Presentation, title: str) -> None:
    """Those of python-pptx's template name its author, and the day on which the template was made."""
    properties, now = presentation.core_properties, datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = title[:LONGEST_TITLE]
    properties.author = properties.last_modified_by = PROGRAM
    properties.created = properties.modified = now
    properties.comments, properties.revision = "", 1


def _add_figure(
    presentation: pptx_types.Presentation, figure: BriefingFigure, size: PageSize, scheme: ColourScheme
) -> None:
    for number, page in enumerate(picture_pages(figure, size)):
        slide = _add_slide(presentation, scheme)
        _add_picture(slide, figure, page, scheme)
        for key in page.legend_keys:
            add_legend_key(slide.shapes, key, page.width, scheme)
        for line in page.lines:
            add_page_text(slide.shapes, line, page.width, scheme)
        if number == 0 and (notes := slide.notes_slide.notes_text_frame):
            notes.text = "\n".join((figure.alt_text, *figure.citations))
    for citations in citation_pages(figure, size):
        _add_citations(_add_slide(presentation, scheme), citations, size, scheme)


def _add_slide(presentation: pptx_types.Presentation, scheme: ColourScheme) -> Slide:
    slide = presentation.slides.add_slide(presentation.slide_layouts[BLANK_LAYOUT])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = rgb(paper_and_ink(scheme)[0])
    return slide


def _add_picture(slide: Slide, figure: BriefingFigure, page: PicturePage, scheme: ColourScheme) -> None:
    """The picture as one group."""
    # Shapes get consecutive ids, without a search for a free one each time.
    slide.shapes.turbo_add_enabled = True
    group = slide.shapes.add_group_shape(_picture_shapes(slide, figure, page, scheme))
    set_name(group, figure.kind, figure.alt_text)
    # The id of the group was not counted: go on after the highest, as an id that is used twice makes a file faulty.
    slide.shapes.turbo_add_enabled = True


def _picture_shapes(slide: Slide, figure: BriefingFigure, page: PicturePage, scheme: ColourScheme) -> list[BaseShape]:
    if isinstance(figure.picture, NetworkPicture) and isinstance(page.picture, PageNetwork):
        return NetworkShapes(figure.picture, scheme, page.picture).add_to(slide.shapes)
    assert not isinstance(page.picture, PageNetwork)
    return add_drawing(slide.shapes, page.picture, scheme)


def _add_citations(slide: Slide, page: CitationsPage, size: PageSize, scheme: ColourScheme) -> None:
    """The citations of each column in one box, a paragraph each."""
    (width, height), ink = PAGE_SIZES[size], paper_and_ink(scheme)[1]
    add_page_text(slide.shapes, page.lines[0], width, scheme)
    for number, citations in enumerate(page.columns):
        left = MARGIN + number * (column_width(width) + GUTTER)
        box = (left, page.top, left + column_width(width), height - MARGIN)
        shape = add_text_box(slide.shapes, "\n".join(citations), box, CITATION_SIZE, ink, wrap=True)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        for paragraph in shape.text_frame.paragraphs:
            paragraph.space_after = Pt(CITATION_SIZE * 0.8)
        set_name(shape, CITATIONS_HEADING)
