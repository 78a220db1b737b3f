"""A view -> the question that it asks about the network, and its answer in words. Pure."""

from dataclasses import replace
from datetime import date

from components.claims.words import claim_sentence
from components.connections.answers.answer import NetworkAnswer
from components.connections.answers.common_words import common_answer
from components.connections.answers.dependence_words import dependence_answer
from components.connections.answers.group_words import groups_answer
from components.connections.answers.path_words import connection_answer
from components.connections.answers.triangle_words import triangle_answer
from components.wording.names import name_in_sentence
from data.analysis.claims.claim import MOST_MORE
from data.analysis.connections.common import MOST_ACTORS, in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.connections.traits import LAYERS_OF_KINDS, Trait
from data.analysis.connections.triangles import signed_graph, triangles_of
from data.analysis.groups.stable import stable_groups
from data.base.days import day_in_full
from data.base.memo import memo
from data.base.text import list_text, quantity
from data.model.cells import dyad_of
from data.tables.origin import added_count_text
from data.view.fields.claim import ANY_TIE, NEEDS_OTHER, WORD_SEPARATOR, Claim, Form, Relation, Scope
from data.view.fields.names import focus_actors
from data.view.presets import focal_actors
from data.view.selection import Selection, first_day, first_days, select
from data.view.ties import Ties
from data.view.view import Question

# A claim about a triangle names so many.
_LEAST_NAMED = 3
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
    question, day = question_of(selection), selection.view.as_of
    if question == "groups":
        asked = chosen_actor(selection)
        named = (asked,) if asked else ()
        return _with_origin(groups_answer(selection, asked), selection.ties, day, named)
    if question == "connected":
        answer = connection_answer(selection, actors[0], actors[1], without)
        return _with_origin(answer, selection.ties, day, actors[:2])
    makers = {"common": common_answer, "hangs": dependence_answer, "triangles": triangle_answer}
    return _with_origin(makers[question](selection, actors), selection.ties, day, actors)


# The claim --------------------------------------------------------------------------------------------


def claim_button_text(selection: Selection, claim: Claim) -> str:
    """ "Check as a claim: Belarus and Russia are in one group by their ties": a claim can be about a part of the answer.

    What the claim does not heed is said: it is by all records, and a triangle is by all types of tie. So is that a triangle
    is not balanced by the answer, as a claim can only be that it is.
    """
    view = selection.view
    parts = ["records"] if view.grades else []
    parts += ["types of tie"] if view.layers and claim.form is Form.BALANCED else []
    scope = f", by all {list_text(parts)}" if parts else ""
    denied = ", which this answer denies" if _is_denied(selection, claim) else ""
    return f"Check as a claim{scope}{denied}: {claim_sentence(selection.dataset, claim)}"


def _is_denied(selection: Selection, claim: Claim) -> bool:
    """Whether the claim is that a triangle is balanced which the answer lists as one that is not."""
    if claim.form is not Form.BALANCED:
        return False
    actors = asked_actors(selection)
    known = triangles_of(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0]).known
    named = {*claim.ends, claim.other}
    return any(set(one.actors) == named and one.balance != 1 for one in known)


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
    asked = select(selection.ties, replace(view, grades=(), layers=layers))
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
    found = dependence_on(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    losses = [*((actor, ANY_TIE) for actor in found.alone), *found.last]
    if not losses:
        return _claim(Form.KEEPS, actors[:2] if len(actors) > 1 else ("", actors[0]))
    actor, what = losses[0]
    partner = next(one for one in actors[:2] if one != actor)
    return _claim(Form.DEPENDS, (actor, partner), what=what)


def _of_triangle(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the first triangle of the answer is balanced, its actors in the order of the question; without one, that one of
    which a side is unknown would be.
    """
    found = triangles_of(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    known = next((one for balance in (-1, 0, 1) for one in found.with_balance(balance)), None)
    if known:
        return _claim(Form.BALANCED, known.actors[:2], known.actors[2])
    near = signed_graph(selection).neighbours
    others = [one for actor in actors[:2] for one in near.get(actor, ()) if one not in actors[:2]]
    named = tuple(dict.fromkeys((*actors[:2], *others)))
    while len(named) < _LEAST_NAMED:
        named = (*named, _somebody(selection, *named))
    return _claim(Form.BALANCED, named[:2], named[2])


def _of_group(selection: Selection, actors: tuple[str, ...]) -> Claim:
    """That the country asked about is in one group with its namesake; without a country, the first two of the largest.

    A country that is in no group is claimed to be in one with a partner.
    """
    groups, asked = stable_groups(selection).groups, chosen_actor(selection)
    group = next((each for each in groups if not asked or asked in each.actors), None)
    # The namesake is the first of its members.
    one = asked or (group.actors[0] if group else actors[0])
    near = tie_graph(question_selection(selection)).neighbours.get(one, ())
    others = group.actors if group else (*near, _somebody(selection, one))
    return _claim(Form.GROUPED, (one, next(actor for actor in others if actor != one)))


def _somebody(selection: Selection, *named: str) -> str:
    """Somebody else who is known; "" if there is nobody."""
    known = (*focal_actors(selection.dataset), *selection.ties.actors_tied)
    return next((one for one in known if one not in named), "")


def _not_begun_text(ties: Ties, actors: tuple[str, ...], day: date) -> str:
    """ "The records begin only on 2 January 1992 for Kazakhstan.": a state may not have existed before; "" if all have begun."""
    begun = first_days(ties)
    texts = [
        f"on {day_in_full(begun[actor])} for {name_in_sentence(ties.dataset, actor)}"
        for actor in actors
        if actor in begun and day < begun[actor]
    ]
    return f"The records begin only {list_text(texts, most=len(texts))}." if texts else ""


def _with_origin(answer: NetworkAnswer, ties: Ties, day: date, actors: tuple[str, ...]) -> NetworkAnswer:
    """The answer, which says how many of the ties it rests on were added by the reader, and of a day before the records, or
    before those on one of these actors, so.
    """
    added = added_count_text(tie=sum(bool(ties.added[index]) for index in answer.lit))
    first = first_day(ties)
    if day < first:
        before = f"The records begin on {day_in_full(first)}: what was before is not covered."
        sentence = f"{answer.sentence} The records begin only on {day_in_full(first)}."
        answer = replace(answer, sentence=sentence, gaps=(before, *answer.gaps))
    elif before := _not_begun_text(ties, actors, day):
        answer = replace(answer, sentence=f"{answer.sentence} {before}")
    support = f" It rests on {quantity(len(answer.lit), 'tie')}{added}." if added else ""
    return replace(answer, sentence=answer.sentence + support)
