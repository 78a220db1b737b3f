"""Edits in the grid become changes; whether they could be saved; conflicts with the changes of others."""

from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.packing import pack
from data.editing.draft import (
    GridEdits,
    GridRow,
    draft_conflicts,
    draft_findings,
    draft_with_edits,
    grid_rows,
    rebased_change,
)
from data.links.drafts import DraftError, pack_draft, unpack_draft
from data.links.view_query import query_of_view
from data.model.schema import TABLE
from data.store.changes import RowChange
from data.tables.dataset import Dataset
from data.tables.rows import cells_of
from data.view.fields.draft import Draft
from tests.support.cast import TODAY, cast_dataset, cast_text, view_of_all, write_cast
from tests.support.work import calls_of

EVENTS = TABLE["events"]


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return cast_dataset(tmp_path_factory.mktemp("ours"))


def typed(ours: Dataset, table: str = "events", draft: Draft | None = None, text: str = "", **state: Any) -> Draft:
    """The draft after the grid of a table was used, as Streamlit reports it."""
    base = draft or Draft()
    slots, _ = grid_rows(ours, base, TABLE[table], text)
    return draft_with_edits(ours, base, TABLE[table], slots, GridEdits.of(state))


def told(ours: Dataset, draft: Draft) -> list[str]:
    return [f"{name}: {finding.column}: {finding.message}" for name, finding in draft_findings(ours, draft)]


def test_a_changed_cell_is_a_change_of_its_row(ours: Dataset) -> None:
    (change,) = typed(ours, edited_rows={1: {"place": "Minsk"}}).changes
    assert change.key == ("e2",)
    assert change.before
    assert change.after == change.before | {"place": "Minsk"}


def test_a_cell_that_is_typed_as_it_was_changes_nothing(ours: Dataset) -> None:
    assert typed(ours, edited_rows={0: {"place": "Samarkand", "date": "15 September 2022"}}).changes == ()


def test_an_emptied_cell_and_a_list_are_taken(ours: Dataset) -> None:
    (change,) = typed(ours, edited_rows={"0": {"place": None, "sources": ["s1", "s2"]}}).changes
    assert change.after
    assert (change.after["place"], change.after["sources"]) == ("", "s1; s2")


def test_names_and_dates_may_be_written_freely(ours: Dataset) -> None:
    new = {"dyad": "白俄罗斯 – Китай", "date": "3 Nov 2026", "kind": "Visit", "title": "Visit", "significance": "2",
           "sources": ["s1"], "grade": "Confirmed"}  # fmt: skip
    (change,) = typed(ours, added_rows=[new]).changes
    assert change.after
    assert [change.after[name] for name in ("event", "dyad", "date", "kind", "grade")] == [
        "blr-chn-2026-11-03", "BLR-CHN", "2026-11-03", "visit", "confirmed",
    ]  # fmt: skip
    assert told(ours, Draft((change,))) == []


def test_two_new_rows_of_one_day_get_ids_of_their_own(ours: Dataset) -> None:
    new = {"dyad": "BLR-CHN", "date": "2026-11-03"}
    draft = typed(ours, added_rows=[new, new, {}])
    assert [change.key for change in draft.changes] == [("blr-chn-2026-11-03",), ("blr-chn-2026-11-03-2",)]


def test_a_row_that_was_marked_is_removed_and_stays_so(ours: Dataset) -> None:
    draft = typed(ours, deleted_rows=[2])
    assert [(change.key, change.after) for change in draft.changes] == [(("e3",), None)]
    again = typed(ours, draft=draft, edited_rows={0: {"place": "Minsk"}})
    assert {change.key: change.after is None for change in again.changes} == {("e3",): True, ("e1",): False}


def test_a_new_row_that_is_removed_again_leaves_nothing(ours: Dataset) -> None:
    draft = Draft((RowChange("events", None, dict.fromkeys(EVENTS.columns, "")),))
    assert typed(ours, draft=draft, deleted_rows=[0]).changes == ()


def test_drafts_of_two_tables_do_not_touch_one_another(ours: Dataset) -> None:
    draft = typed(ours, edited_rows={0: {"place": "Minsk"}})
    draft = typed(ours, "sources", draft, edited_rows={0: {"note": "read"}})
    assert [change.table for change in draft.changes] == ["events", "sources"]


def test_the_draft_stands_first_and_find_narrows_the_rest(ours: Dataset) -> None:
    draft = typed(ours, edited_rows={2: {"place": "Lahore"}})
    slots, number = grid_rows(ours, draft, EVENTS, "lukashenko PLAN")
    assert [slot.cells["event"] for slot in slots] == ["e3", "e2"]
    assert slots[0] == GridRow(draft.changes[0].before, draft.changes[0].after or {})
    assert number == 2


def test_a_fault_is_told_with_its_row_and_column(ours: Dataset) -> None:
    draft = typed(ours, edited_rows={0: {"date": "2022-13-01"}, 1: {"sources": ["s7"]}}, added_rows=[{"title": "?"}])
    said = told(ours, draft)
    assert 'e1: date: "2022-13-01" is not a valid date (use 2011, 2011-06 or 2011-06-16)' in said
    assert any(line.startswith('e2: sources: "s7" is not in sources (') for line in said)
    assert ": dyad: is empty (fill in the cell)" in said


def test_an_id_in_use_is_a_fault(ours: Dataset) -> None:
    row = cells_of(ours.events[0])
    assert any("is already used" in line for line in told(ours, Draft((RowChange("events", None, row),))))


