"""A missing tie has a reason: it ended, none was found, or nobody looked."""

from datetime import date

import pytest

from data.analysis.missing_ties import missing_ties_of
from data.tables.dataset import Dataset
from data.view.ties import Ties


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
