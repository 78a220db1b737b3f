"""A selection -> what changed between two days as a figure: a table, or signs in the network; with citations. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from components.compare.words import changes_by_kind, kind_in_list
from components.figure.captions import FigureOptions, characters_of
from components.figure.charts.changes import ChangedTie, ChangesChart
from components.figure.compared_sentences import Comparison, changes_subject
from components.figure.elements.dots import dots_of
from components.figure.elements.legend import strokes_of, tie_legend
from components.figure.kinds.network import arranged_of, bands_of, map_of, order_of, pair_in_focus
from components.figure.model import ActorDot, BriefingFigure, LegendEntry, NetworkPicture, TieEdge
from components.figure.slide_texts import slide_texts
from components.figure.subject import MOST_TIES_IN_FIGURE, first_ties
from components.figure.text.footnotes import superscript
from components.figure.timeline.above_text import ChartAboveText
from components.figure.timeline.history import with_history
from components.network.heading import with_map_credit
from components.network.layouts.graph import tie_lines_of
from components.network.places import arrangement_for
from components.network.words import CHANGE_SIGNS
from components.style.theme import EVENT_MARK, Stroke, style_key, styles_of
from components.wording.ranking import label_ladders
from components.wording.spells import label_text, words_on_tie
from data.analysis.diff import Change, ChangeKind, TieState
from data.base.days import day_in_full
from data.base.text import quantity
from data.model.tie_rows import Spell
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad
from data.view.representative import spell_by_tie
from data.view.selection import Selection
from data.view.ties import Ties

# The order of what did not change.
BEHIND_CHANGES = 1000
# So many changes can be read as a table on one page.
_MOST_ROWS = 20
# With so few the page has room for the history of their ties.
_FEW_CHANGES = 4
# The group of the signs in the legend, and the sample of a tie that did not change.
CHANGES, _THIN = "Changes", Stroke(EVENT_MARK.light, EVENT_MARK.dark, 0.9)
# With more actors than this, only those whose ties changed are drawn.
_MOST_ACTORS = 12


def compare_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of what changed between the day compared with and the day shown.

    Changes are a table, in which each can be read, with the history of the ties below it if they are few; many are
    signs in the network, and so is what is on a map.
    """
    comparison = Comparison.of(selection)
    changes, is_table = comparison.changes[:MOST_TIES_IN_FIGURE], _is_table(selection, comparison)
    picture = _table(comparison) if is_table else _picture(selection, comparison, changes)
    left_out = len(comparison.changes) - len(changes)
    more = f"{quantity(left_out, 'more change')} not drawn." if left_out else ""
    is_few = len(changes) <= _FEW_CHANGES
    return BriefingFigure(
        kind="Compare",
        picture=_with_history(comparison, picture) if isinstance(picture, ChangesChart) and is_few else picture,
        legend=() if isinstance(picture, ChangesChart) else _legend(selection, changes, picture),
        citations=tuple(comparison.citation(change, number) for number, change in enumerate(changes, 1)),
        alt_text=" ".join(filter(None, ("Changes.", comparison.summary, *map(comparison.sentence, changes), more))),
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            selection,
            options,
            changes_subject(comparison),
            comparison.counts,
            [selection.ties.spells[change.index] for change in changes],
            "" if is_table else with_map_credit(more, selection),
            ladders=label_ladders(selection, selection.view.ladder),
            time=comparison.days_text,
        ),
    )


def _is_table(selection: Selection, comparison: Comparison) -> bool:
    return 0 < len(comparison.changes) <= _MOST_ROWS and not arrangement_for(selection).outlines


def _table(comparison: Comparison) -> ChangesChart:
    """Each change with the label on either day."""
    first, second = comparison.days.first, comparison.days.second
    rows = (_row(comparison, number, change) for number, change in enumerate(comparison.changes, 1))
    return ChangesChart(tuple(rows), (day_in_full(first), day_in_full(second)))


def _with_history(comparison: Comparison, table: ChangesChart) -> ChartAboveText:
    """Below the table, where there is room: what each tie was before and since, and what the labels rest on."""
    states = {
        change.tie: [state.index for state in (change.state_before, change.state_after) if state]
        for change in comparison.changes
    }
    evidence = (index for indices in states.values() for index in indices)
    return with_history(table, comparison.second, states, evidence, comparison.days.first)


def _row(comparison: Comparison, number: int, change: Change) -> ChangedTie:
    selection = comparison.second
    spell = selection.ties.spells[change.index]
    before, after = (_label(selection, state) for state in (change.state_before, change.state_after))
    return ChangedTie(
        change.kind.value,
        CHANGE_SIGNS[change.kind],
        actor_or_dyad(selection.dataset, spell.dyad) + added_mark(selection.dataset, spell),
        *before,
        *after,
        _date(change, spell),
        superscript([number]),
    )


