"""Which rows of a large table a rule has to look at: what its columns already show to be right is not looked at again.

Each mask marks at least all rows that break its rule. The rule itself is told once, for a row (`rules.py`,
`reference_rules.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from data.model.cells import is_yes
from data.model.rows import Row
from data.model.schema import TABLES
from data.model.span import FOREVER, Mask
from data.tables.column_table import Column, ColumnLines, ColumnTable
from data.tables.reading import EXPECTED, Tables
from data.tables.sheet import Line

R = TypeVar("R", bound=Row)
Suspects = Callable[[ColumnTable], Mask]
Days = npt.NDArray[np.int64]
# More than any day: groups of days are kept apart by multiples of it.
_APART = FOREVER + 1


def lines_of(tables: Tables, name: str) -> Iterator[Line]:
    return iter(tables.lines.get(name, {}).values())


def column_of(tables: Tables, name: str, column: str) -> dict[str, str]:
    """Id -> cell, also for rows that are not valid."""
    lines = tables.lines.get(name, {})
    if isinstance(lines, ColumnLines):
        ids, cells = (lines.rows.columns[each] for each in (lines.rows.table.row.key[0], column))
        of_row = map(cells.cells.__getitem__, cells.codes.tolist())
        return dict(zip(map(ids.cells.__getitem__, ids.codes.tolist()), of_row, strict=True))
    return {key[0]: line.cell(column) for key, line in lines.items() if key[0]}


def rows_of(tables: Tables, kind: type[R], suspects: Suspects | None = None) -> Iterator[tuple[Line, R]]:
    """The valid rows of a kind and their lines; of a table in columns only those that `suspects` marks."""
    (name,) = (table.name for table in (*TABLES, EXPECTED) if table.row is kind)
    lines = tables.lines.get(name, {})
    if suspects and isinstance(lines, ColumnLines):
        marked = map(lines.line, np.flatnonzero(suspects(lines.rows)).tolist())
        return ((line, line.row) for line in marked if isinstance(line.row, kind))
    return ((line, line.row) for line in lines.values() if isinstance(line.row, kind))


def is_filled(column: Column) -> Mask:
    return column.taken([bool(value) for value in column.values]).astype(bool)


def has(column: Column, value: object) -> Mask:
    return column.is_one_of([value])


def first_days(column: Column) -> Days:
    """The first day that each date may mean; 0 for no date."""
    return column.taken([value.first.toordinal() if value else 0 for value in column.values]).astype(np.int64)


def last_days(column: Column) -> Days:
    """The last day that each date may mean; 0 for no date."""
    return column.taken([value.last.toordinal() if value else 0 for value in column.values]).astype(np.int64)


def limits_of(start: Column, known_by: Column, end: Column) -> tuple[Days, Days, Days, Days]:
    """The first and last day on which each row may start, and may end: as `Spell.span` has them."""
    begins = is_filled(start)
    first = np.where(begins, first_days(start), first_days(known_by))
    last = np.where(begins, last_days(start), last_days(known_by))
    ends = is_filled(end)
    return first, last, np.where(ends, first_days(end), FOREVER), np.where(ends, last_days(end), FOREVER)


def pairs_of(*columns: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """For each row a number: that of its combination of codes."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for codes in columns:
        numbers = numbers * (int(codes.max(initial=0)) + 1) + codes
    return numbers


# Rules ------------------------------------------------------------------------------------------


def in_wrong_order(rows: ColumnTable) -> Mask:
    """Spells without an opening, or whose dates may be in the wrong order."""
    start, known_by, end = (rows.columns[name] for name in ("start", "known_by", "end"))
    begins, known, ends = is_filled(start), is_filled(known_by), is_filled(end)
    wrong: Mask = ~begins & ~known
    wrong |= begins & ends & (last_days(end) < first_days(start))
    wrong |= known & ends & (last_days(end) < first_days(known_by))
    wrong |= begins & known & (last_days(known_by) < first_days(start))
    return wrong


def in_crowded_ties(family_of: Mapping[str, str], exclusive: Mapping[str, str]) -> Suspects:
    """Spells of a dyad and an exclusive family some of which begin before an earlier one is over."""

    def mask(rows: ColumnTable) -> Mask:
        tier, columns = rows.columns["tier"], rows.columns
        families = [family_of.get(cell, "") for cell in tier.cells]
        counted = tier.taken([is_yes(exclusive.get(family, "")) for family in families]).astype(bool)
        _, latest_start, earliest_end, _ = limits_of(columns["start"], columns["known_by"], columns["end"])
        family = Column.of(families[code] for code in tier.codes.tolist())
        ties = np.unique(pairs_of(columns["dyad"].codes, family.codes), return_inverse=True)[1]
        places = np.flatnonzero(counted)
        places = places[np.lexsort((earliest_end[places], latest_start[places], ties[places]))]
        # A tie's days are beyond all days of the ties before it, so the latest end so far is one of its own.
        starts, ends = (days[places] + ties[places] * _APART for days in (latest_start, earliest_end))
        crowded = ties[places[1:]][np.maximum.accumulate(ends)[:-1] > starts[1:]]
        return counted & np.isin(ties, crowded)

    return mask


def beside_proposals(rows: ColumnTable) -> Mask:
    """Spells of a dyad with which something was proposed."""
    dyads = rows.columns["dyad"].codes
    return np.isin(dyads, dyads[has(rows.columns["status"], "proposed")])


def in_contests(rows: ColumnTable) -> Mask:
    return is_filled(rows.columns["contest"]) | has(rows.columns["grade"], "contested")


def unlike_grades(dates: Mapping[str, str]) -> Suspects:
    """Rows whose sources may not support their grade."""

    def mask(rows: ColumnTable) -> Mask:
        sources, grade = rows.columns["sources"], rows.columns["grade"]
        dated = sources.taken([any(dates.get(one, "?") for one in value) for value in sources.values]).astype(bool)
        unsourced = ~is_filled(sources) & ~has(grade, "recalled")
        wrong: Mask = unsourced | has(grade, "confirmed") & ~dated
        return wrong

    return mask


def with_end(rows: ColumnTable) -> Mask:
    return is_filled(rows.columns["end_date"])


def on_one_day(rows: ColumnTable) -> Mask:
    """Events of a dyad that has several on the day."""
    found = np.unique(
        pairs_of(rows.columns["dyad"].codes, rows.columns["date"].codes), return_inverse=True, return_counts=True
    )
    several: Mask = (found[2] > 1)[found[1]]
    return several


def about_nobody(rows: ColumnTable) -> Mask:
    return ~is_filled(rows.columns["dyad"]) & ~is_filled(rows.columns["to_actor"])
