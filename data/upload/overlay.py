"""Uploads and our records -> both together, with guesses and overlaps; or everything that is wrong with the uploads."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.matching.names import NameIndex
from data.model.schema import TABLE, TABLES, Table
from data.tables.dataset import Dataset, dataset_of, lines_of_dataset
from data.tables.findings import Finding
from data.tables.origin import ADDED_VERSION
from data.tables.reading import Key, Tables, store_line
from data.tables.rows import cells_of
from data.tables.rules import all_findings
from data.tables.sheet import Line
from data.upload.overlaps import Overlap, overlaps_of
from data.upload.reading.files import read_uploads
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS, NO_REFUSALS, Guess, GuessKey, Upload
from data.upload.table_matching import added_actors, matched_sheets


@dataclass(frozen=True, eq=False)
class Overlay:
    """The result of an upload. `dataset` is ours with the rows added; None if there are findings, or nothing to add.

    `lines` are (table, row to add), `identical` is the number of rows that our records contain already. `uploads` are
    there until the rows are added, so that they can be read again without a guess; `refused` are the refused guesses.
    """

    ours: Dataset
    files: tuple[str, ...]
    lines: tuple[tuple[str, Line], ...] = ()
    identical: int = 0
    findings: tuple[Finding, ...] = ()
    guesses: tuple[Guess, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    dataset: Dataset | None = None
    uploads: tuple[Upload, ...] = ()
    refused: frozenset[GuessKey] = NO_REFUSALS

    @property
    def counts(self) -> dict[str, int]:
        """Table -> rows, in the order of the tables."""
        names = [name for name, _ in self.lines]
        return {table.name: names.count(table.name) for table in TABLES if table.name in names}


def overlay_of(ours: Dataset, uploads: Iterable[Upload], refused: frozenset[GuessKey] = NO_REFUSALS) -> Overlay:
    """Read, match and check the uploads. Raises nothing; of uploads with a finding no row is added.

    A refused guess is still listed but does not apply: what it concerns is read as it was written.
    """
    uploads = tuple(uploads)
    reading = read_uploads(uploads, refused)
    sheets = list(matched_sheets(reading, NameIndex(ours, added_actors(reading))))
    incomplete = {sheet.table.name for sheet in sheets if sheet.incomplete}
    lines = tuple((sheet.table.name, replace(line, added=True)) for sheet in sheets for line in sheet.lines)
    overlay = _with_lines(ours, lines, reading.findings, incomplete)
    if not overlay.findings and not lines:
        nothing = Finding("upload", None, None, "contains no rows", "fill in the template")
        overlay = replace(overlay, findings=(nothing,))
    files, guesses = tuple(upload.name for upload in uploads), tuple(reading.guesses)
    return replace(overlay, files=files, guesses=guesses, uploads=uploads, refused=refused)


def overlay_on(ours: Dataset, overlay: Overlay) -> Overlay:
    """The same rows added to other records of ours, such as after an edit of a file."""
    return replace(_with_lines(ours, overlay.lines), files=overlay.files, guesses=overlay.guesses)


def _with_lines(
    ours: Dataset, lines: Iterable[tuple[str, Line]], findings: Iterable[Finding] = (), incomplete: Iterable[str] = ()
) -> Overlay:
    """Our records with the lines; `findings` and `incomplete` tables come from the reading."""
    base = lines_of_dataset(ours)
    tables = Tables({name: dict(of_table) for name, of_table in base.items()}, list(findings), set(incomplete))
    lines = tuple(lines)
    added = [(name, line) for name, line in lines if _add_line(tables, TABLE[name], base[name], line)]
    # Findings about a whole file come first: below a thousand findings about rows nobody would see them.
    all_found = sorted(all_findings(tables), key=lambda finding: finding.row is not None)
    identical = len(lines) - len(added)
    overlay = Overlay(ours, (), tuple(added), identical, tuple(all_found[:MAX_UPLOAD_FINDINGS]))
    if all_found or not added:
        return overlay
    tables.version = f"{ours.version}{ADDED_VERSION}{version_of(added)}"
    dataset = dataset_of(tables)
    return replace(overlay, dataset=dataset, overlaps=tuple(overlaps_of(dataset)))


def _add_line(tables: Tables, table: Table, base: Mapping[Key, Line], line: Line) -> bool:
    """Add a line to the tables; False for a row of ours, whose id with different cells is a finding."""
    ours = base.get(tuple(line.cell(column) for column in table.row.key))
    if ours is None or line.row is None:
        store_line(tables, table, line)
        return True
    if ours.row != line.row:
        different = next(column for column in table.columns if getattr(ours.row, column) != getattr(line.row, column))
        reason = f"this id exists in our records, with a different {different}"
        tables.findings.append(line.finding(table.row.key[0], reason, "use another id"))
        tables.lines[table.name]["", line.file, str(line.number)] = replace(line, row=None)
    return False


def version_of(lines: Iterable[tuple[str, Line]]) -> str:
    """A short hash of the cells of the rows, whatever file they came in."""
    rows = sorted((name, *cells_of(line.row).items()) for name, line in lines if line.row)
    return hashlib.sha256(repr(rows).encode(errors="replace")).hexdigest()[:8]
