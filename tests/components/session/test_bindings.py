"""What a browser sends is taken for what it is: a text has a length, and a message of the picture a form."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.uploaded_file_manager import DeletedFile

from components.session import bindings
from components.session.known_values import with_known_values
from data.view.ties import Ties
from tests.support.cast import view_of_all
from tests.support.running.programs import ROOT

BOXES = ("text_input", "text_area", "chat_input")


def _boxes(path: Path) -> list[str]:
    """The boxes for text in a module that have no length."""
    source = path.read_text("utf-8")
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in (ast.walk(ast.parse(source)) if any(box in source for box in BOXES) else ())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in BOXES
        if not any(keyword.arg == "max_chars" for keyword in node.keywords)
    ]


def test_every_box_for_text_has_a_length_which_the_server_holds_too() -> None:
    assert [box for path in sorted((ROOT / "components").rglob("*.py")) for box in _boxes(path)] == []


MENUS = ("selectbox", "radio", "pills", "segmented_control")


def _menus_of_any_text(path: Path) -> list[str]:
    """The menus in a module that take in what is none of their options."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MENUS
        for given in node.keywords
        if isinstance(given.value, ast.Call) and "bind_input" in ast.unparse(given.value.func)
        if all(keyword.arg != "among" for keyword in given.value.keywords)
    ]


def test_every_menu_that_only_takes_something_in_takes_one_of_its_options() -> None:
    """A text of a megabyte was the role of a column, and a type of tie that there is not took the page away."""
    assert [menu for path in sorted((ROOT / "components").rglob("*.py")) for menu in _menus_of_any_text(path)] == []


def test_a_menu_takes_nothing_but_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[object] = []
    on_change = bindings.bind_input("menu", chosen.append, among=["", "start"])["on_change"]
    for sent in ("start", "x" * 1_000_000, None, ""):
        monkeypatch.setattr("streamlit.session_state", {"menu": sent})
        on_change()
    assert chosen == ["start", ""]


@pytest.mark.parametrize(
    ("name", "sent", "read"),
    [
        ("chosen", {"value": "BLR", "messageNumber": 3}, "BLR"),
        ("styles", {"value": ["treaty"], "messageNumber": 3}, ["treaty"]),
        ("scene", {"value": 2, "messageNumber": 3}, 2),
        ("chosen", None, None),
        ("chosen", "BLR", None),
        ("chosen", ["BLR"], None),
        ("chosen", {"value": "BLR"}, None),
        ("chosen", {"value": "BLR", "messageNumber": float("inf")}, None),
        ("chosen", {"value": "BLR", "messageNumber": -1}, None),
        ("chosen", {"value": {"a": 1}, "messageNumber": 3}, None),
        ("scene", {"value": float("nan"), "messageNumber": 3}, None),
        ("day", {"value": 5, "messageNumber": 3}, None),
    ],
)
def test_a_message_that_the_picture_does_not_send_is_none(
    name: str, sent: object, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {"network": SimpleNamespace(**{name: sent})}
    monkeypatch.setattr("streamlit.session_state", state)
    assert bindings.picture_message("network", name) == read
    assert bindings.picture_message_number("network") == (
        3 if read or (isinstance(sent, dict) and sent.get("messageNumber") == 3) else 0
    )


def test_a_click_that_comes_when_the_picture_is_gone_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever clicks in the picture and goes on at once would see an error in place of the other page."""
    monkeypatch.setattr("streamlit.session_state", {})
    assert bindings.component_trigger("network", "chosen") is None
    assert bindings.picture_message("network", "chosen") is None


@pytest.mark.parametrize(
    ("key", "is_known"), [("BLR", True), ("BLR-CHN", True), ("ZZZ", False), ("BLR-ZZZ", False), ("x", False)]
)
def test_a_subject_that_the_records_do_not_have_is_none(key: str, is_known: bool, ties: Ties) -> None:
    view = with_known_values(view_of_all(focus=key, of=key), ties.dataset)
    assert (view.focus, view.of) == ((key, key) if is_known else ("", ""))


def test_the_label_of_a_list_that_was_replaced_is_not_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    chosen: list[int] = []
    bound = bindings.bind_choice("scene", 0, chosen.append)
    for sent in ("1. A scene of another story", 1):
        state["scene"] = sent
        bound["on_change"]()
    assert chosen == [1]


def test_a_file_that_made_room_for_others_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit gives a callback a mark in its place, which has neither size nor content."""
    read, file = list[object](), SimpleNamespace(name="ties.csv")
    for kept, expected in (([DeletedFile("1"), file], [file]), (DeletedFile("1"), None), ([], []), (None, None)):
        monkeypatch.setattr("streamlit.session_state", {"box": kept})
        bindings.bind_input("box", read.append)["on_change"]()
        assert read.pop() == expected
