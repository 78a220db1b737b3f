"""Rules that span rows and tables. `python -m data.checks [FOLDER]` prints what breaks them."""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import cast

from data.findings import Finding, quoted
from data.reading import RawTable
from data.schema import TABLES, Event, Family, Figure, Ladder, Row, Rung, Source, Spell, Tier, actors_of
from data.words import counted

Rows = Mapping[str, tuple[Row, ...]]
Places = Mapping[tuple[str, tuple[str, ...]], tuple[str, int]]
Known = dict[str, set[str] | None]
Rule = Callable[["Records"], Iterable[Finding]]


class Records:
    """The rows of every table, by name, and where each stands."""

    def __init__(self, rows: Rows, places: Places, known: Known) -> None:
        self.rows, self.places, self.known = rows, places, known
        self.actors = rows["actors"]
        self.families = {row.family: row for row in cast(tuple[Family, ...], rows["families"])}
        self.tiers = {row.tier: row for row in cast(tuple[Tier, ...], rows["tiers"])}
        self.ladders = cast(tuple[Ladder, ...], rows["ladders"])
        self.rungs = cast(tuple[Rung, ...], rows["rungs"])
        self.spells = cast(tuple[Spell, ...], rows["spells"])
        self.events = cast(tuple[Event, ...], rows["events"])
        self.figures = cast(tuple[Figure, ...], rows["figures"])
        self.sources = {row.source: row for row in cast(tuple[Source, ...], rows["sources"])}

    def finding(self, table: str, row: Row, column: str, message: str) -> Finding:
        file, line = self.places[table, tuple(str(getattr(row, name)) for name in row.key)]
        return Finding(file, line, column, message)

    def whole(self, *tables: str) -> bool:
        """Whether every row of these tables could be read: a rule about what is absent needs them all."""
        return all(
            self.known.get(name) is not None and len(self.known[name] or ()) <= len(self.rows[name]) for name in tables
        )


def check(rows: Rows, places: Places, known: Known, expected: RawTable | None) -> list[Finding]:
    """Every breach of a rule, in no particular order."""
    records = Records(rows, places, known)
    findings = [finding for rule in RULES for finding in rule(records)]
    return findings + (list(_expected(records, expected)) if expected else [])


# References ----------------------------------------------------------------------------------------


def references_resolve(records: Records) -> Iterator[Finding]:
    for table in TABLES:
        for column, target in table.references.items():
            known = records.known.get(target)
            if known is None:
                continue
            for row in records.rows[table.name]:
                for key in _named(row, column):
                    if key not in known:
                        yield records.finding(table.name, row, column, _no_such(key, target, known))


def _named(row: Row, column: str) -> tuple[str, ...]:
    """The ids in a cell: one, several, or the two of a dyad."""
    value = getattr(row, column)
    if not value:
        return ()
    if column == "dyad":
        return actors_of(value)
    return value if isinstance(value, tuple) else (value,)


def _no_such(key: str, target: str, known: set[str]) -> str:
    near = get_close_matches(key, known, 1) if len(known) < 20_000 else []
    hint = f"did you mean {near[0]}?" if near else "add it there, or correct the id"
    return f"{quoted(key)} is not in the table of {target} ({hint})"


# Ladders -------------------------------------------------------------------------------------------


def each_family_has_one_house_ladder(records: Records) -> Iterator[Finding]:
    if not records.whole("families", "ladders"):
        return
    count = Counter(ladder.family for ladder in records.ladders if ladder.house == "yes")
    for key, family in records.families.items():
        if count[key] != 1:
            yield records.finding(
                "families", family, "family", f"{quoted(key)} has {count[key]} house ladders (each family has one)"
            )


def each_tier_has_a_house_rung(records: Records) -> Iterator[Finding]:
    if not records.whole("ladders", "tiers") or records.known.get("rungs") is None:
        return
    house = {ladder.ladder for ladder in records.ladders if ladder.house == "yes"}
    placed = {rung.tier for rung in records.rungs if rung.ladder in house}
    for key, tier in records.tiers.items():
        if key not in placed:
            yield records.finding(
                "tiers",
                tier,
                "tier",
                f"{quoted(key)} has no rung on the house ladder of {tier.family} (add it to rungs)",
            )


def group_names_agree(records: Records) -> Iterator[Finding]:
    names: dict[tuple[str, str], str] = {}
    for rung in records.rungs:
        first = names.setdefault((rung.ladder, rung.group), rung.group_name)
        if first != rung.group_name:
            yield records.finding(
                "rungs", rung, "group_name", f"{quoted(rung.group_name)} differs from {quoted(first)} in the same group"
            )


# Time ----------------------------------------------------------------------------------------------


def ends_come_after_starts(records: Records) -> Iterator[Finding]:
    for spell in records.spells:
        if spell.start is None and spell.known_by is None:
            yield records.finding(
                "spells", spell, "start", "is empty (give a start, or in known_by a day on which it was in force)"
            )
        begin = spell.start or spell.known_by
        if begin and spell.end and spell.end.last < begin.first:
            yield records.finding("spells", spell, "end", f"{quoted(spell.end.text)} is before the start {begin.text}")
    for event in records.events:
        if event.end_date and event.end_date.last < event.date.first:
            yield records.finding(
                "events", event, "end_date", f"{quoted(event.end_date.text)} is before the date {event.date.text}"
            )


