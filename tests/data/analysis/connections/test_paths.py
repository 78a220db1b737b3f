"""How two actors are connected: all shortest paths and those one longer, as brute force finds them; and since when."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given

from data.analysis.connections import tie_times
from data.analysis.connections.graph import pair_of, tie_graph
from data.analysis.connections.paths import Connection, _walks, _ways, connected
from data.analysis.connections.tie_times import Way
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, Drawn, day_of, graph_on, ledger, on
from tests.support.cast import cast_text, view_of_all, write_cast
from tests.support.examples import examples

A, B = ACTORS[0], ACTORS[1]


def _simple_paths(drawn: list[Drawn], day: int, without: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    graph = graph_on(drawn, day)
    graph.remove_nodes_from(without)
    return [tuple(path) for path in nx.all_simple_paths(graph, A, B)] if {A, B} <= set(graph) else []


@given(LEDGERS, DAYS)
@examples(25)
def test_the_paths_are_those_that_brute_force_finds(drawn: list[Drawn], day: int) -> None:
    found, every = connected(on(ledger(drawn), day), A, B), _simple_paths(drawn, day)
    least = min(map(len, every), default=0)
    assert {path.actors for path in found.shortest} == {path for path in every if len(path) == least}
    assert {path.actors for path in found.longer} == {path for path in every if len(path) == least + 1}
    assert (found.count_shortest, found.count_longer) == (len(found.shortest), len(found.longer))
    assert found.length == found.certain_length == (least - 1 if every else None)


@given(LEDGERS, DAYS)
@examples(15)
def test_an_actor_that_is_left_out_is_on_no_path(drawn: list[Drawn], day: int) -> None:
    found = connected(on(ledger(drawn), day), A, B, without=("CCC", A))
    assert found.without == ("CCC",)
    every = _simple_paths(drawn, day, ("CCC",))
    assert found.length == (min(map(len, every)) - 1 if every else None)


@given(LEDGERS, DAYS)
@examples(25)
def test_a_path_holds_since_the_first_day_of_all_its_steps_at_once(drawn: list[Drawn], day: int) -> None:
    for path in connected(on(ledger(drawn), day), A, B).paths:
        since = day
        while since > 0 and all(graph_on(drawn, since - 1).has_edge(*step) for step in pairwise(path.actors)):
            since -= 1
        assert (path.since.earliest, path.since.latest) == (day_of(since).toordinal(),) * 2


@given(LEDGERS, DAYS)
@examples(25)
def test_two_are_connected_at_all_since_the_first_day_of_an_unbroken_row_of_any_paths(
    drawn: list[Drawn], day: int
) -> None:
    found = connected(on(ledger(drawn), day), A, B)
    assert (found.opening is None) == (not _simple_paths(drawn, day))
    if not found.opening:
        return
    since = day
    while since > 0 and _simple_paths(drawn, since - 1):
        since -= 1
    assert found.opening.day == day_of(since)
    assert found.opening.way in _simple_paths(drawn, since)
    assert found.opening.day.toordinal() <= min(path.since.latest for path in found.shortest)
    # The tie that opened it begins on that day, and is one of the way.
    start = ledger(drawn).spells[found.opening.spell].start
    assert start
    assert start.first == found.opening.day


@given(LEDGERS, DAYS)
@examples(15)
def test_each_step_of_a_path_has_the_tie_by_which_it_opened(drawn: list[Drawn], day: int) -> None:
    ties = ledger(drawn)
    for path in connected(on(ties, day), A, B).paths:
        assert len(path.openings) == len(path.steps)
        for index, step in zip(path.openings, pairwise(path.actors), strict=True):
            assert ties.actors[index] == pair_of(*step)
            assert ties.run_span(index, index).is_certain(path.since.latest)


@given(LEDGERS, DAYS)
@examples(15)
def test_with_only_one_type_of_tie_only_such_ties_connect(drawn: list[Drawn], day: int) -> None:
    for layer in ("treaty", "adversarial"):
        found = connected(on(ledger(drawn), day, layers=(layer,)), A, B)
        assert found.length == _distance(drawn, day, layer)


def _distance(drawn: list[Drawn], day: int, layer: str) -> int | None:
    graph = graph_on(drawn, day, counts=lambda one: one.layer == layer)
    connects = {A, B} <= set(graph) and nx.has_path(graph, A, B)
    return int(nx.shortest_path_length(graph, A, B)) if connects else None


# On the cast ------------------------------------------------------------------------------------------


def _connected(ties: Ties, start: str, goal: str, day: date = date(2023, 3, 1), **fields: object) -> Connection:
    return connected(select(ties, view_of_all(as_of=day, **fields)), start, goal)


def test_two_are_connected_through_their_common_partner(ties: Ties) -> None:
    found = _connected(ties, "BLR", "PAK")
    (path,) = found.shortest
    assert path.actors == ("BLR", "CHN", "PAK")
    assert path.between == ("CHN",)
    assert [[ties.spells[index].spell for index in step] for step in path.steps] == [["blr-2", "tr-2"], ["pak-1"]]


def test_they_have_been_connected_since_the_later_of_the_two_ties(ties: Ties) -> None:
    (path,) = _connected(ties, "BLR", "PAK").shortest
    # The treaty of 10 May 2015 came before the label of 2016; the label of Pakistan is of 20 April.
    assert date.fromordinal(path.since.latest) == date(2015, 5, 10)
    assert ties.spells[path.since.index].spell == "tr-2"


def test_one_step_longer_leads_through_a_third(ties: Ties) -> None:
    assert [path.actors for path in _connected(ties, "BLR", "PAK").longer] == [("BLR", "RUS", "CHN", "PAK")]


def test_a_direct_tie_is_a_path_of_one_step(ties: Ties) -> None:
    found = _connected(ties, "BLR", "CHN")
    assert (found.length, [path.actors for path in found.longer]) == (1, [("BLR", "RUS", "CHN")])


def test_without_the_only_partner_there_is_no_connection(ties: Ties) -> None:
    found = connected(select(ties, view_of_all()), "BLR", "PAK", without=["CHN"])
    assert (found.length, found.shortest, found.since, found.certain_length) == (None, (), None, None)


def test_filters_by_country_do_not_count_but_those_by_grade_do(ties: Ties) -> None:
    assert _connected(ties, "BLR", "PAK", actors=("RUS",), among=True).length == 2
    assert _connected(ties, "BLR", "RUS").length == 1
    assert _connected(ties, "BLR", "RUS", grades=("confirmed",)).length == 2


def test_a_path_is_uncertain_where_a_step_is(ties: Ties, folder: Path) -> None:
    spells = cast_text("spells/china.csv", ",2015-04-20,,,in force", ",2015,,,in force")
    vague = ties_of(load_records(write_cast(folder, spells_china=spells)))
    assert _connected(ties, "CHN", "PAK", date(2015, 3, 1)).length is None
    found = _connected(vague, "CHN", "PAK", date(2015, 3, 1))
    assert (found.length, found.certain_length, found.shortest[0].is_certain) == (1, None, False)


def test_a_step_from_one_label_to_the_next_in_a_vague_month_is_no_gap(ties: Ties) -> None:
    (path,) = _connected(ties, "CHN", "RUS", date(2011, 6, 15)).shortest
    assert path.is_certain
    assert date.fromordinal(path.since.earliest) == date(1994, 1, 1)


def test_a_row_of_labels_that_opened_a_way_has_no_hole(curated_ties: Ties) -> None:
    (path,) = (
        way for way in _connected(curated_ties, "BLR", "PAK", date(2026, 10, 10)).shortest if way.between == ("CHN",)
    )
    shown = {curated_ties.spells[index].spell for index in path.earlier}
    # A treaty of 2015 lasts from the one label to the one of 2022, too.
    assert {"chn-blr-2013-07-16", "chn-blr-2016-09-29"} <= shown


def test_an_actor_without_ties_is_connected_with_nobody(ties: Ties) -> None:
    assert _connected(ties, "BLR", "CHN", date(1990, 1, 1)).length is None


def test_a_connection_needs_two_actors(ties: Ties) -> None:
    with pytest.raises(ValueError, match="two actors"):
        _connected(ties, "BLR", "BLR")


def test_the_answer_says_what_was_not_searched(ties: Ties) -> None:
    gaps = _connected(ties, "PAK", "RUS").gaps
    assert gaps.not_searched == ("treaty",)
    assert not any(gaps.whole.values())
    assert _connected(ties, "BLR", "CHN").gaps.whole["CHN"][0].search == "q1"


def test_a_chain_of_thousands_is_one_path(tmp_path: Path) -> None:
    ends = [f"ORG:N{number:04}" for number in range(3001)]
    pairs = [pair_of(*pair) for pair in pairwise(ends)]
    near = {end: tuple(ends[place - 1 : place] + ends[place + 1 : place + 2]) for place, end in enumerate(ends)}
    whole = tie_graph(select(ties_of(load_records(write_cast(tmp_path))), view_of_all()))
    graph = replace(whole, pairs=dict.fromkeys(pairs, ()), neighbours=near)
    ways = _ways(graph, ends[0], ends[-1], 3000)
    assert [len(walk) for walk in _walks(graph, ends[0], ways)] == [3001]


def test_a_search_that_takes_too_long_is_given_up_and_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    near = {"AAA": {"BBB"}, "BBB": {"AAA", "CCC"}, "CCC": {"BBB"}}
    assert Way(near, "AAA", "CCC").is_open_after([(True, ("AAA", "BBB"))])
    monkeypatch.setattr(tie_times, "MOST_LOOKED_AT", 1)
    way = Way(near, "AAA", "CCC")
    assert not way.is_open_after([(True, ("AAA", "BBB"))])
    assert way.is_given_up
