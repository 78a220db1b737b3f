"""A question about the network in the view -> the claim that checks its answer, and what its button says. Pure."""

from dataclasses import replace

from components.claims.words import claim_sentence
from components.connections.answers.group_words import named_of_group
from components.connections.words import another_actor, asked_actors, chosen_actor, question_of
from data.analysis.claims.claim import MOST_MORE
from data.analysis.connections.common import in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.connections.traits import LAYERS_OF_KINDS, Trait
from data.analysis.connections.triangles import Triangle, signed_graph, triangles_of
from data.analysis.groups.stable import stable_groups
from data.base.text import list_text
from data.model.cells import dyad_of
from data.view.fields.claim import (
    ANY_TIE,
    NEEDS_OTHER,
    OF_TRIANGLES,
    WORD_SEPARATOR,
    Claim,
    Form,
    Relation,
    Scope,
)
from data.view.presets import focal_actors
from data.view.selection import Selection, select

# A claim about a triangle names so many.
_LEAST_NAMED = 3


def claim_button_text(selection: Selection, claim: Claim) -> str:
    """ "Check as a claim: Belarus and Russia are in one group by their ties": a claim can be about a part of the answer.

    What the claim does not heed is said: it is by all records, and a triangle is by all types of tie. So is that a triangle
    with both signs on a side, which is all that the answer has, is not balanced by it.
    """
    view, is_triangle = selection.view, claim.form in OF_TRIANGLES
    parts = ["records"] if view.grades or view.added_only else []
    parts += ["types of tie"] if view.layers and is_triangle else []
    scope = f", by all {list_text(parts)}" if parts else ""
    first = _first_triangle(selection, asked_actors(selection)) if is_triangle else None
    denied = ", which this answer denies" if first and not first.balance else ""
    part = _part_text(selection)
    return f"Check as a claim{scope}{denied}{part}: {claim_sentence(selection.dataset, claim)}"


def _part_text(selection: Selection) -> str:
    """ ", the first of 4 that they share": which part of the answer a claim is about that cannot be about all; else ""."""
    question, actors = question_of(selection), asked_actors(selection)
    if question == "common" and len(actors) > 1:
        shared = in_common(selection, actors).shared
        return f", the first of the {len(shared):,} that they share" if len(shared) > 1 else ""
    if question == "hangs":
        losses = _losses(selection, actors)
        if len(losses) > 1:
            return f", the first of {len(losses):,} cases of a last tie"
        # Of a pair the answer has the ties that would be lost; that others are left is only the end of it.
        return ", only whether any tie would be left" if len(actors) > 1 and not losses else ""
    return ""


def claim_of_question(selection: Selection) -> Claim | None:
    """What the answer claims of its actors, or a part of it; where it says that there is nothing, the claim that there is.

    None if the records have nobody else to ask about, or if more are left out than a claim can name.
    """
    view, question = selection.view, question_of(selection)
    actors = asked_actors(selection)
    if not actors or len(selection.ties.actors_tied) < _LEAST_NAMED or len(view.without) > MOST_MORE + 1:
        return None
    # A claim is by all records, and a triangle by all types of tie.
    layers = () if question == "triangles" else view.layers
    asked = select(selection.ties, replace(view, grades=(), added_only=False, layers=layers))
    makers = {
        "connected": _of_connection,
        "common": _of_common,
        "hangs": _of_dependence,
        "triangles": _of_triangle,
        "groups": _of_group,
    }
    claim = makers[question](asked, actors)
    if not claim.partner or (claim.form in NEEDS_OTHER and not claim.other):
        return None
    if claim.what == ANY_TIE and layers:
        return replace(claim, what=WORD_SEPARATOR.join(layers))
    return claim


def _claim(
    form: Form, actors: tuple[str, ...], third: str = "", what: str = ANY_TIE, left_out: tuple[str, ...] = ()
) -> Claim:
    """Of two actors and of others of whom the same is said; or of two, without those left out."""
    one, other, *more = actors
    return Claim(one, Relation.ON, what, other, form, other=third, scope=Scope.THEN, more=(*more, *left_out))


