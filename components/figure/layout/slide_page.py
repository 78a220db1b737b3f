"""A figure and a page size -> its slides: short texts, the picture in all the room that is left, a grouped legend.

A slide is complete by itself; its marking is at the top and at the bottom. What is around the picture is the same on all
slides of a figure.
"""

import re
from dataclasses import dataclass

from components.figure.layout.links import PageLink, links_in
from components.figure.layout.network_on_page import PageNetwork, map_height, network_on_page
from components.figure.layout.page import (
    MARGIN,
    PAGE_SIZES,
    LegendKey,
    PageLegend,
    PageSize,
    bottom_of,
    legend_above,
    legend_rows,
)
from components.figure.model import Box, BriefingFigure, Drawing, NetworkPicture, Paint, TextLine
from components.figure.text.breaks import unbroken, unbroken_dates, with_plain_spaces
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import joints_of

# Type sizes in points, the largest title first.
TITLES, SENTENCE, _DAY, _LEGEND, SMALL_PRINT, MARKING = (24.0, 21.0, 18.0), 13.0, 15.0, 10.0, 8.5, 10.0
TITLE_LINES, NARROW_TITLE_LINES, SENTENCE_LINES, NARROW_SENTENCE_LINES = 2, 4, 4, 6
# All sentences but the last one.
FIRST_SENTENCES = re.compile(r"(.*[.?!][”’)]?) (?=[A-ZÀ-Þ“‘(])", re.DOTALL)
_NOTE, NOTE_LINES, NARROW_NOTE_LINES = 10.5, 4, 8
SMALL_PRINT_LINES, NARROW_SMALL_PRINT_LINES = 4, 8
_LEADING = 1.28
# Lines of the sentence and of the small print for which there is room on every day.
STEADY_LINES, NARROW_STEADY_LINES, _NARROW = 1, 3, 800
# Between the texts and the picture, and between the title and a day beside it.
_GAP, DAY_GAP = 8.0, 18.0


