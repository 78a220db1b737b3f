"""A network on a page -> shapes of a slide: actors are ovals, each tie is one line between them, words are text boxes.

A straight tie is a connector glued to both actors, and moves with them. A tie that bends beside others is a freeform:
PowerPoint's curved connectors leave a shape at a right angle, so none of them could take this way.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

from components.figure.layout.coasts import Line as MapLine
from components.figure.layout.coasts import PageMap
from components.figure.layout.free_space import TextLabel
from components.figure.layout.network_on_page import CENTRE, BandOutline, HullOutline, PageNetwork
from components.figure.layout.tie_curves import BACKGROUND_OPACITY, BACKGROUND_WIDTH, CROWDED_WIDTH, TieCurve
from components.figure.model import Box, ColourScheme, NetworkPicture, Point
from components.figure.pptx.paint import Colour, LineStyle
from components.figure.pptx.shapes import ShapeId, ShapeTree, Step, freeform, preset
from components.figure.pptx.text import Align, TextStyle
from components.figure.pptx.typeface import text_width
from components.figure.render.palette import MAP_PARTS, map_colour, paper_and_ink, stroke_colour, stroke_text_colour
from components.figure.render.slides_texts import roomy
from components.figure.render.svg_network import (
    CIRCLE_DASH,
    CIRCLE_LINE,
    CIRCLE_REACH,
    CIRCLED_BAND,
    CIRCLED_SHARE,
    COVER,
    DOT_LINE,
    HULL_DASH,
    HULL_FILL,
    LEADER_LINE,
    TRIANGLE_FILL,
    circled_actors,
    cover_of_name,
)
from components.figure.text.font_files import BOLD
from components.figure.text.fonts import Fonts
from components.style.theme import DISPUTED_DASH, HOLLOW_LINE, MAP_LINE, blend, doubt_share

# The sites of an oval from the top anticlockwise, as PowerPoint numbers them.
SITES = 8
# A tie that bends less than this, in points, is straight.
STRAIGHT = 0.8
BAND_RADIUS, BAND_LINE, BAND_FILL, BAND_LINE_SHARE = 8.0, 0.8, 0.06, 0.45
HULL_LINE_SHARE = 0.5
# How much further than in the picture a name is from it, as the letters begin at the edge.
_NAME_GAP = 1.5
# How strong crowded ties are, which are not transparent here.
CROWDED_SHARE = 0.45
# The points of a curve that are looked at for its box.
CURVE_STEPS = 16


class NetworkShapes:
    """Adds the actors, ties and texts of a network to a slide."""

    def __init__(
        self, shapes: ShapeTree, network: NetworkPicture, page: PageNetwork, fonts: Fonts, scheme: ColourScheme
    ) -> None:
        self.shapes, self.network, self.page, self.fonts, self.scheme = shapes, network, page, fonts, scheme
        self.paper, self.ink = paper_and_ink(scheme)
        self.ids: dict[str, ShapeId] = {}

    def add(self) -> None:
        """Map or bands below ties below actors below texts."""
        if self.page.map:
            self._add_map(self.page.map)
        for band in self.page.bands:
            self._add_band(band)
        for hull in self.page.hulls:
            self._add_hull(hull)
        for curve in self.page.curves:
            if "-".join(curve.edge.actors) in self.network.circled:
                self._add_curve("Circled by hand", curve, LineStyle(self._faint(CIRCLED_SHARE), CIRCLED_BAND))
        self.ids = {actor: self.shapes.new_id() for actor in self.page.positions}
        for curve in self.page.curves:
            self._add_tie(curve)
        for actor, (start, end) in self.page.leaders.items():
            self.shapes.line(
                f"Line to the name of {self.network.dot(actor).name}", start, end, LineStyle("tx1", LEADER_LINE)
            )
        for actor, position in self.page.positions.items():
            self._add_dot(actor, position)
        for actor in circled_actors(self.network, self.page):
            self._add_circle(actor)
        for hull in self.page.hulls:
            if hull.label:
                self._add_label(f"Name of group {hull.name}", hull.label, "tx1")
        for band in self.page.bands:
            self._add_label(f"Name of ring {band.label.lines[0]}", band.label, "tx1")
        for curve in self.page.curves:
            self._add_words(curve)
        for actor, label in self.page.names.items():
            self._add_name(actor, label)

    def _colour(self, style: str) -> Colour:
        stroke = self.network.strokes.get(style)
        return stroke_colour(stroke, self.scheme) if stroke else self.ink

    def _text_colour(self, style: str) -> Colour:
        stroke = self.network.strokes.get(style)
        return stroke_text_colour(stroke, self.scheme) if stroke else "tx1"

    def _add_map(self, world: PageMap) -> None:
        """The land, its coasts and each kind of border: a freeform each."""
        land, coast, border = (map_colour(part, self.scheme) for part in MAP_PARTS)
        if world.land:
            self._add_outlines("Land", world.land, fill=land)
        for name, lines, colour, dash in (
            ("Coasts", world.coasts, coast, ()),
            ("Borders", world.borders, border, ()),
            ("Disputed borders", world.disputed, border, DISPUTED_DASH),
        ):
            if lines:
                self._add_outlines(name, lines, line=LineStyle(colour, MAP_LINE, dash))

    def _add_outlines(
        self, name: str, lines: tuple[MapLine, ...], *, fill: Colour | None = None, line: LineStyle | None = None
    ) -> None:
        """Land, where one outline in another is a hole, or lines: in one shape."""
        steps: list[Step] = []
        for first, *others in lines:
            steps += [("M", (first,)), *(("L", (point,)) for point in others)]
            if fill:
                steps.append(("Z", ()))
        box = _around([point for one in lines for point in one])
        self.shapes.shape(name, freeform(steps, box, is_filled=fill is not None), box, fill=fill, line=line)

    def _add_band(self, band: BandOutline) -> None:
        """A ring of the layout, in a tint of its colour."""
        left, top, right, bottom = band.box
        colour, name = self._colour(band.style), f"Ring: {band.label.lines[0]}"
        self.shapes.shape(
            name,
            preset("roundRect", adj=round(BAND_RADIUS / min(right - left, bottom - top) * 100_000)),
            band.box,
            fill=blend(colour, self.paper, BAND_FILL),
            line=LineStyle(blend(colour, self.paper, BAND_LINE_SHARE), BAND_LINE),
            alt_text=name,
        )

    def _add_dot(self, actor: str, position: Point) -> None:
        (x, y), dot = position, self.network.dot(actor)
        is_ink, radius = dot.is_centre or not self.network.bands, self._radius(actor)
        colour: Colour = "tx1" if is_ink else self._colour(dot.style)
        self.shapes.shape(
            dot.name,
            preset("ellipse"),
            (x - radius, y - radius, x + radius, y + radius),
            fill="bg1" if dot.is_hollow else colour,
            line=LineStyle(colour, HOLLOW_LINE) if dot.is_hollow else LineStyle("bg1", DOT_LINE),
            alt_text=dot.name,
            shape=self.ids[actor],
        )

    def _radius(self, actor: str) -> float:
        is_large = self.network.dot(actor).is_centre and self.network.is_crowded
        return CENTRE if is_large else self.page.radius

    def _add_tie(self, curve: TieCurve) -> None:
        """A connector if it is straight, else a curve."""
        actors = " – ".join(self.network.dot(actor).name for actor in curve.edge.actors)
        words = "; ".join(edge.wording for edge in curve.edges)
        name, alt_text = f"Tie {actors}: {curve.edge.wording}", f"{actors}: {words}"
        (x1, y1), (bx, by), (x2, y2) = curve.start, curve.bend, curve.end
        if hypot(bx - (x1 + x2) / 2, by - (y1 + y2) / 2) / 2 < STRAIGHT:
            one, other = curve.edge.actors
            start, end = (one, self._site(one, other)), (other, self._site(other, one))
            glue = (self.ids[one], start[1]), (self.ids[other], end[1])
            points = self._site_point(*start), self._site_point(*end)
            self.shapes.line(name, *points, self._line(curve), ends=glue, alt_text=alt_text)
            return
        self._add_curve(name, curve, self._line(curve), alt_text)

    def _add_curve(self, name: str, curve: TieCurve, line: LineStyle, alt_text: str = "") -> None:
        """A freeform along a tie."""
        steps = (("M", (curve.start,)), ("Q", (curve.bend, curve.end)))
        box = _around([curve.point(step / CURVE_STEPS) for step in range(CURVE_STEPS + 1)])
        self.shapes.shape(name, freeform(steps, box, is_filled=False), box, line=line, alt_text=alt_text)

    def _add_hull(self, hull: HullOutline) -> None:
        """The outline around a group, or that of a triangle."""
        first, *others = hull.points
        steps: list[Step] = [("M", (first,)), *(("L", (point,)) for point in others), ("Z", ())]
        box, name = _around(hull.points), f"{'Group' if hull.label else 'Not balanced'}: {hull.name}"
        fill, line = self._faint(HULL_FILL), LineStyle(self._faint(HULL_LINE_SHARE), BAND_LINE, HULL_DASH)
        if not hull.label:
            fill, line = self._faint(TRIANGLE_FILL), LineStyle(self.ink, BAND_LINE, HULL_DASH)
        self.shapes.shape(name, freeform(steps, box, is_filled=True), box, fill=fill, line=line, alt_text=name)

    def _add_circle(self, actor: str) -> None:
        """A dashed circle around an actor that the reader circled."""
        (x, y), radius = self.page.positions[actor], self.page.radius + CIRCLE_REACH
        name, box = (
            f"Circled by hand: {self.network.dot(actor).name}",
            (x - radius, y - radius, x + radius, y + radius),
        )
        self.shapes.shape(name, preset("ellipse"), box, line=LineStyle("tx1", CIRCLE_LINE, CIRCLE_DASH), alt_text=name)

    def _faint(self, share: float) -> Colour:
        return blend(self.ink, self.paper, share)

    def _site(self, actor: str, other: str) -> int:
        """The site of an actor's oval that is nearest to another actor."""
        (x1, y1), (x2, y2) = self.page.positions[actor], self.page.positions[other]
        return round((-pi / 2 - atan2(y2 - y1, x2 - x1)) / (2 * pi / SITES)) % SITES

    def _site_point(self, actor: str, site: int) -> Point:
        (x, y), radius, angle = self.page.positions[actor], self._radius(actor), -pi / 2 - site * 2 * pi / SITES
        return x + radius * cos(angle), y + radius * sin(angle)

    def _line(self, curve: TieCurve) -> LineStyle:
        """Its colour, width and dash as in the picture, blended with the paper instead of transparent."""
        edge = curve.edge
        if not edge.number:
            return LineStyle(blend(self.ink, self.paper, BACKGROUND_OPACITY), BACKGROUND_WIDTH)
        stroke, colour = self.network.strokes[edge.style], self._colour(edge.style)
        if self.network.is_crowded:
            return LineStyle(blend(colour, self.paper, CROWDED_SHARE), stroke.width * CROWDED_WIDTH, stroke.dash)
        share = doubt_share(colour, self.paper) if edge.is_doubtful else 1
        return LineStyle(blend(colour, self.paper, share), stroke.width, stroke.dash)

    def _add_words(self, curve: TieCurve) -> None:
        """What is written on a tie."""
        if curve.wording:
            colour = self._text_colour(curve.edge.style)
            align: Align = "l" if curve.wording.is_list else "ctr"
            self._add_label(f"Words of {curve.edge.wording}", curve.wording, colour, align=align)

    def _add_name(self, actor: str, label: TextLabel) -> None:
        """Beside its dot, on the side where it is."""
        (x, _), radius, (left, top, right, bottom) = self.page.positions[actor], self._radius(actor), label.box
        align: Align = "l" if left >= x else "r" if right <= x else "ctr"
        if align == "l":
            left = max(left, x + radius + DOT_LINE) + _NAME_GAP
        elif align == "r":
            right -= _NAME_GAP
        cover = cover_of_name(self.network, actor)
        beside = replace(label, box=(left, top, right, bottom))
        self._add_label(f"Name of {self.network.dot(actor).name}", beside, "tx1", align=align, cover=cover)

    def _add_label(
        self, name: str, label: TextLabel, colour: Colour, *, align: Align = "ctr", cover: float = COVER
    ) -> None:
        """Lines on paper that covers most of the ties behind, in a box as wide as they need."""
        left, top, right, bottom = label.box
        width = roomy(max(text_width(line, label.size, label.weight, self.fonts) for line in label.lines))
        x = left if align == "l" else right - width if align == "r" else (left + right - width) / 2
        count = len(label.lines)
        leading = (bottom - top) / count if count > 1 else None
        style = TextStyle(label.size, colour, label.weight == BOLD, align, leading)
        box = (x, top, x + width, bottom)
        self.shapes.text(name, label.lines, box, style, anchor="ctr", fill="bg1", opacity=cover)


def _around(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
