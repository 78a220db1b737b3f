"""A view -> the question that it asks about the network, and its answer in words. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from components.connections.answers.answer import NetworkAnswer, limited
from components.connections.answers.common_words import common_answer
from components.connections.answers.dependence_words import dependence_answer
from components.connections.answers.group_words import groups_answer
from components.connections.answers.path_words import connection_answer
from components.connections.answers.triangle_words import triangle_answer
from components.wording.names import name_in_sentence
from components.wording.spells import date_in_full
from data.analysis.connections.common import MOST_ACTORS
from data.analysis.connections.graph import spells_by_pair
from data.base.memo import memo
from data.base.text import list_text, quantity
from data.model.dates import PartialDate
from data.tables.origin import added_count_text
from data.view.fields.names import focus_actors
from data.view.presets import focal_actors
from data.view.selection import Selection, first_day, first_days
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


def is_example(selection: Selection) -> bool:
    """Whether the reader has not said yet whom the question is about, so that it is about two that are known."""
    view = selection.view
    return not (view.between or view.focus or view.without) and question_of(selection) != "groups"


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


def _not_begun_text(ties: Ties, actors: tuple[str, ...], day: date) -> str:
    """ "The records begin only on 2 January 1992 for Kazakhstan.": a state may not have existed before; "" if all have begun.

    The date is as exact as the record that begins.
    """
    begun = first_days(ties)
    texts = [
        f"{_first_text(_openings_of(ties, actor))} for {name_in_sentence(ties.dataset, actor)}"
        for actor in actors
        if actor in begun and day < begun[actor]
    ]
    return f"The records begin only {list_text(texts, most=len(texts))}." if texts else ""


def _openings_of(ties: Ties, actor: str) -> Iterator[PartialDate]:
    """When the ties of an actor begin, or are first shown by a source; what was only proposed is none."""
    for pair, spells in spells_by_pair(ties).items():
        if actor in pair:
            yield from (
                opening for index in spells if not ties.proposed[index] and (opening := ties.spells[index].opening)
            )


def _first_text(dates: Iterable[PartialDate]) -> str:
    """The first of these, as it stands in a sentence: "on 2 January 1992", "in March 2013", "in 2004"."""
    first = min(dates, key=lambda one: (one.first, one.last))
    return f"{'on' if first.precision == 'day' else 'in'} {date_in_full(first)}"


def _with_origin(answer: NetworkAnswer, ties: Ties, day: date, actors: tuple[str, ...]) -> NetworkAnswer:
    """The answer, which says how many of the ties it rests on were added by the reader, and of a day before the records, or
    before those on one of these actors, so.
    """
    support = answer.support or answer.lit
    added = added_count_text(tie=sum(bool(ties.added[index]) for index in support))
    first = first_day(ties)
    if day < first:
        spells = (spell.opening for spell in ties.spells if spell.opening)
        begun = _first_text([*spells, *ties.dataset.column("events", "date").values])
        before = f"The records begin {begun}: what was before is not covered."
        sentence = f"{answer.sentence} The records begin only {begun}."
        answer = replace(answer, sentence=sentence, gaps=(before, *answer.gaps))
    elif before := _not_begun_text(ties, actors, day):
        answer = replace(answer, sentence=f"{answer.sentence} {before}")
    answer = limited(answer)
    rests = f" It rests on {quantity(len(support), 'tie')}{added}." if added else ""
    return replace(answer, sentence=answer.sentence + rests)
