"""Pages -> slides that can be edited: actors are shapes, ties are connectors glued to them, text is text."""

import io

from pptx import Presentation
from pptx import presentation as model
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide
from pptx.util import Pt

from components.figure.describe import Figure, Look, colour_of, mixed, paper_and_ink
from components.figure.letters import BOLD
from components.figure.page import (
    GUTTER,
    KEY,
    LEGEND,
    MARGIN,
    NOTE,
    SIZES,
    Key,
    Line,
    PicturePage,
    Size,
    column_width,
    notes_pages,
    picture_page,
)
from components.figure.place import CENTRE, NUMBER, Box, Curve, Label, Point, Ring
from components.theme import Stroke

BLANK = 6
# What every Office has for each kind of script; another machine puts its own in their place.
FONTS = {"a:latin": "Calibri", "a:ea": "Microsoft YaHei", "a:cs": "Arial"}
# The sides of a shape as Office numbers them, by direction from its middle: top, left, bottom, right.
SITES = {(0, -1): 0, (-1, 0): 1, (0, 1): 2, (1, 0): 3}


def pptx_of(figure: Figure, size: Size, look: Look) -> bytes:
    """The picture on the first slide, the notes on as many as they need, and all of them below the first as well."""
    show, page = Presentation(), picture_page(figure, size)
    width, height = SIZES[size]
    show.slide_width, show.slide_height = Pt(width), Pt(height)
    first = _slide(show, look)
    _Picture(figure, look, page).draw(first)
    for line in page.lines:
        _line(first, line, width, look)
    notes = first.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join((figure.alternative, *figure.notes))
    for sheet in notes_pages(figure, size):
        slide = _slide(show, look)
        _line(slide, sheet.lines[0], width, look)
        for place, texts in enumerate(sheet.columns):
            _column(slide, texts, MARGIN + place * (column_width(width) + GUTTER), sheet.top, size, look)
    # Office takes no longer a title.
    show.core_properties.title = figure.title[:255]
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _slide(show: model.Presentation, look: Look) -> Slide:
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(paper_and_ink(look)[0])
    return slide


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


