"""Simple shapes -> shapes of a slide: bars, lines, markers, texts."""

from collections.abc import Iterable
from dataclasses import replace

from components.figure.layout.page import LegendKey, sample_of
from components.figure.model import ColourScheme, Drawing, FilledBox, Marker, Ribbon, StraightLine, TextLine
from components.figure.pptx.paint import LineStyle
from components.figure.pptx.shapes import ShapeTree, Step, freeform, preset
from components.figure.render.palette import paint_colour, paper_and_ink
from components.figure.render.slides_texts import TextBlock, blocks_of, colour_of
from components.figure.text.fonts import Fonts
from components.style.theme import HOLLOW, HOLLOW_LINE, blend

# Marker -> outline of PowerPoint, by how many degrees it is turned, and its width as a share of the marker's.
MARKER_OUTLINES: dict[str, tuple[str, int, float]] = {
    "circle": ("ellipse", 0, 1.0),
    HOLLOW: ("ellipse", 0, 1.0),
    "square": ("rect", 0, 0.85),
    "diamond": ("diamond", 0, 1.1),
    "triangle-up": ("triangle", 0, 0.95),
    "triangle-right": ("triangle", 90, 0.95),
    "triangle-down": ("triangle", 180, 0.95),
    "triangle-left": ("triangle", 270, 0.95),
    "cross": ("mathPlus", 0, 1.3),
}
# The parts of a rounded corner and of a cross's arm, in the units of PowerPoint.
HALF = 50_000
CROSS_ARM = 26_000
# Boxes that are nearer than this, in points, touch.
TOUCH = 0.1
NoText = FilledBox | StraightLine | Marker | Ribbon


def add_drawing(shapes: ShapeTree, drawing: Drawing, fonts: Fonts, scheme: ColourScheme) -> None:
    """Each simple shape as a shape of its own, the texts above the others."""
    for shape in _joined(shape for shape in drawing if not isinstance(shape, TextLine)):
        if isinstance(shape, StraightLine):
            line = LineStyle(_blended(shape, scheme), shape.width, shape.dash)
            shapes.line(shape.name or "Line", shape.start, shape.end, line)
        elif isinstance(shape, Marker):
            add_marker(shapes, shape, scheme)
        elif isinstance(shape, Ribbon):
            _add_ribbon(shapes, shape, scheme)
        else:
            _add_box(shapes, shape, scheme)
    for block in blocks_of(shape for shape in drawing if isinstance(shape, TextLine) and shape.text):
        add_text(shapes, block, fonts, scheme)


def _joined(drawing: Iterable[NoText]) -> list[NoText]:
    """Nameless boxes of one colour that stand on each other are one."""
    shapes = list[NoText]()
    for shape in drawing:
        last = shapes[-1] if shapes else None
        if isinstance(shape, FilledBox) and isinstance(last, FilledBox) and _continues(last, shape):
            (left, top, right, _), bottom = last.box, shape.box[3]
            shapes[-1] = replace(last, box=(left, top, right, bottom))
        else:
            shapes.append(shape)
    return shapes


def _continues(above: FilledBox, below: FilledBox) -> bool:
    (left, top, right, bottom), (other_left, other_top, other_right, _) = above.box, below.box
    is_alike = replace(above, box=below.box) == below and not (above.name or above.radius)
    return (
        is_alike and (left, right) == (other_left, other_right) and abs(other_top - bottom) < TOUCH and top < other_top
    )


def add_text(
    shapes: ShapeTree,
    block: TextBlock,
    fonts: Fonts,
    scheme: ColourScheme,
    right: float = 0.0,
    *,
    has_links: bool = True,
) -> None:
    """A text box; of several lines up to `right`, so that they break as on the page."""
    style = block.style(scheme, has_links=has_links)
    shapes.text(_name(block.text), [block.text], block.box(fonts, right), style)


def _name(text: str) -> str:
    """The beginning of a text, for the list of shapes."""
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def _add_box(shapes: ShapeTree, box: FilledBox, scheme: ColourScheme) -> None:
    left, top, right, bottom = box.box
    outline = preset("rect")
    if box.radius:
        share = min(0.5, box.radius / max(min(right - left, bottom - top), 0.1))
        outline = preset("roundRect", adj=round(share * 2 * HALF))
    fill = _blended(box, scheme)
    shapes.shape(_name(box.name) or "Bar", outline, box.box, fill=fill, alt_text=box.name)


def _add_ribbon(shapes: ShapeTree, ribbon: Ribbon, scheme: ColourScheme) -> None:
    first, *others = ribbon.points
    steps: list[Step] = [("M", (first,)), *(("L", (point,)) for point in others), ("Z", ())]
    outline = freeform(steps, ribbon.box, is_filled=True)
    fill = _blended(ribbon, scheme)
    shapes.shape(_name(ribbon.name) or "Band", outline, ribbon.box, fill=fill, alt_text=ribbon.name)


def add_marker(shapes: ShapeTree, marker: Marker, scheme: ColourScheme) -> None:
    (x, y), (outline, degrees, share) = marker.centre, MARKER_OUTLINES[marker.shape]
    half = marker.size / 2 * share
    adjustments = {"adj1": CROSS_ARM} if outline == "mathPlus" else {}
    shapes.shape(
        _name(marker.name) or "Marker",
        preset(outline, **adjustments),
        (x - half, y - half, x + half, y + half),
        fill="bg1" if marker.shape == HOLLOW else _blended(marker, scheme),
        line=LineStyle(_blended(marker, scheme), HOLLOW_LINE) if marker.shape == HOLLOW else None,
        degrees=degrees,
        alt_text=marker.name,
    )


def _blended(shape: FilledBox | Marker | Ribbon | StraightLine, scheme: ColourScheme) -> str:
    """The colour on paper: programs differ on opacity."""
    if shape.opacity == 1:
        return colour_of(shape.paint, scheme)
    return blend(paint_colour(shape.paint, scheme), paper_and_ink(scheme)[0], shape.opacity)


def add_legend_key(shapes: ShapeTree, key: LegendKey, fonts: Fonts, scheme: ColourScheme) -> None:
    """A line of the legend: a sample, and its text."""
    text = key.text
    for sample in sample_of(key):
        if isinstance(sample, TextLine):
            add_text(shapes, TextBlock((sample,)), fonts, scheme)
        elif isinstance(sample, Marker):
            add_marker(shapes, sample, scheme)
        elif isinstance(sample, StraightLine):
            line = LineStyle(paint_colour(sample.paint, scheme), sample.width, sample.dash)
            shapes.line("Sample", sample.start, sample.end, line)
    words = TextLine(text.text, text.x, text.y, text.size, fonts.width(text.text, text.size, text.weight), text.weight)
    add_text(shapes, TextBlock((words,)), fonts, scheme)
