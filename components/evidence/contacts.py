"""Observed contacts of the focus with China's leaders: machine-coded, apart from the curated events, and said so."""

from xml.etree.ElementTree import Element

import altair as alt
import pandas as pd

from components.style.markup import element, link
from data.analysis.contacts import MEETING_KINDS, contact_partner, coverage_text
from data.base.memo import memo
from data.base.text import counted
from data.model.schema import Contact
from data.tables.dataset import Dataset
from data.view.selection import Selection

LATEST = 6
HEIGHT = 120
BAR = "#7a8796"


def observed(selection: Selection) -> list[alt.Chart | Element]:
    """How often a year, the latest few, and what the count is worth; nothing if there are none."""
    partner = contact_partner(selection.dataset, selection.view.focus)
    contacts = selection.dataset.contacts.get(partner, ())
    if not contacts:
        return []
    proper = sum(contact.kind in MEETING_KINDS for contact in contacts)
    head = f"Observed contacts with China’s leaders, machine-coded: {counted(proper, 'meeting, talk or call', 'meetings, talks and calls')}"
    newest = [_line(contact) for contact in reversed(contacts[-LATEST:])]
    return [
        element("h4", head),
        element("p", coverage_text(selection.dataset), class_="aw-quiet"),
        _chart(selection.dataset, partner),
        element("ul", *newest, class_="aw-list"),
    ]


@memo
def _years(dataset: Dataset) -> tuple[int, int]:
    years = {contact.date.first.year for contacts in dataset.contacts.values() for contact in contacts}
    return min(years), max(years)


@memo
def _chart(dataset: Dataset, partner: str) -> alt.Chart:
    """Contacts a year; the axis is the same for every partner, so that two pictures compare."""
    proper = [contact for contact in dataset.contacts[partner] if contact.kind in MEETING_KINDS]
    years = pd.Series([contact.date.first.year for contact in proper], dtype="int64").value_counts()
    first, last = _years(dataset)
    span = range(first, last + 1)
    frame = pd.DataFrame({"year": list(span), "contacts": [int(years.get(year, 0)) for year in span]})
    bars: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(color=BAR)
        .encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, values=list(span)[::3])),
            y=alt.Y("contacts:Q", axis=alt.Axis(title=None, tickMinStep=1, tickCount=3, grid=False)),
            tooltip=["year", "contacts"],
        )
        .properties(height=HEIGHT)
    )
    return bars


def _line(contact: Contact) -> Element:
    who = contact.leader + (f", {contact.office.replace('_', ' ')}" if contact.office else "")
    words = f" {contact.kind.replace('_', ' ')}: {who} "
    return element("li", element("b", contact.date.spoken), words, contact.label_zh, " ", link("item", contact.url))
