"""The shapes of a slide from the lowest up, each with an id of its own; lengths are in points."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from xml.etree.ElementTree import Element

from components.figure.addresses import link_target
from components.figure.model import Box, Point
from components.figure.pptx.markup import emu, node
from components.figure.pptx.paint import Colour, LineStyle, fill_of, line_of
from components.figure.pptx.text import Anchor, TextStyle, text_body

ShapeId = int
# The mark of shapes that mean nothing to those who cannot see them.
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
# An outline as steps: "M" a point, "L" a point, "Q" two points, "Z" nothing.
Step = tuple[str, tuple[Point, ...]]


class ShapeTree:
    """Collects shapes, and `links`: web address -> id of its relation. An alternative text says what a shape means; without one it is decoration, unless it has words."""

    def __init__(self) -> None:
        self._ids = count(2)
        self.links: dict[str, str] = {}
        self._levels: list[list[Element]] = [[]]
        self._boxes: list[list[Box]] = [[]]

    def new_id(self) -> ShapeId:
        """An id for a shape that is added later, above others that refer to it."""
        return next(self._ids)

    def root(self) -> Element:
        """The shape tree of a slide."""
        head = node("p:nvGrpSpPr", node("p:cNvPr", id=1, name=""), node("p:cNvGrpSpPr"), node("p:nvPr"))
        return node("p:spTree", head, node("p:grpSpPr", _group_frame((0, 0, 0, 0))), *self._levels[0])

    @contextmanager
    def group(self, name: str, alt_text: str) -> Iterator[None]:
        """A context: the shapes added within it become one group."""
        shape = next(self._ids)
        self._levels.append([])
        self._boxes.append([])
        yield
        children, boxes = self._levels.pop(), self._boxes.pop()
        if children:
            box = _around(boxes)
            head = node("p:nvGrpSpPr", _identity(shape, name, alt_text), node("p:cNvGrpSpPr"), node("p:nvPr"))
            self._add(node("p:grpSp", head, node("p:grpSpPr", _group_frame(box)), *children), box)

    def text(
        self,
        name: str,
        paragraphs: Sequence[str],
        box: Box,
        style: TextStyle,
        *,
        anchor: Anchor = "t",
        fill: Colour | None = None,
        opacity: float = 1.0,
    ) -> ShapeId:
        """A text box."""
        shape = next(self._ids)
        head = node("p:nvSpPr", _identity(shape, name), node("p:cNvSpPr", txBox=1), node("p:nvPr"))
        look = node("p:spPr", _frame(box), preset("rect"), fill_of(fill, opacity))
        self._add(node("p:sp", head, look, text_body(paragraphs, style, self._link, anchor=anchor)), box)
        return shape

    def placeholder(
        self,
        name: str,
        kind: Element,
        paragraphs: Sequence[str],
        box: Box | None,
        style: TextStyle,
        anchor: Anchor = "t",
    ) -> ShapeId:
        """A text in a placeholder of the layout; without a box it is where the layout has it."""
        shape = next(self._ids)
        locks = node("p:cNvSpPr", node("a:spLocks", noGrp=1))
        head = node("p:nvSpPr", _identity(shape, name), locks, node("p:nvPr", kind))
        look = node("p:spPr", _frame(box) if box else None)
        self._add(node("p:sp", head, look, text_body(paragraphs, style, self._link, anchor=anchor)), box)
        return shape

    def slide_image(self, box: Box) -> None:
        """The picture of the slide on its page of notes."""
        shape = next(self._ids)
        locks = node("p:cNvSpPr", node("a:spLocks", noGrp=1, noRot=1, noChangeAspect=1))
        head = node("p:nvSpPr", _identity(shape, "Slide Image"), locks, node("p:nvPr", node("p:ph", type="sldImg")))
        self._add(node("p:sp", head, node("p:spPr", _frame(box))), box)

    def shape(
        self,
        name: str,
        outline: Element,
        box: Box,
        *,
        fill: Colour | None = None,
        opacity: float = 1.0,
        line: LineStyle | None = None,
        degrees: float = 0.0,
        alt_text: str = "",
        shape: ShapeId | None = None,
    ) -> ShapeId:
        """A shape without words: `preset` or `freeform` gives its outline."""
        shape = shape or next(self._ids)
        head = node("p:nvSpPr", _identity(shape, name, alt_text, is_silent=True), node("p:cNvSpPr"), node("p:nvPr"))
        look = node("p:spPr", _frame(box, degrees=degrees), outline, fill_of(fill, opacity), line_of(line))
        self._add(node("p:sp", head, look), box)
        return shape

    def line(
        self,
        name: str,
        start: Point,
        end: Point,
        line: LineStyle,
        *,
        ends: tuple[tuple[ShapeId, int], tuple[ShapeId, int]] | None = None,
        alt_text: str = "",
    ) -> ShapeId:
        """A straight connector; `ends` are the shapes that it is glued to, each with the number of the site."""
        shape = next(self._ids)
        glue = [
            node(tag, id=to, idx=site) for tag, (to, site) in zip(("a:stCxn", "a:endCxn"), ends or (), strict=False)
        ]
        identity = _identity(shape, name, alt_text, is_silent=True)
        head = node("p:nvCxnSpPr", identity, node("p:cNvCxnSpPr", *glue), node("p:nvPr"))
        (x1, y1), (x2, y2) = start, end
        box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        frame = _frame(box, flipH=1 if x2 < x1 else None, flipV=1 if y2 < y1 else None)
        look = node("p:spPr", frame, preset("straightConnector1"), line_of(line))
        self._add(node("p:cxnSp", head, look), box)
        return shape

    def _link(self, address: str) -> str:
        """The id of the relation to an address, the same for the same one; "" if nothing can be there."""
        target = link_target(address)
        return self.links.setdefault(target, f"rIdLink{len(self.links) + 1}") if target else ""

    def _add(self, element: Element, box: Box | None) -> None:
        self._levels[-1].append(element)
        if box:
            self._boxes[-1].append(box)


def preset(name: str, **adjustments: int) -> Element:
    """One of the outlines of PowerPoint."""
    guides = (node("a:gd", name=key, fmla=f"val {value}") for key, value in adjustments.items())
    return node("a:prstGeom", node("a:avLst", *guides), prst=name)


def freeform(steps: Sequence[Step], box: Box, *, is_filled: bool) -> Element:
    """An outline of our own, within its box."""
    left, top, right, bottom = map(emu, box)

    def points(ends: tuple[Point, ...]) -> Iterator[Element]:
        return (node("a:pt", x=emu(x) - left, y=emu(y) - top) for x, y in ends)

    tags = {"M": "a:moveTo", "L": "a:lnTo", "Q": "a:quadBezTo", "Z": "a:close"}
    drawn = (node(tags[kind], *points(ends)) for kind, ends in steps)
    path = node("a:path", *drawn, w=right - left, h=bottom - top, fill=None if is_filled else "none")
    empty = (node(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst"))
    return node("a:custGeom", *empty, node("a:rect", l="0", t="0", r="r", b="b"), node("a:pathLst", path))


def _identity(shape: ShapeId, name: str, alt_text: str = "", *, is_silent: bool = False) -> Element:
    """Id, name and alternative text; a shape that is silent and has none is marked as decoration."""
    if alt_text or not is_silent:
        return node("p:cNvPr", id=shape, name=name, descr=alt_text or None)
    mark = node("adec:decorative", **{"xmlns:adec": DECORATIVE_NAMESPACE}, val=1)
    return node("p:cNvPr", node("a:extLst", node("a:ext", mark, uri=DECORATIVE)), id=shape, name=name)


def _frame(box: Box, *, degrees: float = 0.0, **flips: int | None) -> Element:
    left, top, right, bottom = map(emu, box)
    place = node("a:off", x=left, y=top), node("a:ext", cx=right - left, cy=bottom - top)
    return node("a:xfrm", *place, rot=round(degrees * 60_000) or None, **flips)


def _group_frame(box: Box) -> Element:
    """A group that shows its shapes where they are, as large as they are."""
    left, top, right, bottom = map(emu, box)
    size = {"cx": right - left, "cy": bottom - top}
    outer = node("a:off", x=left, y=top), node("a:ext", **size)
    return node("a:xfrm", *outer, node("a:chOff", x=left, y=top), node("a:chExt", **size))


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
