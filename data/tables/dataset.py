"""CSV -> Dataset."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.event_rows import Event
from data.model.ledger_rows import ClaimRow, CoverageGap, Omission, PresetRow, Ruling, Search, Source
from data.model.measured_rows import Figure, Indicator, Series
from data.model.rows import Row, Table
from data.model.schema import TABLE, TABLES
from data.model.tie_rows import Actor, Family, Ladder, Rung, Spell, Tier
from data.tables.column_table import Column, ColumnLines, ColumnTable, in_columns
from data.tables.findings import Finding, RecordsError
from data.tables.late_rows import LateRows, PickedRows, RowOrigins, column_of
from data.tables.reading import EXPECTED, RECORDS, Expected, Files, Key, Tables, csv_files, files_in, read_tables
from data.tables.rows import cells_of
from data.tables.rules import all_findings
from data.tables.sheet import Line

# Loaded where it is needed: a figure on the command line should not wait for it.
if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RECORDS", "Dataset", "Finding", "RecordsError", "load_files", "load_records", "stamp"]

R = TypeVar("R", bound=Row)
_NAMES = {table.row: table.name for table in TABLES}
Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, eq=False)
class Dataset:
    """All records, read-only and free of findings; equal to nothing but itself, so that it can be a cache key.

    `rows` has the rows of each table in file order: of a table in columns as a `ColumnTable`, which makes each when it is
    asked for; of any other large one as `LateRows`. `places` has the (file, line) of each (table, key) of the others. `added` names the
    rows that a reader added in one session; they are not part of the records. `expected` are the counts that are stored
    with the records.
    """

    rows: Mapping[str, Sequence[Row]]
    places: Mapping[tuple[str, Key], tuple[str, int]]
    version: str
    added: frozenset[tuple[str, Key]] = frozenset()
    expected: tuple[Expected, ...] = ()

    def __reduce__(self) -> tuple[type["Dataset"], tuple[object, ...]]:
        """A copy for another process has the rows, and nothing that was made of them."""
        return Dataset, (dict(self.rows), self.places, self.version, self.added, self.expected)

    @property
    def is_enlarged(self) -> bool:
        """Whether a reader added so many rows that what is made of them should not be kept in numbers."""
        return len(self.added) > 1_000

    def _all(self, kind: type[R]) -> Sequence[R]:
        # A table holds rows of its kind only.
        return cast("Sequence[R]", self.rows[_NAMES[kind]])

    def column(self, name: str, column: str) -> Column:
        """A column of a table, a row after the other."""
        columns: dict[tuple[str, str], Column] = self.__dict__.setdefault("_columns", {})
        if (name, column) not in columns:
            columns[name, column] = column_of(self.rows[name], column)
        return columns[name, column]

    def is_added(self, row: Row) -> bool:
        """Whether a reader added the row."""
        return bool(self.added) and (_NAMES[type(row)], key_of(row)) in self.added

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {row.actor: row for row in sorted(self._all(Actor), key=lambda row: row.actor)}

    @cached_property
    def families(self) -> dict[str, Family]:
        return {row.family: row for row in self._all(Family)}

    @cached_property
    def family_order(self) -> dict[str, int]:
        """Families in the order of their file, which is the order of a list for readers."""
        return {family: place for place, family in enumerate(self.families)}

    @cached_property
    def tiers(self) -> dict[str, Tier]:
        return {row.tier: row for row in self._all(Tier)}

    @cached_property
    def ladders(self) -> dict[str, Ladder]:
        return {row.ladder: row for row in self._all(Ladder)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {row.source: row for row in self._all(Source)}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {row.indicator: row for row in self._all(Indicator)}

    @cached_property
    def spells(self) -> Sequence[Spell]:
        return self._all(Spell)

    @cached_property
    def main_places(self) -> npt.NDArray[np.int64]:
        """The places of the main spells among all."""
        contest = self.column("spells", "contest")
        is_main = contest.taken([not name for name in contest.values]).astype(bool)
        is_main[[place for place in np.flatnonzero(~is_main).tolist() if self.spells[place].is_main]] = True
        return np.flatnonzero(is_main)

    @cached_property
    def main_spells(self) -> Sequence[Spell]:
        """The spells that the page goes by: where sources disagree, one of several."""
        return PickedRows(self.spells, self.main_places)

    @cached_property
    def events(self) -> Sequence[Event]:
        return self._all(Event)

    @cached_property
    def disputes(self) -> dict[str, tuple[Spell | Event, ...]]:
        """Id of a spell or event that the page goes by -> the rows that contradict it."""
        rows: dict[str, list[Spell | Event]] = defaultdict(list)
        for name, of_table in (("spells", self.spells), ("events", self.events)):
            contest = self.column(name, "contest")
            for place in np.flatnonzero(contest.taken([bool(name) for name in contest.values])).tolist():
                if not of_table[place].is_main:
                    rows[of_table[place].contest].append(of_table[place])
        return {name: tuple(others) for name, others in rows.items()}

    @cached_property
    def figures(self) -> Sequence[Figure]:
        return self._all(Figure)

    @cached_property
    def series(self) -> dict[str, Series]:
        return {row.series: row for row in self._all(Series)}

    @cached_property
    def rungs(self) -> Sequence[Rung]:
        return self._all(Rung)

    @cached_property
    def coverage_gaps(self) -> Sequence[CoverageGap]:
        return self._all(CoverageGap)

    @property
    def contacts(self) -> ColumnTable:
        """Observed contacts with China's leaders, in columns."""
        return self.in_columns("contacts")

    @property
    def sightings(self) -> ColumnTable:
        """Dated uses of labels, in columns."""
        return self.in_columns("sightings")

    def in_columns(self, name: str) -> ColumnTable:
        """A table that is kept in columns."""
        rows = self.rows[name]
        assert isinstance(rows, ColumnTable)
        return rows

    def row(self, name: str, key: str) -> Row | None:
        """The row of a table with this id; None if there is none."""
        rows = self.rows[name]
        return rows.get(key) if isinstance(rows, ColumnTable) else self._by_id[name].get(key)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Row]]:
        by_row = {name: rows for name, rows in self.rows.items() if not isinstance(rows, ColumnTable)}
        return {name: {row.id: row for row in rows} for name, rows in by_row.items()}

    @cached_property
    def searches(self) -> Sequence[Search]:
        return self._all(Search)

    @cached_property
    def rulings(self) -> Sequence[Ruling]:
        return self._all(Ruling)

    @cached_property
    def omissions(self) -> Sequence[Omission]:
        return self._all(Omission)

    @cached_property
    def presets(self) -> Sequence[PresetRow]:
        return self._all(PresetRow)

    @cached_property
    def example_claims(self) -> Sequence[ClaimRow]:
        return self._all(ClaimRow)

    @cached_property
    def _houses(self) -> dict[str, Ladder]:
        return {row.family: row for row in self.ladders.values() if row.is_house}

    @cached_property
    def _rungs(self) -> dict[tuple[str, str], Rung]:
        return {(row.ladder, row.tier): row for row in self.rungs}

    def house_ladder(self, family: str) -> Ladder:
        """Our own ranking of a family's tiers; every family has one."""
        return self._houses[family]

    def rung(self, ladder: str, tier: str) -> Rung | None:
        """The tier's position on the ladder; None if the ladder leaves it out."""
        return self._rungs.get((ladder, tier))

    def frame(self, name: str) -> "pd.DataFrame":
        """A table as a frame: one column per schema column, dates kept as `PartialDate`."""
        import pandas as pd

        return pd.DataFrame(
            {column: [getattr(row, column) for row in self.rows[name]] for column in TABLE[name].columns}
        )


