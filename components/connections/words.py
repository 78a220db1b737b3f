"""A view -> the question that it asks about the network, and its answer in words. Pure."""

from dataclasses import replace
from datetime import date

from components.claims.words import claim_sentence
from components.connections.answer import NetworkAnswer
from components.connections.common_words import common_answer
from components.connections.dependence_words import dependence_answer
from components.connections.group_words import groups_answer
from components.connections.path_words import connection_answer
from components.connections.triangle_words import triangle_answer
from data.analysis.connections.common import MOST_ACTORS, in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.groups import stable_groups
from data.analysis.connections.triangles import triangles_of
from data.base.days import day_in_full
from data.base.memo import memo
from data.base.text import quantity
from data.model.cells import dyad_of
from data.tables.dataset import Dataset
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


# The claim --------------------------------------------------------------------------------------------


def claim_button_text(dataset: Dataset, claim: Claim) -> str:
    """ "Check as a claim: Belarus and Russia are in one group by their ties": a claim can be about a part of the answer."""
    return f"Check as a claim: {claim_sentence(dataset, claim)}"


def claim_of_question(selection: Selection) -> Claim | None:
    """What the answer claims of its actors, or the first part of it; None for an answer that no claim is about."""
    view, question = selection.view, question_of(selection)
    actors = asked_actors(selection)
    if not actors or len(view.layers) > 1 or view.grades or (question == "triangles" and view.layers):
        return None
    makers = {
        "connected": _of_connection,
        "common": _of_common,
        "hangs": _of_dependence,
        "triangles": _of_triangle,
        "groups": _of_group,
    }
    claim = makers[question](selection, actors)
    if claim and claim.what == ANY_TIE and view.layers:
        return replace(claim, what=view.layers[0])
    return claim


def _claim(form: Form, one: str, other: str, third: str = "", what: str = ANY_TIE) -> Claim:
    return Claim(one, Relation.ON, what, other, form, other=third, scope=Scope.THEN)


def _of_connection(selection: Selection, actors: tuple[str, ...]) -> Claim | None:
    """That the two are connected, without one other."""
    without = selection.view.without
    if len(actors) < 2 or len(without) > 1:
        return None
    return _claim(Form.CONNECTED, actors[0], actors[1], third=next(iter(without), ""))


def _of_common(selection: Selection, actors: tuple[str, ...]) -> Claim | None:
    """That the first two have a tie of the type that all share first, with whom they share it."""
    if len(actors) < 2:
        return None
    row = next(iter(in_common(selection, actors).shared), None)
    if row is None:
        return None
    return _claim(Form.SHARED, actors[0], actors[1], third=row.partner, what=selection.ties.layer(row.spells[0][0]))


def _of_dependence(selection: Selection, actors: tuple[str, ...]) -> Claim | None:
    """That the first who would have no tie left, or none of a type, depends on who is taken away."""
    found = dependence_on(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    losses = [*((actor, ANY_TIE) for actor in found.alone), *found.last]
    if not losses:
        return None
    actor, what = losses[0]
    partner = next(one for one in actors[:2] if one != actor)
    return _claim(Form.DEPENDS, actor, partner, what=what)


def _of_triangle(selection: Selection, actors: tuple[str, ...]) -> Claim | None:
    """That the first triangle of the answer is balanced; its actors are in the order of the question."""
    found = triangles_of(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    first = next((one for balance in (-1, 0, 1) for one in found.with_balance(balance)), None)
    return _claim(Form.BALANCED, *first.actors) if first else None


def _of_group(selection: Selection, _actors: tuple[str, ...]) -> Claim | None:
    """That the country asked about is in one group with its namesake; without a country, the first two of the largest."""
    groups, asked = stable_groups(selection).groups, chosen_actor(selection)
    group = next((each for each in groups if not asked or asked in each.actors), None)
    if group is None:
        return None
    # The namesake is the first of its members.
    one = asked or group.actors[0]
    return _claim(Form.GROUPED, one, next(actor for actor in group.actors if actor != one))


def _with_origin(answer: NetworkAnswer, ties: Ties, day: date) -> NetworkAnswer:
    """The answer, which says how many of the ties it rests on were added by the reader, and of a day before all records so."""
    added = added_count_text(tie=sum(bool(ties.added[index]) for index in answer.lit))
    first = first_day(ties)
    if day < first:
        before = f"The records begin on {day_in_full(first)}: what was before is not covered."
        sentence = f"{answer.sentence} The records begin only on {day_in_full(first)}."
        answer = replace(answer, sentence=sentence, gaps=(before, *answer.gaps))
    support = f" It rests on {quantity(len(answer.lit), 'tie')}{added}." if added else ""
    return replace(answer, sentence=answer.sentence + support)
