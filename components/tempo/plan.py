"""What the chart of activity is drawn from: what is counted, the time axis, and the positions of its rows. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from components.style.theme import Stroke, Theme, event_bar
from data.analysis.contacts import contact_rows, counts_by
from data.analysis.contacts import observed_period as observed_period_of
from data.analysis.periods import Tally, tally, tally_of_counts
from data.analysis.tempo import Tempo
from data.analysis.usage.by_year import YearOfUses, years_of_uses
from data.base.days import ONE_DAY
from data.model.dates import PartialDate
from data.usage.uses import ObservedPeriod
from data.view.fields.names import CONTACT_KIND_NAMES
from data.view.selection import Selection
from data.view.view import Unit

# More steps than this are counted: so many rules would hide what they cross.
MOST_RULES = 12
# Of very many ties that no ranking moves, no mark could be told from the next.
_MOST_MARKS = 1000
TEMPO_TITLE_HEIGHT, LEGEND_HEIGHT, MARKS_HEIGHT, TEMPO_LANE_HEIGHT, COUNTS_HEIGHT, _ROW_GAP = 20, 17, 18, 21, 112, 12
# The name of the strip of uses, and the strip.
USES_NAME_HEIGHT = 14
USES_HEIGHT = USES_NAME_HEIGHT + TEMPO_LANE_HEIGHT
USES_TITLE = "Uses of its labels a year, machine-coded"
# Of a legend.
LEGEND_COLUMNS = 4


@dataclass(frozen=True)
class TempoRow:
    """A row of the chart: its title from `head` on, the legend below that, and its pixels from `top` to `bottom`."""

    title: str
    head: int
    top: int
    bottom: int


@dataclass(frozen=True)
class TempoPlan:
    """Everything that the chart is drawn from; the axis goes from `first` to `last`."""

    selection: Selection
    tempo: Tempo
    unit: Unit
    today: date
    theme: Theme = "light"

    @cached_property
    def marks_changes(self) -> bool:
        return len(self.tempo.moves) <= MOST_RULES and len(self.tempo.changes) <= _MOST_MARKS

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """With few steps, the ties on which they are, each a lane of its own."""
        ties = (self.selection.ties.tie[step.index] for step in self.tempo.moves) if self.marks_changes else ()
        return tuple(dict.fromkeys(ties))

    @cached_property
    def uses(self) -> tuple[YearOfUses, ...]:
        """How often the labels of the only pair with lanes were used a year, as far as the axis goes; machine-coded."""
        dyads = {step.dyad for step in self.tempo.moves} if self.marks_changes else set()
        if len(dyads) != 1:
            return ()
        years = years_of_uses(self.selection.ties, next(iter(dyads)))
        return tuple(one for one in years if one.last > self.first and one.first < self.last)

    @cached_property
    def observed_period(self) -> ObservedPeriod | None:
        """The time in which contacts were looked for, if any could be counted here."""
        return observed_period_of(self.selection.dataset) if self.tempo.partners else None

    @cached_property
    def first(self) -> date:
        """By month the axis opens where contacts do: before, a month is narrower than a line."""
        if self.selection.view.since:
            return self.selection.view.since
        if (
            self.unit == "month"
            and self.observed_period
            and self.observed_period.first < (self.selection.view.until or self.today)
        ):
            return self.observed_period.first.replace(day=1)
        events = (event.date.first for event in self.tempo.events)
        contacts = (contact.date.first for contact in contact_rows(self.tempo.contacts.where(slice(0, 1))))
        steps = (step.start.first for step in self.tempo.changes)
        return min((*events, *contacts, *steps), default=self.today).replace(month=1, day=1)

    @cached_property
    def last(self) -> date:
        return max(self.selection.view.until or self.today, self.first + ONE_DAY)

    @cached_property
    def rows(self) -> tuple[TempoRow, TempoRow, TempoRow]:
        """Steps, events, contacts: from the top down."""
        every = f"per {self.unit}"
        steps = (
            MARKS_HEIGHT + TEMPO_LANE_HEIGHT * (len(self.lanes) + self.has_other_ties) + USES_HEIGHT * bool(self.uses)
            if self.marks_changes
            else COUNTS_HEIGHT // 2
        )
        heights = (
            max(steps, MARKS_HEIGHT + TEMPO_LANE_HEIGHT),
            COUNTS_HEIGHT if self.events.counts else TEMPO_LANE_HEIGHT,
            COUNTS_HEIGHT if self.tempo.partners else TEMPO_LANE_HEIGHT,
        )
        titles = (
            "Label changes" if self.marks_changes else f"Label changes {every}",
            f"Curated events {every}",
            f"Observed contacts with China’s leaders {every}, machine-coded",
        )
        legends = (0, len({kind for _, kind in self.events.counts}), len({kind for _, kind in self.contacts.counts}))
        rows: list[TempoRow] = []
        for title, height, kinds in zip(titles, heights, legends, strict=True):
            head = rows[-1].bottom + _ROW_GAP if rows else 0
            top = head + TEMPO_TITLE_HEIGHT + LEGEND_HEIGHT * -(-kinds // LEGEND_COLUMNS)
            rows.append(TempoRow(title, head, top, top + height))
        return rows[0], rows[1], rows[2]

    @property
    def has_other_ties(self) -> bool:
        return any(not step.moves and self.on_axis(step.start) for step in self.tempo.changes)

    def on_axis(self, day: PartialDate) -> bool:
        return day.last >= self.first and day.first <= self.last

    def colour(self, stroke: Stroke) -> str:
        return stroke.on(self.theme)

    @cached_property
    def events(self) -> Tally:
        return self._tally((event.date, event_bar(event.kind)) for event in self.tempo.events)

    @cached_property
    def contacts(self) -> Tally:
        counts = (
            (day, CONTACT_KIND_NAMES[kind], number)
            for (day, kind), number in counts_by(self.tempo.contacts, "date", "kind")
            if self.on_axis(day)
        )
        return tally_of_counts(counts, self.unit)

    @cached_property
    def moves(self) -> Tally:
        return self._tally((step.start, step.kind.value) for step in self.tempo.moves)

    def _tally(self, dated: Iterable[tuple[PartialDate, str]]) -> Tally:
        return tally(((day, kind) for day, kind in dated if self.on_axis(day)), self.unit)
