"""Rows of spells and events -> a timeline on as many pages as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.figure.layout.page import NARROW_PICTURE
from components.figure.layout.time_axis import TimeAxis
from components.figure.model import Box, Drawing
from components.figure.text.fonts import Fonts
from components.figure.timeline.page import AXIS_HEIGHT, NAMES_GAP, ROW_NAMES, TALL_ROW, TimelinePage
from components.figure.timeline.rows import TimelineRow
from components.figure.timeline.span_labels import SpanLabels

# The height of a row, in points: never above the first, above the second as long as there are pages.
TALLEST_ROW, LOWEST_ROW = 46.0, 13.0
# Rows that are lower than this are twice as high where that gives a label room; of many rows the colour says enough.
LOW, MANY_ROWS = 24.0, 60
# The widest name, as a share of a page, and of a narrow one.
_NAMES_SHARE, NARROW_NAMES_SHARE = 0.33, 0.46


@dataclass(frozen=True)
class TimelineChart:
    """The rows, the range of the axis, the day shown, and the day through which sources were read.

    `compared` is the day that the one shown is compared with, if it is.
    """

    rows: tuple[TimelineRow, ...]
    first: date
    last: date
    as_of: date
    through: date | None
    compared: date | None = None

    @property
    def texts(self) -> list[str]:
        return [text for row in self.rows for text in row.texts]

    def without_numbers(self) -> "TimelineChart":
        return replace(self, rows=tuple(row.without_numbers() for row in self.rows))

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        left, top, right, bottom = frame
        top += AXIS_HEIGHT
        size = ROW_NAMES[(bottom - top) / len(self.rows) >= TALL_ROW]
        names = 2 + max(fonts.width(f"{row.name}{row.note}", size, row.weight) for row in self.rows)
        share = _NAMES_SHARE if right - left >= NARROW_PICTURE else NARROW_NAMES_SHARE
        axis = TimeAxis(self.first, self.last, left + min(names, share * (right - left)) + NAMES_GAP, right - 2)
        tallest = max((count for row in self.rows for _, count in row.columns), default=1)
        return [
            TimelinePage(
                rows, heights, axis, left, top, fonts, self.as_of, self.through, tallest, self.compared
            ).shapes()
            for rows, heights in _divided(self.rows, self._units(axis, bottom - top, fonts), bottom - top)
        ]

    def _units(self, axis: TimeAxis, room: float, fonts: Fonts) -> list[int]:
        """How high each row is, in the height of the lowest: two where a label has no room else."""
        height = max(room / len(self.rows), LOWEST_ROW)
        if height >= LOW or len(self.rows) > MANY_ROWS:
            return [1] * len(self.rows)
        labels = SpanLabels(axis, fonts, self.as_of)
        return [1 + labels.gains_from_height(row, (0.0, height), (0.0, 2 * height)) for row in self.rows]


def _divided(
    rows: Sequence[TimelineRow], units: Sequence[int], room: float
) -> list[tuple[tuple[TimelineRow, ...], tuple[float, ...]]]:
    """The rows of each page with their heights; about as many on each page."""
    most = max(int(room / LOWEST_ROW + 0.01), 1)
    pages = -(-sum(units) // most)
    while len(starts := _page_starts(units, -(-sum(units) // pages), most)) > pages:
        pages += 1
    divided = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        height = min(
            room / max(sum(units[begin:stop]) for begin, stop in zip(starts, [*starts[1:], len(rows)], strict=True)),
            TALLEST_ROW,
        )
        divided.append((tuple(rows[start:end]), tuple(height * unit for unit in units[start:end])))
    return divided


def _page_starts(units: Sequence[int], target: int, most: int) -> list[int]:
    """The number of the first row of each page, none of which is higher than `most`."""
    starts, used = [0], 0
    for number, unit in enumerate(units):
        if used and (used + unit > most or used >= target):
            starts.append(number)
            used = 0
        used += unit
    return starts
