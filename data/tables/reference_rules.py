"""The rules on what rows refer to: ids that exist, sources that support, rows that contradict one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import get_origin

import numpy as np

from data.base.fault import Fault
from data.base.nearest_names import Names
from data.base.text import quotable
from data.model.cells import LIST_SEPARATOR, actors_of, is_too_long_a_list
from data.model.event_rows import Event
from data.model.ledger_rows import CoverageGap, Search
from data.model.measured_rows import Figure
from data.model.rows import Table
from data.model.schema import TABLES
from data.model.tie_rows import Spell
from data.tables.column_table import Column, ColumnLines
from data.tables.findings import MOST_OF_CELL, Finding
from data.tables.reading import Key, Tables
from data.tables.sheet import Line
from data.tables.suspects import column_of, in_contests, lines_of, rows_of, unlike_grades


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]


def _listed(cell: str) -> list[str]:
    """The values of a list, but not those of one that is too long: its row has a finding already."""
    return [] if is_too_long_a_list(cell) else _parts(cell)


def _named(table: Table, column: str, cell: str) -> Sequence[str]:
    """The ids that a cell names; none if it cannot be read, which is reported elsewhere."""
    if column == "dyad":
        try:
            return actors_of(cell)
        except ValueError:
            return ()
    if get_origin(table.row.model_fields[column].annotation) is tuple:
        return _listed(cell)
    return (cell,) if cell else ()


def _named_in(table: Table, name: str, column: Column) -> Iterable[Sequence[str]]:
    """The same of each different cell of a column, whose values have been read already."""
    if name == "dyad":
        return (actors_of(cell) if cell else () for cell in column.cells)
    if get_origin(table.row.model_fields[name].annotation) is tuple:
        return column.values
    return ((cell,) if cell else () for cell in column.cells)


def dangling_references(tables: Tables) -> Iterator[Finding]:
    named = {to for table in TABLES for to in table.references.values()}
    ids = {
        table.name: Names(column_of(tables, table.name, table.row.key[0])) for table in TABLES if table.name in named
    }
    for table in TABLES:
        references = {column: to for column, to in table.references.items() if to not in tables.incomplete}
        lines = tables.lines.get(table.name, {})
        if isinstance(lines, ColumnLines):
            lines = dict(_with_unknown_names(lines, table, references, ids))
        for line in lines.values():
            for column, to in references.items() if not line.ragged else ():
                unknown = (name for name in _named(table, column, line.cell(column)) if name not in ids[to])
                for name in islice(unknown, MOST_OF_CELL):
                    yield _dangling(line, column, name, to, ids[to])


def _with_unknown_names(
    lines: ColumnLines, table: Table, references: Mapping[str, str], ids: Mapping[str, Names]
) -> Iterator[tuple[Key, Line]]:
    """The lines of a table in columns that name an id which is not there; each different cell is looked at once."""
    unknown = np.zeros(len(lines), dtype=bool)
    for name, to in references.items():
        column, known = lines.rows.columns[name], ids[to].names
        is_unknown = [any(one not in known for one in names) for names in _named_in(table, name, column)]
        unknown |= column.taken(is_unknown).astype(bool)
    keys = list(lines.rows.places) if unknown.any() else []
    return ((keys[index], lines[keys[index]]) for index in np.flatnonzero(unknown).tolist())


def _dangling(line: Line, column: str, name: str, to: str, ids: Names) -> Finding:
    fix = ids.fix_for(name, "use an id that is there, or add a row for it to that table")
    return line.finding(column, f'"{quotable(name)}" is not in {to}', fix)


def searched_dyads(tables: Tables) -> Iterator[Finding]:
    """A search names dyads, or all of an actor's as CHN-*."""
    actors = Names(column_of(tables, "actors", "actor"))
    for line in lines_of(tables, "searches"):
        for part in _parts(line.cell("dyads")) if not line.ragged else ():
            try:
                named = (part[:-2],) if part.endswith("-*") else actors_of(part)
            except ValueError:
                yield line.finding(
                    "dyads", f'"{quotable(part)}" is not a valid dyad', "use BLR-CHN, or CHN-* for all dyads of CHN"
                )
                continue
            for name in named if "actors" not in tables.incomplete else ():
                if name not in actors:
                    yield _dangling(line, "dyads", name, "actors", actors)


