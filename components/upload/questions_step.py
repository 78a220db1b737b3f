"""The questions that only the reader can answer: a short list of menus, each with the rows that wait for it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import session
from components.style.markup import markdown_safe
from components.upload.words import NO_ANSWER, question_text, questions_text
from data.upload.mapping.choices import ADD, ALL_NAMES, SKIP, Choices, Question, QuestionKey
from data.upload.overlay import Overlay
from data.view.fields.names import findable

# Takes the choices as they are now to those that the reader makes.
Choose = Callable[[Callable[[Choices], Choices]], None]
# Of one upload; the next ones follow when these are answered.
MOST_MENUS = 10


def draw_questions(offer: Overlay, choose: Choose) -> None:
    """Draw the questions; nothing if there are none."""
    if not offer.questions:
        return
    st.markdown(f"### {questions_text(offer)}")
    names = [question for question in offer.questions if question.kind == "actor" and question.is_open]
    if len(names) > 1 or ALL_NAMES in offer.choices.answers:
        _draw_all_names(offer, len(names), choose)
    ordered = sorted(offer.questions, key=lambda question: (question.kind == "actor", not question.is_open))
    for question in ordered[:MOST_MENUS]:
        _draw_question(offer, question, choose)
    if len(ordered) > MOST_MENUS:
        st.caption(f"{len(ordered) - MOST_MENUS} more follow when these are answered.")


def _draw_all_names(offer: Overlay, number: int, choose: Choose) -> None:
    options = {"": NO_ANSWER, ADD: "Add them all as new actors", SKIP: "Leave all their rows out"}
    text = f"All {number} names that are not known" if number else "Names that are not known"
    answer = offer.choices.answers.get(ALL_NAMES, "")
    key = f"answer_all_{len(offer.choices.answers)}"
    _draw_menu(text, options, answer, key, partial(_answer, ALL_NAMES, choose))


def _draw_question(offer: Overlay, question: Question, choose: Choose) -> None:
    options = {"": NO_ANSWER, **dict(question.options)}
    if question.kind == "actor":
        options |= {actor: findable(offer.ours, actor) for actor in offer.ours.actors if actor not in options}
    answer = question.answer if question.answer in options else ""
    key = f"answer_{hash((question.key, answer))}"
    _draw_menu(question_text(question), options, answer, key, partial(_answer, question.key, choose))


def _draw_menu(text: str, options: dict[str, str], answer: str, key: str, give: Callable[[str], None]) -> None:
    """Draw a question at the left, and its menu at the right."""
    left, right = st.columns([1.2, 1], vertical_alignment="center")
    left.markdown(markdown_safe(text))
    right.selectbox(
        markdown_safe(text),
        list(options),
        index=list(options).index(answer),
        format_func=lambda given: options[given],
        label_visibility="collapsed",
        **session.bind_input(key, give, among=options),
    )


def _answer(key: QuestionKey, choose: Choose, answer: str) -> None:
    choose(lambda choices: choices.with_answer(key, answer))
