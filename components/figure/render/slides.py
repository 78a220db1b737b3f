"""Figures -> slides that can be edited: actors and ties are shapes, text is text, sources stand in the notes as well."""

import io
from collections.abc import Iterable

from pptx import Presentation
from pptx import presentation as model
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from components.figure.layout.page import (
    GUTTER,
    MARGIN,
    NOTE,
    SIZES,
    PicturePage,
    Size,
    citation_pages,
    column_width,
    picture_pages,
)
from components.figure.layout.placement import PageNetwork
from components.figure.model import BriefingFigure, ColourScheme, NetworkPicture
from components.figure.render.palette import paper_and_ink
from components.figure.render.pptx_shapes import draw_key, drawn, named, rgb, write_line, written
from components.figure.render.slides_network import NetworkShapes

BLANK = 6
# Office takes no longer a title.
LONGEST_TITLE = 255


def pptx_of(figure: BriefingFigure, size: Size, scheme: ColourScheme) -> bytes:
    return pptx_of_all([figure], size, scheme)


def pptx_of_all(figures: Iterable[BriefingFigure], size: Size, scheme: ColourScheme) -> bytes:
    """Each figure on the slides that it needs, its notes on the next ones, and all of them in its notes page as well."""
    show = Presentation()
    width, height = SIZES[size]
    show.slide_width, show.slide_height = Pt(width), Pt(height)
    titles = []
    for figure in figures:
        add_figure(show, figure, size, scheme)
        titles.append(figure.title)
    show.core_properties.title = titles[0][:LONGEST_TITLE]
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def add_figure(show: model.Presentation, figure: BriefingFigure, size: Size, scheme: ColourScheme) -> None:
    for number, page in enumerate(picture_pages(figure, size)):
        slide = _slide(show, scheme)
        group = slide.shapes.add_group_shape(_picture(slide, figure, page, scheme))
        named(group, figure.kind, figure.alt_text)
        for key in page.legend_keys:
            draw_key(slide.shapes, key, page.width, scheme)
        for line in page.lines:
            write_line(slide.shapes, line, page.width, scheme)
        notes = slide.notes_slide.notes_text_frame
        if notes is not None and not number:
            notes.text = "\n".join((figure.alt_text, *figure.citations))
    for sheet in citation_pages(figure, size):
        slide = _slide(show, scheme)
        write_line(slide.shapes, sheet.lines[0], SIZES[size][0], scheme)
        for place, texts in enumerate(sheet.columns):
            _column(slide, texts, MARGIN + place * (column_width(SIZES[size][0]) + GUTTER), sheet.top, size, scheme)


def _picture(slide: Slide, figure: BriefingFigure, page: PicturePage, scheme: ColourScheme) -> list[BaseShape]:
    # Shapes get their numbers one after the other, without a search for a free one each time.
    slide.shapes.turbo_add_enabled = True
    if isinstance(figure.picture, NetworkPicture) and isinstance(page.picture, PageNetwork):
        return NetworkShapes(figure.picture, scheme, page.picture).drawn(slide.shapes)
    assert not isinstance(page.picture, PageNetwork)
    return drawn(slide.shapes, page.picture, scheme)


def _slide(show: model.Presentation, scheme: ColourScheme) -> Slide:
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = rgb(paper_and_ink(scheme)[0])
    return slide


def _column(slide: Slide, notes: tuple[str, ...], left: float, top: float, size: Size, scheme: ColourScheme) -> None:
    """The notes of a column in one box, a paragraph each."""
    width, height = SIZES[size]
    box = (left, top, left + column_width(width), height - MARGIN)
    ink = paper_and_ink(scheme)[1]
    made = written(slide.shapes, "\n".join(notes), box, NOTE, ink, bold=False, middle=False)
    made.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in made.text_frame.paragraphs:
        paragraph.space_after = Pt(NOTE * 0.8)
    named(made, "Notes and sources")
