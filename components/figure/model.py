"""A figure as plain values: the picture, and all that has to stand beside it in a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from components.figure.fonts import REGULAR, Fonts
from components.network.labels import CROWDED_ABOVE
from components.style.theme import Stroke

ColourScheme = Literal["light", "dark", "grey"]
Point = tuple[float, float]
# Left, top, right, bottom; all in points, downwards.
Box = tuple[float, float, float, float]
# A colour of the table of strokes, or that of texts, of quieter texts, of the page.
Paint = Stroke | Literal["ink", "quiet", "paper"]


# A network ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActorDot:
    """An actor at its place in the network's own units (y grows downwards).

    `numbers` are those of the notes of its ties with actors that have more of them, `style` is that of the first.
    """

    actor: str
    name: str
    short: str
    x: float
    y: float
    centre: bool
    numbers: tuple[int, ...]
    style: str


@dataclass(frozen=True)
class TieEdge:
    """A tie: its actors, its lane beside parallels, its stroke, its wording, and the number of its note.

    Number 0 is a tie that only stands by: thin, without words and without a note.
    """

    tie: str
    actors: tuple[str, str]
    lane: int
    style: str
    wording: str
    doubt: bool
    number: int


@dataclass(frozen=True)
class RungBand:
    """A ring: its name, its style and its edges (left, top, right, bottom)."""

    name: str
    style: str
    edges: Box


@dataclass(frozen=True)
class NetworkPicture:
    """Actors and ties as on the page; where they stand on paper is found by `place`."""

    dots: tuple[ActorDot, ...]
    edges: tuple[TieEdge, ...]
    bands: tuple[RungBand, ...]
    strokes: dict[str, Stroke]

    @property
    def crowded(self) -> bool:
        return sum(edge.number > 0 for edge in self.edges) > CROWDED_ABOVE

    def dot(self, actor: str) -> ActorDot:
        return next(dot for dot in self.dots if dot.actor == actor)

    @property
    def texts(self) -> list[str]:
        names = (name for dot in self.dots for name in (dot.name, dot.short))
        return [*names, *(edge.wording for edge in self.edges), *(band.name for band in self.bands)]


# Anything else: a drawing of simple parts -----------------------------------------------------------


@dataclass(frozen=True)
class FilledBox:
    """A filled box; `name` says what it is."""

    box: Box
    paint: Paint
    opacity: float = 1.0
    radius: float = 0.0
    name: str = ""


@dataclass(frozen=True)
class StraightLine:
    """A straight line."""

    start: Point
    end: Point
    paint: Paint
    width: float = 0.75
    dash: tuple[int, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class Marker:
    """A small shape, named as in the theme's table of event shapes, around its middle; `size` is its width."""

    shape: str
    middle: Point
    size: float
    paint: Paint
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class TextLine:
    """One line of text; `x`, `y` is where its base line begins, has its middle, or ends. `width` is what it takes."""

    text: str
    x: float
    y: float
    size: float
    width: float
    weight: int = REGULAR
    paint: Paint = "ink"
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def box(self) -> Box:
        left = self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        return left, self.y - self.size * 0.85, left + self.width, self.y + self.size * 0.25


Drawing = Sequence[FilledBox | StraightLine | Marker | TextLine]


class ChartPicture(Protocol):
    """A picture that draws itself into a frame, on as many pages as it needs."""

    @property
    def texts(self) -> list[str]: ...

    def drawn(self, frame: Box, fonts: Fonts) -> list[Drawing]: ...


# The figure -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend: the stroke of a tie or the shape of an event, and how many there are."""

    name: str
    stroke: Stroke
    count: int
    shape: str = ""

    @property
    def words(self) -> str:
        return f"{self.name} · {self.count:,}"


@dataclass(frozen=True)
class BriefingFigure:
    """A picture with all that stands beside it. `kind` says of what, `letters` are those of the records."""

    kind: str
    title: str
    subtitle: str
    picture: NetworkPicture | ChartPicture
    legend: tuple[LegendEntry, ...]
    citations: tuple[str, ...]
    footer: str
    alt_text: str
    characters: frozenset[str]

    @cached_property
    def fonts(self) -> Fonts:
        """The fonts that it needs: one set for all figures of the same records, unless its own texts have other letters."""
        return fonts_of(self.characters | {letter for text in self.texts for letter in text})

    @property
    def texts(self) -> list[str]:
        """Every text of it, for the fonts that it needs."""
        own = [self.title, self.subtitle, self.footer, self.alt_text, *self.citations]
        return [*own, *self.picture.texts, *(entry.words for entry in self.legend)]


@lru_cache(maxsize=8)
def fonts_of(letters: frozenset[str]) -> Fonts:
    return Fonts(letters)
