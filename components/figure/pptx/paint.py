"""Colours, fills and lines of shapes."""

from dataclasses import dataclass
from typing import Literal, get_args
from xml.etree.ElementTree import Element

from components.figure.pptx.markup import emu, node

# Those of the theme change with it: text, quieter text, paper. Others are written "#1d2430".
ThemeColour = Literal["tx1", "tx2", "bg1"]
Colour = str
THEME_COLOURS: tuple[ThemeColour, ...] = get_args(ThemeColour)


@dataclass(frozen=True)
class LineStyle:
    """A line's colour, its width in points, and its dashes and gaps in points."""

    colour: Colour
    width: float
    dash: tuple[int, ...] = ()


def solid_fill(colour: Colour, opacity: float = 1.0) -> Element:
    alpha = node("a:alpha", val=round(opacity * 100_000)) if opacity < 1 else None
    if colour in THEME_COLOURS:
        return node("a:solidFill", node("a:schemeClr", alpha, val=colour))
    return node("a:solidFill", node("a:srgbClr", alpha, val=colour.lstrip("#").upper()))


def fill_of(colour: Colour | None, opacity: float = 1.0) -> Element:
    return solid_fill(colour, opacity) if colour else node("a:noFill")


def line_of(line: LineStyle | None) -> Element:
    """The outline; dashes are as long as in the picture, as shares of the line's width."""
    if line is None:
        return node("a:ln", node("a:noFill"))
    return node("a:ln", solid_fill(line.colour), _dash(line), node("a:round"), w=emu(line.width))


def _dash(line: LineStyle) -> Element | None:
    if not line.dash:
        return None
    lengths = [round(length / line.width * 100_000) for length in line.dash]
    pairs = zip(lengths[::2], lengths[1::2], strict=True)
    return node("a:custDash", *(node("a:ds", d=dash, sp=gap) for dash, gap in pairs))
