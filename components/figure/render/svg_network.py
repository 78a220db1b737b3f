"""A network that has found its place -> SVG elements."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from components.figure.fonts import BOLD
from components.figure.layout.page import PageText
from components.figure.layout.placement import CENTRE, NUMBER, BandOutline, PageNetwork, TextLabel, TieCurve
from components.figure.model import NetworkPicture
from components.figure.render.svg_shapes import SvgShapes, box_of, dashes, n
from components.style.markup import element
from components.style.theme import doubt_share

FAINT, FAINT_WIDTH = "0.3", "0.9"


def network_parts(pen: SvgShapes, network: NetworkPicture, at: PageNetwork) -> list[Element]:
    """Rings below ties below actors below words."""
    drawn, ground = _Drawn(pen, network, at), 0.62 if network.crowded else 0.86
    return [
        *(part for ring in at.rings for part in drawn.ring(ring)),
        *(drawn.tie(curve) for curve in at.curves),
        *(drawn.dot(actor) for actor in at.dots),
        *(part for ring in at.rings for part in drawn.label(ring.label, pen.ink)),
        *(part for curve in at.curves for part in drawn.words(curve)),
        *(
            part
            for actor, label in at.names.items()
            for part in drawn.label(label, pen.ink, ground=ground, actor=actor)
        ),
    ]


@dataclass(frozen=True)
class _Drawn:
    pen: SvgShapes
    network: NetworkPicture
    at: PageNetwork

    def ring(self, ring: BandOutline) -> list[Element]:
        colour, shape = self.pen.stroked(self.network.strokes, ring.style), {**box_of(ring.box), "rx": "8"}
        line = {"stroke": colour, "stroke_opacity": "0.45", "stroke_width": "0.8"}
        return [
            element("rect", **shape, fill=self.pen.paper),
            element("rect", **shape, fill=colour, fill_opacity="0.06", **line),
        ]

    def tie(self, curve: TieCurve) -> Element:
        edge, crowded, stroke = curve.edge, self.network.crowded, self.network.strokes[curve.edge.style]
        (x1, y1), (bx, by), (x2, y2) = curve.start, curve.bend, curve.end
        colour = self.pen.stroked(self.network.strokes, edge.style)
        path = f"M{n(x1)} {n(y1)}Q{n(bx)} {n(by)} {n(x2)} {n(y2)}"
        if not edge.number:
            faint = {"stroke_width": FAINT_WIDTH, "stroke_opacity": FAINT}
            return element("path", element("title", edge.wording), d=path, fill="none", stroke=self.pen.ink, **faint)
        return element(
            "path",
            element("title", f"{edge.number}. {edge.wording}"),
            d=path,
            fill="none",
            stroke=colour,
            stroke_width=n(stroke.width * (0.45 if crowded else 1)),
            stroke_opacity="0.4" if crowded else n(doubt_share(colour, self.pen.paper)) if edge.doubt else "1",
            data_note=str(edge.number),
            data_actors=" ".join(edge.actors),
            **dashes(stroke.dash),
        )

    def dot(self, actor: str) -> Element:
        (x, y), dot = self.at.dots[actor], self.network.dot(actor)
        large, strokes = dot.centre and self.network.crowded, self.network.strokes
        return element(
            "circle",
            element("title", dot.name),
            cx=n(x),
            cy=n(y),
            r=n(CENTRE if large else self.at.radius),
            fill=self.pen.ink if dot.centre or not self.network.bands else self.pen.stroked(strokes, dot.style),
            stroke=self.pen.paper,
            stroke_width="1.5",
            data_actor=actor,
        )

    def label(
        self, label: TextLabel, colour: str, *, ground: float = 0.86, actor: str = "", note: int = 0
    ) -> list[Element]:
        """The lines in the middle of their box, on a ground that keeps them off the ties."""
        left, top, right, bottom = label.box
        middle, step = (left + right) / 2, (bottom - top) / len(label.lines)
        lines = [
            PageText(text, middle, top + step * (row + 0.5) + label.size * 0.36, label.size, label.weight)
            for row, text in enumerate(label.lines)
        ]
        back = element("rect", **box_of(label.box), rx="3", fill=self.pen.paper, fill_opacity=n(ground))
        return _about([back, *(self.pen.text(line, colour=colour, anchor="middle") for line in lines)], actor, note)

    def words(self, curve: TieCurve) -> list[Element]:
        """The wording, and the number of the note in a disc."""
        colour, number = self.pen.stroked(self.network.strokes, curve.edge.style), curve.edge.number
        words = self.pen.worded(self.network.strokes, curve.edge.style)
        parts = self.label(curve.words, words, note=number) if curve.words else []
        if curve.number is None:
            return parts
        x, y = curve.number
        looks = {"fill": self.pen.paper, "stroke": colour, "stroke_width": "1"}
        disc = element("circle", cx=n(x), cy=n(y), r=n(NUMBER * 0.8), **looks)
        text = self.pen.text(PageText(str(number), x, y + NUMBER * 0.36, NUMBER, BOLD), anchor="middle")
        return [*parts, *_about([disc, text], "", number)]


def _about(parts: list[Element], actor: str, note: int) -> list[Element]:
    """What the parts tell of, for a page that lets the reader point at it."""
    for part in parts:
        if actor:
            part.set("data-actor", actor)
        if note:
            part.set("data-note", str(note))
    return parts
