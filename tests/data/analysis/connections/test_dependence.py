"""What hangs on a tie or an actor: bridges and cut actors as brute force finds them."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import networkx as nx
import pytest
from hypothesis import given

from data.analysis.connections.dependence import bridges, dependence_on
from data.analysis.connections.graph import tie_graph
from data.analysis.connections.organisations import kept_spells
from data.analysis.missing_ties import is_layer_complete
from data.model.dates import partial_date
from data.model.ledger_rows import Search
from data.view.selection import select
from data.view.ties import Ties
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, Drawn, graph_on, ledger, on
from tests.support.cast import view_of_all
from tests.support.examples import examples


def _groups(graph: "nx.Graph[str]") -> int:
    return nx.number_connected_components(graph)


@given(LEDGERS, DAYS)
@examples(25)
def test_what_hangs_on_a_tie_is_what_falls_off_without_it(drawn: list[Drawn], day: int) -> None:
    ties, graph = ledger(drawn), graph_on(drawn, day)
    falls_off = []
    for one, other in sorted(tuple(sorted(pair)) for pair in graph.edges):
        rest = graph.copy()
        rest.remove_edge(one, other)
        found = dependence_on(on(ties, day), f"{one}-{other}")
        assert found.is_bridge == (_groups(rest) > _groups(graph))
        assert (found.distance is None) == (not nx.has_path(rest, one, other))
        ways = sorted(nx.all_shortest_paths(rest, one, other)) if found.distance else []
        assert sorted([one, *way, other] for way in found.ways) == (ways if found.distance == 2 else ways[:1])
        assert all(rest.degree(actor) == 0 for actor in found.alone)
        falls_off += [(one, other)] * found.is_bridge
    assert list(bridges(tie_graph(on(ties, day)))) == falls_off


@given(LEDGERS, DAYS)
@examples(25)
def test_what_hangs_on_an_actor_is_who_falls_apart_without_it(drawn: list[Drawn], day: int) -> None:
    ties, graph = ledger(drawn), graph_on(drawn, day)
    cut = []
    for actor in ACTORS:
        found = dependence_on(on(ties, day), actor)
        if actor not in graph:
            assert (found.ties, found.cut_off, found.last) == ((), (), ())
            continue
        near, rest = set(graph[actor]), graph.copy()
        rest.remove_node(actor)
        groups = [group for group in nx.connected_components(rest) if group & near]
        assert len(found.cut_off) == len(groups) - 1
        assert set().union(*found.cut_off) <= set().union(*groups)
        cut += [actor] * found.is_bridge
    assert cut == sorted(nx.articulation_points(graph))


@given(LEDGERS, DAYS)
@examples(15)
def test_the_last_tie_of_a_type_goes_with_the_pair(drawn: list[Drawn], day: int) -> None:
    found = dependence_on(on(ledger(drawn), day), f"{ACTORS[0]}-{ACTORS[1]}")
    in_force = [one for one in drawn if one.is_in_force(day) and one.tier != "ME"]
    for actor in ACTORS[:2]:
        own = {one.layer for one in in_force if {one.one, one.other} == set(ACTORS[:2])}
        others = {
            one.layer for one in in_force if actor in (one.one, one.other) and {one.one, one.other} != set(ACTORS[:2])
        }
        assert {layer for who, layer in found.last if who == actor} == own - others


def test_without_china_pakistan_has_no_tie_left(ties: Ties) -> None:
    found = dependence_on(select(ties, view_of_all()), "CHN")
    assert found.alone == ("PAK", "TUR")
    assert ("PAK", "partnership") in found.last
    assert found.apart == ()


def test_a_pair_with_a_way_round_stays_connected(ties: Ties) -> None:
    found = dependence_on(select(ties, view_of_all()), "BLR-CHN")
    assert (found.cut_off, found.distance) == ((), 2)
    # Belarus keeps the treaty with Russia, and loses its only label.
    assert found.last == (("BLR", "partnership"), ("CHN", "treaty"))


@pytest.mark.parametrize(("one", "other"), [("BLR", "CHN"), ("BLR", "RUS"), ("CHN", "PAK")])
def test_a_membership_that_two_states_have_in_common_is_not_lost_with_their_ties(
    curated_ties: Ties, one: str, other: str
) -> None:
    found = dependence_on(select(curated_ties, view_of_all(as_of=date(2026, 10, 10))), f"{one}-{other}")
    layers = {curated_ties.layer(index) for index in found.ties}
    assert found.ties
    assert "membership" not in layers
    assert {curated_ties.layer(index) for index in found.shared} >= {"membership"}
    assert all(layer != "membership" for _, layer in found.last)
    # The place of a state in an organisation is a tie with the organisation.
    place = dependence_on(select(curated_ties, view_of_all(as_of=date(2026, 10, 10))), f"{one}-ORG:SCO")
    assert {curated_ties.layer(index) for index in place.ties} >= {"membership"}
    assert place.shared == ()


def _kept(ties: Ties, subject: str, day: date, **fields: object) -> set[str]:
    found = dependence_on(select(ties, view_of_all(as_of=day, **fields)), subject)
    assert set(found.ties).isdisjoint(found.shared)
    return {ties.spells[index].wording for index in found.shared}


def test_a_tie_that_names_an_organisation_of_both_is_kept_while_each_has_a_place_in_it(curated_ties: Ties) -> None:
    union, pact = "Eurasian Economic Union", "Collective Security Treaty / CSTO allies"
    assert _kept(curated_ties, "BLR-RUS", date(2026, 10, 10)) >= {union, pact}
    # Whatever the question counts, a place is a place.
    assert _kept(curated_ties, "BLR-RUS", date(2026, 10, 10), layers=("integration",)) == {union}
    assert union not in _kept(curated_ties, "BLR-RUS", date(2014, 1, 1))
    without_belarus = select(curated_ties, view_of_all(as_of=date(2026, 10, 10), layers=("integration",)))
    found = dependence_on(without_belarus, "BLR")
    assert ("RUS", "integration") not in found.last
    assert "RUS" not in found.alone


def test_an_organisation_of_two_alone_ends_with_their_ties(curated_ties: Ties) -> None:
    graph = tie_graph(select(curated_ties, view_of_all(as_of=date(2026, 10, 10))))
    pair, two = ("BLR", "RUS"), frozenset({"BLR", "RUS"})
    for states, is_kept in ((two, False), (two | {"KAZ"}, True)):
        kept = kept_spells(graph, [pair], {"ORG:UNION-STATE": states})
        wordings = {curated_ties.spells[index].wording for index in kept}
        assert ("Union State" in wordings) == is_kept
        assert "Eurasian Economic Union" not in wordings, "it names another organisation"


def test_what_was_searched_with_all_partners_is_complete(ties: Ties) -> None:
    day = view_of_all().as_of
    whole = Search(
        search="s",
        table="spells",
        family="treaty",
        dyads=("BLR-*",),
        through=partial_date("2026-10-10"),
        place="Everywhere",
        complete="yes",
        finding="All",
    )
    dataset = replace(ties.dataset, rows=MappingProxyType({**ties.dataset.rows, "searches": (whole,)}))
    assert is_layer_complete(dataset, "BLR", "treaty", day)
    assert not is_layer_complete(dataset, "RUS", "treaty", day)
    assert not is_layer_complete(dataset, "BLR", "partnership", day)
    assert not is_layer_complete(dataset, "BLR", "treaty", day.replace(year=2027))
