"""Ties, events and figures -> tables and bars of a profile. Pure."""

from collections.abc import Iterable, Sequence

from components.evidence.words import MOST_FAMILIES, NOT_SEARCHED, missing_tie_sentences, obligation_text
from components.profile.document import (
    Bar,
    BarChart,
    Block,
    DocumentTable,
    ItemList,
    Run,
    Runs,
    Section,
    TableColumn,
    plain,
)
from components.profile.references import references_of
from components.wording.amounts import figure_amount, series_name
from components.wording.coverage import record_set_text
from components.wording.periods import period_text
from components.wording.spells import dates_text, grade_text
from data.analysis.missing_ties import MissingTie
from data.analysis.profiles.events import KeyEvents
from data.analysis.profiles.measured import MeasuredSeries
from data.base.text import list_text, quantity
from data.model.event_rows import Event
from data.model.measured_rows import Figure
from data.model.tie_rows import Family
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.fields.names import EVENT_KIND_NAMES, actor_or_dyad, layer_name
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

_MOST_ROWS = 40


def wording_cell(ties: Ties, index: SpellIndex) -> Runs:
    """The wording, beside it the other languages on record, its sources."""
    spell, dataset = ties.spells[index], ties.dataset
    native = list(spell.native_wordings.items())
    runs = [Run(spell.wording + added_mark(dataset, spell))]
    for number, (language, text) in enumerate(native):
        runs += [Run(" · " if number == 0 else " / "), Run(text, language=language)]
    return (*runs, Run("", references_of(dataset, spell.sources)))


def ties_table(ties: Ties, indices: Sequence[SpellIndex]) -> DocumentTable:
    """The ties of a pair: type, name, when, obligation, how well supported."""
    rows = tuple(
        (
            plain(layer_name(ties.layer(index))),
            wording_cell(ties, index),
            plain(when_text(ties, index)),
            plain(obligation_text(ties.spells[index]).partition(": ")[2] or "–"),
            plain(support_of(ties, index)),
        )
        for index in indices
    )
    columns = (
        TableColumn("Type", 0.15),
        TableColumn("Name", 0.39),
        TableColumn("When", 0.17),
        TableColumn("Obligation", 0.14),
        TableColumn("Support", 0.15),
    )
    return DocumentTable("Ties in force", columns, rows)


def partner_table(ties: Ties, actor: str, indices: Sequence[SpellIndex], caption: str) -> DocumentTable:
    """The ties of an actor: with whom, name, when, how well supported."""
    rows = tuple(
        (
            plain(partner_name(ties, index, actor)),
            wording_cell(ties, index),
            plain(when_text(ties, index)),
            plain(support_of(ties, index)),
        )
        for index in indices[:_MOST_ROWS]
    )
    columns = (
        TableColumn("With", 0.22),
        TableColumn("Name", 0.45),
        TableColumn("When", 0.18),
        TableColumn("Support", 0.15),
    )
    return DocumentTable(caption, columns, rows)


def rows_left_out(count: int, where: str) -> tuple[Block, ...]:
    """What a table does not show, and where it is."""
    return (
        (ItemList((plain(f"{quantity(count - _MOST_ROWS, 'more row')}: see {where}."),)),) if count > _MOST_ROWS else ()
    )


def partner_name(ties: Ties, index: SpellIndex, actor: str) -> str:
    """The other side of a tie."""
    return " and ".join(ties.dataset.actors[one].name for one in ties.actors[index] if one != actor)


def when_text(ties: Ties, index: SpellIndex) -> str:
    """ "since 9 May 2024", with a capital nowhere: it is a cell of a table."""
    spell = ties.spells[index]
    if spell.start is None and spell.known_by:
        return f"by {spell.known_by.display_text}; start unknown"
    return dates_text(spell)


def support_of(ties: Ties, index: SpellIndex) -> str:
    """How well it is supported, and its status where that is not being in force."""
    spell = ties.spells[index]
    grade = grade_text(spell.grade)
    return grade if spell.status == "in force" else f"{grade} ({spell.status})"


# Events ------------------------------------------------------------------------------------------------


