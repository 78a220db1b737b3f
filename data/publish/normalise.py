"""`python -m data.normalise [FOLDER]` puts the records in order, so that a diff shows only changes of meaning.

Columns, rows and cells get one order and one form; README.md and datapackage.json are generated. With --check nothing
is written, and the exit code is 1 if anything would change. With --expect the counts in expected.csv are updated, too:
they do not follow by themselves, so that a lost row does not go unnoticed.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.model.schema import TABLES
from data.publish.datapackage import package_text
from data.publish.dictionary import dictionary_page
from data.tables.dataset import Dataset, RecordsError, dataset_of
from data.tables.reading import EXPECTED, RECORDS, Tables, files_in, read_tables
from data.tables.rows import csv_text, in_order, normalised
from data.tables.rules import all_findings, counts_of


def normalised_files(folder: Path, *, expect: bool = False) -> dict[str, str]:
    """Name -> text of every file as it should be; RecordsError if a file cannot be read or a rule is broken."""
    files_before = files_in(folder)
    tables = read_tables(files_before)
    if tables.findings:
        raise RecordsError(tables.findings)
    files = {EXPECTED.files: csv_text(EXPECTED.columns, [])} | texts_of(tables)
    if expect:
        files[EXPECTED.files] = _expected(tables)
    findings = [finding for finding in all_findings(tables) if not (expect and finding.file == EXPECTED.files)]
    if findings:
        raise RecordsError(findings)
    return files | pages_of(dataset_of(tables), {*files_before, *files})


def texts_of(tables: Tables) -> dict[str, str]:
    """Name -> text of every file that has rows, in order."""
    texts = {}
    for table in (*TABLES, EXPECTED):
        lines = list(tables.lines[table.name].values())
        for file in dict.fromkeys(line.file for line in lines):
            rows = [normalised(table, line.cells) for line in lines if line.file == file]
            texts[file] = csv_text(table.columns, in_order(table, rows))
    return texts


def pages_of(dataset: Dataset, names: Iterable[str]) -> dict[str, str]:
    """The pages generated from the records: their README, and the description of the files of these names."""
    return {"README.md": dictionary_page(dataset), "datapackage.json": package_text(names)}


def is_expected(table: str, scope: str) -> bool:
    """Whether rows are counted: those of every table, and those of the dyads and families with spells or events."""
    return not scope or table in ("spells", "events")


def _expected(tables: Tables) -> str:
    rows = [
        {"table": table, "scope": scope, "rows": str(number)}
        for (table, scope), number in counts_of(tables).items()
        if is_expected(table, scope)
    ]
    return csv_text(EXPECTED.columns, in_order(EXPECTED, rows))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m data.normalise",
        description="Put the records in order and generate their README and datapackage.json.",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=RECORDS, help="another folder of records")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if anything would change")
    parser.add_argument("--expect", action="store_true", help="also update the expected counts")
    options = parser.parse_args(arguments)
    try:
        files = normalised_files(options.folder, expect=options.expect)
    except RecordsError as problem:
        print(f"{problem}\nFix these first (python -m data.checks lists them). Nothing was written.")
        return 1
    changed = [name for name, text in files.items() if _differs(options.folder / name, text)]
    for name in changed:
        print(f"{name}: {'would change' if options.check else 'normalised'}")
        if not options.check:
            (options.folder / name).write_text(files[name], encoding="utf-8", newline="\n")
    return int(options.check and bool(changed))


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