def _written(shapes: SlideShapes, text: str, box: Box, size: float, colour: str, *, bold: bool, middle: bool) -> Shape:
    """A text box that is as large as it is said to be, without room at its edges."""
    left, top, right, bottom = box
    made = shapes.add_textbox(Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
    frame = made.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = not middle
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _set(made, text, size, colour, bold=bold, middle=middle)
    return made


def _set(shape: Shape, text: str, size: float, colour: str, *, bold: bool, middle: bool) -> None:
    for row, words in enumerate(text.split("\n")):
        frame = shape.text_frame
        paragraph = frame.paragraphs[0] if row == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = _rgb(colour)
        for tag, name in FONTS.items():
            run.font._rPr.get_or_add_latin() if tag == "a:latin" else None
            face = run.font._rPr.find(qn(tag))
            if face is None:
                face = run.font._rPr.makeelement(qn(tag), {})
                run.font._rPr.append(face)
            face.set("typeface", name)


def _line(slide: Slide, line: Line, width: float, look: Look) -> None:
    """A line of the page, from its base line up."""
    box = (line.x, line.y - line.size, width - 8, line.y + line.size * 0.35)
    _written(slide.shapes, line.text, box, line.size, paper_and_ink(look)[1], bold=line.weight == BOLD, middle=False)


def _named(shape: BaseShape, name: str, description: str = "") -> None:
    """What the list of shapes calls it, and its alternative text."""
    shape.name = name
    if description:
        shape._element._nvXxPr.cNvPr.set("descr", description)


def _column(slide: Slide, notes: tuple[str, ...], left: float, top: float, size: Size, look: Look) -> None:
    """The notes of a column in one box, a paragraph each."""
    width, height = SIZES[size]
    box = (left, top, left + column_width(width), height - MARGIN)
    ink = paper_and_ink(look)[1]
    made = _written(slide.shapes, "\n".join(notes), box, NOTE, ink, bold=False, middle=False)
    made.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in made.text_frame.paragraphs:
        paragraph.space_after = Pt(NOTE * 0.8)
    _named(made, "Notes and sources")


class _Picture:
    """The picture as one group of shapes with its alternative text."""

    def __init__(self, figure: Figure, look: Look, page: PicturePage) -> None:
        self.figure, self.look, self.page = figure, look, page
        self.paper, self.ink = paper_and_ink(look)
        self.dots: dict[str, Shape] = {}

    def draw(self, slide: Slide) -> None:
        """Draw all of it on the slide, then gather it: lines lie below all that they join."""
        shapes, at = slide.shapes, self.page.picture
        rings = [self._ring(shapes, ring) for ring in at.rings]
        names = [self._label(shapes, ring.label, self.ink, f"Name of rung {ring.label.lines[0]}") for ring in at.rings]
        self.dots = {actor: self._dot(shapes, actor, spot) for actor, spot in at.dots.items()}
        lines: list[BaseShape] = []
        joints: list[BaseShape] = []
        for curve in at.curves:
            self._tie(shapes, curve, lines, joints)
        solid = not self.figure.crowded
        names += [
            self._label(shapes, label, self.ink, f"Name of {self.figure.dot(actor).name}", solid=solid)
            for actor, label in at.names.items()
        ]
        group = shapes.add_group_shape([*rings, *lines, *self.dots.values(), *joints, *names])
        _named(group, "Network", self.figure.alternative)
        for key in self.page.keys:
            self._key(slide, key)

    def _colour(self, style: str) -> str:
        stroke = self.figure.strokes.get(style)
        return colour_of(stroke, self.look) if stroke else self.ink

    def _ring(self, shapes: SlideShapes, ring: Ring) -> Shape:
        left, top, right, bottom = ring.box
        made = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
        made.adjustments[0] = 8 / min(right - left, bottom - top)
        made.fill.background()
        made.line.color.rgb, made.line.width = _rgb(self._colour(ring.style)), Pt(0.75)
        made.shadow.inherit = False
        _named(made, f"Rung {ring.label.lines[0]}")
        return made

    def _disc(self, shapes: SlideShapes, spot: Point, radius: float, fill: str, edge: str) -> Shape:
        """Round, with four sides that Office numbers as `SITES` says; a true circle has eight."""
        x, y = spot
        made = shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, Pt(x - radius), Pt(y - radius), Pt(2 * radius), Pt(2 * radius)
        )
        made.adjustments[0] = 0.5
        made.fill.solid()
        made.fill.fore_color.rgb = _rgb(fill)
        made.line.color.rgb, made.line.width = _rgb(edge), Pt(1)
        made.shadow.inherit = False
        return made

    def _dot(self, shapes: SlideShapes, actor: str, spot: Point) -> Shape:
        dot = self.figure.dot(actor)
        radius = CENTRE if dot.centre and self.figure.crowded else self.page.picture.radius
        fill = self.ink if dot.centre or not self.figure.bands else self._colour(dot.style)
        made = self._disc(shapes, spot, radius, fill, self.paper)
        _named(made, dot.name, dot.name)
        return made

    def _tie(self, shapes: SlideShapes, curve: Curve, lines: list[BaseShape], joints: list[BaseShape]) -> None:
        """Two connectors with the words between them; one where ties crowd. All are glued at both ends.

        Office has no connector that bends like a curve of the picture: the words, or the number alone, are the joint.
        """
        edge, colour = curve.edge, self._colour(curve.edge.style)
        one, other = (self.dots[actor] for actor in edge.actors)
        name = f"Tie {edge.number}: {edge.wording}"
        if curve.number is None:
            lines.append(self._glued(shapes, one, other, curve, name))
            return
        joint = self._joint(shapes, curve, colour)
        joints.append(joint)
        lines.append(self._glued(shapes, one, joint, curve, f"{name} (1)"))
        lines.append(self._glued(shapes, joint, other, curve, f"{name} (2)"))

    def _joint(self, shapes: SlideShapes, curve: Curve, colour: str) -> Shape:
        """The words of a tie with the number of its note; the number alone where there was no room for words."""
        number = curve.edge.number
        if curve.words:
            first, *rest = curve.words.lines
            left, top, right, bottom = curve.words.box
            lines = (f"[{number}] {first}", *rest)
            wider = Label(lines, (left - NUMBER, top, right + NUMBER, bottom), curve.words.size)
            return self._label(shapes, wider, colour, f"Words of tie {number}")
        assert curve.number
        disc = self._disc(shapes, curve.number, NUMBER * 0.85, self.paper, colour)
        _named(disc, f"Note {number}", curve.edge.wording)
        frame = disc.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = False
        _set(disc, str(number), NUMBER, self.ink, bold=True, middle=True)
        return disc

    def _glued(self, shapes: SlideShapes, one: Shape, other: Shape, curve: Curve, name: str) -> Connector:
        made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(0), Pt(0), Pt(0), Pt(0))
        made.begin_connect(one, _site(one, other))
        made.end_connect(other, _site(other, one))
        stroke = self.figure.strokes[curve.edge.style]
        colour = self._colour(curve.edge.style)
        made.line.color.rgb = _rgb(mixed(colour, self.paper, 0.45) if self.figure.crowded else colour)
        made.line.width = Pt(stroke.width * (0.45 if self.figure.crowded else 1))
        if dashes := _dashes(stroke):
            made.line.dash_style = dashes
        _named(made, name, curve.edge.wording)
        return made

    def _label(self, shapes: SlideShapes, label: Label, colour: str, name: str, *, solid: bool = True) -> Shape:
        words = "\n".join(label.lines)
        made = _written(shapes, words, label.box, label.size, colour, bold=label.weight == BOLD, middle=True)
        if solid:
            made.fill.solid()
            made.fill.fore_color.rgb = _rgb(self.paper)
        _named(made, name)
        return made

    def _key(self, slide: Slide, key: Key) -> None:
        stroke = key.entry.stroke
        line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(key.x), Pt(key.y), Pt(key.x + KEY), Pt(key.y))
        line.line.color.rgb, line.line.width = _rgb(colour_of(stroke, self.look)), Pt(stroke.width)
        if dashes := _dashes(stroke):
            line.line.dash_style = dashes
        _line(slide, Line(key.words, key.x + KEY + 6, key.y + LEGEND * 0.36, LEGEND), self.page.width, self.look)


def _site(one: Shape, other: Shape) -> int:
    """The side of a shape that looks towards another: left and right unless it lies straight above or below."""
    across = (other.left + other.width / 2) - (one.left + one.width / 2)
    down = (other.top + other.height / 2) - (one.top + one.height / 2)
    if abs(across) > max(one.width / 2, 0.35 * abs(down)):
        return SITES[1 if across > 0 else -1, 0]
    return SITES[0, 1 if down > 0 else -1]


def _dashes(stroke: Stroke) -> MSO_LINE | None:
    """The nearest of the patterns that Office has."""
    if not stroke.dash:
        return None
    if len(stroke.dash) == 4:
        return MSO_LINE.DASH_DOT
    long = stroke.dash[0]
    return (
        MSO_LINE.ROUND_DOT
        if long <= 2
        else MSO_LINE.SQUARE_DOT
        if long <= 5
        else MSO_LINE.DASH
        if long <= 10
        else MSO_LINE.LONG_DASH
    )
