"""Below a network by reports: which reports, from when to when, who is near whom, and what was counted."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from components import session
from components.network.layouts.arrangement import Arrangement
from components.network.layouts.reports import AskedReports, reports_for
from components.network.reports_words import (
    counted_text,
    kind_text,
    method_sentences,
    near_rows,
    no_places_text,
)
from components.network.words import REPORTED_NAMES
from components.style.markup import element, html_of, markdown_safe
from components.wording.reports import GENERATED
from data.analysis.periods import after_period
from data.view.selection import Selection
from data.view.view import REPORTED, Reported


def draw_reports_control(selection: Selection, arrangement: Arrangement) -> None:
    """Draw the choice of reports and window, and what the places rest on; or why there are none."""
    asked = reports_for(selection.view)
    if problem := no_places_text(selection.dataset, selection.view, arrangement.subject):
        st.warning(markdown_safe(f"{problem} The ties are placed without reports."))
    if isinstance(asked, str):
        return
    if asked.coverage.is_generated:
        st.warning(GENERATED)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            "Reports of",
            REPORTED,
            format_func=REPORTED_NAMES.__getitem__,
            width="content",
            **session.bind_choice("reported", selection.view.reported, _choose),
        )
        _draw_day("From", "since", asked)
        _draw_day("Until", "until", asked)
    if arrangement.layout == "reports":
        _draw_rows(selection, arrangement, asked)


def _choose(reported: Reported | None) -> None:
    """A click on the choice in use chooses none: then it stays."""
    if reported:
        session.change(reported=reported)


def _draw_day(label: str, field: str, asked: AskedReports) -> None:
    """Whole months count, and the same two dates bound the events beside the picture."""
    chosen: date | None = getattr(session.view(), field)
    first, last = asked.coverage.first, asked.coverage.last
    st.date_input(
        label,
        min_value=min(first, chosen or first),
        max_value=max(after_period(last, "month") - timedelta(days=1), chosen or last),
        format="YYYY-MM-DD",
        width=150,
        help="Whole months are counted. Also bounds the events at the right." if field == "since" else None,
        **session.bind_choice(f"reports_{field}", chosen, lambda day: session.change(**{field: day})),
    )


def _draw_rows(selection: Selection, arrangement: Arrangement, asked: AskedReports) -> None:
    st.caption(markdown_safe(counted_text(selection, asked)))
    with st.expander("Who is near whom, and why"):
        if rows := list(near_rows(selection, asked, arrangement.subject)):
            names = [
                "Pair",
                f"Reports of {kind_text(selection.view)}",
                "Share of all such reports",
                "Share of the two’s own",
            ]
            st.dataframe(
                pd.DataFrame(rows, columns=names),
                hide_index=True,
                width="stretch",
                alt="The pairs that are nearest by their reports",
                column_config={names[1]: st.column_config.NumberColumn(format="localized")},
            )
        sentences = method_sentences(selection, asked, arrangement.subject)
        quiet = [element("p", words, class_="aw-quiet") for words in sentences]
        st.html(html_of(element("div", *quiet, class_="aw-evidence")))
