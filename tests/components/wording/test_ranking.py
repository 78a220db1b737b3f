"""By whose order labels are ranked, in words."""

from components.wording.ranking import label_ladders, ranking_text
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def ranking(ties: Ties, chosen: str = "", **filters: object) -> str:
    return ranking_text(label_ladders(select(ties, view_of_all(**filters)), chosen))


def test_labels_in_view_are_ranked_by_our_order_or_by_the_chosen_one_with_its_author(ties: Ties) -> None:
    assert ranking(ties) == "Ranked by “House order”."
    assert ranking(ties, "other") == "Ranked by “Another order” (Somebody, 2020)."


def test_ties_that_are_not_labels_are_not_ranked(ties: Ties) -> None:
    assert ranking(ties, layers=("treaty",)) == ""


def test_labels_that_all_share_one_rung_are_not_ranked(curated_ties: Ties) -> None:
    assert ranking(curated_ties, families=("china_community",)) == ""
