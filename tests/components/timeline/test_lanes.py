"""The lanes of the timeline, and what is on them."""

import time
from datetime import date
from pathlib import Path

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.kinds.timeline import MOST_ROWS
from components.figure.timeline.chart import TimelineChart
from components.style.text_width import estimated_width, fitting_text
from components.timeline.chart import chart_of
from components.timeline.lanes import lanes_of
from components.timeline.rows import events_frame, spells_frame, uses_frame
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import TODAY, view_of_all, write_cast
from tests.support.uploads import overlay_with


def test_each_tie_of_a_dyad_has_a_lane_and_the_first_bears_its_name(ties: Ties) -> None:
    lanes = [lane for lane in lanes_of(select(ties, view_of_all())) if lane.dyad == "BLR-CHN"]
    assert [lane.label for lane in lanes][:2] == ["Belarus – China", "treaty of friendship"]


def test_the_dyad_with_the_earliest_tie_comes_first(ties: Ties) -> None:
    dyads = list(dict.fromkeys(lane.dyad for lane in lanes_of(select(ties, view_of_all()))))
    assert dyads == ["CHN-RUS", "BLR-RUS", "CHN-TUR", "CHN-PAK", "BLR-CHN"]


def test_with_many_dyads_each_has_one_lane_named_without_china(curated_ties: Ties) -> None:
    lanes = lanes_of(select(curated_ties, view_of_all(families=("china_ladder",))))
    assert len(lanes) > 100
    assert len({lane.dyad for lane in lanes}) == len(lanes)
    assert all("China" not in lane.label for lane in lanes)


def test_a_bar_is_possible_from_its_first_and_certain_from_its_last_possible_start(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    frame = spells_frame(selection, lanes_of(selection), TODAY)
    row = frame[(frame["dyad"] == "CHN-RUS") & (frame["wording"] == "comprehensive partnership")].iloc[0]
    assert (row["from"], row["certain"], row["to"]) == (date(2011, 6, 1), date(2011, 6, 30), TODAY)


def test_an_event_is_on_the_last_lane_of_its_dyad(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    lanes = lanes_of(selection)
    for row in events_frame(selection, lanes).itertuples():
        assert row.lane == max(place for place, lane in enumerate(lanes) if lane.dyad == row.dyad)


def test_the_uses_of_the_labels_of_a_pair_have_a_lane_below_them(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    lanes = lanes_of(selection)
    names = [lane.label for lane in lanes if lane.dyad == "BLR-CHN"]
    assert names == ["Belarus – China", "treaty of friendship", "Uses, machine-coded", "Events"]
    frame = uses_frame(selection, lanes, TODAY)
    rows = {(row.year, row.number, row.sides) for row in frame[frame["dyad"] == "BLR-CHN"].itertuples()}
    assert ("2023", 1, "by China once") in rows
    assert ("2024", 1, "by Belarus once") in rows
    assert set(frame["lane"]) == {place for place, lane in enumerate(lanes) if lane.label == "Uses, machine-coded"}


def test_a_selection_without_anything_has_no_chart(ties: Ties) -> None:
    assert chart_of(select(ties, view_of_all(regions=("Oceania",))), TODAY, "light") is None


def test_a_text_is_cut_to_the_room_and_dropped_where_hardly_any_of_it_fits() -> None:
    assert fitting_text("partnership", 66, character=6) == "partnership"
    assert fitting_text("partnership", 60, character=6) == "partnersh…"
    assert fitting_text("partnership", 42, character=6) == ""


def test_a_wide_text_is_estimated_wider_than_a_narrow_one() -> None:
    assert estimated_width("Willow", 10) > estimated_width("little", 10) > 0


def test_the_figure_of_thousands_of_ties_draws_the_first_rows_and_says_how_many_more(tmp_path: Path) -> None:
    ours = load_records(write_cast(tmp_path))
    lines = "".join(f"China,Pakistan,friends {number},{1990 + number % 30}\n" for number in range(3000))
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since\n{lines}").dataset
    assert added
    selection, start = select(ties_of(added), view_of_all()), time.thread_time()
    figure = FIGURE_KINDS["timeline"].figure_of(selection, FigureOptions())
    assert time.thread_time() - start < 2
    assert isinstance(figure.picture, TimelineChart)
    assert len(figure.picture.rows) == MOST_ROWS
    assert f"{len(lanes_of(selection)) - MOST_ROWS:,} more rows not shown" in figure.alt_text
