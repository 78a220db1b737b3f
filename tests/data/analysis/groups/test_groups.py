"""Groups that hold together: what every run puts together, and nothing that one run takes apart."""

import networkx as nx
import pytest
from hypothesis import given

from data.analysis.connections.graph import tie_graph
from data.analysis.groups.louvain import communities
from data.analysis.groups.louvain_at_once import communities_of_runs
from data.analysis.groups.stable import LEAST_ACTORS, MANY_PAIRS, RUNS, core_of, fall_together, stable_groups
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
    near = [sorted(actors.index(other) for other in graph.adj[actor]) for actor in actors]
    runs = [communities(near, seed=seed) for seed in range(RUNS)]
    for group in found.groups:
        members = {actors.index(actor) for actor in group.actors}
        assert all(len({run[member] for member in members}) == 1 for run in runs)
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


def _sets(places: list[int]) -> list[set[int]]:
    return [{actor for actor, one in enumerate(places) if one == place} for place in set(places)]


@pytest.mark.parametrize("is_at_once", [False, True])
def test_the_runs_find_communities_as_good_as_those_of_networkx_and_as_different(is_at_once: bool) -> None:
    graph: nx.Graph[int] = nx.relaxed_caveman_graph(40, 10, 0.35, seed=4)
    near = [sorted(graph.adj[actor]) for actor in range(len(graph))]
    found = (
        communities_of_runs(near, RUNS).tolist() if is_at_once else [communities(near, seed=one) for one in range(RUNS)]
    )
    ours = [nx.community.modularity(graph, _sets(run)) for run in found]
    theirs = [nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=one)) for one in range(5)]
    assert sum(ours) / len(ours) > sum(theirs) / len(theirs) - 0.01
    assert len({tuple(run) for run in found}) > 1


def test_thousands_of_pairs_are_asked_at_once_and_the_clear_groups_among_them_are_found() -> None:
    size, count = 12, 60
    near = {
        f"{group:02}{one:02}": tuple(f"{group:02}{other:02}" for other in range(size) if other != one)
        for group in range(count)
        for one in range(size)
    }
    for group in range(count):
        one, other = f"{group:02}00", f"{(group + 1) % count:02}01"
        near[one], near[other] = (*near[one], other), (*near[other], one)
    found = fall_together(near)
    assert sum(map(len, near.values())) // 2 > MANY_PAIRS
    assert found == fall_together(near)
    # The method joins neighbouring circles where there are many; it takes none apart.
    circles = [{actor for actor in near if actor.startswith(f"{group:02}")} for group in range(count)]
    assert all(any(circle <= set(members) for members in found) for circle in circles)
