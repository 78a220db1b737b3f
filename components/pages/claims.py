"""The page of claims: the claim, whether it is true, and the evidence."""

import streamlit as st

from components.claims.condition_words import conditions_text
from components.claims.form import claim_in_view, draw_claim_form, draw_example_list
from components.claims.view import draw_claim_answer, draw_copy_box
from components.claims.words import VERDICT_WORDS, claim_sentence
from components.evidence.ties import blind_spot
from components.figure.panel.steps import DaySteps
from components.figure.panel.view import draw_figure_panel, figure_place
from components.frame.announce import announce
from components.frame.summary_bar import draw_unseen_filters, show_notices
from components.style.markup import element, html_of
from data.analysis.claims.answers import check_claim
from data.view.selection import Selection

_ABOUT = (
    "A claim is checked against all records. The only filters that count are withdrawn sources and the ranking; "
    "proposals never count."
)


def claims_page(selection: Selection) -> None:
    """Draw the page."""
    place = figure_place()
    show_notices()
    claim = claim_in_view(selection)
    if claim is None:
        st.info("The records contain no ties, so there is nothing to make a claim about.")
        return
    draw_claim_form(selection, claim)
    draw_unseen_filters(selection, "withdrawn")
    view = selection.view
    answer = check_claim(
        selection.ties, claim, as_of=view.as_of, ladder=view.ladder, withdrawn=frozenset(view.withdrawn)
    )
    announce(f"{VERDICT_WORDS[answer.verdict]}{conditions_text(answer)}: {claim_sentence(selection.dataset, claim)}")
    left, right = st.columns([2.2, 1], gap="small")
    with left:
        draw_claim_answer(selection.ties, answer)
    draw_figure_panel(selection, DaySteps("claims", "claim"), place)
    with right, st.container(key="evidence"):
        draw_example_list(selection)
        about = element("p", _ABOUT, class_="aw-quiet")
        gaps = blind_spot(selection.dataset, view.as_of)
        st.html(html_of(element("div", about, *gaps, class_="aw-evidence")))
        draw_copy_box(selection.ties, answer)