def _date(change: Change, spell: Spell) -> str:
    """When a tie ended, else when it became what it is, as exact as the source."""
    if change.kind is ChangeKind.ENDED and spell.end:
        return spell.end.display_text
    if spell.start:
        return spell.start.display_text
    return f"by {spell.known_by.display_text}" if spell.known_by else "unknown"


def _label(selection: Selection, state: TieState | None) -> tuple[str, Stroke | None]:
    """What a tie reads on a day, and its colour; "" for no tie."""
    if state is None:
        return "—", None
    ties = selection.ties
    text = label_text(selection.view.language, ties.spells[state.index])
    stroke = styles_of(selection.dataset)[style_key(ties, state.index)].stroke
    return text + ("" if state.certain else " (uncertain)"), stroke


def _legend(selection: Selection, changes: tuple[Change, ...], picture: NetworkPicture) -> tuple[LegendEntry, ...]:
    """The styles of what changed, what the signs mean, and the thin lines."""
    labels = tie_legend(selection, [change.index for change in changes])
    names: dict[str, list[str]] = {}
    counts = Counter(CHANGE_SIGNS[change.kind] for change in changes)
    for kind, _ in changes_by_kind(changes):
        names.setdefault(CHANGE_SIGNS[kind], []).append(kind_in_list(kind))
    signs = [
        LegendEntry(" or ".join(kinds), _THIN, counts[sign], group=CHANGES, sign=sign) for sign, kinds in names.items()
    ]
    unchanged = sum(not edge.number for edge in picture.edges)
    thin = [LegendEntry("unchanged", _THIN, unchanged, group=CHANGES)] if unchanged else []
    return (*labels, *signs, *thin)


def _picture(selection: Selection, comparison: Comparison, changes: tuple[Change, ...]) -> NetworkPicture:
    """The ties of either day, of thousands the first and those that changed; of very many actors only those whose ties changed."""
    shown = comparison.first.shown | comparison.second.shown
    shown = first_ties(replace(selection, shown=shown)).shown.copy()
    shown[[change.index for change in changes]] = True
    both = replace(selection, shown=shown)
    actors, bands = _actors(both, changes), bands_of(both)
    edges = tuple(edge for edge in _edges(both, changes) if edge.number or actors.issuperset(edge.actors))
    dots = tuple(_with_numbers(dot, changes, selection.ties) for dot in dots_of(both, {}) if dot.actor in actors)
    strokes, focus = strokes_of(selection, edges, bands), pair_in_focus(selection)
    # Rings of those who are drawn only: of 164 partners' rings seven would leave most empty.
    drawn = tuple(dot.actor for dot in dots) if bands else ()
    return NetworkPicture(dots, edges, bands, strokes, arranged_of(selection, drawn), focus, *map_of(selection))


def _actors(both: Selection, changes: tuple[Change, ...]) -> frozenset[str]:
    if len(both.actors) <= _MOST_ACTORS or not changes:
        return both.actors
    return frozenset(actor for change in changes for actor in both.ties.actors[change.index])


def _edges(both: Selection, changes: tuple[Change, ...]) -> Iterator[TieEdge]:
    """Every tie of either day; the changed ones with the number of their citation, and before the others."""
    changed = {change.tie: (number, change) for number, change in enumerate(changes, 1)}
    spells = spell_by_tie(both)
    for line in tie_lines_of(both.ties):
        number, change = changed.get(line.tie, (0, None))
        index = change.index if change else spells.get(line.tie)
        if index is None:
            continue
        sign = f"{CHANGE_SIGNS[change.kind]} " if change else ""
        has_ended = change is not None and change.kind is ChangeKind.ENDED
        spell, mark = both.ties.spells[index], added_mark(both.dataset, both.ties.spells[index])
        first, *others = words_on_tie(both.view, spell, mark) or ("",)
        yield TieEdge(
            line.tie,
            line.actors,
            line.lane,
            style_key(both.ties, index),
            f"{sign}{spell.wording}{mark}",
            (f"{sign}{first}".strip(), *others) if sign or first else (),
            order_of(both.ties, index, line.lane) + (0 if change else BEHIND_CHANGES),
            has_ended,
            number,
            has_changed=change is not None,
        )


def _with_numbers(dot: ActorDot, changes: tuple[Change, ...], ties: Ties) -> ActorDot:
    """With signs and numbers of the changes of its ties; the centre has none, as it would have nearly all."""
    if dot.is_centre:
        return dot
    numbers = [number for number, change in enumerate(changes, 1) if dot.actor in ties.actors[change.index]]
    style = style_key(ties, changes[numbers[0] - 1].index) if numbers else ""
    signs = "".join(dict.fromkeys(CHANGE_SIGNS[changes[number - 1].kind] for number in numbers))
    return replace(dot, numbers=tuple(numbers), style=style, signs=signs)
