"""A source withdrawn: what would rest on nothing, and what still stands."""

from pathlib import Path

import pytest

from data.checks import main
from data.tables.dataset import Dataset
from data.view.impact import impact_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all, write_cast


@pytest.fixture
def dataset(ties: Ties) -> Dataset:
    return ties.dataset


def test_what_rests_on_a_source_alone_and_what_keeps_another_source(dataset: Dataset) -> None:
    impact = impact_of(dataset, frozenset({"s1"}))
    alone = {row.key for row in impact.unsupported}
    assert {"blr-1", "pak-1", "e1", "f1"} <= alone
    assert [(row.key, row.other_families) for row in impact.supported] == [("blr-2", ("Wire",))]


def test_withdrawing_all_sources_of_a_row_leaves_it_with_none(dataset: Dataset) -> None:
    impact = impact_of(dataset, frozenset({"s1", "s2"}))
    assert "blr-2" in {row.key for row in impact.unsupported}
    assert not impact.supported


def test_what_never_had_a_source_loses_none(dataset: Dataset) -> None:
    everything_gone = impact_of(dataset, frozenset(dataset.sources))
    assert "tur-1" not in {row.key for row in everything_gone.unsupported}


def test_a_withdrawn_source_takes_what_rests_on_it_from_the_view(ties: Ties) -> None:
    selection = select(ties, view_of_all(withdrawn=("s1",)))
    assert {ties.spells[index].spell for index in selection.indices} == {"blr-2", "tr-1", "tur-1"}
    assert selection.hides["withdrawn"] == 3
    assert [event.event for event in selection.events] == ["e3"]


def test_the_command_tells_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(folder)
    assert main([str(folder), "--withdrawn", "s1"]) == 0
    said = capsys.readouterr().out
    assert "spells blr-1 (BLR-CHN: comprehensive partnership, 29 Sep 2016)" in said
    assert "1 row would keep a source" in said
    assert "from 1 independent source: Wire" in said


def test_an_unknown_source_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write_cast(folder)), "--withdrawn", "s9"]) == 1
    assert "There is no such source: s9" in capsys.readouterr().out
