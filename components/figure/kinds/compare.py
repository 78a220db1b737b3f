"""Two days in one picture as a figure: each changed tie with a sign and a note, the others thin. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from components.compare.sentences import Between, change_sentence
from components.compare.words import change_remarks, change_summary, changes_by_kind, compared_day, ranking_text
from components.figure.captions import (
    FigureOptions,
    characters_of,
    footer_of,
    scope_text,
    sources_text,
    subtitle_of,
)
from components.figure.kinds.network import bands_of, dots_of, legend_of, strokes_of
from components.figure.model import ActorDot, BriefingFigure, NetworkPicture, TieEdge
from components.network.graph import tie_lines_of
from components.style.theme import style_key
from components.wording.filters import parts_of
from data.analysis.diff import Change, ChangeKind, changes_between, two_days
from data.base.text import capitalised, listed
from data.model.dates import spoken_day
from data.tables.origin import added_mark
from data.view.selection import Selection
from data.view.speaking import spell_by_tie

# What stands before the wording of a changed tie.
SIGNS: dict[ChangeKind, str] = {
    ChangeKind.UP: "↑",
    ChangeKind.NEW: "+",
    ChangeKind.DOWN: "↓",
    ChangeKind.ENDED: "−",
    ChangeKind.REWORDED: "=",
    ChangeKind.OTHER: "≠",
    ChangeKind.STATUS: "≠",
    ChangeKind.CERTAIN: "✓",
    ChangeKind.UNCERTAIN: "?",
    ChangeKind.RESOURCED: "=",
    ChangeKind.SEEN: "✓",
    ChangeKind.UNSEEN: "?",
}
# With more actors than this only those whose ties changed are drawn.
MOST_ACTORS = 12


def compare_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of what changed between the day compared with and the day shown."""
    first, second = two_days(selection.ties, selection.view, against=compared_day(selection))
    between = Between(first.view.as_of, second.view.as_of)
    changes = changes_between(first, second, ladder=selection.view.ladder)
    both = replace(selection, shown=first.shown | second.shown)
    edges = tuple(_edges(both, changes))
    actors = _actors(both, changes)
    edges = tuple(edge for edge in edges if edge.number or actors.issuperset(edge.actors))
    bands = tuple(bands_of(both)) if selection.view.layout == "rings" else ()
    dots = tuple(_dot(dot, changes, selection) for dot in dots_of(both, {}) if dot.actor in actors)
    at = [change.index for change in changes]
    said = change_summary(changes, between, second)
    days = f"{spoken_day(between.first)} → {spoken_day(between.second)}"
    return BriefingFigure(
        kind="Compare",
        title=options.title or f"What changed, {days}: {scope_text(selection)}",
        subtitle=subtitle_of(options, f"{said} {_filters(selection)}"),
        picture=NetworkPicture(dots, edges, bands, strokes_of(selection, edges, bands)),
        legend=legend_of(selection, at),
        citations=tuple(_note(selection, change, number, between) for number, change in enumerate(changes, 1)),
        footer=footer_of(selection.dataset, options, _signs(changes), ranking_text(selection)),
        alt_text=f"Network of what changed. {said} "
        + " ".join(_sentence(selection, change, between) for change in changes),
        characters=characters_of(selection.dataset),
    )


def _filters(selection: Selection) -> str:
    words = listed([part.words for part in parts_of(selection)], most=6)
    return f"Ties {words}." if words else ""


def _signs(changes: Iterable[Change]) -> str:
    kinds: dict[str, list[str]] = {}
    for kind, _ in changes_by_kind(tuple(changes)):
        kinds.setdefault(SIGNS[kind], []).append(kind.value.lower())
    signs = [f"{sign} {' or '.join(names)}" for sign, names in kinds.items()]
    return f"{', '.join(signs)}; thin: unchanged." if signs else ""


def _edges(both: Selection, changes: tuple[Change, ...]) -> Iterable[TieEdge]:
    """Every tie of either day; a changed one with the number of its note."""
    changed = {change.tie: (number, change) for number, change in enumerate(changes, 1)}
    spells = spell_by_tie(both)
    for line in sorted(tie_lines_of(both.ties), key=lambda line: line.tie in changed):
        number, change = changed.get(line.tie, (0, None))
        index = change.index if change else spells.get(line.tie)
        if index is None:
            continue
        sign = f"{SIGNS[change.kind]} " if change else ""
        doubt = change is not None and change.kind is ChangeKind.ENDED
        wording = sign + both.ties.spells[index].wording + added_mark(both.dataset, both.ties.spells[index])
        yield TieEdge(line.tie, line.actors, line.lane, style_key(both.ties, index), wording, doubt, number)


def _actors(both: Selection, changes: tuple[Change, ...]) -> frozenset[str]:
    if len(both.actors) <= MOST_ACTORS or not changes:
        return both.actors
    return frozenset(actor for change in changes for actor in both.ties.actors[change.index])


def _dot(dot: ActorDot, changes: tuple[Change, ...], selection: Selection) -> ActorDot:
    """With the numbers of the changes of its ties, where the other actor has more of them."""
    if dot.centre:
        return dot
    own = [number for number, change in enumerate(changes, 1) if dot.actor in selection.ties.actors[change.index]]
    style = style_key(selection.ties, changes[own[0] - 1].index) if own else ""
    return replace(dot, numbers=tuple(own), style=style)


def _sentence(selection: Selection, change: Change, between: Between) -> str:
    said = "".join(text for text, _ in change_sentence(selection.ties, change, between))
    return " ".join((f"{capitalised(said)}.", *change_remarks(selection.ties, change)))


def _note(selection: Selection, change: Change, number: int, between: Between) -> str:
    sources = dict.fromkeys(key for _, keys in change_sentence(selection.ties, change, between) for key in keys)
    return f"{number}. {_sentence(selection, change, between)} {sources_text(selection.dataset, sources)}."
