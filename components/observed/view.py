"""The feed of observed events on the page of activity, below the curated records; a feed that fails leaves them alone."""

from typing import Any

import pandas as pd
import streamlit as st

from components.observed.answer import ObservedAnswer, observed_answer
from components.observed.chart import counts_chart, observed_table, shares_chart
from components.observed.long_question import draw_long_question
from components.observed.words import (
    OBSERVED_TITLE,
    change_text,
    no_answer_text,
    summary_text,
)
from components.style.chart_style import readable_chart
from components.style.markup import element, html_of, markdown_safe
from components.style.page_style import page_theme
from components.wording.reports import GENERATED, country_name, feed_sentences, pair_name, share_text
from data.observed.events.engine import FeedError
from data.observed.events.feed import Feed, current_feed
from data.observed.events.vocabulary import code_name
from data.tables.dataset import Dataset
from data.view.selection import Selection


def draw_observed(selection: Selection, setting: str) -> None:
    """Draw what the feed of the setting says of the focus, or why it says nothing."""
    st.html(html_of(element("h2", OBSERVED_TITLE, class_="aw-finding")))
    try:
        with st.spinner("Asking the feed of observed events …"):
            feed = current_feed(setting)
            answer = observed_answer(selection, feed)
        _draw_answer(selection, feed, answer)
    except FeedError as problem:
        st.warning(markdown_safe(f"{problem} The curated records above are complete without it."))


def _draw_answer(selection: Selection, feed: Feed, answer: ObservedAnswer) -> None:
    dataset = selection.dataset
    if answer.coverage.is_generated:
        st.warning(GENERATED)
    if nothing := no_answer_text(dataset, answer):
        st.markdown(markdown_safe(nothing))
    else:
        sentences = [summary_text(dataset, answer), change_text(answer)]
        st.html(html_of(*(element("p", words, class_="aw-finding") for words in sentences if words)))
        for name, chart in (("counts", counts_chart), ("shares", shares_chart)):
            st.altair_chart(
                readable_chart(chart(answer, page_theme())), width="stretch", key=f"observed_{name}", alt=sentences[0]
            )
        _draw_tables(dataset, answer)
        if answer.is_pair:
            _draw_reports(dataset, feed, answer)
    quiet = [
        element("p", words, class_="aw-quiet")
        for words in feed_sentences(answer.coverage, feed.about, feed.engine.name)
    ]
    st.html(html_of(element("div", *quiet, class_="aw-evidence")))
    with st.expander("Which pairs have most reports of one kind?"):
        draw_long_question(dataset, feed, answer)


def _draw_tables(dataset: Dataset, answer: ObservedAnswer) -> None:
    if answer.partners:
        rows = [
            {
                "Partner": country_name(dataset, partner.actor),
                "Reports": partner.events,
                "Share of all": share_text(partner.share),
                "Of these, conflict": share_text(partner.conflict_share),
            }
            for partner in answer.partners
        ]
        _draw_frame("Partners with most reports", pd.DataFrame(rows))
    if answer.changes and not answer.is_pair:
        rows = [
            {
                "Pair": pair_name(dataset, change.dyad),
                "Last 3 months": change.now,
                "Expected": round(change.expected),
                "Year before": change.before,
                "Conflict now": share_text(change.conflict_now / change.now if change.now else 0),
            }
            for change in answer.changes
        ]
        words = "Furthest from their own share in the year before (pairs with few reports are left out)"
        _draw_frame(words, pd.DataFrame(rows))
    with st.expander("Show the reports as a table"):
        st.dataframe(observed_table(answer), hide_index=True, width="stretch", alt="Reports by period and kind")


def _draw_frame(title: str, frame: pd.DataFrame) -> None:
    st.markdown(f"**{title}**")
    numbers = frame.select_dtypes("number").columns
    config: dict[str, Any] = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    st.dataframe(frame, hide_index=True, width="stretch", alt=title, column_config=config)


def _draw_reports(dataset: Dataset, feed: Feed, answer: ObservedAnswer) -> None:
    if not st.toggle("List the latest reports", key="observed_reports"):
        return
    rows = [
        {
            "Date": report.day.isoformat(),
            "From": country_name(dataset, report.actor1),
            "To": country_name(dataset, report.actor2),
            "What was reported": code_name(report.code),
            "Mentions": report.mentions,
        }
        for report in feed.reports(answer.focus, answer.since, answer.until)
    ]
    _draw_frame("The latest 50 reports, coded by machine", pd.DataFrame(rows))
