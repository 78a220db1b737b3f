"""A browser that is behind reports what a widget showed before: that is no choice of the reader."""

from collections.abc import Callable
from typing import Any

import pytest

from components.session import bindings, echoes
from components.session.state import State
from components.session.storage import STATE
from tests.support.cast import view_of_all

FOCAL, TREATIES = {"preset": "focal"}, {"layers": "treaty"}


class Query(dict[str, str]):
    def to_dict(self) -> dict[str, str]:
        return dict(self)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session in which the reader has just left a preset: its box is empty, and the link of the treaties is written."""
    session: dict[str, Any] = {"preset": "focal", STATE: State(view_of_all(), link=FOCAL)}
    monkeypatch.setattr("streamlit.session_state", session)
    show_address(monkeypatch, FOCAL)
    bindings.bind_choice("preset", None, print)
    session[STATE] = State(view_of_all(), link=TREATIES)
    return session


def show_address(monkeypatch: pytest.MonkeyPatch, link: dict[str, str]) -> None:
    monkeypatch.setattr("streamlit.query_params", Query(link))


def report(session: dict[str, Any], value: str | None) -> list[Any]:
    """What is passed on as chosen when the browser reports a value of the box."""
    chosen: list[Any] = []
    callback: Callable[[], None] = bindings.bind_choice("preset", None, chosen.append)["on_change"]
    session["preset"] = value
    callback()
    return chosen


def test_the_preset_that_a_browser_still_shows_is_not_chosen_again(session: dict[str, Any]) -> None:
    assert report(session, "focal") == []
    # The box is set once more, and the browser may be behind for several answers.
    assert report(session, "focal") == []


def test_another_preset_is_chosen_however_far_the_browser_is_behind(session: dict[str, Any]) -> None:
    assert report(session, "everything") == ["everything"]


def test_the_same_preset_can_be_chosen_again_once_the_browser_has_followed(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    show_address(monkeypatch, TREATIES)
    assert report(session, "focal") == ["focal"]


def test_what_the_browser_has_followed_is_forgotten(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    show_address(monkeypatch, TREATIES)
    echoes.begin_run()
    echoes.end_run()
    show_address(monkeypatch, FOCAL)
    assert report(session, "focal") == ["focal"]


def test_a_run_that_was_cut_short_leaves_the_browser_behind(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    show_address(monkeypatch, TREATIES)
    echoes.begin_run()
    bindings.bind_choice("preset", "focal", print)
    # The next click cuts it: the browser holds the link written last, and a preset that no link goes with.
    session["preset"] = None
    chosen: list[Any] = []
    callback: Callable[[], None] = bindings.bind_choice("preset", None, chosen.append)["on_change"]
    session["preset"] = "focal"
    callback()
    assert chosen == []


class Session(dict[str, Any]):
    """A session that remembers what it was told to have a widget show."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.shown: list[Any] = []

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        if key == "preset":
            self.shown.append(value)


def test_a_widget_is_set_again_after_a_run_that_was_cut_set_it_otherwise(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = Session(session)
    monkeypatch.setattr("streamlit.session_state", recorded)
    show_address(monkeypatch, TREATIES)
    for shown in (None, "focal", None):
        echoes.begin_run()
        # What the browser reported before it received the answer that was cut.
        dict.__setitem__(recorded, "preset", None)
        bindings.bind_choice("preset", shown, print)
    assert recorded.shown == ["focal", None]
    echoes.end_run()
    echoes.begin_run()
    bindings.bind_choice("preset", None, print)
    assert recorded.shown == ["focal", None], "one that has followed is left alone"


def test_of_what_a_browser_reports_nothing_but_a_mark_is_remembered(session: dict[str, Any]) -> None:
    """Each text of a megabyte stayed with the session, twenty of each menu."""
    for number in range(50):
        assert report(session, f"{number}{'x' * 1_000_000}") == []
        bindings.bind_choice("preset", None, print)
    remembered = session["possible_values"]["preset"]
    assert len(remembered) <= 40
    assert {type(one) for one in remembered} == {int}
