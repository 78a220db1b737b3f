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


def missing_ties_of(dataset: Dataset, dyad: str, *, as_of: date) -> tuple[MissingTie, ...]:
    """One for each family in which the dyad could have a tie and has none on the day, in the order of the families.

    A dyad cannot have one in the words of a third state.
    """
    spells = [spell for spell in dataset.main_spells if spell.dyad == dyad]
    in_force = {dataset.tiers[spell.tier].family for spell in spells if spell.span.is_possible(as_of.toordinal())}
    possible = (family for family, row in dataset.families.items() if _is_open_to(dataset, row.owner, dyad))
    return tuple(_missing_tie(dataset, dyad, family, as_of) for family in possible if family not in in_force)


def _is_open_to(dataset: Dataset, owner: str, dyad: str) -> bool:
    return not owner or owner in actors_of(dyad) or dataset.actors[owner].kind != "state"


def _missing_tie(dataset: Dataset, dyad: str, family: str, day: date) -> MissingTie:
    spells = [
        spell for spell in dataset.main_spells if spell.dyad == dyad and dataset.tiers[spell.tier].family == family
    ]
    ended = [spell for spell in spells if spell.span.latest_end <= day.toordinal()]
    if ended:
        return MissingTie(family, "ended", spell=max(ended, key=lambda spell: spell.span.latest_end))
    if spells:
        return MissingTie(family, "not begun", spell=min(spells, key=lambda spell: spell.span.earliest_start))
    searches = [search for search in dataset.searches if search.family == family and search.covers(dyad)]
    if searches:
        return MissingTie(family, "none found", search=max(searches, key=lambda search: search.through.last))
    return MissingTie(family, "not searched")
