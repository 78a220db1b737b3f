"""Rows of ties -> ties: one for a tie that is there twice or in both directions, one spell for a run of years."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from data.model.cells import LIST_SEPARATOR, MOST_LISTED
from data.model.schema import TABLE
from data.upload.ties.tie_row import TieRow

_OF_A_TIE = ("dyad", "tier", "obligations", "start", "end")
# What two rows about one tie may say differently: both are kept.
_JOINED = ("sources", "note")
_COMPARED = tuple(name for name in TABLE["spells"].columns if name not in (*_JOINED, "spell", "grade"))
# Of a note that is joined; a row that has no room there is a tie of its own.
_LONGEST_JOINED = 1_000


def without_repeats(rows: Iterable[TieRow]) -> tuple[list[TieRow], int]:
    """(each tie once, how many rows say the same again). A row with an id of its own is a tie of its own.

    A repeated tie has the sources and notes of all its rows.
    """
    kept: dict[object, TieRow] = {}
    repeats = 0
    for row in rows:
        cells = row.cells
        if cells.get("spell"):
            key: object = cells["spell"]
        else:
            key = row.year, *(cells.get(name, "") for name in _COMPARED)
            if key in kept and (joined := _joined(kept[key].cells, cells)):
                kept[key] = replace(kept[key], cells=joined)
                repeats += 1
                continue
        kept[key if key not in kept else (key, row.line)] = row
    return list(kept.values()), repeats


def _joined(one: dict[str, str], other: dict[str, str]) -> dict[str, str] | None:
    """The cells of a tie of which another row speaks; None if there is no room for what that one says."""
    cells = dict(one)
    for name in _JOINED:
        parts = dict.fromkeys(part.strip() for row in (one, other) for part in row.get(name, "").split(LIST_SEPARATOR))
        cells[name] = f"{LIST_SEPARATOR} ".join(filter(None, parts))
        if cells[name] != one.get(name, "") and (len(cells[name]) > _LONGEST_JOINED or len(parts) > MOST_LISTED):
            return None
    return cells


def runs_of_years(rows: list[TieRow], last: int) -> list[TieRow]:
    """One row for each run of years without a gap; it is still in force if it reaches the last year of the table.

    Years that differ in status, obligations, or a start or an end of their own are different runs.
    """
    runs: dict[tuple[str, ...], list[TieRow]] = defaultdict(list)
    single = [row for row in rows if row.year is None]
    for row in rows:
        if row.year is not None:
            runs[tuple(row.cells.get(name, "") for name in _OF_A_TIE)].append(row)
    for of_tie in runs.values():
        years = sorted(of_tie, key=lambda row: (row.year or 0, row.line))
        gaps = [at for at in range(1, len(years)) if not _follows(years[at - 1], years[at])]
        for begin, stop in pairwise((0, *gaps, len(years))):
            start = years[0].cells.get("start", "") if begin == 0 else ""
            end = years[-1].cells.get("end", "") if stop == len(years) else ""
            single.append(_run(years[begin:stop], last, start, end))
    return sorted(single, key=lambda row: row.line)


def _follows(one: TieRow, other: TieRow) -> bool:
    """Whether a row is about the same or the next year as the one before, and says the same of the status."""
    return (other.year or 0) <= (one.year or 0) + 1 and one.cells["status"] == other.cells["status"]


def _run(years: list[TieRow], last_of_all: int, start: str, end: str) -> TieRow:
    """One row from the first to the last year, if it has no start or end of its own."""
    first, last = years[0], years[-1].year
    after = "" if last == last_of_all else str((last or 0) + 1)
    cells = first.cells
    for row in years[1:]:
        cells = _joined(cells, row.cells) or cells
    return replace(first, cells=cells | {"start": start or str(first.year), "end": end or after})


def is_row_a_year(pairs: Iterable[tuple[str, str, int]]) -> bool:
    """Whether a table with a year in each row, of (one, other, year), is one row for each year of a tie."""
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one, other, year in pairs:
        years[one, other].add(year)
    steps = [later - earlier for of_pair in years.values() for earlier, later in pairwise(sorted(of_pair))]
    return len(steps) >= max(2, len(years) // 4) and sum(step == 1 for step in steps) >= 0.7 * len(steps)
