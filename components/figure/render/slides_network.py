"""A network on a page -> shapes of PowerPoint: actors are shapes, ties are connectors glued to them."""

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from components.figure.font_files import BOLD
from components.figure.layout.coasts import PageMap
from components.figure.layout.free_space import TextLabel
from components.figure.layout.network_on_page import CENTRE, BandOutline, PageNetwork
from components.figure.layout.tie_curves import BACKGROUND_OPACITY, BACKGROUND_WIDTH, CROWDED_WIDTH, NUMBER, TieCurve
from components.figure.model import Box, ColourScheme, NetworkPicture, Point
from components.figure.render.palette import MAP_PARTS, map_colour, paper_and_ink, stroke_colour, stroke_text_colour
from components.figure.render.pptx_freeform import add_land, add_lines
from components.figure.render.pptx_shapes import (
    add_text_box,
    dash_style,
    remove_margins,
    rgb,
    set_name,
    set_text,
)
from components.style.theme import DISPUTED_DASH, MAP_LINE, blend

# The sides of a shape as PowerPoint numbers them, by direction from its middle: top, left, bottom, right.
CONNECTION_SITES = {(0, -1): 0, (-1, 0): 1, (0, 1): 2, (1, 0): 3}
# How strong crowded ties are.
CROWDED_SHARE = 0.45


