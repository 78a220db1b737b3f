"""Ties and a claim -> what the records hold on it: the spells that count, their holders, how far was searched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from data.analysis.holders import Holders, other_end
from data.analysis.ladders import height, ladder_for
from data.model.cells import dyad_of
from data.model.span import Mask
from data.model.tie_rows import Ladder
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim, Relation, Scope
from data.view.impact import rests_on
from data.view.selection import read_through
from data.view.tie_filter import facts_of
from data.view.ties import SpellIndex, Ties


@dataclass(frozen=True)
class SearchedUntil:
    """The last days that were looked at, as ordinals; 0 for never.

    `all_partners`: through which all partners were searched for every family that the claim is about; `actors`: the
    same for each actor that the claim names; `any_source`: through which any source was read. `all_since` is the first day
    for which all partners were searched, None if that was for all days.
    """

    all_partners: int
    actors: Mapping[str, int]
    any_source: int
    all_since: date | None = None

    def last_days(self) -> set[int]:
        return {day for day in (self.all_partners, self.any_source, *self.actors.values()) if day}


@dataclass(frozen=True, eq=False)
class Case:
    """A claim and what the records hold on it.

    `with_partner` are the spells with the partner that are neither proposed nor withdrawn, `satisfying` those of them
    whose tier and holder the claim speaks of, `families` the families of the tiers that it speaks of.
    """

    ties: Ties
    claim: Claim
    families: frozenset[str]
    with_partner: tuple[SpellIndex, ...]
    satisfying: tuple[SpellIndex, ...]
    holders: Holders
    coverage: SearchedUntil


def case_of(ties: Ties, claim: Claim, *, ladder: str, withdrawn: frozenset[str]) -> Case:
    """Gather what the records hold on a claim; what rests on withdrawn sources alone is gone."""
    tiers = satisfying_tiers(ties.dataset, claim, ladder)
    families = frozenset(ties.dataset.tiers[tier].family for tier in tiers)
    with_partner = _spells_with_partner(ties, claim.partner, withdrawn)
    on_tiers = (index for index in with_partner if ties.tiers[index].tier in tiers)
    satisfying = _of_the_same_kind(ties, claim, on_tiers)
    holders, coverage = _holders(ties, claim, satisfying), _coverage(ties.dataset, claim, families)
    return Case(ties, claim, families, with_partner, satisfying, holders, coverage)


def without_added(case: Case) -> Case:
    """The same case by our own records alone: without the spells that a reader added."""
    ours = tuple(index for index in case.satisfying if not case.ties.added[index])
    return replace(case, satisfying=ours, holders=_holders(case.ties, case.claim, ours))


# Which tiers and spells the claim speaks of ----------------------------------------------------------


def satisfying_tiers(dataset: Dataset, claim: Claim, ladder: str = "") -> frozenset[str]:
    """The tiers that satisfy the relation. `ladder` is the order by which "this tier or higher" is judged."""
    if claim.relation is Relation.ON:
        return frozenset({claim.what})
    if claim.relation is Relation.AT_LEAST:
        return _tiers_at_or_above(dataset, claim.what, ladder)
    return _tiers_with_words(dataset, claim)


def other_order(dataset: Dataset, claim: Claim, ladder: str) -> Ladder | None:
    """The order by which "or higher" is judged, if it is another author's."""
    if claim.relation is not Relation.AT_LEAST:
        return None
    order = ladder_for(dataset, dataset.tiers[claim.what].family, ladder)
    return None if order.is_house else order


def _tiers_at_or_above(dataset: Dataset, tier: str, ladder: str) -> frozenset[str]:
    order = ladder_for(dataset, dataset.tiers[tier].family, ladder)
    lowest = height(dataset, order, tier)
    if lowest is None:
        return frozenset()
    family = (key for key, row in dataset.tiers.items() if row.family == order.family)
    heights = {key: height(dataset, order, key) for key in family}
    return frozenset(key for key, top in heights.items() if top is not None and top <= lowest)


def _tiers_with_words(dataset: Dataset, claim: Claim) -> frozenset[str]:
    """Words are looked for in what the partner declares and in what has no owner; without such, in everything."""
    families = dataset.families.values()
    owners = {"", claim.partner} if any(family.owner == claim.partner for family in families) else None
    searched = {family.family for family in families if owners is None or family.owner in owners}
    words = set(claim.words)
    return frozenset(
        key for key, tier in dataset.tiers.items() if tier.family in searched and words.issubset(tier.keywords)
    )


def _spells_with_partner(ties: Ties, partner: str, withdrawn: frozenset[str]) -> tuple[SpellIndex, ...]:
    facts = facts_of(ties)
    is_with_partner: Mask = facts["one"].is_one_of([partner]) | facts["other"].is_one_of([partner])
    return tuple(
        index
        for index in map(int, np.flatnonzero(is_with_partner & ~ties.proposed))
        if not rests_on(ties.spells[index].sources, withdrawn)
    )


def _of_the_same_kind(ties: Ties, claim: Claim, indices: Iterable[SpellIndex]) -> tuple[SpellIndex, ...]:
    """A claim about a state is judged among states, one about an organisation among organisations."""
    actors = ties.dataset.actors
    kind = actors[claim.actor].kind if claim.actor else "state"
    return tuple(index for index in indices if actors[other_end(ties, index, claim.partner)].kind == kind)


def _holders(ties: Ties, claim: Claim, indices: tuple[SpellIndex, ...]) -> Holders:
    return Holders(
        ties, indices, lambda index: other_end(ties, index, claim.partner), ever=claim.scope is Scope.EVER, unseen=True
    )


# How far was searched --------------------------------------------------------------------------------


def _coverage(dataset: Dataset, claim: Claim, families: frozenset[str]) -> SearchedUntil:
    named = {actor: dyad_of(actor, claim.partner) for actor in (claim.actor, claim.other) if actor}
    last_read = read_through(dataset)
    return SearchedUntil(
        all_partners=min((_searched_for_all(dataset, family, claim.partner) for family in families), default=0),
        actors={
            actor: min((_searched_for_dyad(dataset, family, dyad) for family in families), default=0)
            for actor, dyad in named.items()
        },
        any_source=last_read.toordinal() if last_read else 0,
        all_since=max(
            filter(None, (_searched_for_all_since(dataset, each, claim.partner) for each in families)), default=None
        ),
    )


def _searched_for_all_since(dataset: Dataset, family: str, partner: str) -> date | None:
    """The first day for which all partners were searched for a family; None if there is none, or no such search."""
    searches = [one for one in dataset.searches if one.family == family and f"{partner}-*" in one.dyads]
    begins = [one.since.first for one in searches if one.since]
    return min(begins) if begins and len(begins) == len(searches) else None


def _searched_for_all(dataset: Dataset, family: str, partner: str) -> int:
    return _last_day(
        search.through.last.toordinal()
        for search in dataset.searches
        if search.family == family and f"{partner}-*" in search.dyads
    )


def _searched_for_dyad(dataset: Dataset, family: str, dyad: str) -> int:
    return _last_day(
        search.through.last.toordinal()
        for search in dataset.searches
        if search.family == family and search.covers(dyad)
    )


def _last_day(days: Iterable[int]) -> int:
    return max(days, default=0)
