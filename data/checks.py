"""The rules that span rows and tables; `python -m data.checks [FOLDER]` tells what is wrong."""

import io
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, get_origin

from data.findings import Finding, Names, shown
from data.reading import EXPECTED, RECORDS, Expected, Line, Tables, read_tables
from data.schema import LIST_SEPARATOR, TABLE, TABLES, Event, Figure, Row, Rung, Spell, Table, actors_of
from data.words import counted

R = TypeVar("R", bound=Row)
Check = Callable[[Tables], Iterator[Finding]]


def all_findings(tables: Tables) -> list[Finding]:
    """What could not be read and which rules are broken, in the order of files and lines."""
    found = [*tables.findings, *(finding for check in CHECKS for finding in check(tables))]
    return sorted(found, key=lambda finding: (finding.file, finding.row or 0))


def _lines(tables: Tables, name: str) -> Iterator[Line]:
    return iter(tables.lines.get(name, {}).values())


def _rows(tables: Tables, kind: type[R]) -> Iterator[tuple[Line, R]]:
    (name,) = (table.name for table in (*TABLES, EXPECTED) if table.row is kind)
    return ((line, line.row) for line in _lines(tables, name) if isinstance(line.row, kind))


def _column(tables: Tables, name: str, column: str) -> dict[str, str]:
    """Id -> cell, also for rows that are no valid rows."""
    return {key[0]: line.cell(column) for key, line in tables.lines.get(name, {}).items() if key[0]}


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]


def _named(table: Table, column: str, cell: str) -> Sequence[str]:
    """The ids that a cell names; none if it cannot be read, which is told elsewhere."""
    if column == "dyad":
        try:
            return actors_of(cell)
        except ValueError:
            return ()
    if get_origin(table.row.model_fields[column].annotation) is tuple:
        return _parts(cell)
    return (cell,) if cell else ()


def dangling_references(tables: Tables) -> Iterator[Finding]:
    ids = {table.name: Names(_column(tables, table.name, table.row.key[0])) for table in TABLES}
    for table in TABLES:
        references = {column: to for column, to in table.references.items() if to not in tables.unsure}
        for line in _lines(tables, table.name):
            for column, to in references.items() if not line.torn else ():
                for name in _named(table, column, line.cell(column)):
                    if name not in ids[to]:
                        yield line.fault(column, f'"{shown(name)}" is not in {to}{ids[to].perhaps(name)}')


def searched_dyads(tables: Tables) -> Iterator[Finding]:
    """A search names dyads, or all of an actor's as CHN-*."""
    actors = Names(_column(tables, "actors", "actor"))
    for line in _lines(tables, "searches"):
        for part in _parts(line.cell("dyads")) if not line.torn else ():
            try:
                named = (part[:-2],) if part.endswith("-*") else actors_of(part)
            except ValueError:
                yield line.fault("dyads", f'"{shown(part)}" is no dyad (use BLR-CHN, or CHN-* for all of CHN)')
                continue
            for name in named if "actors" not in tables.unsure else ():
                if name not in actors:
                    yield line.fault("dyads", f'"{shown(name)}" is not in actors{actors.perhaps(name)}')


def uncited_sources(tables: Tables) -> Iterator[Finding]:
    citing = [table.name for table in TABLES if table.references.get("sources") == "sources"]
    if not tables.unsure.isdisjoint(citing):
        return
    lines = [line for name in citing for line in _lines(tables, name)]
    cells = (cell for line in lines for cell in (line.cells.values() if line.torn else (line.cell("sources"),)))
    cited = {part for cell in cells for part in _parts(cell)}
    for line in _lines(tables, "sources"):
        if (name := line.cell("source")) and name not in cited:
            yield line.fault("source", f'nobody cites "{shown(name)}"')


def supported_grades(tables: Tables) -> Iterator[Finding]:
    dates = _column(tables, "sources", "date")
    graded: list[tuple[Line, Spell | Event | Figure]] = []
    graded += [*_rows(tables, Spell), *_rows(tables, Event), *_rows(tables, Figure)]
    for line, row in graded:
        if not row.sources and row.grade != "recalled":
            yield line.fault("sources", f"is empty, yet the row is {row.grade} (name a source, or say recalled)")
        # A source that is not there is told elsewhere.
        elif row.grade == "confirmed" and not any(dates.get(source, "?") for source in row.sources):
            yield line.fault("grade", "is confirmed, but none of its sources is dated (date one, or say reported)")


def house_ladders(tables: Tables) -> Iterator[Finding]:
    """Each family has one house ladder, and each of its tiers a rung there."""
    houses: dict[str, Line] = {}
    for line in _lines(tables, "ladders"):
        family = line.cell("family")
        if line.cell("house") == "yes" and houses.setdefault(family, line) is not line:
            first = shown(houses[family].cell("ladder"))
            yield line.fault("house", f'"{shown(family)}" has a house ladder already, "{first}"')
    if tables.unsure.isdisjoint(("ladders", "rungs")) and not any(line.torn for line in _lines(tables, "ladders")):
        yield from _missing_rungs(tables, houses)


def _missing_rungs(tables: Tables, houses: dict[str, Line]) -> Iterator[Finding]:
    for line in _lines(tables, "families"):
        if (family := line.cell("family")) and family not in houses:
            yield line.fault("family", f'"{shown(family)}" has no house ladder (add one to ladders.csv)')
    for line in _lines(tables, "tiers"):
        house, tier = houses.get(line.cell("family")), line.cell("tier")
        if house and tier and (house.cell("ladder"), tier) not in tables.lines["rungs"]:
            yield line.fault("tier", f'"{shown(tier)}" has no rung on the ladder "{shown(house.cell("ladder"))}"')


