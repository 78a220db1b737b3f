"""A selection -> its spells and events on one time axis, as a figure. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from components.figure.captions import FigureOptions, Note, characters_of, spell_citation
from components.figure.elements.legend import bar_legend
from components.figure.model import BriefingFigure, LegendEntry
from components.figure.slide_texts import slide_texts
from components.figure.timeline.chart import TimelineChart
from components.figure.timeline.rows import TimelineEvent, TimelineRow
from components.figure.timeline.spans import first_day_of, last_day, span_of
from components.figure.titles import ties_text, years_text
from components.style.theme import EVENT_MARK, EVENT_SHAPES
from components.timeline.lanes import FEW_DYADS, USES, TimelineLane, lanes_of
from components.wording.coverage import partial_search_of
from components.wording.filters import view_summary
from components.wording.ranking import label_ladders
from components.wording.spells import grade_text
from data.analysis.usage.by_year import years_of_uses
from data.base.text import list_text, quantity
from data.model.event_rows import Event
from data.model.tie_rows import Spell
from data.tables.origin import added_count_text, added_mark
from data.view.fields.names import EVENT_KIND_NAMES, actor_or_dyad
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex

# The group of the legend.
EVENTS = "Events"
# The row of all events, where dyads are too many for one each.
ALL_EVENTS = "All events"
# With more events in a row than this, they are counted by year.
_MOST_MARKS = 24
# Rows of the picture: more are no picture, and would take a minute to draw.
MOST_TIMELINE_ROWS = 400
# With more events than this, only the most significant ones are cited one by one.
MOST_CITED = 60


def timeline_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of all spells and events that pass the filters, whatever the day."""
    dataset, timeline = selection.dataset, _Timeline.of(selection)
    return BriefingFigure(
        kind="Timeline",
        picture=timeline.picture(),
        legend=(*bar_legend(selection, timeline.numbers), *timeline.event_legend()),
        citations=(
            *(spell_citation(selection, index, number) for index, number in timeline.numbers.items()),
            *_event_citations(selection, timeline.events),
        ),
        alt_text=f"{timeline.text()} {view_summary(selection)}.",
        characters=characters_of(dataset),
        slide=slide_texts(
            selection,
            options,
            ties_text(selection),
            f"{timeline.counts_text()}. {partial_search_of(selection)}".strip(),
            timeline.records,
            ladders=label_ladders(selection),
            time=timeline.years_text(),
        ),
    )


