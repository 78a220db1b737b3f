"""A network that has found its place -> shapes of Office: actors are shapes, ties are connectors glued to them."""

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from components.figure.fonts import BOLD
from components.figure.layout.placement import CENTRE, NUMBER, BandOutline, PageNetwork, TextLabel, TieCurve
from components.figure.model import ColourScheme, NetworkPicture, Point
from components.figure.render.palette import colour_of, paper_and_ink, words_colour
from components.figure.render.pptx_shapes import dash_of, named, rgb, set_text, written
from components.style.theme import blend

# The sides of a shape as Office numbers them, by direction from its middle: top, left, bottom, right.
SITES = {(0, -1): 0, (-1, 0): 1, (0, 1): 2, (1, 0): 3}


class NetworkShapes:
    """Actors, ties and words as shapes that hold together."""

    def __init__(self, network: NetworkPicture, scheme: ColourScheme, at: PageNetwork) -> None:
        self.network, self.scheme, self.at = network, scheme, at
        self.paper, self.ink = paper_and_ink(scheme)
        self.dots: dict[str, Shape] = {}

    def drawn(self, shapes: SlideShapes) -> list[BaseShape]:
        """All of it on the slide, the lines below all that they join."""
        rings = [self._ring(shapes, ring) for ring in self.at.rings]
        names = [
            self._label(shapes, ring.label, self.ink, f"Name of rung {ring.label.lines[0]}") for ring in self.at.rings
        ]
        self.dots = {actor: self._dot(shapes, actor, spot) for actor, spot in self.at.dots.items()}
        lines: list[BaseShape] = []
        joints: list[BaseShape] = []
        for curve in self.at.curves:
            self._tie(shapes, curve, lines, joints)
        solid = not self.network.crowded
        names += [
            self._label(shapes, label, self.ink, f"Name of {self.network.dot(actor).name}", solid=solid)
            for actor, label in self.at.names.items()
        ]
        return [*rings, *lines, *self.dots.values(), *joints, *names]

    def _colour(self, style: str) -> str:
        stroke = self.network.strokes.get(style)
        return colour_of(stroke, self.scheme) if stroke else self.ink

    def _colour_of_words(self, style: str) -> str:
        stroke = self.network.strokes.get(style)
        return words_colour(stroke, self.scheme) if stroke else self.ink

    def _ring(self, shapes: SlideShapes, ring: BandOutline) -> Shape:
        left, top, right, bottom = ring.box
        made = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
        made.adjustments[0] = 8 / min(right - left, bottom - top)
        made.fill.background()
        made.line.color.rgb, made.line.width = rgb(self._colour(ring.style)), Pt(0.75)
        made.shadow.inherit = False
        named(made, f"Rung {ring.label.lines[0]}")
        return made

    def _disc(self, shapes: SlideShapes, spot: Point, radius: float, fill: str, edge: str) -> Shape:
        """Round, with four sides that Office numbers as `SITES` says; a true circle has eight."""
        x, y = spot
        made = shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, Pt(x - radius), Pt(y - radius), Pt(2 * radius), Pt(2 * radius)
        )
        made.adjustments[0] = 0.5
        made.fill.solid()
        made.fill.fore_color.rgb = rgb(fill)
        made.line.color.rgb, made.line.width = rgb(edge), Pt(1)
        made.shadow.inherit = False
        return made

    def _dot(self, shapes: SlideShapes, actor: str, spot: Point) -> Shape:
        dot = self.network.dot(actor)
        radius = CENTRE if dot.centre and self.network.crowded else self.at.radius
        fill = self.ink if dot.centre or not self.network.bands else self._colour(dot.style)
        made = self._disc(shapes, spot, radius, fill, self.paper)
        named(made, dot.name, dot.name)
        return made

    def _tie(self, shapes: SlideShapes, curve: TieCurve, lines: list[BaseShape], joints: list[BaseShape]) -> None:
        """Two connectors with the words between them; one where ties crowd. All are glued at both ends.

        Office has no connector that bends like a curve of the picture: the words, or the number alone, are the joint.
        """
        edge, colour = curve.edge, self._colour(curve.edge.style)
        one, other = (self.dots[actor] for actor in edge.actors)
        name = f"Tie {edge.number}: {edge.wording}" if edge.number else f"Unchanged: {edge.wording}"
        if curve.number is None:
            lines.append(self._glued(shapes, one, other, curve, name))
            return
        joint = self._joint(shapes, curve, colour)
        joints.append(joint)
        lines.append(self._glued(shapes, one, joint, curve, f"{name} (1)"))
        lines.append(self._glued(shapes, joint, other, curve, f"{name} (2)"))

    def _joint(self, shapes: SlideShapes, curve: TieCurve, colour: str) -> Shape:
        """The words of a tie with the number of its note; the number alone where there was no room for words."""
        number = curve.edge.number
        if curve.words:
            first, *rest = curve.words.lines
            left, top, right, bottom = curve.words.box
            lines = (f"[{number}] {first}", *rest)
            wider = TextLabel(lines, (left - NUMBER, top, right + NUMBER, bottom), curve.words.size)
            return self._label(shapes, wider, self._colour_of_words(curve.edge.style), f"Words of tie {number}")
        assert curve.number
        disc = self._disc(shapes, curve.number, NUMBER * 0.85, self.paper, colour)
        named(disc, f"Note {number}", curve.edge.wording)
        frame = disc.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = False
        set_text(disc, str(number), NUMBER, self.ink, bold=True, middle=True)
        return disc

    def _glued(self, shapes: SlideShapes, one: Shape, other: Shape, curve: TieCurve, name: str) -> Connector:
        made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(0), Pt(0), Pt(0), Pt(0))
        made.begin_connect(one, _site(one, other))
        made.end_connect(other, _site(other, one))
        stroke, colour = self.network.strokes[curve.edge.style], self._colour(curve.edge.style)
        crowded, faint = self.network.crowded, not curve.edge.number
        made.line.color.rgb = rgb(
            blend(self.ink if faint else colour, self.paper, 0.3 if faint else 0.45 if crowded else 1)
        )
        made.line.width = Pt(0.9 if faint else stroke.width * (0.45 if crowded else 1))
        if (dash := dash_of(stroke.dash)) and not faint:
            made.line.dash_style = dash
        named(made, name, curve.edge.wording)
        return made

    def _label(self, shapes: SlideShapes, label: TextLabel, colour: str, name: str, *, solid: bool = True) -> Shape:
        words = "\n".join(label.lines)
        made = written(shapes, words, label.box, label.size, colour, bold=label.weight == BOLD, middle=True)
        if solid:
            made.fill.solid()
            made.fill.fore_color.rgb = rgb(self.paper)
        named(made, name)
        return made


def _site(one: Shape, other: Shape) -> int:
    """The side of a shape that looks towards another: left and right unless it lies straight above or below."""
    across = (other.left + other.width / 2) - (one.left + one.width / 2)
    down = (other.top + other.height / 2) - (one.top + one.height / 2)
    if abs(across) > max(one.width / 2, 0.35 * abs(down)):
        return SITES[1 if across > 0 else -1, 0]
    return SITES[0, 1 if down > 0 else -1]
