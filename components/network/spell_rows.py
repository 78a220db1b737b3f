"""Ties -> a row for each spell, as the browser gets it. A text is written once for all spells that have the same cells in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from components.network.days import browser_day
from components.network.words import doubt_of
from components.style.theme import style_key, styles_of
from components.wording.spells import dates_between, grade_text, original_wording
from data.base.text import list_text, quantity
from data.model.vocabulary import GRADES
from data.tables.dataset import Dataset
from data.tables.origin import ADDED
from data.tables.suspects import pairs_of
from data.view.ties import SpellIndex, Ties

T = TypeVar("T")
_WORDINGS = ("wording_zh", "wording_ru", "wording_be")
_SUPPORT = ("instrument", "occasion", "grade", "sources")


def spell_rows(ties: Ties, kinds: Mapping[str, int]) -> list[list[Any]]:
    """For each [first start, last start, first end, last end, style, doubt, wording, about, added, original wording, dates, kind, grade].

    The last two are places in what `choices.py` says of labels and grades.
    """
    order = {key: index for index, key in enumerate(styles_of(ties.dataset))}
    grade = ties.column("grade")
    wording = ties.column("wording")
    columns = (
        *(_browser_days(limits.tolist()) for limits in (*ties.starts, *ties.ends)),
        _each(ties, lambda index: order[style_key(ties, index)], "tier"),
        _each(ties, lambda index: doubt_of(ties.spells[index]), "grade", "status"),
        _with_mark(ties, [wording.values[code] for code in wording.codes.tolist()]),
        _about(ties),
        ties.added.astype(int).tolist(),
        _original_wordings(ties),
        _dates(ties),
        _each(ties, lambda index: kinds[ties.tiers[index].tier], "tier"),
        grade.taken([GRADES.index(value) for value in grade.values]).tolist(),
    )
    return list(map(list, zip(*columns, strict=True)))


def _browser_days(ordinals: Sequence[int]) -> list[int | None]:
    days = {ordinal: browser_day(ordinal) for ordinal in set(ordinals)}
    return [days[ordinal] for ordinal in ordinals]


def _with_mark(ties: Ties, texts: list[str]) -> list[str]:
    if not ties.added.any():
        return texts
    return [
        f"{text} ({ADDED})" if is_added else text for text, is_added in zip(texts, ties.added.tolist(), strict=True)
    ]


def _each(ties: Ties, of: Callable[[SpellIndex], T], *names: str) -> list[T]:
    """What `of` says of each spell, asked once for all that have the same cells in these columns."""
    numbers = pairs_of(*(ties.column(name).codes for name in names))
    _, first, codes = np.unique(numbers, return_index=True, return_inverse=True)
    said = [of(index) for index in first.tolist()]
    return [said[code] for code in codes.reshape(-1).tolist()]


def _original_wordings(ties: Ties) -> list[str]:
    if not any(any(ties.column(name).values) for name in _WORDINGS):
        return [""] * len(ties)
    return _each(ties, lambda index: original_wording(ties.spells[index]), "dyad", *_WORDINGS)


def _dates(ties: Ties) -> list[str]:
    start, known_by, end = (ties.column(name) for name in ("start", "known_by", "end"))
    codes = zip(start.codes.tolist(), known_by.codes.tolist(), end.codes.tolist(), strict=True)
    return [dates_between(start.values[one], known_by.values[two], end.values[three]) for one, two, three in codes]


def _about(ties: Ties) -> list[list[str]]:
    """Its actors and its family; then, for hovering, what it is based on and on how many sources."""
    pairs = _each(ties, lambda index: _pair(ties, index), "dyad")
    rest = _each(ties, lambda index: _family_and_support(ties, index), "tier", *_SUPPORT)
    about = [[pair, *lines] for pair, lines in zip(pairs, rest, strict=True)]
    for index in np.flatnonzero(ties.added).tolist():
        about[index].append("Added by you, in this session only; not part of the records")
    return about


def _pair(ties: Ties, index: SpellIndex) -> str:
    one, other = (ties.dataset.actors[actor].name for actor in ties.actors[index])
    return f"{one} – {other}"


def _family_and_support(ties: Ties, index: SpellIndex) -> list[str]:
    spell, dataset = ties.spells[index], ties.dataset
    based_on = spell.instrument or spell.occasion
    lines = (
        dataset.families[ties.tiers[index].family].name,
        based_on,
        f"{grade_text(spell.grade)} · {_sources_text(dataset, spell.sources)}",
    )
    return [line for line in lines if line]


def _sources_text(dataset: Dataset, sources: Sequence[str]) -> str:
    voices = {dataset.sources[source].family for source in sources}
    return f"{quantity(len(sources), 'source')} ({list_text(sorted(voices))})" if voices else "no source"
