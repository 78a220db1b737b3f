"""Rows of spells and events -> a timeline on as many pages as it needs."""

from dataclasses import dataclass, replace
from datetime import date

from components.figure.charts.text import paint_on, text_line
from components.figure.charts.timeline_rows import TimelineRow, TimelineSpan
from components.figure.font_files import BOLD
from components.figure.fonts import Fonts
from components.figure.footnotes import superscript
from components.figure.layout.time_axis import AXIS_LABEL, TimeAxis
from components.figure.model import Box, Drawing, FilledBox, Marker, Shape, StraightLine
from components.style.theme import AS_OF, EVENT_MARK
from data.base.days import day_text

# The height of a row, in points: never above the first, above the second as long as there are pages.
TALLEST_ROW, LOWEST_ROW = 46.0, 13.0
# Type sizes of low rows and of tall ones, which are at least so high.
ROW_NAMES, SPAN_WORDINGS, TALL = (9.0, 12.0), (9.5, 12.5), 30.0
MOST_NAME_WIDTH = 190.0
NAMES_GAP = 8.0
AXIS_HEIGHT = AXIS_LABEL * 2.6


@dataclass(frozen=True)
class TimelineChart:
    """The rows, the range of the axis, the day shown, and the day through which sources were read."""

    rows: tuple[TimelineRow, ...]
    first: date
    last: date
    as_of: date
    through: date | None

    @property
    def texts(self) -> list[str]:
        return [text for row in self.rows for text in (row.dyad, row.name, *(span.wording for span in row.spans))]

    def without_numbers(self) -> "TimelineChart":
        return replace(self, rows=tuple(row.without_numbers() for row in self.rows))

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        top += AXIS_HEIGHT
        count, height = _rows_on_a_page(len(self.rows), bottom - top)
        size = ROW_NAMES[height >= TALL]
        names = 2 + max(fonts.width(f"{row.name}{row.note}", size, row.weight) for row in self.rows)
        axis = TimeAxis(self.first, self.last, left + min(names, MOST_NAME_WIDTH) + NAMES_GAP, right - 2)
        pages = (self.rows[first : first + count] for first in range(0, len(self.rows), count))
        return [_TimelinePage(self, rows, axis, left, top, height, fonts).shapes() for rows in pages]


def _rows_on_a_page(rows: int, room: float) -> tuple[int, float]:
    """How many rows each page has, about the same on all of them, and how high they are."""
    lowest = min(max(room / rows, LOWEST_ROW), TALLEST_ROW)
    pages = -(-rows // max(int(room / lowest + 0.01), 1))
    count = -(-rows // pages)
    return count, min(room / count, TALLEST_ROW)


@dataclass(frozen=True)
class _TimelinePage:
    """Some of the rows, from `top` down, each `height` high."""

    chart: TimelineChart
    rows: tuple[TimelineRow, ...]
    axis: TimeAxis
    left: float
    top: float
    height: float
    fonts: Fonts

    @property
    def bottom(self) -> float:
        return self.top + self.height * len(self.rows)

    def shapes(self) -> Drawing:
        shapes: list[Shape] = [*self.axis.grid(self.top, self.bottom, self.fonts), *self._after_last_source()]
        for number, row in enumerate(self.rows):
            if number == 0 and not row.is_first and row.name != row.dyad:
                # A page that begins within a dyad names the dyad.
                row = replace(row, name=f"{row.dyad}: {row.name}")
            top = self.top + number * self.height
            shapes += [*self._names(row, top), *self._spans(row, top), *self._events(row, top)]
        return [*shapes, *self._day_shown()]

    def _after_last_source(self) -> list[Shape]:
        through = self.chart.through
        if not through or through >= self.chart.last:
            return []
        box = (self.axis.x(through), self.top, self.axis.right, self.bottom)
        return [FilledBox(box, "ink", 0.1, name="Not covered: after the last source read")]

    def _names(self, row: TimelineRow, top: float) -> list[Shape]:
        """The name of the row, shortened if need be, and the numbers of its notes."""
        size = ROW_NAMES[self.height >= TALL]
        y, room = top + self.height / 2 + size * 0.35, self.axis.left - NAMES_GAP - self.left
        room -= self.fonts.width(row.note, size, row.weight)
        name = self.fonts.shorten(row.name, size, room, weight=row.weight)
        return [text_line(f"{name}{row.note}", self.left, y, size, self.fonts, weight=row.weight)]

    def _spans(self, row: TimelineRow, top: float) -> list[Shape]:
        inside = (top + 1.5, top + self.height - 1.5)
        return [shape for span in row.spans for shape in _span_shapes(span, self.axis, inside, self.fonts)]

    def _events(self, row: TimelineRow, top: float) -> list[Shape]:
        """The most significant events are the largest, and below the others; below wordings there is little room."""
        largest, middle = min(self.height, 18.0) - 3, top + self.height / 2
        if row.spans:
            largest, middle = largest / 2, top + self.height * 0.8
        return [
            Marker(
                event.shape,
                (self.axis.x(event.day), middle),
                largest * (0.35 + 0.13 * event.significance),
                EVENT_MARK,
                0.7,
                event.title,
            )
            for event in sorted(row.events, key=lambda event: -event.significance)
        ]

    def _day_shown(self) -> list[Shape]:
        """A line at the day shown, with its date above the axis."""
        day = self.chart.as_of
        if not self.chart.first <= day <= self.chart.last:
            return []
        x, text = self.axis.x(day), day_text(day)
        middle = min(x, self.axis.right - self.fonts.width(text, AXIS_LABEL, BOLD) / 2)
        y = self.top - AXIS_LABEL * 1.7
        return [
            StraightLine((x, self.top - 3), (x, self.bottom), AS_OF, 1.2),
            text_line(text, middle, y, AXIS_LABEL, self.fonts, weight=BOLD, paint=AS_OF, anchor="middle"),
        ]


def _span_shapes(span: TimelineSpan, axis: TimeAxis, inside: tuple[float, float], fonts: Fonts) -> list[Shape]:
    """The possible part pale, the certain part solid, with as much of the wording as there is room for."""
    top, bottom = inside
    start, certain, end = (axis.x(day) for day in (span.start, span.certain, span.end))
    end = max(end, start + 1.2)
    shapes: list[Shape] = []
    if certain > start:
        shapes.append(FilledBox((start, top, certain, bottom), span.stroke, 0.4, name=f"{span.wording}, uncertain"))
    if end > certain:
        shapes.append(FilledBox((certain, top, end - 0.6, bottom), span.stroke, 1, 1.5, name=span.wording))
    size = min(SPAN_WORDINGS[bottom - top >= TALL - 3], bottom - top - 2)
    note, room = superscript([span.number]), end - certain - 6
    text = fonts.shorten(span.wording, size, room - fonts.width(note, size))
    if text or (note and fonts.width(note, size) <= room):
        y = (top + bottom) / 2 + size * 0.35
        shapes.append(text_line(f"{text}{note}", certain + 3, y, size, fonts, paint=paint_on(span.stroke)))
    return shapes
