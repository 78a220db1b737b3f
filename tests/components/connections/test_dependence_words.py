"""What depends on a country or on the ties of a pair, in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from components.connections.answers.dependence_words import dependence_sentence
from components.connections.rows import sources_alone
from components.style.markup import html_of
from data.analysis.connections.dependence import dependence_on
from data.view.ties import Ties
from tests.components.connections.asking import answered, asked


def test_what_depends_on_an_actor_is_said_in_plain_words(ties: Ties) -> None:
    answer = answered(ties, "CHN", question="hangs")
    assert answer.sentence == (
        "Without China, Pakistan and Türkiye would have no tie left on record and Belarus and Russia would have no declared "
        "label on record. These records may lack other ties of these actors."
    )
    assert "Pakistan itself has ties on record with China only." in answered(ties, "PAK", question="hangs").sentence


def test_what_depends_on_a_tie_says_first_what_would_be_lost_and_then_who_is_between(ties: Ties) -> None:
    sentence = answered(ties, "BLR", "CHN", question="hangs").sentence
    assert sentence.startswith("If all ties between them ended, Belarus and China would lose two: “all-weather p")
    assert ". Belarus would have no declared label on record and China" in sentence
    assert sentence.endswith(
        " These records may lack other ties of Belarus and China. The two would still be connected, through Russia."
    )


def test_what_all_partners_were_searched_for_is_lost_without_a_reserve(ties: Ties) -> None:
    selection = asked(ties, "BLR", "CHN", question="hangs")
    found = replace(dependence_on(selection, "BLR-CHN"), is_complete=True)
    sentence = dependence_sentence(selection, found)
    assert sentence.startswith("In these records, if all ties between them ended")
    assert "on record" not in sentence


@pytest.mark.parametrize("between", [("BLR",), ("RUS",), ("CHN",), ("PAK",), ("BLR", "RUS"), ("CHN", "KAZ")])
def test_what_the_records_cannot_conclude_is_lost_on_record_only(curated_ties: Ties, between: tuple[str, ...]) -> None:
    sentence = answered(curated_ties, *between, question="hangs", as_of=date(2026, 10, 10)).sentence
    losses, *limits = sentence.split(" These records may lack other ties of ")
    assert losses.count(" on record") == losses.count(" would have no ")
    assert bool(limits) == (" would have no " in losses)
    assert "Russia would have no integration tie" not in sentence


def test_what_depends_on_a_tie_leads_to_the_sources_that_it_rests_on_alone(ties: Ties) -> None:
    sources = sources_alone(ties, answered(ties, "BLR", "CHN", question="hangs"))
    assert sources is not None
    assert "./records?table=sources&amp;record=s1" in html_of(sources)


def test_what_depends_on_a_tie_is_about_the_tie_alone(ties: Ties) -> None:
    answer = answered(ties, "BLR", "CHN", question="hangs")
    assert answer.details == ()
    assert {ties.actors[index] for part in answer.parts for row in part.rows for index in row.spells} == {
        ("BLR", "CHN")
    }
    assert answered(ties, "BLR", "PAK", question="hangs").sentence.startswith(
        "Belarus and Pakistan have no ties with each other on record"
    )


def test_a_source_without_another_names_its_date_and_its_ties(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "CHN", question="hangs", as_of=date(2026, 10, 10))
    sources = sources_alone(curated_ties, answer)
    if sources is not None:
        assert "the only source of " in html_of(sources)
    assert not any("United States" in text for text in answer.gaps)


def test_what_a_pair_shares_with_an_organisation_is_said_apart_from_what_it_would_lose(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "CHN", question="hangs", as_of=date(2026, 10, 10))
    lost, kept = answer.sentence.split(" Not lost: ")
    assert "SCO" not in lost
    assert "“shared SCO membership”" in kept


def test_what_two_have_through_an_organisation_is_not_lost_with_their_ties(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "RUS", question="hangs", as_of=date(2026, 10, 10))
    lost, kept = answer.sentence.split(" Not lost: ")
    for name in ("Eurasian Economic Union", "CSTO", "CIS", "SCO"):
        assert name not in lost
        assert name in kept
    # The Union State is of these two alone.
    assert "“Union State”" in lost
    assert [part.heading for part in answer.parts][-1] == "Kept: what both have through organisations"
