"""When a claim was true, in one sentence."""

from dataclasses import replace
from datetime import date

import pytest

from components.claims.chart import claim_chart, says_something
from components.claims.condition_words import conditions_text
from components.claims.evidence import answer_head, answer_text
from components.claims.form import CLAIM_QUESTIONS, QUESTION_OF, SCOPE_WORDS
from components.claims.words import claim_sentence, doubts, history_text, reasons, since_then
from components.style.markup import html_of
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.claims.claim import claim_with
from data.analysis.claims.verdicts import Verdict, VerdictPeriod
from data.links.claims import claim_text, parse_claim
from data.view.fields.claim import OF_NETWORK, Claim, Form, Relation, Scope
from data.view.ties import Ties
from tests.data.analysis.claims.test_verdicts import ALL_WEATHER

DAYS = [date(1990, 1, 1), date(2010, 1, 1), date(2012, 3, 1), date(2012, 3, 2)]
TRUE, FALSE, UNDETERMINED = Verdict.TRUE, Verdict.FALSE, Verdict.UNDETERMINED


def answer_with(ties: Ties, *verdicts: Verdict) -> Answer:
    """An answer whose verdicts follow each other from the days above on."""
    ends = [*DAYS[1 : len(verdicts)], None]
    history = tuple(
        VerdictPeriod(verdict, since, until)
        for verdict, since, until in zip(verdicts, DAYS[: len(verdicts)], ends, strict=True)
    )
    return replace(check_claim(ties, ALL_WEATHER, as_of=date(2023, 3, 1)), history=history)


@pytest.mark.parametrize(
    ("verdicts", "text"),
    [
        ((FALSE,), "False throughout."),
        ((FALSE, TRUE), "True since 1 Jan 2010."),
        ((TRUE, FALSE), "True until 31 Dec 2009 only."),
        ((FALSE, TRUE, FALSE), "True from 1 Jan 2010 to 29 Feb 2012 only."),
        ((TRUE, FALSE, TRUE, FALSE), "True until 31 Dec 2009 and on 1 Mar 2012 only."),
        (
            (FALSE, UNDETERMINED, TRUE),
            "True since 1 Mar 2012; undetermined from 1 Jan 2010 to 29 Feb 2012; otherwise false.",
        ),
        ((TRUE, UNDETERMINED), "True until 31 Dec 2009; undetermined since 1 Jan 2010."),
        ((FALSE, UNDETERMINED), "Undetermined since 1 Jan 2010; otherwise false."),
    ],
)
def test_the_history_of_a_claim_is_one_sentence(ties: Ties, verdicts: tuple[Verdict, ...], text: str) -> None:
    assert history_text(answer_with(ties, *verdicts)) == text


def test_a_verdict_says_which_label_is_suspended(curated_ties: Ties) -> None:
    claim = parse_claim("ORG:EU;on;RU-T03;RUS;has;;;then", curated_ties.dataset)
    answer = check_claim(curated_ties, claim, as_of=date(2025, 12, 1))
    assert any(
        text.startswith("Suspended by now, which the verdict does not heed: European")
        for text in doubts(curated_ties, answer)
    )


def test_it_is_said_whose_tie_of_unknown_start_may_have_begun(ties: Ties) -> None:
    claim = Claim("TUR", Relation.ON, "T3", "CHN", scope=Scope.THEN)
    answer = check_claim(ties, claim, as_of=date(2013, 4, 30))
    assert "May have begun by this date, as the start is unknown: Türkiye (by 1 May 2013 at the latest)." in doubts(
        ties, answer
    )
    assert history_text(answer) == "True since 1 May 2013; undetermined until 30 Apr 2013."
    assert not any("May have begun" in text for text in doubts(ties, check_claim(ties, claim, as_of=date(2013, 5, 1))))


def test_a_claim_on_a_treaty_does_not_speak_of_a_partnership(ties: Ties) -> None:
    claim = Claim("BLR", Relation.ON, "TR", "RUS", scope=Scope.THEN)
    assert claim_sentence(ties.dataset, claim) == "Belarus holds the label “treaty of friendship” with Russia"


def test_several_words_are_listed_as_parts_of_the_label(ties: Ties) -> None:
    claim = Claim("BLR", Relation.CONTAINS, "all-weather,comprehensive", "CHN", scope=Scope.THEN)
    assert claim_sentence(ties.dataset, claim) == (
        "Belarus holds a tie with China whose label includes “all-weather” and “comprehensive”"
    )


@pytest.mark.parametrize(
    ("claim", "day", "text"),
    [
        (
            Claim("BLR", Relation.CONTAINS, "all-weather", "CHN"),
            date(2022, 9, 14),
            "Since then: “all-weather partnership” (全天候伙伴关系) since 15 Sep 2022; the claim has been true since 15 Sep 2022.",
        ),
        (
            Claim("PAK", Relation.CONTAINS, "all-weather", "CHN", Form.ONLY),
            date(2022, 9, 14),
            "Since then: Belarus (15 Sep 2022) followed; the claim has been false since 15 Sep 2022.",
        ),
        (Claim("BLR", Relation.CONTAINS, "all-weather", "CHN"), date(2023, 3, 1), ""),
    ],
)
def test_the_answer_adds_what_happened_since(ties: Ties, claim: Claim, day: date, text: str) -> None:
    assert since_then(ties, check_claim(ties, claim, as_of=day)) == text


