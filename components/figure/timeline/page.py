"""Rows of a timeline -> the shapes of a page: names, bars, events, axis, the day shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.figure.charts.text import LABEL_LEADING, text_line, whole_label
from components.figure.layout.page import edge_of_bar
from components.figure.layout.time_axis import AXIS_LABEL, TimeAxis
from components.figure.model import Drawing, FilledBox, Marker, Paint, Shape, StraightLine, TextLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.figure.timeline.rows import TimelineRow, TimelineSpan
from components.figure.timeline.span_labels import Heights, SpanLabels
from components.style.theme import AS_OF, EVENT_MARK
from data.base.days import day_text
from data.base.text import quantity

# Type sizes of low rows and of tall ones, which are at least so high.
ROW_NAMES, TALL_ROW = (9.0, 12.0), 30.0
# How much smaller the name of a row may be that has no room else.
_SMALLER = (1.0, 0.92, 0.84, 0.76)
# The types of what is below a name, the largest first, and the height of a row that has room for it.
BELOW_NAME, WITH_MORE = (9.5, 8.5, 7.5), 18.0
NAMES_GAP = 8.0
AXIS_HEIGHT = AXIS_LABEL * 2.6


@dataclass(frozen=True)
class TimelinePage:
    """Some of the rows, from `top` down, each of its height; `tallest` is the number of events that fills a row.

    The time between the day shown and the one `compared` with it is shaded.
    """

    rows: tuple[TimelineRow, ...]
    heights: tuple[float, ...]
    axis: TimeAxis
    left: float
    top: float
    fonts: Fonts
    as_of: date
    through: date | None
    tallest: int = 1
    compared: date | None = None

    @property
    def bottom(self) -> float:
        return self.top + sum(self.heights)

    @property
    def _is_tall(self) -> bool:
        return min(self.heights) >= TALL_ROW

    def shapes(self) -> Drawing:
        shapes: list[Shape] = [*self.axis.grid(self.top, self.bottom, self.fonts), *self._after_last_source()]
        shapes += self._between_days()
        labels, top = SpanLabels(self.axis, self.fonts, self.as_of, is_tall=self._is_tall), self.top
        for number, (row, height) in enumerate(zip(self.rows, self.heights, strict=True)):
            # A page that begins within a dyad names the dyad.
            begins_within = number == 0 and not row.is_first and row.name != row.dyad
            named = replace(row, name=f"{row.dyad}: {row.name}") if begins_within else row
            bars = (top + 1.5, top + height - 1.5)
            shapes += self._names(named, top, height, labels.elsewhere(row, bars) if height >= WITH_MORE else [])
            shapes += [shape for span in row.spans for shape in _bar(span, self.axis, bars)]
            shapes += labels.lines(row, bars)
            shapes += [*self._events(row, top, height), *self._columns(row, top, height)]
            top += height
        return [*shapes, *self._day_shown()]

    def _after_last_source(self) -> list[Shape]:
        through = self.through
        if not through or through >= self.axis.last:
            return []
        box = (self.axis.x(through), self.top, self.axis.right, self.bottom)
        return [FilledBox(box, "ink", 0.1, name="Not covered: after the last source read")]

    def _between_days(self) -> list[Shape]:
        """The time between two days that are compared, behind the bars, and the date of the other day."""
        if self.compared is None:
            return []
        other, shown, text = self.axis.x(self.compared), self.axis.x(self.as_of), day_text(self.compared)
        box = (min(other, shown), self.top - 3, max(other, shown), self.bottom)
        half, middle = self.fonts.width(text, AXIS_LABEL, BOLD) / 2, other
        if label := self._day_label():
            # Beside the date of the day shown, where the two are near.
            aside = half + AXIS_LABEL
            middle = min(other, label.box[0] - aside) if other < shown else max(other, label.box[2] + aside)
        y = self.top - AXIS_LABEL * 1.7
        return [
            FilledBox(box, AS_OF, 0.14, name="Between the two dates"),
            text_line(text, middle, y, AXIS_LABEL, self.fonts, weight=BOLD, anchor="middle"),
        ]

    def _names(self, row: TimelineRow, top: float, height: float, below: list[str]) -> list[Shape]:
        """The name of the row, shortened if need be, and the numbers of its notes; below it the first that has room."""
        largest, room = ROW_NAMES[self._is_tall], self.axis.left - NAMES_GAP - self.left + 1
        sizes, whole = [largest * share for share in _SMALLER], f"{row.name}{row.note}"
        lines, size = whole_label([whole], sizes, (room, height), self.fonts, weight=row.weight)
        if not lines:
            name_room = room - self.fonts.width(row.note, size, row.weight)
            lines = [(f"{self.fonts.shorten(row.name, size, name_room, weight=row.weight)}{row.note}", None)]
        named = len(lines) * size * LABEL_LEADING
        more, smaller = whole_label(below, BELOW_NAME, (room, height - named), self.fonts)
        used = named + len(more) * smaller * LABEL_LEADING
        first = top + (height - used) / 2
        return [
            *self._block(lines, first, size, row.weight, "ink"),
            *self._block(more, first + named, smaller, REGULAR, "quiet"),
        ]

    def _block(
        self, lines: Sequence[tuple[str, str | None]], top: float, size: float, weight: int, paint: Paint
    ) -> Iterator[Shape]:
        step, y = size * LABEL_LEADING, top + size * (LABEL_LEADING / 2 + 0.35)
        for number, (text, joint) in enumerate(lines):
            yield text_line(
                text, self.left, y + number * step, size, self.fonts, weight=weight, paint=paint, joint=joint
            )

    def _events(self, row: TimelineRow, top: float, height: float) -> list[Shape]:
        """The most significant events are the largest, and below the others."""
        largest, middle = min(height, 18.0) - 3, top + height / 2
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

    def _columns(self, row: TimelineRow, top: float, height: float) -> list[Shape]:
        """The number of events, or of uses of a label, a year."""
        room = height - 5
        shapes: list[Shape] = []
        for year, count in row.columns:
            left, right = self.axis.x(date(year, 1, 1)), self.axis.x(date(year, 12, 31))
            bottom, name = top + height - 3, f"{year}: {quantity(count, row.noun)}"
            box = (left + (right - left) * 0.12, bottom - room * count / self.tallest, right, bottom)
            shapes.append(FilledBox(box, EVENT_MARK, name=name))
        return shapes

    def _day_shown(self) -> list[Shape]:
        """A line at the day shown, with its date above the axis."""
        label, x = self._day_label(), self.axis.x(self.as_of)
        return [StraightLine((x, self.top - 3), (x, self.bottom), AS_OF, 1.2), label] if label else []

    def _day_label(self) -> TextLine | None:
        """The date of the day shown; None where it is not on the axis."""
        day, text = self.as_of, day_text(self.as_of)
        if not self.axis.first <= day <= self.axis.last:
            return None
        middle = min(self.axis.x(day), self.axis.right - self.fonts.width(text, AXIS_LABEL, BOLD) / 2)
        y = self.top - AXIS_LABEL * 1.7
        return text_line(text, middle, y, AXIS_LABEL, self.fonts, weight=BOLD, paint=AS_OF, anchor="middle")


def _bar(span: TimelineSpan, axis: TimeAxis, inside: Heights) -> list[Shape]:
    """The possible part pale, the certain part solid."""
    top, bottom = inside
    start, certain, end = (axis.x(day) for day in (span.start, span.certain, span.end))
    end = max(end, start + 1.2)
    shapes: list[Shape] = []
    if certain > start:
        shapes.append(FilledBox((start, top, certain, bottom), span.stroke, 0.4, name=f"{span.wording}, uncertain"))
    if end > certain:
        shapes.append(FilledBox((certain, top, end - 0.6, bottom), span.stroke, 1, 1.5, name=span.wording))
    return [*shapes, *edge_of_bar((start, top, end - 0.6, bottom), span.stroke.dash)]