def coverage_gap_days(tables: Tables) -> Iterator[Finding]:
    """Days that were not read are in order, within the time of their search, each once."""
    searches = {search.search: search for _, search in rows_of(tables, Search)}
    before: dict[str, tuple[Line, CoverageGap]] = {}
    gaps = sorted(rows_of(tables, CoverageGap), key=lambda pair: (pair[1].search, pair[1].first.first))
    for line, gap in gaps:
        first, last, search = gap.first.first, gap.last.last, searches.get(gap.search)
        if last < first:
            yield line.finding("last", f"{gap.last} is before first, {gap.first}", "correct one of the two days")
        if search and last > search.through.last:
            reason = f"{gap.last} is after the end of the search, {search.through}"
            yield line.finding("last", reason, "give only days that the search should cover")
        if search and search.since and first < search.since.first:
            reason = f"{gap.first} is before the start of the search, {search.since}"
            yield line.finding("first", reason, "give only days that the search should cover")
        if gap.search in before and before[gap.search][1].last.last >= first:
            other = before[gap.search][0]
            reason = f"{gap.first} is also among the days on line {other.number}"
            yield line.finding("first", reason, "give each day once")
        before[gap.search] = (line, gap)


def uncited_sources(tables: Tables) -> Iterator[Finding]:
    citing = [table.name for table in TABLES if table.references.get("sources") == "sources"]
    if not tables.incomplete.isdisjoint(citing):
        return
    cited = {part for name in citing for cell in _citing_cells(tables, name) for part in _listed(cell)}
    for line in lines_of(tables, "sources"):
        if (name := line.cell("source")) and name not in cited:
            yield line.finding(
                "source", f'no row cites "{quotable(name)}"', "name it in the sources of a row, or delete it"
            )


def _citing_cells(tables: Tables, name: str) -> Iterable[str]:
    """The cells of a table that may name sources, each different one at least once."""
    lines = tables.lines.get(name, {})
    if isinstance(lines, ColumnLines):
        return lines.rows.columns["sources"].cells
    return {
        cell for line in lines.values() for cell in (line.cells.values() if line.ragged else (line.cell("sources"),))
    }


def supported_grades(tables: Tables) -> Iterator[Finding]:
    dates = column_of(tables, "sources", "date")
    graded: list[tuple[Line, Spell | Event | Figure]] = []
    suspects = unlike_grades(dates)
    for kind in (Spell, Event, Figure):
        graded += rows_of(tables, kind, suspects)
    for line, row in graded:
        if not row.sources and row.grade != "recalled":
            fix = "name a source, or grade the row recalled"
            yield line.finding("sources", f"is empty, but the row is graded {row.grade}", fix)
        # A source that does not exist is reported elsewhere.
        elif row.grade == "confirmed" and not any(dates.get(source, "?") for source in row.sources):
            fix = "add the date of a source, or grade the row reported"
            yield line.finding("grade", "is confirmed, but none of its sources has a date", fix)


def contests(tables: Tables) -> Iterator[Finding]:
    """Rows that contradict one another share the id of the main one, and their grade says so."""
    kinds: tuple[type[Spell] | type[Event], ...] = (Spell, Event)
    for kind in kinds:
        shared: dict[str, list[tuple[Line, Spell | Event]]] = defaultdict(list)
        for line, row in rows_of(tables, kind, in_contests):
            if row.contest:
                shared[row.contest].append((line, row))
            if fault := _grade_fault(row):
                yield line.finding("contest", fault.reason, fault.fix)
        for name, rows in shared.items():
            yield from _one_contest(name, rows)


def _grade_fault(row: Spell | Event) -> Fault | None:
    """A value of which no text was read may be part of a contest as recalled."""
    if row.grade == "contested" and not row.contest:
        return Fault("is empty, but the row is graded contested", "share an id with the row that says otherwise")
    if row.contest and row.grade not in ("contested", "recalled"):
        return Fault(
            f"names a contest, but the row is graded {row.grade}",
            "grade it contested, or recalled if no text was read",
        )
    return None


def _one_contest(name: str, rows: list[tuple[Line, Spell | Event]]) -> Iterator[Finding]:
    main = next((row for _, row in rows if row.id == name), None)
    for line, row in rows:
        if main is None:
            reason = f'names "{quotable(name)}", a row that does not name itself in this column'
            yield line.finding("contest", reason, "write its own id into the contest column of that row")
        elif row.dyad != main.dyad:
            reason = f'"{quotable(name)}" is about {main.dyad}, this row is about {row.dyad}'
            yield line.finding("contest", reason, "name a row about the same dyad")
    if main and len(rows) == 1:
        yield rows[0][0].finding("contest", "no other row contradicts it", "add a row for what the others say")
