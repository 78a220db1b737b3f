"""Land or lines of a map -> one freeform of PowerPoint."""

from collections.abc import Iterator, Sequence

from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Pt

from components.figure.layout.coasts import Line
from components.figure.render.pptx_shapes import dash_style, rgb, set_name


def add_land(shapes: SlideShapes, name: str, outlines: Sequence[Line], colour: str) -> AutoShape:
    """Filled, without an outline; where one lies in another it is a hole."""
    shape = _add_freeform(shapes, name, outlines, is_closed=True)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    return shape


def add_lines(
    shapes: SlideShapes, name: str, lines: Sequence[Line], colour: str, width: float, dash: tuple[int, ...] = ()
) -> AutoShape:
    """All the lines in one shape."""
    shape = _add_freeform(shapes, name, lines, is_closed=False)
    shape.fill.background()
    shape.line.color.rgb, shape.line.width = rgb(colour), Pt(width)
    if style := dash_style(dash):
        shape.line.dash_style = style
    return shape


def _add_freeform(shapes: SlideShapes, name: str, lines: Sequence[Line], *, is_closed: bool) -> AutoShape:
    """A shape as large as its lines. python-pptx makes it; its own way to add a point takes time for all the others."""
    xs, ys = zip(*(point for line in lines for point in line), strict=True)
    left, top = Pt(min(xs)), Pt(min(ys))
    builder = shapes.build_freeform(left, top)
    shape: AutoShape = builder.add_line_segments([(Pt(max(xs)), Pt(max(ys)))], close=False).convert_to_shape()
    (path,) = shape._element.iter(qn("a:path"))
    for child in list(path):
        path.remove(child)
    for line in lines:
        points = _whole(line, left, top)
        path.add_moveTo(*next(points))
        for point in points:
            path.add_lnTo(*point)
        if is_closed:
            path.add_close()
    shape.shadow.inherit = False
    set_name(shape, name)
    return shape


def _whole(line: Line, left: int, top: int) -> Iterator[tuple[Emu, Emu]]:
    return ((Emu(Pt(x) - left), Emu(Pt(y) - top)) for x, y in line)
