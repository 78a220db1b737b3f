"""`python -m data.checks [PLACE]` tells what is wrong; `--withdrawn ID` what rests on a source."""

import argparse
import io
import sys
from collections.abc import Sequence

from data.base.text import counted
from data.store.base import StoreError
from data.store.open_store import store_of
from data.tables.dataset import RecordsError, load_files
from data.tables.reading import RECORDS, Files, read_tables
from data.tables.rules import all_findings
from data.view.impact import impact_of, told


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data.checks", description="What is wrong with the records.")
    parser.add_argument("place", nargs="?", default=str(RECORDS), help="another folder, or the address of a database")
    parser.add_argument(
        "--withdrawn",
        action="append",
        metavar="ID",
        help="what would rest on nothing without this source, and what would still stand (may be repeated)",
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """One line a finding and a closing count; 1 if there is any finding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a name must not stop the report.
        sys.stdout.reconfigure(errors="backslashreplace")
    chosen = _options(arguments)
    try:
        files = store_of(chosen.place).files()
        return _impact(files, tuple(chosen.withdrawn)) if chosen.withdrawn else _check(files)
    except (RecordsError, StoreError) as problem:
        print(problem)
        return 1


def _check(files: Files) -> int:
    tables = read_tables(files)
    findings = all_findings(tables)
    for finding in findings:
        print(finding)
    named = counted(len({finding.file for finding in findings}), "file")
    found = f"{counted(len(findings), 'finding')} in {named}" if findings else "no findings"
    print(f"{found}; {counted(tables.rows_read, 'row')} read")
    return 1 if findings else 0


def _impact(files: Files, withdrawn: tuple[str, ...]) -> int:
    """1 if a source is unknown."""
    dataset = load_files(files)
    if unknown := [name for name in withdrawn if name not in dataset.sources]:
        print(f"no such source: {', '.join(unknown)} (sources.csv has the ids)")
        return 1
    print("\n".join(told(impact_of(dataset, frozenset(withdrawn)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
