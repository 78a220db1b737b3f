"""`python -m data.checks [RECORDS]` lists everything that is wrong with the records; `--withdrawn ID` what rests on a source."""

import argparse
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from data.analysis.claims.answers import check_claim
from data.analysis.claims.claim import ClaimError
from data.base.text import quantity
from data.links.claims import parse_claim
from data.model.ledger_rows import ClaimRow
from data.model.rows import Row
from data.publish.currency import currency_of, stale_searches
from data.store.base import StoreError
from data.store.open_store import store_of
from data.tables.dataset import Dataset, RecordsError, dataset_of, key_of, load_files
from data.tables.findings import Finding
from data.tables.reading import RECORDS, Files, read_tables
from data.tables.rules import all_findings
from data.usage.unread import UNREAD_WORDS, blind_spots, unread_days
from data.view.impact import impact_lines, impact_of
from data.view.presets import preset_problems
from data.view.ties import ties_of


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.checks", description="List everything that is wrong with the records."
    )
    parser.add_argument("records", nargs="?", default=str(RECORDS), help="another folder, or the address of a database")
    parser.add_argument(
        "--withdrawn",
        action="append",
        metavar="ID",
        help="show which rows would be left without a source if this one were withdrawn (can be repeated)",
    )
    parser.add_argument(
        "--currency",
        action="store_true",
        help="show through which day each table was read; 1 if a search ends before a row that it should cover",
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Print one line for each finding and a total; 1 if there is any finding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a name must not stop the report.
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _options(arguments)
    try:
        files = store_of(options.records).files()
        if options.currency:
            return _print_currency(files)
        return _print_impact(files, tuple(options.withdrawn)) if options.withdrawn else _print_findings(files)
    except (RecordsError, StoreError) as problem:
        print(problem)
        return 1


def _print_findings(files: Files) -> int:
    tables = read_tables(files)
    findings = all_findings(tables)
    # What follows from whole records can be checked only on such.
    dataset = None if findings else dataset_of(tables)
    findings = [*view_findings(dataset)] if dataset else findings
    for finding in findings:
        print(finding)
    for line in gap_lines(dataset) if dataset else ():
        print(line)
    file_count = quantity(len({finding.file for finding in findings}), "file")
    total = f"{quantity(len(findings), 'fault')} in {file_count}" if findings else "no faults"
    print(f"{total}; {quantity(tables.rows_read, 'row')} read")
    return 1 if findings else 0


def gap_lines(dataset: Dataset) -> Iterator[str]:
    """The days within the time read that were not read whole, by table: no fault, and nobody should take them for quiet."""
    for table in sorted({search.table for search in dataset.searches}):
        spots = blind_spots(dataset, table)
        if spots:
            kinds = Counter(unread_days(dataset, table).values())
            numbers = ", ".join(f"{number:,} {UNREAD_WORDS[kind]}" for kind, number in kinds.most_common())
            spans = ", ".join(str(spot.first) if spot.days == 1 else f"{spot.first} to {spot.last}" for spot in spots)
            days = quantity(sum(kinds.values()), "day")
            yield f"{table}: {days} within the time read not read whole ({numbers}): {spans}"


def view_findings(dataset: Dataset) -> Iterator[Finding]:
    """What is wrong with the presets and the example questions of records that are otherwise free of findings."""
    for preset in dataset.presets:
        for problem in preset_problems(preset, dataset):
            yield _finding(
                dataset, "presets", preset, "link", problem, "copy the link of a view that is open in the page"
            )
    for example in dataset.example_claims:
        yield from _claim_findings(dataset, example)


def _claim_findings(dataset: Dataset, example: ClaimRow) -> Iterator[Finding]:
    try:
        claim = parse_claim(example.claim, dataset)
    except ClaimError as problem:
        yield _finding(dataset, "claims", example, "claim", str(problem), "copy the claim from the link of its page")
        return
    verdict = check_claim(ties_of(dataset), claim, as_of=example.as_of.first).verdict.name.lower()
    if verdict != example.answer:
        reason = f"the records say that this is {verdict}"
        yield _finding(dataset, "claims", example, "answer", reason, "correct the answer, or the records")


def _finding(dataset: Dataset, table: str, row: Row, column: str, reason: str, fix: str) -> Finding:
    file, line = dataset.places[table, key_of(row)]
    return Finding(file, line, column, reason, fix, str(getattr(row, column)))


def _print_currency(files: Files) -> int:
    """1 if a search ends before a row that it should cover."""
    dataset = load_files(files)
    for row in currency_of(dataset):
        through = row.search.through.text if row.search else "not searched"
        newest = f", newest row {row.newest}" if row.newest else ""
        print(f"{' '.join(filter(None, (row.table, row.family)))}: {row.rows:,} rows, read through {through}{newest}")
    stale = stale_searches(dataset)
    for one in stale:
        print(
            f"searches.csv: {one.search.search} ends on {one.search.through}, before {one.row} ({one.day}) "
            "(read on to that day, or add the search that found it)"
        )
    for line in gap_lines(dataset):
        print(line)
    return int(bool(stale))


def _print_impact(files: Files, withdrawn: tuple[str, ...]) -> int:
    """1 if a source is unknown."""
    dataset = load_files(files)
    if unknown := [name for name in withdrawn if name not in dataset.sources]:
        print(f"There is no such source: {', '.join(unknown)} (sources.csv lists the ids)")
        return 1
    print("\n".join(impact_lines(impact_of(dataset, frozenset(withdrawn)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