def load_records(folder: Path = RECORDS) -> Dataset:
    """The records in the folder; RecordsError with all findings if anything is wrong with them."""
    return load_files(files_in(folder))


def load_files(files: Files) -> Dataset:
    """The same for files that are already in memory."""
    tables = read_tables(files)
    findings = all_findings(tables)
    if findings:
        raise RecordsError(findings)
    return dataset_of(tables)


def dataset_of(tables: Tables) -> Dataset:
    lines = {table.name: tables.lines[table.name] for table in TABLES}
    rows = {table.name: _rows_of(table, lines[table.name]) for table in TABLES}
    late = {name: of_table.columns for name, of_table in rows.items() if isinstance(of_table, LateRows)}
    by_row = [name for name, of_table in rows.items() if isinstance(of_table, tuple)]
    keyed = [(name, key, line) for name in by_row for key, line in lines[name].items()]
    places = {(name, key): (line.file, line.number) for name, key, line in keyed}
    added = frozenset((name, key) for name, key, line in keyed if line.added)
    counts = (line.row for line in tables.lines.get(EXPECTED.name, {}).values())
    expected = tuple(row for row in counts if isinstance(row, Expected))
    return Dataset(MappingProxyType(rows), RowOrigins(places, late), tables.version, added, expected)


def _rows_of(table: Table, lines: Mapping[Key, Line]) -> Sequence[Row]:
    if table.in_columns:
        return in_columns(table, lines)
    return (
        LateRows(lines.rows)
        if isinstance(lines, ColumnLines)
        else tuple(line.row for line in lines.values() if line.row)
    )


@memo
def lines_of_dataset(dataset: Dataset) -> Mapping[str, Mapping[Key, Line]]:
    """The rows as lines again, for the checks: table -> key -> line."""
    return MappingProxyType({table.name: _lines_of(dataset, table) for table in TABLES})


def _lines_of(dataset: Dataset, table: Table) -> Mapping[Key, Line]:
    of_table = dataset.rows[table.name]
    if isinstance(of_table, (ColumnTable, LateRows)):
        return ColumnLines(of_table.columns if isinstance(of_table, LateRows) else of_table)
    rows = ((key_of(row), row) for row in of_table)
    return MappingProxyType({key: Line(*dataset.places[table.name, key], cells_of(row), row) for key, row in rows})


def key_of(row: Row) -> Key:
    return tuple(str(getattr(row, column)) for column in row.key)


def stamp(folder: Path = RECORDS) -> Stamp:
    """Names, inodes, modification times and sizes of the files: if it differs, something was changed. No file is read."""
    return tuple((path.relative_to(folder).as_posix(), *_changed(path)) for path in csv_files(folder))


def _changed(path: Path) -> tuple[int, int, int]:
    """Zeros for a file that is gone by now, or a broken link: reading it says what is wrong."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0, 0
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
