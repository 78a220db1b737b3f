"""What is missing on a day for which nobody searched, or whose start was not found, is not said to have been absent."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.claims.words import doubts
from components.connections.answers.gap_words import gap_sentences
from components.evidence.words import missing_tie_sentences
from components.profile.pair_sentences import no_label_sentence
from data.analysis.claims.answers import check_claim
from data.analysis.connections.gaps import gaps_of
from data.analysis.profiles.pair import pair_profile
from data.tables.dataset import load_records
from data.view.fields.claim import Claim, Form, Relation, Scope
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import FILES, cast_text, view_of_all, write_cast

BEFORE, WITHIN = date(2010, 1, 1), date(2013, 1, 1)
TIME = "from 3 Jul 2012 through 22 Aug 2026"


@pytest.fixture
def searched_late(folder: Path) -> Ties:
    """The cast, where all partners of China were searched for the time from July 2012 on, and Türkiye has no label."""
    searches = cast_text("searches.csv", "2026-08-22,Evening news,,,", "2026-08-22,Evening news,2012-07-03,,")
    spells = "".join(
        line for line in FILES["spells/china.csv"].splitlines(keepends=True) if not line.startswith("tur-1")
    )
    return ties_of(load_records(write_cast(folder, searches=searches, spells_china=spells)))


def evidence(ties: Ties, dyad: str, day: date) -> str:
    return " ".join(missing_tie_sentences(select(ties, replace(view_of_all(), focus=dyad, as_of=day))))


def profile(ties: Ties, dyad: str, day: date) -> str:
    return "".join(run.text for run in no_label_sentence(ties, pair_profile(ties, dyad, day)))


def test_a_search_says_from_when_it_covers_where_the_day_is_before(searched_late: Ties) -> None:
    for says in (evidence, profile):
        assert TIME in says(searched_late, "CHN-TUR", BEFORE)
        assert "from 3 Jul 2012" not in says(searched_late, "CHN-TUR", WITHIN)
    before, within = (
        " ".join(gap_sentences(searched_late.dataset, gaps_of(searched_late.dataset, ("CHN", "TUR"), as_of=day)))
        for day in (BEFORE, WITHIN)
    )
    assert "(China’s ladder only from 3 July 2012 on, through 22 August 2026)" in before
    assert "(China’s ladder, through 22 August 2026)" in within


def test_a_claim_about_a_day_before_the_time_searched_says_so(searched_late: Ties) -> None:
    claim = Claim("BLR", Relation.ON, "T3", "CHN", Form.HAS, scope=Scope.THEN)
    text = (
        "All partners of China were checked only for the time from 3 Jul 2012 on; a label held before may be missing."
    )
    assert text in doubts(searched_late, check_claim(searched_late, claim, as_of=BEFORE))
    assert text not in doubts(searched_late, check_claim(searched_late, claim, as_of=WITHIN))


def test_before_a_tie_of_unknown_start_nobody_says_that_it_begins_later(ties: Ties) -> None:
    assert "China’s ladder: when it began is unknown; in force by 1 May 2013" in evidence(ties, "CHN-TUR", BEFORE)
    assert "is documented from 1 May 2013 on, and when it began is unknown" in profile(ties, "CHN-TUR", BEFORE)
