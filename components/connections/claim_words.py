"""A question about the network -> what its answer claims, to be checked over time, and how that is called. Pure."""

from dataclasses import replace

from components.claims.words import claim_sentence
from components.connections.words import asked_actors, chosen_actor, question_of
from data.analysis.connections.common import in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.groups import stable_groups
from data.analysis.connections.triangles import triangles_of
from data.model.cells import dyad_of
from data.tables.dataset import Dataset
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
from data.view.selection import Selection


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
