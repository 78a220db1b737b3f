"""Lines of a page -> texts that can be edited: lines that belong together are one text, whose box fits any machine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.figure.model import Box, ColourScheme, Paint, TextLine
from components.figure.pptx.paint import Colour
from components.figure.pptx.text import Align, TextStyle
from components.figure.pptx.typeface import ASCENT, LINE_HEIGHT, text_width
from components.figure.render.palette import paint_colour
from components.figure.text.font_files import BOLD
from components.figure.text.fonts import Fonts

# What a box is wider than its text, as a share and in points: programs measure a little differently.
SPARE_SHARE, _SPARE, SAME_BREAKS = 0.03, 3.0, 1.015
ALIGNMENTS: dict[str, Align] = {"start": "l", "middle": "ctr", "end": "r"}


@dataclass(frozen=True)
class TextBlock:
    """The lines of one text, as the page has them."""

    lines: tuple[TextLine, ...]

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def text(self) -> str:
        """The whole text, as before it was wrapped."""
        return self.first.text + "".join(f"{line.joint or ''}{line.text}" for line in self.lines[1:])

    @property
    def leading(self) -> float | None:
        """The distance of its lines; None for a text in one line."""
        return self.lines[1].y - self.first.y if len(self.lines) > 1 else None

    def style(self, scheme: ColourScheme, *, has_links: bool = True) -> TextStyle:
        line = self.first
        colour = colour_of(line.paint, scheme)
        look = line.weight == BOLD, ALIGNMENTS[line.anchor], self.leading
        return TextStyle(line.size, colour, *look, has_links=has_links)

    def box(self, fonts: Fonts, right: float = 0.0) -> Box:
        """Where the text is, and a little more; a text at the left may use the room up to `right`."""
        line = self.first
        widths = [text_width(one.text, one.size, one.weight, fonts) for one in self.lines]
        # A text of several lines breaks as on the page where its box is hardly wider than the widest of them.
        width = max(widths) * SAME_BREAKS + 1 if len(widths) > 1 else roomy(widths[0])
        # What a line is higher than its letters is above them, in the first line as well.
        above = self.leading - LINE_HEIGHT * line.size if self.leading else 0.0
        top = line.y - ASCENT * line.size - above
        bottom = self.lines[-1].y + (LINE_HEIGHT - ASCENT) * line.size
        if line.anchor == "end":
            return line.x - width, top, line.x, bottom
        if line.anchor == "middle":
            return line.x - width / 2, top, line.x + width / 2, bottom
        return line.x, top, max(line.x + width, right), bottom


def roomy(width: float) -> float:
    return width * (1 + SPARE_SHARE) + _SPARE


def blocks_of(lines: Iterable[TextLine]) -> Iterator[TextBlock]:
    """Each line with those that continue its text."""
    block: list[TextLine] = []
    for line in lines:
        if block and line.joint is None:
            yield TextBlock(tuple(block))
            block = []
        block.append(line)
    if block:
        yield TextBlock(tuple(block))


def colour_of(paint: Paint, scheme: ColourScheme) -> Colour:
    """Text, quieter text and paper are colours of the theme."""
    themes: dict[Paint, Colour] = {"ink": "tx1", "quiet": "tx2", "paper": "bg1"}
    return themes.get(paint) or paint_colour(paint, scheme)
