"""How current each table is: the search that goes furthest, the newest row, and searches that end too early."""

from pathlib import Path

import pytest

from components.records.currency import currency_rows
from data.checks import main
from data.publish.currency import currency_of, stale_searches
from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties
from tests.support.cast import cast_text, write_cast


def test_each_table_says_through_which_day_it_was_read_and_its_newest_row(ties: Ties) -> None:
    found = {(one.table, one.family): one for one in currency_of(ties.dataset)}
    ladder = found["spells", "china_ladder"]
    assert (ladder.search.search if ladder.search else "", str(ladder.newest), ladder.rows) == ("q1", "2022-09-15", 6)
    assert found["spells", "treaty"].search is None
    assert (str(found["contacts", ""].newest), found["contacts", ""].rows) == ("2023-03-01", 3)
    assert (str(found["sightings", ""].newest), found["sightings", ""].rows) == ("2024-06-01", 6)


def test_the_table_for_readers_says_what_was_not_searched(ties: Ties) -> None:
    rows = currency_rows(ties.dataset)
    assert dict(zip(rows["What"], rows["Read through"], strict=True)) == {
        "China’s ladder": "22 Aug 2026",
        "Treaties": "not searched",
        "Events": "not searched",
        "Contacts": "21 Aug 2026",
        "Sightings": "22 Aug 2026",
    }


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("q3,sightings,,CHN-*,2026-08-22", "q3,sightings,,CHN-*,2024-05-31", [("q3", "l6")]),
        ("q3,sightings,,CHN-*,2026-08-22", "q3,sightings,,CHN-*,2024-06", []),
        ("q1,spells,china_ladder,CHN-*,2026-08-22", "q1,spells,china_ladder,CHN-*,2022", []),
        ("q1,spells,china_ladder,CHN-*,2026-08-22", "q1,spells,china_ladder,CHN-*,2021-12", [("q1", "blr-2")]),
        ("q1,spells,china_ladder,CHN-*,2026-08-22", "q1,spells,china_ladder,CHN-PAK,2016-01-01", []),
    ],
)
def test_a_search_that_ends_before_a_row_that_it_covers_is_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, stale: list[tuple[str, str]]
) -> None:
    folder = write_cast(tmp_path, searches=cast_text("searches.csv", old, new))
    assert [(one.search.search, one.row) for one in stale_searches(load_records(folder))] == stale
    assert main([str(folder), "--currency"]) == int(bool(stale))
    assert ("read on to that day" in capsys.readouterr().out) == bool(stale)


def test_no_shipped_search_is_older_than_the_newest_row_that_it_should_cover(curated: Dataset) -> None:
    assert stale_searches(curated) == ()
