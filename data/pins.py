"""Pinned links: a view with the version of the records and of the program; and the kept versions, to show what it showed.

Each version that was shown is kept once, as a zip of its CSV files, in the folder that the settings name.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from data import VERSION
from data.cells import is_dyad
from data.in_view import InView, in_view
from data.loading import Dataset, RecordsError, load_records
from data.own.archive import FAULTS
from data.own.marks import OWN_VERSION
from data.reading import csv_files
from data.ties import ties_of

PARAMETER = "pin"
_PIN = re.compile(r"(?P<records>[0-9a-f]{12})-(?P<program>\d{1,4}\.\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Pin:
    """The versions with which a view was pinned; as a text "d48a7be7d7fa-1.0"."""

    records: str
    program: str

    def __str__(self) -> str:
        return f"{self.records}-{self.program}"

    def same(self, dataset: Dataset) -> bool:
        return self == pin_of(dataset)


def pin_of(dataset: Dataset) -> Pin:
    return Pin(dataset.version.partition(OWN_VERSION)[0], VERSION)


def read_pin(text: str) -> Pin | None:
    """The pin that a link carries; None if it is none."""
    found = _PIN.fullmatch(text)
    return Pin(**found.groupdict()) if found else None


def pinned(query: Mapping[str, str], dataset: Dataset) -> dict[str, str]:
    """The parameters of a link with the pin of these records."""
    return {**query, PARAMETER: str(pin_of(dataset))}


# Kept versions --------------------------------------------------------------------------------------


def keep(dataset: Dataset, folder: Path, kept: Path) -> None:
    """Keep the files of this version, once; OSError if they cannot be written. A file is there whole or not at all."""
    place = _place(kept, dataset.version)
    if place.exists():
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in csv_files(folder):
            archive.write(path, path.relative_to(folder).as_posix())
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept, delete=False) as file:
        file.write(packed.getvalue())
    Path(file.name).replace(place)


def is_kept(pin: Pin, kept: Path | None) -> bool:
    return kept is not None and _place(kept, pin.records).exists()


@lru_cache(maxsize=4)
def kept_records(pin: Pin, kept: Path) -> Dataset | None:
    """The records of the pin as they were; None if they were not kept, or can no longer be read."""
    place = _place(kept, pin.records)
    if not place.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(place) as archive:
                archive.extractall(folder)
            found = load_records(Path(folder))
        except (*FAULTS, RecordsError):
            return None
    return found if found.version == pin.records else None


def _place(kept: Path, version: str) -> Path:
    return kept / f"{version}.zip"


# Then and now ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Altered:
    """What a pinned view showed, what it shows now, and the spells in view that differ, by the key of their row."""

    then: InView
    now: InView
    gone: tuple[str, ...]
    fresh: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not (self.gone or self.fresh or self.changed)


def altered(before: Dataset, now: InView) -> Altered:
    """The records in view that differ: a row, a tier that it names, or one of its sources."""
    view = now.view
    if view.focus and view.focus not in before.actors and not is_dyad(view.focus):
        # Nothing was near an actor that was not known yet.
        view = replace(view, focus="", steps=0, actors=(view.focus,))
    then = in_view(ties_of(before), view)
    old, new = _rows(then), _rows(now)
    return Altered(
        then,
        now,
        gone=tuple(key for key in old if key not in new),
        fresh=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
    )


def _rows(found: InView) -> dict[str, tuple[object, ...]]:
    """Key of a spell in view -> the row with all that it rests on, as it could be compared."""
    ties = found.ties
    rows: dict[str, tuple[object, ...]] = {}
    for at in found.at:
        spell = ties.spells[at]
        sources = tuple(str(found.dataset.sources[key]) for key in spell.sources)
        rows[spell.spell] = (str(spell), str(ties.tiers[at]), sources)
    return rows
