"""Uploads and our records -> what would be laid over: rows, guesses, conflicts, or everything that is wrong."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from data.matching.names import Known
from data.model.schema import TABLE, TABLES, Event, Spell, Table
from data.tables.dataset import Dataset, dataset_of, lines_of_dataset
from data.tables.findings import Finding
from data.tables.origin import OWN_VERSION
from data.tables.reading import Tables, file_line
from data.tables.rows import cells_of
from data.tables.rules import all_findings
from data.tables.sheet import Line
from data.upload.files import read_uploads
from data.upload.raw import MOST_FINDINGS, NONE_REFUSED, Guess, Key, Upload
from data.upload.table_matching import added_actors, sheets_of
from data.view.ties import bounds

Dated = TypeVar("Dated", Spell, Event)


@dataclass(frozen=True)
class Conflict:
    """Two rows about one dyad and one time, of a reader and of ours. Both are kept."""

    own: Spell | Event
    ours: Spell | Event


@dataclass(frozen=True, eq=False)
class Overlay:
    """What comes of an upload. `dataset` is ours with the rows laid over; None if anything is wrong or nothing is left.

    `lines` are the rows by table, `same` how many were in our records already, word for word. `uploads` are there until
    the rows are laid over, to be read anew without a guess; `refused` are the guesses that they were read without.
    """

    ours: Dataset
    files: tuple[str, ...]
    lines: tuple[tuple[str, Line], ...] = ()
    same: int = 0
    findings: tuple[Finding, ...] = ()
    guesses: tuple[Guess, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dataset: Dataset | None = None
    uploads: tuple[Upload, ...] = ()
    refused: frozenset[Key] = NONE_REFUSED

    @property
    def counts(self) -> dict[str, int]:
        """Table -> rows, in the order of the tables."""
        names = [name for name, _ in self.lines]
        return {table.name: names.count(table.name) for table in TABLES if table.name in names}


def overlay_of(ours: Dataset, uploads: Iterable[Upload], refused: frozenset[Key] = NONE_REFUSED) -> Overlay:
    """Read, match, check. Nothing is raised, and of an upload with a fault nothing is laid over.

    A guess that is refused is still told, but does not count: what it is about stays as it was written.
    """
    uploads = tuple(uploads)
    reading = read_uploads(uploads, refused)
    sheets = list(sheets_of(reading, Known(ours, added_actors(reading))))
    read = Tables(findings=reading.findings)
    lines: list[tuple[str, Line]] = []
    for sheet in sheets:
        read.unsure |= {sheet.table.name} if sheet.unsure else set()
        lines += [(sheet.table.name, replace(line, added=True)) for line in sheet.lines]
    made = _laid(ours, tuple(lines), read)
    if not made.findings and not lines:
        made = replace(made, findings=(Finding("upload", None, None, "contains no row", "fill in the template"),))
    files, guesses = tuple(upload.name for upload in uploads), tuple(reading.guesses)
    return replace(made, files=files, guesses=guesses, uploads=uploads, refused=refused)


def laid_anew(overlay: Overlay, ours: Dataset) -> Overlay:
    """The same rows over other records of ours, such as after an edit of a file."""
    return replace(_laid(ours, overlay.lines, Tables()), files=overlay.files, guesses=overlay.guesses)


def _laid(ours: Dataset, lines: tuple[tuple[str, Line], ...], read: Tables) -> Overlay:
    base = lines_of_dataset(ours)
    tables = Tables({name: dict(found) for name, found in base.items()}, list(read.findings), set(read.unsure))
    kept: list[tuple[str, Line]] = []
    for name, line in lines:
        if not _is_ours(tables, TABLE[name], base[name], line):
            file_line(tables, TABLE[name], line)
            kept.append((name, line))
    # What keeps a whole file out stands first: below a thousand faults of rows nobody would see it.
    findings = sorted(all_findings(tables), key=lambda found: found.row is not None)
    overlay = Overlay(ours, (), tuple(kept), len(lines) - len(kept), tuple(findings[:MOST_FINDINGS]))
    if findings or not kept:
        return overlay
    tables.version = f"{ours.version}{OWN_VERSION}{version_of(kept)}"
    merged = dataset_of(tables)
    return replace(overlay, dataset=merged, conflicts=tuple(_conflicts(merged)))


def _is_ours(tables: Tables, table: Table, base: Mapping[tuple[str, ...], Line], line: Line) -> bool:
    """Whether the row is one of ours, word for word; with the id of one of ours and other words it is a fault."""
    ours = base.get(tuple(line.cell(part) for part in table.row.key))
    if ours is None or line.row is None:
        return False
    if ours.row == line.row:
        return True
    differs = next(column for column in table.columns if getattr(ours.row, column) != getattr(line.row, column))
    reason = f"a row of the records has this id, but another {differs}"
    tables.findings.append(line.finding(table.row.key[0], reason, "use an id of your own"))
    tables.lines[table.name]["", line.file, str(line.number)] = replace(line, row=None)
    return True


def version_of(lines: Iterable[tuple[str, Line]]) -> str:
    """A short hash of what the rows say, whatever file they came in."""
    rows = sorted((name, *cells_of(line.row).items()) for name, line in lines if line.row)
    return hashlib.sha256(repr(rows).encode(errors="replace")).hexdigest()[:8]


def _conflicts(dataset: Dataset) -> Iterator[Conflict]:
    """Spells of one dyad that overlap in a family of which one tier holds at a time, or on one tier; the same event."""
    for spell, others in _by_dyad(dataset, dataset.mains):
        yield from (Conflict(spell, other) for other in others if _meet(dataset, spell, other))
    for event, happened in _by_dyad(dataset, dataset.events):
        yield from (Conflict(event, other) for other in happened if _alike(event, other))


def _by_dyad(dataset: Dataset, rows: Iterable[Dated]) -> Iterator[tuple[Dated, list[Dated]]]:
    """Each own row, with those of ours about the same dyad."""
    ours: dict[str, list[Dated]] = defaultdict(list)
    own: list[Dated] = []
    for row in rows:
        (own if dataset.is_added(row) else ours[row.dyad]).append(row)
    return ((row, ours[row.dyad]) for row in own)


def _meet(dataset: Dataset, one: Spell, other: Spell) -> bool:
    family = dataset.tiers[one.tier].family
    if family != dataset.tiers[other.tier].family:
        return False
    if dataset.families[family].exclusive == "no" and one.tier != other.tier:
        return False
    (start, _, _, end), (other_start, _, _, other_end) = bounds(one), bounds(other)
    return start < other_end and other_start < end


def _alike(one: Event, other: Event) -> bool:
    """Of one kind, on days that may be the same."""
    return one.kind == other.kind and one.date.first <= other.date.last and other.date.first <= one.date.last
