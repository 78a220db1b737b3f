"""What changed between two days -> a table: the pair, its label on either day, and when it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing, FilledBox, Paint, Shape, StraightLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts, joints_of
from components.style.theme import Stroke

# Type sizes, the largest first: the first with which everything fits on one page is used; else that for several pages.
CHANGE_SIZES, SIZE_ON_PAGES = (15.0, 13.5, 12.0, 10.7, 9.5, 8.5), 12.0
# How much fuller than the mean the pages may be.
_FULLER = (1.0, 1.05, 1.1, 1.2, 1.4)
_LEADING, _ROW_GAP, GROUP_GAP = 1.25, 0.5, 0.5
# Where the columns begin, as shares of the width: sign and pair, then, now, since when.
_COLUMNS = (0.0, 0.23, 0.53, 0.87)
# The edge in the colour of a label, and its distance from the words; between two columns.
_EDGE, EDGE_GAP, _GUTTER = 4.0, 6.0, 12.0


@dataclass(frozen=True)
class ChangedTie:
    """A change: its sign and type, the pair, the label on each day with its colour (None for no tie), the date.

    `note` is the number of its citation as a superscript.
    """

    kind: str
    sign: str
    pair: str
    before: str
    before_stroke: Stroke | None
    after: str
    after_stroke: Stroke | None
    date: str
    note: str = ""


@dataclass(frozen=True)
class ChangesChart:
    """The changes in groups of one kind, and the names of the two days."""

    changes: tuple[ChangedTie, ...]
    days: tuple[str, str]

    @property
    def texts(self) -> list[str]:
        rows = (
            text for one in self.changes for text in (one.kind, one.sign, one.pair, one.before, one.after, one.date)
        )
        return [*rows, *(one.note for one in self.changes), *self.days, *_HEADS]

    def without_numbers(self) -> "ChangesChart":
        return replace(self, changes=tuple(replace(one, note="") for one in self.changes))

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        for size in CHANGE_SIZES:
            table = _Table(self, frame, size, fonts)
            if len(table.pages()) == 1:
                break
        else:
            # On several pages nothing needs to be small.
            table = _Table(self, frame, SIZE_ON_PAGES, fonts)
        return [[*table.drawn(rows)] for rows in table.even_pages()]


_HEADS = ("Date",)


class _Row(NamedTuple):
    """A change with the lines of each of its cells; or the name of a kind above the next one."""

    cells: tuple[tuple[str, ...], ...]
    change: ChangedTie | None = None

    @property
    def lines(self) -> int:
        return max(map(len, self.cells))


@dataclass(frozen=True)
class _Table:
    """The table in one type size."""

    chart: ChangesChart
    frame: Box
    size: float
    fonts: Fonts

    @property
    def _step(self) -> float:
        return self.size * _LEADING

    @cached_property
    def _columns(self) -> tuple[float, ...]:
        """Where the columns begin, and the end: a date stays in one line, for which others make room on a narrow page."""
        widest = max((self.fonts.width(change.date, self.size) for change in self.chart.changes), default=0.0)
        shrunk = min(1.0, (1 - (widest + 1) / (self.frame[2] - self.frame[0])) / _COLUMNS[-1])
        return *(share * shrunk for share in _COLUMNS), 1.0

    def _column(self, number: int) -> tuple[float, float]:
        """Where a column begins, and its width."""
        left, _, right, _ = self.frame
        begin, end = self._columns[number], self._columns[number + 1]
        width = right - left
        return left + begin * width, (end - begin) * width - _GUTTER * (number < len(_COLUMNS) - 1)

    def _rows(self) -> Iterator[list[_Row]]:
        """What stays together: a change, and before the first of a kind the name of the kind."""
        kinds = [one.kind for one in self.chart.changes]
        for number, change in enumerate(self.chart.changes):
            texts = (change.pair + change.note, change.before, change.after, change.date)
            cells = tuple(self._wrapped(text, place) for place, text in enumerate(texts))
            row = _Row(cells, change)
            is_first = number == 0 or kinds[number - 1] != change.kind
            heading = f"{change.sign} {change.kind} · {kinds.count(change.kind)}"
            yield [_Row(((heading,),)), row] if is_first else [row]

    def _wrapped(self, text: str, place: int) -> tuple[str, ...]:
        room = self._column(place)[1] - (_EDGE + EDGE_GAP if place in (1, 2) else 0)
        return tuple(self.fonts.wrap(text, self.size, room, BOLD if place == 0 else REGULAR)) or ("",)

    def _height(self, row: _Row) -> float:
        return row.lines * self._step + self.size * (_ROW_GAP if row.change else GROUP_GAP)

    def even_pages(self) -> list[list[_Row]]:
        """The rows of each page: no more pages than needed, the last one about as full as the others."""
        pages, whole = self.pages(), sum(self._height(row) for block in self._rows() for row in block)
        if len(pages) == 1:
            return pages
        evenly = (self.pages(whole / len(pages) * share) for share in _FULLER)
        return next((even for even in evenly if len(even) == len(pages)), pages)

    def pages(self, most: float = inf) -> list[list[_Row]]:
        """The rows of each page, none of which is higher than there is room for, or than `most`."""
        room = min(self.frame[3] - self.frame[1] - 1.6 * self._step, most)
        pages, used = list[list[_Row]](), 0.0
        for block in self._rows():
            height = sum(map(self._height, block))
            if not pages or used + height > room:
                pages.append([])
                used = 0.0
            pages[-1] += block
            used += height
        return pages

    def drawn(self, rows: Sequence[_Row]) -> Iterator[Shape]:
        """The names of the columns, a rule, and the rows; each column in lines from the top of its row."""
        y = self.frame[1] + self.size
        for place, text in enumerate(("", *self.chart.days, *_HEADS)):
            yield from self._cell((text,), place, y, paint="quiet", weight=BOLD)
        y += self.size * 0.5
        yield StraightLine((self.frame[0], y), (self.frame[2], y), "ink", 0.6, opacity=0.4)
        y += self.size * 0.3
        for row in rows:
            if row.change is None:
                y += self.size * GROUP_GAP
                yield from self._cell(row.cells[0], 0, y + self.size, paint="quiet")
            else:
                yield from self._change(row, row.change, y)
            y += self._height(row) - self.size * GROUP_GAP * (row.change is None)

    def _change(self, row: _Row, change: ChangedTie, top: float) -> Iterator[Shape]:
        strokes: tuple[Stroke | None, ...] = (None, change.before_stroke, change.after_stroke, None)
        texts = (change.pair + change.note, change.before, change.after, change.date)
        for place, (lines, stroke) in enumerate(zip(row.cells, strokes, strict=True)):
            if stroke:
                x, _ = self._column(place)
                box = (x, top + self.size * 0.1, x + _EDGE, top + len(lines) * self._step + self.size * 0.1)
                yield FilledBox(box, stroke)
            yield from self._cell(
                lines,
                place,
                top + self.size,
                text=texts[place],
                weight=BOLD if place == 0 else REGULAR,
                paint="quiet" if place == 1 else "ink",
            )

    def _cell(
        self, lines: Sequence[str], place: int, y: float, *, paint: Paint = "ink", weight: int = REGULAR, text: str = ""
    ) -> Iterator[Shape]:
        x = self._column(place)[0] + (_EDGE + EDGE_GAP if place in (1, 2) else 0)
        joints = joints_of(text or lines[0], lines)
        for number, (line, joint) in enumerate(zip(lines, joints, strict=True)):
            if line:
                at = y + number * self._step
                yield text_line(line, x, at, self.size, self.fonts, weight=weight, paint=paint, joint=joint)
