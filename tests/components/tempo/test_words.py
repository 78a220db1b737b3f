"""What the page of activity says of its chart."""

from datetime import date

import pytest

from components.tempo.plan import TempoPlan
from components.tempo.words import coverage_sentences
from data.analysis.tempo import tempo_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all

DAY = date(2026, 10, 10)


@pytest.mark.parametrize(("ladder", "is_said"), [("orca-2023", True), ("house-china-ladder", False), ("", False)])
def test_another_ranking_that_decides_up_and_down_is_named(curated_ties: Ties, ladder: str, is_said: bool) -> None:
    """A link may choose it, or the reader did on another page."""
    selection = select(curated_ties, view_of_all(as_of=DAY, ladder=ladder))
    said = coverage_sentences(TempoPlan(selection, tempo_of(selection), "year", DAY))
    assert any("up and down are by “" in one and "ORCA" in one for one in said) == is_said
    assert any("up and down are by" in one for one in said) == is_said
