"""The places that can keep the records, filled with the tiny cast: a folder, SQLite, PostgreSQL."""

import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, event

from data.publish.normalise import main as tidy
from data.store.base import Store
from data.store.changes import RowChange
from data.store.database import DatabaseStore
from data.store.folder import FolderStore
from data.tables.dataset import Dataset, load_files
from data.tables.reading import files_in
from data.tables.rows import cells_of
from tests.support.cast import write_cast
from tests.support.places.services import fresh_database

STORE_KINDS = ("folder", "sqlite", "postgresql")


@event.listens_for(Engine, "connect")
def do_not_wait_for_the_disk(connection: Any, _record: object) -> None:
    """What a test writes to SQLite ends with the test."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def store_of_kind(place: str, folder: Path, request: pytest.FixtureRequest) -> Store:
    """The cast in a place of that kind, in order and counted."""
    records = folder / "records"
    for name, content in _cast_in_order():
        (records / name).parent.mkdir(parents=True, exist_ok=True)
        (records / name).write_bytes(content)
    if place == "folder":
        return FolderStore(records, records / ".kept")
    store = DatabaseStore(database_address(place, folder, request), stores_versions=True)
    store.fill(files_in(records))
    return store


@cache
def _cast_in_order() -> tuple[tuple[str, bytes], ...]:
    """The files of the cast after `data.normalise --expect`: (path in the folder, content)."""
    with TemporaryDirectory(prefix="allweather-cast-") as name:
        records = write_cast(Path(name))
        tidy([name, "--expect"])
        return tuple(
            (path.relative_to(records).as_posix(), path.read_bytes()) for path in records.rglob("*") if path.is_file()
        )


def database_address(place: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Of an empty database. The server is started only where it is needed."""
    if place == "sqlite":
        return f"sqlite:///{folder / 'desk.db'}"
    return fresh_database(request.getfixturevalue("postgres_address"))


def records_in(store: Store) -> Dataset:
    return load_files(store.files())


def cells_in(store: Store, table: str, name: str) -> dict[str, str]:
    """The cells of a row as it is kept now."""
    return next(cells_of(row) for row in records_in(store).rows[table] if row.id == name)


def change_of(store: Store, table: str, name: str, **cells: str) -> RowChange:
    before = cells_in(store, table, name)
    return RowChange(table, before, before | cells)


def addition_of(store: Store, table: str, like: str, **cells: str) -> RowChange:
    return RowChange(table, None, cells_in(store, table, like) | cells)


def removal_of(store: Store, table: str, name: str) -> RowChange:
    return RowChange(table, cells_in(store, table, name), None)
