"""Lines of text with their width, for pictures of simple shapes."""

from typing import Literal

from components.figure.font_files import REGULAR
from components.figure.fonts import Fonts
from components.figure.model import Paint, TextLine
from components.style.theme import Stroke, text_on


def text_line(
    text: str,
    x: float,
    y: float,
    size: float,
    fonts: Fonts,
    *,
    weight: int = REGULAR,
    paint: Paint = "ink",
    anchor: Literal["start", "middle", "end"] = "start",
    joint: str | None = None,
) -> TextLine:
    """A line of text as wide as the fonts make it; `x`, `y` is the start, middle or end of its base line."""
    return TextLine(text, x, y, size, fonts.width(text, size, weight), weight, paint, anchor, joint)


def paint_on(stroke: Stroke) -> Stroke:
    """The colour of a text on a box of this colour."""
    return Stroke(text_on(stroke.light), text_on(stroke.dark), 1)
