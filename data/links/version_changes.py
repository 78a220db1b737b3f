"""Stored versions of the records -> what changed from each to the next, row by row."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice, pairwise

from data.base.fault import InvalidValueError
from data.base.formula_guard import text_in_cell
from data.model.dates import partial_date
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
    """A row that was added, changed or removed when the records became this version.

    `covered` is the day through which sources had been read in the version before; None if that did not say.
    """

    version: StoredVersion
    row: RowChange
    covered: date | None = None


def version_changes(store: Store, current: str) -> tuple[tuple[StoredVersion, ...], tuple[VersionChange, ...]]:
    """The stored versions and what changed from each to the next, both from the newest to the oldest.

    Of versions stored in the same two seconds, the current one is the newest.
    """
    names = frozenset(store.stored_versions()) if store.stores_versions else frozenset[str]()
    versions = [version for name in names if (version := _stored(store, name))]
    versions.sort(key=lambda one: (one.at, one.version == current, one.version), reverse=True)
    newest = [*islice((one for one in versions if _is_whole(store, one.version)), MOST_VERSIONS)]
    changes = [
        VersionChange(later, row, _covered(store, earlier.version))
        for later, earlier in pairwise(newest)
        for row in _changes(store, earlier.version, later.version)
    ]
    return tuple(newest), tuple(changes)


# More than a folder stores (`versions_most`): with fewer, each feed would open every version again.
@lru_cache(maxsize=4096)
def _stored(store: Store, version: str) -> StoredVersion | None:
    """None for a version that can no longer be read."""
    content = store.stored_version(version)
    try:
        with zipfile.ZipFile(io.BytesIO(content or b"")) as archive:
            at = max(datetime(*entry.date_time, tzinfo=UTC) for entry in archive.infolist())
    except (*ZIP_ERRORS, ValueError):
        return None
    return StoredVersion(version, at)


@lru_cache(maxsize=4096)
def _is_whole(store: Store, version: str) -> bool:
    """Whether every file of a version can be read: one that a disk or a copy has damaged would take the news from everybody."""
    try:
        with _archive(store, version) as archive:
            return archive.testzip() is None
    except ZIP_ERRORS:
        return False


@lru_cache(maxsize=MOST_VERSIONS)
def _changes(store: Store, earlier: str, later: str) -> tuple[RowChange, ...]:
    """Each version and its successor stay the same for ever. A table whose files are the same is not read."""
    with _archive(store, earlier) as before, _archive(store, later) as after:
        changed = [table for table in TABLES if _checksums(before, table) != _checksums(after, table)]
        tables = [(table, _table(before, table), _table(after, table)) for table in changed]
    return tuple(
        change
        for table, old, new in tables
        for key in dict.fromkeys((*new, *old))
        if old.get(key) != new.get(key) and _says_something(change := RowChange(table.name, old.get(key), new.get(key)))
    )


@lru_cache(maxsize=MOST_VERSIONS)
def _covered(store: Store, version: str) -> date | None:
    """The day through which sources had been read in a version."""
    with _archive(store, version) as archive:
        days = [row.get("through", "") for row in _table(archive, TABLE["searches"]).values()]
    return max((day for text in days if (day := _last_day(text))), default=None)


def _last_day(text: str) -> date | None:
    try:
        return partial_date(text).last
    except InvalidValueError:
        return None


def _says_something(change: RowChange) -> bool:
    """Not if only columns came or went that are empty."""
    return bool(cell_changes(change))


def _archive(store: Store, version: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(store.stored_version(version) or b""))


def _checksums(archive: zipfile.ZipFile, table: Table) -> dict[str, int]:
    return {name: archive.getinfo(name).CRC for name in files_of(table, archive.namelist())}


def _table(archive: zipfile.ZipFile, table: Table) -> Rows:
    return {key: row for file in files_of(table, archive.namelist()) for key, row in _rows(table, archive.read(file))}


def _rows(table: Table, content: bytes) -> Iterator[tuple[Key, dict[str, str]]]:
    """Key -> cells. Rows without a key, which only a faulty version has, are left out."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")):
        cells = {name: text_in_cell(cell or "") for name, cell in row.items() if name}
        key = tuple(cells.get(column, "") for column in table.row.key)
        if all(key):
            yield key, cells
