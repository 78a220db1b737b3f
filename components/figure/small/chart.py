"""Small networks side by side, all with the same places, as simple shapes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from components.figure.charts.text import text_line
from components.figure.layout.free_space import FreeSpace
from components.figure.model import Box, Drawing, FilledBox, Marker, Point, Shape, StraightLine, TextLine
from components.figure.small.names import NAME_AT_DOT, ROW_OF_NAMES, SMALL_NAME, DotName, names_at
from components.figure.small.places import SmallPlaces, in_columns, rows_of, spread
from components.figure.text.font_files import BOLD
from components.figure.text.fonts import Fonts
from components.style.theme import Stroke
from data.base.text import quantity

_TITLE, REMARK, _WORDS = 12.0, 9.0, 7.5
_LEADING, _GAP, INNER = 1.25, 14.0, 8.0
_DOT, SMALL_DOT, _FEW = 5.5, 3.2, 24
# How much larger the dot of a picture's subject is.
_LARGER = 1.5
# Of the width of a tie on the page, so that small pictures stay open.
WIDTH_SHARE, _THIN = 0.5, 0.22
FAINT = 0.3
_MOST_STRETCH, _LEAST_STRETCH = 1.9, 0.75
# Remarks may take so many lines: of a wide picture, and of one narrower than `_NARROW`.
_REMARK_LINES, _NARROW_LINES, _NARROW = 2, 4, 240.0
# What remains of a text on either side of its line, where the frame moves it aside.
LEAST_BESIDE = 6.0
# Of a line, from one end to the other.
WORD_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7)
# Of the width of a picture, what the names on one side may take, and what they may with words.
_MOST_ASIDE, _MOST_WITH_WORDS = 0.36, 0.42
# As long as what is said of a tie at the name of a partner mostly is.
_WORDS_AT_NAME = ", since 2000 · 9 ties"
# Between the columns of names, and from one name to the next: more of either makes no picture better.
_ENOUGH_BETWEEN, _ENOUGH_ROW = 48.0, 11.0


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
    """The panels; `places` are those of all actors in any units, `names` their short names.

    `hubs` are the few whom all ties are of: they are in the middle, the others in columns beside them in the order of
    `places`. Without any, everyone is at their place, on a map in its proportions.
    """

    panels: tuple[SmallPanel, ...]
    places: tuple[tuple[str, Point], ...]
    names: tuple[tuple[str, str], ...]
    hubs: tuple[str, ...] = ()
    is_map: bool = False

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

    @property
    def partners(self) -> list[str]:
        """Who is not in the middle, in order."""
        return [actor for actor, _ in self.places if actor not in self.hubs]

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """All panels on one page, in as many rows as make them best to read."""
        left, top, right, bottom = frame
        columns = max(range(1, len(self.panels) + 1), key=lambda number: self._worth(frame, number, fonts))
        rows = -(-len(self.panels) // columns)
        width, height = (right - left - _GAP * (columns - 1)) / columns, (bottom - top - _GAP * (rows - 1)) / rows
        shapes: list[Shape] = []
        for place, panel in enumerate(self.panels):
            row, column = divmod(place, columns)
            x, y = left + column * (width + _GAP), top + row * (height + _GAP)
            shapes += _SmallPicture(self, panel, (x, y, x + width, y + height), fonts).shapes()
        return [shapes]

    def _worth(self, frame: Box, columns: int, fonts: Fonts) -> tuple[float, float, int]:
        """How good panels in so many columns are: room for names in rows, then between them; else how large they are."""
        rows = -(-len(self.panels) // columns)
        width = (frame[2] - frame[0] - _GAP * (columns - 1)) / columns
        height = (frame[3] - frame[1] - _GAP * (rows - 1)) / rows - heading_height(width)
        if self.hubs:
            row = height / rows_of(self.hubs, len(self.partners))
            between = width - 2 * INNER - 2 * self.margin(width - 2 * INNER, fonts)
            return min(row, _ENOUGH_ROW), min(between, _ENOUGH_BETWEEN), columns
        across, down = self.extent
        stretch = min(max(across / down, _LEAST_STRETCH), _MOST_STRETCH)
        return min(width / stretch, height), 0.0, columns

    def margin(self, width: float, fonts: Fonts) -> float:
        """The room for names on either side of a picture of this width: the same in all pictures."""
        names = self._room_of_names(fonts)
        words = fonts.width(_WORDS_AT_NAME, NAME_AT_DOT) if self.has_words(width, fonts) else 0.0
        return min(names + words, _MOST_WITH_WORDS * width if words else _MOST_ASIDE * width)

    def has_words(self, width: float, fonts: Fonts) -> bool:
        """Whether there is room to say at the name of a partner since when."""
        room = self._room_of_names(fonts) + fonts.width(_WORDS_AT_NAME, NAME_AT_DOT)
        return bool(self.hubs) and room <= _MOST_WITH_WORDS * width

    def _room_of_names(self, fonts: Fonts) -> float:
        names = dict(self.names)
        return max((fonts.width(names[actor], NAME_AT_DOT) for actor in self.partners), default=0.0) + _DOT + 1

    @property
    def extent(self) -> Point:
        xs, ys = zip(*(point for _, point in self.places), strict=True)
        return max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)


def heading_height(width: float) -> float:
    """What is above and below the network in a panel of this width, whatever its words."""
    return 2 * INNER + _TITLE * _LEADING + _remark_lines(width) * REMARK * _LEADING + 4


def _remark_lines(width: float) -> int:
    return _NARROW_LINES if width < _NARROW else _REMARK_LINES


@dataclass(frozen=True)
class _SmallPicture:
    """One panel in its box."""

    chart: MultiplesChart
    panel: SmallPanel
    box: Box
    fonts: Fonts

    @cached_property
    def _frame(self) -> Box:
        """Where the network is: the same room in all panels."""
        left, top, right, bottom = self.box
        return left + INNER, top + heading_height(right - left) - INNER, right - INNER, bottom - INNER

    @cached_property
    def _places(self) -> SmallPlaces:
        chart, frame = self.chart, self._frame
        if not chart.hubs:
            return spread(dict(chart.places), frame, is_map=chart.is_map)
        return in_columns(chart.hubs, chart.partners, frame, chart.margin(frame[2] - frame[0], self.fonts))

    @property
    def _is_open(self) -> bool:
        """Whether so few are in any of the pictures that each has a large dot and its name."""
        return len(self.chart.places) <= _FEW

    @cached_property
    def _name_size(self) -> float:
        if not self.chart.hubs:
            return NAME_AT_DOT if self._is_open else SMALL_NAME
        rows = rows_of(self.chart.hubs, len(self.chart.partners))
        return min(max((self._frame[3] - self._frame[1]) / rows / ROW_OF_NAMES, SMALL_NAME), NAME_AT_DOT)

    def shapes(self) -> Iterator[Shape]:
        left, top, right, _ = self.box
        room = right - left - 2 * INNER
        network, unnamed = self._network()
        left_out = f"{quantity(unnamed, 'name')} left out" if unnamed else ""
        beside = self.fonts.width(left_out, SMALL_NAME)
        title = self.fonts.shorten(self.panel.title, _TITLE, room - beside - INNER, weight=BOLD)
        yield FilledBox(self.box, "quiet", 0.07, 6.0, f"{self.panel.title}: {self.panel.remark}")
        base = top + INNER + _TITLE * 0.85
        yield text_line(title, left + INNER, base, _TITLE, self.fonts, weight=BOLD)
        if left_out:
            yield text_line(left_out, right - INNER, base, SMALL_NAME, self.fonts, paint="quiet", anchor="end")
        y = top + INNER + _TITLE * _LEADING
        for number, line in enumerate(self._remark(room, _remark_lines(right - left))):
            base = y + REMARK * (0.85 + number * _LEADING)
            joint = " " if number else None
            yield text_line(line, left + INNER, base, REMARK, self.fonts, paint="quiet", joint=joint)
        yield from network

    def _remark(self, room: float, most: int) -> list[str]:
        """The remark in lines; what there is no room for ends in "…"."""
        lines = self.fonts.wrap(self.panel.remark, REMARK, room)
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.fonts.shorten(" ".join(lines[most - 1 :]), REMARK, room)]

    def _network(self) -> tuple[list[Shape], int]:
        """Lines, dots and names; and how many of the dots have no name."""
        at, shapes = dict(self._places.points), list[Shape]()
        share = WIDTH_SHARE if len(self.panel.ties) <= _FEW else _THIN
        for tie in self.panel.ties:
            width = max(tie.stroke.width * share, 0.5)
            opacity = 0.5 if tie.is_doubtful else 0.9
            shapes.append(
                StraightLine(at[tie.one], at[tie.other], tie.stroke, width, tie.stroke.dash, opacity, tie.name)
            )
        # Without a tie here, a dot among many has no name and says nothing.
        drawn = self.panel.begun if self._is_open else self.panel.actors
        at = {actor: point for actor, point in at.items() if actor in drawn}
        names = dict(self.chart.names)
        for actor, point in at.items():
            opacity = 1 if actor in self.panel.actors else FAINT
            shapes.append(Marker("circle", point, self._dot(actor), "ink", opacity, names[actor]))
        space = FreeSpace(self._frame)
        for actor, (x, y) in at.items():
            half = self._dot(actor) / 2
            space.occupy((x - half, y - half, x + half, y + half))
        named = list(names_at(self._names(at), at, self._name_size, space, self.fonts))
        for _, line in named:
            shapes += [FilledBox(line.box, "paper", 0.6, 2.0), line]
        if not self.chart.hubs and len(self.panel.ties) <= _FEW:
            shapes += self._words(space, at)
        return shapes, len(at) - len(named)

    def _dot(self, actor: str) -> float:
        size = _DOT if self._is_open or self._is_centre(actor) else SMALL_DOT
        return size * (_LARGER if self._is_centre(actor) else 1)

    def _is_centre(self, actor: str) -> bool:
        """Whether the picture is of this one: the country of its title, else one in the middle."""
        return actor == self.panel.centre if self.panel.centre else actor in self.chart.hubs

    def _names(self, at: Iterable[str]) -> list[DotName]:
        """The centre first, then those with most ties; where a name finds no free place, the short code may."""
        names, partners = dict(self.chart.names), Counter[str]()
        said = dict[str, set[str]]()
        for tie in self.panel.ties:
            for actor, other in ((tie.one, tie.other), (tie.other, tie.one)):
                partners[actor] += 1
                said.setdefault(actor, set()).update(f"{other} {word}" for word in tie.words[-1:])
        left, _, right, _ = self._frame
        with_words = self.chart.has_words(right - left, self.fonts)
        found = list[DotName]()
        for actor in sorted(at, key=lambda one: (not self._is_centre(one), -partners[one], one)):
            side, texts = self._places.sides.get(actor, 0), self.chart.texts_of(actor, names[actor])
            if with_words and side and len(words := said.get(actor, set())) == 1:
                # With ties to two in the middle, it would not be clear of which it is said.
                texts = (f"{names[actor]}, {next(iter(words)).partition(' ')[2]}", *texts)
            found.append(DotName(actor, texts, self._dot(actor), side, self._is_centre(actor)))
        return found

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
