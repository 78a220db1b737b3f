"""Widgets -> the claim in the view: a row of choices that reads as a sentence."""

from datetime import date
from typing import Any

import streamlit as st

from components import session
from components.claims.words import claim_of_view
from components.frame.day_box import draw_day_box
from components.style.markup import markdown_safe
from data.analysis.claims.claim import (
    GREATEST_NUMBER,
    claim_with,
    tier_keywords,
)
from data.base.text import ordinal
from data.links.claims import example_claims
from data.tables.dataset import Dataset
from data.view.fields.claim import NEEDS_OTHER, NUMBERED, WITH_OTHER, WORD_SEPARATOR, Claim, Form, Relation, Scope
from data.view.fields.names import findable
from data.view.selection import Selection

MOST_WORDS = 4
FORM_WORDS = {
    Form.HAS: "holds",
    Form.NTH: "is the most recent, and number N, to hold",
    Form.ORDER: "was number N to obtain",
    Form.ONLY: "is the only one to hold",
    Form.COUNT: "exactly N countries hold",
    Form.BEFORE: "obtained earlier than",
    Form.AFTER: "obtained later than",
}
RELATION_WORDS = {
    Relation.CONTAINS: "a label that includes",
    Relation.ON: "the label",
    Relation.AT_LEAST: "this label or a higher one",
}
SCOPE_WORDS = {Scope.EVER: "at any time until", Scope.THEN: "in force on"}


def claim_in_view(selection: Selection) -> Claim | None:
    """The claim in the link, or the first example; warns of one that cannot be read. None if there are no ties."""
    claim, problem = claim_of_view(selection)
    if problem:
        st.warning(markdown_safe(f"The claim in the link was ignored: {problem}."))
    return claim


def draw_claim_form(selection: Selection, claim: Claim) -> None:
    """Draw the parts of the claim, each as a choice."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="claim"):
        if claim.form is not Form.COUNT:
            _actor("Country", selection, claim, "actor", taken=(claim.other,))
        _choice("Claim", FORM_WORDS, selection, claim, "form", width=300)
        if claim.form in NUMBERED:
            _number(selection, claim)
        if claim.form in WITH_OTHER:
            _actor(_other_label(claim), selection, claim, "other", taken=(claim.actor, claim.partner))
        _choice("Label type", RELATION_WORDS, selection, claim, "relation", width=180)
        (_words if claim.relation is Relation.CONTAINS else _tier)(selection, claim)
        _actor("Partner", selection, claim, "partner", taken=(claim.other,))
        _choice("When", SCOPE_WORDS, selection, claim, "scope", width=165)
        draw_day_box(
            selection,
            "Date",
            selection.view.as_of,
            session.bind_choice("claim_day", selection.view.as_of, _set_day),
            width=160,
        )


def _set_day(day: date | None) -> None:
    if day:
        session.change(as_of=day)


def _set_claim(dataset: Dataset, claim: Claim, **parts: Any) -> None:
    session.change(claim=claim_with(claim, dataset, **parts))


def _other_label(claim: Claim) -> str:
    return "Before" if claim.form is Form.BEFORE else "After" if claim.form is Form.AFTER else "Directly after"


def _choice(label: str, words: dict[Any, str], selection: Selection, claim: Claim, part: str, *, width: int) -> None:
    st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        width=width,
        **session.bind_choice(
            f"claim_{part}", getattr(claim, part), lambda chosen: _set_claim(selection.dataset, claim, **{part: chosen})
        ),
    )


def _actor(label: str, selection: Selection, claim: Claim, part: str, *, taken: tuple[str, ...]) -> None:
    """The actors that have a tie; the one directly before need not be named."""
    free = part == "other" and claim.form not in NEEDS_OTHER
    options = [actor for actor in selection.ties.actors_tied if actor not in taken or not actor]
    st.selectbox(
        label,
        ["", *options] if free else options,
        format_func=lambda actor: findable(selection.dataset, actor) if actor else "(any)",
        width=150,
        **session.bind_choice(
            f"claim_{part}", getattr(claim, part), lambda chosen: _set_claim(selection.dataset, claim, **{part: chosen})
        ),
    )


def _number(selection: Selection, claim: Claim) -> None:
    st.number_input(
        "Number" if claim.form is Form.COUNT else f"Number ({ordinal(max(claim.number, 1))})",
        min_value=int(claim.form is not Form.COUNT),
        max_value=GREATEST_NUMBER,
        width=95,
        **session.bind_choice(
            "claim_number", claim.number, lambda chosen: _set_claim(selection.dataset, claim, number=int(chosen))
        ),
    )


def _words(selection: Selection, claim: Claim) -> None:
    st.multiselect(
        "Words",
        tier_keywords(selection.dataset),
        max_selections=MOST_WORDS,
        width=215,
        **session.bind_choice(
            "claim_words",
            list(claim.words),
            lambda chosen: _set_claim(selection.dataset, claim, what=WORD_SEPARATOR.join(chosen) or claim.what),
        ),
    )


def _tier(selection: Selection, claim: Claim) -> None:
    tiers = selection.dataset.tiers
    st.selectbox(
        "Label",
        list(tiers),
        format_func=lambda tier: f"{tiers[tier].wording} {tiers[tier].wording_native}".strip(),
        width=330,
        **session.bind_choice(
            "claim_tier", claim.what, lambda chosen: _set_claim(selection.dataset, claim, what=chosen)
        ),
    )


def draw_example_list(selection: Selection) -> None:
    """Draw the example questions, one click each."""
    st.html('<div class="aw-evidence"><h4>Example questions</h4></div>')
    for number, (example, claim) in enumerate(example_claims(selection.dataset).items()):
        st.button(
            f"{markdown_safe(example.title)} · {example.as_of.display_text}",
            key=f"links_claim_{number}",
            type="tertiary",
            on_click=session.change,
            kwargs={"claim": claim, "as_of": example.as_of.first},
        )
