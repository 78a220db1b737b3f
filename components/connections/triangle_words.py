"""The triangles around an actor or a pair, in words."""

from components.connections.answer import (
    MOST_ANSWER_ROWS,
    MOST_IN_PICTURE,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    counted_text,
    pair_names,
    part_of,
)
from components.connections.gap_words import gap_sentences
from components.wording.patterns import SIGN_TEXTS
from components.wording.spells import quoted_wording
from data.analysis.connections.graph import Pair, TieGraph
from data.analysis.connections.triangles import Triangle, Triangles, sign_of, signed_graph, triangles_of
from data.base.text import list_text, with_capital
from data.model.cells import dyad_of
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors
from data.view.selection import Selection

BALANCES = {1: "Balanced", -1: "Not balanced", 0: "A side has both signs"}
NO_SIGN = "the records have no partnership, treaty or measure for one side"
_RULE = (
    "A triangle is three actors, two of whose sides have a sign on record; it is unknown while the third has none. "
    "A partnership or treaty with a source counts as positive, a measure with a source as negative; a label that declares no "
    "partnership has no sign. A triangle is balanced with no or two negative sides."
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
    lit = dict.fromkeys(index for one in shown if set(one.actors) <= set(drawn) for index in _spells(graph, one))
    return NetworkAnswer(
        subject=f"Triangles {'around' if subject in actors else 'with'} {pair_names(dataset, focus_actors(dataset, subject))}",
        sentence=with_capital(f"{counted_text(selection.view, dataset)}{triangle_sentence(dataset, found)}"),
        details=(_RULE,),
        parts=tuple(_parts(graph, found)),
        gaps=gap_sentences(dataset, found.gaps),
        lit=tuple(lit),
        actors=drawn,
        columns=("First side", "Second side", "Third side"),
    )


def triangle_sentence(dataset: Dataset, found: Triangles) -> str:
    """ "Of 36 triangles around Belarus, 9 are balanced, 1 is unbalanced and 25 (69 %) are unknown."."""
    names = pair_names(dataset, focus_actors(dataset, found.subject))
    every = found.unknown + len(found.known)
    where = "around" if found.subject in dataset.actors else "with"
    if not every:
        return f"no triangle {where} {names} has a partnership, treaty or measure on record for two of its sides."
    if not found.known:
        number = (
            f"all {every:,} triangles {where} {names} are" if every > 1 else f"the only triangle {where} {names} is"
        )
        return f"{number} unknown (100 %), as {NO_SIGN}."
    balanced, other, both = (len(found.with_balance(balance)) for balance in (1, -1, 0))
    texts = [f"{balanced or 'none'} {_are(balanced)} balanced", f"{other or 'none'} {_are(other)} unbalanced"]
    texts += [f"{both:,} {'has' if both == 1 else 'have'} a side with both signs"] if both else []
    why = f", as {NO_SIGN}" if found.unknown else ""
    texts.append(f"{found.unknown or 'none'} ({_share(found)}) {_are(found.unknown)} unknown{why}")
    if every == 1:
        kind = "is balanced" if balanced else "is unbalanced" if other else "has a side with both signs"
        return f"the only triangle {where} {names} {kind}; none (0 %) is unknown."
    return f"of {every:,} triangles {where} {names}, {list_text(texts, most=9)}."


def _are(number: int) -> str:
    return "is" if number in (0, 1) else "are"


def _share(found: Triangles) -> str:
    """In whole per cent; never "100 %" while some are known, nor "0 %" while some are not."""
    share = found.unknown_share * 100
    if found.known and share > 99:
        return f"{min(share, 99.9):.1f} %"
    return f"{max(share, 1) if found.unknown else 0:.0f} %"


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
