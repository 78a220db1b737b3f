"""A figure -> a Word document, with its picture at print resolution.

A bitmap, not SVG or EMF: Word and LibreOffice set the letters of a vector picture in fonts of the machine and ignore those
that it carries, so that names would be wider than the places made for them, and Chinese might be missing.
"""

from dataclasses import replace

from components.figure.charts.paragraphs import ParagraphsChart
from components.figure.charts.profile import ProfileChart
from components.figure.charts.strip import strip_shapes
from components.figure.docx.figure import figure_docx
from components.figure.docx.profile import profile_docx
from components.figure.layout.page import PageLegend, PageSize
from components.figure.layout.slide_page import PictureAlone, pictures_alone
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import png_of_svg
from components.figure.render.svg import svg_picture_alone
from components.figure.timeline.above_text import ChartAboveText

# The room of a picture in points, before it is made as wide as the text: its words stay readable on paper, and below a
# high one its caption and sources are on the same page.
_WIDE, HIGH = (640.0, 520.0), (640.0, 730.0)
# At the width of the text (470 points) 220 pixels to the inch: what Word itself keeps of a picture for print.
PRINT_SCALE = 1.7


def document_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    """The document on A4; `size` says whether the picture is wide or high."""
    picture = figure.picture
    if isinstance(picture, ProfileChart):
        return profile_docx(
            picture.document, _strip_png(figure, picture, scheme), figure.slide.marking, figure.slide.note
        )
    if isinstance(picture, ParagraphsChart):
        return figure_docx(figure, (), picture.paragraphs)
    if isinstance(picture, ChartAboveText):
        # A document has the words in its notes.
        figure = replace(figure, picture=picture.chart)
    pictures = pictures_alone(figure, HIGH if size in ("a4-portrait", "square") else _WIDE)
    if len(pictures) > 1:
        # A page of a document is high.
        pictures = min(pictures, pictures_alone(figure, HIGH), key=len)
    return figure_docx(figure, [_png(figure, alone, scheme) for alone in pictures])


def _strip_png(figure: BriefingFigure, picture: ProfileChart, scheme: ColourScheme) -> bytes:
    """The strip of time; nothing if the profile has none."""
    strip, width = picture.document.strip, _WIDE[0]
    if strip is None:
        return b""
    shapes, bottom = strip_shapes(strip, (0.0, 2.0, width, 0.0), figure.fonts)
    return _png(figure, PictureAlone((width, bottom + 2), shapes, PageLegend((), (), bottom)), scheme)


def _png(figure: BriefingFigure, alone: PictureAlone, scheme: ColourScheme) -> bytes:
    return png_of_svg(svg_picture_alone(figure, alone, scheme), figure.fonts, PRINT_SCALE)
