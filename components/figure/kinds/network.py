"""A selection -> its network as a figure: actors, ties with the numbers of their citations, legend, alt text. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import astuple, replace
from functools import partial

import numpy as np

from components.figure.captions import (
    MOST_IN_ALT_TEXT,
    FigureOptions,
    characters_of,
    spell_citation,
)
from components.figure.elements.dots import Numbers, dots_of, hollow_entry, may_have_hollow_dots
from components.figure.elements.hulls import hulls_in, numbered
from components.figure.elements.legend import strokes_of, tie_legend
from components.figure.model import Box, BriefingFigure, LegendEntry, NetworkPicture, Point, RungBand, TieEdge
from components.figure.slide_texts import slide_texts, ties_sentence
from components.figure.subject import first_ties, ties_left_out_text
from components.figure.titles import network_subject
from components.network.heading import picture_remarks
from components.network.layouts.arrangement import Arrangement, arrangement_of
from components.network.layouts.geometry import Frame
from components.network.layouts.graph import tie_lines_of
from components.network.layouts.labels import CROWDED_ABOVE, MOST_NAMED
from components.network.layouts.lanes import Pair
from components.network.layouts.rings import centre_of
from components.network.layouts.subject import Subject, subject_of
from components.network.layouts.world_map import Outlines
from components.network.places import arrangement_for
from components.network.words import doubt_of
from components.style.theme import style_key, styles_of
from components.wording.coverage import partial_search_of
from components.wording.filters import view_summary
from components.wording.patterns import groups_in_picture
from components.wording.ranking import label_ladders
from components.wording.spells import words_on_tie
from data.base.text import list_text, quantity
from data.model.span import Force
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad, focus_actors
from data.view.representative import spell_by_tie
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# The least share of the width of the map that is shown, as its coasts are coarse.
LEAST_OF_MAP = 0.45


def network_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the ties in view; of thousands, of the first."""
    whole, selection = selection, first_ties(selection)
    dataset, numbers = selection.dataset, {index: number for number, index in enumerate(selection.indices, 1)}
    edges = tuple(edges_of(selection, numbers))
    bands, on_map, dots = bands_of(selection), map_of(selection), dots_of(selection, numbers)
    hulls = hulls_in(groups_in_picture(selection), selection.actors)
    family = own_family(selection)
    legend = legend_of_lines(selection, edges, family)
    hollow = hollow_entry(dots)
    all_days = tie_legend(selection, np.flatnonzero(selection.passed).tolist(), family)
    dots, focus, strokes = numbered(dots, hulls), pair_in_focus(selection), strokes_of(selection, edges, bands)
    picture = NetworkPicture(dots, edges, bands, strokes, arranged_of(selection), focus, *on_map, hulls=hulls)
    return BriefingFigure(
        kind="Network",
        picture=picture,
        # Where the only style is said by the words on its lines, a key would say it again.
        legend=(*legend, *hollow) if len(legend) > 1 or hollow or picture.is_crowded else (),
        citations=(
            *(spell_citation(selection, index, number) for index, number in numbers.items()),
            *_places_notes(selection),
        ),
        alt_text=_alt_text(whole),
        characters=characters_of(dataset),
        slide=slide_texts(
            selection,
            options,
            network_subject(whole),
            f"{ties_sentence(whole, family, top_tie_only=options.top_tie_only)} {partial_search_of(selection)}".strip(),
            selection.spells,
            picture_remarks(selection),
            ties_left_out_text(whole),
            shared_lines_text(selection, edges),
            _names_text(selection),
            ladders=label_ladders(selection),
        ),
        legend_of_all_days=(*all_days, *(hollow or may_have_hollow_dots(selection))),
    )


def _places_notes(selection: Selection) -> list[str]:
    """What places by reports rest on; nothing in another layout."""
    if arrangement_for(selection).layout != "reports":
        return []
    # Loaded only for this layout, which needs a feed.
    from components.network.reports_words import places_notes

    return places_notes(selection, subject_of(selection.ties, selection.view))


def _alt_text(selection: Selection) -> str:
    """The picture in words: how many ties, which dyads by wording, the day, the filters."""
    by_wording: dict[str, list[str]] = {}
    for index in first_ties(selection).indices:
        spell = selection.ties.spells[index]
        dyad = actor_or_dyad(selection.dataset, spell.dyad) + added_mark(selection.dataset, spell)
        by_wording.setdefault(spell.wording, []).append(dyad)
    texts = [f"{wording}: {list_text(dyads, most=MOST_IN_ALT_TEXT)}" for wording, dyads in by_wording.items()]
    rest = len(texts) - MOST_IN_ALT_TEXT
    ending = f". And {quantity(rest, 'more wording')}." if rest > 0 else "."
    left_out = f" {more}" if (more := ties_left_out_text(selection)) else ""
    return f"Network: {view_summary(selection)}. {'. '.join(texts[:MOST_IN_ALT_TEXT])}{ending}{left_out}"


def edges_of(selection: Selection, numbers: Numbers) -> Iterator[TieEdge]:
    """One for each tie in view, with the spell that speaks for it on the day."""
    ties, spells = selection.ties, spell_by_tie(selection)
    for line in tie_lines_of(ties):
        index = spells.get(line.tie)
        if index is not None:
            spell, mark = ties.spells[index], added_mark(selection.dataset, ties.spells[index])
            yield TieEdge(
                line.tie,
                line.actors,
                line.lane,
                style_key(ties, index),
                spell.wording + mark,
                words_on_tie(selection.view, spell, mark),
                order_of(ties, index, line.lane),
                _is_doubtful(selection, index),
                numbers[index],
            )


