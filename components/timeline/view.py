"""The timeline on the page: ties and events of the dyads in view on one time axis."""

from contextlib import suppress

import streamlit as st

from components import session
from components.style.chart_style import readable_chart
from components.style.page_style import page_theme
from components.timeline.chart import EVENT, SPELL, chart_of, clickable_in
from components.timeline.lanes import lanes_of, left_out
from data.base.text import quantity
from data.view.fields.codecs import UnreadableError, read_day
from data.view.selection import Selection


def draw_timeline(selection: Selection) -> None:
    """Draw the timeline; a click on a bar sets the focus, one on an event sets focus and day."""
    chart = chart_of(selection, session.today(), page_theme())
    if chart is None:
        return
    if rest := left_out(selection, lanes_of(selection)):
        st.caption(rest)
    st.altair_chart(
        readable_chart(chart),
        width="stretch",
        key="timeline",
        on_select=_take_click,
        # Streamlit refuses the name of a selection that the chart does not have.
        selection_mode=clickable_in(chart),
        alt=f"Timeline of {quantity(len(selection.dyads), 'pair')} with {quantity(len(selection.events), 'event')}",
    )


def _take_click() -> None:
    """Set the focus to the dyad of what was clicked, and the day to that of an event."""
    clicked = session.component_trigger("timeline", "selection") or {}
    for row in (*(clicked.get(EVENT) or ()), *(clicked.get(SPELL) or ())):
        with suppress(UnreadableError):
            day = {"as_of": read_day(str(row["as_of"]))} if row.get("as_of") else {}
            session.change(focus=str(row["dyad"]), **day)
        return
