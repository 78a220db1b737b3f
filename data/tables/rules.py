"""The rules across rows and tables, and everything that is wrong with what was read."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from data.base.nearest_names import Names
from data.base.text import quotable
from data.model.cells import is_yes
from data.model.event_rows import Event
from data.model.measured_rows import Figure
from data.model.schema import TABLE
from data.model.tie_rows import Rung, Spell
from data.tables.column_table import ColumnLines, ColumnTable
from data.tables.findings import Finding
from data.tables.reading import Expected, Tables
from data.tables.reference_rules import (
    contests,
    coverage_gap_days,
    dangling_references,
    searched_dyads,
    supported_grades,
    uncited_sources,
)
from data.tables.sheet import Line
from data.tables.suspects import (
    about_nobody,
    beside_proposals,
    column_of,
    in_crowded_ties,
    in_wrong_order,
    lines_of,
    on_one_day,
    rows_of,
    with_end,
)

_DATES_FIX = "correct one of the two dates"
PROPOSED = "proposed"
Check = Callable[[Tables], Iterator[Finding]]


def house_ladders(tables: Tables) -> Iterator[Finding]:
    """Each family has one house ladder, and each of its tiers a rung there."""
    houses: dict[str, Line] = {}
    for line in lines_of(tables, "ladders"):
        family = line.cell("family")
        if is_yes(line.cell("house")) and houses.setdefault(family, line) is not line:
            first = quotable(houses[family].cell("ladder"))
            reason = f'"{quotable(family)}" already has a house ladder, "{first}"'
            yield line.finding("house", reason, "write no for one of the two")
    if tables.incomplete.isdisjoint(("ladders", "rungs")) and not any(
        line.ragged for line in lines_of(tables, "ladders")
    ):
        yield from _missing_rungs(tables, houses)


def _missing_rungs(tables: Tables, houses: dict[str, Line]) -> Iterator[Finding]:
    for line in lines_of(tables, "families"):
        if (family := line.cell("family")) and family not in houses:
            yield line.finding("family", f'"{quotable(family)}" has no house ladder', "add one to ladders.csv")
    for line in lines_of(tables, "tiers"):
        house, tier = houses.get(line.cell("family")), line.cell("tier")
        if house and tier and (house.cell("ladder"), tier) not in tables.lines["rungs"]:
            reason = f'"{quotable(tier)}" has no rung on the house ladder "{quotable(house.cell("ladder"))}"'
            yield line.finding("tier", reason, "add one to rungs.csv")


def foreign_rungs(tables: Tables) -> Iterator[Finding]:
    """A ladder orders the tiers of its own family only."""
    ladders, tiers = column_of(tables, "ladders", "family"), column_of(tables, "tiers", "family")
    for line, rung in rows_of(tables, Rung):
        family = ladders.get(rung.ladder)
        if family and family != tiers.get(rung.tier, family):
            reason = f'"{quotable(rung.tier)}" is not a tier of "{quotable(family)}", the family of this ladder'
            yield line.finding("tier", reason, "use a tier of that family, or another ladder")


def group_names(tables: Tables) -> Iterator[Finding]:
    names: dict[tuple[str, str], tuple[Line, str]] = {}
    for line, rung in rows_of(tables, Rung):
        first, name = names.setdefault((rung.ladder, rung.group), (line, rung.group_name))
        if name != rung.group_name:
            reason = f'is "{quotable(rung.group_name)}", but group {quotable(rung.group)} is "{quotable(name)}"'
            yield line.finding("group_name", f"{reason} on line {first.number}", "use one name for the whole group")


def spell_dates(tables: Tables) -> Iterator[Finding]:
    for line, spell in rows_of(tables, Spell, in_wrong_order):
        for column, opening in (("start", spell.start), ("known_by", spell.known_by)):
            if opening and spell.end and spell.end.last < opening.first:
                yield line.finding("end", f"{spell.end} is before {column}, {opening}", _DATES_FIX)
                break
        if spell.start and spell.known_by and spell.known_by.last < spell.start.first:
            yield line.finding("known_by", f"{spell.known_by} is before the start, {spell.start}", _DATES_FIX)
        if not spell.start and not spell.known_by:
            fix = "give the start, or a day on which a source shows it in force"
            yield line.finding("known_by", "is empty, and so is start", fix)


def overlapping_spells(tables: Tables) -> Iterator[Finding]:
    """Two spells of a dyad in an exclusive family that overlap however exact their dates may become.

    An added spell and one of ours are two statements: both are kept.
    """
    families, tiers = column_of(tables, "families", "exclusive"), column_of(tables, "tiers", "family")
    ties: dict[tuple[str, str, bool], list[tuple[int, int, Line]]] = defaultdict(list)
    for line, spell in rows_of(tables, Spell, in_crowded_ties(tiers, families)):
        family = tiers.get(spell.tier, "")
        # What other sources say of a spell is shown beside it, and so is a proposal: neither takes time of its own.
        if spell.opening and spell.is_main and spell.status != PROPOSED and is_yes(families.get(family, "")):
            ties[spell.dyad, family, line.added].append((spell.span.latest_start, spell.span.earliest_end, line))
    for (_, family, _), spells in ties.items():
        yield from _overlaps(family, sorted(spells, key=lambda spell: spell[:2]))


def _overlaps(family: str, spells: list[tuple[int, int, Line]]) -> Iterator[Finding]:
    """Of (latest start, earliest end, line) in order: two overlap if each starts before the other can end.

    Of the earlier spells that start before this one ends, it is enough to look at the one that ends last: if that one
    is over when this one starts, so are they all.
    """
    starts = [start for start, _, _ in spells]
    # By index: which of the spells so far ends last, and when.
    ending_last: list[tuple[int, Line]] = []
    for index, (start, end, line) in enumerate(spells):
        before = min(index, bisect_left(starts, end))
        if before and ending_last[before - 1][0] > start:
            other = ending_last[before - 1][1]
            where = f"{quotable(other.cell('spell'))} ({other.file}:{other.number})"
            reason = f"overlaps with {where}, but a dyad can have only one tier of {family} at a time"
            yield line.finding("start", reason, "end the earlier one before the later one starts")
        ending_last.append(max([*ending_last[-1:], (end, line)], key=lambda spell: spell[0]))


def proposals_end_nothing(tables: Tables) -> Iterator[Finding]:
    """What is in force does not end on the day on which something else is merely proposed."""
    tiers = column_of(tables, "tiers", "family")
    spells = [(line, spell) for line, spell in rows_of(tables, Spell, beside_proposals) if spell.is_main]
    proposed = {
        (spell.dyad, tiers.get(spell.tier), spell.start.text): spell.spell
        for _, spell in spells
        if spell.status == PROPOSED and spell.start
    }
    begun = {
        (spell.dyad, tiers.get(spell.tier), spell.start.text)
        for _, spell in spells
        if spell.status != PROPOSED and spell.start
    }
    for line, spell in spells:
        change = (spell.dyad, tiers.get(spell.tier), spell.end.text if spell.end else "")
        if spell.status != PROPOSED and change in proposed and change not in begun:
            reason = f'is the day on which "{quotable(proposed[change])}" was proposed, and a proposal ends nothing'
            yield line.finding("end", reason, "end it when the next one is declared, or leave the end empty")


def event_dates(tables: Tables) -> Iterator[Finding]:
    for line, event in rows_of(tables, Event, with_end):
        if event.end_date and event.end_date.last < event.date.first:
            yield line.finding("end_date", f"{event.end_date} is before the date, {event.date}", _DATES_FIX)


def same_events(tables: Tables) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str, bool], Line] = {}
    for line, event in rows_of(tables, Event, on_one_day):
        if not event.is_main:
            continue
        first = seen.setdefault((event.dyad, event.date.text, event.title.casefold(), line.added), line)
        if first is not line:
            yield line.finding("title", f"the same event is on line {first.number}", "delete one of the two")


def figures_about_nobody(tables: Tables) -> Iterator[Finding]:
    for line, figure in rows_of(tables, Figure, about_nobody):
        if not figure.dyad and not figure.to_actor:
            yield line.finding("dyad", "is empty, and so is to_actor", "say whom the figure is about")


def expected_counts(tables: Tables) -> Iterator[Finding]:
    every = list(rows_of(tables, Expected))
    counts = counts_of(tables) if every else {}
    for line, expected in every:
        if expected.table not in TABLE:
            fix = Names(TABLE).fix_for(expected.table, f"use one of {', '.join(TABLE)}")
            yield line.finding("table", f'"{quotable(expected.table)}" is not a table', fix)
        elif expected.table not in tables.incomplete:
            rows = counts[expected.table, expected.scope]
            if rows != expected.rows:
                scope = quotable(f"{expected.table} {expected.scope}".strip())
                reason = f"expected {expected.rows:,} rows in {scope}, but there are {rows:,}"
                yield line.finding("rows", reason, "restore the lost rows, or run python -m data.normalise --expect")


def counts_of(tables: Tables) -> dict[tuple[str, str], int]:
    """Rows by (table, scope): the whole table, a dyad, a family."""
    families = column_of(tables, "tiers", "family")
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for name in TABLE:
        lines = tables.lines.get(name, {})
        if isinstance(lines, ColumnLines):
            for scope, number in _counts_of_columns(lines.rows, families):
                counts[name, scope] += number
            continue
        for line in lines.values():
            family = line.cell("family") or families.get(line.cell("tier"), "")
            for scope in {"", line.cell("dyad"), family}:
                counts[name, scope] += 1
    return counts


def _counts_of_columns(rows: ColumnTable, families: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """(scope, rows) of a table in columns: nothing narrower than the whole is counted of a machine-coded one."""
    yield "", len(rows)
    for name, column in rows.columns.items() if not rows.table.in_columns else ():
        if name in ("dyad", "family", "tier"):
            scopes = [families.get(cell, "") if name == "tier" else cell for cell in column.cells]
            counted = np.bincount(column.codes, minlength=len(scopes)).tolist()
            yield from ((scope, number) for scope, number in zip(scopes, counted, strict=True) if scope)


RULES: tuple[Check, ...] = (
    dangling_references, searched_dyads, uncited_sources, supported_grades, house_ladders, foreign_rungs,
    group_names, spell_dates, overlapping_spells, proposals_end_nothing, contests, event_dates, same_events,
    figures_about_nobody, coverage_gap_days, expected_counts,
)  # fmt: skip


def all_findings(tables: Tables) -> list[Finding]:
    """Everything that could not be read and every broken rule, in the order of files and lines."""
    findings = [*tables.findings, *(finding for check in RULES for finding in check(tables))]
    return sorted(findings, key=lambda finding: (finding.file, finding.row or 0))
