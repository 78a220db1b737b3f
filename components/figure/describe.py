"""What is in view -> a figure as plain values: titles, actors, ties with their note numbers, legend, notes, words for the blind."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from components.figure.letters import Fonts
from components.in_words import actor_or_dyad, parts_of, sentence
from components.network.graph import lines_of
from components.network.layout import positions_of, rings_of
from components.notes import citation
from components.spoken import pair, since
from components.theme import INK, PAPER, Ground, Stroke, style_key, styles_of
from data.dates import Force, spoken_day
from data.in_view import InView
from data.loading import Dataset
from data.words import counted, listed

Look = Literal["light", "dark", "grey"]
CROWDED = 40
MOST_TOLD = 12
PLAIN = {"rings": "Ring: the tier last known; colour of the tie: the tier on this day."}


@dataclass(frozen=True)
class Dot:
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
class Edge:
    """A tie: its actors, its lane beside parallels, its stroke, its wording, and the number of its note."""

    tie: str
    actors: tuple[str, str]
    lane: int
    style: str
    wording: str
    doubt: bool
    number: int


@dataclass(frozen=True)
class Band:
    """A ring: its name, its style and its edges (left, top, right, bottom)."""

    name: str
    style: str
    edges: tuple[float, float, float, float]


@dataclass(frozen=True)
class Entry:
    """A line of the legend."""

    name: str
    stroke: Stroke
    ties: int


@dataclass(frozen=True)
class Figure:
    """A picture of the network with all that has to stand beside it in a document."""

    title: str
    subtitle: str
    dots: tuple[Dot, ...]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...]
    legend: tuple[Entry, ...]
    notes: tuple[str, ...]
    foot: str
    alternative: str
    strokes: dict[str, Stroke]
    records: frozenset[str]

    @cached_property
    def fonts(self) -> Fonts:
        """The fonts that it needs: one set for all figures of the same records, unless its own texts have other letters."""
        return _fonts(self.records | {letter for text in self.texts for letter in text})

    @property
    def crowded(self) -> bool:
        return len(self.edges) > CROWDED

    def dot(self, actor: str) -> Dot:
        return next(dot for dot in self.dots if dot.actor == actor)

    @property
    def texts(self) -> list[str]:
        """Every text of it, for the fonts that it needs."""
        own = [self.title, self.subtitle, self.foot, self.alternative, *self.notes]
        return [
            *own,
            *(name for dot in self.dots for name in (dot.name, dot.short)),
            *(edge.wording for edge in self.edges),
            *(e.name for e in self.legend),
        ]


def figure_of(found: InView, *, title: str = "", marking: str = "", link: str = "") -> Figure:
    """The figure of what is in view. `marking` is a handling line such as "TLP:AMBER"."""
    ties, dataset = found.ties, found.dataset
    styles = styles_of(dataset)
    numbers = {at: number for number, at in enumerate(found.at, 1)}
    edges = tuple(sorted((edge for edge in _edges(found, numbers)), key=lambda edge: -edge.number))
    order = dataset.house_ladder(
        next(iter(dict.fromkeys(ties.tiers[at].family for at in found.at)), "") or next(iter(dataset.families))
    )
    counts: dict[str, int] = {}
    for edge in edges:
        counts[edge.style] = counts.get(edge.style, 0) + 1
    foot = [
        f"Tiers in the order “{order.name}” ({order.author}{', ' + order.year if order.year else ''}); no official ranking exists.",
        PLAIN.get(found.view.layout, ""),
        f"Records {dataset.version}.",
        link,
    ]
    return Figure(
        title=title or title_of(found),
        subtitle=" · ".join(part for part in (marking, sentence(found)) if part),
        dots=tuple(_dots(found, numbers)),
        edges=edges,
        bands=tuple(_bands(found)) if found.view.layout == "rings" else (),
        legend=tuple(Entry(styles[key].name, styles[key].stroke, counts[key]) for key in styles if key in counts),
        notes=tuple(_note(found, at, number) for at, number in numbers.items()),
        foot=" ".join(part for part in foot if part),
        alternative=alternative_of(found),
        strokes={key: styles[key].stroke for key in counts}
        | {band.style: styles[band.style].stroke for band in _bands(found) if band.style in styles},
        records=_letters_of(dataset),
    )


@lru_cache(maxsize=4)
def _letters_of(dataset: Dataset) -> frozenset[str]:
    """Every letter of the records."""
    texts = (str(value) for rows in dataset.rows.values() for row in rows for _, value in row)
    return frozenset(letter for text in texts for letter in text if letter.isprintable())


@lru_cache(maxsize=8)
def _fonts(letters: frozenset[str]) -> Fonts:
    return Fonts(letters)


def title_of(found: InView) -> str:
    """ "Ties among Belarus, China, Pakistan and Russia, 1 Mar 2023"."""
    parts = [part.words for part in parts_of(found) if part.field in ("actors", "families", "tiers", "layers")]
    what = f"Ties: {'; '.join(parts)}" if parts else "All ties of the records"
    return f"{what}, {spoken_day(found.view.as_of)}"


def alternative_of(found: InView) -> str:
    """The picture in words: how many, which ties by tier, the day, the filters."""
    by_tier: dict[str, list[str]] = {}
    for at in found.at:
        by_tier.setdefault(found.ties.spells[at].wording, []).append(
            actor_or_dyad(found.dataset, found.ties.spells[at].dyad)
        )
    told = [f"{wording}: {listed(dyads, most=MOST_TOLD)}" for wording, dyads in by_tier.items()]
    rest = counted(max(len(told) - MOST_TOLD, 0), "more wording")
    ending = f". And {rest}." if len(told) > MOST_TOLD else "."
    return f"Network of {sentence(found)} {'. '.join(told[:MOST_TOLD])}{ending}"


def _edges(found: InView, numbers: dict[int, int]) -> list[Edge]:
    """One for each tie, on the spell that holds on the day: the certain one, else the later."""
    ties, shown = found.ties, set(found.at)
    edges = []
    for line in lines_of(ties):
        held = [at for at in line.spells if at in shown]
        if not held:
            continue
        at = max(held, key=lambda at: (found.certain[at], at))
        spell = ties.spells[at]
        doubt = found.force(at) is Force.POSSIBLE or spell.grade == "recalled" or spell.status == "proposed"
        edges.append(Edge(line.tie, line.actors, line.lane, style_key(ties, at), spell.wording, doubt, numbers[at]))
    return edges


def _dots(found: InView, numbers: dict[int, int]) -> list[Dot]:
    places = positions_of(found.ties, found.view.layout)
    centre = rings_of(found.ties).center
    keep = set(found.actors) | (set(found.view.actors) & set(places) if found.view.among else set())
    count = Counter(actor for at in found.at for actor in found.ties.actors[at])
    own: dict[str, list[int]] = {}
    for at, number in numbers.items():
        # Where many ties meet, their numbers would pile: each stands at the end that has fewer.
        fewer = min(found.ties.actors[at], key=lambda actor: (actor == centre, count[actor], actor))
        own.setdefault(fewer, []).append(number)
    rows = found.dataset.actors
    return [
        Dot(
            actor,
            rows[actor].name,
            rows[actor].short_name,
            *places[actor],
            centre=actor == centre,
            numbers=tuple(own.get(actor, ())),
            style=style_key(found.ties, found.at[own[actor][0] - 1]) if actor in own else "",
        )
        for actor in sorted(keep)
    ]


def _bands(found: InView) -> list[Band]:
    """The rings in which somebody stands, the widest first."""
    places, rings = positions_of(found.ties, "rings"), rings_of(found.ties)
    here = set()
    for actor in found.actors - {rings.center}:
        x, y = places[actor]
        here.add(
            next(
                at
                for at, ring in enumerate(rings.rings)
                if ring.edge.left < x < ring.edge.right and ring.edge.top < y < ring.edge.bottom
            )
        )
    chosen = [ring for at, ring in enumerate(rings.rings) if at in here]
    return [
        Band(ring.name, ring.style, (ring.edge.left, ring.edge.top, ring.edge.right, ring.edge.bottom))
        for ring in reversed(chosen)
    ]


def _note(found: InView, at: int, number: int) -> str:
    """ "3. China and Belarus: “…” (…), since 15 Sep 2022, confirmed: CCTV, title, date, address; …"."""
    ties, spell = found.ties, found.ties.spells[at]
    native = spell.wording_zh or spell.wording_ru
    cited = "; ".join(citation(found.dataset, key) for key in spell.sources) or "no source read"
    words = f"“{spell.wording}”" + (f" ({native})" if native else "")
    return f"{number}. {pair(ties, at)}: {words}, {since(ties, at)}, {spell.grade}. {cited}."


def paper_and_ink(look: Look) -> tuple[str, str]:
    ground: Ground = "dark" if look == "dark" else "light"
    return ("#ffffff", "#000000") if look == "grey" else (PAPER[ground], INK[ground])


def colour_of(stroke: Stroke, look: Look) -> str:
    """The colour of a stroke; in grey its own brightness, which already tells the order."""
    if look != "grey":
        return stroke.on("dark" if look == "dark" else "light")
    red, green, blue = (int(stroke.light[at : at + 2], 16) for at in (1, 3, 5))
    grey = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour thinned with its ground, for renderers that know no opacity."""
    parts = (
        round(share * int(colour[at : at + 2], 16) + (1 - share) * int(ground[at : at + 2], 16)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
