"""Simple shapes -> shapes of PowerPoint, whose texts can be edited and which can be moved."""

from typing import Literal

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.shapes.shapetree import SlideShapes
from pptx.text.text import Font
from pptx.util import Pt

from components.figure.font_files import BOLD
from components.figure.layout.page import KEY, LEGEND, LegendKey, PageText
from components.figure.model import (
    Box,
    ColourScheme,
    Drawing,
    FilledBox,
    Marker,
    Shape,
    StraightLine,
    TextLine,
)
from components.figure.render.palette import paint_colour, paper_and_ink
from components.style.theme import blend

# What every Office has for each kind of script; another machine uses its own instead.
TYPEFACES = {"a:latin": "Calibri", "a:ea": "Microsoft YaHei", "a:cs": "Arial"}
# Marker -> shape, and by how many degrees it is turned.
MARKER_SHAPES: dict[str, tuple[MSO_SHAPE, int]] = {
    "circle": (MSO_SHAPE.OVAL, 0),
    "square": (MSO_SHAPE.RECTANGLE, 0),
    "diamond": (MSO_SHAPE.DIAMOND, 0),
    "triangle-up": (MSO_SHAPE.ISOSCELES_TRIANGLE, 0),
    "triangle-right": (MSO_SHAPE.ISOSCELES_TRIANGLE, 90),
    "triangle-down": (MSO_SHAPE.ISOSCELES_TRIANGLE, 180),
    "triangle-left": (MSO_SHAPE.ISOSCELES_TRIANGLE, 270),
    "cross": (MSO_SHAPE.CROSS, 0),
}
# A dash up to this long -> the pattern of PowerPoint.
DASHES = ((2, MSO_LINE.ROUND_DOT), (5, MSO_LINE.SQUARE_DOT), (10, MSO_LINE.DASH))
# Width that is not needed, as a share: another machine may have a wider font.
SPARE_WIDTH = 0.35

