"""The answer about groups in words: how thin a group is, in which years it was one, and what leads out of it."""

import re
from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from components.connections.answers.group_words import groups_answer
from components.connections.claim_words import claim_of_question
from components.connections.words import network_answer
from components.wording.names import name_in_sentence
from data.analysis.claims.answers import check_claim
from data.analysis.claims.verdicts import Verdict
from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.groups.chance import greatest_elsewhere
from data.analysis.groups.stable import companions_by_year, stable_groups
from data.view.selection import select
from data.view.ties import Ties
from tests.components.connections.asking import answered, asked
from tests.support.cast import view_of_all


def test_of_a_group_the_ties_that_lead_out_of_it_are_said_at_once(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", question="groups", as_of=date(2026, 10, 10))
    assert any(text.startswith("Belarus also has ties outside of it, with ") for text in answer.details)
    assert re.search(r": \d+ of its \d+ partners are in this group\.$", answer.details[2])
    assert any("close in fact may be in different groups" in text for text in answer.gaps)


def test_a_group_says_how_thin_it_is_and_in_which_years_it_was_one(curated_ties: Ties) -> None:
    selection = asked(curated_ties, "BLR", question="groups", as_of=date(2026, 10, 10))
    answer, claim = network_answer(selection), claim_of_question(selection)
    assert answer
    assert claim
    group = next(one for one in stable_groups(selection).groups if "BLR" in one.actors)
    text = " ".join((answer.sentence, *answer.details))
    every = len(group.actors) * (len(group.actors) - 1) // 2
    assert f"{group.pairs} of the {every} pairs among them are tied" in answer.sentence
    assert f"The group rests on {len(group.ties)} ties" in text
    assert "Not all partners of " in text
    assert "the result can be repeated; it does not say that the ties are close or well supported" in text
    # The claim is about the same members, and true in the same years.
    assert set(claim.ends) == set(group.actors)
    history = {
        year
        for year in range(1992, 2027)
        if check_claim(curated_ties, claim, as_of=date(2026, 10, 10)).period_on(date(year, 1, 1)).verdict
        is Verdict.TRUE
    }
    by_year = companions_by_year(selection, "BLR", claim.ends[1:])
    assert {day.year for day, members in by_year if members.issuperset(claim.ends[1:])} == history
    for other in claim.ends[1:]:
        years = [day.year for day, members in by_year if other in members]
        assert not years or re.search(rf"{name_in_sentence(curated_ties.dataset, other)}.* in {years[0]}\b", text)


@pytest.mark.parametrize(
    "actor", ["BLR", "CHN", "RUS", "EGY", "PAK", "KAZ", "SRB", "VEN", "ARM", "BRA", "ORG:SCO", "TUR"]
)
def test_why_a_large_partner_is_elsewhere_is_said_by_what_chance_would_give(curated_ties: Ties, actor: str) -> None:
    selection = asked(curated_ties, actor, question="groups", as_of=date(2026, 10, 10))
    answer, found = network_answer(selection), stable_groups(selection)
    assert answer
    (text,) = (one for one in answer.details if one.startswith("What counts is how far ties exceed chance"))
    graph = nx.k_core(nx.Graph(tie_graph(question_selection(selection)).pairs.keys()), 2)
    twice_all = 2 * graph.number_of_edges()
    for one in greatest_elsewhere(selection, found, actor):
        fits = [(one.here, next(group for group in found.groups if actor in group.actors))]
        fits += [(one.there, found.groups[one.number - 1])] if one.there else []
        for fit, group in fits:
            others = [member for member in group.actors if member != one.actor]
            chance = graph.degree[one.actor] * sum(graph.degree[member] for member in others) / twice_all
            assert fit.tied == sum(graph.has_edge(one.actor, member) for member in others)
            assert fit.by_chance == pytest.approx(chance)
        name = name_in_sentence(curated_ties.dataset, one.actor)
        assert re.search(
            rf"{name}, with {one.partners} partners, is tied with {one.here.tied} here", text, re.IGNORECASE
        )
        # What the figures do not bear out is not said of them.
        fits_better = bool(one.there and one.there.excess > one.here.excess)
        assert (f"fits better in group {one.number}: tied with " in text) >= fits_better
    # A group is not said to have few ties with others: most have.
    assert not any("few with others" in line for line in (*answer.method, *answer.details))
    assert "more ties among themselves than chance would give them" in answer.method[0]


def test_a_group_says_which_of_its_ties_have_one_source_or_none(curated_ties: Ties) -> None:
    for group in stable_groups(asked(curated_ties, question="groups", as_of=date(2026, 10, 10))).groups:
        answer = answered(curated_ties, group.actors[0], question="groups", as_of=date(2026, 10, 10))
        text = " ".join(answer.details)
        single = sum(len(curated_ties.spells[index].sources) == 1 for index in group.ties)
        assert "source at most" not in text
        assert (" a single source" in text) == bool(single)


def test_the_reason_of_a_group_says_who_is_its_own_member(curated_ties: Ties) -> None:
    selection = select(curated_ties, replace(view_of_all(question="groups"), as_of=date(2026, 10, 10)))
    found = stable_groups(selection)
    for group, part in zip(found.groups, groups_answer(selection).parts, strict=True):
        outside = re.split(r"; [^;]* with (all|each of the) \d+ others", part.rows[0].remark)[0]
        for actor, _ in group.shared:
            if actor in group.actors:
                name = name_in_sentence(curated_ties.dataset, actor)
                assert f"a tie with {name}" not in outside
        assert not [index for index in group.ties if curated_ties.spells[index].status == "suspended"]


def test_a_group_names_first_whose_name_it_has(curated_ties: Ties) -> None:
    day = date(2026, 10, 10)
    whole = select(curated_ties, view_of_all(question="groups", as_of=day))
    for group in stable_groups(whole).groups:
        asked_for = next(actor for actor in group.actors if actor != group.namesake)
        selection = select(curated_ties, view_of_all(question="groups", between=(asked_for,), as_of=day))
        answer, claim = network_answer(selection), claim_of_question(selection)
        assert answer
        assert claim
        if group.namesake:
            name = name_in_sentence(curated_ties.dataset, group.namesake)
            assert re.search(rf"is in group \d+, with {re.escape(name)}[,. ]", answer.sentence)
            assert (claim.actor, claim.partner) == (asked_for, group.namesake)
