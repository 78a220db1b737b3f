"""What is in view -> its activity: events and observed contacts beside the tier steps."""

from dataclasses import dataclass
from functools import cached_property

from data.analysis.contacts import contact_partner, meetings
from data.analysis.tier_changes import TierChange, tier_changes
from data.model.cells import actors_of
from data.model.event_rows import Event
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR
from data.view.event_filter import EventFilter
from data.view.events import concerns
from data.view.selection import Selection


@dataclass(frozen=True)
class Tempo:
    """What is counted, oldest first. `undated` spells have no known start; `partners` are those of the contacts."""

    events: tuple[Event, ...]
    contacts: ColumnTable
    changes: tuple[TierChange, ...]
    undated: int
    partners: tuple[str, ...]

    @cached_property
    def moves(self) -> tuple[TierChange, ...]:
        return tuple(step for step in self.changes if step.moves)

    @property
    def is_empty(self) -> bool:
        return not (self.events or len(self.contacts) or self.changes)


def tempo_of(selection: Selection) -> Tempo:
    """Of the dyad or actor in focus; of all that is in view without a focus. `since` and `until` narrow all of it."""
    event_filter = EventFilter(selection.dataset, selection.view)
    partners = _partners(selection, event_filter)
    steps, undated = tier_changes(selection)
    return Tempo(
        events=tuple(event for event in selection.events if _counts(selection, event)),
        contacts=_contacts(selection.dataset, event_filter, partners),
        changes=tuple(step for step in steps if event_filter.is_in_period(step.start)),
        undated=undated,
        partners=partners,
    )


def _contacts(dataset: Dataset, event_filter: EventFilter, partners: tuple[str, ...]) -> ColumnTable:
    """The meetings with these partners in the time asked for."""
    rows = meetings(dataset)
    date = rows.columns["date"]
    is_in_period = date.taken([event_filter.is_in_period(day) for day in date.values]).astype(bool)
    return rows.where(is_in_period & rows.columns["partner"].is_one_of(partners))


def _counts(selection: Selection, event: Event) -> bool:
    """Without a focus, events of dyads with no tie in view count only if the reader asked for actors or a text."""
    view = selection.view
    if view.focus:
        return concerns(event, view.focus)
    return event.dyad in selection.dyads or bool(view.actors or view.text)


def _partners(selection: Selection, event_filter: EventFilter) -> tuple[str, ...]:
    """Whose contacts with China's leaders are counted: the focus's own, else of all partners in view."""
    focus = selection.view.focus
    if focus in ("", OBSERVED_ACTOR):
        dyads = (actors_of(dyad) for dyad in selection.dyads)
        partners = {end for ends in dyads if OBSERVED_ACTOR in ends for end in ends} - {OBSERVED_ACTOR}
    else:
        partners = {contact_partner(selection.dataset, focus)} - {""}
    owners = frozenset({OBSERVED_ACTOR})
    return tuple(
        sorted(partner for partner in partners if event_filter.passes_between((OBSERVED_ACTOR, partner), owners=owners))
    )
