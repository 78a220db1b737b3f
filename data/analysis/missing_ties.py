"""Why a dyad has no tie of a family on a day: it ended, it was looked for and not found, or nobody looked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.model.cells import actors_of
from data.model.schema import Search, Spell
from data.tables.dataset import Dataset

Reason = Literal["not begun", "ended", "none found", "not searched"]


@dataclass(frozen=True)
class MissingTie:
    """Why a family's tie is missing; the spell that ended or begins, or the search that found none."""

    family: str
    reason: Reason
    spell: Spell | None = None
    search: Search | None = None


def covers(search: Search, dyad: str) -> bool:
    """Whether the search looked at the dyad: by its name, or as one of an actor's."""
    ends = actors_of(dyad)
    return any(part == dyad or (part.endswith("-*") and part[:-2] in ends) for part in search.dyads)


def missing_ties_of(dataset: Dataset, dyad: str, *, as_of: date) -> tuple[MissingTie, ...]:
    """One for each family in which the dyad could have a tie and has none on the day, in the order of the families.

    In the words of a third state a dyad can have none.
    """
    standing = {dataset.tiers[spell.tier].family for spell in _own(dataset, dyad) if _holds(spell, as_of)}
    open_to = (family for family, row in dataset.families.items() if _concerns(dataset, row.owner, dyad))
    return tuple(_blank(dataset, dyad, family, as_of) for family in open_to if family not in standing)


def _concerns(dataset: Dataset, owner: str, dyad: str) -> bool:
    return not owner or owner in actors_of(dyad) or dataset.actors[owner].kind != "state"


def _own(dataset: Dataset, dyad: str) -> list[Spell]:
    return [spell for spell in dataset.mains if spell.dyad == dyad]


def _opening(spell: Spell) -> date:
    opening = spell.start or spell.known_by
    return opening.first if opening else date.max


def _holds(spell: Spell, day: date) -> bool:
    return _opening(spell) <= day and (spell.end is None or day < spell.end.last)


def _blank(dataset: Dataset, dyad: str, family: str, day: date) -> MissingTie:
    spells = [spell for spell in _own(dataset, dyad) if dataset.tiers[spell.tier].family == family]
    before = [spell for spell in spells if spell.end and spell.end.last <= day]
    if before:
        return MissingTie(
            family, "ended", spell=max(before, key=lambda spell: spell.end.last if spell.end else date.min)
        )
    if spells:
        return MissingTie(family, "not begun", spell=min(spells, key=_opening))
    looked = [search for search in dataset.searches if search.family == family and covers(search, dyad)]
    if looked:
        return MissingTie(family, "none found", search=max(looked, key=lambda search: search.through.last))
    return MissingTie(family, "not searched")