def test_every_form_is_a_question_with_a_sentence() -> None:
    assert set(QUESTION_OF) == set(Form)
    assert (
        {*SCOPE_WORDS, Form.USED, Form.DEED, *(OF_NETWORK - {Form.KEEPS, Form.UNBALANCED})}
        == set(CLAIM_QUESTIONS)
        == set(QUESTION_OF.values())
    ), (
        "a use, a deed and what is asked of the network have no scope; to keep a tie, or to be unbalanced, is the other answer"
    )


def test_a_claim_without_an_arrival_or_a_change_has_no_chart(ties: Ties) -> None:
    never = Claim("RUS", Relation.CONTAINS, "all-weather", "CHN")
    assert not says_something(check_claim(ties, never, as_of=date(2023, 3, 1)))
    assert says_something(check_claim(ties, ALL_WEATHER, as_of=date(2023, 3, 1)))


def test_a_claim_about_use_says_of_whom_and_how_far_to_trust_it(ties: Ties) -> None:
    claim = Claim("PAK", Relation.CONTAINS, "all-weather", "CHN", Form.USED)
    answer = check_claim(ties, claim, as_of=date(2026, 8, 22))
    assert claim_sentence(ties.dataset, claim) == "China has used a label that includes “all-weather” of Pakistan only"
    assert reasons(ties, answer) == [
        "Used of Belarus (once, 1 Mar 2023) and Pakistan (once, 20 Apr 2015) (machine-coded)."
    ]
    assert any("97 of 100 right" in doubt for doubt in doubts(ties, answer))


def test_a_claim_about_a_deed_is_answered_by_the_others_with_such_a_label(curated_ties: Ties) -> None:
    claim = Claim("PAK", Relation.ON, "un_kappa", "CHN", Form.DEED)
    answer = check_claim(curated_ties, claim, as_of=date(2026, 8, 22))
    assert answer.verdict is Verdict.TRUE
    assert "above the median of its label group by votes in the UN General Assembly with China" in claim_sentence(
        curated_ties.dataset, claim
    )
    (reason,) = reasons(curated_ties, answer)
    assert reason.startswith("In 2025, the last year with values by that date: 0.66 for Pakistan, ")
    # 2024 has six roll calls, which is no year.
    assert answer.period_on(date(2024, 6, 1)).verdict is Verdict.UNDETERMINED
    assert "2023 and 2025" in history_text(answer)
    assert any("Bailey, Strezhnev and Voeten" in doubt for doubt in doubts(curated_ties, answer))
    russia = check_claim(curated_ties, replace(claim, actor="RUS"), as_of=date(2026, 8, 22))
    assert (russia.verdict, "no others" in reasons(curated_ties, russia)[0]) == (Verdict.UNDETERMINED, True)


def test_a_claim_that_becomes_one_about_a_deed_keeps_its_countries(curated_ties: Ties) -> None:
    dataset = curated_ties.dataset
    claim = claim_with(Claim("BLR", Relation.CONTAINS, "all-weather", "CHN"), dataset, form=Form.DEED)
    assert (claim.actor, claim.partner, claim.what) == ("BLR", "CHN", "un_kappa")
    assert parse_claim(claim_text(claim), dataset) == claim
    assert claim_with(claim, dataset, form=Form.HAS).what in dataset.tiers


def test_a_band_has_its_word_where_the_chart_is_wide_enough_for_it(ties: Ties) -> None:
    answer = check_claim(ties, ALL_WEATHER, as_of=date(2023, 3, 1))
    chart = claim_chart(ties, answer, today=date(2024, 1, 1), theme="light").to_dict()
    assert {"filter": "datum.share * width > datum.room"} in chart["layer"][1]["transform"]
    bands = [row for rows in chart["datasets"].values() for row in rows if "share" in row]
    assert len(bands) == len(answer.history)
    # What is before the axis has no room on it.
    assert sum(max(row["share"], 0) for row in bands) == pytest.approx(1)


@pytest.mark.parametrize("form", [Form.HAS, Form.CONNECTED, Form.BALANCED, Form.GROUPED])
def test_a_verdict_says_how_many_sources_do_not_count(ties: Ties, form: Form) -> None:
    """A link may withdraw them, and no widget of the page shows it."""
    claim = claim_with(ALL_WEATHER, ties.dataset, form=form)
    for withdrawn, words in (
        (frozenset(ties.dataset.sources), ", with 2 sources treated as withdrawn"),
        (frozenset(), ""),
    ):
        answer = check_claim(ties, claim, as_of=date(2023, 3, 1), withdrawn=withdrawn)
        assert conditions_text(answer) == words
        assert f"on 1 Mar 2023{words}" in answer_text(ties, answer)
        assert f"on 1 Mar 2023{words}</h3>" in html_of(answer_head(ties, answer))


def test_a_verdict_says_by_whose_ranking_a_label_is_higher(ties: Ties) -> None:
    claim = Claim("BLR", Relation.AT_LEAST, "T3", "CHN")
    assert conditions_text(check_claim(ties, claim, as_of=date(2023, 3, 1))) == ""
    answer = check_claim(ties, claim, as_of=date(2023, 3, 1), ladder="other")
    assert (answer.verdict, conditions_text(answer)) == (FALSE, ", by the ranking “Another order” (Somebody, 2020)")
