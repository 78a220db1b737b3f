"""A figure -> SVG, page by page: the picture with its legend first, then as many pages of notes as there need be.

Every length is in points. The same figure gives the same bytes: nothing asks the clock or chance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from components.figure.describe import Entry, Figure, Look, colour_of, paper_and_ink
from components.figure.letters import BOLD, REGULAR, WEIGHTS, Fonts, runs_of
from components.figure.place import NUMBER, OTHER_SIDES, SIDES, Box, Curve, Label, Placed, placed
from components.markup import element, html_of

Size = Literal["slide", "a4-landscape", "a4-portrait", "square"]
SIZES: dict[Size, tuple[int, int]] = {
    "slide": (960, 540),
    "a4-landscape": (842, 595),
    "a4-portrait": (595, 842),
    "square": (720, 720),
}
MARGIN, GUTTER = 30.0, 18.0
TITLE, SUBTITLE, LEGEND, NOTE, FOOT = 18.0, 10.5, 9.0, 8.0, 8.0
LEADING, KEY = 1.32, 26.0
DOUBT = "possible on the day, or recalled"


@dataclass(frozen=True)
class Style:
    """What the whole figure is drawn in."""

    look: Look
    fonts: Fonts

    @property
    def paper(self) -> str:
        return paper_and_ink(self.look)[0]

    @property
    def ink(self) -> str:
        return paper_and_ink(self.look)[1]


def svg_pages(figure: Figure, size: Size, look: Look) -> list[str]:
    """The figure as pages of one size: the picture, then the notes in two columns."""
    style, (width, height) = Style(look, Fonts(figure.texts)), SIZES[size]
    first = _picture_page(figure, style, width, height)
    pages = [
        first,
        *(_notes_page(figure, style, lines, width, height) for lines in _pages_of_notes(figure, style, width, height)),
    ]
    return [
        _document(figure, style, parts, width, height, f"{number} of {len(pages)}")
        for number, parts in enumerate(pages, 1)
    ]


def svg_of(figure: Figure, size: Size, look: Look) -> str:
    """The figure as one picture: the notes stand below, and the picture grows as high as they need."""
    style, (width, height) = Style(look, Fonts(figure.texts)), SIZES[size]
    columns = _columns(figure, style, width)
    rows = -(-sum(map(len, columns)) // _number_of_columns(width)) + max(map(len, columns), default=0)
    below = _shared(columns, _number_of_columns(width), rows)
    extra = max((len(column) for column in below), default=0) * NOTE * LEADING + 2 * MARGIN
    parts = [*_picture_page(figure, style, width, height), *_drawn_columns(below, style, width, height + MARGIN)]
    return _document(figure, style, parts, width, height + extra, "")


# The page -------------------------------------------------------------------------------------------


def _document(figure: Figure, style: Style, parts: list[Element], width: float, height: float, page: str) -> str:
    texts = figure.texts + ["0123456789 of"]
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,{font})}}"
        for weight in WEIGHTS
        for family, font in style.fonts.embedded(texts, weight)
    ]
    number = [_text(page, width - MARGIN, height - MARGIN / 2, FOOT, style, anchor="end")] if page else []
    root = element(
        "svg",
        element("title", figure.title),
        element("desc", figure.alternative),
        element("style", "".join(faces)),
        element("rect", width=_n(width), height=_n(height), fill=style.paper),
        *parts,
        *number,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{_n(width)}pt",
        height=f"{_n(height)}pt",
        viewBox=f"0 0 {_n(width)} {_n(height)}",
        role="img",
    )
    return html_of(root) + "\n"


def _picture_page(figure: Figure, style: Style, width: float, height: float) -> list[Element]:
    """Title and sentence on top, legend and what the tiers mean at the bottom, the picture in all that is left."""
    room, parts = width - 2 * MARGIN, list[Element]()
    y = MARGIN + TITLE * 0.8
    for line in style.fonts.wrapped(figure.title, TITLE, room, BOLD)[:2]:
        parts.append(_text(line, MARGIN, y, TITLE, style, weight=BOLD))
        y += TITLE * 1.2
    for line in style.fonts.wrapped(figure.subtitle, SUBTITLE, room):
        parts.append(_text(line, MARGIN, y, SUBTITLE, style))
        y += SUBTITLE * LEADING
    bottom = height - MARGIN - FOOT
    for line in reversed(style.fonts.wrapped(figure.foot, FOOT, room)):
        parts.append(_text(line, MARGIN, bottom, FOOT, style))
        bottom -= FOOT * LEADING
    rows = _legend_rows(figure, style, room)
    bottom -= len(rows) * LEGEND * 1.5
    for number, row in enumerate(rows):
        parts += _legend_row(row, bottom + (number + 0.4) * LEGEND * 1.5, style)
    return parts + _picture(figure, style, (MARGIN, y - 4, width - MARGIN, bottom - 6))


def _text(
    text: str,
    x: float,
    y: float,
    size: float,
    style: Style,
    *,
    weight: int = REGULAR,
    colour: str = "",
    anchor: str = "start",
) -> Element:
    """A line of text on its base line; each script in the family that has it."""
    runs = (element("tspan", run.text, font_family=run.family) for run in runs_of(text))
    return element(
        "text",
        *runs,
        x=_n(x),
        y=_n(y),
        font_size=_n(size),
        font_weight=str(weight),
        fill=colour or style.ink,
        text_anchor=anchor,
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


# The picture ----------------------------------------------------------------------------------------


def _picture(figure: Figure, style: Style, frame: Box) -> list[Element]:
    sides = SIDES["rings"] if figure.bands else OTHER_SIDES
    at = placed(figure, frame, style.fonts, sides=sides)
    return [
        *(part for ring in at.rings for part in _ring(figure, ring, style)),
        *(_tie(figure, curve, style) for curve in at.curves),
        *(_dot(figure, at, dot.actor, style) for dot in figure.dots),
        *(part for _, _, label in at.rings for part in _label(label, style, style.ink)),
        *(part for curve in at.curves for part in _words(figure, curve, style)),
        *(part for label in at.names.values() for part in _label(label, style, style.ink, backed=not figure.crowded)),
    ]


def _ring(figure: Figure, ring: tuple[Box, str, Label], style: Style) -> list[Element]:
    (left, top, right, bottom), key, _ = ring
    colour = colour_of(figure.strokes[key], style.look) if key in figure.strokes else style.ink
    shape = {"x": _n(left), "y": _n(top), "width": _n(right - left), "height": _n(bottom - top), "rx": "8"}
    return [
        element("rect", **shape, fill=style.paper),
        element(
            "rect", **shape, fill=colour, fill_opacity="0.06", stroke=colour, stroke_opacity="0.45", stroke_width="0.8"
        ),
    ]


def _tie(figure: Figure, curve: Curve, style: Style) -> Element:
    stroke = figure.strokes[curve.edge.style]
    thin = 0.45 if figure.crowded else 1.0
    (x1, y1), (bx, by), (x2, y2) = curve.start, curve.bend, curve.end
    dashes = {"stroke_dasharray": " ".join(map(str, stroke.dash))} if stroke.dash else {}
    return element(
        "path",
        element("title", f"{curve.edge.number}. {curve.edge.wording}"),
        d=f"M{_n(x1)} {_n(y1)}Q{_n(bx)} {_n(by)} {_n(x2)} {_n(y2)}",
        fill="none",
        stroke=colour_of(stroke, style.look),
        stroke_width=_n(stroke.width * thin),
        stroke_opacity="0.4" if figure.crowded else "0.55" if curve.edge.doubt else "1",
        data_note=str(curve.edge.number),
        **dashes,
    )


def _dot(figure: Figure, at: Placed, actor: str, style: Style) -> Element:
    x, y = at.dots[actor]
    dot = next(dot for dot in figure.dots if dot.actor == actor)
    radius = 7.5 if dot.centre and figure.crowded else at.radius
    return element(
        "circle",
        element("title", dot.name),
        cx=_n(x),
        cy=_n(y),
        r=_n(radius),
        fill=style.ink,
        stroke=style.paper,
        stroke_width="1.5",
    )


def _label(label: Label, style: Style, colour: str, *, backed: bool = True) -> list[Element]:
    """The lines in the middle of their box, on a ground that keeps them off the ties."""
    left, top, right, bottom = label.box
    middle, step = (left + right) / 2, (bottom - top) / len(label.lines)
    ground = [
        element(
            "rect",
            x=_n(left),
            y=_n(top),
            width=_n(right - left),
            height=_n(bottom - top),
            rx="3",
            fill=style.paper,
            fill_opacity="0.86",
        )
    ] * backed
    return ground + [
        _text(
            line,
            middle,
            top + step * (row + 0.5) + label.size * 0.36,
            label.size,
            style,
            weight=label.weight,
            colour=colour,
            anchor="middle",
        )
        for row, line in enumerate(label.lines)
    ]


def _words(figure: Figure, curve: Curve, style: Style) -> list[Element]:
    """The wording, and the number of the note in a disc."""
    colour = colour_of(figure.strokes[curve.edge.style], style.look)
    parts = _label(curve.words, style, colour) if curve.words else []
    if curve.number is None:
        return parts
    x, y = curve.number
    disc = element("circle", cx=_n(x), cy=_n(y), r=_n(NUMBER * 0.8), fill=style.paper, stroke=colour, stroke_width="1")
    number = _text(str(curve.edge.number), x, y + NUMBER * 0.36, NUMBER, style, weight=BOLD, anchor="middle")
    return [*parts, disc, number]


# Legend and notes -----------------------------------------------------------------------------------


def _legend_rows(figure: Figure, style: Style, room: float) -> list[list[tuple[float, Entry]]]:
    """The entries in rows, each with its place from the left."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for entry in figure.legend:
        width = KEY + 6 + style.fonts.width(_told(entry), LEGEND) + GUTTER
        if rows[-1] and x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((MARGIN + x, entry))
        x += width
    return rows


