"""Widgets -> the claim in the view: one sentence with menus in it, below the questions that it can answer."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

import streamlit as st

from components import session
from components.claims.network_words import EACH_PARTNER, TIES_OF, ties_text
from components.claims.words import claim_of_view
from components.frame.day_box import draw_day_box
from components.style.markup import markdown_safe
from components.style.text_width import estimated_width
from components.wording.names import name_before_others
from components.wording.series_values import inline_name
from data.analysis.claims.claim import GREATEST_NUMBER, MOST_MORE, claim_with, tier_keywords
from data.analysis.claims.deeds import claimable_series
from data.base.text import ordinal
from data.links.claims import example_claims
from data.view.fields.claim import NEEDS_OTHER, WORD_SEPARATOR, Claim, Form, Relation, Scope
from data.view.fields.names import findable
from data.view.selection import Selection

_MOST_WORDS = 4
# The numbers that a menu has at least.
NUMBERS_OFFERED = 40
# The first form of a question -> the question; the others of it are a menu in the sentence.
CLAIM_QUESTIONS = {
    Form.HAS: "Does it hold the label?",
    Form.NTH: "Was it the first, the second …?",
    Form.ONLY: "Is it the only one?",
    Form.COUNT: "How many hold it?",
    Form.BEFORE: "Which of two came first?",
    Form.USED: "Was it used of one only?",
    Form.CONNECTED: "Are two connected?",
    Form.SHARED: "Do both have a tie with a third?",
    Form.DEPENDS: "Does it depend on one partner?",
    Form.BALANCED: "Is a triangle balanced?",
    Form.GROUPED: "Are two in one group?",
    Form.DEED: "Was it above its label group?",
}
FORMS: dict[Form, dict[Form, str]] = {
    Form.NTH: {Form.NTH: "is, and so far the last,", Form.ORDER: "was"},
    Form.BEFORE: {Form.BEFORE: "before", Form.AFTER: "after"},
    Form.DEPENDS: {Form.DEPENDS: "would have no", Form.KEEPS: "would still have"},
    Form.BALANCED: {Form.BALANCED: "a balanced triangle", Form.UNBALANCED: "an unbalanced triangle"},
}
QUESTION_OF = {form: question for question in CLAIM_QUESTIONS for form in FORMS.get(question, (question,))}
RELATION_WORDS = {
    Relation.CONTAINS: "a label that includes",
    Relation.ON: "the label",
    Relation.AT_LEAST: "at least the label",
}
# Question -> what is said of it on the day, and of any time until then.
SCOPE_WORDS = {
    Form.HAS: ("holds", "has at some time held"),
    Form.NTH: ("among those that hold", "to obtain"),
    Form.ONLY: ("that holds", "ever to hold"),
    Form.COUNT: ("hold", "have at some time held"),
    Form.BEFORE: ("obtained, and still holds,", "obtained"),
}
# Pixels: the size of the letters, what a menu needs around its text, and the longest text shown in full.
LETTERS, AROUND, _LONGEST_TEXT = 16, 62, 420


def claim_in_view(selection: Selection) -> Claim | None:
    """The claim in the link, or the first example; warns of one that cannot be read. None if there are no ties."""
    claim, problem = claim_of_view(selection)
    if problem:
        st.warning(markdown_safe(f"The claim in the link was ignored: {problem}."))
    return claim


def draw_claim_form(selection: Selection, claim: Claim) -> None:
    """Draw the questions, and below them the claim as a sentence, each part of it a menu."""
    form = _ClaimForm(selection, claim)
    with st.container(key="claim"):
        form.questions()
        with st.container(horizontal=True, vertical_alignment="center", key="claim_sentence", gap="xsmall"):
            for part in form.sentence():
                if isinstance(part, str):
                    st.markdown(part, width="content")
                else:
                    part()


Part = str | Callable[[], None]


class _ClaimForm:
    """The menus of one claim; what is chosen in one replaces what no longer fits in the others."""

    def __init__(self, selection: Selection, claim: Claim) -> None:
        self.selection, self.claim, self.dataset = selection, claim, selection.dataset
        self.question = QUESTION_OF[claim.form]

    def questions(self) -> None:
        """Draw the templates: each is a sentence of its own."""
        st.pills(
            "Question",
            [form for form in CLAIM_QUESTIONS if form is not Form.DEED or claimable_series(self.dataset)],
            format_func=CLAIM_QUESTIONS.__getitem__,
            label_visibility="collapsed",
            **session.bind_choice("claim_question", self.question, self._ask),
        )

    def _ask(self, question: Form | None) -> None:
        if question and question is not self.question:
            self._set(form=question)

    def _set(self, **parts: Any) -> None:
        session.change(claim=claim_with(self.claim, self.dataset, **parts))

    def sentence(self) -> Iterable[Part]:
        """The parts of the sentence in their order: texts and menus."""
        label: list[Part] = [self.relation, self.label, "with", self.partner]
        parts: dict[Form, list[Part]] = {
            Form.HAS: [self.actor, self.scope, *label],
            Form.NTH: [
                *(self.actor, self.form, "the", self.number, "country after", self.other, self.scope),
                *label,
            ],
            Form.ONLY: [self.actor, "is the only country", self.scope, *label],
            Form.COUNT: ["Exactly", self.number, "countries", self.scope, *label],
            Form.BEFORE: [self.actor, self.scope, *label, self.form, self.other],
            Form.CONNECTED: [
                *(self.actor, "and", self.partner, "are connected by", self.kind, "without", self.other),
                *([self.more] if self.claim.other else []),
            ],
            Form.SHARED: [
                *(self.actor, "and", self.partner, self.more, "all" if self.claim.more else "both"),
                *("have", self.kind, "with", self.other),
            ],
            Form.DEPENDS: ["Without", self.partner, ",", self.actor, self.form, self.kind],
            Form.BALANCED: [self.actor, ",", self.partner, "and", self.other, "form", self.form],
            Form.GROUPED: [self.actor, "and", self.partner, self.more, "are in one group by their", self.kind],
            Form.DEED: [self.actor, "was above the median of its label group by", self.series, "with", self.partner],
            Form.USED: [self.partner, "has used", self.relation, self.label, "of", self.actor, "only"],
        }
        return [*parts[self.question], "as of", self.day]

    # The menus ------------------------------------------------------------------------------------------

    def actor(self) -> None:
        self._actor("Country", "actor")

    def more(self) -> None:
        """Further countries of whom the same is said, or who are left out too."""
        claim, chosen = self.claim, list(self.claim.more)
        named = (claim.actor, claim.partner, claim.other)
        st.multiselect(
            "Further countries",
            [actor for actor in self.dataset.actors if actor not in named],
            format_func=lambda actor: findable(self.dataset, actor),
            max_selections=MOST_MORE,
            select_all=False,
            placeholder="and further countries",
            label_visibility="collapsed",
            width=max(_width("and further countries"), sum(_width(self.dataset.actors[one].name) for one in chosen)),
            **session.bind_choice("claim_more", chosen, lambda actors: self._set(more=tuple(actors))),
        )

    def other(self) -> None:
        self._actor("Other country", "other", taken=() if self.claim.other else (self.claim.actor, self.claim.partner))

    def partner(self) -> None:
        self._actor("Partner", "partner")

    def kind(self) -> None:
        """The type of tie; in the plural, unless each of two is said to have one."""
        kinds = dict.fromkeys((*TIES_OF, self.claim.what))
        names = {kind: ties_text(kind, self.claim.form, is_one=self.claim.form is Form.SHARED) for kind in kinds}
        self._menu("Type of tie", names, "what", key="kind")

    def form(self) -> None:
        self._menu("Claim", FORMS[self.question], "form")

    def scope(self) -> None:
        on_day, ever = SCOPE_WORDS[self.question]
        self._menu("When", {Scope.THEN: on_day, Scope.EVER: ever}, "scope")

    def relation(self) -> None:
        self._menu("Label type", RELATION_WORDS, "relation")

    def number(self) -> None:
        """A place in the order as a word, a count as a number."""
        is_count = self.claim.form is Form.COUNT
        last = min(max(NUMBERS_OFFERED, self.claim.number), GREATEST_NUMBER)
        self._menu(
            "Number",
            {number: str(number) if is_count else ordinal(number) for number in range(int(not is_count), last + 1)},
            "number",
        )

    def label(self) -> None:
        if self.claim.relation is Relation.CONTAINS:
            self._words()
            return
        tiers = self.dataset.tiers
        names = {key: f"{tier.wording} {tier.wording_native}".strip() for key, tier in tiers.items()}
        self._menu("Label", names, "what", key="tier", shown=tiers[self.claim.what].wording)

    def series(self) -> None:
        names = {one.series: inline_name(one) for one in claimable_series(self.dataset)}
        self._menu("Deed", names, "what", key="deed")

    def _words(self) -> None:
        st.multiselect(
            "Words",
            tier_keywords(self.dataset),
            max_selections=_MOST_WORDS,
            select_all=False,
            label_visibility="collapsed",
            width=_width("".join(self.claim.words)) + 64 * len(self.claim.words),
            **session.bind_choice(
                "claim_words",
                list(self.claim.words),
                lambda chosen: self._set(what=WORD_SEPARATOR.join(chosen) or self.claim.what),
            ),
        )

    def day(self) -> None:
        day = self.selection.view.as_of
        with st.container(key="claim_date", width="content"):
            draw_day_box(self.selection, "Date", day, session.bind_choice("claim_day", day, _set_day), width=160)

    def _actor(self, label: str, part: str, *, taken: tuple[str, ...] = ()) -> None:
        """The actors that have a tie; one that is named elsewhere in the claim changes places with the one chosen here."""
        is_of_each = part == "actor" and self.claim.form is Form.KEEPS
        free = is_of_each or (part == "other" and self.claim.form not in NEEDS_OTHER)
        options = [actor for actor in self.selection.ties.actors_tied if actor not in taken]
        chosen = getattr(self.claim, part)
        names = {actor: name_before_others(self.dataset, actor) for actor in (*options, chosen) if actor}
        nobody = EACH_PARTNER if is_of_each else "any other"
        nobody = "leaving anyone out" if self.claim.form is Form.CONNECTED else nobody
        shown = self.dataset.actors[chosen].name if chosen else nobody
        self._menu(label, ({"": nobody} if free else {}) | names, part, shown=shown)

    def _menu(
        self, label: str, names: dict[Any, str], part: str, *, key: str | None = None, shown: str | None = None
    ) -> None:
        """A menu as wide as what it shows."""
        chosen = getattr(self.claim, part)
        st.selectbox(
            label,
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            width=_width(shown or names[chosen]),
            **session.bind_choice(f"claim_{key or part}", chosen, lambda value: self._choose(names, part, value)),
        )

    def _choose(self, names: Collection[Any], part: str, value: Any) -> None:
        """A browser may still send the text of an option that the menu had for another question: that chooses nothing."""
        if value in names:
            self._set(**{part: value})


def _width(text: str) -> int:
    return AROUND + round(min(estimated_width(text, LETTERS), _LONGEST_TEXT))


def _set_day(day: date | None) -> None:
    if day:
        session.change(as_of=day)


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
