"""A claim in a link, changed part by part, and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.claims.words import claim_sentence, doubts, history_text, reasons
from data.analysis.claims.claim import ClaimError, claim_with, tier_keywords
from data.base.text import ordinal
from data.links.claims import claim_text, parse_claim
from data.view.fields.claim import Claim, Form, Relation, Scope
from data.view.ties import Ties
from tests.data.analysis.claims.test_verdicts import ALL_WEATHER, on

TEXT = "BLR;contains;all-weather;CHN;nth;2;PAK;ever"


def test_a_claim_comes_back_from_its_text(ties: Ties) -> None:
    assert parse_claim(TEXT, ties.dataset) == ALL_WEATHER
    assert claim_text(ALL_WEATHER) == TEXT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "eight parts"),
        ("BLR;contains;all-weather;CHN;nth;2;PAK", "eight parts"),
        (TEXT.replace("BLR", "XXX"), "“XXX” is not an actor"),
        (TEXT.replace("all-weather", "eternal"), "no label in the records contains “eternal”"),
        (TEXT.replace("contains", "on"), "“all-weather” is not a label"),
        (TEXT.replace("contains", "likes"), "not one of contains, on, at_least"),
        (TEXT.replace(";2;", ";two;"), "“two” is not a number"),
        (TEXT.replace(";2;", ";;"), "needs a number"),
        (TEXT.replace("PAK", "CHN"), "can name each country only once"),
        (TEXT.replace("nth;2;PAK", "before;;"), "“” is not an actor"),
        (TEXT + "x" * 240, "eight parts"),
        (TEXT + ";RUS", "cannot name so many"),
        ("BLR;on;any;PAK;shared;;CHN;then;XXX", "“XXX” is not an actor"),
        ("BLR;on;any;PAK;shared;;CHN;then;RUS,PAK", "only once"),
        ("BLR;on;any;PAK;connected;;;then;RUS", "cannot name so many"),
        ("BLR;on;treaty,treaty;PAK;shared;;CHN;then", "not a type of tie"),
        ("BLR;on;treaty;PAK;balanced;;CHN;then", "not a type of tie"),
    ],
)
def test_a_text_that_is_no_claim_says_which_part_is_wrong(ties: Ties, text: str, says: str) -> None:
    with pytest.raises(ClaimError, match=says):
        parse_claim(text, ties.dataset)


@given(
    text=st.text(max_size=60)
    | st.lists(st.sampled_from([*TEXT.split(";"), "on", "T1", "", "7"]), min_size=8, max_size=8).map(";".join)
    | st.lists(
        st.sampled_from(
            ["BLR", "CHN", "PAK", "RUS,TUR", "on", "any", "shared", "keeps", "grouped", "connected", "then", ""]
        ),
        min_size=9,
        max_size=9,
    ).map(";".join)
)
def test_no_text_breaks_the_reader(ties: Ties, text: str) -> None:
    try:
        claim = parse_claim(text, ties.dataset)
    except ClaimError:
        return
    assert parse_claim(claim_text(claim), ties.dataset) == claim


ACTORS = st.sampled_from(("BLR", "CHN", "PAK", "RUS"))
CHANGES = st.one_of(
    st.fixed_dictionaries({"actor": ACTORS}),
    st.fixed_dictionaries({"other": ACTORS}),
    st.fixed_dictionaries({"partner": ACTORS}),
    st.fixed_dictionaries({"form": st.sampled_from(Form)}),
    st.fixed_dictionaries({"more": st.lists(ACTORS, max_size=2, unique=True).map(tuple)}),
    st.fixed_dictionaries({"relation": st.sampled_from(Relation)}),
    st.fixed_dictionaries({"scope": st.sampled_from(Scope)}),
)


@given(changes=st.lists(CHANGES, max_size=6))
def test_whatever_is_changed_leaves_a_claim_that_can_be_read(ties: Ties, changes: list[dict[str, object]]) -> None:
    claim = ALL_WEATHER
    for parts in changes:
        claim = claim_with(claim, ties.dataset, **parts)
        assert parse_claim(claim_text(claim), ties.dataset) == claim


def test_the_words_of_many_tiers_come_first(ties: Ties) -> None:
    assert tier_keywords(ties.dataset) == ["all-weather", "comprehensive"]


def test_a_claim_reads_as_a_sentence(ties: Ties) -> None:
    def sentence(claim: Claim) -> str:
        return claim_sentence(ties.dataset, claim)

    assert sentence(ALL_WEATHER) == (
        "Belarus is the second country after Pakistan, and the most recent, "
        "to hold an “all-weather” partnership with China"
    )
    on_tier = Claim("RUS", Relation.ON, "T2", "CHN", scope=Scope.THEN)
    assert sentence(on_tier) == "Russia holds the label “comprehensive partnership” with China"
    at_least = Claim("", Relation.AT_LEAST, "T2", "CHN", Form.COUNT, 3, scope=Scope.THEN)
    assert (
        sentence(at_least)
        == "Exactly 3 countries hold the label “comprehensive partnership” or a higher one with China"
    )
    before = Claim("PAK", Relation.CONTAINS, "all-weather", "CHN", Form.BEFORE, other="BLR")
    assert sentence(before) == "Pakistan obtained an “all-weather” partnership with China before Belarus"


@pytest.mark.parametrize(("number", "word"), [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (112, "112th")])
def test_numbers_as_they_are_spoken(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_the_answer_says_who_came_before_and_since_when_it_is_true(ties: Ties) -> None:
    answer = on(ties, "2023-03-01")
    assert reasons(ties, answer) == [
        "By date, Belarus is second, after Pakistan (20 Apr 2015).",
        "No other has followed.",
    ]
    assert history_text(answer) == "True since 15 Sep 2022."


def test_after_the_last_source_read_it_says_how_far_it_was_known(ties: Ties) -> None:
    answer = on(ties, "2026-09-01")
    assert history_text(answer) == (
        "True from 15 Sep 2022 to 22 Aug 2026; undetermined since 23 Aug 2026; otherwise false."
    )
    assert "Sources were read through 22 Aug 2026; on that date the claim was true." in doubts(ties, answer)


def test_pakistans_label_lacks_a_word_that_belarus_has(curated_ties: Ties) -> None:
    remarks = doubts(curated_ties, on(curated_ties, "2023-03-01"))
    assert (
        "Pakistan’s label, “all-weather strategic cooperative partnership” (全天候战略合作伙伴关系), "
        "does not include “comprehensive”." in remarks
    )


def test_rows_from_memory_and_unknown_starts_are_named(ties: Ties) -> None:
    remarks = doubts(ties, on(ties, "2023-03-01", Claim("TUR", Relation.ON, "T3", "CHN")))
    assert any(remark.startswith("From memory, no text read: Türkiye") for remark in remarks)
    assert any(remark.startswith("Start date unknown: Türkiye") for remark in remarks)
