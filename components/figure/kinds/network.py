"""The network in view as a figure: actors, ties with their note numbers, the legend, the words for those who cannot see it."""

from collections import Counter
from collections.abc import Iterable

from components.figure.captions import Wish, capital, foot_of, ladder_named, letters_of, spell_note, subtitle_of, whose
from components.figure.model import Band, Dot, Edge, Entry, Figure, Network
from components.network.graph import lines_of
from components.network.layout import positions_of, rings_of
from components.style.theme import Stroke, style_key, styles_of
from components.wording.filters import actor_or_dyad, sentence
from data.base.text import counted, listed
from data.model.dates import Force, spoken_day
from data.model.schema import Ladder
from data.tables.origin import own_mark
from data.view.selection import InView

MOST_TOLD = 12
RINGS = "Ring: the tier last known; colour of the tie: the tier on this day."


def network_figure(found: InView, wish: Wish) -> Figure:
    """The figure of what is in view."""
    dataset, numbers = found.dataset, {at: number for number, at in enumerate(found.at, 1)}
    edges = tuple(sorted(_edges(found, numbers), key=lambda edge: -edge.number))
    bands = tuple(bands_of(found)) if found.view.layout == "rings" else ()
    return Figure(
        kind="Network",
        title=wish.title or f"{capital(whose(found))}, {spoken_day(found.view.as_of)}",
        subtitle=subtitle_of(wish, sentence(found)),
        picture=Network(tuple(dots_of(found, numbers)), edges, bands, strokes_of(found, edges, bands)),
        legend=legend_of(found, numbers),
        notes=tuple(spell_note(found, at, number) for at, number in numbers.items()),
        foot=foot_of(dataset, wish, ladder_named(order_of(found)), RINGS if bands else ""),
        alternative=alternative_of(found),
        letters=letters_of(dataset),
    )


def order_of(found: InView) -> Ladder:
    """The order by which the colours go: that of the first family in view."""
    families = dict.fromkeys(found.ties.tiers[at].family for at in found.at)
    return found.dataset.house_ladder(next(iter(families), "") or next(iter(found.dataset.families)))


def legend_of(found: InView, spells: Iterable[int]) -> tuple[Entry, ...]:
    """The styles of these spells in the order of the table, with how many ties have each."""
    ties, styles = found.ties, styles_of(found.dataset)
    counts = Counter(style for style, _ in {(style_key(ties, at), ties.tie[at]) for at in spells})
    return tuple(Entry(style.name, style.stroke, counts[key]) for key, style in styles.items() if counts[key])


def strokes_of(found: InView, edges: tuple[Edge, ...], bands: tuple[Band, ...]) -> dict[str, Stroke]:
    styles = styles_of(found.dataset)
    used = [*(edge.style for edge in edges), *(band.style for band in bands)]
    return {key: styles[key].stroke for key in used if key in styles}


def alternative_of(found: InView) -> str:
    """The picture in words: how many, which ties by tier, the day, the filters."""
    by_tier: dict[str, list[str]] = {}
    for at in found.at:
        spell = found.ties.spells[at]
        by_tier.setdefault(spell.wording, []).append(
            actor_or_dyad(found.dataset, spell.dyad) + own_mark(found.dataset, spell)
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
        wording = spell.wording + own_mark(found.dataset, spell)
        edges.append(Edge(line.tie, line.actors, line.lane, style_key(ties, at), wording, doubt, numbers[at]))
    return edges


def dots_of(found: InView, numbers: dict[int, int]) -> list[Dot]:
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


def bands_of(found: InView) -> list[Band]:
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
