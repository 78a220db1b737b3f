"""Simple parts -> SVG elements in one look. The same parts give the same elements."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from components.figure.fonts import REGULAR, Fonts, runs_of
from components.figure.layout.page import KEY, LEGEND, LegendKey, PageText
from components.figure.model import Box, ColourScheme, Drawing, FilledBox, Marker, StraightLine, TextLine
from components.figure.render.palette import colour_of, painted, paper_and_ink, words_colour
from components.style.markup import element
from components.style.theme import Stroke

# Each shape in a box from -1 to 1; a circle has no corners.
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
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

# How much of a text lies before its anchor.
SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}


def n(number: float) -> str:
    """A length as short as it can be said."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def box_of(box: Box) -> dict[str, str]:
    left, top, right, bottom = box
    return {"x": n(left), "y": n(top), "width": n(right - left), "height": n(bottom - top)}


def dashes(dash: tuple[int, ...]) -> dict[str, str]:
    return {"stroke_dasharray": " ".join(map(str, dash))} if dash else {}


@dataclass(frozen=True)
class SvgShapes:
    """The fonts and the look in which everything is drawn."""

    fonts: Fonts
    scheme: ColourScheme

    @property
    def paper(self) -> str:
        return paper_and_ink(self.scheme)[0]

    @property
    def ink(self) -> str:
        return paper_and_ink(self.scheme)[1]

    def text(self, line: PageText, *, colour: str = "", anchor: str = "start") -> Element:
        """A line of text; each script in the family that has it.

        Each run stands at a place of its own: within one chunk of text a renderer that misses a letter in the first
        font may take a font of the machine for all of it.
        """
        runs = list(runs_of(line.text))
        widths = [self.fonts.width(run.text, line.size, line.weight) for run in runs]
        several = len(runs) > 1
        start = line.x - (SHARES[anchor] * sum(widths) if several else 0)
        places = [start + sum(widths[:place]) for place in range(len(runs))]
        return element(
            "text",
            *(
                element("tspan", run.text, font_family=self.fonts.name(run.family), **({"x": n(x)} if several else {}))
                for run, x in zip(runs, places, strict=True)
            ),
            x=n(start),
            y=n(line.y),
            font_size=n(line.size),
            # That of the page is the regular one.
            **({} if line.weight == REGULAR else {"font_weight": str(line.weight)}),
            fill=colour or self.ink,
            **({} if anchor == "start" or several else {"text_anchor": anchor}),
        )

    def key(self, key: LegendKey) -> list[Element]:
        """A line of the legend."""
        words = PageText(key.entry.words, key.x + KEY + 6, key.y + LEGEND * 0.36, LEGEND)
        return [self._sample(key), self.text(words)]

    def _sample(self, key: LegendKey) -> Element:
        stroke = key.entry.stroke
        if key.entry.shape:
            return self.mark(Marker(key.entry.shape, (key.x + KEY / 2, key.y), LEGEND, stroke))
        return self.rule(StraightLine((key.x, key.y), (key.x + KEY, key.y), stroke, stroke.width, stroke.dash))

    def drawing(self, parts: Drawing) -> list[Element]:
        return [self._part(part) for part in parts]

    def _part(self, part: FilledBox | StraightLine | Marker | TextLine) -> Element:
        if isinstance(part, FilledBox):
            return self.bar(part)
        if isinstance(part, StraightLine):
            return self.rule(part)
        if isinstance(part, Marker):
            return self.mark(part)
        line = PageText(part.text, part.x, part.y, part.size, part.weight)
        return self.text(line, colour=painted(part.paint, self.scheme), anchor=part.anchor)

    def bar(self, bar: FilledBox) -> Element:
        radius = {"rx": n(bar.radius)} if bar.radius else {}
        return element(
            "rect",
            _title(bar.name),
            **box_of(bar.box),
            **radius,
            fill=painted(bar.paint, self.scheme),
            **_faint(bar.opacity),
        )

    def rule(self, rule: StraightLine) -> Element:
        (x1, y1), (x2, y2) = rule.start, rule.end
        colour = painted(rule.paint, self.scheme)
        looks = {"stroke": colour, "stroke_width": n(rule.width), **dashes(rule.dash)}
        return element(
            "line", x1=n(x1), y1=n(y1), x2=n(x2), y2=n(y2), **looks, **_faint(rule.opacity, "stroke_opacity")
        )

    def mark(self, mark: Marker) -> Element:
        (x, y), half = mark.middle, mark.size / 2
        looks = {"fill": painted(mark.paint, self.scheme), **_faint(mark.opacity)}
        if mark.shape == "circle":
            return element("circle", _title(mark.name), cx=n(x), cy=n(y), r=n(half), **looks)
        corners = " ".join(f"{n(x + half * across)},{n(y + half * down)}" for across, down in SHAPES[mark.shape])
        return element("polygon", _title(mark.name), points=corners, **looks)

    def stroked(self, strokes: dict[str, Stroke], style: str) -> str:
        """The colour of a style; ink for what has none."""
        stroke = strokes.get(style)
        return colour_of(stroke, self.scheme) if stroke else self.ink

    def worded(self, strokes: dict[str, Stroke], style: str) -> str:
        """The colour of words about a style."""
        stroke = strokes.get(style)
        return words_colour(stroke, self.scheme) if stroke else self.ink


def _title(name: str) -> Element | None:
    return element("title", name) if name else None


def _faint(opacity: float, what: str = "fill_opacity") -> dict[str, str]:
    return {} if opacity == 1 else {what: n(opacity)}
