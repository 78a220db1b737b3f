"""A chart, and below it another one, or what it rests on in words, where the page has room for that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from components.figure.charts.text import text_line
from components.figure.layout.page import bottom_of
from components.figure.model import Box, ChartPicture, Drawing, TextLine
from components.figure.text.font_files import BOLD
from components.figure.text.fonts import Fonts, joints_of

# Type sizes, the largest first; the distance of lines, and of paragraphs, in type sizes.
TYPE_SIZES, TEXT_LEADING, BETWEEN = (13.0, 12.0, 11.0, 10.0, 9.0), 1.36, 0.6
# Below the chart; lines are not wider than can be read with ease.
CHART_GAP, WIDEST_TEXT = 26.0, 760.0


@dataclass(frozen=True)
class ChartAboveChart:
    """Two charts; the second one is below the last page of the first where all of it has room there, else left out."""

    first: ChartPicture
    second: ChartPicture

    @property
    def texts(self) -> list[str]:
        return [*self.first.texts, *self.second.texts]

    def without_numbers(self) -> "ChartAboveChart":
        return replace(self, first=self.first.without_numbers(), second=self.second.without_numbers())

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        *before, last = self.first.pages(frame, fonts)
        room = (frame[0], _below(last, frame), *frame[2:])
        second = self.second.pages(room, fonts)
        fits = len(second) == 1 and all(bottom_of(shape) <= frame[3] for shape in second[0])
        return [*before, [*last, *(second[0] if fits else [])]]


@dataclass(frozen=True)
class ChartAboveText:
    """The chart, a heading, and paragraphs: as many as have room below the last page of the chart."""

    chart: ChartPicture
    heading: str
    paragraphs: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        return [*self.chart.texts, self.heading, *self.paragraphs]

    def without_numbers(self) -> "ChartAboveText":
        return replace(self, chart=self.chart.without_numbers())

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        *before, last = self.chart.pages(frame, fonts)
        room = (frame[0], _below(last, frame), *frame[2:])
        return [*before, [*last, *self._words(room, fonts)]]

    def _words(self, room: Box, fonts: Fonts) -> list[TextLine]:
        """All paragraphs in the largest type in which they have room, else as many as have it in the smallest."""
        count = len(self.paragraphs)
        for number, sizes in ((count, TYPE_SIZES), *((fewer, TYPE_SIZES[-1:]) for fewer in range(count - 1, 0, -1))):
            for size in sizes:
                lines = [*self._lines(number, room, size, fonts)]
                if lines[-1].box[3] <= room[3]:
                    return lines
        return []

    def _lines(self, number: int, room: Box, size: float, fonts: Fonts) -> Iterator[TextLine]:
        """The heading, and so many of the paragraphs."""
        left, y, right, _ = room
        count, width = len(self.paragraphs), min(right - left, WIDEST_TEXT)
        heading = self.heading if number == count else f"{self.heading} ({number} of {count})"
        yield text_line(heading, left, y, size, fonts, weight=BOLD)
        for paragraph in self.paragraphs[:number]:
            y += size * BETWEEN
            lines = fonts.wrap(paragraph, size, width)
            for text, joint in zip(lines, joints_of(paragraph, lines), strict=True):
                y += size * TEXT_LEADING
                yield text_line(text, left, y, size, fonts, joint=joint)


def _below(drawing: Drawing, frame: Box) -> float:
    """The height at which the next may begin."""
    return max((bottom_of(shape) for shape in drawing), default=frame[1]) + CHART_GAP
