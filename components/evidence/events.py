"""Events, figures and contacts of the focus -> lists, as elements of the page. Pure."""

from xml.etree.ElementTree import Element

from components.evidence.ties import disputes
from components.evidence.words import figure_text
from components.style.markup import element, link
from components.wording.citations import Citations
from data.analysis.contacts import MEETING_KINDS, contact_coverage_text, contact_partner
from data.base.text import quantity
from data.model.schema import Contact, Event, Figure
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.events import concerns, ordered_events
from data.view.fields.names import CONTACT_KIND_NAMES
from data.view.selection import Selection

MOST_EVENTS, MOST_CONTACTS = 60, 6


def event_list(selection: Selection, citations: Citations) -> list[Element]:
    """The events of the focus that passed the filters, the newest first; empty if there are none at all."""
    passed = {event.event for event in selection.events}
    of_focus = [event for event in ordered_events(selection.dataset) if concerns(event, selection.view.focus)]
    shown = [event for event in reversed(of_focus) if event.event in passed]
    if not of_focus:
        return []
    rows = [_event_row(selection.dataset, event, citations) for event in shown[:MOST_EVENTS]]
    hidden, older = len(of_focus) - len(shown), len(shown) - len(rows)
    heading = f"Events, newest first: {len(shown)}{f' ({hidden} hidden by filters)' if hidden else ''}"
    more = f"and {quantity(older, 'older event')}: see the timeline."
    return [
        element("h4", heading),
        element("ul", *rows, class_="aw-list"),
        *([element("p", more, class_="aw-quiet")] if older else []),
    ]


def _event_row(dataset: Dataset, event: Event, citations: Citations) -> Element:
    grade = "" if event.grade == "confirmed" else f" ({event.grade})"
    return element(
        "li",
        element("b", event.date.display_text),
        f" {event.title}{grade}{added_mark(dataset, event)}",
        citations.mark(event.sources),
        *disputes(dataset, event, citations),
        _event_details(event),
    )


def _event_details(event: Event) -> Element | None:
    if not event.summary:
        return None
    speakers = f"{event.speaker} to {event.addressee}. " if event.speaker and event.addressee else ""
    return element("details", element("summary", "Details"), f"{speakers}{event.summary} {event.note}")


def figure_list(dataset: Dataset, figures: list[Figure], citations: Citations) -> list[Element]:
    """The figures, each with its period, value and sources; empty if there are none."""
    if not figures:
        return []
    rows = (_figure_row(dataset, figure, citations) for figure in figures)
    return [element("h4", f"Figures: {len(figures)}"), element("ul", *rows, class_="aw-list")]


def _figure_row(dataset: Dataset, figure: Figure, citations: Citations) -> Element:
    text = f" {figure_text(dataset, figure)}{added_mark(dataset, figure)}"
    definition = dataset.indicators[figure.indicator].definition
    return element(
        "li",
        element("b", figure.period),
        element("span", text, title=definition),
        citations.mark(figure.sources),
    )


def contacts_of_focus(selection: Selection) -> tuple[Contact, ...]:
    """The observed contacts with the partner in focus, oldest first."""
    partner = contact_partner(selection.dataset, selection.view.focus)
    return selection.dataset.contacts.get(partner, ())


def contacts_head(dataset: Dataset, contacts: tuple[Contact, ...]) -> list[Element]:
    """How many contacts there are, that they are machine-coded, and what the count is worth."""
    meetings = sum(contact.kind in MEETING_KINDS for contact in contacts)
    number = quantity(meetings, "meeting, talk or call", "meetings, talks and calls")
    return [
        element("h4", f"Observed contacts with China’s leaders, machine-coded: {number}"),
        element("p", contact_coverage_text(dataset), class_="aw-quiet"),
    ]


def contact_list(contacts: tuple[Contact, ...]) -> Element:
    """The latest few contacts, the newest first."""
    return element("ul", *(_contact_row(row) for row in reversed(contacts[-MOST_CONTACTS:])), class_="aw-list")


def _contact_row(contact: Contact) -> Element:
    leader = contact.leader + (f", {contact.office.replace('_', ' ')}" if contact.office else "")
    text = f" {CONTACT_KIND_NAMES[contact.kind]}: {leader} "
    return element(
        "li", element("b", contact.date.display_text), text, contact.label_zh, " ", link("item", contact.url)
    )
