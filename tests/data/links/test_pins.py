"""Pinned links: the versions kept, and what changed in view since."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.links.pins import (
    Pin,
    difference_since,
    is_stored,
    pin_notices,
    pin_of,
    read_pin,
    store_version,
    stored_records,
    with_pin,
)
from data.store.folder import FolderStore
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import ties_of
from tests.support.cast import view_of_all, write_cast


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_cast(tmp_path / "records")
    return tmp_path / "records"


def test_a_pin_survives_its_link(folder: Path) -> None:
    dataset = load_records(folder)
    pin = read_pin(with_pin({}, dataset)["pin"])
    assert pin == pin_of(dataset)
    assert pin
    assert pin.matches(dataset)


@given(st.text())
def test_what_is_no_pin_is_none(text: str) -> None:
    pin = read_pin(text)
    assert pin is None or str(pin) == text


def test_a_kept_version_is_the_same_whatever_becomes_of_the_records(folder: Path, tmp_path: Path) -> None:
    dataset, store = load_records(folder), FolderStore(folder, tmp_path / "kept")
    assert not is_stored(pin_of(dataset), store)
    store_version(dataset.version, store.files(), store)
    store_version(dataset.version, store.files(), store)
    shutil.rmtree(folder)
    again = stored_records(pin_of(dataset), store)
    assert again
    assert again.version == dataset.version
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [f"{dataset.version}.zip"]


def test_a_version_that_is_damaged_or_not_there_is_none(folder: Path, tmp_path: Path) -> None:
    dataset, kept = load_records(folder), tmp_path / "kept"
    store = FolderStore(folder, kept)
    assert stored_records(Pin("0" * 12, "1.0"), store) is None
    kept.mkdir()
    (kept / f"{dataset.version}.zip").write_bytes(b"no zip")
    assert stored_records(pin_of(dataset), store) is None


@pytest.mark.parametrize("at", range(0, 3_000, 150))
def test_a_kept_version_damaged_anywhere_is_none(folder: Path, tmp_path: Path, at: int) -> None:
    dataset, kept = load_records(folder), tmp_path / "kept"
    store = FolderStore(folder, kept)
    store_version(dataset.version, store.files(), store)
    content = bytearray((kept / f"{dataset.version}.zip").read_bytes())
    content[at : at + 4] = b""
    (kept / f"{dataset.version}.zip").write_bytes(content)
    assert stored_records(pin_of(dataset), store) is None


def test_what_changed_in_view_is_told_and_nothing_else(folder: Path) -> None:
    before = load_records(folder)
    (place,) = (path for path in (folder / "spells").glob("*.csv") if "pak-1," in path.read_text("utf-8"))
    lines = place.read_text("utf-8").splitlines(keepends=True)
    place.write_text(
        "".join(line.replace("confirmed", "reported") if line.startswith("pak-1,") else line for line in lines), "utf-8"
    )
    now = ties_of(load_records(folder))
    difference = difference_since(before, select(now, view_of_all()))
    assert (difference.changed, difference.removed, difference.added) == (("pak-1",), (), ())
    assert difference_since(before, select(now, view_of_all(actors=("BLR", "CHN"), among=True))).is_empty
    assert difference_since(now.dataset, select(now, view_of_all())).is_empty


def test_near_an_actor_that_the_kept_records_did_not_know_was_nothing(folder: Path) -> None:
    now = ties_of(load_records(folder))
    selection = replace(select(now, view_of_all()), view=view_of_all(focus="ZZZ", steps=1))
    assert difference_since(now.dataset, selection).then.indices == ()


@pytest.mark.parametrize("text", ["<script>", "d48a7be7d7fa-1.0.0", "\0", "a" * 500])
def test_a_pin_that_is_none_is_told_in_a_short_sentence(text: str) -> None:
    (said,) = pin_notices(text)
    assert "was ignored" in said
    assert said.isprintable()
    assert len(said) < 120


def test_a_pin_of_some_version_is_no_fault() -> None:
    assert pin_notices("d48a7be7d7fa-1.0") == pin_notices("") == ()
