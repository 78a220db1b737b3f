"""Paragraphs -> columns of text on as many pages as they need."""

from dataclasses import dataclass

from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts, joints_of

# Type sizes, the largest first: the first with which everything fits on one page is used, else the last.
PARAGRAPH_TYPE_SIZES = (15.0, 13.5, 12.0, 10.5, 9.0, 8.2)
PARAGRAPH_LEADING, PARAGRAPH_GUTTER = 1.38, 20.0
# A frame that is wider has two columns.
WIDEST_COLUMN = 520.0
# At least this many lines follow a heading in its column.
AFTER_HEADING = 3


@dataclass(frozen=True)
class ChartParagraph:
    """A text, or a heading."""

    text: str
    is_heading: bool = False

    @property
    def weight(self) -> int:
        return BOLD if self.is_heading else REGULAR


# A line of a column, its weight, and what is between it and the line before (`TextLine.joint`).
ColumnLine = tuple[str, int, str | None]


@dataclass(frozen=True)
class ParagraphsChart:
    """A picture that is text: headings and paragraphs."""

    paragraphs: tuple[ChartParagraph, ...]

    @property
    def texts(self) -> list[str]:
        return [paragraph.text for paragraph in self.paragraphs]

    def without_numbers(self) -> "ParagraphsChart":
        return self

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """In the largest type with which everything fits on one page, else in the smallest type on several."""
        count = 1 if frame[2] - frame[0] <= WIDEST_COLUMN else 2
        width = (frame[2] - frame[0] - (count - 1) * PARAGRAPH_GUTTER) / count
        for size in PARAGRAPH_TYPE_SIZES:
            lines = int((frame[3] - frame[1] - size) / (size * PARAGRAPH_LEADING))
            # A size is left as soon as it is too large, as a long list takes a second to wrap.
            enough = count if size != PARAGRAPH_TYPE_SIZES[-1] else None
            columns = self._columns(lines, width, size, fonts, enough)
            if len(columns) <= count:
                break
        pages = [columns[first : first + count] for first in range(0, len(columns), count)]
        return [_page(page, frame, width, size, fonts) for page in pages]

    def _columns(
        self, most: int, width: float, size: float, fonts: Fonts, enough: int | None
    ) -> list[list[ColumnLine]]:
        """Columns of at most so many lines, no more of them once they are more than `enough`.

        A paragraph stays whole unless it is longer than a column.
        """
        columns: list[list[ColumnLine]] = [[]]
        for number, paragraph in enumerate(self.paragraphs, 1):
            lines = fonts.wrap(paragraph.text, size, width, paragraph.weight)
            following = AFTER_HEADING if paragraph.is_heading and number < len(self.paragraphs) else 0
            if columns[-1] and len(columns[-1]) + len(lines) + following > most:
                columns.append([])
            for line, joint in zip(lines, joints_of(paragraph.text, lines), strict=True):
                if len(columns[-1]) >= most:
                    columns.append([])
                columns[-1].append((line, paragraph.weight, joint if columns[-1] else None))
            columns[-1].append(("", paragraph.weight, None))
            if enough is not None and len(columns) > enough:
                break
        return columns


def _page(columns: list[list[ColumnLine]], frame: Box, width: float, size: float, fonts: Fonts) -> Drawing:
    return [
        text_line(
            text,
            frame[0] + number * (width + PARAGRAPH_GUTTER),
            frame[1] + size * (1 + row * PARAGRAPH_LEADING),
            size,
            fonts,
            weight=weight,
            joint=joint,
        )
        for number, lines in enumerate(columns)
        for row, (text, weight, joint) in enumerate(lines)
        if text
    ]
