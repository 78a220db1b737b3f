"""The page of profiles by its widgets, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.evidence.view import PANEL_KEY
from data.store.settings import RECORDS_VARIABLE

APP = str(Path(__file__).parents[3] / "app.py")


@pytest.fixture
def page(cast_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))
    return AppTest.from_file(APP, default_timeout=30)


def html(page: AppTest) -> str:
    return " ".join(block.proto.body for block in page.main.get("html"))


def test_the_panel_leads_to_the_profile_of_the_focus_and_back_to_no_other_filter(page: AppTest) -> None:
    page.query_params["focus"] = "BLR-CHN"
    page.query_params["as_of"] = "2023-03-01"
    page.run()
    page.session_state[PANEL_KEY] = {"profile": "BLR-CHN", "chosen": None}
    page.run()
    assert not page.exception
    text = html(page)
    assert "The label between China and Belarus has been “all-weather partnership” since 15 Sep 2022" in text
    assert 'href="#source-1"' in text
    assert 'id="source-1"' in text
    page.selectbox(key="profile_of").select("PAK").run()
    assert "On 1 Mar 2023, Pakistan has 1 partnership label in force with China." in html(page)
    assert (page.query_params["of"], page.query_params["focus"]) == ("PAK", "PAK")
    page.selectbox(key="profile_of").select("").run()
    assert "Select a country, an organisation or a pair" in html(page)
