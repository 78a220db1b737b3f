"""Lines from the top rung down -> columns on as many pages as they need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing, FilledBox, Paint, Shape
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts, joints_of
from components.style.theme import Stroke

# Type sizes of a partner's line, the largest first: the first with which everything fits on one page is used.
LADDER_TYPE_SIZES = (15.0, 13.0, 11.5, 10.7, 10.0, 9.5, 9.0, 8.6, 8.2)
LADDER_LEADING, LADDER_GUTTER = 1.42, 16.0
# The room for the coloured edge of a column; the indent of partners, in type sizes.
_EDGE, INDENT = 10.0, 0.9
# The least width of a column, in characters; and the width of a character, in type sizes.
COLUMN_CHARACTERS, _CHARACTER = 40, 0.55

LadderLineKind = Literal["group", "wording", "native", "partner", "before", "names"]
# Kind of line -> its size as a share of a partner's line, its weight and its paint.
LINE_STYLES: dict[LadderLineKind, tuple[float, int, Paint]] = {
    "group": (1.15, BOLD, "ink"),
    "wording": (1.0, REGULAR, "quiet"),
    "native": (1.0, REGULAR, "quiet"),
    "partner": (1.0, REGULAR, "ink"),
    "before": (0.85, REGULAR, "quiet"),
    "names": (1.0, REGULAR, "ink"),
}
INDENTED: tuple[LadderLineKind, ...] = ("partner", "before")


@dataclass(frozen=True)
class LadderLine:
    """A group's name, a wording in either language, a partner, or its earlier rung.

    Lines in brief have a wording and the names of its partners instead. `noted` is the text with the numbers of its notes,
    `name` that of a group without the number of its partners.
    """

    text: str
    kind: LadderLineKind
    stroke: Stroke | None = None
    noted: str = ""
    name: str = ""

    def indent(self, size: float) -> float:
        return INDENT * size if self.kind in INDENTED else 0.0

    def wrap(self, size: float, room: float, fonts: Fonts) -> list[str]:
        """Its text in lines no wider than the room; an empty line comes before a group."""
        share, weight, _ = LINE_STYLES[self.kind]
        lines = fonts.wrap(self.noted or self.text, size * share, room - self.indent(size), weight)
        return ["", *lines] if self.kind == "group" else lines


# A ladder line, and one of the lines that its text was wrapped into.
WrappedLine = tuple[LadderLine, str]


@dataclass(frozen=True)
class LadderChart:
    """Lines from the top rung down; and the same in brief, for a page that has no room for more."""

    lines: tuple[LadderLine, ...]
    brief: tuple[LadderLine, ...] = ()

    @property
    def texts(self) -> list[str]:
        return [text for line in (*self.lines, *self.brief) for text in (line.text, line.noted)]

    def without_numbers(self) -> "LadderChart":
        return LadderChart(_without_numbers(self.lines), _without_numbers(self.brief))

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """As many as the lines need; they are brief if they would need more than one."""
        pages = _pages(self.lines, frame, fonts)
        return pages if len(pages) == 1 or not self.brief else _pages(self.brief, frame, fonts)


def _without_numbers(lines: Iterable[LadderLine]) -> tuple[LadderLine, ...]:
    return tuple(replace(line, noted="") for line in lines)


def _pages(lines: Sequence[LadderLine], frame: Box, fonts: Fonts) -> list[Drawing]:
    """In the largest type with which everything fits on one page, else in the smallest type on several."""
    for size in LADDER_TYPE_SIZES:
        count = _column_count(frame, size)
        width = (frame[2] - frame[0] - (count - 1) * LADDER_GUTTER) / count
        most = int((frame[3] - frame[1] - size) / (size * LADDER_LEADING))
        columns = _columns(lines, most, width, size, fonts)
        if len(columns) <= count:
            break
    pages = -(-len(columns) // count)
    columns = _even_columns(lines, most, width, size, fonts, pages * count)
    parts = [columns[first : first + count] for first in range(0, len(columns), count)]
    return [_page(page, frame, width, size, fonts) for page in parts]


def _even_columns(
    lines: Sequence[LadderLine], most: int, width: float, size: float, fonts: Fonts, count: int
) -> list[list[WrappedLine]]:
    """At most `count` columns, the longest of them as short as can be."""
    least, enough = 1, most
    while least < enough:
        middle = (least + enough) // 2
        fits = len(_columns(lines, middle, width, size, fonts)) <= count
        least, enough = (least, middle) if fits else (middle + 1, enough)
    return _columns(lines, enough, width, size, fonts)


def _columns(
    lines: Iterable[LadderLine], most: int, width: float, size: float, fonts: Fonts
) -> list[list[WrappedLine]]:
    """Columns of about `most` lines; a heading stays with the partner after it, and a column within a group has its own."""
    columns: list[list[WrappedLine]] = [[]]
    group: LadderLine | None = None
    for block_lines in _blocks(lines):
        group = next((line for line in block_lines if line.kind == "group"), group)
        block = [(line, text) for line in block_lines for text in line.wrap(size, width - _EDGE, fonts)]
        if columns[-1] and len(columns[-1]) + len(block) > most:
            columns.append([])
            if group and group not in block_lines:
                again = replace(group, text=f"{group.name}, continued")
                columns[-1] += [(again, text) for text in again.wrap(size, width - _EDGE, fonts)]
        columns[-1] += block
    return columns


def _column_count(frame: Box, size: float) -> int:
    least = COLUMN_CHARACTERS * size * _CHARACTER
    return max(int((frame[2] - frame[0] + LADDER_GUTTER) / (least + LADDER_GUTTER)), 1)


def _blocks(lines: Iterable[LadderLine]) -> Iterator[list[LadderLine]]:
    """What is not divided: headings with the first partner below them, then each partner with its earlier rung."""
    block: list[LadderLine] = []
    for line in lines:
        if block and block[-1].kind in (*INDENTED, "names") and line.kind != "before":
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _page(columns: list[list[WrappedLine]], frame: Box, width: float, size: float, fonts: Fonts) -> Drawing:
    shapes: list[Shape] = []
    for number, lines in enumerate(columns):
        # A column never begins with the empty line before a group.
        shown = lines[1:] if lines and not lines[0][1] else lines
        shapes += _column(shown, frame[0] + number * (width + LADDER_GUTTER), frame[1], size, fonts)
    return shapes


def _column(lines: list[WrappedLine], left: float, top: float, size: float, fonts: Fonts) -> Iterator[Shape]:
    """The lines, each run of them beside an edge in the colour of its rung."""
    step, row = size * LADDER_LEADING, 0
    for key, run in groupby(lines, key=lambda one: (one[0].stroke, bool(one[1]))):
        count, (stroke, has_text) = len(list(run)), key
        if stroke and has_text:
            above = top + size * 0.05 + row * step
            yield FilledBox((left, above, left + stroke.width * 0.8, above + count * step), stroke)
        row += count
    for row, (line, text) in enumerate(lines):
        if text:
            share, weight, paint = LINE_STYLES[line.kind]
            x, y = left + _EDGE + line.indent(size), top + size + row * step
            joint = _joint(lines[row - 1], (line, text)) if row else None
            yield text_line(text, x, y, size * share, fonts, weight=weight, paint=paint, joint=joint)


def _joint(before: WrappedLine, after: WrappedLine) -> str | None:
    """What is between two lines; None if they are not of one text."""
    (line, first), (other, second) = before, after
    return joints_of(line.noted or line.text, (first, second))[1] if line is other and first else None
