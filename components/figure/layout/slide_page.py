"""A figure and a page size -> its slides: short texts, the picture in all the room that is left, a grouped legend.

A slide is complete by itself: it has no numbers and no citations, and its marking is at the top and at the bottom.
"""

from dataclasses import dataclass

from components.figure.font_files import BOLD, REGULAR
from components.figure.layout.network_on_page import PageNetwork, network_on_page
from components.figure.layout.page import (
    GUTTER,
    MARGIN,
    PAGE_SIZES,
    LegendKey,
    PageLegend,
    PageSize,
    legend_above,
    legend_rows,
)
from components.figure.model import (
    Box,
    BriefingFigure,
    Drawing,
    NetworkPicture,
    Paint,
    TextLine,
)

# Type sizes in points, the largest title first.
TITLES, SENTENCE, DAY, LONG_DAY, LEGEND, SMALL_PRINT, MARKING = (24.0, 21.0, 18.0), 13.0, 17.0, 12.0, 10.0, 8.5, 10.0
TITLE_LINES, SENTENCE_LINES, SMALL_PRINT_LINES = 2, 4, 3
LEADING = 1.28
# A day that is longer is that of two days.
LONGEST_DAY = 12
# Lines of the sentence and of the small print for which there is room on every day.
STEADY_LINES, NARROW_STEADY_LINES, NARROW = 2, 3, 800
# Between the texts and the picture.
GAP = 8.0


