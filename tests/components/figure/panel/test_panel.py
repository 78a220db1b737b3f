"""The buttons of the figure on the page: Present where there is something to show, and the marking that holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.pages import pages_of
from components.figure.panel.form import pages_text
from components.figure.panel.steps import day_after_steps
from components.figure.panel.view import NOTHING_TO_EXPORT
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import TODAY, view_of_all

APP = str(Path(__file__).parents[4] / "app.py")


@pytest.fixture
def page(cast_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app on the tiny cast."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params["preset"] = "focal"
    return page


def presentation(page: AppTest) -> dict[str, Any]:
    """What the browser gets of the presentation."""
    protos = [part.proto for part in page.get("bidi_component")]
    (proto,) = (proto for proto in protos if proto.component_name.endswith("allweather_present"))
    message: dict[str, Any] = json.loads(proto.json)
    return message


def open_presentation(page: AppTest, **wanted: Any) -> dict[str, Any]:
    """The answer to a wish of the browser."""
    wish = {"open": True, "number": 1, "step": 0, "page": 0, "title": None, "copy": False, **wanted}
    page.session_state["present_network"] = {"wanted": wish}
    return presentation(page.run())


def test_present_is_offered_where_there_is_a_picture(page: AppTest) -> None:
    message = presentation(page.run())
    assert message["isEmpty"] is False
    assert "svg" not in message, "a slide is drawn when somebody presents"


def test_present_is_off_where_nothing_is_in_view(page: AppTest) -> None:
    page.query_params["regions"] = "Oceania"
    page.query_params["layers"] = "treaty"
    page.session_state["figure_panel"] = True
    assert presentation(page.run())["isEmpty"] is True
    assert NOTHING_TO_EXPORT in [box.value for box in page.info]


def test_the_slide_bears_the_marking_of_the_settings_and_over_the_limit_nothing_is_copied(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "desk.toml"
    place.write_text('[handling]\nmarking = "TLP:AMBER"\nlimit = "TLP:GREEN"\n', "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    page.run()
    message = open_presentation(page, copy=True)
    assert message["svg"].count("TLP:AMBER") == 2
    assert message["png"] == ""
    assert message["refusal"].startswith("Not exported: TLP:AMBER is stricter than TLP:GREEN")


def test_a_figure_without_its_fonts_is_refused_in_words_and_the_page_stays(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.run()
    monkeypatch.setattr("components.figure.model.MOST_OWN_CHARACTERS", -1)
    page.session_state["figure_panel"] = True
    assert "svg" not in open_presentation(page)
    assert not page.exception
    refused = [box.value for box in page.error if "too many different characters" in box.value]
    assert len(refused) == 2, "of the presentation and of the preview"


def test_a_slide_is_described_and_says_what_the_step_shows(page: AppTest) -> None:
    page.run()
    message = open_presentation(page)
    assert message["said"].startswith("Ties among Belarus, China, Pakistan and Russia, 1 March 2023. 5 ties in force")
    assert message["altText"].startswith("Network: 5 of 6 ties shown")
    assert message["size"] == [960, 540]
    assert message["hasEarlier"]


def test_the_first_and_the_last_change_end_the_steps(ties: Ties) -> None:
    selection = select(ties, view_of_all(layers=("treaty",)))
    first = day_after_steps(selection, "network", -5, until=TODAY)
    assert first.isoformat() == "1995-02-21"
    assert day_after_steps(selection, "network", 0, until=TODAY) == selection.view.as_of
    assert day_after_steps(selection, "network", 3, until=TODAY) == selection.view.as_of < TODAY


@pytest.mark.parametrize("kind", ["network", "timeline", "arrival", "claim", "changes"])
def test_the_form_says_how_many_pages_there_are(kind: str, ties: Ties) -> None:
    selection = select(ties, view_of_all())
    plain, with_sources = (
        FIGURE_KINDS[kind].figure_of(selection, FigureOptions(with_sources=sources)) for sources in (False, True)
    )
    assert pages_text(pages_of(plain, "slide")) == ""
    expected = "" if kind == "changes" else "Page 1 of 2; one page of notes follows."
    assert pages_text(pages_of(with_sources, "slide")) == expected


def test_the_page_of_labels_in_use_is_drawn_while_its_panel_is_open(page: AppTest) -> None:
    """Its own download and those of the figure had one name: who chose a row then saw an error."""
    page._page_hash = calc_hash("usage")
    page.query_params["focus"] = "BLR-CHN"
    page.session_state["figure_panel"] = True
    assert not page.run().exception
    assert page.get("download_button")