def _told(entry: Entry) -> str:
    return f"{entry.name} · {entry.ties}"


def _legend_row(row: list[tuple[float, Entry]], y: float, style: Style) -> list[Element]:
    parts: list[Element] = []
    for x, entry in row:
        dashes = {"stroke_dasharray": " ".join(map(str, entry.stroke.dash))} if entry.stroke.dash else {}
        parts.append(
            element(
                "line",
                x1=_n(x),
                y1=_n(y),
                x2=_n(x + KEY),
                y2=_n(y),
                stroke=colour_of(entry.stroke, style.look),
                stroke_width=_n(entry.stroke.width),
                **dashes,
            )
        )
        parts.append(_text(_told(entry), x + KEY + 6, y + LEGEND * 0.36, LEGEND, style))
    return parts


def _number_of_columns(width: float) -> int:
    return 3 if width > 900 else 2


def _column_width(width: float) -> float:
    count = _number_of_columns(width)
    return (width - 2 * MARGIN - (count - 1) * GUTTER) / count


def _columns(figure: Figure, style: Style, width: float) -> list[list[str]]:
    """Each note in the lines of a column, a free line behind it."""
    return [[*style.fonts.wrapped(note, NOTE, _column_width(width)), ""] for note in figure.notes]


def _shared(notes: list[list[str]], count: int, rows: int) -> list[list[str]]:
    """The notes in so many columns of at most so many rows, as even as they go; no note is broken."""
    columns: list[list[str]] = [[]]
    goal = -(-sum(map(len, notes)) // count)
    for note in notes:
        full = len(columns[-1]) >= goal or len(columns[-1]) + len(note) > rows
        if columns[-1] and full and len(columns) < count:
            columns.append([])
        columns[-1] += note
    return columns


def _pages_of_notes(figure: Figure, style: Style, width: float, height: float) -> list[list[list[str]]]:
    """The columns of each page of notes."""
    rows = int((height - 2 * MARGIN - TITLE * 1.6 - FOOT) / (NOTE * LEADING))
    count, pages, columns = _number_of_columns(width), list[list[list[str]]](), list[list[str]]()
    for note in _columns(figure, style, width):
        if not columns or len(columns[-1]) + len(note) - 1 > rows:
            if len(columns) == count:
                pages.append(columns)
                columns = []
            columns.append([])
        columns[-1] += note
    return [*pages, columns] if columns else pages


def _notes_page(figure: Figure, style: Style, columns: list[list[str]], width: float, height: float) -> list[Element]:
    head = _text("Notes and sources", MARGIN, MARGIN + TITLE * 0.8, TITLE * 0.8, style, weight=BOLD)
    return [head, *_drawn_columns(columns, style, width, MARGIN + TITLE * 1.9)]


def _drawn_columns(columns: Iterable[list[str]], style: Style, width: float, top: float) -> list[Element]:
    step = _column_width(width) + GUTTER
    return [
        _text(line, MARGIN + place * step, top + (row + 0.8) * NOTE * LEADING, NOTE, style)
        for place, lines in enumerate(columns)
        for row, line in enumerate(lines)
        if line
    ]
