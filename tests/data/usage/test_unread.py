"""Days that were not read: which, what was read of them, and that every chart of machine-coded things shows them."""

from datetime import date
from pathlib import Path

import pytest

from components.deeds.uses_plan import pair_uses_plan
from components.profile.document import text_of
from components.profile.words import profile_document
from components.records.currency import currency_rows
from components.style.plan import Area
from components.tempo.rows import coverage_of, unseen_frame
from components.wording.coverage import unread_by_year, unread_text
from data.checks import main
from data.tables.dataset import RecordsError, load_records
from data.usage.unread import blind_spots
from data.view.ties import Ties
from tests.data.analysis.test_tempo import plan_of
from tests.support.cast import FILES, write_cast

TODAY = date(2026, 8, 22)


def test_days_near_each_other_are_one_blind_spot_that_says_how_many_they_are(ties: Ties) -> None:
    assert (
        unread_text(ties.dataset, "contacts")
        == "1 Dec 2018 to 6 Dec 2018: of 6 days 1 not read and 2 known by titles only"
    )
    assert unread_text(ties.dataset, "sightings") == "1 Dec 2018: not read"
    assert list(unread_by_year(ties.dataset, "contacts")) == [2018]
    assert not blind_spots(ties.dataset, "contacts", until=date(2018, 11, 30))
    assert not blind_spots(ties.dataset, "spells")


def test_the_picture_of_uses_shades_a_day_that_was_not_read(ties: Ties) -> None:
    plan = pair_uses_plan(ties, "BLR-CHN", TODAY)
    assert plan is not None
    (spot,) = [mark for mark in plan.marks if isinstance(mark, Area) and mark.tip == "1 Dec 2018: not read"]
    assert spot.right > spot.left


def test_activity_shades_them_in_the_row_of_contacts_and_in_the_strip_of_uses(ties: Ties) -> None:
    plan = plan_of(ties, focus="BLR-CHN", unit="year")
    frame = unseen_frame(plan)
    assert sum("not read" in words for words in frame["words"]) == 1 + bool(plan.uses)
    assert "not read" in coverage_of(plan, date(2018, 1, 1))


def test_a_bar_of_a_profile_says_which_days_of_its_year_were_not_read(curated_ties: Ties) -> None:
    profile = profile_document(curated_ties, "CHN-HUN", date(2026, 10, 10))
    bars = [bar for section in profile.sections for block in section.blocks for bar in getattr(block, "bars", ())]
    assert any(bar.period == "2026" and "19 known by titles only" in text_of(bar.text) for bar in bars)


def test_the_table_of_currency_names_them(ties: Ties) -> None:
    rows = currency_rows(ties.dataset)
    assert any(cell.endswith("2 known by titles only") for cell in rows["Not read within"])


@pytest.mark.parametrize(
    ("gap", "reason"),
    [
        ("q2,2018-12-09,2018-12-08,nothing,x", "is before first"),
        ("q2,2026-08-20,2026-08-30,nothing,x", "after the end of the search"),
        ("q2,2018-12-06,2018-12-07,nothing,x", "also among the days on line"),
        ("q9,2018-12-07,2018-12-07,nothing,x", "is not in searches"),
    ],
)
def test_days_must_be_in_order_within_their_search_and_given_once(tmp_path: Path, gap: str, reason: str) -> None:
    with pytest.raises(RecordsError) as raised:
        load_records(write_cast(tmp_path, coverage_gaps=f"{FILES['coverage_gaps.csv']}{gap}\n"))
    assert reason in str(raised.value)


def test_the_nineteen_days_of_2026_and_the_five_of_2012_are_on_record(curated_ties: Ties) -> None:
    last = unread_text(curated_ties.dataset, "sightings", date(2026, 1, 1))
    assert last == "23 Aug 2026 to 10 Oct 2026: of 49 days 19 known by titles only"
    assert "5 not read and 3 read in part" in unread_text(curated_ties.dataset, "contacts", until=date(2012, 12, 31))


def test_the_checks_name_the_days_that_were_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write_cast(tmp_path))]) == 0
    contacts, sightings, total = capsys.readouterr().out.splitlines()
    assert contacts == (
        "contacts: 3 days within the time read not read whole (2 known by titles only, 1 not read): 2018-12-01 to 2018-12-06"
    )
    assert sightings == "sightings: 1 day within the time read not read whole (1 not read): 2018-12-01"
    assert total.startswith("no faults; ")
