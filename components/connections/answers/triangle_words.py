"""The triangles around an actor or a pair, in words."""

from collections.abc import Sequence
from datetime import date

from components.connections.answers.answer import (
    MOST_ANSWER_ROWS,
    MOST_IN_PICTURE,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    counted_text,
    pair_names,
    part_of,
)
from components.connections.answers.gap_words import gap_sentences
from components.wording.names import name_in_sentence
from components.wording.patterns import SIGN_TEXTS
from components.wording.spells import quoted_wording
from data.analysis.connections.graph import Pair, TieGraph
from data.analysis.connections.triangles import (
    Triangle,
    Triangles,
    sign_of,
    signed_graph,
    triangles_of,
    unsearched_sides,
)
from data.base.text import count_text, list_text, quantity, with_capital
from data.model.cells import dyad_of
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.ties import SpellIndex

BALANCES = {1: "Balanced", -1: "Not balanced", 0: "A side has both signs"}
NO_SIGN = "the records have no sourced partnership label, treaty or measure for one side"
_MOST_NAMED = 3
# Triangles of which it is looked up what was searched.
_MOST_LOOKED_AT = 30
_RULE = (
    "A triangle is three actors, at least two of whose three sides have a sign; while the third side has none, the triangle is "
    "unknown. A partnership label or a treaty with a source counts as positive, a measure with a source as negative. Nothing "
    "else has a sign: no membership, integration, forces, bases or flow, and no relations with neither a partnership label nor a "
    "treaty. A triangle is balanced with no or two negative sides; with both signs on a side it is neither."
)


def triangle_answer(selection: Selection, actors: tuple[str, ...]) -> NetworkAnswer:
    """The answer on the triangles around an actor, or with two."""
    subject = dyad_of(*actors[:2]) if len(actors) > 1 else actors[0]
    found, dataset = triangles_of(selection, subject), selection.dataset
    graph = signed_graph(selection)
    shown = [one for balance in (-1, 0, 1) for one in found.with_balance(balance)]
    drawn = tuple(dict.fromkeys((*focus_actors(dataset, subject), *(actor for one in shown for actor in one.actors))))[
        :MOST_IN_PICTURE
    ]
    inside = [one for one in shown if set(one.actors) <= set(drawn)]
    # Among dozens of sides those of the triangles that are not balanced would not be found.
    strained = [one for one in inside if one.balance < 0]
    gaps = gap_sentences(dataset, found.gaps)
    return NetworkAnswer(
        subject=f"Triangles {'around' if subject in actors else 'with'} {pair_names(dataset, focus_actors(dataset, subject))}",
        sentence=with_capital(f"{counted_text(selection.view, dataset)}{triangle_sentence(dataset, found)}"),
        details=(_RULE,),
        parts=tuple(_parts(graph, found)),
        # Right after what was not searched for those asked about: a slide may have no room for all.
        gaps=(*gaps[:1], *_open_text(dataset, strained or inside, selection.view.as_of), *gaps[1:]),
        lit=_sides(graph, strained or inside),
        actors=drawn,
        triangles=tuple((_name(dataset, one), one.actors) for one in strained),
        support=_sides(graph, inside),
        columns=("First side", "Second side", "Third side"),
    )


def triangle_sentence(dataset: Dataset, found: Triangles) -> str:
    """ "One triangle around Belarus is not balanced: …. Of 36 in all, 9 are balanced, and 26 (72 %) are unknown."."""
    names = pair_names(dataset, focus_actors(dataset, found.subject))
    every = found.unknown + len(found.known)
    where = "around" if found.subject in dataset.actors else "with"
    if not every:
        return f"no triangle {where} {names} has a sourced partnership label, treaty or measure on record for two of its sides."
    if not found.known:
        number = (
            f"all {every:,} triangles {where} {names} are" if every > 1 else f"the only triangle {where} {names} is"
        )
        return f"{number} unknown (100 %), as {NO_SIGN}."
    balanced, other, both = (len(found.with_balance(balance)) for balance in (1, -1, 0))
    texts = [f"{balanced:,} {_are(balanced)} balanced" if balanced else "none is balanced"]
    texts += [f"{both:,} {'has' if both == 1 else 'have'} a side with both signs"] if both else []
    why = f", as {NO_SIGN}" if found.unknown else ""
    number = f"{found.unknown:,}" if found.unknown else "none"
    texts.append(f"{number} ({_share(found)}) {_are(found.unknown)} unknown{why}")
    if every == 1:
        kind = "is balanced" if balanced else "is unbalanced" if other else "has a side with both signs"
        return f"the only triangle {where} {names} {kind}; none (0 %) is unknown."
    return f"{_strained_text(dataset, found, f'{where} {names}')} Of {every:,} in all, {list_text(texts, most=9)}."


