"""Ties -> what the browser knows of ties and spells, in columns: what many of them share is said and written once.

A column has its different `values`, and as `codes` the place of each row's; without codes all rows have the first.
history.js puts the rows together. A record a row would be five times as long, in both senses.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from components.network.choices import tiers_in_use
from components.network.layouts.graph import tie_columns_of
from components.network.packed import browser_day
from components.network.words import doubt_of
from components.style.theme import style_key, styles_of
from components.wording.spells import END_MARK, grade_text, original_wording, patterns_of_dates
from data.base.text import list_text, quantity
from data.model.cells import DYAD_JOINT
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.tables.suspects import pairs_of
from data.view.ties import SpellIndex, Ties

H = TypeVar("H", bound=Hashable)
Codes = npt.NDArray[np.int32]
ValueColumn = dict[str, Any]
_WORDINGS = ("wording_zh", "wording_ru", "wording_be")


def tie_columns(ties: Ties) -> dict[str, Any]:
    """{joint, lane, first, count, line}: the lane of a tie, its first spell and how many it has.

    `line` is what its name has after that of its dyad, which is that of its actors with the joint in between.
    """
    columns, dyad = tie_columns_of(ties), ties.column("dyad")
    lengths = dyad.taken([len(name) for name in dyad.values])[columns.first].tolist()
    lines = [ties.tie[first][length:] for first, length in zip(columns.first.tolist(), lengths, strict=True)]
    return {
        "joint": DYAD_JOINT,
        "lane": columns.lane.tolist(),
        "first": columns.first.tolist(),
        "count": columns.count.tolist(),
        "line": _column(lines, np.arange(len(lines))),
    }


def spell_columns(ties: Ties) -> dict[str, Any]:
    """What is known of spells, a row a spell; `added` are the places of those that a reader added.

    `opening` is [first day, last day, dates without an end, dates with an end in place of `endMark`], `closing` is [first
    day, last day, text]; `kind` is a place in `kinds` of `choices.py`, and `support` says how well it is supported.
    """
    return {
        "opening": _openings(ties),
        "closing": _closings(ties),
        "endMark": END_MARK,
        "kind": _kinds(ties).tolist(),
        "wording": _wordings(ties),
        "original": _originals(ties),
        "doubt": _said_of(ties, lambda index: doubt_of(ties.spells[index]), "grade", "status"),
        "grade": _said_of(ties, _cell(ties, "grade"), "grade"),
        "basis": _basis(ties),
        "support": _support(ties),
        "added": np.flatnonzero(ties.added).tolist(),
        "addedText": "Added by you, in this session only; not part of the records",
    }


def kind_columns(ties: Ties) -> dict[str, Any]:
    """By kind of spell: the index of its style, and the name of its family."""
    order, first = {key: index for index, key in enumerate(styles_of(ties.dataset))}, tiers_in_use(ties).values()
    return {
        "kindStyles": [order[style_key(ties, index)] for index in first],
        "kindNames": [ties.dataset.families[ties.tiers[index].family].name for index in first],
    }


def _kinds(ties: Ties) -> Codes:
    kinds, tier = {name: place for place, name in enumerate(tiers_in_use(ties))}, ties.column("tier")
    return tier.taken([kinds.get(name, -1) for name in tier.values])


# Columns -------------------------------------------------------------------------------------------


def _column(said: Sequence[H], places: npt.NDArray[Any]) -> ValueColumn:
    """The column in which each row has what was said at its place."""
    number = {value: at for at, value in enumerate(dict.fromkeys(said))}
    if len(number) < 2:
        return {"values": list(number)}
    return {"values": list(number), "codes": np.array([number[value] for value in said])[places].tolist()}


def _said_of(ties: Ties, of: Callable[[SpellIndex], H], *names: str, more: Sequence[Codes] = ()) -> ValueColumn:
    """What `of` says of each spell, asked once for all that have the same cells in the columns of these names."""
    first, places = _alike(*(ties.column(name).codes for name in names), *more)
    return _column([of(index) for index in first], places)


def _alike(*codes: Codes) -> tuple[list[SpellIndex], npt.NDArray[np.intp]]:
    """One spell of all that have the same codes, for each combination; and the place of the combination of each spell."""
    _, first, places = np.unique(pairs_of(*codes), return_index=True, return_inverse=True)
    return first.tolist(), places.reshape(-1)


def _cell(ties: Ties, name: str) -> Callable[[SpellIndex], Any]:
    """The value of a column for a spell, for which no row is made."""
    column = ties.column(name)
    return lambda index: column.values[column.codes[index]]


def _openings(ties: Ties) -> ValueColumn:
    start, known_by = _cell(ties, "start"), _cell(ties, "known_by")
    first, last = ties.starts

    def opening(index: SpellIndex) -> tuple[Any, ...]:
        days = (browser_day(first[index]), browser_day(last[index]))
        return (*days, *patterns_of_dates(start(index), known_by(index)))

    return _said_of(ties, opening, "start", "known_by")


def _closings(ties: Ties) -> ValueColumn:
    end, (first, last) = _cell(ties, "end"), ties.ends

    def closing(index: SpellIndex) -> tuple[Any, ...]:
        date = end(index)
        return browser_day(first[index]), browser_day(last[index]), date.display_text if date else ""

    return _said_of(ties, closing, "end")


def _wordings(ties: Ties) -> ValueColumn:
    wording, added = _cell(ties, "wording"), ties.added

    def marked(index: SpellIndex) -> str:
        return f"{wording(index)} ({ADDED})" if added[index] else str(wording(index))

    return _said_of(ties, marked, "wording", more=(added.astype(np.int32),))


def _originals(ties: Ties) -> ValueColumn:
    if not any(any(ties.column(name).values) for name in _WORDINGS):
        return {"values": [""]}
    return _said_of(ties, lambda index: original_wording(ties.spells[index]), "dyad", *_WORDINGS)


def _basis(ties: Ties) -> ValueColumn:
    """The instrument or, without one, the occasion."""
    instrument, occasion = _cell(ties, "instrument"), _cell(ties, "occasion")
    return _said_of(ties, lambda index: str(instrument(index) or occasion(index)), "instrument", "occasion")


def _support(ties: Ties) -> ValueColumn:
    grade, sources = _cell(ties, "grade"), _cell(ties, "sources")
    texts: dict[Sequence[str], str] = {}

    def support(index: SpellIndex) -> str:
        cited = sources(index)
        if cited not in texts:
            texts[cited] = _sources_text(ties.dataset, cited)
        return f"{grade_text(grade(index))} · {texts[cited]}"

    return _said_of(ties, support, "grade", "sources")


def _sources_text(dataset: Dataset, sources: Sequence[str]) -> str:
    voices = {dataset.sources[source].family for source in sources}
    return f"{quantity(len(sources), 'source')} ({list_text(sorted(voices))})" if voices else "no source"
