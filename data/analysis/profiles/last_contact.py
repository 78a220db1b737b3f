"""The last contact at the top between two actors: a visit or summit of the records, or an observed meeting of leaders."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.analysis.contacts import contact_partner, meetings_with
from data.model.event_rows import Contact, Event
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR
from data.view.events import ordered_events

TOP_OFFICES = ("head_of_state", "head_of_government")
TOP_EVENTS = ("visit", "summit")


@dataclass(frozen=True)
class TopContact:
    """The later of the two, the event if both are of one day; at least one is given."""

    event: Event | None = None
    contact: Contact | None = None
    partner: str = ""


def last_top_contact(dataset: Dataset, dyad: str, day: date) -> TopContact | None:
    """The last one until the day; None if the records have none."""
    events = [
        event
        for event in ordered_events(dataset)
        if event.dyad == dyad and event.kind in TOP_EVENTS and event.date.last <= day
    ]
    partner = contact_partner(dataset, dyad) if OBSERVED_ACTOR in dyad else ""
    contact = _last_meeting(dataset, partner, day) if partner else None
    event = max(events, key=lambda one: (one.date.last, one.significance), default=None)
    if event and (contact is None or event.date.last >= contact.date.last):
        return TopContact(event=event, partner=partner)
    return TopContact(contact=contact, partner=partner) if contact else None


def _last_meeting(dataset: Dataset, partner: str, day: date) -> Contact | None:
    """The first of the latest meetings at the top until the day."""
    rows = meetings_with(dataset, partner)
    dates = rows.columns["date"]
    ends = dates.taken([value.last.toordinal() for value in dates.values])
    ends = np.where(rows.columns["office"].is_one_of(TOP_OFFICES) & (ends <= day.toordinal()), ends, 0)
    if not (ends > 0).any():
        return None
    row = rows[int(ends.argmax())]
    return row if isinstance(row, Contact) else None
