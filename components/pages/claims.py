"""The page of claims: what is said, whether it holds, and the rows that decide it."""

import streamlit as st

from components.claims.answer import answer, answer_text
from components.claims.form import claim_form, claim_in_view, saved_list
from components.claims.words import VERDICT_WORDS, sentence_of
from components.evidence.view import blind_spot
from components.frame.announce import announce
from components.frame.summary_bar import notices
from components.style.markup import element, html_of
from data.analysis.claims.verdicts import check_claim
from data.view.selection import Selection


def claims(selection: Selection) -> None:
    """Draw the page."""
    notices()
    claim = claim_in_view(selection)
    if claim is None:
        st.info("The records hold no tie, so there is nothing to make a claim about.")
        return
    claim_form(selection, claim)
    given = check_claim(
        selection.ties,
        claim,
        as_of=selection.view.as_of,
        ladder=selection.view.ladder,
        withdrawn=frozenset(selection.view.withdrawn),
    )
    announce(f"{VERDICT_WORDS[given.verdict]}: {sentence_of(selection.dataset, claim)}")
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        answer(selection.ties, given)
    with right, st.container(key="evidence"):
        saved_list(selection)
        words = "A claim is checked against all records. Of the filters only withdrawn sources and the order of tiers count; what was only proposed never does."
        st.html(
            html_of(
                element(
                    "div",
                    element("p", words, class_="aw-quiet"),
                    *blind_spot(selection.dataset, selection.view.as_of),
                    class_="aw-evidence",
                )
            )
        )
        box = st.expander("Copy the answer, with the sources", key="copy_answer", on_change="rerun")
        if box.open:
            box.code(answer_text(selection.ties, given), language=None, wrap_lines=True, height=320)
