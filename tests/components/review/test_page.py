"""Two curators at the same candidates."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from data.observed.__main__ import main
from data.store.folder import FolderStore
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.dataset import load_records
from tests.support.cast import write_cast
from tests.support.inputs.broadcasts import ten_broadcasts, write_broadcasts

APP = str(Path(__file__).parents[3] / "app.py")


@pytest.fixture
def records(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with candidates."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder)))
    settings, candidates = tmp_path / "desk.toml", tmp_path / "candidates"
    settings.write_text(f"candidates = '{candidates}'\n[editing]\non = true\n", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(settings))
    write_broadcasts(tmp_path / "inbox", ten_broadcasts())
    assert main(["code", str(tmp_path / "inbox"), "--out", str(candidates), "--records", str(folder)]) == 0
    return folder


def reviewing(name: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30).run()
    page._page_hash = calc_hash("edit")
    page.session_state["edit_part"], page.session_state["reviewed_table"] = "candidates", "contacts"
    page.run()
    page.text_input(key="curator_box").set_value(name).run()
    assert not page.exception
    return page


def pressed(page: AppTest, *keys: str) -> AppTest:
    for key in keys:
        button(page, key).click().run()
        assert not page.exception
    return page


def button(page: AppTest, key: str) -> Any:
    return next(one for one in page.button if str(one.key).startswith(f"review_{key}"))


def said(page: AppTest) -> str:
    return " ".join(text.value for text in (*page.main.warning, *page.main.info)).replace("\\", "")


def test_what_a_colleague_has_decided_does_not_keep_all_other_decisions_from_being_saved(records: Path) -> None:
    """It is no longer listed, so that nobody could take it back."""
    anna, boris = pressed(reviewing("Anna"), "accept"), pressed(reviewing("Boris"), "accept", "accept")
    assert "Saved as number 1: 1 decision." in said(pressed(anna, "save"))
    pressed(boris, "save")
    assert "Not saved: someone else changed" in said(boris)
    assert "1 decision of yours was dropped: others have decided there" in said(boris)
    assert button(boris, "save").label == "Save 1 decision"
    assert "Saved as number 2: 1 decision." in said(pressed(boris, "save"))
    assert len(load_records(records).rows["reviews"]) == 2


@pytest.mark.usefixtures("records")
def test_corrections_are_not_lost_where_the_page_is_not_drawn_as_far_as_their_form(tmp_path: Path) -> None:
    """The next click cuts a page short; here the settings have a fault by then."""
    page = reviewing("Anna")
    box = next(one for one in page.text_input if one.label == "leader")
    key, sound = (
        str(box.key).removeprefix("review_").removesuffix("_leader"),
        (tmp_path / "desk.toml").read_text("utf-8"),
    )
    box.set_value(" Another leader ")
    submit = next(one for one in page.button if one.label == "Accept with these corrections")
    (tmp_path / "desk.toml").write_text("nonsense = 1\n", "utf-8")
    submit.click().run()
    answer = page.session_state["answers"][key]
    assert (answer.decision, dict(answer.cells)["leader"]) == ("corrected", "Another leader")
    (tmp_path / "desk.toml").write_text(sound + " ", "utf-8")
    assert button(page.run(), "save").label == "Save 1 decision"


SECOND_CLICK = """
import streamlit as st
from components.review.saving import save
from components.session import workspace

workspace.set_save_message("Saved as number 1: 1 decision.")
workspace.save_message()
workspace.settle_save_message()
save(None)
st.text(workspace.save_message())
"""


CUT_SHORT = """
import streamlit as st
from components.session import workspace

runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
if runs == 1:
    workspace.set_save_message("Not saved: the database does not answer.")
message = workspace.save_message()
if runs == 1:
    st.stop()
st.text(message)
workspace.settle_save_message()
"""


def test_what_a_save_came_to_is_not_lost_with_a_page_that_the_next_click_cuts_short() -> None:
    page = AppTest.from_string(CUT_SHORT).run()
    assert page.run().text[0].value == "Not saved: the database does not answer."
    assert page.run().text[0].value == ""


def test_a_second_click_on_save_makes_no_save_of_nothing(records: Path) -> None:
    page = AppTest.from_string(SECOND_CLICK).run()
    assert not page.exception
    assert page.text[0].value == "Saved as number 1: 1 decision."
    assert not FolderStore(records).history(9)


@pytest.mark.usefixtures("records")
def test_a_second_click_on_accept_is_not_about_the_candidate_that_follows() -> None:
    """Whoever clicks again over a slow line has not seen that one yet."""
    page = reviewing("Anna")
    clicked = button(page, "accept").key
    pressed(page, "accept")
    assert clicked not in {one.key for one in page.button}
    assert button(page, "save").label == "Save 1 decision"
