"""Claims about the network: true only if every past that the records allow says so, and never false for want of a search."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.claims.network_words import network_reasons, network_sentence
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.claims.claim import ClaimError, claim_with, first_claim
from data.analysis.claims.verdicts import Verdict
from data.base.days import day_in_full
from data.links.claims import claim_text, parse_claim
from data.model.dates import partial_date
from data.model.ledger_rows import Search
from data.view.fields.claim import ANY_TIE, OF_NETWORK, Claim, Form, Relation, Scope
from data.view.selection import read_through, select
from data.view.ties import Ties, ties_of
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, Drawn, day_of, graph_on, ledger
from tests.support.cast import view_of_all
from tests.support.examples import examples


def claim(
    form: Form, actor: str, partner: str, other: str = "", what: str = ANY_TIE, more: tuple[str, ...] = ()
) -> Claim:
    return Claim(actor, Relation.ON, what, partner, form, 0, other, Scope.THEN, more)


def near_on(drawn: list[Drawn], day: int, *layers: str) -> dict[str, set[str]]:
    """Actor -> its partners on a day, by ties of these types, else of any but measures."""
    graph = graph_on(drawn, day, counts=lambda one: one.layer in (layers or ("partnership", "treaty")))
    return {actor: set(graph.adj[actor]) if actor in graph else set() for actor in ACTORS}


def checked(ties: Ties, text: str, year: int = 2023) -> Answer:
    return check_claim(ties, parse_claim(text, ties.dataset), as_of=view_of_all().as_of.replace(year=year))


@given(LEDGERS, DAYS)
@examples(25)
def test_two_are_connected_on_the_days_on_which_brute_force_finds_a_way(drawn: list[Drawn], day: int) -> None:
    ties = ledger(drawn)
    answer = check_claim(ties, claim(Form.CONNECTED, "AAA", "BBB", "CCC"), as_of=day_of(day))
    through = read_through(ties.dataset)
    assert through
    for number in range(day + 1):
        graph = graph_on(drawn, number)
        graph.remove_nodes_from(["CCC"])
        is_so = {"AAA", "BBB"} <= set(graph) and nx.has_path(graph, "AAA", "BBB")
        expected = Verdict.TRUE if is_so and day_of(number) <= through else Verdict.UNDETERMINED
        assert answer.period_on(day_of(number)).verdict is expected
    assert answer.verdict is answer.period.verdict


@given(LEDGERS, DAYS)
@examples(25)
def test_one_that_has_another_partner_does_not_depend_on_the_first(drawn: list[Drawn], day: int) -> None:
    answer = check_claim(ledger(drawn), claim(Form.DEPENDS, "AAA", "BBB"), as_of=day_of(day))
    partners = set(graph_on(drawn, day).adj["AAA"]) if "AAA" in graph_on(drawn, day) else set()
    assert (answer.verdict is Verdict.FALSE) == bool(partners - {"BBB"})
    assert answer.network
    assert set(answer.network.others) == partners - {"BBB"}


@given(LEDGERS, DAYS)
@examples(25)
def test_several_left_out_are_all_left_out(drawn: list[Drawn], day: int) -> None:
    claimed = claim(Form.CONNECTED, "AAA", "BBB", "CCC", more=("DDD", "EEE"))
    answer = check_claim(ledger(drawn), claimed, as_of=day_of(day))
    graph = graph_on(drawn, day)
    graph.remove_nodes_from(["CCC", "DDD", "EEE"])
    is_so = {"AAA", "BBB"} <= set(graph) and nx.has_path(graph, "AAA", "BBB")
    assert (answer.verdict is Verdict.TRUE) == is_so


@given(LEDGERS, DAYS, st.sampled_from([(), ("treaty",), ("partnership", "adversarial")]))
@examples(40)
def test_several_share_a_tie_on_the_days_on_which_each_has_one(
    drawn: list[Drawn], day: int, layers: tuple[str, ...]
) -> None:
    claimed = claim(Form.SHARED, "AAA", "BBB", "CCC", ",".join(layers) or ANY_TIE, ("DDD",))
    answer = check_claim(ledger(drawn), claimed, as_of=day_of(day))
    for number in range(day + 1):
        is_so = near_on(drawn, number, *layers)["CCC"] >= {"AAA", "BBB", "DDD"}
        assert answer.period_on(day_of(number)).verdict is (Verdict.TRUE if is_so else Verdict.UNDETERMINED)


@given(LEDGERS, DAYS)
@examples(25)
def test_one_keeps_a_tie_on_the_days_on_which_it_has_another_partner(drawn: list[Drawn], day: int) -> None:
    answer = check_claim(ledger(drawn), claim(Form.KEEPS, "AAA", "BBB"), as_of=day_of(day))
    for number in range(day + 1):
        is_so = bool(near_on(drawn, number)["AAA"] - {"BBB"})
        assert answer.period_on(day_of(number)).verdict is (Verdict.TRUE if is_so else Verdict.UNDETERMINED)


@given(LEDGERS, DAYS)
@examples(60)
def test_each_partner_keeps_a_tie_on_the_days_on_which_none_has_only_the_one(drawn: list[Drawn], day: int) -> None:
    ties = ledger(drawn)
    answer = check_claim(ties, claim(Form.KEEPS, "", "AAA"), as_of=day_of(day))
    for number in range(day + 1):
        near = near_on(drawn, number)
        is_so = bool(near["AAA"]) and all(near[actor] - {"AAA"} for actor in near["AAA"])
        assert answer.period_on(day_of(number)).verdict is (Verdict.TRUE if is_so else Verdict.UNDETERMINED)
    assert answer.network
    near = near_on(drawn, day)
    assert set(answer.network.others) == {actor for actor in near["AAA"] if near[actor] == {"AAA"}}
    # Each of its partners is in one of the ties that decide it.
    named = {actor for index in answer.spells for actor in ties.actors[index]}
    assert near["AAA"] <= named


def test_who_was_searched_with_all_partners_and_has_one_alone_would_lose_its_last_tie(ties: Ties) -> None:
    claimed = claim(Form.KEEPS, "", "CHN")
    assert check_claim(ties, claimed, as_of=view_of_all().as_of).verdict is Verdict.UNDETERMINED
    families = [row.family for row in ties.dataset.families.values() if row.layer != "adversarial"]
    whole = tuple(
        Search(
            search=family,
            table="spells",
            family=family,
            dyads=("PAK-*",),
            through=partial_date("2026-10-10"),
            place="Everywhere",
            complete="yes",
            finding="All",
        )
        for family in families
    )
    rows = MappingProxyType({**ties.dataset.rows, "searches": whole})
    searched = ties_of(replace(ties.dataset, rows=rows))
    answer = check_claim(searched, claimed, as_of=view_of_all().as_of)
    assert answer.verdict is Verdict.FALSE
    assert answer.network
    assert "PAK" in answer.network.others
    sentence = network_sentence(ties.dataset, claimed)
    assert sentence == "Without China, each of its partners on record would still have ties"


def test_a_tie_with_a_third_is_shared_while_both_have_it(ties: Ties) -> None:
    answer = checked(ties, "BLR;on;any;PAK;shared;;CHN;then")
    assert answer.verdict is Verdict.TRUE
    assert answer.period.since.isoformat() == "2015-05-10"
    assert network_sentence(ties.dataset, answer.claim) == "Belarus and Pakistan both have a tie with China"


def test_a_way_that_leads_only_through_who_is_left_out_is_undetermined_and_says_why(ties: Ties) -> None:
    assert checked(ties, "BLR;on;any;PAK;connected;;;then").verdict is Verdict.TRUE
    without = checked(ties, "BLR;on;any;PAK;connected;;CHN;then")
    assert without.verdict is Verdict.UNDETERMINED
    assert without.network
    assert without.network.ways == ()


@pytest.mark.parametrize("form", sorted(OF_NETWORK))
def test_a_claim_keeps_its_link_makes_a_figure_and_can_be_reached_from_any_other(ties: Ties, form: Form) -> None:
    first = first_claim(ties.dataset)
    assert first
    made = claim_with(first, ties.dataset, form=form)
    assert parse_claim(claim_text(made), ties.dataset) == made
    assert (
        claim_with(made, ties.dataset, form=Form.HAS).what in ties.dataset.tiers or made.relation is Relation.CONTAINS
    )
    selection = select(ties, view_of_all(claim=made))
    figure = FIGURE_KINDS["claim"].figure_of(selection, FigureOptions())
    assert figure.title


def test_a_type_of_tie_that_does_not_exist_is_refused(ties: Ties) -> None:
    with pytest.raises(ClaimError, match="not a type of tie"):
        parse_claim("BLR;on;friendship;PAK;connected;;;then", ties.dataset)


def test_after_the_last_source_nothing_is_certain(ties: Ties) -> None:
    through = read_through(ties.dataset)
    assert through
    late = check_claim(ties, claim(Form.CONNECTED, "BLR", "PAK"), as_of=through + timedelta(days=1))
    assert late.verdict is Verdict.UNDETERMINED


def test_everybody_of_the_ledger_can_be_claimed_of() -> None:
    assert all(network_sentence(ledger([]).dataset, claim(Form.DEPENDS, one, "AAA")) for one in ACTORS[1:])


def test_a_claim_that_is_true_by_a_way_since_closed_names_that_way(curated_ties: Ties) -> None:
    claimed = parse_claim("BLR;on;any;PAK;connected;;CHN;then", curated_ties.dataset)
    answer = check_claim(curated_ties, claimed, as_of=view_of_all().as_of.replace(year=2026))
    assert answer.network
    assert answer.network.opening
    opening = answer.network.opening
    assert opening.day == answer.period.since
    assert (opening.way[0], opening.way[-1]) == ("BLR", "PAK")
    # The shortest way of the day is not the one by which it came true.
    assert opening.way not in answer.network.ways
    (_, reason) = network_reasons(curated_ties, answer, answer.network)
    assert reason.startswith(
        f"Without China, they have been connected since {day_in_full(opening.day)}, when the way led through "
    )
    assert f"({len(opening.way) - 1} steps)" in reason


def test_an_actor_named_elsewhere_changes_places_with_the_one_chosen(ties: Ties) -> None:
    without = Claim("BLR", Relation.ON, ANY_TIE, "CHN", Form.CONNECTED, other="PAK", scope=Scope.THEN)
    made = claim_with(without, ties.dataset, partner="PAK")
    assert (made.actor, made.partner, made.other) == ("BLR", "PAK", "CHN")
    made = claim_with(without, ties.dataset, other="CHN")
    assert (made.actor, made.partner, made.other) == ("BLR", "PAK", "CHN")
    made = claim_with(without, ties.dataset, actor="CHN")
    assert (made.actor, made.partner, made.other) == ("CHN", "BLR", "PAK")
    after = Claim("BLR", Relation.CONTAINS, "all-weather", "CHN", Form.NTH, number=2, other="PAK")
    assert claim_with(after, ties.dataset, form=Form.CONNECTED).other == ""