def events_section(dataset: Dataset, events: KeyEvents, of: str) -> tuple[Section, ...]:
    """The latest and the weightiest; nothing without events."""
    if not events.count:
        return ()
    blocks: list[Block] = [_events_table(dataset, events.latest, "Latest events", of)]
    if events.weightiest:
        blocks.append(_events_table(dataset, events.weightiest, "Weightiest earlier events", of))
    return (Section("Events", tuple(blocks)),)


def _events_table(dataset: Dataset, events: Iterable[Event], caption: str, of: str) -> DocumentTable:
    columns = (TableColumn("Date", 0.16), TableColumn("Event", 0.66), TableColumn("Type", 0.18))
    return DocumentTable(caption, columns, tuple(_event_row(dataset, event, of) for event in events))


def _event_row(dataset: Dataset, event: Event, of: str) -> tuple[Runs, ...]:
    weak = "" if event.grade == "confirmed" else f" ({grade_text(event.grade)})"
    pair = f"{actor_or_dyad(dataset, event.dyad)}: " if of in dataset.actors else ""
    text = f"{pair}{event.title}{weak}{added_mark(dataset, event)}"
    return (
        plain(event.date.display_text),
        plain(text, references_of(dataset, event.sources)),
        plain(EVENT_KIND_NAMES[event.kind]),
    )


# Figures -----------------------------------------------------------------------------------------------


def figures_section(dataset: Dataset, series: Sequence[MeasuredSeries], of: str) -> tuple[Section, ...]:
    """Whole years as bars, then single values as a table; nothing without figures."""
    charts: list[Block] = [_bar_chart(dataset, one, of) for one in series if one.is_series]
    single = [figure for one in series if not one.is_series for figure in one.figures]
    if single:
        columns = (TableColumn("Figure", 0.5), TableColumn("Period", 0.18), TableColumn("Value", 0.32))
        rows = tuple(_figure_row(dataset, figure, of) for figure in single[:_MOST_ROWS])
        charts.append(DocumentTable("Single values" if charts else "Values", columns, rows))
    return (Section("Key figures", tuple(charts)),) if charts else ()


def _bar_chart(dataset: Dataset, series: MeasuredSeries, of: str) -> BarChart:
    greatest = max(abs(figure.value) for figure in series.years) or 1
    bars = tuple(
        Bar(figure.period, _amount(dataset, figure), abs(figure.value) / greatest, bool(figure.contest))
        for figure in series.years
    )
    parts = list[Run]()
    for number, figure in enumerate(series.others):
        opening = "Other periods, not comparable with whole years: " if number == 0 else "; "
        parts += [Run(f"{opening}{period_text(figure.period)}: "), *_amount(dataset, figure)]
    return BarChart(series_name(dataset, series.figures[0], of), bars, (*parts, Run(".")) if parts else ())


def _amount(dataset: Dataset, figure: Figure) -> Runs:
    disputed = " (sources differ)" if figure.contest else ""
    text = f"{figure_amount(dataset, figure)}{disputed}{added_mark(dataset, figure)}"
    return plain(text, references_of(dataset, figure.sources))


def _figure_row(dataset: Dataset, figure: Figure, of: str) -> tuple[Runs, ...]:
    return plain(series_name(dataset, figure, of)), plain(period_text(figure.period)), _amount(dataset, figure)


# What was not searched -------------------------------------------------------------------------------------


def missing_section(selection: Selection, missing: Sequence[MissingTie]) -> tuple[Section, ...]:
    """Which ties ended or were not found, and in one line what was not searched; `selection` has the pair as its focus."""
    found = [sentence for sentence in missing_tie_sentences(selection) if not sentence.startswith(NOT_SEARCHED)]
    families = selection.dataset.families
    unsearched = dict.fromkeys(
        _missing_name(selection.dataset, families[one.family]) for one in missing if one.reason == "not searched"
    )
    if unsearched:
        found.append(f"{NOT_SEARCHED} for this pair: {list_text(list(unsearched), most=MOST_FAMILIES)}.")
    return (Section("What was not found or not searched", (ItemList(tuple(map(plain, found))),)),) if found else ()


def _missing_name(dataset: Dataset, family: Family) -> str:
    """Labels by their set of records, other ties by their type."""
    return record_set_text(dataset, family) if family.layer == "partnership" else layer_name(family.layer).lower()
