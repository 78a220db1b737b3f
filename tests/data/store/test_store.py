"""Records in a folder or in a database: saved whole, with who, when, before and after; the way back; two at once."""

import re
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from data.base.csv_faults import LONGEST_CELL
from data.links.pins import pin_of, store_version, stored_records
from data.links.version_changes import version_changes
from data.model.schema import TABLES
from data.store.__main__ import main
from data.store.base import Store, StoreError, undo
from data.store.changes import EditConflictError, RowChange, plan_save
from data.store.database import DatabaseStore
from data.store.folder import FolderStore
from data.store.history import cell_changes
from data.store.open_store import store_of
from data.tables.dataset import load_records
from data.tables.findings import RecordsError
from data.tables.reading import EXPECTED, RECORDS, files_in, files_of, read_tables
from data.tables.rules import all_findings
from tests.support.cast import write_cast
from tests.support.places.stores import (
    STORE_KINDS,
    addition_of,
    cells_in,
    change_of,
    database_address,
    records_in,
    removal_of,
    store_of_kind,
)


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return store_of_kind(request.param, tmp_path, request)


def ids(store: Store, table: str) -> list[str]:
    return [row.id for row in records_in(store).rows[table]]


def test_the_same_records_have_the_same_version_in_every_place(store: Store, tmp_path: Path) -> None:
    assert records_in(store).version == load_records(tmp_path / "records").version


def test_a_save_is_there_for_everybody_and_says_who_when_before_and_after(store: Store) -> None:
    before = store.stamp()
    change = change_of(store, "events", "e1", title="Raised in Samarkand")
    entry = store.save([change], who="Anna")
    assert cells_in(store, "events", "e1")["title"] == "Raised in Samarkand"
    assert store.stamp() != before
    (newest,) = store.history(10)
    assert newest == entry
    assert (newest.number, newest.who, newest.undoes) == (1, "Anna", None)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", newest.at)
    (row,) = newest.changes
    assert row.before
    assert row.after
    assert (row.before["title"], row.after["title"]) == ("Ties raised in Samarkand", "Raised in Samarkand")


def test_rows_are_added_and_removed_and_the_counts_follow(store: Store) -> None:
    store.save(
        [
            addition_of(store, "events", "e2", event="e9", title="A second statement"),
            removal_of(store, "events", "e3"),
            RowChange("sources", None, {**cells_in(store, "sources", "s2"), "source": "s3", "title": "Third"}),
            change_of(store, "spells", "rus-1", sources="s2; s3"),
        ],
        who="Anna",
    )
    assert ids(store, "events") == ["e1", "e2", "e9"]
    assert ids(store, "sources") == ["s1", "s2", "s3"]
    counts = {(row.table, row.scope): row.rows for row in records_in(store).expected}
    assert (counts["events", ""], counts["events", "BLR-CHN"], counts["sources", ""]) == (3, 3, 3)
    assert ("events", "CHN-PAK") not in counts


def test_a_count_that_was_wrong_before_stays_wrong(tmp_path: Path) -> None:
    """A row that was lost by other ways stays loud."""
    folder = write_cast(tmp_path / "records")
    (folder / "expected.csv").write_text("table,scope,rows\nevents,,4\n")
    store = FolderStore(folder)
    with pytest.raises(RecordsError, match="expected 4 rows in events, but there are 3"):
        store.save(
            [RowChange("rulings", None, {"ruling": "x", "question": "?", "decision": "!", "reason": "."})], who="A"
        )


def test_a_row_with_a_new_id_is_the_same_row(store: Store) -> None:
    store.save([change_of(store, "events", "e3", event="e-corridor")], who="Anna")
    assert set(ids(store, "events")) == {"e1", "e2", "e-corridor"}


def test_what_would_be_wrong_is_told_and_nothing_is_saved(store: Store) -> None:
    before = records_in(store).version
    with pytest.raises(RecordsError, match="is not in sources") as problem:
        store.save([change_of(store, "events", "e1", sources="s9"), removal_of(store, "events", "e3")], who="Anna")
    assert len(problem.value.findings) == 1
    assert records_in(store).version == before
    assert store.history(10) == []


