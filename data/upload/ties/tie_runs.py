"""Rows of ties -> ties: one for a tie that is there twice or in both directions, one spell for a run of years."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from data.upload.ties.tie_row import TieRow

_SAME = ("dyad", "tier", "wording", "start", "known_by", "end")


def without_repeats(rows: Iterable[TieRow]) -> tuple[list[TieRow], int]:
    """(each tie once, how many rows say the same again). A row with an id of its own is a tie of its own."""
    kept: dict[object, TieRow] = {}
    repeats = 0
    for row in rows:
        cells = row.cells
        key: object = cells["spell"] if cells.get("spell") else (*(cells.get(name, "") for name in _SAME), row.year)
        if key in kept and not cells.get("spell"):
            repeats += 1
        else:
            kept[key if key not in kept else (key, row.line)] = row
    return list(kept.values()), repeats


def runs_of_years(rows: list[TieRow]) -> list[TieRow]:
    """One row for each run of years without a gap; it is still in force if it reaches the last year of the table."""
    last = max((row.year for row in rows if row.year is not None), default=None)
    if last is None:
        return rows
    runs: dict[tuple[str, ...], list[TieRow]] = defaultdict(list)
    single = [row for row in rows if row.year is None]
    for row in rows:
        if row.year is not None:
            runs[row.cells["dyad"], row.cells["tier"], row.cells.get("obligations", "")].append(row)
    for of_tie in runs.values():
        ordered = sorted(of_tie, key=lambda row: (row.year or 0, row.line))
        first = ordered[0]
        for one, other in pairwise([*ordered, None]):
            assert one is not None
            if other is None or (other.year or 0) > (one.year or 0) + 1:
                single.append(_run(first, one, last))
                first = other or one
    return sorted(single, key=lambda row: row.line)


def _run(first: TieRow, last: TieRow, last_of_all: int) -> TieRow:
    end = "" if last.year == last_of_all else str((last.year or 0) + 1)
    return replace(first, cells=first.cells | {"start": str(first.year), "end": end})


def is_row_a_year(pairs: Iterable[tuple[str, str, int]]) -> bool:
    """Whether a table with a year in each row, of (one, other, year), is one row for each year of a tie."""
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one, other, year in pairs:
        years[one, other].add(year)
    steps = [later - earlier for of_pair in years.values() for earlier, later in pairwise(sorted(of_pair))]
    return len(steps) >= max(2, len(years) // 4) and sum(step == 1 for step in steps) >= 0.7 * len(steps)
