"""A claim in a link, changed part by part, and in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.claims.words import doubts, history_words, reasons, sentence_of
from data.analysis.claims.claim import ClaimError, changed, tier_keywords
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
        (TEXT + "x" * 120, "eight parts"),
    ],
)
def test_a_text_that_is_no_claim_says_which_part_is_wrong(ties: Ties, text: str, says: str) -> None:
    with pytest.raises(ClaimError, match=says):
        parse_claim(text, ties.dataset)


@given(
    text=st.text(max_size=60)
    | st.lists(st.sampled_from([*TEXT.split(";"), "on", "T1", "", "7"]), min_size=8, max_size=8).map(";".join)
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
    st.fixed_dictionaries({"relation": st.sampled_from(Relation)}),
    st.fixed_dictionaries({"scope": st.sampled_from(Scope)}),
)


@settings(deadline=None)
@given(changes=st.lists(CHANGES, max_size=6))
def test_whatever_is_changed_leaves_a_claim_that_can_be_read(ties: Ties, changes: list[dict[str, object]]) -> None:
    claim = ALL_WEATHER
    for parts in changes:
        claim = changed(claim, ties.dataset, **parts)
        assert parse_claim(claim_text(claim), ties.dataset) == claim


def test_the_words_of_many_tiers_come_first(ties: Ties) -> None:
    assert tier_keywords(ties.dataset) == ["all-weather", "comprehensive"]


def test_a_claim_reads_as_a_sentence(ties: Ties) -> None:
    def said(claim: Claim) -> str:
        return sentence_of(ties.dataset, claim)

    assert said(ALL_WEATHER) == (
        "Belarus is the second country after Pakistan, and so far the last, "
        "to have had a tier with China that contains “all-weather”"
    )
    on_tier = Claim("RUS", Relation.ON, "T2", "CHN", scope=Scope.THEN)
    assert said(on_tier) == "Russia has “comprehensive partnership” with China"
    at_least = Claim("", Relation.AT_LEAST, "T2", "CHN", Form.COUNT, 3, scope=Scope.THEN)
    assert said(at_least) == "Exactly 3 countries have “comprehensive partnership” or higher with China"
    before = Claim("PAK", Relation.CONTAINS, "all-weather", "CHN", Form.BEFORE, other="BLR")
    assert said(before) == "Pakistan came before Belarus to a tier with China that contains “all-weather”"


@pytest.mark.parametrize(("number", "word"), [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (112, "112th")])
def test_numbers_as_they_are_spoken(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_the_answer_says_who_came_before_and_when_it_held(ties: Ties) -> None:
    given_ = on(ties, "2023-03-01")
    assert reasons(ties, given_) == [
        "In order of arrival Belarus is second, after Pakistan (20 Apr 2015).",
        "None came after it.",
    ]
    assert history_words(given_) == "It failed until 14 Sep 2022 and has held since 15 Sep 2022."


def test_after_the_last_source_read_it_says_how_far_it_was_known(ties: Ties) -> None:
    given_ = on(ties, "2026-09-01")
    assert history_words(given_).endswith("held from 15 Sep 2022 to 22 Aug 2026 and cannot be told since 23 Aug 2026.")
    assert "Sources were read through 22 Aug 2026; as of that day it held." in doubts(ties, given_)


def test_pakistans_wording_lacks_a_word_that_belarus_has(curated_ties: Ties) -> None:
    remarks = doubts(curated_ties, on(curated_ties, "2023-03-01"))
    assert (
        "Pakistan’s wording, “all-weather strategic cooperative partnership” (全天候战略合作伙伴关系), "
        "lacks “comprehensive”." in remarks
    )


def test_what_was_recalled_or_has_no_start_is_said(ties: Ties) -> None:
    remarks = doubts(ties, on(ties, "2023-03-01", Claim("TUR", Relation.ON, "T3", "CHN")))
    assert any(remark.startswith("Recalled, no text was read: Türkiye") for remark in remarks)
    assert any(remark.startswith("Start not found: Türkiye") for remark in remarks)
