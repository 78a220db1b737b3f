"""Another question about the network -> of whom it is, who is left out, and what is put aside for it. Pure."""

from dataclasses import dataclass

from components.connections.words import QUESTION_NAMES, another_actor, asked_actors, question_of
from components.wording.names import name_in_sentence, names_text
from data.analysis.connections.common import MOST_ACTORS
from data.analysis.connections.graph import (
    pair_of,
    question_selection,
    shared_memberships,
    tie_graph,
)
from data.base.text import with_capital
from data.view.selection import Selection
from data.view.view import Question

# Whom a question was about, and who was left out.
Aside = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Carried:
    """Whom the question is about, who is left out, what is kept for later questions, and what the page says of it."""

    between: tuple[str, ...]
    without: tuple[str, ...]
    aside: Aside
    remarks: tuple[str, ...]


def carried_to(selection: Selection, question: Question, aside: Aside) -> Carried:
    """What a question takes over from the one before: as many of its actors as it can be about.

    Those that it has no use for come back with a question that has. `aside` is what was kept when the last one was chosen.
    """
    before, without = _asked_so_far(selection, aside)
    between = _fitting(selection, question, before)
    left_out = tuple(one for one in without if one not in between) if question == "connected" else ()
    remarks = (_second_text(selection, question, before, between), _without_text(selection, without, left_out))
    return Carried(between, left_out, (before, without), tuple(filter(None, remarks)))


def _asked_so_far(selection: Selection, aside: Aside) -> Aside:
    """The actors and those left out of the question in view; with those put aside before, if it is about the same."""
    view, (actors, without) = selection.view, aside
    is_nobody = question_of(selection) == "groups" and not (view.between or view.focus)
    now = () if is_nobody else asked_actors(selection)
    if now and actors[: len(now)] == now:
        return actors, view.without or (without if question_of(selection) != "connected" else ())
    return (now or asked_actors(selection)), view.without


def _fitting(selection: Selection, question: Question, actors: tuple[str, ...]) -> tuple[str, ...]:
    if question == "groups":
        return actors[:1] if selection.view.between or selection.view.focus else ()
    if question == "common":
        return actors[:MOST_ACTORS]
    if question == "connected":
        return actors[:2] if len(actors) > 1 else (*actors, another_actor(selection.ties, actors[0]))
    return actors[:2] if _are_tied(selection, question, actors) else actors[:1]


def _are_tied(selection: Selection, question: Question, actors: tuple[str, ...]) -> bool:
    """Whether two have a tie of their own that the question can be about: without one there is no answer."""
    if len(actors) < 2:
        return False
    graph = tie_graph(question_selection(selection), with_measures=question == "triangles")
    shared = shared_memberships(graph.ties)
    return any(not shared[index] for index in graph.pairs.get(pair_of(*actors[:2]), ()))


def _second_text(selection: Selection, question: Question, before: tuple[str, ...], between: tuple[str, ...]) -> str:
    """ "Pakistan is put aside: it has no tie of its own with Belarus. It comes back with “How are they connected?”."."""
    # Whoever was put aside before is not on the page any more.
    left = tuple(actor for actor in asked_actors(selection) if actor not in between)
    if len(before) == 1 < len(between):
        name = with_capital(name_in_sentence(selection.dataset, between[1]))
        return f"{name} is an example: choose under “To” whom you mean."
    if not left or not between:
        return ""
    dataset, one = selection.dataset, len(left) == 1
    names = with_capital(names_text(dataset, left, len(left)))
    first = name_in_sentence(dataset, between[0])
    if question == "groups":
        why = f"this question is about one country, {first}"
    elif len(between) > 1:
        why = "this question is about two"
    else:
        why = f"it has no tie of its own with {first} on record" if one else f"this is now about {first} alone"
    back = QUESTION_NAMES["connected" if len(before) == 2 else "common"]
    verb, comes = ("is", "It comes") if one else ("are", "They come")
    return f"{names} {verb} put aside: {why}. {comes} back with “{back}”."


def _without_text(selection: Selection, without: tuple[str, ...], left_out: tuple[str, ...]) -> str:
    """ "“Without China” is put aside: it is part of “How are they connected?” only."."""
    if not selection.view.without or left_out == without:
        return ""
    names = names_text(selection.dataset, tuple(one for one in without if one not in left_out))
    return f"“Without {names}” is put aside: it belongs to “{QUESTION_NAMES['connected']}”, and comes back with it."


def without_named(selection: Selection, between: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is still left out, now that the question is about these; and what the page says of those who no longer are."""
    without = selection.view.without
    dropped = tuple(one for one in without if one in between[:2])
    if not dropped:
        return without, ()
    names, is_one = with_capital(names_text(selection.dataset, dropped)), len(dropped) == 1
    text = f"{names} {'is' if is_one else 'are'} no longer left out: the question is now about {'it' if is_one else 'them'}."
    return tuple(one for one in without if one not in dropped), (text,)
