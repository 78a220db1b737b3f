"""Claims about triangles and groups: what the sides and runs of each day say, by brute force."""

from datetime import date
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.claims.words import claim_sentence, doubts, history_text, reasons
from components.connections.claim_words import claim_of_question
from components.connections.words import network_answer
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.claims.claim import ClaimError
from data.analysis.claims.verdicts import Verdict
from data.analysis.groups.stable import companions_on, stable_groups
from data.links.claims import parse_claim
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
from data.view.selection import read_through, select
from data.view.ties import Ties
from data.view.view import View
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, Drawn, day_of, ledger
from tests.support.cast import view_of_all
from tests.support.examples import examples

SIGNS = {"partnership": 1, "treaty": 1, "adversarial": -1}


def checked(ties: Ties, text: str, as_of: date) -> Answer:
    return check_claim(ties, parse_claim(text, ties.dataset), as_of=as_of)


def _balance_on(drawn: list[Drawn], day: int, balance: int) -> Verdict:
    sides = []
    for pair in ({"AAA", "BBB"}, {"AAA", "CCC"}, {"BBB", "CCC"}):
        signs = {SIGNS[one.layer] for one in drawn if {one.one, one.other} == pair and one.is_in_force(day)}
        if not signs:
            return Verdict.UNDETERMINED
        sides.append(sum(signs))
    return Verdict.TRUE if prod(sides) == balance else Verdict.FALSE


@given(LEDGERS, DAYS, st.sampled_from([(Form.BALANCED, 1), (Form.UNBALANCED, -1)]))
@examples(40)
def test_a_triangle_is_balanced_or_not_on_the_days_on_which_its_signs_say_so(
    drawn: list[Drawn], day: int, claimed: tuple[Form, int]
) -> None:
    ties, (form, balance) = ledger(drawn), claimed
    claim = Claim("BBB", Relation.ON, ANY_TIE, "AAA", form, 0, "CCC", Scope.THEN)
    answer = check_claim(ties, claim, as_of=day_of(day))
    through = read_through(ties.dataset)
    assert through
    for number in range(day + 1):
        # A side without a sign leaves it open; so does one product of 1 among several.
        expected = _balance_on(drawn, number, balance) if day_of(number) <= through else Verdict.UNDETERMINED
        assert answer.period_on(day_of(number)).verdict is expected
    assert answer.verdict is answer.period.verdict


def test_two_are_in_one_group_if_the_answer_on_the_page_has_them_in_one(curated_ties: Ties) -> None:
    day = date(2026, 10, 10)
    groups = stable_groups(select(curated_ties, View(as_of=day))).groups
    first, second = groups[:2]
    together = checked(curated_ties, f"{first.actors[0]};on;any;{first.actors[1]};grouped;;;then", day)
    assert (together.verdict, together.spells) == (Verdict.TRUE, first.ties)
    assert history_text(together).startswith("Asked for 1 January of each year and for this date: true")
    # The bar has a verdict for the days between those asked.
    assert history_text(together).endswith(
        ", otherwise false. Not asked in between: the bar shows each verdict until the next date asked."
    )
    apart = checked(curated_ties, f"{first.actors[0]};on;any;{second.actors[0]};grouped;;;then", day)
    assert (apart.verdict, apart.spells) == (Verdict.FALSE, ())
    year = date(2020, 1, 1)
    members = next(one.actors for one in stable_groups(select(curated_ties, View(as_of=year))).groups)
    then = checked(curated_ties, f"{members[0]};on;any;{members[1]};grouped;;;then", day)
    assert then.period_on(year).verdict is Verdict.TRUE


def test_several_are_in_one_group_if_all_are(curated_ties: Ties) -> None:
    day = date(2026, 10, 10)
    first, second = stable_groups(select(curated_ties, View(as_of=day))).groups[:2]
    one, two, three = first.actors[:3]
    together = checked(curated_ties, f"{one};on;any;{two};grouped;;;then;{three}", day)
    assert together.verdict is Verdict.TRUE
    assert "All 20 runs put them together" in reasons(curated_ties, together)[0]
    apart = checked(curated_ties, f"{one};on;any;{two};grouped;;;then;{second.actors[0]}", day)
    assert apart.verdict is Verdict.FALSE
    assert reasons(curated_ties, apart)[0].count(" is in a group with ") == 3


