"""Pinned links: a view with the version of the records and of the program; and the stored versions, to show what it showed.

Each version that was shown is stored once, as a zip of its CSV files, beside the records.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from data.base.text import quoted
from data.base.version import VERSION
from data.model.cells import is_dyad
from data.store.base import Store, StoreError
from data.tables.dataset import Dataset, RecordsError, load_files
from data.tables.origin import ADDED_VERSION
from data.tables.reading import Files
from data.upload.reading.archive import ZIP_ERRORS
from data.view.selection import Selection, select
from data.view.ties import ties_of

PARAMETER = "pin"
_PIN = re.compile(r"(?P<records>[0-9a-f]{12})-(?P<program>\d{1,4}\.\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Pin:
    """The versions with which a view was pinned; as a text "d48a7be7d7fa-1.0"."""

    records: str
    program: str

    def __str__(self) -> str:
        return f"{self.records}-{self.program}"

    def matches(self, dataset: Dataset) -> bool:
        return self == pin_of(dataset)


def pin_of(dataset: Dataset) -> Pin:
    return Pin(dataset.version.partition(ADDED_VERSION)[0], VERSION)


def read_pin(text: str) -> Pin | None:
    """The pin that a link carries; None if there is no valid one."""
    match = _PIN.fullmatch(text)
    return Pin(**match.groupdict()) if match else None


def pin_notices(text: str) -> tuple[str, ...]:
    """The notice of a pin that cannot be read; nothing for a link without a pin, or with a valid one."""
    if not text or read_pin(text):
        return ()
    return (f"“{PARAMETER}” was ignored: {quoted(text)} is not a version of the records and the program.",)


def with_pin(query: Mapping[str, str], dataset: Dataset) -> dict[str, str]:
    """The parameters of a link with the pin of these records."""
    return {**query, PARAMETER: str(pin_of(dataset))}


# Stored versions ------------------------------------------------------------------------------------


def store_version(version: str, files: Files, store: Store) -> None:
    """Store the files of this version; StoreError if they cannot be written."""
    if not store.stores_versions:
        return
    content, now = io.BytesIO(), _zip_time()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in files.items():
            if isinstance(file, bytes):
                entry = zipfile.ZipInfo(name, now)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, file)
    store.store_version(version, content.getvalue())


def _zip_time() -> tuple[int, int, int, int, int, int]:
    """Now in UTC, from which the feed of changes knows when a version was stored.

    A zip knows no time before 1980, which a machine without a battery may say it is.
    """
    now = datetime.now(UTC)
    return max((now.year, now.month, now.day, now.hour, now.minute, now.second), (1980, 1, 1, 0, 0, 0))


def is_stored(pin: Pin, store: Store) -> bool:
    try:
        return store.stored_version(pin.records) is not None
    except StoreError:
        return False


def stored_records(pin: Pin, store: Store) -> Dataset | None:
    """The records of the pin as they were; None if they were not stored, or can no longer be read."""
    try:
        content = store.stored_version(pin.records)
    except StoreError:
        return None
    return _read_version(pin.records, content) if content else None


@lru_cache(maxsize=4)
def _read_version(version: str, content: bytes) -> Dataset | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            dataset = load_files({name: archive.read(name) for name in archive.namelist()})
    except (*ZIP_ERRORS, RecordsError):
        return None
    return dataset if dataset.version == version else None


# Then and now ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PinnedDifference:
    """What a pinned view showed then and shows now, and the spells in view that differ, by id."""

    then: Selection
    now: Selection
    removed: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.removed or self.added or self.changed)


def difference_since(before: Dataset, now: Selection) -> PinnedDifference:
    """The records in view that differ: a row, a tier that it names, or one of its sources."""
    view = now.view
    if view.focus and view.focus not in before.actors and not is_dyad(view.focus):
        # Nothing was near an actor that was not known yet.
        view = replace(view, focus="", steps=0, actors=(view.focus,))
    then = select(ties_of(before), view)
    old, new = _rows(then), _rows(now)
    return PinnedDifference(
        then,
        now,
        removed=tuple(key for key in old if key not in new),
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
    )


def _rows(selection: Selection) -> dict[str, tuple[object, ...]]:
    """Key of a spell in view -> the row with all that it rests on, for a comparison."""
    ties = selection.ties
    rows: dict[str, tuple[object, ...]] = {}
    for index in selection.indices:
        spell = ties.spells[index]
        sources = tuple(str(selection.dataset.sources[key]) for key in spell.sources)
        rows[spell.spell] = (str(spell), str(ties.tiers[index]), sources)
    return rows
