"""Uploads and our records -> both together, with what was guessed, what is asked, and the rows that wait."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from sys import getsizeof

from data.base.fault import FaultError
from data.base.text import quotable
from data.matching.names import NameIndex
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.tables.dataset import Dataset, dataset_of, lines_of_dataset
from data.tables.findings import Finding
from data.tables.origin import ADDED_VERSION
from data.tables.reading import Key, Tables, changeable_lines, store_line
from data.tables.rows import cells_of
from data.tables.rules import all_findings
from data.tables.sheet import Line
from data.upload.forms.recognise import recognised
from data.upload.mapping.choices import NO_CHOICES, Choices, Question
from data.upload.mapping.column_map import read_column_map
from data.upload.overlaps import Overlap, overlaps_of
from data.upload.reading.archive import ZIP_END
from data.upload.reading.files import read_uploads
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS, Guess, Upload
from data.upload.reading.time_budget import check_time
from data.upload.room import BYTES_OF_ROW, hold, turn_to_read
from data.upload.row_limits import within_reason
from data.upload.shared_names import added_actors
from data.upload.skipped import SkippedRow, skipped_rows
from data.upload.table_choice import ChosenTable
from data.upload.table_matching import matched_upload

# More are not of use side by side; their number is told.
MAX_OVERLAPS = 300
# Of a row that is left out, another may speak; then that is left out too, and so on.
_MAX_ROUNDS = 6
_BYTES_OF_GUESS, _BYTES_OF_NOTHING = 500, getsizeof("")


@dataclass(frozen=True, eq=False)
class Overlay:
    """The result of an upload. `dataset` is ours with the good rows added; None if there are none.

    `lines` are (table, row to add), `identical` is the number of rows that our records contain already. `findings` say
    what is wrong with the rest, `skipped` are the rows that it concerns, `questions` what the reader has to decide.
    `tables` are the tables as they came, with what their columns are. `uploads` are there until the rows are added, so
    that they can be read again with other `choices`.
    """

    ours: Dataset
    files: tuple[str, ...]
    lines: tuple[tuple[str, Line], ...] = ()
    identical: int = 0
    findings: tuple[Finding, ...] = ()
    guesses: tuple[Guess, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    overlap_count: int = 0
    dataset: Dataset | None = None
    uploads: tuple[Upload, ...] = ()
    choices: Choices = NO_CHOICES
    questions: tuple[Question, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    tables: tuple[ChosenTable, ...] = ()
    names: NameIndex | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Table -> rows, in the order of the tables."""
        names = Counter(name for name, _ in self.lines)
        return {table.name: names[table.name] for table in TABLES if names[table.name]}

    @property
    def own_counts(self) -> dict[str, int]:
        """Table -> rows that are in the reader's files; not those that their ties need beside them."""
        names = Counter(name for name, line in self.lines if line.number)
        return {table.name: names[table.name] for table in TABLES if names[table.name]}

    @property
    def new_ties(self) -> int:
        return self.counts.get("spells", 0)

    @cached_property
    def held_rows(self) -> int:
        """The rows that it keeps in the memory; of long texts and files, what takes as much."""
        size = sum(len(upload.content) for upload in self.uploads) + _BYTES_OF_GUESS * len(self.guesses)
        size += sum(_bytes_of(cells) for table in self.tables for *_, cells in table.raw.records)
        size += sum(_bytes_of(line.cells.values()) for _, line in self.lines)
        return max(len(self.lines), sum(len(table.raw.records) for table in self.tables)) + size // BYTES_OF_ROW

    def settled(self) -> "Overlay":
        """What is needed once the rows are added: neither files nor tables nor what was asked."""
        return held(Overlay(
            self.ours, self.files, self.lines, self.identical, (), self.guesses, self.overlaps, self.overlap_count,
            self.dataset,
        ))  # fmt: skip


def _bytes_of(cells: Collection[str]) -> int:
    """The bytes of texts beyond those of empty ones: a letter has one, two or four."""
    return sum(map(getsizeof, cells)) - len(cells) * _BYTES_OF_NOTHING


def held(overlay: Overlay) -> Overlay:
    """The overlay, its rows counted for as long as it lives."""
    hold(overlay)
    return overlay


def overlay_of(
    ours: Dataset, uploads: Iterable[Upload], choices: Choices = NO_CHOICES, *, today: date | None = None
) -> Overlay:
    """Read, match and check the uploads. Raises nothing; a row with a finding is not added.

    A refused guess is still listed but does not apply: what it concerns is read as it was written.
    """
    uploads = tuple(uploads)
    size = sum(len(upload.content) for upload in uploads)
    # Wherever a zip ends: it may begin with anything.
    is_packed = any(ZIP_END in upload.content for upload in uploads)
    try:
        with turn_to_read(size, is_packed=is_packed):
            return held(_read(ours, uploads, choices, today or date.today()))
    except FaultError as problem:
        finding = Finding.of("upload", None, None, problem.fault)
        return Overlay(ours, tuple(upload.name for upload in uploads), findings=(finding,))