def lines_drawn(selection: Selection, edges: Iterable[TieEdge]) -> list[TieEdge]:
    """The ties that have a line: each, or of a pair only the highest, as `tie_curves` draws them."""
    ordered = sorted(edges, key=lambda edge: edge.order)
    if arrangement_for(selection).are_apart:
        return ordered
    focus, of_pair = pair_in_focus(selection), dict[Pair, TieEdge]()
    for edge in ordered:
        of_pair.setdefault(edge.actors, edge)
    return [edge for edge in ordered if edge.actors == focus or of_pair[edge.actors] is edge]


def legend_of_lines(selection: Selection, edges: Collection[TieEdge], first: str = "") -> tuple[LegendEntry, ...]:
    """The legend of the ties that have a line. Where one stands for several ties it counts lines, and says so."""
    lines = lines_drawn(selection, edges)
    drawn = [selection.indices[edge.number - 1] for edge in lines]
    return tie_legend(selection, drawn, first, unit="line" if len(lines) < len(edges) else "tie")


def shared_lines_text(selection: Selection, edges: Collection[TieEdge]) -> str:
    """What "×4" on a line means, if the picture has such lines; and how many ties have none, so that the key adds up."""
    hidden = len(edges) - len(lines_drawn(selection, edges))
    if not hidden:
        return ""
    pairs = Counter(edge.actors for edge in edges if edge.actors != pair_in_focus(selection))
    shared, is_crowded = max(pairs.values()), len(pairs) > CROWDED_ABOVE
    sign = "One line for all ties of a pair" if is_crowded else f"×{shared}: one line for {shared} ties of a pair"
    return f"{sign}, drawn as the highest; {hidden:,} of {quantity(len(edges), 'tie')} have no line of their own."


def own_family(selection: Selection) -> str:
    """The labels that the picture is about: those of its rings, else of the only country chosen; "" if of neither."""
    if rings := arrangement_for(selection).rings:
        return rings.family
    families = selection.dataset.families.values()
    return next((one.family for one in families if (one.owner,) == selection.view.actors), "")


def _names_text(selection: Selection) -> str:
    """What is missing where very many are on a map or placed freely; rings have room for all names."""
    pairs = {selection.ties.actors[index] for index in selection.indices}
    return "" if bands_of(selection) or len(pairs) <= CROWDED_ABOVE else "Names where there is room."


def order_of(ties: Ties, index: SpellIndex, lane: int) -> float:
    """The place of a tie among all: labels by rank, then other types of tie, as in the legend."""
    return list(styles_of(ties.dataset)).index(style_key(ties, index)) + abs(lane) / 100 + (lane < 0) / 200


def arranged_of(selection: Selection, drawn: tuple[str, ...] = ()) -> Callable[[Frame], Arrangement]:
    """The places of the subject in any frame; or only of those of it that are `drawn`, around the same centre."""
    subject = subject_of(selection.ties, selection.view)
    if drawn:
        centre = centre_of(selection.ties, subject)
        subject = Subject("centre", drawn, centre, near=subject.near)
    return partial(arrangement_of, selection.ties, subject, selection.view.layout)


def pair_in_focus(selection: Selection) -> Pair | None:
    ends = focus_actors(selection.dataset, selection.view.focus)
    return (min(ends), max(ends)) if len(ends) == 2 else None


def _is_doubtful(selection: Selection, index: SpellIndex) -> bool:
    return selection.force(index) is Force.POSSIBLE or bool(doubt_of(selection.ties.spells[index]))


def bands_of(selection: Selection) -> tuple[RungBand, ...]:
    """The rings with actors in the figure, the widest first; none in another layout."""
    layout = arrangement_for(selection).rings
    if layout is None:
        return ()
    drawn = layout.ring_of.keys() if len(layout.positions) <= MOST_NAMED else selection.actors - {layout.centre}
    inhabited = {layout.ring_of[actor] for actor in drawn}
    rings = [layout.rings[index] for index in sorted(inhabited, reverse=True)]
    return tuple(RungBand(ring.name, ring.style, astuple(ring.edge)) for ring in rings)


def map_of(selection: Selection) -> tuple[Outlines | None, Box | None, tuple[str, ...]]:
    """The map below the network, with borders if the view has them, the part of it that is shown, and who has no place
    on it; else nothing.

    That part has everyone with ties in view on any day, so that the map stays in place when the day changes.
    """
    arrangement = arrangement_for(selection)
    outlines = arrangement.outlines
    if outlines is None:
        return None, None, ()
    rows = selection.dataset.actors
    below = tuple(actor for actor in arrangement.positions if rows[actor].longitude is None)
    spells = map(int, np.flatnonzero(selection.passed))
    actors = {actor for index in spells for actor in selection.ties.actors[index]} & arrangement.positions.keys()
    placed = actors.difference(below) or arrangement.positions.keys()
    left, top, right, bottom = _box_around(arrangement.positions[actor] for actor in placed)
    whole_left, _, whole_right, _ = _box_around(arrangement.positions.values())
    spare = max(LEAST_OF_MAP * (whole_right - whole_left) - (right - left), 0) / 2
    shown = outlines if selection.view.borders else replace(outlines, borders="", disputed="")
    return shown, (left - spare, top, right + spare, bottom), below


def _box_around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
