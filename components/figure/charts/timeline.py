"""Rows of spells and events -> a timeline on as many pages as it needs."""

from dataclasses import dataclass, replace
from datetime import date

from components.figure.charts.text import LABEL_LEADING, paint_on, text_line, whole_label
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
ROW_NAMES, TALL = (9.0, 12.0), 30.0
# Those of the wordings on spans, the largest first; the largest of all only in tall rows.
SPAN_WORDINGS, TALL_WORDINGS = (9.5, 8.5, 7.5), (11.5, 9.5, 8.5, 7.5)
# How much smaller the name of a row may be that has no room else.
SMALLER = (1.0, 0.92, 0.84, 0.76)
# The share of a row that is above the marks of its events.
ABOVE_EVENTS = 0.75
# The widest name, as a share of a page, and of a narrow one.
NAMES_SHARE, NARROW_NAMES_SHARE, NARROW = 0.33, 0.46, 700
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
        return [text for row in self.rows for text in row.texts]

    def without_numbers(self) -> "TimelineChart":
        return replace(self, rows=tuple(row.without_numbers() for row in self.rows))

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        top += AXIS_HEIGHT
        count, height = _rows_on_a_page(len(self.rows), bottom - top)
        size = ROW_NAMES[height >= TALL]
        names = 2 + max(fonts.width(f"{row.name}{row.note}", size, row.weight) for row in self.rows)
        share = NAMES_SHARE if right - left >= NARROW else NARROW_NAMES_SHARE
        axis = TimeAxis(self.first, self.last, left + min(names, share * (right - left)) + NAMES_GAP, right - 2)
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
        largest, room = ROW_NAMES[self.height >= TALL], self.axis.left - NAMES_GAP - self.left + 1
        sizes, whole = [largest * share for share in SMALLER], f"{row.name}{row.note}"
        lines, size = whole_label([whole], sizes, (room, self.height), self.fonts, weight=row.weight)
        if not lines:
            name_room = room - self.fonts.width(row.note, size, row.weight)
            lines = [(f"{self.fonts.shorten(row.name, size, name_room, weight=row.weight)}{row.note}", None)]
        y = top + (self.height - (len(lines) - 1) * size * LABEL_LEADING) / 2 + size * 0.35
        return [
            text_line(text, self.left, y + n * size * LABEL_LEADING, size, self.fonts, weight=row.weight, joint=joint)
            for n, (text, joint) in enumerate(lines)
        ]

    def _spans(self, row: TimelineRow, top: float) -> list[Shape]:
        inside = (top + 1.5, top + self.height - 1.5)
        return [
            shape
            for span in row.spans
            for shape in _span_shapes(span, self.axis, inside, self.fonts, has_events=bool(row.events))
        ]

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


def _span_shapes(
    span: TimelineSpan, axis: TimeAxis, inside: tuple[float, float], fonts: Fonts, *, has_events: bool
) -> list[Shape]:
    """The possible part pale, the certain part solid; on it the whole wording, else the rank, where there is room."""
    top, bottom = inside
    start, certain, end = (axis.x(day) for day in (span.start, span.certain, span.end))
    end = max(end, start + 1.2)
    shapes: list[Shape] = []
    if certain > start:
        shapes.append(FilledBox((start, top, certain, bottom), span.stroke, 0.4, name=f"{span.wording}, uncertain"))
    if end > certain:
        shapes.append(FilledBox((certain, top, end - 0.6, bottom), span.stroke, 1, 1.5, name=span.wording))
    # Marks of events are in the lower part.
    height = (bottom - top) * (ABOVE_EVENTS if has_events else 1) - 1
    sizes, note = (TALL_WORDINGS if bottom - top >= TALL - 3 else SPAN_WORDINGS), superscript([span.number])
    texts = [text and f"{text}{note}" for text in (span.wording, span.rank)]
    lines, size = whole_label([*texts, note], sizes, (end - certain - 5, height), fonts)
    y = top + (height - (len(lines) - 1) * size * LABEL_LEADING) / 2 + size * 0.4
    for row, (text, joint) in enumerate(lines):
        x, line = certain + 3, y + row * size * LABEL_LEADING
        shapes.append(text_line(text, x, line, size, fonts, paint=paint_on(span.stroke), joint=joint))
    return shapes
