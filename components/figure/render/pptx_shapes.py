"""Simple parts as shapes of Office, whose texts can be edited and whose places can be changed."""

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from components.figure.fonts import BOLD
from components.figure.layout.page import KEY, LEGEND, LegendKey, PageText
from components.figure.model import Box, ColourScheme, Drawing, FilledBox, Marker, StraightLine, TextLine
from components.figure.render.palette import painted, paper_and_ink
from components.style.theme import blend

# What every Office has for each kind of script; another machine puts its own in their place.
FONTS = {"a:latin": "Calibri", "a:ea": "Microsoft YaHei", "a:cs": "Arial"}
# Shape, and by how many degrees it is turned.
MARKS: dict[str, tuple[MSO_SHAPE, int]] = {
    "circle": (MSO_SHAPE.OVAL, 0),
    "square": (MSO_SHAPE.RECTANGLE, 0),
    "diamond": (MSO_SHAPE.DIAMOND, 0),
    "triangle-up": (MSO_SHAPE.ISOSCELES_TRIANGLE, 0),
    "triangle-right": (MSO_SHAPE.ISOSCELES_TRIANGLE, 90),
    "triangle-down": (MSO_SHAPE.ISOSCELES_TRIANGLE, 180),
    "triangle-left": (MSO_SHAPE.ISOSCELES_TRIANGLE, 270),
    "cross": (MSO_SHAPE.CROSS, 0),
}


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def written(shapes: SlideShapes, text: str, box: Box, size: float, colour: str, *, bold: bool, middle: bool) -> Shape:
    """A text box that is as large as it is said to be, without room at its edges."""
    left, top, right, bottom = box
    made = shapes.add_textbox(Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
    frame = made.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = not middle
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    set_text(made, text, size, colour, bold=bold, middle=middle)
    return made


def set_text(shape: Shape, text: str, size: float, colour: str, *, bold: bool, middle: bool) -> None:
    for row, words in enumerate(text.split("\n")):
        frame = shape.text_frame
        paragraph = frame.paragraphs[0] if row == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour)
        for tag, name in FONTS.items():
            run.font._rPr.get_or_add_latin() if tag == "a:latin" else None
            face = run.font._rPr.find(qn(tag))
            if face is None:
                face = run.font._rPr.makeelement(qn(tag), {})
                run.font._rPr.append(face)
            face.set("typeface", name)


def write_line(shapes: SlideShapes, line: PageText, width: float, scheme: ColourScheme) -> None:
    """A line of the page, from its base line up."""
    box = (line.x, line.y - line.size, width - 8, line.y + line.size * 0.35)
    made = written(shapes, line.text, box, line.size, paper_and_ink(scheme)[1], bold=line.weight == BOLD, middle=False)
    made.text_frame.word_wrap = False


def named(shape: BaseShape, name: str, description: str = "") -> None:
    """What the list of shapes calls it, and its alternative text."""
    shape.name = name
    if description:
        shape._element._nvXxPr.cNvPr.set("descr", description)


def dash_of(dash: tuple[int, ...]) -> MSO_LINE | None:
    """The nearest of the patterns that Office has."""
    if not dash:
        return None
    if len(dash) == 4:
        return MSO_LINE.DASH_DOT
    long = dash[0]
    return (
        MSO_LINE.ROUND_DOT
        if long <= 2
        else MSO_LINE.SQUARE_DOT
        if long <= 5
        else MSO_LINE.DASH
        if long <= 10
        else MSO_LINE.LONG_DASH
    )


def drawn(shapes: SlideShapes, parts: Drawing, scheme: ColourScheme) -> list[BaseShape]:
    """Each part as a shape of its own."""
    return [_part(shapes, part, scheme) for part in parts]


def _part(shapes: SlideShapes, part: FilledBox | StraightLine | Marker | TextLine, scheme: ColourScheme) -> BaseShape:
    if isinstance(part, TextLine):
        colour, bold = painted(part.paint, scheme), part.weight == BOLD
        left, top, right, bottom = part.box
        # Wider than needed where that moves nothing: the reader's machine may have a wider font.
        spare = 0.35 * (right - left) if part.anchor == "start" else 0.0
        box = (left, top, right + spare, bottom)
        made = written(shapes, part.text, box, part.size, colour, bold=bold, middle=part.anchor == "middle")
        # It has its place: another font of the reader's machine must not break it into lines that cover the next.
        made.text_frame.word_wrap = False
        if part.anchor == "end":
            made.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        return made
    if isinstance(part, StraightLine):
        return _rule(shapes, part, scheme)
    if isinstance(part, Marker):
        return _mark(shapes, part, scheme)
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if part.radius else MSO_SHAPE.RECTANGLE
    made = _filled(shapes, kind, part, part.box, scheme)
    if part.radius:
        left, top, right, bottom = part.box
        made.adjustments[0] = min(0.5, part.radius / max(min(right - left, bottom - top), 0.1))
    return made


def _filled(shapes: SlideShapes, kind: MSO_SHAPE, part: FilledBox | Marker, box: Box, scheme: ColourScheme) -> Shape:
    left, top, right, bottom = box
    made = shapes.add_shape(kind, Pt(left), Pt(top), Pt(max(right - left, 0.1)), Pt(max(bottom - top, 0.1)))
    made.fill.solid()
    made.fill.fore_color.rgb = rgb(blend(painted(part.paint, scheme), paper_and_ink(scheme)[0], part.opacity))
    made.line.fill.background()
    made.shadow.inherit = False
    named(made, part.name or "Bar", part.name)
    return made


def _mark(shapes: SlideShapes, mark: Marker, scheme: ColourScheme) -> Shape:
    (x, y), half = mark.middle, mark.size / 2
    kind, turned = MARKS[mark.shape]
    made = _filled(shapes, kind, mark, (x - half, y - half, x + half, y + half), scheme)
    made.rotation = turned
    return made


def _rule(shapes: SlideShapes, rule: StraightLine, scheme: ColourScheme) -> Connector:
    (x1, y1), (x2, y2) = rule.start, rule.end
    made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x1), Pt(y1), Pt(x2), Pt(y2))
    made.line.color.rgb = rgb(blend(painted(rule.paint, scheme), paper_and_ink(scheme)[0], rule.opacity))
    made.line.width = Pt(rule.width)
    if dash := dash_of(rule.dash):
        made.line.dash_style = dash
    return made


def draw_key(shapes: SlideShapes, key: LegendKey, width: float, scheme: ColourScheme) -> None:
    """A line of the legend."""
    stroke = key.entry.stroke
    if key.entry.shape:
        _mark(shapes, Marker(key.entry.shape, (key.x + KEY / 2, key.y), LEGEND, stroke), scheme)
    else:
        _rule(shapes, StraightLine((key.x, key.y), (key.x + KEY, key.y), stroke, stroke.width, stroke.dash), scheme)
    write_line(shapes, PageText(key.entry.words, key.x + KEY + 6, key.y + LEGEND * 0.36, LEGEND), width, scheme)
