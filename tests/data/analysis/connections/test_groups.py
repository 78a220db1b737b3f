"""Groups that hold together: what every run puts together, and nothing that one run takes apart."""

import networkx as nx
from hypothesis import given

from data.analysis.connections.graph import tie_graph
from data.analysis.connections.groups import LEAST_ACTORS, RUNS, core_of, fall_together, stable_groups
from tests.data.analysis.connections.ledger import DAYS, LEDGERS, Drawn, graph_on, ledger, on
from tests.support.examples import examples


@given(LEDGERS, DAYS)
@examples(25)
def test_only_those_with_two_partners_left_can_be_in_a_group(drawn: list[Drawn], day: int) -> None:
    core = core_of(tie_graph(on(ledger(drawn), day)).neighbours)
    assert set(core) == set(nx.k_core(graph_on(drawn, day), 2))


@given(LEDGERS, DAYS)
@examples(25)
def test_a_group_is_in_one_community_of_each_run_and_everybody_is_accounted_for(drawn: list[Drawn], day: int) -> None:
    selection = on(ledger(drawn), day)
    found = stable_groups(selection)
    graph = nx.k_core(graph_on(drawn, day), 2)
    actors = sorted(graph)
    numbers: nx.Graph[int] = nx.Graph()
    numbers.add_nodes_from(range(len(actors)))
    numbers.add_edges_from((actors.index(one), actors.index(other)) for one, other in sorted(map(sorted, graph.edges)))
    runs = [nx.community.louvain_communities(numbers, seed=seed) for seed in range(RUNS)] if actors else []
    for group in found.groups:
        members = {actors.index(actor) for actor in group.actors}
        assert all(any(members <= community for community in run) for run in runs)
        assert len(members) >= LEAST_ACTORS
    grouped = {actor for group in found.groups for actor in group.actors}
    assert grouped.isdisjoint(found.changing)
    assert grouped | set(found.changing) == set(actors)
    assert grouped | set(found.changing) | set(found.single) == set(graph_on(drawn, day))


def test_two_circles_joined_by_one_tie_are_two_groups() -> None:
    circles = [("a1", "a2", "a3", "a4"), ("b1", "b2", "b3", "b4")]
    near = {one: tuple(other for other in circle if other != one) for circle in circles for one in circle}
    near["a1"], near["b1"] = (*near["a1"], "b1"), (*near["b1"], "a1")
    assert sorted(fall_together(near)) == circles
    assert fall_together({}) == []