def test_an_undo_is_a_save_of_its_own(store: Store) -> None:
    before = records_in(store).version
    store.save([change_of(store, "events", "e1", title="Other"), removal_of(store, "events", "e3")], who="Anna")
    undo(store, 1, who="Boris")
    assert records_in(store).version == before
    assert [(entry.number, entry.who, entry.undoes) for entry in store.history(10)] == [
        (2, "Boris", 1),
        (1, "Anna", None),
    ]
    undo(store, 2, who="Anna")
    assert cells_in(store, "events", "e1")["title"] == "Other"


@pytest.mark.parametrize("acts", ["change, change", "remove, remove", "change, remove", "remove, change"])
def test_of_two_changes_to_one_row_the_last_is_saved_and_can_be_undone(store: Store, acts: str) -> None:
    """No page makes them; a draft in a link may have them."""
    before = records_in(store).version
    made = {"change": change_of(store, "events", "e3", note="new"), "remove": removal_of(store, "events", "e3")}
    entry = store.save([made[act] for act in acts.split(", ")], who="Anna")
    assert entry.changes == (made[acts.split(", ")[1]],)
    assert ("e3" in ids(store, "events")) == acts.endswith("change")
    undo(store, 1, who="Boris")
    assert records_in(store).version == before


def test_what_was_changed_since_cannot_be_undone_over_it(store: Store) -> None:
    store.save([change_of(store, "events", "e1", title="One")], who="Anna")
    store.save([change_of(store, "events", "e1", title="Two")], who="Boris")
    with pytest.raises(EditConflictError):
        undo(store, 1, who="Anna")
    assert cells_in(store, "events", "e1")["title"] == "Two"


def test_of_two_who_change_one_row_the_second_sees_what_the_first_wrote(store: Store) -> None:
    first = change_of(store, "events", "e1", title="Hers")
    second = change_of(store, "events", "e1", title="His")
    store.save([first], who="Anna")
    with pytest.raises(EditConflictError) as told:
        store.save([second, change_of(store, "events", "e2", place="Minsk")], who="Boris")
    (row,) = told.value.conflicts
    assert row.change == second
    assert row.current
    assert row.current["title"] == "Hers"
    assert cells_in(store, "events", "e1")["title"] == "Hers"
    assert cells_in(store, "events", "e2")["place"] == "Beijing"


