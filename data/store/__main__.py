"""`python -m data.store copy FROM TO` copies the records between folders and databases; `history RECORDS` lists the saves."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.base.text import quantity
from data.store.base import StoreError
from data.store.history import entry_lines
from data.store.open_store import is_database, store_of
from data.tables.dataset import load_files
from data.tables.findings import RecordsError
from data.tables.reading import Files

MAX_PRINTED_SAVES = 1_000


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.store", description="Copy the records, or list who changed them."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    copy = commands.add_parser("copy", help="copy all records to an empty folder or database")
    copy.add_argument("source", help="a folder, or an SQLAlchemy address such as sqlite:////srv/desk.db")
    copy.add_argument("target", help="a folder, or an SQLAlchemy address")
    history = commands.add_parser("history", help="list who changed what and when, newest first")
    history.add_argument("records", help="a folder, or an SQLAlchemy address")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    options = _options(arguments)
    try:
        if options.command == "history":
            for entry in store_of(options.records).history(MAX_PRINTED_SAVES):
                print("\n".join(entry_lines(entry)))
        else:
            number = _copy(store_of(options.source).files(), options.target)
            print(f"{quantity(number, 'row')} copied")
    except (RecordsError, StoreError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _copy(files: Files, target: str) -> int:
    """Copy the records; the number of rows. Raises RecordsError if they have faults: only sound records are copied."""
    dataset = load_files(files)
    if is_database(target):
        from data.store.database import DatabaseStore

        DatabaseStore(target).fill(files)
    else:
        _write_files(files, Path(target))
    return sum(map(len, dataset.rows.values()))


def _write_files(files: Files, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"The folder {folder} is not empty. Nothing was changed.")
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
