"""The answer to a claim on the page: the verdict, when it was true, and the rows that decide it."""

import streamlit as st

from components import session
from components.claims.chart import claim_chart, says_something
from components.claims.evidence import answer_evidence, answer_head, answer_text
from components.claims.words import history_text
from components.frame.download import draw_text_to_copy
from components.style.chart_style import readable_chart
from components.style.markup import html_of
from components.style.page_style import page_theme
from data.analysis.claims.answers import Answer
from data.view.ties import Ties


def draw_claim_answer(ties: Ties, answer: Answer) -> None:
    """Draw the answer: verdict, history strip and evidence."""
    st.html(html_of(answer_head(ties, answer)))
    if says_something(answer):
        chart = claim_chart(ties, answer, today=session.today(), theme=page_theme())
        st.altair_chart(readable_chart(chart), width="stretch", alt=history_text(answer))
    st.html(html_of(answer_evidence(ties, answer)))


def draw_copy_box(ties: Ties, answer: Answer) -> None:
    """Draw the answer as plain text to copy; made only once the box is opened."""
    box = st.expander("Copy the answer with sources", key="copy_answer", on_change="rerun")
    if box.open:
        with box:
            draw_text_to_copy(answer_text(ties, answer), height=320)