def foreign_rungs(tables: Tables) -> Iterator[Finding]:
    """A ladder orders the tiers of its own family only."""
    ladders, tiers = _column(tables, "ladders", "family"), _column(tables, "tiers", "family")
    for line, rung in _rows(tables, Rung):
        family = ladders.get(rung.ladder)
        if family and family != tiers.get(rung.tier, family):
            yield line.fault("tier", f'"{shown(rung.tier)}" is no tier of "{shown(family)}", which this ladder orders')


def group_names(tables: Tables) -> Iterator[Finding]:
    names: dict[tuple[str, str], tuple[Line, str]] = {}
    for line, rung in _rows(tables, Rung):
        first, name = names.setdefault((rung.ladder, rung.group), (line, rung.group_name))
        if name != rung.group_name:
            differs = f'"{shown(rung.group_name)}", but group {shown(rung.group)} is "{shown(name)}"'
            yield line.fault("group_name", f"is {differs} on line {first.number}")


def spell_dates(tables: Tables) -> Iterator[Finding]:
    for line, spell in _rows(tables, Spell):
        for column, opening in (("start", spell.start), ("known_by", spell.known_by)):
            if opening and spell.end and spell.end.last < opening.first:
                yield line.fault("end", f"{spell.end} is before {column}, {opening}")
                break
        if spell.start and spell.known_by and spell.known_by.last < spell.start.first:
            yield line.fault("known_by", f"{spell.known_by} is before the start, {spell.start}")
        if not spell.start and not spell.known_by:
            yield line.fault("known_by", "is empty, and so is start (give a day on which a source shows it in force)")


def overlapping_spells(tables: Tables) -> Iterator[Finding]:
    """Two spells of a dyad in an exclusive family that overlap however exact their dates may become."""
    families, tiers = _column(tables, "families", "exclusive"), _column(tables, "tiers", "family")
    ties: dict[tuple[str, str], list[tuple[date, date, Line]]] = defaultdict(list)
    for line, spell in _rows(tables, Spell):
        opening, family = spell.start or spell.known_by, tiers.get(spell.tier, "")
        if opening and families.get(family) == "yes":
            ties[spell.dyad, family].append((opening.last, spell.end.first if spell.end else date.max, line))
    for (_, family), spells in ties.items():
        yield from _overlaps(family, sorted(spells, key=lambda spell: spell[:2]))


def _overlaps(family: str, spells: list[tuple[date, date, Line]]) -> Iterator[Finding]:
    """Of (latest start, earliest end, line) in order: two overlap if each starts before the other can end."""
    starts = [start for start, _, _ in spells]
    longest: list[tuple[date, Line]] = []
    for at, (start, end, line) in enumerate(spells):
        before = min(at, bisect_left(starts, end))
        if before and longest[before - 1][0] > start:
            other = longest[before - 1][1]
            where = f"{shown(other.cell('spell'))} ({other.file}:{other.number})"
            yield line.fault("start", f"overlaps with {where}: a dyad stands on one tier of {family} at a time")
        longest.append(max([*longest[-1:], (end, line)], key=lambda spell: spell[0]))


def event_dates(tables: Tables) -> Iterator[Finding]:
    for line, event in _rows(tables, Event):
        if event.end_date and event.end_date.last < event.date.first:
            yield line.fault("end_date", f"{event.end_date} is before the date, {event.date}")


def same_events(tables: Tables) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Line] = {}
    for line, event in _rows(tables, Event):
        first = seen.setdefault((event.dyad, event.date.text, event.title.casefold()), line)
        if first is not line:
            yield line.fault("title", f"the same event is on line {first.number} (delete one)")


def figures_about_nobody(tables: Tables) -> Iterator[Finding]:
    for line, figure in _rows(tables, Figure):
        if not figure.dyad and not figure.to_actor:
            yield line.fault("dyad", "is empty, and so is to_actor (say whom the figure is about)")


def expected_counts(tables: Tables) -> Iterator[Finding]:
    counts = _counts(tables)
    for line, expected in _rows(tables, Expected):
        if expected.table not in TABLE:
            yield line.fault("table", f'"{shown(expected.table)}" is no table{Names(TABLE).perhaps(expected.table)}')
        elif expected.table not in tables.unsure:
            found = counts[expected.table, expected.scope]
            if found != expected.rows:
                what = shown(f"{expected.table} {expected.scope}".strip())
                yield line.fault("rows", f"{expected.rows:,} expected in {what}, {found:,} found")


def _counts(tables: Tables) -> dict[tuple[str, str], int]:
    """Rows by (table, scope): the whole table, a dyad, a family."""
    families = _column(tables, "tiers", "family")
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for name in TABLE:
        for line in _lines(tables, name):
            family = line.cell("family") or families.get(line.cell("tier"), "")
            for scope in {"", line.cell("dyad"), family}:
                counts[name, scope] += 1
    return counts


CHECKS: tuple[Check, ...] = (
    dangling_references, searched_dyads, uncited_sources, supported_grades, house_ladders, foreign_rungs,
    group_names, spell_dates, overlapping_spells, event_dates, same_events, figures_about_nobody, expected_counts,
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """One line a finding and a closing count; 1 if there is any finding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a name must not stop the report.
        sys.stdout.reconfigure(errors="backslashreplace")
    tables = read_tables(Path(arguments[0]) if arguments else RECORDS)
    findings = all_findings(tables)
    for finding in findings:
        print(finding)
    files = counted(len({finding.file for finding in findings}), "file")
    found = f"{counted(len(findings), 'finding')} in {files}" if findings else "no findings"
    print(f"{found}; {counted(tables.rows_read, 'row')} read")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