def _strained_text(dataset: Dataset, found: Triangles, where: str) -> str:
    """ "One triangle with Belarus and China is not balanced: Belarus – China – Canada. China is …"; or that there is none."""
    strained = found.with_balance(-1)
    if not strained:
        return f"no triangle {where} is unbalanced by these records."
    number = count_text(len(strained))
    head = f"{number} triangles {where} are" if len(strained) > 1 else f"{number} triangle {where} is"
    listed = list_text([_name(dataset, one) for one in strained], most=_MOST_NAMED)
    return f"{head} not balanced: {listed}. {_meaning(dataset, strained)}"


def _meaning(dataset: Dataset, strained: Sequence[Triangle]) -> str:
    """What it means that they are not balanced; who is the partner of both others is named if it is the same in all."""
    of_measures = [sum(one.signs) < 0 for one in strained]
    if all(of_measures):
        return "All three sides are measures." if len(strained) == 1 else "In each, all three sides are measures."
    if any(of_measures):
        return "In each, one side is a measure, or all three are."
    each = "In each, two" if len(strained) > 1 else "Two of the three"
    shared = {_partner_of_both(one) for one in strained}
    partner = name_in_sentence(dataset, *shared) if len(shared) == 1 else "the third"
    return (
        f"{each} have a measure between them, such as sanctions, while both have a partnership or treaty with {partner}: "
        f"{partner} has ties with both sides of a dispute."
    )


def _partner_of_both(one: Triangle) -> str:
    """Who is not an end of the one negative side."""
    (negative,) = (side for side, sign in zip(one.sides, one.signs, strict=True) if sign < 0)
    return next(actor for actor in one.actors if actor not in negative)


def _open_text(dataset: Dataset, triangles: Sequence[Triangle], as_of: date) -> tuple[str, ...]:
    """That something which was not searched could change what is said of them; nothing if all was searched."""
    sides = [pair_names(dataset, side) for side in unsearched_sides(dataset, triangles[:_MOST_LOOKED_AT], as_of)]
    if not sides:
        return ()
    listed = list_text(sides[:_MOST_NAMED], most=_MOST_NAMED)
    more = f", and {quantity(len(sides) - _MOST_NAMED, 'more pair')}" if len(sides) > _MOST_NAMED else ""
    return (
        f"Not every partnership label, treaty and measure was searched between {listed}{more}: one that "
        "is found there could change whether these triangles are balanced.",
    )


def _are(number: int) -> str:
    return "is" if number in (0, 1) else "are"


def _share(found: Triangles) -> str:
    """In whole per cent; never "100 %" while some are known, nor "0 %" while some are not."""
    share = found.unknown_share * 100
    if found.known and share > 99:
        return f"{min(share, 99.9):.1f} %"
    return f"{max(share, 1) if found.unknown else 0:.0f} %"


def _sides(graph: TieGraph, triangles: Sequence[Triangle]) -> tuple[SpellIndex, ...]:
    """The ties of all their sides, each once."""
    return tuple(dict.fromkeys(index for one in triangles for index in _spells(graph, one)))


def _spells(graph: TieGraph, one: Triangle) -> tuple[int, ...]:
    return tuple(index for side in one.sides for index in _signed(graph, side))


def _signed(graph: TieGraph, side: Pair) -> list[int]:
    """The ties of a side that give it its sign."""
    return [index for index in graph.spells(*side) if sign_of(graph.ties, index)]


def _parts(graph: TieGraph, found: Triangles) -> list[AnswerPart]:
    parts = []
    for balance in (-1, 0, 1):
        if triangles := found.with_balance(balance):
            rows = [_row(graph, one) for one in triangles[:MOST_ANSWER_ROWS]]
            parts.append(part_of(f"{BALANCES[balance]} ({len(triangles):,})", rows, len(triangles)))
    return parts


def _name(dataset: Dataset, one: Triangle) -> str:
    return " – ".join(dataset.actors[actor].name for actor in one.actors)


def _row(graph: TieGraph, one: Triangle) -> AnswerRow:
    """One line for the triangle, with the ties of its sides; in a table each side is a cell."""
    dataset = graph.ties.dataset
    names = [" – ".join(dataset.actors[actor].name for actor in side) for side in one.sides]
    texts = [f"{name} {SIGN_TEXTS[sign]}" for name, sign in zip(names, one.signs, strict=True)]
    cells = tuple(
        f"{text}: {'; '.join(quoted_wording(graph.ties, graph.ties.spells[index]) for index in _signed(graph, side))}"
        for text, side in zip(texts, one.sides, strict=True)
    )
    return AnswerRow(_name(dataset, one), ", ".join(texts), _spells(graph, one), cells=cells)
