"""The layout by reports: near is whom reports bring together in a window; filters move nobody; without a feed it is not there."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.addresses.resources import dataset_of, figure
from components.figure.apart.files import file_apart
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import png_bytes
from components.network.heading import small_print
from components.network.layouts.arrangement import Arrangement, layouts_for
from components.network.layouts.reports import nearness_of
from components.network.layouts.subject import subject_of
from components.network.places import arrangement_for, places_key
from data.links.page_links import link_of_view
from data.links.pins import PARAMETER, pin_of
from data.observed.events import feed as feeds
from data.observed.events.answers import PairCount
from data.store.settings import SETTINGS_VARIABLE
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import view_of_all
from tests.support.inputs.event_files import imported, plain_file, plain_row

# Whole pages, each drawn several times.
pytestmark = pytest.mark.slow

FOUR = ("BLR", "CHN", "PAK", "RUS")
VISIT, FIGHT = "042", "190"


def rows_of(day: str, code: str, **times: int) -> list[str]:
    quad = 1 if code == VISIT else 4
    rows = []
    for pair, number in times.items():
        one, other = pair.split("_")
        row = plain_row(day, one, other, code, events=str(number)).split(",")
        rows.append(",".join([*row[:5], str(quad), *row[6:]]))
    return rows


# In 2023 the two of each half co-operate; in 2024 they have changed partners. Conflict goes across.
ROWS = [
    *rows_of("2023-03-01", VISIT, CHN_PAK=400, BLR_RUS=300, CHN_RUS=20, BLR_PAK=15, BLR_CHN=12, PAK_RUS=9),
    *rows_of("2024-03-01", VISIT, BLR_CHN=400, PAK_RUS=300, CHN_RUS=20, BLR_RUS=15, CHN_PAK=12),
    *rows_of("2023-05-01", FIGHT, BLR_PAK=90, CHN_RUS=90, CHN_PAK=11, BLR_RUS=11),
]


def set_feed(folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    (folder / "desk.toml").write_text(f'events = "{setting}"\n', "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(folder / "desk.toml"))
    monkeypatch.setattr(feeds, "_FAILED", {})


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    imported(tmp_path / "feed", plain_file(tmp_path / "rows.csv", ROWS))
    set_feed(tmp_path, monkeypatch, str(tmp_path / "feed"))
    return tmp_path / "feed"


def shown(ties: Ties, **fields: Any) -> Selection:
    return select(ties, view_of_all(**{"layout": "reports", "actors": FOUR, "among": True, **fields}))


def closest_to(arrangement: Arrangement, actor: str) -> str:
    x, y = arrangement.positions[actor]
    others = {one: math.dist((x, y), point) for one, point in arrangement.positions.items() if one != actor}
    return min(others, key=others.__getitem__)


@pytest.mark.parametrize(
    ("fields", "partner"),
    [
        ({"until": date(2023, 12, 31)}, "PAK"),
        ({"since": date(2024, 1, 1)}, "BLR"),
        ({"reported": "conflict"}, "RUS"),
    ],
)
def test_whom_reports_bring_together_in_the_window_is_near(
    ties: Ties, feed: Path, fields: dict[str, Any], partner: str
) -> None:
    arrangement = arrangement_for(shown(ties, **fields))
    assert arrangement.layout == "reports"
    assert closest_to(arrangement, "CHN") == partner
    assert feed.exists()


def test_near_is_a_share_of_all_reports_of_the_two_and_few_are_left_out() -> None:
    pairs = (PairCount("A", "B", 50, 50, 100), PairCount("A", "C", 9, 0, 300), PairCount("B", "C", 200, 0, 200))
    near = {(one, other): (nearness, number) for one, other, nearness, number in nearness_of(pairs, "cooperation")}
    # A has 400 reports in all, B 300, C 500.
    assert near == {
        ("A", "B"): (50 / math.sqrt(400 * 300), 50),
        ("B", "C"): (200 / math.sqrt(300 * 500), 200),
    }


@pytest.mark.parametrize(
    "fields", [{"layers": ("treaty",)}, {"focus": "BLR-CHN"}, {"as_of": date(1995, 1, 1)}, {"text": "samarkand"}]
)
def test_no_filter_of_ties_moves_anybody(ties: Ties, feed: Path, fields: dict[str, Any]) -> None:
    whole, filtered = (arrangement_for(shown(ties, **more)) for more in ({}, fields))
    assert places_key(ties, whole) == places_key(ties, filtered)
    assert places_key(ties, whole) != places_key(ties, arrangement_for(shown(ties, reported="conflict")))
    assert feed.exists()


def test_the_picture_and_its_figure_say_what_places_mean(ties: Ties, feed: Path) -> None:
    selection = shown(ties, since=date(2023, 1, 1), until=date(2023, 12, 31))
    assert "Places by reported co-operation, Mar 2023 to Dec 2023 (TEST)" in small_print(selection)
    figure = FIGURE_KINDS["network"].figure_of(selection, FigureOptions(with_sources=True))
    assert "Reports, not events." in figure.slide.remarks
    notes = " ".join(figure.citations)
    assert "756 reports of co-operation, Mar 2023 to Dec 2023: 79 % of all reports between two countries." in notes
    assert "China – Pakistan (400 reports, 53 % of all of co-operation)" in notes
    assert "Salton’s cosine" in notes
    assert feed.exists()


def test_a_file_that_another_process_makes_has_the_same_places(ties: Ties, feed: Path) -> None:
    """It sees neither the settings of the desk nor its feed."""
    figure = FIGURE_KINDS["network"].figure_of(shown(ties, until=date(2023, 12, 31)), FigureOptions())
    assert file_apart("png", figure, "slide", "light") == png_bytes(figure, "slide", "light")
    assert feed.exists()


@pytest.mark.parametrize("asked", [{"layout": "reports"}, {"figure": "observed"}])
def test_a_figure_at_an_address_is_another_one_after_an_import(asked: dict[str, str], feed: Path) -> None:
    """A browser, a proxy and the server itself would go on showing the one before, also of a pinned view."""
    view = {"actors": ",".join(FOUR), "among": "yes", "as_of": "2024-06-01", PARAMETER: str(pin_of(dataset_of("")))}
    before = figure("svg", {**view, **asked}, "https://desk.example")
    imported(feed, plain_file(feed.parent / "more.csv", rows_of("2024-05-01", VISIT, CHN_PAK=900)))
    after = figure("svg", {**view, **asked}, "https://desk.example")
    assert before.tag != after.tag
    assert not after.is_fixed
    assert figure("svg", view, "https://desk.example").is_fixed


def test_a_link_holds_the_layout_its_reports_and_its_window(ties: Ties) -> None:
    view = view_of_all(layout="reports", reported="conflict", since=date(2023, 1, 1))
    link = link_of_view(view, ties.dataset, "network", today=date(2026, 8, 22))
    assert (link["layout"], link["reported"], link["since"]) == ("reports", "conflict", "2023-01-01")


def network_page(ties: Ties, **view: Any) -> AppTest:
    def script(ties: object, view: dict[str, object]) -> None:
        from components import session
        from components.pages import PAGES
        from components.session.storage import stored_state
        from data.view.selection import select
        from tests.support.cast import view_of_all

        if not stored_state():
            session.set_view(view_of_all(**view))
        PAGES["network"].draw(select(ties, session.view()))  # type: ignore[arg-type]

    return AppTest.from_function(script, default_timeout=60, args=(ties, view)).run()


def captions(page: AppTest) -> str:
    return " ".join(one.value for one in page.caption).replace("\\", "")


def test_the_page_offers_it_counts_beside_shares_and_lets_one_choose(ties: Ties, feed: Path) -> None:
    page = network_page(ties, layout="reports", actors=FOUR, among=True)
    assert not page.exception
    assert "1,503 reports of co-operation, Mar 2023 to Mar 2024: 88 % of all reports" in captions(page)
    (rows,) = (frame.value for frame in page.dataframe)
    assert rows.columns[1:].tolist() == [
        "Reports of co-operation",
        "Share of all such reports",
        "Share of the two’s own",
    ]
    page.button_group(key="reported").set_value("conflict").run()
    assert "202 reports of conflict" in captions(page)
    page.date_input(key="reports_since").set_value(date(2024, 1, 1)).run()
    assert any("have 10 reports of conflict in the feed" in one.value for one in page.warning)
    assert not page.exception
    assert feed.exists()


def test_without_a_feed_it_is_not_offered_and_a_link_to_it_says_why(ties: Ties, tmp_path: Path) -> None:
    assert tmp_path.exists()
    subject = subject_of(ties, replace(View(as_of=date(2026, 8, 22)), actors=FOUR))
    assert "reports" not in layouts_for(ties, subject)
    page = network_page(ties, layout="reports", actors=FOUR, among=True)
    assert not page.exception
    assert "needs a feed of observed events" in page.warning[0].value
    assert "needs a feed" not in captions(network_page(ties))


def test_a_feed_that_is_away_leaves_the_network_alone(
    ties: Ties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_feed(tmp_path, monkeypatch, "no-such-feed")
    assert arrangement_for(shown(ties)).layout == "focal"
    page = network_page(ties, layout="reports", actors=FOUR, among=True)
    assert not page.exception
    assert "There is no feed of events" in page.warning[0].value
