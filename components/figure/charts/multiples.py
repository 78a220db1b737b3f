"""Small networks side by side, all with the same places, as simple shapes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from components.figure.charts.text import text_line
from components.figure.layout.free_space import FreeSpace
from components.figure.model import Box, Drawing, FilledBox, Marker, Point, Shape, StraightLine, TextLine
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts
from components.style.theme import Stroke

_TITLE, REMARK, _NAME, SMALL_NAME, _WORDS = 12.0, 9.0, 8.5, 7.0, 7.5
_LEADING, _GAP, INNER = 1.25, 14.0, 8.0
_DOT, SMALL_DOT, _FEW = 5.5, 3.2, 24
# Of the width of a tie on the page, so that small pictures stay open.
WIDTH_SHARE, _THIN = 0.5, 0.22
FAINT = 0.3
_MOST_STRETCH = 1.9
# What remains of a text on either side of its line, where the frame moves it aside.
LEAST_BESIDE = 6.0
BETWEEN_NAMES = 2.0
# Room around the dots for names: aside, and above and below.
_MARGINS = (40.0, 36.0)
# Of a line, from one end to the other.
WORD_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7)


@dataclass(frozen=True)
class SmallTie:
    """A tie by the names of its ends, with its stroke; `words` can be written on it, the longest first."""

    one: str
    other: str
    stroke: Stroke
    name: str
    is_doubtful: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class SmallPanel:
    """A title, a remark, the ties, who has one, who is on record by its day, and who is in the middle."""

    title: str
    remark: str
    ties: tuple[SmallTie, ...]
    actors: frozenset[str]
    begun: frozenset[str]
    centre: str = ""


@dataclass(frozen=True)
class MultiplesChart:
    """The panels; `places` are those of all actors in any units, `names` their short names."""

    panels: tuple[SmallPanel, ...]
    places: tuple[tuple[str, Point], ...]
    names: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        panels = (text for panel in self.panels for text in (panel.title, panel.remark))
        return [
            *panels,
            *(text for one in self.names for text in self.texts_of(*one)),
            *(text for panel in self.panels for tie in panel.ties for text in (tie.name, *tie.words)),
        ]

    @staticmethod
    def texts_of(actor: str, name: str) -> tuple[str, ...]:
        """What may stand at a dot: the name, else the code if that needs less room."""
        return (name, actor) if len(actor) < len(name) else (name,)

    def without_numbers(self) -> "MultiplesChart":
        return self

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """All panels on one page, in as many rows as make them largest."""
        left, top, right, bottom = frame
        columns = max(range(1, len(self.panels) + 1), key=lambda number: self._scale(frame, number))
        rows = -(-len(self.panels) // columns)
        width, height = (right - left - _GAP * (columns - 1)) / columns, (bottom - top - _GAP * (rows - 1)) / rows
        shapes: list[Shape] = []
        for place, panel in enumerate(self.panels):
            row, column = divmod(place, columns)
            x, y = left + column * (width + _GAP), top + row * (height + _GAP)
            shapes += _SmallPicture(self, panel, (x, y, x + width, y + height), fonts).shapes()
        return [shapes]

    def _scale(self, frame: Box, columns: int) -> float:
        rows = -(-len(self.panels) // columns)
        width, height = (frame[2] - frame[0]) / columns, (frame[3] - frame[1]) / rows - 3 * _TITLE
        across, down = self.extent
        return min(width / across, _MOST_STRETCH * height / down, height / down * 1.2)

    @property
    def extent(self) -> Point:
        xs, ys = zip(*(point for _, point in self.places), strict=True)
        return max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)


@dataclass(frozen=True)
class _SmallPicture:
    """One panel in its box."""

    chart: MultiplesChart
    panel: SmallPanel
    box: Box
    fonts: Fonts

    @property
    def _is_open(self) -> bool:
        """Whether so few are in any of the pictures that each has a large dot and its name."""
        return len(self.chart.places) <= _FEW

    def shapes(self) -> Iterator[Shape]:
        left, top, right, bottom = self.box
        room = right - left - 2 * INNER
        title = self.fonts.shorten(self.panel.title, _TITLE, room, weight=BOLD)
        remark = self.fonts.wrap(self.panel.remark, REMARK, room)[:2]
        yield FilledBox(self.box, "quiet", 0.07, 6.0, f"{self.panel.title}: {self.panel.remark}")
        yield text_line(title, left + INNER, top + INNER + _TITLE * 0.85, _TITLE, self.fonts, weight=BOLD)
        y = top + INNER + _TITLE * _LEADING
        for number, line in enumerate(remark):
            base = y + REMARK * (0.85 + number * _LEADING)
            joint = " " if number else None
            yield text_line(line, left + INNER, base, REMARK, self.fonts, paint="quiet", joint=joint)
        # The same room in all of them, whatever their words.
        yield from self._network((left + INNER, y + 2 * REMARK * _LEADING + 4, right - INNER, bottom - INNER))

    def _network(self, frame: Box) -> Iterator[Shape]:
        to_point, points = self._scaling(frame), dict(self.chart.places)
        at = {actor: to_point(point) for actor, point in points.items()}
        share = WIDTH_SHARE if len(self.panel.ties) <= _FEW else _THIN
        for tie in self.panel.ties:
            width = max(tie.stroke.width * share, 0.5)
            opacity = 0.5 if tie.is_doubtful else 0.9
            yield StraightLine(at[tie.one], at[tie.other], tie.stroke, width, tie.stroke.dash, opacity, tie.name)
        size = _DOT if self._is_open else SMALL_DOT
        # Without a tie here, a dot among many has no name and says nothing.
        drawn = self.panel.begun if self._is_open else self.panel.actors
        at = {actor: point for actor, point in at.items() if actor in drawn}
        for actor, point in at.items():
            is_lit = actor in self.panel.actors
            yield Marker(
                "circle",
                point,
                size * (1.5 if actor == self.panel.centre else 1),
                "ink",
                1 if is_lit else FAINT,
                dict(self.chart.names)[actor],
            )
        space = FreeSpace(frame)
        yield from self._names(space, at, size)
        if len(self.panel.ties) <= _FEW:
            yield from self._words(space, at)

    def _words(self, space: FreeSpace, at: dict[str, Point]) -> Iterator[Shape]:
        """On each line the longest of its words that has a free place there; the widest lines first."""
        for tie in sorted(self.panel.ties, key=lambda one: -one.stroke.width):
            (left, top), (right, bottom) = at[tie.one], at[tie.other]
            lines = (
                self._on_line(text, (left + (right - left) * share, top + (bottom - top) * share), space.frame)
                for text in tie.words
                for share in WORD_PLACES
            )
            others = [
                (at[one.one], at[one.other]) for one in self.panel.ties if {one.one, one.other} != {tie.one, tie.other}
            ]
            if line := next((one for one in lines if one and self._is_clear(space, one.box, others)), None):
                space.occupy(line.box)
                yield FilledBox(line.box, "paper", 0.85, 2.0)
                yield line

    @staticmethod
    def _is_clear(space: FreeSpace, box: Box, others: Iterable[tuple[Point, Point]]) -> bool:
        """Whether a text is free, and on no other line, so that it is clear whose it is."""
        return space.is_free(box) and not any(_crosses(one, other, box) for one, other in others)

    def _on_line(self, text: str, point: Point, frame: Box) -> TextLine | None:
        """The text in the middle of a line; a little beside it where the frame ends, and none that would be at another."""
        half = self.fonts.width(text, _WORDS) / 2 + 1
        x = max(min(point[0], frame[2] - half), frame[0] + half)
        if abs(x - point[0]) > half - LEAST_BESIDE:
            return None
        return text_line(text, x, point[1] + _WORDS * 0.35, _WORDS, self.fonts, anchor="middle")

    def _names(self, space: FreeSpace, at: dict[str, Point], dot: float) -> Iterator[Shape]:
        """The centre first, then those with most ties; where a name finds no free place, the short code may."""
        names = dict(self.chart.names)
        for x, y in at.values():
            space.occupy((x - dot / 2, y - dot / 2, x + dot / 2, y + dot / 2))
        counts: dict[str, int] = {}
        for tie in self.panel.ties:
            counts[tie.one], counts[tie.other] = counts.get(tie.one, 0) + 1, counts.get(tie.other, 0) + 1
        size = _NAME if self._is_open else SMALL_NAME
        order = sorted(at, key=lambda one: (one != self.panel.centre, -counts.get(one, 0), one))
        for actor in order:
            weight = BOLD if actor == self.panel.centre else REGULAR
            places = (
                self._beside(text, at[actor], dot, size, weight) for text in self.chart.texts_of(actor, names[actor])
            )
            if line := next((one for one in chain.from_iterable(places) if space.is_free(one.box)), None):
                left, top, right, bottom = line.box
                space.occupy((left - BETWEEN_NAMES, top, right + BETWEEN_NAMES, bottom))
                yield FilledBox(line.box, "paper", 0.6, 2.0)
                yield line

    def _beside(self, text: str, dot_at: Point, dot: float, size: float, weight: int) -> Iterator[TextLine]:
        """The text in each place around a dot, the best first."""
        (x, y), aside = dot_at, self.fonts.width(text, size, weight) / 2 + dot
        below, above, level = dot / 2 + size, -dot / 2 - size * 0.3 - 1, size * 0.35
        sides = ((0.0, below), (0.0, above), (aside, level), (-aside, level))
        corners = ((aside, below), (-aside, below), (aside, above), (-aside, above))
        for dx, dy in (*sides, *corners):
            yield text_line(text, x + dx, y + dy, size, self.fonts, weight=weight, anchor="middle")

    def _scaling(self, frame: Box) -> Callable[[Point], Point]:
        left, top, right, bottom = frame
        xs, ys = zip(*(point for _, point in self.chart.places), strict=True)
        across_all, down_all = self.chart.extent
        across, down = (right - left - _MARGINS[0]) / across_all, (bottom - top - _MARGINS[1]) / down_all
        across, down = min(across, _MOST_STRETCH * down), min(down, _MOST_STRETCH * across)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        x, y = (left + right) / 2, (top + bottom) / 2
        return lambda point: (x + (point[0] - middle[0]) * across, y + (point[1] - middle[1]) * down)


def _crosses(one: Point, other: Point, box: Box) -> bool:
    """Whether a straight line runs through a box (Liang and Barsky 1984)."""
    begin, end = 0.0, 1.0
    for axis in (0, 1):
        step, low, high = other[axis] - one[axis], box[axis] - one[axis], box[axis + 2] - one[axis]
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / step, high / step))
        begin, end = max(begin, first), min(end, last)
    return begin < end
