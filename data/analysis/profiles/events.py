"""The latest and the weightiest events of a focus."""

from dataclasses import dataclass
from datetime import date

from data.model.event_rows import Event
from data.tables.dataset import Dataset
from data.view.events import concerns, ordered_events

_MOST_LATEST, MOST_WEIGHTIEST, LEAST_WEIGHT = 5, 7, 4


@dataclass(frozen=True)
class KeyEvents:
    """The latest events, newest first; and the weightiest of the others, in order of time. `count` is that of all."""

    latest: tuple[Event, ...]
    weightiest: tuple[Event, ...]
    count: int


def key_events(dataset: Dataset, focus: str, day: date) -> KeyEvents:
    """Those until the day."""
    events = [event for event in ordered_events(dataset) if concerns(event, focus) and event.date.first <= day]
    latest = events[-_MOST_LATEST:][::-1]
    others = [event for event in events if event.significance >= LEAST_WEIGHT and event not in latest]
    heaviest = sorted(others, key=lambda event: (-event.significance, -event.date.first.toordinal()))[:MOST_WEIGHTIEST]
    return KeyEvents(tuple(latest), tuple(event for event in events if event in heaviest), len(events))
