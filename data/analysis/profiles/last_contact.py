"""The last contact at the top between two actors: a visit or summit of the records, or an observed meeting of leaders."""

from dataclasses import dataclass
from datetime import date

from data.analysis.contacts import OBSERVED_ACTOR, contact_partner, meetings_with
from data.model.schema import Contact, Event
from data.tables.dataset import Dataset
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
    contacts = [
        contact
        for contact in (meetings_with(dataset, partner) if partner else ())
        if contact.office in TOP_OFFICES and contact.date.last <= day
    ]
    event = max(events, key=lambda one: (one.date.last, one.significance), default=None)
    contact = max(contacts, key=lambda one: one.date.last, default=None)
    if event and (contact is None or event.date.last >= contact.date.last):
        return TopContact(event=event, partner=partner)
    return TopContact(contact=contact, partner=partner) if contact else None