@dataclass(frozen=True)
class _Timeline:
    """The lanes of a selection, the citation number of each spell on them, and the events of their dyads."""

    selection: Selection
    lanes: list[TimelineLane]
    numbers: dict[SpellIndex, int]
    events: tuple[Event, ...]
    rows_left_out: int = 0

    @classmethod
    def of(cls, selection: Selection) -> "_Timeline":
        every = lanes_of(selection)
        lanes = every[:MOST_TIMELINE_ROWS]
        dyads = {lane.dyad for lane in lanes}
        numbers = {index: number for number, index in enumerate(_spells_in_order(selection, lanes), 1)}
        return cls(
            selection,
            lanes,
            numbers,
            tuple(event for event in selection.events if event.dyad in dyads),
            len(every) - len(lanes),
        )

    def picture(self) -> TimelineChart:
        return TimelineChart(
            rows=tuple(self._rows()),
            first=self.first_day(),
            last=last_day(self.selection),
            as_of=self.selection.view.as_of,
            through=read_through(self.selection.dataset),
        )

    def first_day(self) -> date:
        days = (event.date.first for event in self.events)
        return first_day_of(self.selection.ties, self.numbers, last_day(self.selection), *days)

    def years_text(self) -> str:
        first = min([date.fromordinal(int(self.selection.ties.starts[0][index])) for index in self.numbers])
        return years_text(first.year, last_day(self.selection).year)

    def text(self) -> str:
        """What it shows, for those who cannot see it."""
        dataset = self.selection.dataset
        dyads = [actor_or_dyad(dataset, dyad) for dyad in dict.fromkeys(lane.dyad for lane in self.lanes)]
        return f"Timeline of {self.counts_text()} for {list_text(dyads, most=12)}."

    def counts_text(self) -> str:
        dataset, ties = self.selection.dataset, self.selection.ties
        added = added_count_text(
            period=sum(bool(ties.added[index]) for index in self.numbers),
            event=sum(dataset.is_added(event) for event in self.events),
        )
        events = f" and {quantity(len(self.events), 'event')}" if self.events else ""
        left_out = f"; {quantity(self.rows_left_out, 'more row')} not shown" if self.rows_left_out else ""
        return f"{quantity(len(self.numbers), 'period')}{events}{added}{left_out}"

    @property
    def records(self) -> list[Spell | Event]:
        return [*(self.selection.ties.spells[index] for index in self.numbers), *self.events]

    def _rows(self) -> Iterable[TimelineRow]:
        """Bars, and the events of each dyad below its bars; of many dyads all events together above all bars."""
        dataset, before = self.selection.dataset, ""
        if self.events and not self._has_event_lanes:
            yield self._events_row(ALL_EVENTS, ALL_EVENTS, self.events, is_first=True)
        for lane in self.lanes:
            name, is_first = actor_or_dyad(dataset, lane.dyad), lane.dyad != before
            indices = self._on_lane.get(lane.key, ())
            if lane.key.endswith(USES):
                years = tuple((year.year, year.number) for year in years_of_uses(self.selection.ties, lane.dyad))
                yield TimelineRow(name, lane.whole_label, is_first, (), (), years, "use")
            elif self._has_event_lanes and not indices:
                yield self._events_row(name, lane.whole_label, self._of_dyad(lane.dyad), is_first=is_first)
            else:
                spans = tuple(span_of(self.selection, index, self.numbers[index]) for index in indices)
                yield TimelineRow(name, lane.whole_label, is_first, spans, ())
            before = lane.dyad

    def _events_row(self, dyad: str, name: str, events: tuple[Event, ...], *, is_first: bool) -> TimelineRow:
        if not self.has_columns:
            return TimelineRow(dyad, name, is_first, (), tuple(map(self._event, events)))
        counts = Counter(event.date.middle.year for event in events)
        return TimelineRow(dyad, name, is_first, (), (), tuple(sorted(counts.items())))

    @cached_property
    def _has_event_lanes(self) -> bool:
        """Whether the events of each dyad have a lane of their own: `lanes_of` gives one where dyads are few."""
        return len({lane.dyad for lane in self.lanes}) <= FEW_DYADS

    @cached_property
    def has_columns(self) -> bool:
        """Whether the events of a row are so many that their marks would lie on one another."""
        return max(Counter(map(self._row_of, self.events)).values(), default=0) > _MOST_MARKS

    def _row_of(self, event: Event) -> str:
        return event.dyad if self._has_event_lanes else ALL_EVENTS

    def event_legend(self) -> tuple[LegendEntry, ...]:
        if not self.has_columns:
            return _event_legend(self.events)
        most = max(Counter((self._row_of(event), event.date.middle.year) for event in self.events).values())
        return (LegendEntry(f"a year (tallest column: {most:,})", EVENT_MARK, len(self.events), "square", EVENTS),)

    @cached_property
    def _on_lane(self) -> dict[str, list[SpellIndex]]:
        """Key of a lane -> the spells on it, in their order."""
        lanes = defaultdict[str, list[SpellIndex]](list)
        for index in self.numbers:
            lanes[self.selection.ties.tie[index]].append(index)
        return lanes

    def _of_dyad(self, dyad: str) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.dyad == dyad)

    def _event(self, event: Event) -> TimelineEvent:
        title = event.title + added_mark(self.selection.dataset, event)
        return TimelineEvent(event.date.middle, EVENT_SHAPES[event.kind], event.significance, title)


def _spells_in_order(selection: Selection, lanes: list[TimelineLane]) -> list[SpellIndex]:
    """The spells that pass the filters, lane by lane, the earliest first."""
    ties, order = selection.ties, {lane.key: number for number, lane in enumerate(lanes)}
    passed = (index for index, tie in enumerate(ties.tie) if selection.passed[index] and tie in order)
    return sorted(passed, key=lambda index: (order[ties.tie[index]], int(ties.starts[0][index]), index))


def _event_legend(events: Iterable[Event]) -> tuple[LegendEntry, ...]:
    """One entry a shape, with the kinds of events that share it."""
    counts: dict[str, dict[str, int]] = {}
    for event in events:
        kinds = counts.setdefault(EVENT_SHAPES[event.kind], {})
        kinds[event.kind] = kinds.get(event.kind, 0) + 1
    return tuple(
        LegendEntry(
            list_text([EVENT_KIND_NAMES[kind] for kind in kinds]), EVENT_MARK, sum(kinds.values()), shape, EVENTS
        )
        for shape, kinds in counts.items()
    )


def _event_citations(selection: Selection, events: tuple[Event, ...]) -> list[str]:
    """A citation for each event; of very many, for the most significant ones, and how many others there are."""
    most_significant = sorted(events, key=lambda event: (-event.significance, event.date))[:MOST_CITED]
    citations = [_event_citation(selection, event) for event in sorted(most_significant, key=lambda event: event.date)]
    rest = len(events) - len(most_significant)
    if rest:
        citations.append(f"{quantity(rest, 'less significant event')} on the axis; the sources are in the records.")
    return citations


def _event_citation(selection: Selection, event: Event) -> str:
    dataset = selection.dataset
    about = (
        f"{event.title} ({actor_or_dyad(dataset, event.dyad)}, {grade_text(event.grade)}){added_mark(dataset, event)}"
    )
    return Note.of(dataset, f"{event.date.display_text}: {about}.", event.sources)