def _of_connection(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the two are connected, without those left out."""
    without = tuple(one for one in selection.view.without if one not in actors[:2])
    return _claim(Form.CONNECTED, actors[:2], next(iter(without), ""), left_out=without[1:])


def _of_common(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That all have a tie of the type that they share first, with whom they share it; of one alone, who is most like it."""
    found = in_common(selection, actors)
    if len(actors) > 1 and found.shared:
        row = found.shared[0]
        # Relations without a label are a tie, and no partnership label.
        is_other = row.kind == "relations"
        what = ANY_TIE if is_other else selection.ties.layer(next(one for spells in row.spells for one in spells))
        return _claim(Form.SHARED, actors, row.partner, what)
    if len(actors) == 1 and found.alike:
        like = found.alike[0]
        return _claim(Form.SHARED, (*actors, like.actor), like.shared[0].partner, _type_of(like.shared[0]))
    # Nothing is shared: then what the first of them has, or what somebody known might be.
    ends = actors if len(actors) > 1 else (*actors, another_actor(selection.ties, actors[0]))
    own = (row.partner for rows in found.only for row in rows if row.partner not in ends)
    return _claim(Form.SHARED, ends, next(own, "") or _somebody(selection, *ends))


def _type_of(trait: Trait) -> str:
    """The type of tie of a trait: those of labels, places and measures have kinds of their own; a relation is any tie."""
    if trait.kind == "relations":
        return ANY_TIE
    return LAYERS_OF_KINDS.get(trait.kind, trait.kind)


def _of_dependence(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the first who would have no tie left, or none of a type, depends on who is taken away; where nobody would, that
    all would keep some.
    """
    losses = _losses(selection, actors)
    if not losses:
        return _claim(Form.KEEPS, actors[:2] if len(actors) > 1 else ("", actors[0]))
    actor, what = losses[0]
    partner = next(one for one in actors[:2] if one != actor)
    return _claim(Form.DEPENDS, (actor, partner), what=what)


def _losses(selection: Selection, actors: tuple[str, ...]) -> list[tuple[str, str]]:
    """Who would have no tie left without the actor or the pair, and who none of a type: (actor, type of tie)."""
    found = dependence_on(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    return [*((actor, ANY_TIE) for actor in found.alone), *found.last]


def _of_triangle(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the first triangle of the answer is what it says there, its actors in the order of the question; without one,
    that one of which a side is unknown would be balanced.
    """
    if known := _first_triangle(selection, actors):
        form = Form.UNBALANCED if known.balance < 0 else Form.BALANCED
        return _claim(form, known.actors[:2], known.actors[2])
    near = signed_graph(selection).neighbours
    others = [one for actor in actors[:2] for one in near.get(actor, ()) if one not in actors[:2]]
    named = tuple(dict.fromkeys((*actors[:2], *others)))
    while len(named) < _LEAST_NAMED:
        named = (*named, _somebody(selection, *named))
    return _claim(Form.BALANCED, named[:2], named[2])


def _first_triangle(selection: Selection, actors: tuple[str, ...]) -> Triangle | None:
    """The first in the order of the answer: those that are not balanced, those that are, those with both signs on a side."""
    found = triangles_of(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    return next((one for balance in (-1, 1, 0) for one in found.with_balance(balance)), None)


def _of_group(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the members of the group of the country asked about are in one group, or of a large one the country and its
    namesake; without a country, the first two of the largest.

    A country that is in no group is claimed to be in one with a partner.
    """
    groups, asked = stable_groups(selection).groups, chosen_actor(selection)
    group = next((each for each in groups if not asked or asked in each.actors), None)
    if group:
        return _claim(Form.GROUPED, named_of_group(group, asked))
    one = asked or actors[0]
    near = tie_graph(question_selection(selection)).neighbours.get(one, ())
    others = (*near, _somebody(selection, one))
    return _claim(Form.GROUPED, (one, next(actor for actor in others if actor != one)))


def _somebody(selection: Selection, *named: str) -> str:
    """Somebody else who is known; "" if there is nobody."""
    known = (*focal_actors(selection.dataset), *selection.ties.actors_tied)
    return next((one for one in known if one not in named), "")
