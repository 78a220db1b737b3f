"""The network in view as a figure: actors, ties with their note numbers, the legend, the words for those who cannot see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple

from components.figure.captions import (
    FigureOptions,
    characters_of,
    footer_of,
    ladder_text,
    scope_text,
    spell_citation,
    subtitle_of,
)
from components.figure.model import ActorDot, BriefingFigure, LegendEntry, NetworkPicture, RungBand, TieEdge
from components.network.graph import tie_lines_of
from components.network.layout import positions_of
from components.network.rings import ring_layout_of
from components.network.words import RINGS_TEXT, doubt_of
from components.style.theme import Stroke, style_key, styles_of
from components.wording.filters import sentence
from data.base.text import capitalised, counted, listed
from data.model.dates import Force, spoken_day
from data.model.schema import Ladder
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection
from data.view.speaking import spell_by_tie

MOST_TOLD = 12


def network_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of what is in view."""
    dataset, numbers = selection.dataset, {at: number for number, at in enumerate(selection.indices, 1)}
    edges = tuple(sorted(_edges(selection, numbers), key=lambda edge: -edge.number))
    bands = tuple(bands_of(selection)) if selection.view.layout == "rings" else ()
    return BriefingFigure(
        kind="Network",
        title=options.title or f"{capitalised(scope_text(selection))}, {spoken_day(selection.view.as_of)}",
        subtitle=subtitle_of(options, sentence(selection)),
        picture=NetworkPicture(tuple(dots_of(selection, numbers)), edges, bands, strokes_of(selection, edges, bands)),
        legend=legend_of(selection, numbers),
        citations=tuple(spell_citation(selection, at, number) for at, number in numbers.items()),
        footer=footer_of(dataset, options, ladder_text(order_of(selection)), RINGS_TEXT if bands else ""),
        alt_text=alternative_of(selection),
        characters=characters_of(dataset),
    )


def order_of(selection: Selection) -> Ladder:
    """The order by which the colours go: that of the first family in view."""
    families = dict.fromkeys(selection.ties.tiers[index].family for index in selection.indices)
    return selection.dataset.house_ladder(next(iter(families), "") or next(iter(selection.dataset.families)))


def legend_of(selection: Selection, spells: Iterable[int]) -> tuple[LegendEntry, ...]:
    """The styles of these spells in the order of the table, with how many ties have each."""
    ties, styles = selection.ties, styles_of(selection.dataset)
    counts = Counter(style for style, _ in {(style_key(ties, index), ties.tie[index]) for index in spells})
    return tuple(LegendEntry(style.name, style.stroke, counts[key]) for key, style in styles.items() if counts[key])


def strokes_of(selection: Selection, edges: tuple[TieEdge, ...], bands: tuple[RungBand, ...]) -> dict[str, Stroke]:
    styles = styles_of(selection.dataset)
    used = [*(edge.style for edge in edges), *(band.style for band in bands)]
    return {key: styles[key].stroke for key in used if key in styles}


def alternative_of(selection: Selection) -> str:
    """The picture in words: how many, which ties by tier, the day, the filters."""
    by_tier: dict[str, list[str]] = {}
    for index in selection.indices:
        spell = selection.ties.spells[index]
        by_tier.setdefault(spell.wording, []).append(
            actor_or_dyad(selection.dataset, spell.dyad) + added_mark(selection.dataset, spell)
        )
    told = [f"{wording}: {listed(dyads, most=MOST_TOLD)}" for wording, dyads in by_tier.items()]
    rest = counted(max(len(told) - MOST_TOLD, 0), "more wording")
    ending = f". And {rest}." if len(told) > MOST_TOLD else "."
    return f"Network of {sentence(selection)} {'. '.join(told[:MOST_TOLD])}{ending}"


def _edges(selection: Selection, numbers: dict[int, int]) -> list[TieEdge]:
    """One for each tie in view, with the spell that speaks for it on the day."""
    ties, spells = selection.ties, spell_by_tie(selection)
    edges = []
    for line in tie_lines_of(ties):
        index = spells.get(line.tie)
        if index is None:
            continue
        spell = ties.spells[index]
        doubt = selection.force(index) is Force.POSSIBLE or bool(doubt_of(spell))
        wording = spell.wording + added_mark(selection.dataset, spell)
        edges.append(TieEdge(line.tie, line.actors, line.lane, style_key(ties, index), wording, doubt, numbers[index]))
    return edges


def dots_of(selection: Selection, numbers: dict[int, int]) -> list[ActorDot]:
    places = positions_of(selection.ties, selection.view.layout)
    centre = ring_layout_of(selection.ties).center
    keep = set(selection.actors) | (set(selection.view.actors) & set(places) if selection.view.among else set())
    count = Counter(actor for index in selection.indices for actor in selection.ties.actors[index])
    own: dict[str, list[int]] = {}
    for index, number in numbers.items():
        # Where many ties meet, their numbers would pile: each stands at the end that has fewer.
        fewer = min(selection.ties.actors[index], key=lambda actor: (actor == centre, count[actor], actor))
        own.setdefault(fewer, []).append(number)
    rows = selection.dataset.actors
    return [
        ActorDot(
            actor,
            rows[actor].name,
            rows[actor].short_name,
            *places[actor],
            centre=actor == centre,
            numbers=tuple(own.get(actor, ())),
            style=style_key(selection.ties, selection.indices[own[actor][0] - 1]) if actor in own else "",
        )
        for actor in sorted(keep)
    ]


def bands_of(selection: Selection) -> list[RungBand]:
    """The rings with at least one actor in view, the widest first."""
    layout = ring_layout_of(selection.ties)
    inhabited = {layout.ring_of[actor] for actor in selection.actors - {layout.center}}
    rings = [ring for index, ring in enumerate(layout.rings) if index in inhabited]
    return [RungBand(ring.name, ring.style, astuple(ring.edge)) for ring in reversed(rings)]
