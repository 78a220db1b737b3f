"""The lanes of the timeline, and what is on them."""

from datetime import date

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.kinds.timeline import MOST_TIMELINE_ROWS
from components.figure.timeline.chart import TimelineChart
from components.style.text_width import estimated_width, fitting_text
from components.timeline import lanes as lane_module
from components.timeline import rows as row_module
from components.timeline.chart import TALL_LANE, chart_of
from components.timeline.lanes import MOST_TIMELINE_LANES, lanes_of, left_out
from components.timeline.rows import events_frame, latest_events, spells_frame, uses_frame
from data.tables.dataset import Dataset, load_records
from data.view.selection import Selection, select
from data.view.ties import Ties, ties_of
from tests.support.cast import TODAY, view_of_all, write_cast
from tests.support.inputs.uploads import overlay_with
from tests.support.work import calls_of


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


# Of one pair.
TIES = 3000


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    ours = load_records(write_cast(tmp_path_factory.mktemp("thousands")))
    lines = "".join(f"China,Pakistan,friends {number},{1990 + number % 30}\n" for number in range(TIES))
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since\n{lines}").dataset
    assert added
    return select(ties_of(added), view_of_all())


@pytest.mark.slow
def test_a_page_of_thousands_of_ties_has_an_end_and_says_what_is_not_shown(thousands: Selection) -> None:
    chart = chart_of(thousands, TODAY, "light")
    assert chart
    assert chart.to_dict()["height"] == MOST_TIMELINE_LANES * TALL_LANE
    lanes = lanes_of(thousands)
    words = "more rows are not shown. Choose countries or a type of tie."
    assert left_out(thousands, lanes) == f"{len(lanes) - MOST_TIMELINE_LANES:,} {words}"
    assert left_out(thousands, lanes[:MOST_TIMELINE_LANES]) == ""


@pytest.mark.slow
def test_the_work_of_a_page_grows_with_the_ties_and_not_with_their_square(thousands: Selection) -> None:
    assert calls_of(lambda: chart_of(thousands, TODAY, "light")) < 300 * TIES
    assert calls_of(lambda: FIGURE_KINDS["timeline"].figure_of(thousands, FigureOptions())) < 300 * TIES


def test_a_page_shows_the_latest_of_thousands_of_events(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    selection = select(ties_of(ours), view_of_all())
    for module in (lane_module, row_module):
        monkeypatch.setattr(module, "MOST_EVENTS", 2)
    days = [event.date.first for event in latest_events(selection)]
    assert len(days) == 2
    assert days == sorted(event.date.first for event in selection.events)[-2:]
    number = len(selection.events) - 2
    verb = "event is" if number == 1 else "events are"
    assert left_out(selection, []) == f"{number} earlier {verb} not shown. Choose countries or a type of tie."


@pytest.mark.slow
def test_the_figure_of_thousands_of_ties_draws_the_first_rows_and_says_how_many_more(thousands: Selection) -> None:
    figure = FIGURE_KINDS["timeline"].figure_of(thousands, FigureOptions())
    assert isinstance(figure.picture, TimelineChart)
    assert len(figure.picture.rows) == MOST_TIMELINE_ROWS
    assert f"{len(lanes_of(thousands)) - MOST_TIMELINE_ROWS:,} more rows not shown" in figure.alt_text
