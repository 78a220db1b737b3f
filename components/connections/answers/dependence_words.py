"""What hangs on a tie or an actor, in words."""

from dataclasses import replace

from components.connections.answers.answer import (
    MOST_ANSWER_ROWS,
    MOST_IN_PICTURE,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    are_measured,
    counted_text,
    english_wording,
    pair_names,
    part_of,
    way_names,
    whole_searches,
)
from components.connections.answers.gap_words import gap_sentences
from components.wording.names import name_in_sentence, names_text
from data.analysis.connections.dependence import Dependence, dependence_on
from data.analysis.connections.gaps import Gaps
from data.base.text import count_text, list_text, quantity, with_capital
from data.model.cells import actors_of, dyad_of
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad, focus_actors
from data.view.selection import Selection
from data.view.ties import Ties

_MOST_IN_SCOPE = 3
# Of the ties of a pair, and of who would still connect the two, so many are named.
_MOST_TIES, _MOST_BETWEEN = 6, 3
# Layer -> what an actor would no longer have.
LAST_TEXTS = {
    "partnership": "declared label",
    "treaty": "treaty",
    "membership": "membership",
    "integration": "integration tie",
    "presence": "forces or bases",
    "adversarial": "measure",
    "flow": "flow",
}


def dependence_answer(selection: Selection, actors: tuple[str, ...]) -> NetworkAnswer:
    """The answer to "what hangs on it?": on an actor, or on the ties of two, which is about these ties alone."""
    dataset = selection.dataset
    asked = dependence_on(selection, dyad_of(*actors[:2]) if len(actors) > 1 else actors[0])
    near = (*focus_actors(dataset, asked.subject), *(actor for group in asked.cut_off for actor in group))
    rest = (actor for index in asked.ties for actor in selection.ties.actors[index])
    drawn = tuple(dict.fromkeys((*near, *rest)))[:MOST_IN_PICTURE]
    lit = tuple(index for index in asked.ties if set(selection.ties.actors[index]) <= set(drawn))
    about = f"the ties of {_names(dataset, asked)}" if asked.subject not in actors else _names(dataset, asked)
    return NetworkAnswer(
        subject=f"What depends on {about}",
        sentence=dependence_sentence(selection, asked),
        details=(),
        parts=tuple(_parts(selection, asked)),
        gaps=(*(_caution(dataset) if asked.ties else ()), *gap_sentences(dataset, _gaps_of_subject(dataset, asked))),
        lit=lit,
        actors=drawn,
    )


def _gaps_of_subject(dataset: Dataset, one: Dependence) -> Gaps:
    """Of two, only what is suspended between them would be one of the ties asked about."""
    ends = set(focus_actors(dataset, one.subject))
    suspended = (spell for spell in one.gaps.suspended if ends <= set(actors_of(spell.dyad)))
    return replace(one.gaps, suspended=tuple(suspended))


def _names(dataset: Dataset, one: Dependence) -> str:
    return pair_names(dataset, focus_actors(dataset, one.subject))


def dependence_sentence(selection: Selection, one: Dependence) -> str:
    """ "Without China, 114 actors (Angola, …) would have no tie left on record. These records may lack other ties of these
    actors."
    """
    dataset, ends = selection.dataset, focus_actors(selection.dataset, one.subject)
    names, condition = _names(dataset, one), counted_text(selection.view, dataset)
    if not one.ties:
        what = "no ties but measures" if are_measured(selection, ends) else "no ties"
        verb, whose = ("has", "") if len(ends) == 1 else ("have", " with each other")
        text = with_capital(f"{condition}{names} {verb} {what}{whose} on record on this date")
        return f"{text}, so nothing depends on {'it' if len(ends) == 1 else 'them'}.{_kept_text(selection.ties, one)}"
    on_record = "" if one.is_complete else " on record"
    texts = [*_cut_texts(dataset, one, on_record), *_last_texts(dataset, one, on_record)]
    if len(ends) == 2:
        return _tie_sentence(selection, one, texts)
    rest = (
        list_text(texts, most=9)
        or "all other actors would stay connected, and each would still have every type of tie that it has now"
    )
    condition = f"{_scope_text(one)}{condition[:1].lower()}{condition[1:]}"
    limits = _limits_text(dataset, one)
    return with_capital(f"{condition}without {names}, {rest}.{limits}{_only_partner_text(selection, one)}")


