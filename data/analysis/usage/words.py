"""A word of labels -> of whom it was used, how often and by whom: “China has used ‘permanent’ of Kazakhstan only”."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from data.base.text import search_key
from data.model.span import Mask
from data.tables.dataset import Dataset
from data.usage.uses import Uses, uses_in

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class WordUse:
    """A partner of whom a label with the word was used."""

    partner: str
    uses: Uses


def partners_of_word(dataset: Dataset, word: str, until: date, *, side: str = "") -> tuple[WordUse, ...]:
    """The partners of whom a label that contains the word was used until a day, most uses first; `side`: only by it.

    A word in English, or several, is looked for as a whole in the English wordings of the tiers: "ally" is not a part of what
    "mutually" says. Chinese has no space between words, so that there it is looked for in the label.
    """
    table, wanted = dataset.sightings, _words(word)
    if not wanted or not len(table):
        return ()
    labels, tiers = (table.columns[name] for name in ("label_zh", "tier"))
    wordings = [dataset.tiers[tier].wording if tier in dataset.tiers else "" for tier in tiers.cells]
    passed = labels.taken([word in cell for cell in labels.cells]).astype(bool)
    passed |= tiers.taken([_has_words(_words(wording), wanted) for wording in wordings]).astype(bool)
    return _partners(dataset, passed, until, side)


def _words(text: str) -> list[str]:
    return _WORD.findall(search_key(text))


def _has_words(words: list[str], wanted: list[str]) -> bool:
    """Whether these words are among the others, one after the other."""
    number = len(wanted)
    return any(words[place : place + number] == wanted for place in range(len(words) - number + 1))


def partners_of_tiers(dataset: Dataset, tiers: Collection[str], until: date, *, side: str = "") -> tuple[WordUse, ...]:
    """The same for labels with exactly the wording of one of these tiers."""
    table = dataset.sightings
    if not len(table):
        return ()
    column = table.columns["tier"]
    return _partners(dataset, column.is_one_of([tier for tier in tiers if tier]), until, side)


def _partners(dataset: Dataset, passed: Mask, until: date, side: str) -> tuple[WordUse, ...]:
    table, places = dataset.sightings, dict[str, list[int]]()
    if side:
        passed = passed & table.columns["speaker_side"].is_one_of((side,))
    partners = table.columns["partner"]
    for place in passed.nonzero()[0].tolist():
        places.setdefault(partners.cells[partners.codes[place]], []).append(place)
    found = (WordUse(partner, uses_in(dataset, of_partner, until)) for partner, of_partner in places.items())
    return tuple(sorted((one for one in found if len(one.uses)), key=lambda one: (-len(one.uses), one.partner)))
