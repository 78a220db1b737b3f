"""What a desk sets for itself."""

from pathlib import Path

import pytest

from data.store.base import StoreError
from data.store.settings import FILE, RECORDS_VARIABLE, SETTINGS_VARIABLE, Handling, settings
from data.tables.findings import RecordsError


def faults(place: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    place.write_text(text, "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    with pytest.raises(RecordsError) as problem:
        settings()
    return [str(finding) for finding in problem.value.findings]


def test_without_a_file_the_records_that_come_along_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(RECORDS_VARIABLE, raising=False)
    assert not FILE.exists()
    assert "actors.csv" in settings().store.files()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "desk.toml"
    place.write_text('records = "from-file"', "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    monkeypatch.delenv(RECORDS_VARIABLE, raising=False)
    assert settings().store.name == "from-file"
    monkeypatch.setenv(RECORDS_VARIABLE, "from-environment")
    assert settings().store.name == "from-environment"


def test_a_changed_file_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "desk.toml"
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    for marking in ("TLP:GREEN", "TLP:AMBER"):
        place.write_text(f'[handling]\nmarking = "{marking}"', "utf-8")
        assert settings().handling.marking == marking


def test_every_fault_of_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "desk.toml"
    assert "desk.toml: is not valid TOML" in faults(place, "records = ", monkeypatch)[0]
    text = 'recrods = "x"\nversions = 3\n[handling]\nlimit = "SECRET"\n'
    found = "\n".join(faults(place, text, monkeypatch))
    assert "desk.toml: recrods: is not a setting" in found
    assert "desk.toml: versions: Input should be a valid string" in found
    assert '"SECRET" (limit) is not one of levels: TLP:CLEAR' in found


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(RecordsError, match="does not exist"):
        settings()


def test_a_file_that_is_a_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path))
    with pytest.raises(RecordsError, match=r"cannot be read: Is a directory"):
        settings()


def test_the_stricter_marking_counts_and_the_limit_refuses_above_it() -> None:
    desk = Handling(marking="TLP:GREEN", limit="TLP:AMBER")
    assert desk.stricter("TLP:CLEAR") == "TLP:GREEN"
    assert desk.stricter("TLP:RED") == "TLP:RED"
    assert desk.refusal("TLP:AMBER") == ""
    assert "TLP:RED is stricter than TLP:AMBER" in desk.refusal("TLP:RED")
    assert Handling().refusal("TLP:RED") == ""


@pytest.mark.parametrize("key", ["versions", "kept"])
def test_the_folder_of_versions_can_be_set_by_its_name_and_by_the_former_one(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "desk.toml"
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    place.write_text(f'{key} = "old-versions"', "utf-8")
    assert settings().versions == "old-versions"
    place.write_text(f'{key} = ""', "utf-8")
    assert not settings().store.stores_versions


def test_versions_are_stored_unless_a_desk_says_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "desk.toml"
    place.write_text("", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    assert settings().versions == ".kept"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:/anna:s3cret@host",
        "postgresql//anna:s3cret@host",
        "postgresql:/anna:s3cret@host/desk",
        "anna:s3cret@host",
    ],
)
def test_a_mistyped_address_of_a_database_is_not_quoted_with_its_password(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken for a folder, and what is said of that folder is on the page of every reader."""
    monkeypatch.delenv(RECORDS_VARIABLE, raising=False)
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "desk.toml"))
    (tmp_path / "desk.toml").write_text(f'records = "{address}"', "utf-8")
    store = settings().store
    with pytest.raises(RecordsError) as unread:
        store.files()
    with pytest.raises(StoreError) as unsaved:
        store.save([], who="Anna")
    for text in (store.name, str(unread.value), str(unsaved.value)):
        assert "s3cret" not in text
        assert str(tmp_path) not in text