@pytest.mark.slow
def test_of_many_who_save_at_once_each_is_saved_or_in_conflict(store: Store) -> None:
    change = [change_of(store, "events", name, place=f"Place {name}") for name in ("e1", "e2", "e3")]
    said: list[str] = []

    def save(at: int) -> None:
        try:
            said.append(f"saved {store.save([change[at % 3]], who=str(at)).number}")
        except EditConflictError:
            said.append("told")

    threads = [threading.Thread(target=save, args=(at,)) for at in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["saved 1", "saved 2", "saved 3", *["told"] * 6]
    assert [cells_in(store, "events", name)["place"] for name in ("e1", "e2", "e3")] == [
        "Place e1",
        "Place e2",
        "Place e3",
    ]


TEXTS = ("=1+1", "'=x", "@SUM(1)", "<img src=x onerror=alert(1)>", "“ü” 中文 Беларусь", "a\nb", '"')


def test_any_text_comes_back_as_it_was_typed(store: Store) -> None:
    for text in TEXTS:
        store.save([change_of(store, "events", "e1", note=text)], who=text)
        assert cells_in(store, "events", "e1")["note"] == text
        assert store.history(1)[0].who == text


def test_a_cell_that_could_not_be_read_again_is_not_saved(store: Store) -> None:
    before = records_in(store).version
    for text in ("x" * (LONGEST_CELL + 1), ";=x" * (LONGEST_CELL // 3)):
        with pytest.raises(RecordsError, match=r"note: has .* characters"):
            store.save([change_of(store, "events", "e1", note=text)], who="Anna")
    assert records_in(store).version == before
    store.save([change_of(store, "events", "e1", note="x" * LONGEST_CELL)], who="Anna")
    assert len(cells_in(store, "events", "e1")["note"]) == LONGEST_CELL


def test_whatever_is_saved_is_sound_when_it_is_read_again(tmp_path: Path) -> None:
    """A tab, of which nothing is left: records with an empty cell could be neither saved nor undone, nor read after a restart."""
    folder = write_cast(tmp_path / "records")
    files = files_in(folder)
    accepted = 0
    for table in TABLES:
        for line in [*read_tables(files).lines[table.name].values()][:1]:
            before = {column: line.cell(column) for column in table.columns}
            for column in table.columns:
                with suppress(RecordsError, EditConflictError):
                    plan = plan_save(files, [RowChange(table.name, before, before | {column: "\t"})])
                    after = {**files, **{name: text.encode() for name, text in plan.files.items()}}
                    assert all_findings(read_tables(after)) == [], (table.name, column)
                    accepted += 1
    assert accepted > 20
    with pytest.raises(RecordsError, match="title: is empty"):
        FolderStore(folder).save([change_of(FolderStore(folder), "events", "e1", title="\t")], who="Anna")


def test_a_version_is_stored_where_the_records_are(store: Store) -> None:
    dataset = records_in(store)
    store_version(dataset.version, store.files(), store)
    store_version(dataset.version, store.files(), store)
    store.save([change_of(store, "events", "e1", title="Other")], who="Anna")
    again = stored_records(pin_of(dataset), store)
    assert again
    assert again.version == dataset.version != records_in(store).version
    now = records_in(store).version
    store_version(now, store.files(), store)
    assert set(store.stored_versions()) == {dataset.version, now}
    versions, (change,) = version_changes(store, now)
    assert [one.version for one in versions] == [now, dataset.version]
    assert [(cell.column, cell.after) for cell in cell_changes(change.row)] == [("title", "Other")]


def test_the_folder_stays_in_order_with_its_pages(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from data.publish.normalise import main as tidy

    store = store_of_kind("folder", tmp_path, request)
    store.save([change_of(store, "figures", "f1", value="1910000.50"), removal_of(store, "events", "e3")], who="Anna")
    assert tidy([str(tmp_path / "records"), "--check"]) == 0


def test_a_new_spell_stands_in_the_file_of_its_family(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    store = store_of_kind("folder", tmp_path, request)
    store.save([addition_of(store, "spells", "tr-1", spell="tr-3", dyad="PAK-RUS")], who="Anna")
    assert "tr-3" in (tmp_path / "records" / "spells" / "treaties.csv").read_text("utf-8")


def test_a_family_whose_name_hides_a_file_loses_no_row(store: Store) -> None:
    like = cells_in(store, "spells", "tr-1")
    added = (
        RowChange("families", None, cells_in(store, "families", "treaty") | {"family": ".x"}),
        RowChange("tiers", None, cells_in(store, "tiers", "TR") | {"tier": "X", "family": ".x"}),
        RowChange("ladders", None, cells_in(store, "ladders", "treaties") | {"ladder": "x", "family": ".x"}),
        RowChange("rungs", None, {"ladder": "x", "tier": "X", "rung": "1", "group": "T", "group_name": "X"}),
        RowChange("spells", None, like | {"spell": "x-1", "tier": "X"}),
    )
    store.save(added, who="Anna")
    assert "x-1" in ids(store, "spells")


def test_a_file_that_lost_its_last_row_keeps_its_header(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    store = store_of_kind("folder", tmp_path, request)
    store.save([removal_of(store, "spells", "tr-1"), removal_of(store, "spells", "tr-2")], who="Anna")
    assert (tmp_path / "records" / "spells" / "treaties.csv").read_text("utf-8").startswith("spell,dyad")
    assert records_in(store)


# The curated records in every place ------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite", "postgresql"])
def test_the_curated_records_go_to_a_database_and_back(
    place: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address, back = database_address(place, tmp_path, request), tmp_path / "back"
    assert main(["copy", str(RECORDS), address]) == 0
    assert main(["copy", address, str(back)]) == 0
    assert files_in(back) == files_in(RECORDS)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite", "postgresql"])
def test_a_database_with_records_takes_no_others_and_says_what_was_saved(
    place: str, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    address, records = database_address(place, tmp_path, request), str(write_cast(tmp_path / "records"))
    assert main(["copy", records, address]) == 0
    assert main(["copy", records, address]) == 1
    assert "already contains records. Nothing was changed." in capsys.readouterr().err
    store = store_of(address)
    store.save([change_of(store, "spells", "blr-1", note="Looked at again.")], who="Anna")
    assert main(["history", address]) == 0
    assert "note: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["../../outside.csv", "/tmp/outside.csv", "spells/../../outside.csv", "C:\\outside.csv", "x"]
)
def test_a_database_cannot_lead_a_copy_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Each row says in which file it is; who writes into a database writes nowhere else."""
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    DatabaseStore(address).fill(files_in(write_cast(tmp_path / "cast")))
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        for table in ("spells", "events"):
            connection.execute(f"UPDATE {table} SET row_file = ?", (name,))
    files = DatabaseStore(address).files()
    assert set(files) == {one for table in (*TABLES, EXPECTED) for one in files_of(table, files)}
    assert main(["copy", address, str(tmp_path / "deep" / "copy")]) == 0
    assert not (tmp_path / "outside.csv").exists()
    assert not (tmp_path / "deep" / "outside.csv").exists()


def test_a_copy_is_not_written_over_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(tmp_path / "one")
    assert main(["copy", str(tmp_path / "one"), str(tmp_path / "one")]) == 1
    assert "is not empty. Nothing was changed." in capsys.readouterr().err


# Places that cannot be used --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("sqlite:////nowhere/at/all/desk.db", "The SQLite database “desk.db” cannot be used; the log"),
        ("postgresql+psycopg://anna:secret@127.0.0.1:1/desk", "The PostgreSQL database “desk” cannot be reached"),
        ("postgresql+psycopg://anna:secret@host:port/desk", "The database named in the settings cannot be used"),
        ("nothing://secret/desk", "cannot be used"),
    ],
)  # fmt: skip
def test_a_database_out_of_reach_is_reported_without_its_password(address: str, message: str) -> None:
    for act in (store_of(address).stamp, store_of(address).files, lambda: store_of(address).history(1)):
        with pytest.raises(StoreError, match=message) as told:
            act()
        assert "anna:secret" not in str(told.value)


def test_an_empty_database_says_how_to_fill_it(tmp_path: Path) -> None:
    store = DatabaseStore(f"sqlite:///{tmp_path / 'desk.db'}")
    with pytest.raises(StoreError, match="contains no records yet"):
        store.files()
    with pytest.raises(StoreError, match="contains no records yet"):
        store.save([], who="Anna")


def test_a_database_older_than_a_table_and_a_column_is_read_and_gets_them_with_the_next_save(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    store = DatabaseStore(address)
    store.fill(files_in(write_cast(tmp_path / "records")))
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute("DROP TABLE presets")
        connection.execute("ALTER TABLE indicators DROP COLUMN charted")
    connection.close()
    assert records_in(store).presets == ()
    preset = {"preset": "all", "title": "Everything", "link": ""}
    charted = change_of(store, "indicators", "potash", charted="yes")
    store.save([RowChange("presets", None, preset), charted], who="Anna")
    assert [row.title for row in records_in(store).presets] == ["Everything"]
    assert records_in(store).indicators["potash"].is_charted


def test_a_missing_folder_is_reported_and_not_created(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "none")
    with pytest.raises(RecordsError, match="there is no such folder"):
        store.files()
    with pytest.raises(StoreError, match=r"is not there\. Nothing was changed"):
        store.save([], who="Anna")
    assert not (tmp_path / "none").exists()


def test_a_missing_save_is_reported(store: Store) -> None:
    with pytest.raises(StoreError):
        undo(store, 7, who="Anna")