def test_a_new_source_may_be_named_by_a_row_of_the_same_draft(ours: Dataset) -> None:
    source = cells_of(ours.sources["s1"]) | {"source": "s9"}
    alone = Draft((RowChange("sources", None, source),))
    assert told(ours, alone) == ['s9: source: no row cites "s9" (name it in the sources of a row, or delete it)']
    assert told(ours, typed(ours, draft=alone, edited_rows={0: {"sources": ["s1", "s9"]}})) == []


# Conflicts with others ---------------------------------------------------------------------------


def theirs(folder: Path, old: str, new: str) -> Dataset:
    """The records after somebody else's save."""
    from data.tables.dataset import load_records

    return load_records(write_cast(folder, events=cast_text("events.csv", old, new)))


def test_a_row_that_others_changed_is_a_conflict_and_mine_can_be_used(ours: Dataset, folder: Path) -> None:
    mine = typed(ours, edited_rows={0: {"place": "Minsk", "summary": "Mine."}, 1: {"place": "Minsk"}})
    now = theirs(folder, "Two leaders met.,,,Samarkand", "Both met.,,,Tashkent")
    (row,) = draft_conflicts(now, mine)
    assert row.change.key == ("e1",)
    assert row.current
    assert (row.current["summary"], row.current["place"]) == ("Both met.", "Tashkent")
    settled = rebased_change(row)
    assert settled
    assert settled.after
    assert (settled.before, settled.after["place"]) == (row.current, "Minsk")
    assert not draft_conflicts(now, Draft((settled,)))


def test_what_only_they_changed_stays_theirs(ours: Dataset, folder: Path) -> None:
    mine = typed(ours, edited_rows={0: {"place": "Minsk"}})
    (row,) = draft_conflicts(theirs(folder, "Two leaders met.", "Both met."), mine)
    settled = rebased_change(row)
    assert settled
    assert settled.after
    assert (settled.after["summary"], settled.after["place"]) == ("Both met.", "Minsk")


def test_when_both_wrote_the_same_nothing_is_left_to_settle(ours: Dataset, folder: Path) -> None:
    mine = typed(ours, edited_rows={0: {"summary": "Both met."}})
    (row,) = draft_conflicts(theirs(folder, "Two leaders met.", "Both met."), mine)
    assert rebased_change(row) is None


def test_a_row_that_others_removed_can_be_added_again(ours: Dataset, folder: Path) -> None:
    mine = typed(ours, edited_rows={2: {"place": "Lahore"}})
    line = "e3,CHN-PAK,,2013-07,,agreement,Corridor agreed,A road.,,,Islamabad,,,4,programme,s2,reported,,\n"
    now = theirs(folder, line, "")
    (row,) = draft_conflicts(now, mine)
    assert row.current is None
    assert told(now, mine) == []
    settled = rebased_change(row)
    assert settled
    assert settled.before is None
    assert told(now, Draft((settled,))) == []


# In a link ---------------------------------------------------------------------------------------------


def test_a_draft_goes_through_a_link(ours: Dataset) -> None:
    draft = typed(
        ours, edited_rows={0: {"place": None, "note": "“中文” <b>"}}, deleted_rows=[2], added_rows=[{"title": "New"}]
    )
    assert unpack_draft(pack_draft(draft)) == draft


def test_a_draft_too_long_for_a_link_stays_out_of_it(ours: Dataset) -> None:
    noise = Random(1).randbytes(40_000).hex()
    view = view_of_all(draft=typed(ours, edited_rows={0: {"note": noise}}))
    assert "draft" not in query_of_view(view, ours, today=TODAY)
    assert "draft" in query_of_view(view_of_all(draft=typed(ours, deleted_rows=[2])), ours, today=TODAY)


@pytest.mark.slow
def test_the_work_of_the_checks_of_a_draft_grows_with_its_rows(ours: Dataset) -> None:
    """And not with their square: as many rows as a grid may be given in one paste."""

    def calls(rows: int) -> int:
        event = dict.fromkeys(EVENTS.columns, "") | {"dyad": "BLR-CHN", "date": "2020", "kind": "statement"}
        added = (
            RowChange("events", None, event | {"event": f"n{number}", "title": str(number)}) for number in range(rows)
        )
        draft = Draft(tuple(added))
        return calls_of(lambda: draft_findings(ours, draft))

    calls(100)
    assert calls(4_000) < 4 * 1.5 * calls(1_000)


@pytest.mark.parametrize(
    "rows",
    [
        "[]x",
        '{"table": "events"}',
        '[{"table": "nothing", "after": {}}]',
        '[{"table": "events"}]',
        '[{"table": "events", "after": {"colour": "red"}}]',
        '[{"table": "events", "after": {"title": 3}}]',
        '[{"table": "events", "after": {}, "more": 1}]',
        " " * 1_000_001,
    ],
)
def test_what_is_no_draft_is_told(rows: str) -> None:
    with pytest.raises(DraftError, match="part of the changes is missing"):
        unpack_draft(pack(rows.encode()))


@given(st.text(alphabet="abcXYZ019-_", max_size=60))
def test_any_letters_are_a_draft_or_told(text: str) -> None:
    with suppress(DraftError):
        assert isinstance(unpack_draft(text), Draft)


def test_a_draft_that_no_grid_makes_is_checked_like_any_other(ours: Dataset) -> None:
    """Whoever makes a link may remove a row twice, or say that a number was none."""
    event = cells_of(ours.events[0])
    twice = Draft((RowChange("events", event, None),) * 2)
    assert draft_conflicts(ours, twice) == []
    assert told(ours, twice) == told(ours, Draft(twice.changes[:1]))
    figure = next(cells_of(row) for row in ours.rows["figures"])
    assert draft_conflicts(ours, Draft((RowChange("figures", figure | {"value": "many"}, figure),)))
