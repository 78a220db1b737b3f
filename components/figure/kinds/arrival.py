"""A selection -> who came to which label and when, as a figure: the paths of those who share a rank, or of all. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from components.arrival.words import absence_text, level_change_sentences, rank_sentences
from components.figure.captions import FigureOptions, characters_of, spell_citation
from components.figure.charts.flow import FlowChart
from components.figure.elements.legend import tie_legend
from components.figure.model import BriefingFigure, LegendEntry
from components.figure.slide_texts import slide_texts
from components.figure.timeline.chart import TimelineChart
from components.figure.timeline.rows import TimelineRow, TimelineSpan
from components.figure.timeline.spans import first_day_of, last_day, span_of
from components.figure.titles import time_text
from data.analysis.arrival import Arrivals, change_patterns, family_of_focus, holder_of_focus
from data.analysis.arrival_flow import Flow, flow_of, name_of
from data.analysis.ladders import ladder_for
from data.base.text import count_text, list_text, possessive, quantity
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex


def arrival_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """Of the focus: those at its rank, in order of arrival, each with its labels over time. Without one: all partners."""
    arrivals = arrivals_of(selection)
    holder = holder_of_focus(selection, arrivals.ladder)
    stay = arrivals.stay_of(holder) if holder else None
    if holder and holder in arrivals.stays:
        level = stay.level if stay else None
        others = [each.actor for each in arrivals.on_level(level)[0]] if level else [holder]
        return _paths_figure(arrivals, holder, others, options)
    return _flow_figure(arrivals, holder, options)


def arrivals_of(selection: Selection) -> Arrivals:
    """By the ranking that the page of arrival uses."""
    return Arrivals(selection, ladder_for(selection.dataset, family_of_focus(selection), selection.view.ladder))


def has_no_arrivals(selection: Selection) -> bool:
    """Whether nobody had a label by the day."""
    ties, family = selection.ties, arrivals_of(selection).ladder.family
    begun = selection.passed & (ties.starts[0] <= selection.view.as_of.toordinal())
    return not any(ties.tiers[index].family == family for index in map(int, np.flatnonzero(begun)))


# Those at one rank ----------------------------------------------------------------------------------


def _paths_figure(arrivals: Arrivals, holder: str, holders: list[str], options: FigureOptions) -> BriefingFigure:
    selection = arrivals.selection
    indices = [index for one in holders for index in _spells_of(arrivals, one)]
    numbers = {index: number for number, index in enumerate(indices, 1)}
    stay, name = arrivals.stay_of(holder), actor_or_dyad(selection.dataset, holder)
    if stay is None:
        subject, sentences = f"{possessive(name)} labels over time", [absence_text(arrivals, holder)]
    else:
        rank = f"“{stay.level.name}”" if stay.level else "a label without a rank"
        subject = f"The path of {name} to {rank}" + (
            f", and of {_others_text(len(holders) - 1)}" if holders[1:] else ""
        )
        sentences = rank_sentences(arrivals, holder, stay)[:1]
        sentences += level_change_sentences(arrivals, stay, change_patterns(arrivals))[:1]
    sentence = " ".join(sentences)
    return BriefingFigure(
        kind="Arrival",
        picture=TimelineChart(
            rows=tuple(_row(arrivals, one, holder, numbers) for one in holders),
            first=first_day_of(selection.ties, indices, last_day(selection)),
            last=last_day(selection),
            as_of=selection.view.as_of,
            through=read_through(selection.dataset),
        ),
        legend=tie_legend(selection, indices),
        citations=tuple(spell_citation(selection, index, number) for index, number in numbers.items()),
        alt_text=f"{sentence} {_paths_text(arrivals, holders)}",
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            selection,
            options,
            subject,
            sentence,
            [selection.ties.spells[index] for index in indices],
            ladders=[arrivals.ladder],
        ),
    )


def _others_text(number: int) -> str:
    return f"{count_text(number)} {'other' if number == 1 else 'others'}"


def _spells_of(arrivals: Arrivals, holder: str) -> Iterator[SpellIndex]:
    for stay in arrivals.stays[holder]:
        yield from range(stay.first, stay.last + 1)


def _row(arrivals: Arrivals, one: str, holder: str, numbers: dict[SpellIndex, int]) -> TimelineRow:
    """The labels of a partner over time; the name of the focus is bold."""
    selection, indices = arrivals.selection, list(_spells_of(arrivals, one))
    spans: list[TimelineSpan] = [span_of(selection, index, numbers[index]) for index in indices]
    name = actor_or_dyad(selection.dataset, one)
    return TimelineRow(name, name, one == holder, tuple(spans), ())


def _paths_text(arrivals: Arrivals, holders: list[str]) -> str:
    dataset, spells = arrivals.selection.dataset, arrivals.selection.ties.spells
    texts = []
    for one in holders[:12]:
        labels = [f"{spells[index].wording} ({_start(arrivals, index)})" for index in _spells_of(arrivals, one)]
        texts.append(f"{actor_or_dyad(dataset, one)}: {', then '.join(labels)}.")
    return " ".join(texts)


def _start(arrivals: Arrivals, index: SpellIndex) -> str:
    start = arrivals.selection.ties.spells[index].start
    return start.display_text if start else "start unknown"


# All partners ---------------------------------------------------------------------------------------


def _flow_figure(arrivals: Arrivals, holder: str, options: FigureOptions) -> BriefingFigure:
    selection, flow = arrivals.selection, flow_of(arrivals)
    dataset, family = selection.dataset, selection.dataset.families[arrivals.ladder.family]
    owner = dataset.actors.get(family.owner)
    partners = f"{possessive(owner.name)} partners" if owner else family.name
    indices = [index for one in flow.positions[-1] for index in _spells_of(arrivals, one) if _is_begun(arrivals, index)]
    sentence = absence_text(arrivals, holder) if holder else _flow_sentence(arrivals, flow)
    return BriefingFigure(
        kind="Arrival",
        picture=FlowChart(flow),
        # The names at the right are of what there is on the day; the legend also has the ranks of earlier years.
        legend=_ever_legend(selection, indices) if arrivals.ladder.is_house else (),
        citations=tuple(spell_citation(selection, index, number) for number, index in enumerate(indices, 1)),
        alt_text=f"{sentence} {_columns_text(flow)}",
        characters=characters_of(dataset),
        slide=slide_texts(
            selection,
            options,
            f"How {partners} rose through its labels" if owner else f"{partners}: labels over time",
            sentence,
            [selection.ties.spells[index] for index in indices],
            time=f"{flow.days[0].year} to {time_text(selection)}",
            ladders=[arrivals.ladder],
        ),
    )


def _ever_legend(selection: Selection, indices: list[SpellIndex]) -> tuple[LegendEntry, ...]:
    return tuple(replace(entry, group="Ever on a rank") for entry in tie_legend(selection, indices))


def _is_begun(arrivals: Arrivals, index: SpellIndex) -> bool:
    return date.fromordinal(int(arrivals.selection.ties.starts[0][index])) <= arrivals.selection.view.as_of


def _flow_sentence(arrivals: Arrivals, flow: Flow) -> str:
    ties, stays = arrivals.selection.ties, (stay for of_holder in arrivals.stays.values() for stay in of_holder)
    added = added_count_text(tie=len({ties.tie[stay.first] for stay in stays if ties.added[stay.first]}))
    changes = len(arrivals.changes)
    return f"{quantity(len(flow.positions[-1]), 'partner')} with a label, {quantity(changes, 'change')} of rank{added}."


def _columns_text(flow: Flow) -> str:
    """How many partners were where on each day."""
    texts = []
    for day, positions in zip(flow.days, flow.positions, strict=True):
        counts = [(one, sum(position == one for position in positions.values())) for one in flow.levels()]
        texts.append(
            f"{day.year}: {list_text([f'{name_of(one)} {number}' for one, number in counts if number], most=12)}"
        )
    return f"{'; '.join(texts)}."