@given(LEDGERS, DAYS)
@examples(25)
def test_a_group_is_asked_as_on_the_page(drawn: list[Drawn], day: int) -> None:
    ties = ledger(drawn)
    groups = [set(group.actors) for group in stable_groups(select(ties, View(as_of=day_of(day)))).groups]
    for actors in ((ACTORS[0], ACTORS[1]), ACTORS[:3]):
        (members,) = companions_on(
            select(ties, View(as_of=day_of(day))), actors[0], frozenset(actors[1:]), [day_of(day)]
        )
        is_one = members.issuperset(actors[1:])
        assert is_one == any(group.issuperset(actors) for group in groups)


def test_after_the_last_source_neither_is_certain(ties: Ties) -> None:
    late = date(2100, 1, 1)
    assert checked(ties, "BLR;on;any;CHN;balanced;;RUS;then", late).verdict is Verdict.UNDETERMINED
    assert checked(ties, "BLR;on;any;CHN;grouped;;;then", late).verdict is Verdict.UNDETERMINED


def test_the_reasons_name_each_side_with_its_sign(ties: Ties) -> None:
    answer = checked(ties, "BLR;on;any;CHN;balanced;;RUS;then", date(2023, 3, 1))
    assert claim_sentence(ties.dataset, answer.claim) == "Belarus, China and Russia form a balanced triangle"
    text = " ".join(reasons(ties, answer))
    assert text.count("positive") == 3
    assert "Belarus – China: positive (“all-weather" in text
    assert "not all were searched" in doubts(ties, answer)[0]
    unknown = checked(ties, "BLR;on;any;CHN;balanced;;PAK;then", date(2023, 3, 1))
    assert unknown.verdict is Verdict.UNDETERMINED
    assert "Belarus – Pakistan: no sourced partnership label, treaty or measure on record" in reasons(ties, unknown)[0]


def test_a_triangle_has_no_type_of_tie(ties: Ties) -> None:
    with pytest.raises(ClaimError, match="not a type of tie"):
        parse_claim("BLR;on;treaty;CHN;balanced;;RUS;then", ties.dataset)


@pytest.mark.parametrize("between", [(), ("BLR",), ("VEN",)])
def test_the_question_about_groups_leads_to_a_claim_that_is_true(curated_ties: Ties, between: tuple[str, ...]) -> None:
    selection = select(curated_ties, view_of_all(question="groups", between=between, as_of=date(2026, 10, 10)))
    claim = claim_of_question(selection)
    assert claim
    assert not between or claim.actor == between[0]
    assert check_claim(curated_ties, claim, as_of=selection.view.as_of).verdict is Verdict.TRUE
    answer = network_answer(selection)
    assert answer
    assert not between or set(between) <= {
        actor for index in answer.parts[0].rows[0].spells for actor in curated_ties.actors[index]
    }
    assert not between or answer.sentence.startswith(curated_ties.dataset.actors[between[0]].name)


def test_the_question_about_triangles_leads_to_a_claim_about_its_first(curated_ties: Ties) -> None:
    selection = select(
        curated_ties, view_of_all(question="triangles", between=("BLR", "CHN"), as_of=date(2026, 10, 10))
    )
    claim, answer = claim_of_question(selection), network_answer(selection)
    assert claim
    assert answer
    assert claim.form is Form.UNBALANCED
    assert check_claim(curated_ties, claim, as_of=selection.view.as_of).verdict is Verdict.TRUE
    named = " – ".join(curated_ties.dataset.actors[one].name for one in (claim.actor, claim.partner, claim.other))
    assert answer.parts[0].rows[0].name == named
