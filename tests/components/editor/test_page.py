"""The page of curators: off unless a desk turned it on; a draft, its faults, saving, the second of two, undo."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components.editor.pending import keys_of, opened_text
from components.editor.saves import CHANGED_SINCE
from components.head.view import draw_head
from components.session.storage import STATE
from data.links.drafts import pack_draft
from data.links.packed_limits import LONGEST_PACKED
from data.store.__main__ import main
from data.store.changes import RowChange
from data.store.database import DatabaseStore
from data.store.folder import FolderStore
from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE
from data.tables.dataset import load_records
from data.tables.rows import cells_of
from data.view.fields.draft import Draft
from tests.support.cast import write_cast
from tests.support.places.stores import records_in

APP = str(Path(__file__).parents[3] / "app.py")


@pytest.fixture
def records(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk on the cast that lets its records be changed."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder)))
    configured(tmp_path, monkeypatch, "on = true")
    return folder


def configured(place: Path, monkeypatch: pytest.MonkeyPatch, editing: str) -> None:
    (place / "desk.toml").write_text(f"[editing]\n{editing}\n", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place / "desk.toml"))


def opened(name: str = "Anna") -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30).run()
    page._page_hash = calc_hash("edit")
    page.run()
    if name:
        page.text_input(key="curator_box").set_value(name).run()
    assert not page.exception
    return page


def drafted(page: AppTest, *changes: RowChange) -> AppTest:
    """As if it had been typed into the grid, which is tried in a browser."""
    state = page.session_state[STATE]
    page.session_state[STATE] = replace(state, view=replace(state.view, draft=Draft(changes)))
    page.run()
    assert not page.exception
    return page


def event(folder: Path, name: str, **cells: str) -> RowChange:
    before = next(cells_of(row) for row in load_records(folder).events if row.event == name)
    return RowChange("events", before, before | cells)


def said(page: AppTest) -> str:
    texts = (*page.main.markdown, *page.main.error, *page.main.warning, *page.main.info, *page.main.caption)
    return " ".join(text.value for text in texts).replace("\\", "")


def html(page: AppTest) -> str:
    return " ".join(piece.proto.body for piece in page.main.get("html"))


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def key_of(page: AppTest, label: str) -> str:
    """The key of the first button with this label."""
    return next(str(button.key) for button in page.button if button.label == label)


def test_a_draft_is_shown_saved_and_seen(records: Path) -> None:
    page = drafted(opened(), event(records, "e1", title="<b>Raised</b>"))
    assert "1 row would change." in said(page)
    assert "<del>Ties raised in Samarkand</del> → <ins>&lt;b&gt;Raised&lt;/b&gt;</ins>" in html(page)
    click(page, "edit_save")
    assert "Saved as number 1: 1 row." in said(page)
    assert load_records(records).events[0].title == "<b>Raised</b>"
    assert FolderStore(records).history(1)[0].who == "Anna"
    assert not page.session_state[STATE].view.draft.changes


def ahead(page: AppTest, *changes: RowChange) -> AppTest:
    """As if this had been typed, and the page still showed the draft before."""
    state = page.session_state[STATE]
    page.session_state[STATE] = replace(state, view=replace(state.view, draft=Draft(changes)))
    return page


def test_what_is_typed_while_the_page_is_behind_is_neither_saved_unseen_nor_lost(records: Path) -> None:
    """The button of the draft before is still there for as long as the page takes to check the new one."""
    first, second = event(records, "e1", title="Other"), event(records, "e2", place="Minsk")
    page = drafted(opened(), first)
    click(ahead(page, first, second), "edit_save")
    assert CHANGED_SINCE in said(page)
    assert not FolderStore(records).history(1)
    assert page.session_state[STATE].view.draft.changes == (first, second)
    click(page, "edit_save")
    assert "Saved as number 1: 2 rows." in said(page)


def test_rows_that_came_with_a_link_do_not_pass_for_those_of_the_editor(records: Path) -> None:
    """Among those of an editor, who saves them with their own name."""
    theirs, own = event(records, "e1", title="Theirs"), event(records, "e2", place="Minsk")
    page = AppTest.from_file(APP, default_timeout=30)
    page._page_hash = calc_hash("edit")
    page.query_params["draft"] = pack_draft(Draft((theirs,)))
    page.run()
    drafted(page, theirs, own)
    assert f"2 rows would change. {opened_text(1)}" in said(page).replace("**", "")
    assert opened_text(1) not in said(drafted(page, own))
    assert opened_text(1) not in said(drafted(opened(), own))


def test_a_second_click_on_undo_is_not_about_the_change_that_took_its_place(records: Path) -> None:
    """Over a slow line the page still shows the first one."""
    first, second = event(records, "e1", title="Other"), event(records, "e2", place="Minsk")
    page = drafted(opened(), first, second)
    clicked = key_of(page, "Undo")
    click(page, clicked)
    assert page.session_state[STATE].view.draft.changes == (second,)
    assert clicked not in {button.key for button in page.button}
    assert len(keys_of([first, first])) == len({*keys_of([first, first])}), "of two that are alike each has its own"


def test_a_second_click_on_save_says_again_that_it_is_saved(records: Path) -> None:
    page = drafted(opened(), event(records, "e1", title="Other"))
    page.button(key="edit_save").click()
    twice = page._tree.get_widget_states()
    page.run()
    assert "Saved as number 1: 1 row." in said(page)
    page._run(twice)
    assert "Saved as number 1: 1 row." in said(page)
    assert len(FolderStore(records).history(9)) == 1


def test_after_all_is_discarded_a_click_on_save_does_not_say_that_it_is_saved(records: Path) -> None:
    """The page before still has the button, and the save of before is no answer to it."""
    page = click(drafted(opened(), event(records, "e1", title="Other")), "edit_save")
    drafted(page, event(records, "e2", place="Minsk"))
    click(ahead(page), "edit_save")
    assert "Saved as number" not in said(page)
    assert len(FolderStore(records).history(9)) == 1


def test_a_second_click_on_undo_of_a_save_says_again_that_it_is_undone(records: Path) -> None:
    """It is no conflict with someone else."""
    page = click(drafted(opened(), event(records, "e1", title="Other")), "edit_save")
    page.session_state["edit_saves"] = True
    page.session_state["edit_history_1"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    page.button(key="edit_undo_1").click()
    twice = page._tree.get_widget_states()
    page.run()
    assert "Save 1 was undone by save 2." in said(page)
    assert "edit_undo_2" not in {button.key for button in page.button}, "what took its place is not what was selected"
    page._run(twice)
    assert "Save 1 was undone by save 2." in said(page)
    assert len(FolderStore(records).history(9)) == 2


def test_a_conflict_is_settled_without_what_was_typed_since_being_lost(records: Path) -> None:
    second = event(records, "e2", place="Minsk")
    mine = event(records, "e1", title="His")
    boris = drafted(opened("Boris"), mine)
    click(drafted(opened("Anna"), event(records, "e1", title="Hers")), "edit_save")
    boris.run()
    click(ahead(boris, mine, second), key_of(boris, "Use theirs"))
    assert boris.session_state[STATE].view.draft.changes == (second,)


def test_without_a_name_nothing_can_be_saved(records: Path) -> None:
    page = drafted(opened(name=""), event(records, "e1", title="Other"))
    assert page.button(key="edit_save").disabled
    assert "Enter your name above to save." in said(page)


def test_a_name_that_is_gone_with_the_click_saves_nothing(records: Path) -> None:
    page = drafted(opened(), event(records, "e1", title="Other"))
    page.text_input(key="curator_box").set_value("")
    click(page, "edit_save")
    assert "Not saved. Enter your name above to save." in said(page)
    assert not FolderStore(records).history(1)


@pytest.mark.usefixtures("records")
def test_settings_that_get_a_fault_while_a_page_is_drawn_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw_head_meanwhile(*arguments: Any, **named: Any) -> None:
        draw_head(*arguments, **named)
        (tmp_path / "desk.toml").write_text("[editing\n", "utf-8")

    monkeypatch.setattr("components.entry.draw_head", draw_head_meanwhile)
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    assert "1 fault in the settings." in said(page)


def test_with_a_fault_nothing_can_be_saved(records: Path) -> None:
    page = drafted(opened(), event(records, "e1", date="2022-13-01", sources="s9"))
    assert page.button(key="edit_save").disabled
    assert "2 faults: please fix them before you save." in said(page)
    told = html(page)
    assert '<li><b>e1 · date</b> "2022-13-01" is not a valid date: <i>use 2011, 2011-06 or 2011-06-16</i></li>' in told
    assert '<li><b>e1 · sources</b> "s9" is not in sources: <i>use an id that is there' in told
    assert "Discard all changes" in [button.label for button in page.button]


@pytest.mark.slow
@pytest.mark.usefixtures("records")
def test_every_row_that_a_save_would_change_is_listed_and_more_than_a_save_takes_are_not_saved() -> None:
    added = [RowChange("presets", None, {"preset": f"p{number}", "title": "T", "link": ""}) for number in range(301)]
    page = drafted(opened(), *added[:60])
    assert all(f"presets · p{number}<" in html(page) for number in range(60))
    assert not page.button(key="edit_save").disabled
    page = drafted(page, *added)
    assert "At most 300 rows can be saved at once" in said(page)
    assert "1 more row would change" in said(page)
    assert page.button(key="edit_save").disabled


def test_a_curator_is_warned_only_of_a_draft_that_is_too_long_for_a_link(records: Path) -> None:
    page, warning = opened(), "There are too many changes to store in the page address"
    assert warning not in said(drafted(page, event(records, "e1", title="Other")))
    noise = random.Random(1).randbytes(LONGEST_PACKED).hex()
    assert warning in said(drafted(page, event(records, "e1", note=noise)))


@pytest.mark.usefixtures("records")
def test_a_new_row_is_empty_and_every_needed_cell_is_named() -> None:
    page = opened()
    click(page, "edit_new")
    for column in ("spell", "dyad", "tier", "wording", "status", "grade"):
        assert f"<b>new row · {column}</b> is empty" in html(page)


def test_the_second_of_two_curators_is_told_and_loses_nothing(records: Path) -> None:
    anna, boris = opened("Anna"), opened("Boris")
    drafted(boris, event(records, "e1", title="His"), event(records, "e2", place="Minsk"))
    click(drafted(anna, event(records, "e1", title="Hers")), "edit_save")
    click(boris, "edit_save")
    assert "Not saved: someone else changed e1 in the meantime." in said(boris)
    assert "Someone else changed e1 in the meantime. Your version is still here, but not saved." in said(boris).replace(
        "*", ""
    )
    table = next(frame.value for frame in boris.dataframe if "Theirs" in frame.value)
    assert list(table.iloc[0]) == ["title", "Ties raised in Samarkand", "Hers", "His"]
    assert boris.button(key="edit_save").disabled
    click(boris, key_of(boris, "Use mine"))
    click(boris, "edit_save")
    one, two, _ = load_records(records).events
    assert (one.title, two.place) == ("His", "Minsk")


@pytest.mark.slow
def test_theirs_can_be_kept(records: Path) -> None:
    anna, boris = opened("Anna"), opened("Boris")
    drafted(boris, event(records, "e1", title="His"), event(records, "e2", place="Minsk"))
    click(drafted(anna, event(records, "e1", title="Hers")), "edit_save")
    boris.run()
    click(boris, key_of(boris, "Use theirs"))
    click(boris, "edit_save")
    assert [(row.title, row.place) for row in load_records(records).events][:2] == [
        ("Hers", "Samarkand"),
        ("Lukashenko backs the plan", "Minsk"),
    ]


def test_records_that_cannot_be_written_keep_the_draft(records: Path) -> None:
    page = drafted(opened(), event(records, "e1", title="Other"))
    (records / ".lock").unlink(missing_ok=True)
    (records / ".lock").mkdir()
    click(page, "edit_save")
    assert "Not saved. The records cannot be saved (Is a directory). Nothing was changed." in said(page)
    assert page.session_state[STATE].view.draft.changes
    (records / ".lock").rmdir()
    click(page, "edit_save")
    assert load_records(records).events[0].title == "Other"


def test_the_page_is_not_there_unless_turned_on(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records.is_dir()
    configured(tmp_path, monkeypatch, "on = false")
    page = AppTest.from_file(APP, default_timeout=30).run()
    page._page_hash = calc_hash("edit")
    page.run()
    assert not [box for box in page.text_input if box.key == "curator_box"]


@pytest.mark.usefixtures("records")
def test_editors_without_a_log_in_are_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configured(tmp_path, monkeypatch, 'on = true\neditors = ["anna@example.org"]')
    page = opened(name="")
    assert "no log-in is configured, so nobody can edit" in said(page)
    assert not [box for box in page.text_input if box.key == "curator_box"]


def test_the_addresses_of_editors_are_for_editors(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(drafted(opened(), event(records, "e1", title="Other")), "edit_save")
    for editing, columns in (
        ("on = true", ["Save", "When (UTC)", "Who", "Rows"]),
        ('on = true\neditors = ["anna@example.org"]', ["Save", "When (UTC)", "Rows"]),
    ):
        configured(tmp_path, monkeypatch, editing)
        page = opened(name="")
        page.session_state["edit_saves"] = True
        page.run()
        assert [list(frame.value.columns) for frame in page.dataframe if "Save" in frame.value] == [columns]


@pytest.mark.slow
def test_a_database_serves_the_page_as_a_folder_does(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    assert main(["copy", str(records), address]) == 0
    monkeypatch.setenv(RECORDS_VARIABLE, address)
    click(drafted(opened(), event(records, "e1", title="In the database")), "edit_save")
    store = DatabaseStore(address)
    assert store.history(1)[0].who == "Anna"
    assert records_in(store).events[0].title == "In the database"
    assert "1 row" not in said(opened())
