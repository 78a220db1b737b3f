"""Pages -> SVG. The same figure gives the same bytes: nothing asks the clock or chance."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from components.figure.describe import Figure, Look, colour_of, paper_and_ink
from components.figure.letters import BOLD, WEIGHTS, runs_of
from components.figure.page import (
    FOOT,
    HEAD,
    KEY,
    LEGEND,
    MARGIN,
    SIZES,
    Key,
    Line,
    PicturePage,
    Size,
    notes_below,
    notes_pages,
    picture_page,
)
from components.figure.place import CENTRE, NUMBER, Curve, Label, Ring
from components.markup import element, html_of
from components.theme import Stroke

# What stands on a page besides the texts of the figure.
PAGE_WORDS = f"{HEAD} of 0123456789"


@dataclass(frozen=True)
class _Pen:
    """What is drawn, and in which look."""

    figure: Figure
    look: Look

    @property
    def paper(self) -> str:
        return paper_and_ink(self.look)[0]

    @property
    def ink(self) -> str:
        return paper_and_ink(self.look)[1]

    def colour(self, style: str) -> str:
        stroke = self.figure.strokes.get(style)
        return colour_of(stroke, self.look) if stroke else self.ink


def svg_pages(figure: Figure, size: Size, look: Look, *, embed: bool = True) -> list[str]:
    """The figure as pages of one size: the picture, then the notes. `embed` brings the fonts along."""
    pen, (width, height) = _Pen(figure, look), SIZES[size]
    pages = [_drawn(pen, picture_page(figure, size))]
    pages += [[_text(pen, line) for line in page.lines] for page in notes_pages(figure, size)]
    documents = []
    for number, parts in enumerate(pages, 1):
        of = Line(f"{number} of {len(pages)}", width - MARGIN, height - MARGIN / 2, FOOT)
        documents.append(_document(pen, [*parts, _text(pen, of, anchor="end")], width, height, embed=embed))
    return documents


def svg_of(figure: Figure, size: Size, look: Look, *, embed: bool = True) -> str:
    """The figure as one picture: the notes stand below, and it grows as high as they need."""
    pen, (width, height) = _Pen(figure, look), SIZES[size]
    below, grown = notes_below(figure, size)
    parts = [*_drawn(pen, picture_page(figure, size)), *(_text(pen, line) for line in below)]
    return _document(pen, parts, width, height + grown, embed=embed)


def _document(pen: _Pen, parts: list[Element], width: float, height: float, *, embed: bool) -> str:
    figure, texts = pen.figure, [*pen.figure.texts, PAGE_WORDS]
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for family, font in (figure.fonts.embedded(texts, weight) if embed else ())
    ]
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alternative),
        element("style", "".join(faces)) if faces else None,
        element("rect", width=_n(width), height=_n(height), fill=pen.paper),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{_n(width)}pt",
        height=f"{_n(height)}pt",
        viewBox=f"0 0 {_n(width)} {_n(height)}",
        role="img",
    )
    return html_of(root) + "\n"


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _text(pen: _Pen, line: Line, *, colour: str = "", anchor: str = "start") -> Element:
    """A line of text; each script in the family that has it."""
    fonts = pen.figure.fonts
    return element(
        "text",
        *(element("tspan", run.text, font_family=fonts.name(run.family)) for run in runs_of(line.text)),
        x=_n(line.x),
        y=_n(line.y),
        font_size=_n(line.size),
        font_weight=str(line.weight),
        fill=colour or pen.ink,
        text_anchor=anchor,
    )


def _drawn(pen: _Pen, page: PicturePage) -> list[Element]:
    at, ground = page.picture, 0.62 if pen.figure.crowded else 0.86
    return [
        *(part for ring in at.rings for part in _ring(pen, ring)),
        *(_tie(pen, curve) for curve in at.curves),
        *(_dot(pen, page, actor) for actor in at.dots),
        *(part for ring in at.rings for part in _label(pen, ring.label, pen.ink)),
        *(part for curve in at.curves for part in _words(pen, curve)),
        *(part for label in at.names.values() for part in _label(pen, label, pen.ink, ground=ground)),
        *(_text(pen, line) for line in page.lines),
        *(part for key in page.keys for part in _key(pen, key)),
    ]


def _ring(pen: _Pen, ring: Ring) -> list[Element]:
    (left, top, right, bottom), colour = ring.box, pen.colour(ring.style)
    shape = {"x": _n(left), "y": _n(top), "width": _n(right - left), "height": _n(bottom - top), "rx": "8"}
    line = {"stroke": colour, "stroke_opacity": "0.45", "stroke_width": "0.8"}
    return [
        element("rect", **shape, fill=pen.paper),
        element("rect", **shape, fill=colour, fill_opacity="0.06", **line),
    ]


def _dashes(stroke: Stroke) -> dict[str, str]:
    return {"stroke_dasharray": " ".join(map(str, stroke.dash))} if stroke.dash else {}


def _tie(pen: _Pen, curve: Curve) -> Element:
    edge, crowded, stroke = curve.edge, pen.figure.crowded, pen.figure.strokes[curve.edge.style]
    (x1, y1), (bx, by), (x2, y2) = curve.start, curve.bend, curve.end
    return element(
        "path",
        element("title", f"{edge.number}. {edge.wording}"),
        d=f"M{_n(x1)} {_n(y1)}Q{_n(bx)} {_n(by)} {_n(x2)} {_n(y2)}",
        fill="none",
        stroke=pen.colour(edge.style),
        stroke_width=_n(stroke.width * (0.45 if crowded else 1)),
        stroke_opacity="0.4" if crowded else "0.55" if edge.doubt else "1",
        data_note=str(edge.number),
        **_dashes(stroke),
    )


def _dot(pen: _Pen, page: PicturePage, actor: str) -> Element:
    (x, y), dot = page.picture.dots[actor], pen.figure.dot(actor)
    large = dot.centre and pen.figure.crowded
    return element(
        "circle",
        element("title", dot.name),
        cx=_n(x),
        cy=_n(y),
        r=_n(CENTRE if large else page.picture.radius),
        fill=pen.ink if dot.centre or not pen.figure.bands else pen.colour(dot.style),
        stroke=pen.paper,
        stroke_width="1.5",
    )


def _label(pen: _Pen, label: Label, colour: str, *, ground: float = 0.86) -> list[Element]:
    """The lines in the middle of their box, on a ground that keeps them off the ties."""
    left, top, right, bottom = label.box
    middle, step = (left + right) / 2, (bottom - top) / len(label.lines)
    box = {"x": _n(left), "y": _n(top), "width": _n(right - left), "height": _n(bottom - top), "rx": "3"}
    lines = [
        Line(text, middle, top + step * (row + 0.5) + label.size * 0.36, label.size, label.weight)
        for row, text in enumerate(label.lines)
    ]
    back = element("rect", **box, fill=pen.paper, fill_opacity=_n(ground))
    return [back, *(_text(pen, line, colour=colour, anchor="middle") for line in lines)]


def _words(pen: _Pen, curve: Curve) -> list[Element]:
    """The wording, and the number of the note in a disc."""
    colour = pen.colour(curve.edge.style)
    parts = _label(pen, curve.words, colour) if curve.words else []
    if curve.number is None:
        return parts
    x, y = curve.number
    disc = {"cx": _n(x), "cy": _n(y), "r": _n(NUMBER * 0.8), "fill": pen.paper, "stroke": colour, "stroke_width": "1"}
    number = Line(str(curve.edge.number), x, y + NUMBER * 0.36, NUMBER, BOLD)
    return [*parts, element("circle", **disc), _text(pen, number, anchor="middle")]


def _key(pen: _Pen, key: Key) -> list[Element]:
    stroke, across = key.entry.stroke, {"x1": _n(key.x), "x2": _n(key.x + KEY), "y1": _n(key.y), "y2": _n(key.y)}
    words = Line(key.words, key.x + KEY + 6, key.y + LEGEND * 0.36, LEGEND)
    line = {"stroke": colour_of(stroke, pen.look), "stroke_width": _n(stroke.width)}
    return [element("line", **across, **line, **_dashes(stroke)), _text(pen, words)]
