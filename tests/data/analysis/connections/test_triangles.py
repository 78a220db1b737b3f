"""Triangles: a sign only where the records hold one, and how many are unknown."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import prod
from types import MappingProxyType

import pytest
from hypothesis import given

from data.analysis.connections.graph import label_tiers, pair_of, tie_graph
from data.analysis.connections.triangles import Triangle, signed_graph, signs_of, triangles_of
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, Drawn, ledger, on
from tests.support.cast import view_of_all
from tests.support.examples import examples


def _signs(drawn: list[Drawn], day: int) -> dict[tuple[str, str], int]:
    signs: dict[tuple[str, str], set[int]] = {}
    for one in drawn:
        if one.is_in_force(day):
            signs.setdefault((one.one, one.other), set()).add(-1 if one.tier == "ME" else 1)
    return {pair: sum(found) for pair, found in signs.items()}


@given(LEDGERS, DAYS)
@examples(25)
def test_the_triangles_around_an_actor_are_those_of_which_two_sides_have_a_sign(drawn: list[Drawn], day: int) -> None:
    signs, selection = _signs(drawn, day), on(ledger(drawn), day)
    for actor in ACTORS:
        found = triangles_of(selection, actor)
        known, unknown = {}, 0
        for one, other in combinations([each for each in ACTORS if each != actor], 2):
            sides = (pair_of(actor, one), pair_of(actor, other), (one, other))
            if all(side in signs for side in sides):
                known[actor, one, other] = prod(signs[side] for side in sides)
            else:
                unknown += sum(side in signs for side in sides) == 2
        assert {triangle.actors: triangle.balance for triangle in found.known} == known
        assert found.unknown == unknown
        assert found.unknown_share == (unknown / (unknown + len(known)) if unknown else 0)


@given(LEDGERS, DAYS)
@examples(25)
def test_the_triangles_with_a_pair_are_those_of_its_third_actors(drawn: list[Drawn], day: int) -> None:
    signs, (one, other) = _signs(drawn, day), ACTORS[:2]
    found = triangles_of(on(ledger(drawn), day), f"{one}-{other}")
    sides = {third: [pair_of(one, third) in signs, pair_of(other, third) in signs] for third in ACTORS[2:]}
    closed = [third for third, has in sides.items() if all(has)]
    if pair_of(one, other) in signs:
        assert [triangle.actors[2] for triangle in found.known] == closed
        assert found.unknown == sum(any(has) for has in sides.values()) - len(closed)
    else:
        assert (found.known, found.unknown) == ((), len(closed))


@given(LEDGERS, DAYS)
@examples(25)
def test_the_triangles_with_two_are_among_those_around_each_of_them(drawn: list[Drawn], day: int) -> None:
    selection = on(ledger(drawn), day)
    around = {actor: triangles_of(selection, actor) for actor in ACTORS}
    of_two = [(pair, triangles_of(selection, "-".join(pair))) for pair in combinations(ACTORS, 2)]
    for pair, found in of_two:
        for actor in pair:
            known = {frozenset(one.actors): one.balance for one in around[actor].known}
            assert {frozenset(one.actors): one.balance for one in found.known}.items() <= known.items()
            assert found.unknown <= around[actor].unknown
    # Each triangle of one has two others, so it is one with each of them.
    for actor, found in around.items():
        assert 2 * found.unknown == sum(other.unknown for pair, other in of_two if actor in pair)


def _triangle(*tiers: str) -> list[Drawn]:
    sides = (("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC"))
    return [Drawn(*side, tier, 0, None) for side, tier in zip(sides, tiers, strict=True)]


def test_no_or_two_measures_are_balanced_and_one_or_three_are_not() -> None:
    balances = []
    for tiers in (("T1", "TR", "T1"), ("T1", "ME", "ME"), ("T1", "ME", "TR"), ("ME", "ME", "ME")):
        (found,) = triangles_of(on(ledger(_triangle(*tiers)), 1), "AAA").known
        balances.append(found.balance)
    assert balances == [1, 1, -1, -1]


def test_a_pair_with_a_treaty_and_a_measure_has_both_signs() -> None:
    drawn = [*_triangle("T1", "T1", "T1"), Drawn("AAA", "BBB", "ME", 0, None)]
    assert triangles_of(on(ledger(drawn), 1), "AAA").known == (Triangle(("AAA", "BBB", "CCC"), (0, 1, 1)),)


def test_a_tie_without_a_source_has_no_sign() -> None:
    ties = ledger([Drawn("AAA", "BBB", "T1", 0, None)])
    assert signs_of(tie_graph(on(ties, 1), with_measures=True)) == {("AAA", "BBB"): 1}
    spells = tuple(spell.model_copy(update={"sources": ()}) for spell in ties.spells)
    bare = ties_of(replace(ties.dataset, rows=MappingProxyType({**ties.dataset.rows, "spells": spells})))
    assert signs_of(tie_graph(on(bare, 1), with_measures=True)) == {}


@pytest.mark.parametrize("day", [date(2010, 1, 1), date(2026, 10, 10)])
def test_a_side_has_a_sign_exactly_if_it_has_a_sourced_label_treaty_or_measure(curated_ties: Ties, day: date) -> None:
    graph = signed_graph(select(curated_ties, view_of_all(as_of=day)))
    signs, labels = signs_of(graph), label_tiers(curated_ties)

    def counts(index: int) -> bool:
        layer, spell = curated_ties.layer(index), curated_ties.spells[index]
        is_one = (
            layer in ("treaty", "adversarial") or spell.tier in labels or "treaty" in spell.wording.casefold().split()
        )
        return bool(spell.sources) and is_one and layer in ("partnership", "treaty", "adversarial")

    treaty_itself = {
        tier for tier in curated_ties.dataset.tiers if "treaty" in curated_ties.dataset.tiers[tier].keywords
    }
    for pair, spells in graph.pairs.items():
        has_one = any(counts(index) or curated_ties.spells[index].tier in treaty_itself for index in spells)
        assert (pair in signs) == has_one, pair


def test_a_friendship_treaty_without_a_label_is_a_treaty_and_an_agreement_on_relations_is_none(
    curated_ties: Ties,
) -> None:
    selection = select(curated_ties, view_of_all(as_of=date(2026, 10, 10)))
    signs = signs_of(signed_graph(selection))
    assert signs["BLR", "PRK"] == 1
    assert ("BFA", "RUS") not in signs
    (claim,) = [one for one in triangles_of(selection, "BLR-PRK").known if one.actors == ("BLR", "PRK", "CHN")]
    assert claim.balance == 1
