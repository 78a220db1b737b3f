"""The events of the records in their order, and whom they concern."""

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.event_rows import Event
from data.tables.dataset import Dataset


@memo
def ordered_events(dataset: Dataset) -> tuple[Event, ...]:
    """The events without what other sources say of the same one, oldest first."""
    mains = (event for event in dataset.events if event.is_main)
    return tuple(sorted(mains, key=lambda event: (event.date.first, event.date.last, event.event)))


def concerns(event: Event, focus: str) -> bool:
    """Whether an event is about the dyad, or about the actor or touches it."""
    return event.dyad == focus or focus in actors_of(event.dyad) or focus in event.others
