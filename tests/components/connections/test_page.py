"""The page of connections by its widgets, and its card on the profile of a pair; without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.links.view_query import view_of_query
from data.view.ties import Ties
from tests.support.cast import TODAY
from tests.whole.test_hostile import opened


def html(page: AppTest) -> str:
    return " ".join(block.proto.body for block in page.main.get("html"))


@pytest.fixture
def cast(cast_folder: Path) -> Path:
    return cast_folder


def test_the_widgets_change_the_question_and_the_link(cast: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(cast, monkeypatch, "connected", **{"from": "BLR", "to": "PAK", "as_of": "2023-03-01"})
    assert not page.exception
    assert "connected in 2 steps: through China, since 10 May 2015." in html(page)
    page.multiselect(key="connections_without").set_value(["CHN"]).run()
    assert "Without China, no connection between Belarus and Pakistan is on record on 1 March 2023." in html(page)
    assert (page.query_params["between"], page.query_params["without"]) == ("BLR,PAK", "CHN")
    page.selectbox(key="connections_1").select("RUS").run()
    assert "Without China, Belarus and Russia are directly tied, since 21 February 1995." in html(page)
    page.segmented_control(key="network_question").set_value("hangs").run()
    assert "Belarus and Russia have one tie with each other to lose: " in html(page)
    # What counts changes with the question: it is said.
    assert page.main.caption[0].value == "Nobody depends on a measure, so measures do not count here."
    # Whoever was left out belongs to the other question.
    assert "without" not in page.query_params
    assert "“Without China” is put aside" in page.info[0].value
    assert page.query_params["question"] == "hangs"
    assert page.selectbox(key="connections_1").label == "The tie with (optional)"
    page.selectbox(key="connections_1").set_value(None).run()
    assert page.query_params["between"] == "BLR"
    page.segmented_control(key="network_question").set_value("triangles").run()
    page.selectbox(key="connections_1").set_value(None).run()
    assert not page.exception
    assert page.selectbox(key="connections_1").value is None
    assert "around Belarus" in html(page)
    assert page.main.caption[0].value == "Measures count here: they are the negative sides."
    page.selectbox(key="connections_1").select("RUS").run()
    assert page.query_params["between"] == "BLR,RUS"
    page.selectbox(key="connections_1").set_value(None).run()
    page.segmented_control(key="network_question").set_value("connected").run()
    # Of one country alone the question begins with another to whom it may lead.
    assert page.query_params["between"].startswith("BLR,")
    page.segmented_control(key="network_question").set_value("groups").run()
    assert "Belarus is in group 1, with China and Russia; all 3 pairs among them are tied." in html(page)
    page.selectbox(key="connections_member").set_value(None).run()
    assert "1 group holds together on 1 March 2023; it has 3 members" in html(page)


def test_a_profile_of_a_pair_says_how_it_is_connected(cast: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(cast, monkeypatch, "profile", of="BLR-PAK", as_of="2023-03-01")
    assert "connected in 2 steps: through China" in html(page)
    assert page.button(key="ask_network").label == "Ask the network"


def test_from_and_to_are_read_as_the_two_of_a_question(ties: Ties) -> None:
    view, notices = view_of_query({"from": "BLR", "to": "PAK"}, ties.dataset, today=TODAY)
    assert (view.between, notices) == (("BLR", "PAK"), ())
    view, notices = view_of_query({"from": "BLR", "between": "CHN"}, ties.dataset, today=TODAY)
    assert (view.between, len(notices)) == (("CHN",), 1)


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("connected", "withdrawn", "With 2 sources treated as withdrawn, "),
        ("connected", "added_only", "By your own ties only, "),
        ("claims", "withdrawn", ", with 2 sources treated as withdrawn"),
        ("story", "withdrawn", ""),
    ],
)
def test_a_filter_that_no_widget_shows_is_said_and_can_be_removed(
    cast: Path, monkeypatch: pytest.MonkeyPatch, name: str, field: str, words: str
) -> None:
    """Else a link could have the page deny what the records say."""
    value = "yes" if field == "added_only" else "s1,s2"
    page = opened(cast, monkeypatch, name, **{field: value, "between": "BLR,CHN", "as_of": "2023-03-01"})
    assert words in html(page)
    assert field in page.query_params
    page.button(key=f"drop_{field}").click().run()
    assert not page.exception
    assert field not in page.query_params
    assert not words or words not in html(page)
