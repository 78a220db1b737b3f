"""Bars of a row -> what is written on them or beside them: nothing lies on the line of the day shown, or on another bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Literal

from components.figure.charts.text import LABEL_LEADING, paint_on, text_line, whole_label
from components.figure.layout.page import BAR_EDGE
from components.figure.layout.time_axis import TimeAxis
from components.figure.model import Paint, TextLine
from components.figure.text.fonts import Fonts
from components.figure.text.footnotes import superscript
from components.figure.timeline.rows import TimelineRow, TimelineSpan

# Type sizes of the wordings on bars, the largest first; the largest of all only where all bars are tall.
SPAN_WORDINGS, TALL_WORDINGS = (9.5, 8.5, 7.5), (11.5, 9.5, 8.5, 7.5)
# Between a text and the ends of its bar, the line of the day shown, or the bar that it stands beside.
PAD, _ASIDE = 3.0, 4.0

# Top and bottom of the bars of a row.
Heights = tuple[float, float]
Room = tuple[float, float]


@dataclass(frozen=True)
class PlacedLabel:
    """Lines with their joints, their size, and where they are: from a left end, or up to a right one; and whose they are."""

    span: TimelineSpan
    lines: tuple[tuple[str, str | None], ...]
    size: float
    x: float
    paint: Paint
    anchor: Literal["start", "end"] = "start"


@dataclass(frozen=True)
class SpanLabels:
    """Finds the labels of rows on one axis."""

    axis: TimeAxis
    fonts: Fonts
    as_of: date
    is_tall: bool = False

    def of_row(self, row: TimelineRow, inside: Heights) -> list[PlacedLabel]:
        """On a bar the whole wording, else the rank; else the wording beside it, where nothing else is."""
        placed, gaps = list[PlacedLabel](), self._gaps(row)
        for number, span in enumerate(row.spans):
            texts = _texts(row, span)
            label = self._on_bar(span, texts, inside) or self._beside(span, texts[:1], gaps, number, inside)
            if label:
                placed.append(label)
            elif span is row.spans[-1] and texts and number:
                # The label that holds today is the one that is asked for: before all bars, if it has no room else.
                latest = self._before(span, [f"then {text}" for text in texts[:1]], gaps, inside)
                placed += [latest] if latest else []
        return placed

    def gains_from_height(self, row: TimelineRow, low: Heights, high: Heights) -> bool:
        return len(self.of_row(row, high)) > len(self.of_row(row, low)) or any(self.elsewhere(row, low))

    def elsewhere(self, row: TimelineRow, inside: Heights) -> list[str]:
        """What bars without a label are, as "1996 Comprehensive, not strategic; 2015 All-weather and permanent".

        In the wordings, then in the ranks: of these the first that has room is below the name of the row.
        """
        labelled = [label.span for label in self.of_row(row, inside)]
        others = [span for span in row.spans if span.wording != row.name]
        # What began before the axis has no beginning to see.
        bare = [span for span in others if span.start >= self.axis.first and not any(span is one for one in labelled)]
        wordings = [f"{_year(span)} {span.wording}" for span in bare]
        # A label that was renamed keeps its rank.
        ranks = [f"{_year(first)} {rank}" for rank, (first, *_) in groupby(bare, lambda span: span.rank)]
        return ["; ".join(wordings), *(["; ".join(ranks)] if all(span.rank for span in bare) else [])]

    def lines(self, row: TimelineRow, inside: Heights) -> Iterator[TextLine]:
        """The labels of a row as lines of text."""
        for label in self.of_row(row, inside):
            top, bottom = inside if label.paint == "ink" else _above_edge(label.span, inside)
            step = label.size * LABEL_LEADING
            y = (top + bottom - (len(label.lines) - 1) * step) / 2 + label.size * 0.36
            for number, (text, joint) in enumerate(label.lines):
                yield text_line(
                    text,
                    label.x,
                    y + number * step,
                    label.size,
                    self.fonts,
                    paint=label.paint,
                    anchor=label.anchor,
                    joint=joint,
                )

    def _on_bar(self, span: TimelineSpan, texts: Sequence[str], inside: Heights) -> PlacedLabel | None:
        rooms = self._rooms((self.axis.x(span.certain), self.axis.x(span.end) - 0.6))
        # The wording in any part of the bar comes before the rank in the widest.
        for text in texts:
            for left, right in rooms:
                lines, size = self._fitted([text], right - left, _above_edge(span, inside))
                if lines:
                    return PlacedLabel(span, tuple(lines), size, left, paint_on(span.stroke))
        return None

    def _rooms(self, bar: Room) -> list[Room]:
        """The parts of a bar beside the line of the day shown, the wider first."""
        (left, right), line = bar, self.axis.x(self.as_of)
        parts = [(left, line), (line, right)] if left < line < right else [bar]
        rooms = [(begin + PAD, end - PAD) for begin, end in parts]
        return sorted(rooms, key=lambda room: room[0] - room[1])

    def _fitted(self, texts: list[str], width: float, inside: Heights) -> tuple[list[tuple[str, str | None]], float]:
        sizes = TALL_WORDINGS if self.is_tall else SPAN_WORDINGS
        return whole_label(texts, sizes, (width, inside[1] - inside[0] - 1), self.fonts)

    def _gaps(self, row: TimelineRow) -> list[Room]:
        """The free room before each bar, and after the last one; each label takes what it stands in."""
        bars = [(self.axis.x(span.start), self.axis.x(span.end)) for span in row.spans]
        ends = [(self.axis.left,) * 2, *bars, (self.axis.right,) * 2]
        return [(one[1], other[0]) for one, other in pairwise(ends)]

    def _beside(
        self, span: TimelineSpan, texts: list[str], gaps: list[Room], number: int, inside: Heights
    ) -> PlacedLabel | None:
        """Right of its bar, else left of it."""
        for place in (number + 1, number):
            label = self._in_gap(span, texts, gaps, place, inside, is_right=place > number)
            if label:
                return label
        return None

    def _before(self, span: TimelineSpan, texts: list[str], gaps: list[Room], inside: Heights) -> PlacedLabel | None:
        return self._in_gap(span, texts, gaps, 0, inside, is_right=False)

    def _in_gap(
        self, span: TimelineSpan, texts: list[str], gaps: list[Room], place: int, inside: Heights, *, is_right: bool
    ) -> PlacedLabel | None:
        line, (left, right) = self.axis.x(self.as_of), gaps[place]
        # A text ends before the line of the day shown, or begins after it; rather on the side of its bar.
        parts = [(left, line), (line, right)] if left < line < right else [(left, right)]
        for begin, end in parts if is_right else reversed(parts):
            lines, size = self._fitted(texts, end - begin - 2 * _ASIDE, inside)
            if lines:
                gaps[place] = (right, right)
                x = begin + _ASIDE if is_right else end - _ASIDE
                return PlacedLabel(span, tuple(lines), size, x, "ink", "start" if is_right else "end")
        return None


def _above_edge(span: TimelineSpan, inside: Heights) -> Heights:
    """The part of a bar for a text: without the edge that says of which type it is, which has room enough around it."""
    return (inside[0] - 1, inside[1] - BAR_EDGE) if span.stroke.dash else inside


def _year(span: TimelineSpan) -> int:
    return (span.certain if span.certain < span.end else span.start).year


def _texts(row: TimelineRow, span: TimelineSpan) -> list[str]:
    """What could be written: the wording, else the rank, each with the number of its note.

    Of a row with the same name the number alone.
    """
    note, is_said = superscript([span.number]), span.wording == row.name
    texts = [""] if is_said else [span.wording, span.rank]
    return [f"{text}{note}" for text in dict.fromkeys([*texts, ""]) if f"{text}{note}"]
