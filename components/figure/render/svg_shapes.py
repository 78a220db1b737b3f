"""Simple shapes -> SVG elements in one colour scheme. The same shapes give the same elements."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from components.figure.layout.page import LegendKey, PageText, sample_of
from components.figure.model import (
    Box,
    ColourScheme,
    Drawing,
    FilledBox,
    Marker,
    Point,
    Ribbon,
    Shape,
    StraightLine,
    TextLine,
)
from components.figure.render.palette import paint_colour, paper_and_ink, stroke_colour, stroke_text_colour
from components.figure.text.font_files import REGULAR
from components.figure.text.fonts import Fonts, font_runs
from components.style.markup import element
from components.style.theme import HOLLOW, HOLLOW_LINE, Stroke

Anchor = Literal["start", "middle", "end"]
# The corners of each marker in a box from -1 to 1; a circle has none.
MARKER_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "triangle-up": ((0, -1), (1, 0.8), (-1, 0.8)),
    "triangle-down": ((0, 1), (1, -0.8), (-1, -0.8)),
    "triangle-right": ((1, 0), (-0.8, 1), (-0.8, -1)),
    "triangle-left": ((-1, 0), (0.8, 1), (0.8, -1)),
    "cross": (
        *((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35)),
        *((0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35)),
    ),
}
# How much of a text is before its anchor.
BEFORE_ANCHOR: dict[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}


def length(number: float) -> str:
    """A length as short as it can be written."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def box_attributes(box: Box) -> dict[str, str]:
    left, top, right, bottom = box
    return {"x": length(left), "y": length(top), "width": length(right - left), "height": length(bottom - top)}


def dash_attribute(dash: tuple[int, ...]) -> dict[str, str]:
    return {"stroke_dasharray": " ".join(map(str, dash))} if dash else {}


def title_of(name: str) -> Element | None:
    return element("title", name) if name else None


def _opacity(opacity: float, attribute: str = "fill_opacity") -> dict[str, str]:
    return {} if opacity == 1 else {attribute: length(opacity)}


@dataclass(frozen=True)
class SvgShapes:
    """Makes the elements of a page, all in the same fonts and colour scheme."""

    fonts: Fonts
    scheme: ColourScheme

    @property
    def paper(self) -> str:
        return paper_and_ink(self.scheme)[0]

    @property
    def ink(self) -> str:
        return paper_and_ink(self.scheme)[1]

    def text(self, line: PageText, *, colour: str = "", anchor: Anchor = "start") -> Element:
        """A line of text, each script in the family that has it.

        Each run has a position of its own: within one chunk of text, a renderer that misses a character in the first
        font may use a font of the machine for all of it.
        """
        runs = font_runs(line.text)
        widths = [self.fonts.width(run.text, line.size, line.weight) for run in runs]
        has_several = len(runs) > 1
        start = line.x - (BEFORE_ANCHOR[anchor] * sum(widths) if has_several else 0)
        spans = []
        for number, run in enumerate(runs):
            x = {"x": length(start + sum(widths[:number]))} if has_several else {}
            spans.append(element("tspan", run.text, font_family=self.fonts.name(run.family), **x))
        return element(
            "text",
            *spans,
            x=length(start),
            y=length(line.y),
            font_size=length(line.size),
            **({} if line.weight == REGULAR else {"font_weight": str(line.weight)}),
            fill=colour or self.ink,
            **({} if anchor == "start" or has_several else {"text_anchor": anchor}),
        )

    def legend_key(self, key: LegendKey) -> list[Element]:
        """A line of the legend: a sample, and its text."""
        return [*map(self.shape, sample_of(key)), self.text(key.text)]

    def drawing(self, shapes: Drawing) -> list[Element]:
        return [self.shape(shape) for shape in shapes]

    def shape(self, shape: Shape) -> Element:
        if isinstance(shape, FilledBox):
            return self._box(shape)
        if isinstance(shape, StraightLine):
            return self._line(shape)
        if isinstance(shape, Marker):
            return self._marker(shape)
        if isinstance(shape, Ribbon):
            return self._polygon(shape.points, shape)
        return self._text_line(shape)

    def _text_line(self, line: TextLine) -> Element:
        text = PageText(line.text, line.x, line.y, line.size, line.weight)
        return self.text(text, colour=paint_colour(line.paint, self.scheme), anchor=line.anchor)

    def _box(self, box: FilledBox) -> Element:
        radius = {"rx": length(box.radius)} if box.radius else {}
        fill = {"fill": paint_colour(box.paint, self.scheme), **_opacity(box.opacity)}
        return element("rect", title_of(box.name), **box_attributes(box.box), **radius, **fill)

    def _line(self, line: StraightLine) -> Element:
        (x1, y1), (x2, y2) = line.start, line.end
        ends = {"x1": length(x1), "y1": length(y1), "x2": length(x2), "y2": length(y2)}
        stroke = {"stroke": paint_colour(line.paint, self.scheme), "stroke_width": length(line.width)}
        looks = {**ends, **stroke, **dash_attribute(line.dash), **_opacity(line.opacity, "stroke_opacity")}
        return element("line", title_of(line.name), **looks)

    def _marker(self, marker: Marker) -> Element:
        (x, y), half = marker.centre, marker.size / 2
        fill = {"fill": paint_colour(marker.paint, self.scheme), **_opacity(marker.opacity)}
        if marker.shape == HOLLOW:
            outline = {"fill": self.paper, "stroke": fill["fill"], "stroke_width": length(HOLLOW_LINE)}
            return element("circle", title_of(marker.name), cx=length(x), cy=length(y), r=length(half), **outline)
        if marker.shape == "circle":
            return element("circle", title_of(marker.name), cx=length(x), cy=length(y), r=length(half), **fill)
        corners = ((x + half * across, y + half * down) for across, down in MARKER_CORNERS[marker.shape])
        return self._polygon(corners, marker)

    def _polygon(self, corners: Iterable[Point], shape: Marker | Ribbon) -> Element:
        fill = {"fill": paint_colour(shape.paint, self.scheme), **_opacity(shape.opacity)}
        points = " ".join(f"{length(across)},{length(down)}" for across, down in corners)
        return element("polygon", title_of(shape.name), points=points, **fill)

    def stroke_colour(self, strokes: dict[str, Stroke], style: str) -> str:
        """The colour of a style; ink for a style without one."""
        stroke = strokes.get(style)
        return stroke_colour(stroke, self.scheme) if stroke else self.ink

    def text_colour(self, strokes: dict[str, Stroke], style: str) -> str:
        """The colour of text about a style."""
        stroke = strokes.get(style)
        return stroke_text_colour(stroke, self.scheme) if stroke else self.ink
