"""The one question that reads all reports of the feed: it says how long, shows that it is at work, and can be cancelled."""

import pandas as pd
import streamlit as st

from components import session
from components.observed.answer import ObservedAnswer
from components.style.markup import markdown_safe
from components.wording.reports import pair_name
from data.base.days import month_text
from data.base.text import quantity
from data.observed.events.feed import Feed
from data.observed.events.long_questions import LONG_QUESTIONS, LongQuestion
from data.observed.events.questions import of_code
from data.observed.events.vocabulary import code_name, codes_of
from data.tables.dataset import Dataset

_MOST_PAIRS = 20
_SECONDS_BETWEEN_LOOKS = 0.5


def draw_long_question(dataset: Dataset, feed: Feed, answer: ObservedAnswer) -> None:
    """Draw the choices, then what is running, or the answer."""
    asked = LONG_QUESTIONS.of(session.reader_id())
    if asked and asked.is_running:
        st.fragment(lambda: _draw_running(feed, asked), run_every=_SECONDS_BETWEEN_LOOKS)()
        return
    codes = codes_of(feed.about.family)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            "What was reported",
            codes,
            key="observed_code",
            format_func=lambda one: f"{one} {code_name(one)}",
            width=320,
        )
        # A browser may send any text.
        code = code if code in codes else codes[0]
        least = st.number_input("Mentions, at least", 1, 1000, 10, key="observed_mentions", width=160)
        name = f"{code_name(code)}, {month_text(answer.since)} to {month_text(answer.until)}, {quantity(least, 'mention')} or more"
        question = of_code(code, answer.since, answer.until, least_mentions=least, most=_MOST_PAIRS)
        st.button("Count", key="observed_count", on_click=_ask, args=(feed, question, name, answer.all))
    seconds = max(LONG_QUESTIONS.estimate(answer.all), 0.1)
    st.caption(f"Reads {answer.all:,} reports: about {seconds:,.1f} s. You can cancel it.")
    if asked:
        _draw_result(dataset, asked)


def _ask(feed: Feed, question: object, name: str, reports: int) -> None:
    if callable(question) and not LONG_QUESTIONS.ask(session.reader_id(), feed, question, name, reports):
        st.toast("Others are counting. Try again in a moment.")


def _draw_running(feed: Feed, asked: LongQuestion) -> None:
    if not asked.is_running:
        st.rerun()
    expected = LONG_QUESTIONS.estimate(asked.reports)
    st.markdown(markdown_safe(f"Counting “{asked.name}”: {time_text(asked.seconds_so_far, expected)}."))
    st.button("Cancel", key="observed_cancel", on_click=LONG_QUESTIONS.cancel, args=(session.reader_id(), feed))


def time_text(so_far: float, expected: float) -> str:
    """ "2 s of about 5 s"; "9 s so far" where it takes longer than the last one did."""
    return f"{so_far:.0f} s of about {expected:,.0f} s" if so_far <= expected else f"{so_far:,.0f} s so far"


def _draw_result(dataset: Dataset, asked: LongQuestion) -> None:
    if asked.problem:
        st.info(markdown_safe(asked.problem))
        return
    rows = [
        {"Pair": pair_name(dataset, str(dyad)), "Reports": events, "Mentions": mentions}
        for dyad, events, mentions in asked.rows
    ]
    st.markdown(
        markdown_safe(f"{asked.name}: {quantity(len(rows), 'pair')} with most reports, {asked.seconds_so_far:.1f} s")
    )
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", alt=asked.name)
