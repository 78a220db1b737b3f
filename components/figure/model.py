"""A figure as plain values: the picture, and everything that belongs beside it in a document."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, Protocol, Self

from components.figure.captions import SlideTexts
from components.figure.text.font_files import REGULAR
from components.figure.text.font_folder import FontsError
from components.figure.text.fonts import Fonts
from components.network.layouts.arrangement import Arrangement
from components.network.layouts.geometry import Frame
from components.network.layouts.labels import CROWDED_ABOVE
from components.network.layouts.lanes import Pair
from components.network.layouts.world_map import Outlines
from components.style.theme import Stroke
from data.base.text import quantity
from data.view.fields.names import circled_actors

# The language of what is written beside a picture, as files name it.
FILE_LANGUAGE = "en-GB"
# Characters of a figure that the records do not have.
MOST_OWN_CHARACTERS = 2_000
ColourScheme = Literal["light", "dark", "grey"]
Point = tuple[float, float]
# Left, top, right, bottom; all in points, downwards.
Box = tuple[float, float, float, float]
# A colour of the theme's strokes, or that of text, of quieter text, of the page.
Paint = Stroke | Literal["ink", "quiet", "paper"]


@dataclass(frozen=True)
class ActorDot:
    """An actor at its position in the network's own units (y grows downwards).

    `numbers` are the citations of its ties with actors that have more ties; `style` is that of its label or highest tie,
    `signs` say how ties of it changed. It `is_hollow` where the label of its ring is not in force on the day.
    """

    actor: str
    name: str
    short_name: str
    x: float
    y: float
    is_centre: bool
    numbers: tuple[int, ...]
    style: str
    signs: str = ""
    is_hollow: bool = False


@dataclass(frozen=True)
class TieEdge:
    """A tie: its actors, its lane beside parallel ties, its style, its wording, and the number of its citation.

    `texts` is what is written on it, `order` its place among all: labels by rank, then other types of tie. Number 0 is a
    tie that is only background: thin, without words and without a citation; `has_changed` is one of a comparison.
    """

    tie: str
    actors: Pair
    lane: int
    style: str
    wording: str
    texts: tuple[str, ...]
    order: float
    is_doubtful: bool
    number: int
    has_changed: bool = False


@dataclass(frozen=True)
class RungBand:
    """A ring of the network's layout, for one group of rungs, in the network's own units."""

    name: str
    style: str
    box: Box


@dataclass(frozen=True)
class Hull:
    """An outline around actors that belong together, with its name; one that `is_triangle` has its corners at three actors."""

    name: str
    actors: tuple[str, ...]
    is_triangle: bool = False


@dataclass(frozen=True)
class NetworkPicture:
    """Actors and ties as on the page; `network_on_page` finds their positions on paper.

    `arranged` gives the places in another frame, `focus` is the pair in focus. With a map, `extent` is the part of it that
    is shown, in the network's own units, and `below` are those who have no place on it. `has_numbers` says whether the numbers of the citations are drawn.
    `circled` are the actors and dyads that a reader marked; `hulls` are below the ties.
    """

    dots: tuple[ActorDot, ...]
    edges: tuple[TieEdge, ...]
    bands: tuple[RungBand, ...]
    strokes: dict[str, Stroke]
    arranged: Callable[[Frame], Arrangement]
    focus: Pair | None = None
    outlines: Outlines | None = None
    extent: Box | None = None
    below: tuple[str, ...] = ()
    has_numbers: bool = True
    circled: tuple[str, ...] = ()
    hulls: tuple[Hull, ...] = ()

    @cached_property
    def circled_actors(self) -> frozenset[str]:
        """The actors circled, alone or as one of a dyad."""
        return circled_actors(self.circled)

    def without_numbers(self) -> "NetworkPicture":
        return replace(self, has_numbers=False)

    @cached_property
    def is_crowded(self) -> bool:
        return len({edge.actors for edge in self.edges if edge.number}) > CROWDED_ABOVE

    def dot(self, actor: str) -> ActorDot:
        return self._dots[actor]

    @cached_property
    def _dots(self) -> dict[str, ActorDot]:
        return {dot.actor: dot for dot in self.dots}

    @property
    def texts(self) -> list[str]:
        names = (name for dot in self.dots for name in (dot.name, dot.short_name))
        words = (text for edge in self.edges for text in (edge.wording, *edge.texts))
        return [*names, *words, *(band.name for band in self.bands), *(hull.name for hull in self.hulls)]


# Any other picture: simple shapes -------------------------------------------------------------------


@dataclass(frozen=True)
class FilledBox:
    """A filled rectangle; `name` says what it is, for those who point at it or cannot see it."""

    box: Box
    paint: Paint
    opacity: float = 1.0
    radius: float = 0.0
    name: str = ""


@dataclass(frozen=True)
class StraightLine:
    """A line from one point to another."""

    start: Point
    end: Point
    paint: Paint
    width: float = 0.75
    dash: tuple[int, ...] = ()
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class Marker:
    """A small shape, named as in the theme's table of event shapes, around its centre; `size` is its width."""

    shape: str
    centre: Point
    size: float
    paint: Paint
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class TextLine:
    """One line of text `width` points wide; `x`, `y` is the start, middle or end of its base line.

    `joint` is what is between this line and the one before where a text was wrapped: a space, or nothing within a word;
    None where a text begins.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    weight: int = REGULAR
    paint: Paint = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    joint: str | None = None

    @property
    def box(self) -> Box:
        left = self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        return left, self.y - self.size * 0.85, left + self.width, self.y + self.size * 0.25


@dataclass(frozen=True)
class Ribbon:
    """A filled shape with any outline, closed from its last point to its first."""

    points: tuple[Point, ...]
    paint: Paint
    opacity: float = 1.0
    name: str = ""

    @property
    def box(self) -> Box:
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


Shape = FilledBox | StraightLine | Marker | Ribbon | TextLine
Drawing = Sequence[Shape]


class ChartPicture(Protocol):
    """A picture that draws itself into a frame, on as many pages as it needs."""

    @property
    def texts(self) -> list[str]: ...

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]: ...

    def without_numbers(self) -> Self:
        """The same for a page without citations: in brief, if it needs to be."""
        ...


# The figure -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend: the stroke of a tie or the shape of an event, and how many there are, in
    its `unit`, if that is counted; `group` names its kind. A `sign` stands in its place; `edge` is the dash along the
    lower edge of a bar."""

    name: str
    stroke: Stroke
    count: int
    shape: str = ""
    group: str = ""
    unit: str = "tie"
    sign: str = ""
    edge: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        if not self.count:
            return self.name
        # A bare number after a label reads as its rank.
        return f"{self.name} · {f'{self.count:,}' if self.shape or self.sign else quantity(self.count, self.unit)}"


