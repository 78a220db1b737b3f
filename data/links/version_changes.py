"""Stored versions of the records -> what changed from each to the next, row by row."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise

from data.base.formula_guard import text_in_cell
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.store.base import Store
from data.store.changes import RowChange
from data.store.history import cell_changes
from data.tables.reading import Key, files_of
from data.upload.reading.archive import ZIP_ERRORS

# How many of the newest versions are compared.
MOST_VERSIONS = 40
Rows = Mapping[Key, dict[str, str]]


@dataclass(frozen=True)
class StoredVersion:
    """A version and when it was stored, as the entries of its zip say (to two seconds)."""

    version: str
    at: datetime


@dataclass(frozen=True)
class VersionChange:
    """A row that was added, changed or removed when the records became this version."""

    version: StoredVersion
    row: RowChange


def version_changes(store: Store, current: str) -> tuple[tuple[StoredVersion, ...], tuple[VersionChange, ...]]:
    """The stored versions and what changed from each to the next, both from the newest to the oldest.

    Of versions stored in the same two seconds, the current one is the newest.
    """
    names = frozenset(store.stored_versions()) if store.stores_versions else frozenset[str]()
    versions = [version for name in names if (version := _stored(store, name))]
    newest = sorted(versions, key=lambda one: (one.at, one.version == current, one.version), reverse=True)[
        :MOST_VERSIONS
    ]
    changes = [
        VersionChange(later, row)
        for later, earlier in pairwise(newest)
        for row in _changes(store, earlier.version, later.version)
    ]
    return tuple(newest), tuple(changes)


@lru_cache(maxsize=256)
def _stored(store: Store, version: str) -> StoredVersion | None:
    """None for a version that can no longer be read."""
    content = store.stored_version(version)
    try:
        with zipfile.ZipFile(io.BytesIO(content or b"")) as archive:
            at = max(datetime(*entry.date_time, tzinfo=UTC) for entry in archive.infolist())
    except (*ZIP_ERRORS, ValueError):
        return None
    return StoredVersion(version, at)


@lru_cache(maxsize=MOST_VERSIONS)
def _changes(store: Store, earlier: str, later: str) -> tuple[RowChange, ...]:
    """Each version and its successor stay the same for ever."""
    before, after = _tables(store, earlier), _tables(store, later)
    return tuple(
        RowChange(table.name, old.get(key), new.get(key))
        for table in TABLES
        for old, new in [(before[table.name], after[table.name])]
        for key in dict.fromkeys((*new, *old))
        if old.get(key) != new.get(key) and _says_something(RowChange(table.name, old.get(key), new.get(key)))
    )


def _says_something(change: RowChange) -> bool:
    """Not if only columns came or went that are empty."""
    return bool(cell_changes(change))


def _tables(store: Store, version: str) -> dict[str, Rows]:
    with zipfile.ZipFile(io.BytesIO(store.stored_version(version) or b"")) as archive:
        names = archive.namelist()
        return {
            name: {key: row for file in files_of(table, names) for key, row in _rows(table, archive.read(file))}
            for name, table in TABLE.items()
        }


def _rows(table: Table, content: bytes) -> Iterator[tuple[Key, dict[str, str]]]:
    """Key -> cells. Rows without a key, which only a faulty version has, are left out."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")):
        cells = {name: text_in_cell(cell or "") for name, cell in row.items() if name}
        key = tuple(cells.get(column, "") for column in table.row.key)
        if all(key):
            yield key, cells