Align = Literal["left", "centre", "right"]
_ALIGNMENTS = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def add_text_box(
    shapes: SlideShapes,
    text: str,
    box: Box,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    align: Align = "left",
    wrap: bool = False,
) -> AutoShape:
    """A text box exactly as large as given, without margins; `wrap` lets PowerPoint break its lines."""
    left, top, right, bottom = box
    shape = shapes.add_textbox(Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
    remove_margins(shape)
    shape.text_frame.word_wrap = wrap
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    set_text(shape, text, size, colour, bold=bold, align=align)
    return shape


def remove_margins(shape: AutoShape) -> None:
    """Let a text use the whole shape, and never break its lines."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False


def set_text(shape: AutoShape, text: str, size: float, colour: str, *, bold: bool, align: Align) -> None:
    """A paragraph for each line of the text."""
    frame = shape.text_frame
    for row, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if row == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGNMENTS[align]
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour)
        _set_typefaces(run.font)


def _set_typefaces(font: Font) -> None:
    """python-pptx sets the Latin typeface only; Chinese and Arabic have elements of their own, after it."""
    properties = font._rPr
    properties.get_or_add_latin()
    for tag, name in TYPEFACES.items():
        face = properties.find(qn(tag))
        if face is None:
            face = properties.makeelement(qn(tag), {})
            properties.append(face)
        face.set("typeface", name)


def add_page_text(shapes: SlideShapes, line: PageText, width: float, scheme: ColourScheme) -> None:
    """A line of the page in a box from its base line up to the page's edge."""
    box = (line.x, line.y - line.size, width - 8, line.y + line.size * 0.35)
    add_text_box(shapes, line.text, box, line.size, paper_and_ink(scheme)[1], bold=line.weight == BOLD)


def set_name(shape: BaseShape, name: str, alt_text: str = "") -> None:
    """The name in the list of shapes, and the alternative text."""
    shape.name = name
    if alt_text:
        shape._element._nvXxPr.cNvPr.set("descr", alt_text)


def dash_style(dash: tuple[int, ...]) -> MSO_LINE | None:
    """The most similar of the patterns that PowerPoint has; None for a solid line."""
    if not dash:
        return None
    if len(dash) == 4:
        return MSO_LINE.DASH_DOT
    return next((style for longest, style in DASHES if dash[0] <= longest), MSO_LINE.LONG_DASH)


def add_drawing(shapes: SlideShapes, drawing: Drawing, scheme: ColourScheme) -> list[BaseShape]:
    """Each simple shape as a shape of its own."""
    return [add_shape(shapes, shape, scheme) for shape in drawing]


def add_shape(shapes: SlideShapes, shape: Shape, scheme: ColourScheme) -> BaseShape:
    if isinstance(shape, TextLine):
        return _add_text_line(shapes, shape, scheme)
    if isinstance(shape, StraightLine):
        return _add_line(shapes, shape, scheme)
    if isinstance(shape, Marker):
        return _add_marker(shapes, shape, scheme)
    return _add_box(shapes, shape, scheme)


def _add_text_line(shapes: SlideShapes, line: TextLine, scheme: ColourScheme) -> AutoShape:
    """Never wrapped: with another font its lines would cover what is below."""
    left, top, right, bottom = line.box
    spare = SPARE_WIDTH * (right - left) if line.anchor == "start" else 0.0
    aligns: dict[str, Align] = {"start": "left", "middle": "centre", "end": "right"}
    return add_text_box(
        shapes,
        line.text,
        (left, top, right + spare, bottom),
        line.size,
        paint_colour(line.paint, scheme),
        bold=line.weight == BOLD,
        align=aligns[line.anchor],
    )


def _add_box(shapes: SlideShapes, box: FilledBox, scheme: ColourScheme) -> AutoShape:
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.radius else MSO_SHAPE.RECTANGLE
    shape = _add_filled(shapes, kind, box, box.box, scheme)
    if box.radius:
        left, top, right, bottom = box.box
        shape.adjustments[0] = min(0.5, box.radius / max(min(right - left, bottom - top), 0.1))
    return shape


def _add_marker(shapes: SlideShapes, marker: Marker, scheme: ColourScheme) -> AutoShape:
    (x, y), half = marker.centre, marker.size / 2
    kind, degrees = MARKER_SHAPES[marker.shape]
    shape = _add_filled(shapes, kind, marker, (x - half, y - half, x + half, y + half), scheme)
    shape.rotation = degrees
    return shape


def _add_filled(
    shapes: SlideShapes, kind: MSO_SHAPE, filled: FilledBox | Marker, box: Box, scheme: ColourScheme
) -> AutoShape:
    left, top, right, bottom = box
    shape = shapes.add_shape(kind, Pt(left), Pt(top), Pt(max(right - left, 0.1)), Pt(max(bottom - top, 0.1)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _blended(filled, scheme)
    shape.line.fill.background()
    shape.shadow.inherit = False
    set_name(shape, filled.name or "Bar", filled.name)
    return shape


def _add_line(shapes: SlideShapes, line: StraightLine, scheme: ColourScheme) -> Connector:
    (x1, y1), (x2, y2) = line.start, line.end
    shape = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x1), Pt(y1), Pt(x2), Pt(y2))
    shape.line.color.rgb = _blended(line, scheme)
    shape.line.width = Pt(line.width)
    if dash := dash_style(line.dash):
        shape.line.dash_style = dash
    return shape


def _blended(shape: FilledBox | Marker | StraightLine, scheme: ColourScheme) -> RGBColor:
    """The colour on paper: PowerPoint and its readers differ on opacity."""
    return rgb(blend(paint_colour(shape.paint, scheme), paper_and_ink(scheme)[0], shape.opacity))


def add_legend_key(shapes: SlideShapes, key: LegendKey, width: float, scheme: ColourScheme) -> None:
    """A line of the legend: a sample, and its text."""
    stroke = key.entry.stroke
    if key.entry.shape:
        _add_marker(shapes, Marker(key.entry.shape, (key.x + KEY / 2, key.y), LEGEND, stroke), scheme)
    else:
        line = StraightLine((key.x, key.y), (key.x + KEY, key.y), stroke, stroke.width, stroke.dash)
        _add_line(shapes, line, scheme)
    add_page_text(shapes, key.text, width, scheme)
