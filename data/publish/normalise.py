"""`python -m data.normalise [FOLDER]` puts the records in order, so that a diff shows only meaning.

Columns, rows and cells get one order and one form; README.md and datapackage.json are made anew. With --check
nothing is written and the exit code is 1 if anything would be. With --expect the counts in expected.csv are
brought up to date as well: that they do not follow by themselves is what makes a lost row loud.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.model.schema import TABLES
from data.publish.datapackage import package_text
from data.publish.dictionary import dictionary
from data.tables.dataset import Dataset, RecordsError, dataset_of
from data.tables.reading import EXPECTED, RECORDS, Tables, files_in, read_tables
from data.tables.rows import csv_text, in_order, tidied
from data.tables.rules import all_findings, counts_of


def tidy_files(folder: Path, *, expect: bool = False) -> dict[str, str]:
    """Name -> text of every file as it should be; RecordsError if a file cannot be read or a rule is broken."""
    found = files_in(folder)
    tables = read_tables(found)
    if tables.findings:
        raise RecordsError(tables.findings)
    files = {EXPECTED.files: csv_text(EXPECTED.columns, [])} | texts_of(tables)
    if expect:
        files[EXPECTED.files] = _expected(tables)
    findings = [finding for finding in all_findings(tables) if not (expect and finding.file == EXPECTED.files)]
    if findings:
        raise RecordsError(findings)
    return files | pages_of(dataset_of(tables), {*found, *files})


def texts_of(tables: Tables) -> dict[str, str]:
    """Name -> text of every file that has rows, in order."""
    texts = {}
    for table in (*TABLES, EXPECTED):
        lines = list(tables.lines[table.name].values())
        for file in dict.fromkeys(line.file for line in lines):
            rows = [tidied(table, line.cells) for line in lines if line.file == file]
            texts[file] = csv_text(table.columns, in_order(table, rows))
    return texts


def pages_of(dataset: Dataset, names: Iterable[str]) -> dict[str, str]:
    """The pages that are made of the records: their dictionary, and the description of the files of these names."""
    return {"README.md": dictionary(dataset), "datapackage.json": package_text(names)}


def is_expected(table: str, scope: str) -> bool:
    """Whether a count is kept: of every table, and of the dyads and families that have spells or events."""
    return not scope or table in ("spells", "events")


def _expected(tables: Tables) -> str:
    rows = [
        {"table": table, "scope": scope, "rows": str(number)}
        for (table, scope), number in counts_of(tables).items()
        if is_expected(table, scope)
    ]
    return csv_text(EXPECTED.columns, in_order(EXPECTED, rows))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m data.normalise", description="Put the records in order.")
    parser.add_argument("folder", nargs="?", type=Path, default=RECORDS, help="another folder of records")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if anything would change")
    parser.add_argument("--expect", action="store_true", help="also bring the expected counts up to date")
    chosen = parser.parse_args(arguments)
    try:
        files = tidy_files(chosen.folder, expect=chosen.expect)
    except RecordsError as problem:
        print(f"{problem}\nMend these first (python -m data.checks lists them); nothing was written.")
        return 1
    changed = [name for name, text in files.items() if _differs(chosen.folder / name, text)]
    for name in changed:
        print(f"{name}: {'would change' if chosen.check else 'put in order'}")
        if not chosen.check:
            (chosen.folder / name).write_text(files[name], encoding="utf-8", newline="\n")
    return int(chosen.check and bool(changed))


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
