"""A network on a page -> SVG elements."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from components.figure.layout.coasts import Line, PageMap
from components.figure.layout.free_space import TextLabel
from components.figure.layout.network_on_page import CENTRE, BandOutline, HullOutline, PageNetwork
from components.figure.layout.page import PageText
from components.figure.layout.tie_curves import BACKGROUND_OPACITY, BACKGROUND_WIDTH, CROWDED_WIDTH, TieCurve
from components.figure.model import NetworkPicture, Point
from components.figure.render.palette import MAP_PARTS, map_colour
from components.figure.render.svg_shapes import Anchor, SvgShapes, box_attributes, dash_attribute, length
from components.style.markup import element
from components.style.theme import DISPUTED_DASH, HOLLOW_LINE, MAP_LINE, doubt_share

# How much of the ties is covered behind a text, less where they crowd; and how strong crowded ties are.
COVER, CROWDED_COVER = 0.94, 0.62
CROWDED_OPACITY = 0.4
# The width of the line from a dot to its name, and of that around a dot.
LEADER_LINE, DOT_LINE = 0.7, 1.5
# What a reader circled: how far the circle is from the dot, its line, and the band below a tie.
CIRCLE_REACH, CIRCLE_LINE, CIRCLE_DASH = 5.0, 1.6, (4, 2)
CIRCLED_BAND, CIRCLED_SHARE = 9.0, 0.16
# How far a list is from the left edge of its paper.
LIST_INDENT = 2.5
HULL_DASH, HULL_FILL, TRIANGLE_FILL = (5, 3), 0.06, 0.1


def network_elements(shapes: SvgShapes, network: NetworkPicture, page: PageNetwork) -> list[Element]:
    """The map or bands below ties below actors below text."""
    elements = _NetworkElements(shapes, network, page)
    return [
        *(elements.map(page.map) if page.map else ()),
        *(part for band in page.bands for part in elements.band(band)),
        *(elements.hull(hull) for hull in page.hulls),
        *(elements.circled_tie(curve) for curve in page.curves if "-".join(curve.edge.actors) in network.circled),
        *(elements.tie(curve) for curve in page.curves),
        *(elements.leader(line) for line in page.leaders.values()),
        *(elements.dot(actor) for actor in page.positions),
        *(elements.circle(actor) for actor in circled_actors(network, page)),
        *(part for band in page.bands for part in elements.label(band.label, shapes.ink)),
        *(part for hull in page.hulls if hull.label for part in elements.label(hull.label, shapes.ink)),
        *(part for curve in page.curves for part in elements.tie_texts(curve)),
        *(part for actor, label in page.names.items() for part in elements.name(actor, label)),
    ]


@dataclass(frozen=True)
class _NetworkElements:
    """Makes the elements of one network."""

    shapes: SvgShapes
    network: NetworkPicture
    page: PageNetwork

    def _colour(self, style: str) -> str:
        return self.shapes.stroke_colour(self.network.strokes, style)

    def map(self, world: PageMap) -> list[Element]:
        land, coast, border = (map_colour(part, self.shapes.scheme) for part in MAP_PARTS)
        dash = dash_attribute(DISPUTED_DASH)
        lines: tuple[tuple[str, tuple[Line, ...], str, dict[str, str]], ...] = (
            ("coasts", world.coasts, coast, {}),
            ("borders", world.borders, border, {}),
            ("disputed", world.disputed, border, dash),
        )
        return [
            element("path", d=_lines_path(world.land, "Z"), fill=land, data_map="land"),
            *(
                element(
                    "path",
                    d=_lines_path(part),
                    fill="none",
                    stroke=colour,
                    stroke_width=length(MAP_LINE),
                    data_map=name,
                    **style,
                )
                for name, part, colour, style in lines
                if part
            ),
        ]

    def band(self, band: BandOutline) -> list[Element]:
        colour, box = self._colour(band.style), {**box_attributes(band.box), "rx": "8"}
        line = {"stroke": colour, "stroke_opacity": "0.45", "stroke_width": "0.8"}
        return [
            element("rect", **box, fill=self.shapes.paper),
            element("rect", **box, fill=colour, fill_opacity="0.06", **line),
        ]

    def hull(self, hull: HullOutline) -> Element:
        path, ink = _lines_path((hull.points,), "Z"), self.shapes.ink
        line = {"stroke": ink, "stroke_opacity": "0.5", "stroke_width": "0.8", **dash_attribute(HULL_DASH)}
        if hull.label:
            return element("path", d=path, fill=ink, fill_opacity=length(HULL_FILL), **line)
        title = element("title", f"Not balanced: {hull.name}")
        line |= {"stroke_opacity": "1"}
        return element("path", title, d=path, fill=ink, fill_opacity=length(TRIANGLE_FILL), **line)

    def circled_tie(self, curve: TieCurve) -> Element:
        """A broad band below a tie of a pair that the reader circled."""
        band = {
            "stroke_width": length(CIRCLED_BAND),
            "stroke_opacity": length(CIRCLED_SHARE),
            "stroke_linecap": "round",
        }
        return element("path", d=_path(curve), fill="none", stroke=self.shapes.ink, **band)

    def circle(self, actor: str) -> Element:
        """A dashed circle around an actor that the reader circled."""
        x, y = self.page.positions[actor]
        return element(
            "circle",
            element("title", f"Circled by hand: {self.network.dot(actor).name}"),
            cx=length(x),
            cy=length(y),
            r=length(self.page.radius + CIRCLE_REACH),
            fill="none",
            stroke=self.shapes.ink,
            stroke_width=length(CIRCLE_LINE),
            **dash_attribute(CIRCLE_DASH),
        )

    def tie(self, curve: TieCurve) -> Element:
        edge = curve.edge
        if not edge.number:
            thin = {"stroke_width": length(BACKGROUND_WIDTH), "stroke_opacity": length(BACKGROUND_OPACITY)}
            title = element("title", edge.wording)
            return element("path", title, d=_path(curve), fill="none", stroke=self.shapes.ink, **thin)
        stroke, colour = self.network.strokes[edge.style], self._colour(edge.style)
        return element(
            "path",
            element("title", *_titles(curve, with_numbers=self.network.has_numbers)),
            d=_path(curve),
            fill="none",
            stroke=colour,
            stroke_width=length(stroke.width * (CROWDED_WIDTH if self.network.is_crowded else 1)),
            stroke_opacity=length(self._tie_opacity(curve, colour)),
            data_citation=_numbers(curve),
            data_actors=" ".join(edge.actors),
            **dash_attribute(stroke.dash),
        )

    def _tie_opacity(self, curve: TieCurve, colour: str) -> float:
        if self.network.is_crowded:
            return CROWDED_OPACITY
        return doubt_share(colour, self.shapes.paper) if curve.edge.is_doubtful else 1

    def leader(self, line: tuple[Point, Point]) -> Element:
        (x1, y1), (x2, y2) = line
        ends = {"x1": length(x1), "y1": length(y1), "x2": length(x2), "y2": length(y2)}
        return element("line", **ends, stroke=self.shapes.ink, stroke_width=length(LEADER_LINE))

    def dot(self, actor: str) -> Element:
        (x, y), dot = self.page.positions[actor], self.network.dot(actor)
        is_large = dot.is_centre and self.network.is_crowded
        is_ink = dot.is_centre or not self.network.bands
        colour, line = self.shapes.ink if is_ink else self._colour(dot.style), DOT_LINE
        fill, edge = colour, self.shapes.paper
        if dot.is_hollow:
            fill, edge, line = edge, colour, HOLLOW_LINE
        return element(
            "circle",
            element("title", dot.name),
            cx=length(x),
            cy=length(y),
            r=length(CENTRE if is_large else self.page.radius),
            fill=fill,
            stroke=edge,
            stroke_width=length(line),
            data_actor=actor,
        )

    def label(self, label: TextLabel, colour: str, *, cover: float = COVER) -> list[Element]:
        """The lines in the middle of their box, those of a list at its left, on paper that covers most of the ties behind."""
        left, top, right, bottom = label.box
        middle, step = (left + right) / 2, (bottom - top) / len(label.lines)
        lines = [
            PageText(
                text,
                left + LIST_INDENT if label.is_list else middle,
                top + step * (row + 0.5) + label.size * 0.36,
                label.size,
                label.weight,
            )
            for row, text in enumerate(label.lines)
        ]
        back = element("rect", **box_attributes(label.box), rx="3", fill=self.shapes.paper, fill_opacity=length(cover))
        anchor: Anchor = "start" if label.is_list else "middle"
        return [back, *(self.shapes.text(line, colour=colour, anchor=anchor) for line in lines)]

    def name(self, actor: str, label: TextLabel) -> list[Element]:
        cover = cover_of_name(self.network, actor)
        return _with_data(self.label(label, self.shapes.ink, cover=cover), "data-actor", actor)

    def tie_texts(self, curve: TieCurve) -> list[Element]:
        """The wording, with the numbers of its notes."""
        colour = self.shapes.text_colour(self.network.strokes, curve.edge.style)
        return _with_data(self.label(curve.wording, colour) if curve.wording else [], "data-citation", _numbers(curve))


def cover_of_name(network: NetworkPicture, actor: str) -> float:
    """How much of the ties behind a name is covered: they meet at the centre, whose name must be read all the same."""
    return CROWDED_COVER if network.is_crowded and not network.dot(actor).is_centre else COVER


def circled_actors(network: NetworkPicture, page: PageNetwork) -> tuple[str, ...]:
    """Who has a circle: whom the reader circled, alone or as one of a pair, as far as they are in the picture."""
    return tuple(actor for actor in page.positions if actor in network.circled_actors)


def _titles(curve: TieCurve, *, with_numbers: bool) -> list[str]:
    """What a pointer reads: each tie that the line stands for."""
    return ["\n".join(f"{edge.number}. {edge.wording}" if with_numbers else edge.wording for edge in curve.edges)]


def _numbers(curve: TieCurve) -> str:
    return " ".join(map(str, curve.numbers))


def _path(curve: TieCurve) -> str:
    (x1, y1), (bx, by), (x2, y2) = curve.start, curve.bend, curve.end
    return f"M{length(x1)} {length(y1)}Q{length(bx)} {length(by)} {length(x2)} {length(y2)}"


def _lines_path(lines: tuple[Line, ...], end: str = "") -> str:
    """One path for all the lines; with "Z" as their end they are closed."""
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in line) + end for line in lines)


def _with_data(elements: list[Element], attribute: str, value: str) -> list[Element]:
    """Says what the elements are about, for a page on which one can point at them."""
    for one in elements:
        one.set(attribute, value)
    return elements
