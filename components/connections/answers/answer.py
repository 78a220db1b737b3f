"""The answer to a question about the network as plain texts, with the spells that support each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.wording.names import name_in_sentence, names_text
from data.analysis.connections.graph import MEASURES, question_selection, tie_graph
from data.base.days import day_in_full
from data.base.text import inner_quotes, list_text, quantity
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.fields.names import layer_name
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex
from data.view.view import View

# Actors whose ties the picture of an answer shows.
MOST_IN_PICTURE = 14
# Lines under a heading that are shown at once, and that an answer holds.
MOST_SHOWN, MOST_ANSWER_ROWS = 12, 100
# Ties in all lines of an answer: a reader's two actors may have 20,000, and each line of paths thousands.
MOST_TIES_LISTED = 3_000
# Actors, or ties, that are named along one way: ours have a handful of steps, a reader's may have thousands.
MOST_ALONG = 20


@dataclass(frozen=True)
class AnswerRow:
    """What one line is about, a remark, and the spells that support it.

    `is_ranked` says that the line is about ties of the rank that these have, not of any rank. `cells` are what a table has
    of the line in columns of its own, in one row, where its ties are not a row each.
    """

    name: str
    remark: str
    spells: tuple[SpellIndex, ...]
    is_ranked: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerPart:
    """Lines under a heading; the first of them are shown at once, and the others can be opened. `more` has no line at all."""

    heading: str
    rows: tuple[AnswerRow, ...]
    first: int = MOST_SHOWN
    more: int = 0

    @property
    def at_once(self) -> tuple[AnswerRow, ...]:
        """Of one line that is left, "1 more" would take its room."""
        return self.rows if len(self.rows) == self.first + 1 else self.rows[: self.first]

    @property
    def others(self) -> tuple[AnswerRow, ...]:
        return self.rows[len(self.at_once) :]


def part_of(heading: str, rows: Sequence[AnswerRow], count: int, first: int = MOST_SHOWN) -> AnswerPart:
    """The lines of which there are `count`, as many as an answer holds."""
    kept = tuple(rows[:MOST_ANSWER_ROWS])
    return AnswerPart(heading, kept, first, count - len(kept))


@dataclass(frozen=True)
class NetworkAnswer:
    """An answer: its subject as a title, the sentence that answers, more sentences, the evidence, what is not known.

    `lit` are the spells that a picture shows in full, `actors` who is in it; `gaps` say what was not searched.
    `hulls` are groups of them, `triangles` those of them that are marked: name and members. `support` are the spells that the
    answer rests on, if not all of them are lit. `columns` are the names of the cells of its lines in a table. `method` says
    how it was found, for who asks.
    """

    subject: str
    sentence: str
    details: tuple[str, ...]
    parts: tuple[AnswerPart, ...]
    gaps: tuple[str, ...]
    lit: tuple[SpellIndex, ...]
    actors: tuple[str, ...]
    hulls: tuple[tuple[str, tuple[str, ...]], ...] = ()
    triangles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    support: tuple[SpellIndex, ...] = ()
    columns: tuple[str, ...] = ()
    method: tuple[str, ...] = ()


def limited(answer: NetworkAnswer) -> NetworkAnswer:
    """The answer with no more ties in its lines than a page can hold; it says so where some are left out."""
    every = sum(len(row.spells) for part in answer.parts for row in part.rows)
    if every <= MOST_TIES_LISTED:
        return answer
    left, parts = MOST_TIES_LISTED, list[AnswerPart]()
    for part in answer.parts:
        rows = list[AnswerRow]()
        for row in part.rows:
            rows.append(replace(row, spells=row.spells[:left]))
            left -= len(rows[-1].spells)
        parts.append(replace(part, rows=tuple(rows)))
    said = f"Listed as evidence are the first {MOST_TIES_LISTED:,} of {every:,} ties."
    return replace(answer, parts=tuple(parts), details=(*answer.details, said))


def way_names(names: list[str]) -> list[str]:
    """The names along a way; of a very long one those near its ends, and how many are between."""
    if len(names) <= MOST_ALONG:
        return names
    shown = MOST_ALONG // 2
    return [*names[:shown], f"{len(names) - 2 * shown:,} more", *names[-shown:]]


def whole_searches(dataset: Dataset) -> tuple[str, ...]:
    """Of whom all partners were searched."""
    parts = (part for search in dataset.searches if search.table == "spells" for part in search.dyads)
    return tuple(sorted({part[:-2] for part in parts if part.endswith("-*")}))


def pair_names(dataset: Dataset, actors: tuple[str, ...]) -> str:
    """ "Belarus and Pakistan", as they stand in a sentence."""
    return list_text([name_in_sentence(dataset, actor) for actor in actors], most=len(actors))


def english_wording(dataset: Dataset, spell: Spell) -> str:
    """The wording of a tie in English alone, so that a sentence stays short: the evidence has the other languages."""
    return f"“{inner_quotes(spell.wording)}”{added_mark(dataset, spell)}"


def are_measured(selection: Selection, ends: tuple[str, ...]) -> bool:
    """Whether there are measures of the actor, or between the two, which answers about ties leave out."""
    graph = tie_graph(question_selection(selection), with_measures=True)
    layers = (
        graph.ties.layer(index) for pair, spells in graph.pairs.items() if set(ends) <= set(pair) for index in spells
    )
    return MEASURES not in selection.view.layers and MEASURES in layers


def counted_text(view: View, dataset: Dataset, without: tuple[str, ...] = ()) -> str:
    """The conditions of an answer as they begin a sentence: "Without China and by treaty ties only, "; "" if there are none."""
    through = read_through(dataset)
    parts = [f"by sources read through {day_in_full(through)}"] if through and view.as_of > through else []
    parts += [f"without {names_text(dataset, without)}"] if without else []
    if view.layers:
        parts.append(f"by {list_text([_layer_text(layer) for layer in view.layers], most=9)} ties only")
    if view.grades:
        parts.append(f"by {list_text(list(view.grades), most=9)} records only")
    if view.withdrawn:
        parts.append(f"with {quantity(len(view.withdrawn), 'source')} treated as withdrawn")
    if view.added_only:
        parts.append("by your own ties only")
    text = " and ".join(parts)
    return f"{text[0].upper()}{text[1:]}, " if text else ""


def _layer_text(layer: str) -> str:
    name = layer_name(layer)
    return name[0].lower() + name[1:]
