"""A claim about the network -> the verdict over time: are two connected, do several have a tie with a third, does one depend
on another. What is not on record was not searched for everywhere, so it is undetermined and seldom false.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from data.analysis.claims.carriers import Stretch, carriers, connecting, last_day, stretches_of
from data.analysis.claims.network_truth import NetworkCase
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.analysis.connections.graph import MEASURES, PARTNERSHIPS, Pair, label_tiers, pair_of, suspended
from data.analysis.connections.tie_times import Neighbours, times_of_pairs
from data.analysis.connections.ways import MOST_WAYS, Opening, near_on, opening_of, shortest_ways
from data.model.span import Mask
from data.view.fields.claim import OF_LABELS, Claim, Form
from data.view.tie_filter import facts_of, masks_of
from data.view.ties import SpellIndex, Ties
from data.view.view import View


@dataclass(frozen=True)
class NetworkVerdict:
    """The verdict on a day and over time, and the spells in force on the day that decide it.

    `ways` are the actors between the two, for a claim that they are connected; `others` who else the actor has ties with,
    for a claim that it depends on one or does not; `tied` who has a tie with the third, for a claim that several have one.
    For a claim that each partner of one keeps a tie, `tied` are these partners, and `others` those who would have none left.
    `is_searched` says whether what is missing was looked for. `opening` is the way by which two that are connected came to
    be so, which need not be one of the shortest on the day. `stretches` are the ties by which the claim was true at other times.
    """

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    spells: tuple[SpellIndex, ...]
    ways: tuple[tuple[str, ...], ...]
    others: tuple[str, ...]
    tied: frozenset[str]
    is_searched: bool
    opening: Opening | None = None
    stretches: tuple[Stretch, ...] = ()


def check_network(ties: Ties, claim: Claim, as_of: date, withdrawn: frozenset[str]) -> NetworkVerdict:
    """Check the claim as of a day; a proposal or what is suspended does not count, and measures only where the claim is about them."""
    pairs = _pairs(ties, claim, withdrawn)
    case = NetworkCase(ties, claim, *times_of_pairs(ties, pairs))
    day, history = as_of.toordinal(), case.history(as_of)
    # The verdict of the day is that of the time around it.
    period = next(period for period in reversed(history) if period.since <= as_of)
    near = near_on(case.possible, day)
    spells, ways = _deciding(ties, claim, pairs, near, day)
    opening = None
    if claim.form is Form.CONNECTED and period.verdict is Verdict.TRUE:
        ends = claim.actor, claim.partner
        near_then = near_on(case.certain, period.since.toordinal())
        opening = opening_of(ties, ends, period.since, near_then, pairs)
    return NetworkVerdict(
        verdict=period.verdict,
        history=history,
        spells=spells,
        ways=ways,
        others=tuple(sorted(_others(claim, near))),
        tied=frozenset(near.get(claim.partner if claim.is_of_each else claim.other, ())),
        is_searched=day <= case.searched_until,
        opening=opening,
        stretches=stretches_of(history, last_day(ties, as_of), lambda begin, end: _within(case, pairs, begin, end)),
    )


def _others(claim: Claim, near: Neighbours) -> set[str]:
    if claim.is_of_each:
        return {actor for actor in near.get(claim.partner, ()) if near[actor] == {claim.partner}}
    return near.get(claim.actor, set()) - {claim.partner}


# Which ties count --------------------------------------------------------------------------------------


def _pairs(ties: Ties, claim: Claim, withdrawn: frozenset[str]) -> dict[Pair, list[SpellIndex]]:
    """The pairs that the claim concerns, with their spells in order."""
    facts, counted = facts_of(ties), ~ties.proposed & ~suspended(ties)
    for mask in masks_of(ties, View(date.min, layers=claim.layers, withdrawn=tuple(sorted(withdrawn)))).values():
        counted &= mask
    if not claim.layers:
        counted &= ~facts["layer"].is_one_of((MEASURES,))
    if claim.form in OF_LABELS and PARTNERSHIPS in claim.layers:
        # Relations without a label, or by a treaty alone, are no partnership label.
        counted &= ~facts["layer"].is_one_of((PARTNERSHIPS,)) | ties.column("tier").is_one_of(sorted(label_tiers(ties)))
    pairs: dict[Pair, list[SpellIndex]] = defaultdict(list)
    for index in np.flatnonzero(counted & _is_meant(ties, claim)).tolist():
        pairs[ties.actors[index]].append(index)
    return pairs


def _is_meant(ties: Ties, claim: Claim) -> Mask:
    facts = facts_of(ties)

    def has_one_of(*actors: str) -> Mask:
        one, other = (facts[end].is_one_of(actors) for end in ("one", "other"))
        return one | other

    if claim.form is Form.CONNECTED:
        return ~has_one_of(*claim.left_out)
    if claim.form is Form.SHARED:
        return has_one_of(claim.other) & has_one_of(*claim.ends)
    if not claim.is_of_each:
        return has_one_of(claim.actor)
    near = {actor for index in np.flatnonzero(has_one_of(claim.partner)).tolist() for actor in ties.actors[index]}
    return has_one_of(*near)


# What made it true -------------------------------------------------------------------------------------


def _within(case: NetworkCase, pairs: Mapping[Pair, list[SpellIndex]], begin: int, end: int) -> Iterable[Stretch]:
    """By which ties the claim was true in a time; none for a claim of each partner, of which there may be hundreds."""
    claim, ties = case.claim, case.ties
    if claim.form is Form.CONNECTED:
        return connecting(ties, (claim.actor, claim.partner), pairs, case.certain, begin, end)
    if claim.is_of_each:
        return ()
    if claim.form is Form.SHARED:
        groups = [[pairs.get(pair_of(one, claim.other), [])] for one in claim.ends]
    elif claim.form is Form.KEEPS:
        groups = [[spells for pair, spells in pairs.items() if claim.partner not in pair]]
    else:
        groups = [[pairs.get(pair_of(claim.actor, claim.partner), [])]]
    spells = (index for of_one in groups for index in carriers(ties, of_one, begin, end))
    return (Stretch(date.fromordinal(begin), date.fromordinal(end), tuple(dict.fromkeys(spells))),)


# What decides it on the day ----------------------------------------------------------------------------


def _deciding(
    ties: Ties, claim: Claim, pairs: Mapping[Pair, list[SpellIndex]], near: Neighbours, day: int
) -> tuple[tuple[SpellIndex, ...], tuple[tuple[str, ...], ...]]:
    """The spells in force on the day that decide the claim, and the ways between two."""
    ways: tuple[tuple[str, ...], ...] = ()
    deciding = sorted(pairs)
    if claim.form is Form.CONNECTED:
        ways = tuple(shortest_ways(near, claim.actor, claim.partner))[:MOST_WAYS]
        steps = (pair_of(one, other) for way in ways for one, other in pairwise(way))
        deciding = list(dict.fromkeys(steps))
    elif claim.is_of_each:
        deciding = _one_tie_of_each(claim.partner, near)
    elif claim.form is Form.KEEPS:
        # What it would keep comes first.
        deciding = sorted(pairs, key=lambda pair: (claim.partner in pair, pair))
    spells = (index for pair in deciding for index in pairs.get(pair, ()))
    return tuple(index for index in spells if ties.run_span(index, index).is_possible(day)), ways


def _one_tie_of_each(partner: str, near: Neighbours) -> list[Pair]:
    """For each that has a tie with one: a tie that it has with another; first, of those who have none, that with the one."""
    tied = sorted(near.get(partner, ()), key=lambda actor: (len(near[actor]) > 1, actor))
    kept = (min(near[actor] - {partner}, default=partner) for actor in tied)
    return list(dict.fromkeys(pair_of(actor, other) for actor, other in zip(tied, kept, strict=True)))