def exclusive_spells_do_not_overlap(records: Records) -> Iterator[Finding]:
    """Only a certain overlap is a fault: two spells may share the imprecise date on which one follows the other."""
    lanes: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in records.spells:
        tier = records.tiers.get(spell.tier)
        family = records.families.get(tier.family) if tier else None
        if family and family.exclusive == "yes" and (spell.start or spell.known_by):
            lanes[spell.dyad, family.family].append(spell)
    for spells in lanes.values():
        spells.sort(key=lambda spell: (spell.start or spell.known_by, spell.spell))  # type: ignore[arg-type, return-value]
        for earlier, later in pairwise(spells):
            begin = later.start or later.known_by
            if begin and (earlier.end is None or begin.last < earlier.end.first):
                until = f"lasts to {earlier.end.text}" if earlier.end else "has no end"
                message = f"{later.dyad} is already on {quoted(earlier.wording)} ({earlier.spell}), which {until} (end that spell first)"
                yield records.finding("spells", later, "start", message)


# Sources -------------------------------------------------------------------------------------------


def rows_have_the_sources_of_their_grade(records: Records) -> Iterator[Finding]:
    for table in ("spells", "events", "figures"):
        for row in cast(tuple[Spell, ...], records.rows[table]):
            if row.grade != "recalled" and not row.sources:
                yield records.finding(
                    table, row, "sources", f"is empty (a {row.grade} row names its source; without one it is recalled)"
                )
            cited = [records.sources[key] for key in row.sources if key in records.sources]
            if (
                row.grade == "confirmed"
                and len(cited) == len(row.sources)
                and cited
                and not any(source.date for source in cited)
            ):
                yield records.finding(
                    table,
                    row,
                    "grade",
                    "is confirmed, but none of its sources is dated (date a source, or say reported)",
                )


def each_source_is_cited(records: Records) -> Iterator[Finding]:
    if not records.whole("spells", "events", "figures", "tiers", "ladders"):
        return
    cited = {
        key
        for table in ("spells", "events", "figures", "tiers", "ladders")
        for row in records.rows[table]
        for key in getattr(row, "sources", ())
    }
    for key, source in records.sources.items():
        if key not in cited:
            yield records.finding(
                "sources", source, "source", f"{quoted(key)} is cited by no row (cite it, or remove it)"
            )


# Events and figures --------------------------------------------------------------------------------


def events_stand_once(records: Records) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Event] = {}
    for event in records.events:
        first = seen.setdefault((event.dyad, event.date.text, event.title.casefold()), event)
        if first is not event:
            yield records.finding(
                "events",
                event,
                "title",
                f"{quoted(event.title)} is already told by {first.event} (same dyad, same date)",
            )


def figures_are_about_somebody(records: Records) -> Iterator[Finding]:
    for figure in records.figures:
        if not figure.dyad and not figure.to_actor:
            yield records.finding("figures", figure, "dyad", "is empty, and so is to_actor (name a dyad or an actor)")


RULES: tuple[Rule, ...] = (
    references_resolve,
    each_family_has_one_house_ladder,
    each_tier_has_a_house_rung,
    group_names_agree,
    ends_come_after_starts,
    exclusive_spells_do_not_overlap,
    rows_have_the_sources_of_their_grade,
    each_source_is_cited,
    events_stand_once,
    figures_are_about_somebody,
)


# Expected counts -----------------------------------------------------------------------------------


def _counts(records: Records) -> Counter[tuple[str, str]]:
    """Rows by table, by family and dyad of spells, by dyad of events."""
    count: Counter[tuple[str, str]] = Counter()
    for table in TABLES:
        count[table.name, ""] = len(records.rows[table.name])
    for spell in records.spells:
        count["spells", spell.dyad] += 1
        if spell.tier in records.tiers:
            count["spells", records.tiers[spell.tier].family] += 1
    for event in records.events:
        count["events", event.dyad] += 1
    return count


def _expected(records: Records, expected: RawTable) -> Iterator[Finding]:
    yield from expected.findings
    if not records.whole(*(table.name for table in TABLES if table.name != "rungs")):
        return
    count = _counts(records)
    for line, row in expected.rows:
        table, scope, wanted = (row.get(name, "").strip() for name in ("table", "scope", "rows"))
        found = count[table, scope]
        if wanted != str(found):
            what = f"{table} of {scope}" if scope else table
            yield Finding(
                expected.file,
                line,
                "rows",
                f"expects {quoted(wanted)} {what}, found {found} (a row was lost, or the count is old)",
            )


# The command ---------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Check a folder (ours by default), print one line a finding and a closing count; 1 on any finding."""
    from data.loading import RECORDS, RecordsError, load_records

    folder = Path(arguments[0]) if arguments else RECORDS
    try:
        dataset = load_records(folder)
    except RecordsError as problem:
        for finding in problem.findings:
            print(finding)
        files = {finding.file for finding in problem.findings}
        print(f"{counted(len(problem.findings), 'finding')} in {counted(len(files), 'file')}")
        return 1
    print(f"no findings; {sum(len(rows) for rows in dataset.rows.values()):,} rows read")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