@dataclass(frozen=True)
class SlidePage:
    """A page of the size chosen: `head` is title and sentence, `note` is the reader’s, `foot` is coverage, sources and link.

    `title_lines` are those of the title, `title` is its box; `edges` are the marking and the number of the page.
    """

    width: float
    height: float
    title_lines: tuple[TextLine, ...]
    sentence_lines: tuple[TextLine, ...]
    legend_names: tuple[TextLine, ...]
    legend_keys: tuple[LegendKey, ...]
    note: tuple[TextLine, ...]
    foot: tuple[TextLine, ...]
    picture: PageNetwork | Drawing
    title: Box
    links: tuple[PageLink, ...] = ()
    edges: tuple[TextLine, ...] = ()

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The texts around the picture."""
        return (*self.title_lines, *self.sentence_lines, *self.legend_names, *self.note, *self.foot)


def slide_pages(figure: BriefingFigure, size: PageSize) -> list[SlidePage]:
    """One slide; of a chart that one page cannot hold as many as it needs, each with its number."""
    return pages_of_size(figure, PAGE_SIZES[size])


def pages_of_size(figure: BriefingFigure, size: tuple[float, float]) -> list[SlidePage]:
    """The same on pages of any width and height, in points: on a narrow one words take more of the picture."""
    slide = _Slide(figure, *size)
    titles, title, below = slide.title()
    sentence, top = slide.sentence(below)
    foot, links, bottom = slide.foot()
    note, bottom = slide.note(bottom)
    legend = slide.legend(bottom)
    frame = (MARGIN, top + _GAP, slide.width - MARGIN, legend.top - _GAP)
    picture = figure.picture_on_pages
    if isinstance(picture, NetworkPicture):
        if picture.outlines and (spare := frame[3] - frame[1] - map_height(picture, frame)) > 0:
            # On a high page what is left is below the legend, not around the map.
            frame, legend = (*frame[:3], frame[3] - spare), legend.higher(spare)
        drawings: list[PageNetwork | Drawing] = [network_on_page(picture, frame, figure.fonts)]
    else:
        drawings = [*picture.pages(frame, figure.fonts)]
    names = tuple(slide.line(name.text, name.x, name.y, name.size, paint="quiet") for name in legend.names)
    return [
        SlidePage(
            slide.width,
            slide.height,
            title_lines=tuple(titles),
            sentence_lines=tuple(sentence),
            legend_names=names,
            legend_keys=legend.keys,
            note=tuple(note),
            foot=tuple(foot),
            picture=drawing,
            title=title,
            links=links,
            edges=slide.edges(number, len(drawings)),
        )
        for number, drawing in enumerate(drawings, 1)
    ]


@dataclass(frozen=True)
class PictureAlone:
    """A picture and its legend without any text around them."""

    size: tuple[float, float]
    picture: PageNetwork | Drawing
    legend: PageLegend


def pictures_alone(figure: BriefingFigure, size: tuple[float, float]) -> list[PictureAlone]:
    """The picture in frames of any size, for a document that has the texts in its own words: as many as it needs."""
    width, height = size
    legend = legend_above(figure, height - _GAP, width - MARGIN, _LEGEND)
    frame, picture = (_GAP, _GAP, width - _GAP, legend.top - _GAP), figure.picture_on_pages
    # No empty paper before the legend or the caption.
    if isinstance(picture, NetworkPicture):
        spare = max(frame[3] - frame[1] - map_height(picture, frame), 0.0) if picture.outlines else 0.0
        frame = (*frame[:3], frame[3] - spare)
        return [
            PictureAlone((width, height - spare), network_on_page(picture, frame, figure.fonts), legend.higher(spare))
        ]
    drawings = picture.pages(frame, figure.fonts)
    spares = (frame[3] - max((bottom_of(shape) for shape in drawing), default=frame[3]) for drawing in drawings)
    return [
        PictureAlone((width, height - spare), drawing, legend.higher(spare))
        for drawing, spare in zip(drawings, spares, strict=True)
    ]


def edge_lines(figure: BriefingFigure, size: PageSize, number: int = 1, count: int = 1) -> tuple[TextLine, ...]:
    """The classification marking at both edges of a page, and the number of the page if there are several."""
    return _Slide(figure, *PAGE_SIZES[size]).edges(number, count)


@dataclass(frozen=True)
class _Slide:
    """Finds the positions of the texts of one figure."""

    figure: BriefingFigure
    width: float
    height: float

    def edges(self, number: int, count: int) -> tuple[TextLine, ...]:
        return (*self.markings(), *self.page_number(number, count))

    @property
    def _right(self) -> float:
        return self.width - MARGIN

    def line(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        weight: int = REGULAR,
        paint: Paint = "ink",
        *,
        end: bool = False,
        joint: str | None = None,
    ) -> TextLine:
        width = self.figure.fonts.width(text, size, weight)
        return TextLine(text, x, y, size, width, weight, paint, "end" if end else "start", joint)

    def title(self) -> tuple[list[TextLine], Box, float]:
        """The title, and at the right a day that it does not say; the box of the title; the height below it."""
        texts, right = self.figure.slide, self._right
        day = [self.line(texts.day, right, MARGIN + _DAY, _DAY, BOLD, end=True)] if texts.day else []
        right -= sum(line.width + DAY_GAP for line in day)
        lines, size = self._title_lines(texts.title, right - MARGIN)
        rows = [
            self.line(text, MARGIN, MARGIN + size * (0.85 + row * _LEADING), size, BOLD, joint=joint)
            for row, (text, joint) in enumerate(zip(lines, joints_of(texts.title, lines), strict=True))
        ]
        below = MARGIN + len(rows) * size * _LEADING
        return [*rows, *day], (MARGIN, MARGIN - 4, right, below), below

    def sentence(self, top: float) -> tuple[list[TextLine], float]:
        """The sentence below the title, and the height below it; of many, the first ones that have room."""
        room, most = self._right - MARGIN, SENTENCE_LINES if self.width >= _NARROW else NARROW_SENTENCE_LINES
        text, fonts = self.figure.slide.sentence, self.figure.fonts
        while len(fonts.wrap_evenly(unbroken(text), SENTENCE, room)) > most and (
            shorter := FIRST_SENTENCES.match(text)
        ):
            text = shorter[1]
        lines = with_plain_spaces(self._wrapped(unbroken(text), SENTENCE, room, most))
        step, first = SENTENCE * _LEADING, top + SENTENCE * 0.85
        drawn = [
            self.line(line, MARGIN, first + row * step, SENTENCE, joint=joint)
            for row, (line, joint) in enumerate(zip(lines, joints_of(text, lines), strict=True))
        ]
        return drawn, top + self._rows(len(lines)) * step

    def _rows(self, lines: int) -> int:
        """How many lines of text have room, so that a picture keeps its place where another day has a line more."""
        steady = NARROW_STEADY_LINES if self.width < _NARROW else STEADY_LINES
        return max(lines, steady if self.figure.legend_of_all_days else 0)

    def _title_lines(self, title: str, room: float) -> tuple[list[str], float]:
        """In the largest type with which it has one line, else two, on a narrow page more; the size of the type."""
        for most in (1, TITLE_LINES, *([NARROW_TITLE_LINES] if self.width < _NARROW else [])):
            for size in TITLES:
                if len(lines := self.figure.fonts.wrap_evenly(unbroken_dates(title), size, room, BOLD)) <= most:
                    return with_plain_spaces(lines), size
        return with_plain_spaces(self._wrapped(unbroken_dates(title), size, room, most, BOLD)), size

    def _wrapped(self, text: str, size: float, room: float, most: int, weight: int = REGULAR) -> list[str]:
        """At most so many lines; the last one is shortened where there is more."""
        lines = self.figure.fonts.wrap_evenly(text, size, room, weight)
        if len(lines) <= most:
            return lines
        rest = " ".join(lines[most - 1 :])
        return [*lines[: most - 1], self.figure.fonts.shorten(rest, size, room, weight=weight)]

    def foot(self) -> tuple[list[TextLine], tuple[PageLink, ...], float]:
        """Coverage, then remarks, sources and the link as small print; its links; the height above it.

        What does not fit is left out: the link, then the last remarks, each as a whole.
        """
        texts, room = self.figure.slide, self._right - MARGIN
        coverage = self.figure.fonts.wrap(texts.coverage, SMALL_PRINT, room)
        short = " ".join(filter(None, (texts.remarks, texts.sources)))
        text = f"{short} {texts.link}".strip()
        lines = self.figure.fonts.wrap(text, SMALL_PRINT, room)
        most = SMALL_PRINT_LINES if self.width >= _NARROW else NARROW_SMALL_PRINT_LINES
        if len(lines) > most:
            text, remarks = "", texts.remarks
            while len(self.figure.fonts.wrap(short, SMALL_PRINT, room)) > most and (
                fewer := FIRST_SENTENCES.match(remarks)
            ):
                remarks = fewer[1]
                short = " ".join(filter(None, (remarks, texts.sources)))
            lines = self._wrapped(short, SMALL_PRINT, room, most)
        lines = list(filter(None, lines))
        joints = [*joints_of(texts.coverage, coverage), *joints_of(text or short, lines)]
        lines = [*coverage, *lines]
        step, y = SMALL_PRINT * _LEADING, self.height - MARGIN - SMALL_PRINT * 0.3
        top = y - (max(len(lines), self._rows(len(lines)) + 1) - 1) * step
        foot = [
            self.line(line, MARGIN, top + row * step, SMALL_PRINT, paint="quiet", joint=joint)
            for row, (line, joint) in enumerate(zip(lines, joints, strict=True))
        ]
        return foot, tuple(links_in(text, foot[len(coverage) :], self.figure.fonts)), top - SMALL_PRINT

    def note(self, bottom: float) -> tuple[list[TextLine], float]:
        """The note of the reader above `bottom`, larger than the small print; and the height above it."""
        text, room = self.figure.slide.note, self._right - MARGIN
        if not text:
            return [], bottom
        lines = self._wrapped(text, _NOTE, room, NOTE_LINES if self.width >= _NARROW else NARROW_NOTE_LINES)
        step = _NOTE * _LEADING
        first = bottom - _GAP / 2 - (len(lines) - 1) * step
        drawn = [
            self.line(line, MARGIN, first + row * step, _NOTE, joint=joint)
            for row, (line, joint) in enumerate(zip(lines, joints_of(text, lines), strict=True))
        ]
        return drawn, first - _NOTE - _GAP / 2

    def legend(self, bottom: float) -> PageLegend:
        """The legend above `bottom`, with the room that it needs on any day."""
        largest = legend_rows(self.figure.legend_of_all_days, self._right, _LEGEND, self.figure.fonts)
        return legend_above(self.figure, bottom - _GAP / 2, self._right, _LEGEND, len(largest))

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
        return [self.line(f"{number} of {count}", self._right, y, SMALL_PRINT, paint="quiet", end=True)]
