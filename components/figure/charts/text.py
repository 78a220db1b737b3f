"""Lines of text with their width, for pictures of simple shapes."""

from collections.abc import Iterable, Sequence
from typing import Literal

from components.figure.model import Paint, TextLine
from components.figure.text.font_files import REGULAR
from components.figure.text.fonts import Fonts, joints_of
from components.style.theme import Stroke, text_on

# The distance of two lines of a label, in type sizes.
LABEL_LEADING = 1.15
# Fewer characters of a label say nothing.
LEAST_CUT = 9


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


def whole_label(
    texts: Iterable[str], sizes: Sequence[float], room: tuple[float, float], fonts: Fonts, *, weight: int = REGULAR
) -> tuple[list[tuple[str, str | None]], float]:
    """The first of the texts that fits whole into a room (width and height), in lines with their joints; and its size.

    A larger type comes first. No line where none fits: half a label says something else than the whole.
    """
    width, height = room
    for text in filter(None, texts):
        for size in sizes:
            if size > height or fonts.width(text, size, weight) > width * max(int(height / size / LABEL_LEADING), 1):
                continue
            lines = fonts.wrap(text, size, width, weight)
            joints = joints_of(text, lines)
            if len(lines) * size * LABEL_LEADING <= max(height, size * LABEL_LEADING) and not _breaks_a_word(
                lines, joints
            ):
                return [*zip(lines, joints, strict=True)], size
    return [], sizes[-1]


def _breaks_a_word(lines: Sequence[str], joints: Sequence[str | None]) -> bool:
    """Whether a line ends within a word; Chinese may end anywhere."""
    ends = zip(lines, joints[1:], strict=False)
    return any(joint == "" and line[-1:].isascii() for line, joint in ends)


def cut_to_differ(text: str, others: Iterable[str], size: float, room: float, fonts: Fonts) -> str:
    """The beginning of a text, or, where others begin like it, what comes after that: two labels never look alike."""
    words, common = text.split(), 0
    for other in {one for one in others if one != text}:
        pairs = zip(words, other.split(), strict=False)
        common = max(
            common, next((place for place, (mine, its) in enumerate(pairs) if mine != its), len(other.split()))
        )
    short = fonts.shorten(text, size, room)
    whole_words = short.removesuffix("…").split()
    if short == text or len(whole_words) > common:
        return short
    return fonts.shorten(f"… {' '.join(words[common:])}", size, room) if common < len(words) else ""
