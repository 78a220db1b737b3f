"""The years of events as bars over a slider: what is between its ends are the events from and until."""

from collections import Counter
from datetime import date

import streamlit as st

from components import session
from components.sidebar.counts import year_strip
from components.style.markup import html_of
from data.view.counts import YearCounts
from data.view.selection import Selection


def draw_event_years(selection: Selection) -> None:
    """Draw them; nothing without events of at least two years."""
    every = Counter(event.date.first.year for event in selection.dataset.events)
    if len(every) < 2:
        return
    view, first, last = selection.view, min(every), max(every)
    shown = Counter(event.date.first.year for event in selection.events)
    years = range(first, last + 1)
    counts = YearCounts(
        first, tuple(every[year] for year in years), tuple(min(shown[year], every[year]) for year in years)
    )
    st.html(html_of(year_strip(counts, view.as_of.year, "Events")))
    since = min(max(view.since.year, first), last) if view.since else first
    until = min(max(view.until.year, first), last) if view.until else last
    st.slider(
        "Years of events",
        first,
        last,
        help="The bars are all events, filled those shown. Drag the ends to keep some years.",
        **session.bind_choice("event_years", (min(since, until), until), lambda chosen: _choose(chosen, first, last)),
    )


def _choose(chosen: tuple[int, int], first: int, last: int) -> None:
    """All years are no filter."""
    since, until = chosen
    session.change(
        since=date(since, 1, 1) if since > first else None, until=date(until, 12, 31) if until < last else None
    )