def _read(ours: Dataset, uploads: tuple[Upload, ...], choices: Choices, today: date) -> Overlay:
    choices, faults = _with_column_files(uploads, choices)
    reading = read_uploads((upload for upload in uploads if not _is_column_file(upload)), choices.refused)
    reading.findings += faults
    reading.tables = recognised(reading.tables)
    names = NameIndex(ours, added_actors(reading))
    matched = matched_upload(reading, names, choices, today)
    incomplete = {sheet.table.name for sheet in matched.sheets if sheet.incomplete}
    lines = _lines_once(
        (sheet.table.name, replace(line, added=True)) for sheet in matched.sheets for line in sheet.lines
    )
    lines, too_many = within_reason(lines)
    overlay = _with_lines(ours, lines, [*too_many, *reading.findings], incomplete)
    if not overlay.findings and not lines:
        nothing = Finding("upload", None, None, "contains no rows", "fill in the template")
        overlay = replace(overlay, findings=(nothing,))
    # What a reader wrote ends with their session, and the caches are everybody's.
    names.forget()
    return replace(
        overlay,
        findings=overlay.findings[:MAX_UPLOAD_FINDINGS],
        files=tuple(upload.name for upload in uploads),
        guesses=tuple(reading.guesses),
        uploads=uploads,
        choices=choices,
        questions=tuple({question.key: question for question in matched.questions}.values()),
        skipped=tuple(skipped_rows(matched.tables, overlay.findings)),
        tables=tuple(matched.tables),
        names=names,
    )


def _is_column_file(upload: Upload) -> bool:
    return upload.name.casefold().endswith(".json")


def _with_column_files(uploads: Iterable[Upload], choices: Choices) -> tuple[Choices, list[Finding]]:
    """The choices with those that are kept in files of columns, and what is wrong with such files."""
    faults = []
    for upload in filter(_is_column_file, uploads):
        try:
            column_map = read_column_map(upload.content)
        except FaultError as problem:
            faults.append(Finding.of(quotable(upload.name), None, None, problem.fault))
            continue
        if column_map.header not in choices.maps:
            choices = choices.with_map(column_map)
    return choices, faults


def _lines_once(lines: Iterable[tuple[str, Line]]) -> tuple[tuple[str, Line], ...]:
    """The lines, without a generated one that two tables of the upload need."""
    kept: dict[object, tuple[str, Line]] = {}
    for name, line in lines:
        generated = (name, *sorted(line.cells.items())) if line.number == 0 else len(kept)
        kept.setdefault(generated, (name, line))
    return tuple(kept.values())


def overlay_on(ours: Dataset, overlay: Overlay) -> Overlay:
    """The same rows added to other records of ours, such as after an edit of a file."""
    checked = _with_lines(ours, overlay.lines)
    findings = checked.findings[:MAX_UPLOAD_FINDINGS]
    return held(replace(checked, findings=findings, files=overlay.files, guesses=overlay.guesses))


def _with_lines(
    ours: Dataset, lines: Iterable[tuple[str, Line]], findings: Iterable[Finding] = (), incomplete: Iterable[str] = ()
) -> Overlay:
    """Our records with the lines that are right; `findings` and `incomplete` tables come from the reading."""
    base = lines_of_dataset(ours)
    lines, incomplete = tuple(lines), set(incomplete)
    everything = dict.fromkeys(findings)
    identical = 0
    for _ in range(_MAX_ROUNDS):
        check_time()
        lines_now = {name: of_table if TABLE[name].in_columns else dict(of_table) for name, of_table in base.items()}
        tables = Tables(lines_now, [], set(incomplete))
        added = [(name, line) for name, line in lines if _add_line(tables, TABLE[name], base[name], line)]
        identical = max(identical, len(lines) - len(added))
        new = [finding for finding in all_findings(tables) if finding not in everything]
        everything.update(dict.fromkeys(new))
        wrong = {(finding.file, finding.row) for finding in everything}
        good = [(name, line) for name, line in added if line.row and (line.file, line.number) not in wrong]
        if len(good) == len(added) or not good:
            break
        lines = _without_idle(good)
    # Findings about a whole file come first: below a thousand findings about rows nobody would see them.
    ordered = sorted(everything, key=lambda finding: finding.row is not None)
    overlay = Overlay(ours, (), (), identical, tuple(ordered))
    if not good or (new and len(good) == len(added)):
        return overlay
    tables.version = f"{ours.version}{ADDED_VERSION}{version_of(good)}"
    dataset = dataset_of(tables)
    # One after the other: of 20,000 rows there may be a million.
    first, overlapping = list[Overlap](), set[str]()
    for overlap in overlaps_of(dataset):
        overlapping.add(overlap.added.id)
        first += [overlap] if len(first) < MAX_OVERLAPS else []
    return replace(overlay, lines=tuple(good), dataset=dataset, overlaps=tuple(first), overlap_count=len(overlapping))


def _without_idle(lines: list[tuple[str, Line]]) -> tuple[tuple[str, Line], ...]:
    """Without the generated sources that no row cites any more."""
    cited = {part for name, line in lines for part in line.cell("sources").split("; ") if name != "sources"}
    return tuple(
        (name, line) for name, line in lines if name != "sources" or line.number or line.cell("source") in cited
    )


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
        changeable_lines(tables, table.name)["", line.file, str(line.number)] = replace(line, row=None)
    return False


def version_of(lines: Iterable[tuple[str, Line]]) -> str:
    """A short hash of the cells of the rows, whatever file and order they came in.

    Row by row: the text of all rows together would need many times their memory.
    """
    digests = sorted(
        hashlib.sha256(repr((name, *cells_of(line.row).items())).encode(errors="replace")).digest()
        for name, line in lines
        if line.row
    )
    return hashlib.sha256(b"".join(digests)).hexdigest()[:8]
