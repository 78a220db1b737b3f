"""A missing tie has a reason: it ended, none was found, or nobody looked."""

from datetime import date
from pathlib import Path

import pytest

from data.analysis.missing_ties import missing_ties_of
from data.tables.dataset import Dataset, load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import cast_text, view_of_all, write_cast


@pytest.fixture
def dataset(ties: Ties) -> Dataset:
    return ties.dataset


def reasons(dataset: Dataset, dyad: str, day: date) -> dict[str, str]:
    return {blank.family: blank.reason for blank in missing_ties_of(dataset, dyad, as_of=day)}


def test_a_dyad_of_china_without_a_label_was_searched(dataset: Dataset) -> None:
    (blank,) = [blank for blank in missing_ties_of(dataset, "CHN-ORG:UN", as_of=date(2023, 3, 1)) if blank.search]
    assert blank.reason == "none found"
    assert blank.search
    assert blank.search.search == "q1"


def test_a_dyad_that_nobody_looked_at_was_not_searched(dataset: Dataset) -> None:
    assert reasons(dataset, "PAK-RUS", date(2023, 3, 1)) == {"treaty": "not searched"}


def test_a_tie_that_stands_is_no_blank(dataset: Dataset) -> None:
    assert reasons(dataset, "BLR-CHN", date(2023, 3, 1)) == {}


def test_before_the_first_label_a_dyad_has_not_begun(dataset: Dataset) -> None:
    assert reasons(dataset, "BLR-CHN", date(2010, 1, 1)) == {"china_ladder": "not begun", "treaty": "not begun"}


def test_a_tie_known_by_a_month_is_either_drawn_or_explained_on_each_of_its_days(folder: Path) -> None:
    spells = cast_text("spells/china.csv", ",2013-05-01,,in force", ",2013-05,,in force")
    ties = ties_of(load_records(write_cast(folder, spells_china=spells)))
    for day in (date(2013, 4, 30), date(2013, 5, 10), date(2013, 5, 31)):
        is_explained = "china_ladder" in reasons(ties.dataset, "CHN-TUR", day)
        assert _is_drawn(ties, day) != is_explained, day


def _is_drawn(ties: Ties, day: date) -> bool:
    selection = select(ties, view_of_all(as_of=day))
    return any(ties.spells[index].spell == "tur-1" for index in selection.indices)


def test_a_kind_of_membership_that_a_pair_cannot_have_is_not_missing(curated_ties: Ties) -> None:
    day = date(2026, 10, 10)
    of_states, with_organisation = (
        {one.family for one in missing_ties_of(curated_ties.dataset, dyad, as_of=day)}
        for dyad in ("BLR-PAK", "BLR-ORG:EU")
    )
    assert "membership" in of_states
    assert "organisation" not in of_states
    assert "membership" not in with_organisation