class NetworkShapes:
    """Adds the actors, ties and texts of a network to a slide."""

    def __init__(self, network: NetworkPicture, scheme: ColourScheme, page: PageNetwork) -> None:
        self.network, self.scheme, self.page = network, scheme, page
        self.paper, self.ink = paper_and_ink(scheme)
        self.dots: dict[str, AutoShape] = {}

    def add_to(self, shapes: SlideShapes) -> list[BaseShape]:
        """All shapes from the lowest up: ties are below everything that they join."""
        world = self._add_map(shapes, self.page.map) if self.page.map else []
        # Freeforms get ids that are not counted: go on after the highest.
        shapes.turbo_add_enabled = True
        bands = [self._add_band(shapes, band) for band in self.page.bands]
        names = [
            self._add_label(shapes, band.label, self.ink, f"Name of rung {band.label.lines[0]}")
            for band in self.page.bands
        ]
        self.dots = {actor: self._add_dot(shapes, actor, position) for actor, position in self.page.positions.items()}
        lines: list[BaseShape] = []
        joints: list[BaseShape] = []
        for curve in self.page.curves:
            self._add_tie(shapes, curve, lines, joints)
        names += [self._add_name(shapes, actor, label) for actor, label in self.page.names.items()]
        return [*world, *bands, *lines, *self.dots.values(), *joints, *names]

    def _add_map(self, shapes: SlideShapes, world: PageMap) -> list[AutoShape]:
        """The land, its coasts and each kind of border: a freeform each."""
        land, coast, border = (map_colour(part, self.scheme) for part in MAP_PARTS)
        lines = (
            ("Coasts", world.coasts, coast, ()),
            ("Borders", world.borders, border, ()),
            ("Disputed borders", world.disputed, border, DISPUTED_DASH),
        )
        return [
            *([add_land(shapes, "Land", world.land, land)] if world.land else []),
            *(add_lines(shapes, name, part, colour, MAP_LINE, dash) for name, part, colour, dash in lines if part),
        ]

    def _colour(self, style: str) -> str:
        stroke = self.network.strokes.get(style)
        return stroke_colour(stroke, self.scheme) if stroke else self.ink

    def _text_colour(self, style: str) -> str:
        stroke = self.network.strokes.get(style)
        return stroke_text_colour(stroke, self.scheme) if stroke else self.ink

    def _add_band(self, shapes: SlideShapes, band: BandOutline) -> AutoShape:
        left, top, right, bottom = band.box
        shape = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
        shape.adjustments[0] = 8 / min(right - left, bottom - top)
        shape.fill.background()
        shape.line.color.rgb, shape.line.width = rgb(self._colour(band.style)), Pt(0.75)
        shape.shadow.inherit = False
        set_name(shape, f"Rung {band.label.lines[0]}")
        return shape

    def _add_disc(self, shapes: SlideShapes, box: Box, fill: str, edge: str) -> AutoShape:
        """Round at the ends, with the four sides of `CONNECTION_SITES`; a true circle has eight."""
        left, top, right, bottom = box
        shape = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(bottom - top))
        shape.adjustments[0] = 0.5
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
        shape.line.color.rgb, shape.line.width = rgb(edge), Pt(1)
        shape.shadow.inherit = False
        return shape

    def _add_dot(self, shapes: SlideShapes, actor: str, position: Point) -> AutoShape:
        dot = self.network.dot(actor)
        radius = CENTRE if dot.is_centre and self.network.is_crowded else self.page.radius
        fill = self.ink if dot.is_centre or not self.network.bands else self._colour(dot.style)
        x, y = position
        shape = self._add_disc(shapes, (x - radius, y - radius, x + radius, y + radius), fill, self.paper)
        set_name(shape, dot.name, dot.name)
        return shape

    def _add_name(self, shapes: SlideShapes, actor: str, label: TextLabel) -> AutoShape:
        name = f"Name of {self.network.dot(actor).name}"
        return self._add_label(shapes, label, self.ink, name, solid=not self.network.is_crowded)

    def _add_tie(self, shapes: SlideShapes, curve: TieCurve, lines: list[BaseShape], joints: list[BaseShape]) -> None:
        """Two connectors with the wording between them; one where ties crowd. All are glued at both ends.

        PowerPoint has no connector that bends like a curve of the picture: the wording, or the number, is the joint.
        """
        edge = curve.edge
        one, other = (self.dots[actor] for actor in edge.actors)
        name = f"Tie {edge.number}: {edge.wording}" if edge.number else f"Unchanged: {edge.wording}"
        if curve.number is None:
            lines.append(self._add_connector(shapes, one, other, curve, name))
            return
        joint = self._add_wording(shapes, curve) or self._add_numbers(shapes, curve, curve.number)
        joints.append(joint)
        lines.append(self._add_connector(shapes, one, joint, curve, f"{name} (1)"))
        lines.append(self._add_connector(shapes, joint, other, curve, f"{name} (2)"))

    def _add_wording(self, shapes: SlideShapes, curve: TieCurve) -> AutoShape | None:
        """The wording after the number of its citation; None where there was no room for it."""
        if curve.wording is None:
            return None
        (first, *rest), (left, top, right, bottom) = curve.wording.lines, curve.wording.box
        lines = (f"[{curve.numbers_text}] {first}", *rest)
        spare = NUMBER * (0.65 + 0.35 * len(curve.numbers_text))
        label = TextLabel(lines, (left - spare, top, right + spare, bottom), curve.wording.size)
        return self._add_label(
            shapes, label, self._text_colour(curve.edge.style), f"Wording of tie {curve.edge.number}"
        )

    def _add_numbers(self, shapes: SlideShapes, curve: TieCurve, box: Box) -> AutoShape:
        numbers = curve.numbers_text
        disc = self._add_disc(shapes, box, self.paper, self._colour(curve.edge.style))
        set_name(disc, f"Note {numbers}", curve.edge.wording)
        remove_margins(disc)
        set_text(disc, numbers, NUMBER, self.ink, bold=True, align="centre")
        return disc

    def _add_connector(
        self, shapes: SlideShapes, one: AutoShape, other: AutoShape, curve: TieCurve, name: str
    ) -> Connector:
        shape = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(0), Pt(0), Pt(0), Pt(0))
        shape.begin_connect(one, _connection_site(one, other))
        shape.end_connect(other, _connection_site(other, one))
        self._set_line(shape, curve)
        set_name(shape, name, curve.edge.wording)
        return shape

    def _set_line(self, shape: Connector, curve: TieCurve) -> None:
        """Its colour, width and dash: as on the other pictures, blended with the paper instead of transparent."""
        stroke = self.network.strokes[curve.edge.style]
        if not curve.edge.number:
            shape.line.color.rgb = rgb(blend(self.ink, self.paper, BACKGROUND_OPACITY))
            shape.line.width = Pt(BACKGROUND_WIDTH)
            return
        strength, width = (CROWDED_SHARE, CROWDED_WIDTH) if self.network.is_crowded else (1, 1)
        shape.line.color.rgb = rgb(blend(self._colour(curve.edge.style), self.paper, strength))
        shape.line.width = Pt(stroke.width * width)
        if dash := dash_style(stroke.dash):
            shape.line.dash_style = dash

    def _add_label(
        self, shapes: SlideShapes, label: TextLabel, colour: str, name: str, *, solid: bool = True
    ) -> AutoShape:
        text, is_bold = "\n".join(label.lines), label.weight == BOLD
        shape = add_text_box(shapes, text, label.box, label.size, colour, bold=is_bold, align="centre")
        if solid:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(self.paper)
        set_name(shape, name)
        return shape


def _connection_site(one: AutoShape, other: AutoShape) -> int:
    """The side of a shape that faces another: left or right, unless the other is straight above or below."""
    across = (other.left + other.width / 2) - (one.left + one.width / 2)
    down = (other.top + other.height / 2) - (one.top + one.height / 2)
    if abs(across) > max(one.width / 2, 0.35 * abs(down)):
        return CONNECTION_SITES[1 if across > 0 else -1, 0]
    return CONNECTION_SITES[0, 1 if down > 0 else -1]
