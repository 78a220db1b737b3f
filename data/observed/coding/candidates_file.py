"""Candidates and coverage <-> two CSV files of a folder of the desk. They hold no sentence of an item."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.base.formula_guard import text_in_cell, with_formula_guard
from data.base.text import plain_name
from data.observed.coding.model.candidate import CANDIDATE_CELLS, CANDIDATE_COLUMNS, Candidate
from data.observed.coding.model.coverage import DayCoverage

CANDIDATES_FILE, COVERAGE = "candidates.csv", "coverage.csv"


class CandidatesError(Exception):
    """A file that is not as it was written; its text says what to do."""


@dataclass(frozen=True, eq=False)
class CoderRun:
    """The candidates, and the days that were read; equal to nothing but itself, so that it can be a cache key."""

    candidates: tuple[Candidate, ...] = ()
    days: tuple[DayCoverage, ...] = ()

    def followed_by(self, new: "CoderRun") -> "CoderRun":
        """With a new run: what it read replaces what was read of the same days, all else stays."""
        days = {day.date for day in new.days}
        candidates = [one for one in self.candidates if one.cells["aired"] not in days]
        coverage = [day for day in self.days if day.date not in days]
        return CoderRun(
            tuple(sorted((*candidates, *new.candidates), key=lambda one: (one.cells["aired"], one.key))),
            tuple(sorted((*coverage, *new.days), key=lambda day: day.date)),
        )


def read_run(folder: Path) -> CoderRun:
    """What an earlier run wrote; empty if there was none. Raises CandidatesError."""
    try:
        candidates = tuple(_candidate(row) for row in _rows(folder / CANDIDATES_FILE))
        return CoderRun(candidates, tuple(DayCoverage.of_row(row) for row in _rows(folder / COVERAGE)))
    except (OSError, KeyError, ValueError, TypeError, csv.Error) as problem:
        raise CandidatesError(
            f"The candidates in {plain_name(folder.name, 'their folder')} cannot be read. Delete the folder and run “code” again."
        ) from problem


def write_run(folder: Path, run: CoderRun) -> None:
    """Write both files, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / CANDIDATES_FILE, CANDIDATE_COLUMNS, (candidate.row() for candidate in run.candidates))
    _write(folder / COVERAGE, DayCoverage.columns(), (day.row() for day in run.days))


def _candidate(row: Mapping[str, str]) -> Candidate:
    table, confidence = row["table"], row["confidence"]
    if table not in ("contacts", "sightings", "alerts") or confidence not in ("high", "medium", "low"):
        raise ValueError(table)
    cells = {name: row[name] for name in CANDIDATE_CELLS}
    return Candidate(
        table,  # type: ignore[arg-type]
        row["candidate"],
        row["rule"],
        confidence,  # type: ignore[arg-type]
        row["version"],
        int(row["paragraph"]),
        cells,
    )


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = [[text_in_cell(cell) for cell in row] for row in csv.reader(file) if row] or [[]]
    # Every day and candidate at each opening of the page: a dictionary made at once costs half of what DictReader's does.
    return [dict(zip(head, row, strict=True)) for row in rows]


def _write(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: with_formula_guard(cell) for name, cell in row.items()} for row in rows)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text.getvalue(), encoding="utf-8")
    unfinished.replace(path)
