"""A view -> the question that it asks about the network, and its answer in words. Pure."""

from dataclasses import replace
from datetime import date

from components.connections.answer import NetworkAnswer
from components.connections.common_words import common_answer
from components.connections.dependence_words import dependence_answer
from components.connections.group_words import groups_answer
from components.connections.path_words import connection_answer
from components.connections.triangle_words import triangle_answer
from data.analysis.connections.common import MOST_ACTORS
from data.base.days import day_in_full
from data.base.memo import memo
from data.base.text import quantity
from data.tables.origin import added_count_text
from data.view.fields.names import focus_actors
from data.view.presets import focal_actors
from data.view.selection import Selection, first_day
from data.view.ties import Ties
from data.view.view import Question

QUESTION_NAMES: dict[Question, str] = {
    "connected": "How are they connected?",
    "common": "What do they share?",
    "hangs": "What depends on it?",
    "triangles": "Triangles",
    "groups": "Groups",
}


def asked_actors(selection: Selection) -> tuple[str, ...]:
    """Whom the question is about: the actors of the link, else of the focus, else two that are known but not tied."""
    view, dataset = selection.view, selection.dataset
    chosen = view.between or focus_actors(dataset, view.focus)
    return tuple(dict.fromkeys(chosen))[:MOST_ACTORS] or _example(selection.ties)


def another_actor(ties: Ties, actor: str) -> str:
    """Somebody to whom the actor may be connected: who is known and not tied with it, if there is one."""
    known = [one for one in (*focal_actors(ties.dataset), *ties.actors_tied) if one != actor]
    tied = {other for pair in ties.actors if actor in pair for other in pair}
    return next((one for one in known if one not in tied), known[0])


def chosen_actor(selection: Selection) -> str:
    """Of whom the reader asks in which group it is; "" for none."""
    return next(iter(selection.view.between or focus_actors(selection.dataset, selection.view.focus)), "")


@memo
def _example(ties: Ties) -> tuple[str, ...]:
    known = focal_actors(ties.dataset) or ties.actors_tied[:4]
    pairs = [(one, other) for one in known for other in known if one < other]
    tied = set(ties.actors)
    return next((pair for pair in pairs if pair not in tied), pairs[0] if pairs else known[:1])


def question_of(selection: Selection) -> Question:
    """The question of the view; one actor alone is connected with nobody, so there it is what depends on it."""
    question = selection.view.question
    return "hangs" if question == "connected" and len(asked_actors(selection)) == 1 else question


def network_answer(selection: Selection) -> NetworkAnswer | None:
    """The answer to the question of the view; None if the records have nobody to ask about."""
    actors, without = asked_actors(selection), selection.view.without
    if not actors:
        return None
    question = question_of(selection)
    if question == "groups":
        return _with_origin(groups_answer(selection, chosen_actor(selection)), selection.ties, selection.view.as_of)
    if question == "connected":
        return _with_origin(
            connection_answer(selection, actors[0], actors[1], without), selection.ties, selection.view.as_of
        )
    makers = {"common": common_answer, "hangs": dependence_answer, "triangles": triangle_answer}
    return _with_origin(makers[question](selection, actors), selection.ties, selection.view.as_of)


def _with_origin(answer: NetworkAnswer, ties: Ties, day: date) -> NetworkAnswer:
    """The answer, which says how many of the ties it rests on were added by the reader, and of a day before all records so."""
    added = added_count_text(tie=sum(bool(ties.added[index]) for index in answer.lit))
    first = first_day(ties)
    if day < first:
        before = f"The records begin on {day_in_full(first)}: what was before is not covered."
        answer = replace(answer, gaps=(before, *answer.gaps))
    support = f" It rests on {quantity(len(answer.lit), 'tie')}{added}." if added else ""
    return replace(answer, sentence=answer.sentence + support)
