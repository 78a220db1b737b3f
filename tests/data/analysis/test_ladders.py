"""Several orders of the same wordings: what one leaves out, and where it disagrees with ours."""

from pathlib import Path

from data.analysis.ladders import disagreements, not_placed
from data.tables.dataset import Dataset, load_records
from tests.support.cast import cast_text, write_cast


def with_other_order(folder: Path) -> Dataset:
    """Another author puts the plain partnership above the all-weather one, and says nothing of the third."""
    rungs = cast_text("rungs.csv", "other,T3,1,A,Old", "other,T3,1,A,Old\nother,T1,2,B,New")
    return load_records(write_cast(folder, rungs=rungs))


def test_what_an_author_leaves_out_is_not_placed(folder: Path) -> None:
    dataset = with_other_order(folder)
    assert not_placed(dataset, dataset.ladders["other"]) == ["T2"]
    assert not_placed(dataset, dataset.ladders["house"]) == []


def test_a_tier_above_one_that_we_put_higher_is_a_disagreement(folder: Path) -> None:
    dataset = with_other_order(folder)
    assert disagreements(dataset, dataset.ladders["other"]) == {"T3": ["T1"]}
    assert disagreements(dataset, dataset.ladders["house"]) == {}


def test_at_least_four_named_orders_stand_beside_ours(curated: Dataset) -> None:
    others = [ladder for ladder in curated.ladders.values() if ladder.family == "china_ladder" and not ladder.is_house]
    assert len({ladder.author for ladder in others}) >= 4
    for ladder in others:
        assert ladder.sources, f"{ladder.name} has no source"
        assert not_placed(curated, ladder) or len(curated.tiers) == 0, f"{ladder.name} cannot place every wording"
        assert len([rung for rung in curated.rungs if rung.ladder == ladder.ladder]) >= 3


def test_no_order_is_without_rungs(curated: Dataset) -> None:
    used = {rung.ladder for rung in curated.rungs}
    assert used == set(curated.ladders)