def _tie_sentence(selection: Selection, one: Dependence, losses: list[str]) -> str:
    """ "If all ties between them ended, Belarus and China would lose two: “…” and “…”. Belarus would have no treaty on record.
    These records may lack other ties of Belarus. The two would still be connected, through Russia."
    """
    dataset, ties = selection.dataset, selection.ties
    condition = counted_text(selection.view, dataset)
    wordings = list(dict.fromkeys(english_wording(dataset, ties.spells[index]) for index in one.ties))
    condition, names = f"{condition[:1].lower()}{condition[1:]}", _names(dataset, one)
    lost = f"if all ties between them ended, {names} would lose {count_text(len(one.ties))}"
    what = lost if len(one.ties) > 1 else f"{names} have one tie with each other to lose"
    head = f"{condition}{what}: {list_text(wordings, most=_MOST_TIES)}"
    then = losses or ["each would still have ties of these types with others"]
    still = f" {_still_text(dataset, one)}" if one.ways else ""
    kept = _kept_text(ties, one)
    limits = _limits_text(dataset, one)
    return f"{with_capital(_scope_text(one) + head)}. {with_capital(list_text(then, most=9))}.{limits}{kept}{still}"


def _kept_text(ties: Ties, one: Dependence) -> str:
    """ " Not lost: “shared SCO membership”, as each has a place of its own in that organisation."; "" if they share none."""
    if not one.shared:
        return ""
    wordings = list(dict.fromkeys(english_wording(ties.dataset, ties.spells[index]) for index in one.shared))
    which = "that organisation" if len(wordings) == 1 else "these organisations"
    return f" Not lost: {list_text(wordings, most=_MOST_TIES)}, as each has a place of its own in {which}."


def _still_text(dataset: Dataset, one: Dependence) -> str:
    """ "The two would still be connected, through Russia, the SCO and 3 more."; of a longer way, all who are between."""
    ways = [", then ".join(way_names([name_in_sentence(dataset, actor) for actor in way])) for way in one.ways]
    steps = f" (one way of {quantity(one.distance, 'step')})" if one.distance and one.distance > 2 else ""
    return f"The two would still be connected, through {list_text(ways, most=_MOST_BETWEEN)}{steps}."


def _is_limited(one: Dependence) -> bool:
    """Whether what is said to be lost is true of the records alone."""
    return bool(one.cut_off or one.last) and not one.is_complete


def _scope_text(one: Dependence) -> str:
    """ "in these records, "; "" where each loss is said to be one on record."""
    return "" if _is_limited(one) else "in these records, "


def _limits_text(dataset: Dataset, one: Dependence) -> str:
    """ " These records may lack other ties of Hungary."; "" if they do not, or if nothing would be lost."""
    if not _is_limited(one):
        return ""
    who = sorted({*(actor for group in one.cut_off for actor in group), *(actor for actor, _ in one.last)})
    whose = pair_names(dataset, tuple(who)) if len(who) <= _MOST_IN_SCOPE else "these actors"
    return f" These records may lack other ties of {whose}."


def _only_partner_text(selection: Selection, one: Dependence) -> str:
    """ " Hungary itself has ties with China only."; "" for a pair, or with several partners."""
    dataset, ends = selection.dataset, focus_actors(selection.dataset, one.subject)
    partners = {actor for index in one.ties for actor in selection.ties.actors[index]}.difference(ends)
    if len(ends) > 1 or len(partners) != 1:
        return ""
    besides = ", besides measures" if are_measured(selection, ends) else ""
    partner = names_text(dataset, tuple(partners))
    return f" {with_capital(names_text(dataset, ends))} itself has ties on record with {partner} only{besides}."