@dataclass(frozen=True)
class SlidePage:
    """A page of the size chosen; `title` is the box of its title, `edges` are the marking and the number of the page."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    legend_keys: tuple[LegendKey, ...]
    picture: PageNetwork | Drawing
    title: Box
    edges: tuple[TextLine, ...] = ()


def slide_pages(figure: BriefingFigure, size: PageSize) -> list[SlidePage]:
    """One slide; of a chart that one page cannot hold as many as it needs, each with its number."""
    slide = _Slide(figure, *PAGE_SIZES[size])
    head, title, top = slide.head()
    foot, bottom = slide.foot()
    legend, groups = slide.legend(bottom)
    keys, frame = legend.keys, (MARGIN, top + GAP, slide.width - MARGIN, legend.top - GAP)
    lines = (*head, *foot, *groups)
    picture = figure.picture_on_pages
    if isinstance(picture, NetworkPicture):
        drawn = network_on_page(picture, frame, figure.fonts)
        return [SlidePage(slide.width, slide.height, lines, keys, drawn, title, edge_lines(figure, size))]
    drawings = picture.pages(frame, figure.fonts)
    return [
        SlidePage(
            slide.width, slide.height, lines, keys, drawing, title, edge_lines(figure, size, number, len(drawings))
        )
        for number, drawing in enumerate(drawings, 1)
    ]


def edge_lines(figure: BriefingFigure, size: PageSize, number: int = 1, count: int = 1) -> tuple[TextLine, ...]:
    """The classification marking at both edges of a page, and the number of the page if there are several."""
    slide = _Slide(figure, *PAGE_SIZES[size])
    return (*slide.markings(), *slide.page_number(number, count))


@dataclass(frozen=True)
class _Slide:
    """Finds the positions of the texts of one figure."""

    figure: BriefingFigure
    width: float
    height: float

    @property
    def _right(self) -> float:
        return self.width - MARGIN

    def _line(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        weight: int = REGULAR,
        paint: Paint = "ink",
        *,
        end: bool = False,
    ) -> TextLine:
        width = self.figure.fonts.width(text, size, weight)
        return TextLine(text, x, y, size, width, weight, paint, "end" if end else "start")

    def head(self) -> tuple[list[TextLine], Box, float]:
        """Title and sentence at the left, the day at the right; the box of the title; the height below all of them."""
        texts = self.figure.slide
        dates = self._dates()
        right = min((line.box[0] for line in dates), default=self._right) - GUTTER
        lines, size = self._title_lines(texts.title, right - MARGIN)
        head, y = list[TextLine](), MARGIN + size * 0.85
        for text in lines:
            head.append(self._line(text, MARGIN, y, size, BOLD))
            y += size * LEADING
        title = (MARGIN, MARGIN - 4, right, y - size * 0.85)
        y += SENTENCE * 0.1 if lines else 0
        sentence = self._wrapped(texts.sentence, SENTENCE, right - MARGIN, SENTENCE_LINES)
        for row, text in enumerate(sentence):
            head.append(self._line(text, MARGIN, y + row * SENTENCE * LEADING, SENTENCE))
        y += self._rows(len(sentence)) * SENTENCE * LEADING
        return [*head, *dates], title, max(y - SENTENCE, *(line.box[3] for line in dates))

    def _rows(self, lines: int) -> int:
        """How many lines of text have room, so that a picture keeps its place where another day has a line more."""
        steady = NARROW_STEADY_LINES if self.width < NARROW else STEADY_LINES
        return max(lines, steady if self.figure.legend_of_all_days else 0)

    def _dates(self) -> list[TextLine]:
        texts, size = self.figure.slide, DAY if len(self.figure.slide.day) < LONGEST_DAY else LONG_DAY
        y = MARGIN + DAY * 0.95
        lines = [self._line(texts.day, self._right, y, size, BOLD, end=True)]
        if texts.through:
            lines.append(self._line(texts.through, self._right, y + DAY, LEGEND, paint="quiet", end=True))
        return lines

    def _title_lines(self, title: str, room: float) -> tuple[list[str], float]:
        """In the largest type with which it has one line, else two; the size of the type."""
        for most in (1, TITLE_LINES):
            for size in TITLES:
                if len(lines := self.figure.fonts.wrap(title, size, room, BOLD)) <= most:
                    return lines, size
        return self._wrapped(title, size, room, TITLE_LINES, BOLD), size

    def _wrapped(self, text: str, size: float, room: float, most: int, weight: int = REGULAR) -> list[str]:
        """At most so many lines; the last one is shortened where there is more."""
        lines = self.figure.fonts.wrap(text, size, room, weight)
        if len(lines) <= most:
            return lines
        rest = " ".join(lines[most - 1 :])
        return [*lines[: most - 1], self.figure.fonts.shorten(rest, size, room, weight=weight)]

    def foot(self) -> tuple[list[TextLine], float]:
        """Sources, ranking and the link as small print, and the height above it; a link that does not fit is left out."""
        texts, room = self.figure.slide, self._right - MARGIN
        text = " ".join(filter(None, (texts.remarks, texts.sources)))
        lines = self.figure.fonts.wrap(f"{text} {texts.link}".strip(), SMALL_PRINT, room)
        if len(lines) > SMALL_PRINT_LINES:
            lines = self._wrapped(text, SMALL_PRINT, room, SMALL_PRINT_LINES)
        y = self.height - MARGIN - SMALL_PRINT * 0.3
        top = y - (self._rows(len(lines)) - 1) * SMALL_PRINT * LEADING
        foot = [
            self._line(line, MARGIN, top + row * SMALL_PRINT * LEADING, SMALL_PRINT, paint="quiet")
            for row, line in enumerate(lines)
        ]
        return foot, top - SMALL_PRINT

    def legend(self, bottom: float) -> tuple[PageLegend, list[TextLine]]:
        """The legend above `bottom`, and the names of its groups as lines."""
        largest = legend_rows(self.figure.legend_of_all_days, self._right, LEGEND, self.figure.fonts)
        legend = legend_above(self.figure, bottom - GAP / 2, self._right, LEGEND, len(largest))
        return legend, [self._line(name.text, name.x, name.y, name.size, paint="quiet") for name in legend.names]

    def markings(self) -> list[TextLine]:
        """The classification marking in the middle of both edges."""
        marking = self.figure.slide.marking
        if not marking:
            return []
        x, width = self.width / 2, self.figure.fonts.width(marking, MARKING, BOLD)
        heights = (MARGIN - MARKING, self.height - MARKING)
        return [TextLine(marking, x, y, MARKING, width, BOLD, "ink", "middle") for y in heights]

    def page_number(self, number: int, count: int) -> list[TextLine]:
        if count == 1:
            return []
        y = self.height - MARKING
        return [self._line(f"{number} of {count}", self._right, y, SMALL_PRINT, paint="quiet", end=True)]
