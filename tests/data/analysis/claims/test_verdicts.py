"""A claim is true if it is true in every past that the records allow, and false if it is true in none."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.analysis.claims.answers import Answer, check_claim
from data.analysis.claims.verdicts import Verdict
from data.links.claims import claim_text, parse_claim
from data.model.dates import PartialDate, partial_date
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.fields.claim import OF_NETWORK, Claim, Form, Relation, Scope
from data.view.ties import Ties, ties_of
from tests.support.examples import examples

ALL_WEATHER = Claim("BLR", Relation.CONTAINS, "all-weather", "CHN", Form.NTH, 2, "PAK")
# A deed is claimed by a series, of which the cast has none.
OF_LABELS = [form for form in Form if form is not Form.DEED and form not in OF_NETWORK]
FIRST, LAST = date(2010, 1, 1), date(2014, 12, 31)


def on(ties: Ties, day: str, claim: Claim = ALL_WEATHER, **options: object) -> Answer:
    return check_claim(ties, claim, as_of=date.fromisoformat(day), **options)  # type: ignore[arg-type]


def held_by(dataset: Dataset, starts: dict[str, PartialDate], ends: dict[str, PartialDate]) -> Ties:
    """The cast with nothing but all-weather partnerships with China, from and to other days."""
    model = next(spell for spell in dataset.spells if spell.spell == "pak-1")
    spells: list[Spell] = []
    for actor, start in starts.items():
        dyad = "-".join(sorted((actor, "CHN")))
        spells.append(
            model.model_copy(update={"spell": f"s-{actor}", "dyad": dyad, "start": start, "end": ends.get(actor)})
        )
    rows = MappingProxyType({**dataset.rows, "spells": tuple(spells)})
    return ties_of(Dataset(rows, dataset.places, dataset.version))


def test_it_is_true_while_the_order_is_so_and_nobody_came_after(ties: Ties) -> None:
    answer = on(ties, "2023-03-01")
    assert answer.verdict is Verdict.TRUE
    assert answer.period.since == date(2022, 9, 15)
    assert [holder.actor for holder in answer.holders] == ["PAK", "BLR"]
    assert answer.order == (2, 2)


def test_it_is_false_before_the_actor_arrived_and_says_what_there_was_instead(ties: Ties) -> None:
    answer = on(ties, "2022-09-14")
    assert answer.verdict is Verdict.FALSE
    assert [ties.spells[at].spell for at in answer.instead] == ["blr-1"]
    assert answer.period.until == date(2022, 9, 15)


def test_after_the_last_source_read_it_is_undetermined(ties: Ties) -> None:
    answer = on(ties, "2026-09-01")
    assert (answer.verdict, answer.is_unsearched) == (Verdict.UNDETERMINED, True)
    assert [period.verdict for period in answer.history] == [Verdict.FALSE, Verdict.TRUE, Verdict.UNDETERMINED]


def test_the_order_of_those_who_came_is_known_even_after_the_last_source_read(ties: Ties) -> None:
    assert on(ties, "2026-09-01", replace(ALL_WEATHER, form=Form.ORDER)).verdict is Verdict.TRUE


def test_nobody_looked_at_all_partners_of_russia_so_none_is_its_only_one(ties: Ties) -> None:
    claim = Claim("BLR", Relation.ON, "TR", "RUS", Form.ONLY)
    answer = on(ties, "2023-03-01", claim)
    assert (answer.verdict, answer.searched_through) == (Verdict.UNDETERMINED, None)
    assert on(ties, "2023-03-01", replace(claim, form=Form.HAS)).verdict is Verdict.TRUE


def test_a_month_is_possible_within_and_certain_after_it(ties: Ties) -> None:
    claim = Claim("RUS", Relation.CONTAINS, "comprehensive", "CHN")
    assert on(ties, "2011-05-31", claim).verdict is Verdict.FALSE
    assert on(ties, "2011-06-10", claim).verdict is Verdict.UNDETERMINED
    assert on(ties, "2011-07-01", claim).verdict is Verdict.TRUE


def test_a_step_between_two_tiers_that_both_count_is_no_gap(ties: Ties) -> None:
    claim = Claim("RUS", Relation.AT_LEAST, "T3", "CHN", Form.COUNT, 1, scope=Scope.THEN)
    answer = on(ties, "2011-06-10", replace(claim, form=Form.HAS, number=0))
    assert answer.verdict is Verdict.TRUE
    (russia,) = (holder for holder in answer.holders if holder.actor == "RUS")
    assert ties.spells[russia.index].spell == "rus-1"


def test_who_no_longer_has_it_counts_as_having_had_it(ties: Ties) -> None:
    claim = Claim("BLR", Relation.ON, "T2", "CHN")
    assert on(ties, "2023-03-01", claim).verdict is Verdict.TRUE
    assert on(ties, "2023-03-01", replace(claim, scope=Scope.THEN)).verdict is Verdict.FALSE


def test_another_order_may_give_another_answer(ties: Ties) -> None:
    claim = Claim("BLR", Relation.AT_LEAST, "T3", "CHN")
    assert on(ties, "2023-03-01", claim).verdict is Verdict.TRUE
    assert on(ties, "2023-03-01", claim, ladder="other").verdict is Verdict.FALSE


def test_what_rests_on_a_withdrawn_source_alone_is_gone(ties: Ties) -> None:
    claim = Claim("PAK", Relation.CONTAINS, "all-weather", "CHN")
    assert on(ties, "2023-03-01", claim, withdrawn=frozenset({"s1"})).verdict is Verdict.FALSE


def test_a_start_that_was_not_found_leaves_the_order_open(ties: Ties) -> None:
    claim = Claim("TUR", Relation.ON, "T3", "CHN", Form.AFTER, other="RUS")
    assert on(ties, "2023-03-01", claim).verdict is Verdict.UNDETERMINED


def test_before_the_first_source_that_shows_a_tie_of_unknown_start_it_may_have_been_there(ties: Ties) -> None:
    has = Claim("TUR", Relation.ON, "T3", "CHN", scope=Scope.THEN)
    answer = on(ties, "2013-04-30", has)
    assert answer.verdict is Verdict.UNDETERMINED
    assert [ties.spells[at].spell for at in answer.unseen] == ["tur-1"]
    assert on(ties, "2013-05-01", has).verdict is Verdict.TRUE
    others = {
        Form.COUNT: Claim("", Relation.ON, "T3", "CHN", Form.COUNT, 1, scope=Scope.THEN),
        Form.ONLY: Claim("RUS", Relation.ON, "T3", "CHN", Form.ONLY, scope=Scope.THEN),
        Form.ORDER: Claim("RUS", Relation.ON, "T3", "CHN", Form.ORDER, 1),
        Form.BEFORE: Claim("RUS", Relation.ON, "T3", "CHN", Form.BEFORE, other="TUR"),
    }
    for form, claim in others.items():
        assert on(ties, "2010-06-01", claim).verdict is Verdict.UNDETERMINED, form
    assert on(ties, "2010-06-01", replace(has, actor="BLR")).verdict is Verdict.FALSE


def test_two_on_one_day_come_neither_before_nor_after_each_other(ties: Ties) -> None:
    same = held_by(ties.dataset, dict.fromkeys(("BLR", "PAK"), partial_date("2012-05-01")), {})
    for form in (Form.BEFORE, Form.AFTER):
        claim = Claim("BLR", Relation.ON, "T1", "CHN", form, other="PAK")
        assert on(same, "2013-01-01", claim).verdict is Verdict.FALSE


# Every past ----------------------------------------------------------------------------------------


@st.composite
def vague_days(draw: st.DrawFn) -> tuple[PartialDate, PartialDate]:
    """A date of some precision, and a day that it may have been."""
    day = draw(st.dates(FIRST, LAST))
    text = day.isoformat()[: draw(st.sampled_from((4, 7, 10)))]
    return partial_date(text), partial_date(day.isoformat())


@pytest.mark.slow
@examples(150)
@given(
    starts=st.dictionaries(st.sampled_from(("BLR", "PAK", "RUS", "TUR")), vague_days(), max_size=4),
    lasts=st.dictionaries(st.sampled_from(("BLR", "PAK", "RUS")), vague_days(), max_size=2),
    form=st.sampled_from([form for form in OF_LABELS if form is not Form.USED]),
    number=st.integers(1, 4),
    other=st.sampled_from(("PAK", "RUS", "")),
    scope=st.sampled_from(Scope),
    day=st.dates(FIRST, date(2020, 1, 1)),
)
def test_an_answer_stands_whatever_days_the_vague_dates_turn_out_to_be(
    ties: Ties,
    starts: dict[str, tuple[PartialDate, PartialDate]],
    lasts: dict[str, tuple[PartialDate, PartialDate]],
    form: Form,
    number: int,
    other: str,
    scope: Scope,
    day: date,
) -> None:
    other = other or ("PAK" if form in (Form.BEFORE, Form.AFTER) else "")
    claim = Claim("BLR", Relation.ON, "T1", "CHN", form, number, other, scope)
    later = {actor: tuple(_six_years_on(one) for one in days) for actor, days in lasts.items()}
    vague, exact = (
        held_by(
            ties.dataset,
            {actor: days[side] for actor, days in starts.items()},
            {actor: days[side] for actor, days in later.items()},
        )
        for side in (0, 1)
    )
    vague_answer, exact_answer = check_claim(vague, claim, as_of=day), check_claim(exact, claim, as_of=day)
    assert exact_answer.verdict is not Verdict.UNDETERMINED, (
        "with exact days and all partners searched, everything is known"
    )
    assert vague_answer.verdict in (exact_answer.verdict, Verdict.UNDETERMINED)


def _six_years_on(day: PartialDate) -> PartialDate:
    return partial_date(f"{int(day.text[:4]) + 6}{day.text[4:]}".replace("-02-29", "-02-28"))


@examples(40)
@given(
    form=st.sampled_from(OF_LABELS), number=st.integers(1, 3), scope=st.sampled_from(Scope), ahead=st.integers(0, 9000)
)
def test_the_history_says_on_each_day_what_an_answer_of_that_day_says(
    ties: Ties, form: Form, number: int, scope: Scope, ahead: int
) -> None:
    claim = Claim("BLR", Relation.AT_LEAST, "T2", "CHN", form, number, "RUS", scope)
    day = date(2002, 1, 1) + timedelta(days=ahead)
    whole = check_claim(ties, claim, as_of=date(2026, 12, 31)).history
    assert (
        next(period for period in reversed(whole) if period.since <= day).verdict
        is check_claim(ties, claim, as_of=day).verdict
    )
    assert all(one.until == other.since for one, other in itertools.pairwise(whole))
    assert all(one.verdict is not other.verdict for one, other in itertools.pairwise(whole))


@pytest.mark.parametrize(
    ("actor", "day", "verdict"),
    [
        ("PAK", date(2010, 1, 1), Verdict.UNDETERMINED),
        ("PAK", date(2015, 4, 19), Verdict.UNDETERMINED),
        ("PAK", date(2015, 4, 20), Verdict.TRUE),
        ("PAK", date(2023, 2, 28), Verdict.TRUE),
        ("PAK", date(2023, 3, 1), Verdict.FALSE),
        ("BLR", date(2022, 12, 1), Verdict.FALSE),
        ("PAK", date(2026, 8, 23), Verdict.UNDETERMINED),
    ],
)
def test_a_label_is_used_of_one_partner_until_china_uses_it_of_another(
    ties: Ties, actor: str, day: date, verdict: Verdict
) -> None:
    claim = Claim(actor, Relation.CONTAINS, "all-weather", "CHN", Form.USED)
    assert check_claim(ties, claim, as_of=day).verdict is verdict


def test_nothing_is_known_of_the_use_of_labels_of_others_than_china(ties: Ties) -> None:
    answer = check_claim(ties, Claim("PAK", Relation.CONTAINS, "all-weather", "RUS", Form.USED), as_of=date(2023, 1, 1))
    assert (answer.verdict, answer.uses, len(answer.history)) == (Verdict.UNDETERMINED, (), 1)


# The example questions, on the curated records ------------------------------------------------------------


def test_every_example_question_gets_its_answer(curated_ties: Ties) -> None:
    examples = curated_ties.dataset.example_claims
    assert len(examples) > 10
    for example in examples:
        claim = parse_claim(example.claim, curated_ties.dataset)
        assert claim_text(claim) == example.claim
        verdict = check_claim(curated_ties, claim, as_of=example.as_of.first).verdict
        assert verdict.name.lower() == example.answer, (example.title, example.as_of)


def test_the_second_country_after_pakistan_was_followed_by_four(curated_ties: Ties) -> None:
    answer = on(curated_ties, "2024-06-01")
    arrivals = [(holder.actor, date.fromordinal(holder.earliest)) for holder in answer.holders]
    assert arrivals[2:] == [
        ("VEN", date(2023, 9, 13)),
        ("ETH", date(2023, 10, 17)),
        ("UZB", date(2024, 1, 24)),
        ("HUN", date(2024, 5, 9)),
    ]
    assert [period.since for period in answer.history][1:] == [date(2022, 9, 15), date(2023, 9, 13)]