def _cut_texts(dataset: Dataset, one: Dependence, on_record: str) -> list[str]:
    texts = []
    if alone := one.alone:
        texts.append(f"{_who(dataset, alone)} would have no tie left{on_record}")
    for group in one.apart[:2]:
        texts.append(f"{names_text(dataset, group)} would be connected only among themselves{on_record}")
    return texts


def _last_texts(dataset: Dataset, one: Dependence, on_record: str) -> list[str]:
    """Who would keep ties, but none of a type; who would have none at all has been named before."""
    lost: dict[str, list[str]] = {}
    alone = frozenset(one.alone)
    for actor, layer in one.last:
        if actor not in alone:
            lost.setdefault(layer, []).append(actor)
    by_actors: dict[tuple[str, ...], list[str]] = {}
    for layer, actors in lost.items():
        by_actors.setdefault(tuple(actors), []).append(f"no {LAST_TEXTS[layer]}")
    return [
        f"{_who(dataset, actors)} would have {list_text(texts, most=9)}{on_record}"
        for actors, texts in by_actors.items()
    ]


def _who(dataset: Dataset, actors: tuple[str, ...]) -> str:
    """ "Hungary"; "114 actors (Afghanistan, Angola, Albania and 111 more)"."""
    if len(actors) <= 3:
        return names_text(dataset, actors)
    return f"{quantity(len(actors), 'actor')} ({names_text(dataset, actors, 3)})"


def _parts(selection: Selection, one: Dependence) -> list[AnswerPart]:
    ties, dataset = selection.ties, selection.dataset
    name, ends = actor_or_dyad(dataset, one.subject), focus_actors(dataset, one.subject)
    by_pair: dict[str, list[int]] = {}
    for index in one.ties:
        by_pair.setdefault(ties.spells[index].dyad, []).append(index)
    cut = {actor for group in one.cut_off for actor in group}
    last = {actor for actor, _ in one.last}
    deciding = sorted(
        by_pair,
        key=lambda dyad: (
            not cut & set(focus_actors(dataset, dyad)),
            not last & set(focus_actors(dataset, dyad)),
            dyad,
        ),
    )
    rows = [
        AnswerRow(actor_or_dyad(dataset, dyad), _remark(dataset, dyad, one, cut), tuple(by_pair[dyad]))
        for dyad in deciding[:MOST_ANSWER_ROWS]
    ]
    what = f"Ties of {name}" if one.subject in dataset.actors else f"Ties that {pair_names(dataset, ends)} would lose"
    parts = [part_of(what, rows, len(deciding))] if rows else []
    if one.shared:
        row = AnswerRow(name, "each has a place of its own in the organisation", one.shared)
        parts.append(AnswerPart("Kept: what both have through organisations", (row,)))
    return parts


def _remark(dataset: Dataset, dyad: str, one: Dependence, cut: set[str]) -> str:
    ends = set(focus_actors(dataset, dyad))
    texts = [f"the only ties of {name_in_sentence(dataset, actor)}" for actor in sorted(cut & ends)]
    texts += [
        f"the last {LAST_TEXTS[layer]} of {name_in_sentence(dataset, actor)}"
        for actor, layer in one.last
        if actor in ends - cut
    ]
    return "; ".join(texts)


def _caution(dataset: Dataset) -> tuple[str, ...]:
    """Where only some actors had all their partners searched, more hangs on them for that reason."""
    searched = whole_searches(dataset)
    if not searched:
        return ()
    names = names_text(dataset, searched)
    return (
        f"All partners were searched only for {names}. So what depends on {names} may look larger than it is, and what depends "
        "on others smaller.",
    )
