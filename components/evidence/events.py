"""Events, figures and contacts of the focus -> lists, as elements of the page. Pure."""

from collections import Counter
from xml.etree.ElementTree import Element

from components.evidence.ties import disputes
from components.style.bars import FEWEST_YEARS, year_columns
from components.style.markup import element, link
from components.wording.citations import Citations
from components.wording.coverage import unread_by_year
from components.wording.spells import grade_text
from data.analysis.contacts import (
    MEETING_KINDS,
    contact_coverage_text,
    contact_partner,
    contacts_with,
    counts_by,
    latest_contacts,
)
from data.base.days import day_text
from data.base.memo import memo
from data.base.text import quantity
from data.model.event_rows import Contact, Event
from data.tables.column_table import ColumnTable
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.events import concerns, ordered_events
from data.view.fields.names import CONTACT_KIND_NAMES, actor_or_dyad
from data.view.selection import Selection

_MOST_EVENTS, _MOST_CONTACTS = 40, 6


def event_list(selection: Selection, citations: Citations) -> list[Element]:
    """The events of the focus that passed the filters, the newest first, those after the day apart; empty if there are none."""
    of_focus = [event for event in ordered_events(selection.dataset) if concerns(event, selection.view.focus)]
    passed, day = {event.event for event in selection.events}, selection.view.as_of
    shown = [event for event in reversed(of_focus) if event.event in passed]
    later = [event for event in shown if event.date.first > day]
    earlier = shown[len(later) :]
    text = day_text(day)
    parts = _listed(selection, later, f"After {text}", citations)
    parts += _listed(selection, earlier, f"Until {text}" if later else "", citations)
    if hidden := len(of_focus) - len(shown):
        parts.append(element("p", f"{quantity(hidden, 'event')} hidden by filters.", class_="aw-quiet"))
    return parts


def _listed(selection: Selection, events: list[Event], heading: str, citations: Citations) -> list[Element]:
    """A part of the events below its heading, and how many of them are left out."""
    if not events:
        return []
    rows = [_event_row(selection, event, citations) for event in events[:_MOST_EVENTS]]
    older = len(events) - len(rows)
    return [
        *([element("h4", heading)] if heading else []),
        element("ul", *rows, class_="aw-list"),
        *(
            [element("p", f"and {quantity(older, 'older event')}: see the timeline.", class_="aw-quiet")]
            if older
            else []
        ),
    ]


def _event_row(selection: Selection, event: Event, citations: Citations) -> Element:
    dataset, focus = selection.dataset, selection.view.focus
    pair = f"{actor_or_dyad(dataset, event.dyad)}: " if focus in dataset.actors else ""
    grade = "" if event.grade == "confirmed" else f" ({grade_text(event.grade)})"
    return element(
        "li",
        element("b", event.date.display_text),
        f" {pair}{event.title}{grade}{added_mark(dataset, event)}",
        citations.mark(event.sources),
        *disputes(dataset, event, citations),
        _event_details(event),
    )


def _event_details(event: Event) -> Element | None:
    if not event.summary:
        return None
    speakers = f"{event.speaker} to {event.addressee}. " if event.speaker and event.addressee else ""
    return element("details", element("summary", "Details"), f"{speakers}{event.summary} {event.note}")


def contacts_of_focus(selection: Selection) -> ColumnTable:
    """The observed contacts with the partner in focus, oldest first."""
    return contacts_with(selection.dataset, contact_partner(selection.dataset, selection.view.focus))


def contact_elements(dataset: Dataset, contacts: ColumnTable) -> list[Element]:
    """How many contacts there are, a column a year, the latest few, and what the count is worth; nothing without any."""
    if not len(contacts):
        return []
    counts = Counter[int]()
    for (day, kind), meetings in counts_by(contacts, "date", "kind"):
        if kind in MEETING_KINDS:
            counts[day.first.year] += meetings
    number = quantity(counts.total(), "meeting, talk or call", "meetings, talks and calls")
    years = {year: counts[year] for year in _years(dataset)}
    unread = unread_by_year(dataset, "contacts")
    columns = [year_columns(years, "contact", max(counts.values()), unread)] if len(counts) >= FEWEST_YEARS else []
    return [
        element("h4", f"Observed contacts with China’s leaders, machine-coded: {number}"),
        *columns,
        contact_list(contacts),
        element("p", contact_coverage_text(dataset), class_="aw-quiet"),
    ]


@memo
def _years(dataset: Dataset) -> list[int]:
    """The years of all contacts, whoever they were with, so that two pictures compare."""
    years = [day.first.year for (day,), _ in counts_by(dataset.contacts, "date")]
    return list(range(min(years), max(years) + 1))


def contact_list(contacts: ColumnTable) -> Element:
    """The latest few contacts, the newest first."""
    return element("ul", *map(_contact_row, latest_contacts(contacts, _MOST_CONTACTS)), class_="aw-list")


def _contact_row(contact: Contact) -> Element:
    leader = contact.leader + (f", {contact.office.replace('_', ' ')}" if contact.office else "")
    text = f" {CONTACT_KIND_NAMES[contact.kind]}: {leader} "
    return element(
        "li", element("b", contact.date.display_text), text, contact.label_zh, " ", link("item", contact.url)
    )
