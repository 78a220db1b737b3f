"""A view -> the question that it asks about the network, and its answer in words. Pure."""

from dataclasses import replace
from datetime import date

from components.connections.answer import NetworkAnswer
from components.connections.common_words import common_answer
from components.connections.dependence_words import dependence_answer
from components.connections.group_words import groups_answer
from components.connections.path_words import connection_answer
from components.connections.triangle_words import triangle_answer
from data.analysis.connections.common import MOST_ACTORS, in_common
from data.analysis.connections.groups import stable_groups
from data.analysis.connections.triangles import triangles_of
from data.base.days import day_in_full
from data.base.memo import memo
from data.base.text import quantity
from data.model.cells import dyad_of
from data.tables.origin import added_count_text
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
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


def claim_of_question(selection: Selection) -> Claim | None:
    """What the question would claim of its actors, to be checked; None for a question that no claim is about."""
    actors, view, question = asked_actors(selection), selection.view, question_of(selection)
    if question == "triangles":
        return _claim_of_triangle(selection, actors)
    if question == "groups":
        return _claim_of_group(selection)
    what = view.layers[0] if len(view.layers) == 1 else ANY_TIE
    without = view.without[0] if len(view.without) == 1 else ""
    if len(actors) < 2 or len(view.layers) > 1 or view.grades:
        return None
    one, other = actors[:2]
    if question == "connected" and len(view.without) < 2:
        return Claim(one, Relation.ON, what, other, Form.CONNECTED, other=without, scope=Scope.THEN)
    if question == "hangs":
        return Claim(one, Relation.ON, what, other, Form.DEPENDS, scope=Scope.THEN)
    if question == "common" and (third := _first_shared(selection, (one, other))):
        return Claim(one, Relation.ON, what, other, Form.SHARED, other=third, scope=Scope.THEN)
    return None


def _claim_of_triangle(selection: Selection, actors: tuple[str, ...]) -> Claim | None:
    """That the first triangle of the answer is balanced; its actors are in the order of the question."""
    found = triangles_of(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    first = next((one for balance in (-1, 0, 1) for one in found.with_balance(balance)), None)
    if first is None or selection.view.layers or selection.view.grades:
        return None
    one, other, third = first.actors
    return Claim(one, Relation.ON, ANY_TIE, other, Form.BALANCED, other=third, scope=Scope.THEN)


def _claim_of_group(selection: Selection) -> Claim | None:
    """That the country asked about and the first other one of its group are in one; without a country, of the largest."""
    view, groups = selection.view, stable_groups(selection).groups
    what = view.layers[0] if len(view.layers) == 1 else ANY_TIE
    asked = chosen_actor(selection)
    group = next((each for each in groups if not asked or asked in each.actors), None)
    if group is None or len(view.layers) > 1 or view.grades:
        return None
    one = asked or group.actors[0]
    other = next(actor for actor in group.actors if actor != one)
    return Claim(one, Relation.ON, what, other, Form.GROUPED, scope=Scope.THEN)


def _first_shared(selection: Selection, actors: tuple[str, ...]) -> str:
    """With whom both have a tie."""
    return next((row.partner for row in in_common(selection, actors).shared), "")


def _with_origin(answer: NetworkAnswer, ties: Ties, day: date) -> NetworkAnswer:
    """The answer, which says how many of the ties it rests on were added by the reader, and of a day before all records so."""
    added = added_count_text(tie=sum(bool(ties.added[index]) for index in answer.lit))
    first = first_day(ties)
    if day < first:
        before = f"The records begin on {day_in_full(first)}: what was before is not covered."
        answer = replace(answer, gaps=(before, *answer.gaps))
    support = f" It rests on {quantity(len(answer.lit), 'tie')}{added}." if added else ""
    return replace(answer, sentence=answer.sentence + support)