@dataclass(frozen=True)
class BriefingFigure:
    """A picture with everything beside it. `kind` names what it shows, `characters` are all those of the records.

    `citations` are numbered notes with the sources of what is drawn, then remarks on the whole picture; they and their
    numbers in the picture are part of its pages if it is `with_sources`.
    `legend_of_all_days` is the largest that the legend can be: a slide then keeps its picture in place from day to day.
    """

    kind: str
    picture: NetworkPicture | ChartPicture
    legend: tuple[LegendEntry, ...]
    citations: tuple[str, ...]
    alt_text: str
    characters: frozenset[str]
    slide: SlideTexts
    with_sources: bool = False
    legend_of_all_days: tuple[LegendEntry, ...] = ()

    @property
    def title(self) -> str:
        return self.slide.title

    @property
    def footer(self) -> str:
        """All that is below the picture, without the note of the reader."""
        texts = self.slide
        return " ".join(filter(None, (f"{texts.coverage}.", texts.remarks, texts.sources, texts.link)))

    @cached_property
    def fonts(self) -> Fonts:
        """The fonts it needs: one set for all figures of the same records, unless its own texts have other characters.

        Raises FontsError where these have so many that the fonts would take minutes and hundreds of megabytes.
        """
        own = {character for text in self.texts for character in text}
        if len(own - self.characters) > MOST_OWN_CHARACTERS:
            raise FontsError(
                "This figure has too many different characters", "choose fewer countries, or fewer added rows"
            )
        return _fonts_for(self.characters | own)

    @property
    def picture_on_pages(self) -> NetworkPicture | ChartPicture:
        """The picture as its pages have it: with numbers only if notes follow."""
        return self.picture if self.with_sources and self.citations else self.picture.without_numbers()

    @property
    def texts(self) -> list[str]:
        """Every text in it, for the fonts that it needs."""
        return [self.alt_text, *self.citations, *self._texts_of_slides]

    @property
    def texts_on_pages(self) -> list[str]:
        """The texts that its pages show."""
        return [*self._texts_of_slides, *(self.citations if self.with_sources else ())]

    @property
    def _texts_of_slides(self) -> list[str]:
        legend = [text for entry in self.legend for text in (entry.text, entry.group, entry.sign)]
        return [*astuple(self.slide), *self.picture.texts, *legend]


@lru_cache(maxsize=8)
def _fonts_for(characters: frozenset[str]) -> Fonts:
    return Fonts(characters)
