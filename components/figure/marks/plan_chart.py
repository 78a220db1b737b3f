"""Marks in a plane -> shapes on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from components.figure.charts.text import LABEL_LEADING, LEAST_CUT, cut_to_differ, paint_on, text_line, whole_label
from components.figure.layout.page import NARROW_PICTURE
from components.figure.layout.time_axis import AXIS_LABEL, YEARS_HEIGHT
from components.figure.model import Box, Drawing, FilledBox, Marker, Paint, Shape, StraightLine, TextLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.style.plan import LANE_HEIGHT, PALE_OPACITY, TITLE_HEIGHT, Area, Dot, Label, MarksPlan, Segment, Tone
from components.style.theme import Stroke
from data.base.days import year_step

WORD = 8.2
# How much higher than on the page a plan is where there is room, and how much larger its words are.
_MOST_STRETCH, _LARGEST = 1.6, 1.3
# How much of the width the names at the left may take, on a narrow page more, and how far they are from the plane.
SIDE_SHARE, NARROW_SIDE_SHARE, _SIDE_GAP = 0.24, 0.34, 6.0
_MOST_YEARS = 9
# How much smaller words in a bar may be, and names at the left.
_SMALLER, SMALLEST = (1.0, 0.92, 0.85), (0.76, 0.68)
# The size of words on the page, in whose pixels the places of a legend are.
PAGE_WORD = 11.0


@dataclass(frozen=True)
class MarksChart:
    """The plans, each on a page of its own."""

    plans: Sequence[MarksPlan]

    @property
    def texts(self) -> list[str]:
        return [text for plan in self.plans for text in plan.texts]

    def without_numbers(self) -> "MarksChart":
        return self

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """A page for each plan, so that its words can be read."""
        return [self._page(plan, frame, fonts) for plan in self.plans]

    def _page(self, plan: MarksPlan, frame: Box, fonts: Fonts) -> Drawing:
        left, top, right, bottom = frame
        years = YEARS_HEIGHT if plan.is_years else 0
        scale = min((bottom - top - years) / (plan.height or 1), _MOST_STRETCH)
        word = word_size(scale)
        widest = max((fonts.width(words, word) + _SIDE_GAP for words in plan.scale.values()), default=0.0)
        share = SIDE_SHARE if right - left >= NARROW_PICTURE else NARROW_SIDE_SHARE
        side = min(widest, share * (right - left))
        return [*_Page(plan, left, left + side, right, top, scale, fonts).shapes()]


def word_size(scale: float) -> float:
    """The size of words: smaller where many rows must share a page, larger where few have it to themselves."""
    return max(5.2, WORD * min(_LARGEST, scale * 1.12))


@dataclass(frozen=True)
class _Page:
    plan: MarksPlan
    edge: float
    left: float
    right: float
    top: float
    scale: float
    fonts: Fonts

    @property
    def _word(self) -> float:
        return word_size(self.scale)

    def x(self, place: float) -> float:
        share = (place - self.plan.first) / (self.plan.last - self.plan.first)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, pixel: float) -> float:
        return self.top + pixel * self.scale

    def shapes(self) -> Iterator[Shape]:
        yield from self._years()
        for kind in (Area, Segment, Dot, Label):
            for mark in self.plan.marks:
                if isinstance(mark, kind):
                    yield from self._shapes_of(mark)
            if kind is Segment:
                # On the rules, which would run through the letters.
                for mark in self.plan.marks:
                    yield from self._words_in(mark) if isinstance(mark, Area) else ()
        for pixel, words in self.plan.scale.items():
            yield from self._at_side(pixel, words)

    def _at_side(self, pixel: int, words: str) -> Iterator[TextLine]:
        """A name at the left, whole in one line or two, else shortened."""
        sizes = [self._word * 0.9 * share for share in (*_SMALLER, *SMALLEST)]
        width = self.left - _SIDE_GAP - self.edge + 2
        lines, size = whole_label([words], sizes, (width, self._row_height), self.fonts)
        for number, (line, joint) in enumerate(lines or [(self.fonts.shorten(words, size, width), None)]):
            y = self.y(pixel) + size / 3 + (number - (len(lines or [1]) - 1) / 2) * size * LABEL_LEADING
            yield text_line(line, self.left - 4, y, size, self.fonts, paint="quiet", anchor="end", joint=joint)

    @property
    def _row_height(self) -> float:
        """The least distance of two names at the left."""
        pixels = sorted(self.plan.scale)
        return min((below - above for above, below in pairwise(pixels)), default=LANE_HEIGHT) * self.scale

    def _years(self) -> Iterator[Shape]:
        if not self.plan.is_years:
            return
        years = self.plan.last - self.plan.first
        step = year_step(years, _MOST_YEARS)
        bottom = self.y(self.plan.height)
        for year in range(int(-(-self.plan.first // step) * step), int(self.plan.last) + 1, step):
            x = self.x(year)
            yield StraightLine((x, self.top), (x, bottom), "ink", 0.4, opacity=0.14)
            yield text_line(str(year), x, bottom + 9, AXIS_LABEL, self.fonts, paint="quiet", anchor="middle")

    def _shapes_of(self, mark: Area | Segment | Dot | Label) -> Iterator[Shape]:
        if isinstance(mark, Area):
            box = self._box(mark)
            yield FilledBox(box, _paint(mark.paint), mark.opacity, name=mark.tip)
        elif isinstance(mark, Segment):
            ends = (self.x(mark.x), self.y(mark.y)), (self.x(mark.to_x), self.y(mark.to_y))
            faint = 0.3 if mark.paint == "shade" else 1.0
            yield StraightLine(*ends, _paint(mark.paint), mark.width * 0.8, mark.dash, faint)
        elif isinstance(mark, Dot):
            size = mark.size * max(0.7, min(_LARGEST, self.scale))
            centre = self.x(mark.x) + self._aside(mark), self.y(mark.y)
            yield Marker(mark.shape, centre, size, _paint(mark.paint), name=mark.tip)
            if mark.is_hollow:
                yield Marker(mark.shape, centre, size * 0.5, "paper")
        else:
            words = self._line(mark)
            if mark.is_strong:
                # A rule through all rows would run through the letters.
                yield FilledBox(words.box, "paper")
            yield words

    def _box(self, mark: Area) -> Box:
        right = max(self.x(mark.right), self.x(mark.left) + 1.2)
        # Two bars that touch are two.
        gap = 0.8 if mark.whole else 0.0
        return self.x(mark.left), self.y(mark.top), right - gap, self.y(mark.bottom)

    def _words_in(self, mark: Area) -> Iterator[Shape]:
        """All that it has to say, in two lines if need be; else so much that it differs from the others."""
        text, (left, top, right, bottom) = mark.whole or mark.text, self._box(mark)
        sizes = [self._word * share for share in _SMALLER] if mark.whole else [self._word]
        lines, size = whole_label([text], sizes, (right - left - 6, bottom - top), self.fonts)
        if not lines and mark.whole and (outside := self._before(mark) or self._above(mark)):
            yield FilledBox(outside.box, "paper")
            yield outside
            return
        if not lines and mark.whole:
            size = self._word
            cut = cut_to_differ(text, self._wholes, size, right - left - 6, self.fonts)
            lines = [(cut, None)] if len(cut) > LEAST_CUT else []
        step = size * LABEL_LEADING
        y = (top + bottom - (len(lines) - 1) * step) / 2 + size / 3
        for number, (line, joint) in enumerate(lines):
            is_pale = mark.opacity < PALE_OPACITY
            paint: Paint = "ink" if is_pale else paint_on(mark.paint) if isinstance(mark.paint, Stroke) else "quiet"
            at = left + 3, y + number * step
            words = text_line(line, *at, size, self.fonts, paint=paint, joint=joint)
            if isinstance(mark.paint, Stroke) and mark.opacity == 1:
                # The rules of upgrades would run through the letters.
                yield FilledBox(words.box, mark.paint)
            yield words

    @cached_property
    def _last_of_band(self) -> Area | None:
        """The bar at the right end of the first band, which is the label that holds."""
        wholes = [mark for mark in self.plan.marks if isinstance(mark, Area) and mark.whole]
        band = (mark for mark in wholes if mark.top == wholes[0].top)
        return max(band, key=lambda mark: mark.right, default=None)

    def _before(self, mark: Area) -> TextLine | None:
        """What a bar has no room for, left of it, if it is the first in its row and there is room."""
        size, left = self._word * 0.93, self.x(mark.left)
        y = (self.y(mark.top) + self.y(mark.bottom)) / 2 + size / 3
        line = text_line(mark.whole, left - 3, y, size, self.fonts, anchor="end")
        others = (one for one in self.plan.marks if isinstance(one, Area) and one is not mark and one.top == mark.top)
        is_first = all(one.left > mark.left for one in others)
        return line if is_first and line.box[0] > self.left else None

    def _above(self, mark: Area) -> TextLine | None:
        """What the last bar has no room for, in the line of the heading above it, if that has."""
        headings = (one for one in self.plan.marks if isinstance(one, Label))
        heading = next((one for one in headings if mark.top - TITLE_HEIGHT <= one.y < mark.top), None)
        if mark is not self._last_of_band or heading is None:
            return None
        size, right = self._word * 0.93, self.x(mark.right)
        line = text_line(mark.whole, right, self.y(heading.y) + size / 3, size, self.fonts, anchor="end")
        return line if line.box[0] > self._line(heading).box[2] + _SIDE_GAP else None

    @cached_property
    def _wholes(self) -> set[str]:
        return {mark.whole for mark in self.plan.marks if isinstance(mark, Area) and mark.whole}

    def _aside(self, mark: Dot | Label) -> float:
        return mark.aside * self._word / PAGE_WORD

    def _line(self, mark: Label) -> TextLine:
        weight = BOLD if mark.is_strong else REGULAR
        paint: Paint = "quiet" if mark.tone == "quiet" else "ink"
        size = self._word if mark.is_strong else self._word * 0.93
        text = (
            mark.text
            if mark.anchor != "start"
            else self.fonts.shorten(mark.text, size, self.right - self.x(mark.x) - self._aside(mark), least="")
        )
        return text_line(
            text or "",
            self.x(mark.x) + self._aside(mark),
            self.y(mark.y) + size / 3,
            size,
            self.fonts,
            weight=weight,
            paint=paint,
            anchor=mark.anchor,
        )


def _paint(paint: Stroke | Tone) -> Paint:
    return "quiet" if paint == "shade" else paint
