"""Uploads and our records -> both together, with what was guessed, what is asked, and the rows that wait."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from sys import getsizeof

from data.base.fault import FaultError
from data.base.text import quotable
from data.matching.names import NameIndex
from data.model.schema import TABLE, TABLES
from data.tables.dataset import Dataset, lines_of_dataset
from data.tables.findings import Finding
from data.tables.rules import all_findings
from data.tables.sheet import Line
from data.upload.added_lines import (
    add_line,
    enlarged_dataset,
    is_identical,
    lines_once,
    tables_of,
    within_reason,
    without_idle,
)
from data.upload.forms.recognise import recognised
from data.upload.mapping.choices import NO_CHOICES, Choices, Question
from data.upload.mapping.column_map import read_column_map
from data.upload.overlaps import Overlap, overlaps_of
from data.upload.reading.archive import ZIP_END
from data.upload.reading.files import read_uploads
from data.upload.reading.raw import MAX_UPLOAD_FINDINGS, Guess, Upload
from data.upload.reading.time_budget import check_time
from data.upload.room import BYTES_OF_ROW, ROWS_OF_DATASET, hold, turn_to_read
from data.upload.shared_names import added_actors
from data.upload.skipped import SkippedRow, skipped_rows
from data.upload.table_choice import ChosenTable
from data.upload.table_matching import matched_upload

# More are not of use side by side; their number is told.
MAX_OVERLAPS = 300
# Of a row that is left out, another may speak; then that is left out too, and so on.
_MAX_ROUNDS = 12
_BYTES_OF_GUESS, _BYTES_OF_NOTHING = 500, getsizeof("")
# Of each value of a list, besides its letters, which are counted with its cell: a text of its own, and its place.
_BYTES_OF_LISTED = 60
# What is read takes so many times as much in the memory as on its way from one process to another: 7 times if it is all small
# texts, which count as rows, and twice if it is long ones.
_MEMORY_OF_A_BYTE = 4


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
    # Actor -> names, of those that the upload adds.
    added_actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Bytes of what another process sent, if one read it.
    weight: int = 0

    @cached_property
    def names(self) -> NameIndex:
        """Whom its cells may name."""
        return NameIndex(self.ours, self.added_actors)

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
    def unclear_tables(self) -> tuple[ChosenTable, ...]:
        """The tables whose columns the reader has to choose: of no other one anything was read."""
        some = tuple(table for table in self.tables if table.records)
        none_read = not any(table.columns.table for table in some)
        return tuple(
            table
            for table in some
            if table.is_one_sided or (none_read and not table.is_chosen and not table.columns.table)
        )

    @property
    def new_ties(self) -> int:
        return self.counts.get("spells", 0)

    @cached_property
    def held_rows(self) -> int:
        """The rows that it keeps in the memory; of all else, such as long texts and files, what takes as much."""
        size = sum(len(upload.content) for upload in self.uploads) + _BYTES_OF_GUESS * len(self.guesses)
        # Refused guesses stay for the files that follow.
        size += sum(map(_bytes_of, self.choices.refused))
        size += sum(_bytes_of(cells) for table in self.tables for *_, cells in table.raw.records)
        size += sum(_bytes_of(line.cells.values()) + _bytes_of_lists(line) for _, line in self.lines)
        size = max(size, _MEMORY_OF_A_BYTE * self.weight)
        rows = max(len(self.lines), sum(len(table.raw.records) for table in self.tables))
        return rows + size // BYTES_OF_ROW + (ROWS_OF_DATASET if self.dataset else 0)

    def settled(self) -> "Overlay":
        """What is needed once the rows are added: neither files nor tables nor what was asked."""
        return held(Overlay(
            self.ours, self.files, self.lines, self.identical, (), self.guesses, self.overlaps, self.overlap_count,
            self.dataset,
        ))  # fmt: skip


def _bytes_of(cells: Collection[str]) -> int:
    """The bytes of texts beyond those of empty ones: a letter has one, two or four."""
    return sum(map(getsizeof, cells)) - len(cells) * _BYTES_OF_NOTHING


def _bytes_of_lists(line: Line) -> int:
    """The bytes of the values of its lists: 20,000 events with 60 participants each take 100 MB more than their cells."""
    lists = vars(line.row).values() if line.row else ()
    return _BYTES_OF_LISTED * sum(len(value) for value in lists if isinstance(value, tuple))


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
    try:
        with turn_to_read(size_of(uploads), is_packed=are_packed(uploads)):
            return held(read_overlay(ours, uploads, choices, today or date.today()))
    except FaultError as problem:
        return unread(ours, uploads, problem)


def size_of(uploads: Iterable[Upload]) -> int:
    """The bytes of all files."""
    return sum(len(upload.content) for upload in uploads)


def are_packed(uploads: Iterable[Upload]) -> bool:
    """Whether one of them may unpack to a thousand times its bytes."""
    # Wherever a zip ends: it may begin with anything.
    return any(ZIP_END in upload.content for upload in uploads)


def unread(ours: Dataset, uploads: Iterable[Upload], problem: FaultError) -> Overlay:
    """Why an upload was not read; nothing of it is kept."""
    finding = Finding.of("upload", None, None, problem.fault)
    return Overlay(ours, tuple(upload.name for upload in uploads), findings=(finding,))


def read_overlay(ours: Dataset, uploads: tuple[Upload, ...], choices: Choices, today: date) -> Overlay:
    """As `overlay_of`, whoever else reads and however much there is. FaultError where that takes too much time."""
    choices, faults = _with_column_files(uploads, choices)
    reading = read_uploads((upload for upload in uploads if not _is_column_file(upload)), choices.refused)
    reading.findings += faults
    reading.tables = recognised(reading.tables)
    actors = added_actors(reading)
    names = NameIndex(ours, actors)
    matched = matched_upload(reading, names, choices, today)
    incomplete = {sheet.table.name for sheet in matched.sheets if sheet.incomplete}
    lines = lines_once(
        (sheet.table.name, replace(line, added=True)) for sheet in matched.sheets for line in sheet.lines
    )
    lines, too_many = within_reason(ours, lines)
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
        added_actors=actors,
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


def overlay_on(ours: Dataset, overlay: Overlay) -> Overlay:
    """The same rows added to other records of ours, such as after an edit of a file."""
    checked = _with_lines(ours, overlay.lines)
    # Those of an earlier edit are about rows that are no longer there.
    findings = (*overlay.findings, *checked.findings)[:MAX_UPLOAD_FINDINGS]
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
        tables = tables_of(ours)
        tables.incomplete.update(incomplete)
        new_lines = [(name, line) for name, line in lines if not is_identical(TABLE[name], base[name], line)]
        identical = max(identical, len(lines) - len(new_lines))
        added = [(name, line) for name, line in new_lines if add_line(tables, TABLE[name], base[name], line)]
        new = [finding for finding in all_findings(tables) if finding not in everything]
        everything.update(dict.fromkeys(new))
        wrong = {(finding.file, finding.row) for finding in everything}
        good = [(name, line) for name, line in added if line.row and (line.file, line.number) not in wrong]
        if len(good) == len(added) or not good:
            break
        lines = without_idle(good)
    else:
        # Of what is left, more may hang on what was left out.
        good = []
    # Findings about a whole file come first: below a thousand findings about rows nobody would see them.
    ordered = sorted(everything, key=lambda finding: finding.row is not None)
    overlay = Overlay(ours, (), (), identical, tuple(ordered))
    if not good or (new and len(good) == len(added)):
        return overlay
    dataset = enlarged_dataset(ours, tables, good)
    # One after the other: of 20,000 rows there may be a million.
    first, overlapping = list[Overlap](), set[str]()
    for overlap in overlaps_of(dataset):
        overlapping.add(overlap.added.id)
        first += [overlap] if len(first) < MAX_OVERLAPS else []
    return replace(overlay, lines=tuple(good), dataset=dataset, overlaps=tuple(first), overlap_count=len(overlapping))
