"""Why a dyad has no tie of a family on a day: it ended, it was looked for and not found, or nobody looked.

And which types of tie in view are known to be incomplete, so that a picture can say so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from data.base.memo import memo
from data.model.cells import actors_of, dyad_of
from data.model.ledger_rows import Search
from data.model.tie_rows import Family, Spell
from data.tables.dataset import Dataset
from data.view.selection import Selection

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

    A dyad cannot have one in the words of a third state, nor one of an organisation of which others alone have such ties;
    nor two states a place in an organisation, or a state and an organisation one that they share.
    """
    spells = _main_spells_of(dataset, dyad)
    in_force = {dataset.tiers[spell.tier].family for spell in spells if spell.span.is_possible(as_of.toordinal())}
    possible = (
        family
        for family, row in dataset.families.items()
        if _is_open_to(dataset, row.owner, dyad) and (row.layer != "membership" or _is_kept_by(dataset, family, dyad))
    )
    return tuple(_missing_tie(dataset, dyad, family, spells, as_of) for family in possible if family not in in_force)


def _main_spells_of(dataset: Dataset, dyad: str) -> list[Spell]:
    """Found by the column: of a large table few rows are made."""
    places = dataset.main_places
    is_of_dyad = dataset.column("spells", "dyad").is_one_of([dyad])[places]
    return [dataset.spells[place] for place in places[is_of_dyad].tolist()]


def _is_open_to(dataset: Dataset, owner: str, dyad: str) -> bool:
    return (
        not owner
        or owner in actors_of(dyad)
        or (dataset.actors[owner].kind != "state" and _are_members(dataset, owner, dyad))
    )


def _are_members(dataset: Dataset, owner: str, dyad: str) -> bool:
    """Whether both ends have, or had, a tie of a family of the organisation; if nobody has one, they might."""
    members = _members(dataset, owner)
    return not members or members.issuperset(actors_of(dyad))


def _is_kept_by(dataset: Dataset, family: str, dyad: str) -> bool:
    """Whether such pairs have ties of this family of memberships: of states alone, or with an organisation."""
    kinds = _kinds_in(dataset).get(family)
    return kinds is None or _kinds_of(dataset, dyad) in kinds


def _kinds_of(dataset: Dataset, dyad: str) -> frozenset[str]:
    return frozenset(dataset.actors[actor].kind for actor in actors_of(dyad))


@memo
def _kinds_in(dataset: Dataset) -> dict[str, set[frozenset[str]]]:
    """Family -> the kinds of actors that have its ties."""
    tiers, dyads = dataset.column("spells", "tier"), dataset.column("spells", "dyad")
    pairs = set(zip(tiers.codes.tolist(), dyads.codes.tolist(), strict=True))
    kinds: dict[str, set[frozenset[str]]] = {}
    for tier, dyad in pairs:
        family = dataset.tiers[tiers.values[tier]].family
        kinds.setdefault(family, set()).add(_kinds_of(dataset, dyads.values[dyad]))
    return kinds


@memo
def _members(dataset: Dataset, owner: str) -> frozenset[str]:
    families = {family for family, row in dataset.families.items() if row.owner == owner}
    spells = (spell for spell in dataset.main_spells if dataset.tiers[spell.tier].family in families)
    return frozenset(actor for spell in spells for actor in actors_of(spell.dyad))


def _missing_tie(dataset: Dataset, dyad: str, family: str, of_dyad: list[Spell], day: date) -> MissingTie:
    spells = [spell for spell in of_dyad if dataset.tiers[spell.tier].family == family]
    ended = [spell for spell in spells if spell.span.latest_end <= day.toordinal()]
    if ended:
        return MissingTie(family, "ended", spell=max(ended, key=lambda spell: spell.span.latest_end))
    if spells:
        return MissingTie(family, "not begun", spell=min(spells, key=lambda spell: spell.span.earliest_start))
    searches = [search for search in dataset.searches if search.family == family and search.covers(dyad)]
    if searches:
        # One for a time that had begun says more of the day than one that came later.
        best = max(searches, key=lambda search: (_has_begun(search, day), search.through.last))
        return MissingTie(family, "none found", search=best)
    return MissingTie(family, "not searched")


def incomplete_families(selection: Selection) -> tuple[Family, ...]:
    """The families of the ties in view of which a search says that not every case was looked for, most ties first.

    A search that was complete for some pairs covers a view of ties between those pairs alone. A family on whose searches
    nobody passed judgement is left out.
    """
    dataset, view = selection.dataset, selection.view
    in_view = Counter(selection.ties.tiers[index].family for index in selection.indices)
    among = sorted(view.actors) if view.is_among else []
    return tuple(
        dataset.families[name]
        for name, _ in in_view.most_common()
        if _is_incomplete(dataset, dataset.families[name], among, view.as_of)
    )


def _is_incomplete(dataset: Dataset, family: Family, among: Sequence[str], day: date) -> bool:
    searches = [search for search in dataset.searches if search.family == family.family and search.complete]
    covered = {part for search in searches if _holds(search, day) for part in search.dyads}
    if not searches or f"{family.owner}-*" in covered:
        return False
    # One by one: a reader's thousands of actors have millions of pairs.
    return len(among) < 2 or any(dyad_of(*ends) not in covered for ends in combinations(among, 2))


def is_layer_complete(dataset: Dataset, actor: str, layer: str, day: date) -> bool:
    """Whether all partners of an actor were searched for every family of a type of tie; of families in the words of one
    state it is enough that all partners of that state were.
    """
    families = [family for family in dataset.families.values() if family.layer == layer]
    return all(_is_family_complete(dataset, family, actor, day) for family in families)


def _is_family_complete(dataset: Dataset, family: Family, actor: str, day: date) -> bool:
    wanted = {f"{actor}-*", f"{family.owner}-*"}
    searches = (search for search in dataset.searches if search.family == family.family)
    return any(
        _holds(search, day) and search.through.last >= day and not wanted.isdisjoint(search.dyads)
        for search in searches
    )


def _holds(search: Search, day: date) -> bool:
    """Whether the search was complete, and for a time that has begun on the day."""
    return search.complete == "yes" and _has_begun(search, day)


def _has_begun(search: Search, day: date) -> bool:
    return search.since is None or search.since.first <= day
