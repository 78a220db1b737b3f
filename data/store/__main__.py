"""`python -m data.store copy FROM TO` copies the records between folders and databases; `history PLACE` tells the saves."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.base.text import counted
from data.store.base import StoreError
from data.store.history import told
from data.store.open_store import is_database, store_of
from data.tables.dataset import load_files
from data.tables.findings import RecordsError
from data.tables.reading import Files

MOST = 1_000


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data.store", description="Where the records are kept.")
    ways = parser.add_subparsers(dest="way", required=True)
    copy = ways.add_parser("copy", help="copy all records to a place that holds none yet")
    copy.add_argument("source", help="a folder, or an SQLAlchemy address as sqlite:////srv/desk.db")
    copy.add_argument("target", help="a folder, or an SQLAlchemy address")
    history = ways.add_parser("history", help="who changed what, and when; newest first")
    history.add_argument("place", help="a folder, or an SQLAlchemy address")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    chosen = _options(arguments)
    try:
        if chosen.way == "history":
            for entry in store_of(chosen.place).history(MOST):
                print("\n".join(told(entry)))
        else:
            number = _copied(store_of(chosen.source).files(), chosen.target)
            print(f"{counted(number, 'row')} copied")
    except (RecordsError, StoreError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _copied(files: Files, target: str) -> int:
    """Only records without a fault are copied."""
    dataset = load_files(files)
    if is_database(target):
        from data.store.database import DatabaseStore

        DatabaseStore(target).fill(files)
    else:
        _written(files, Path(target))
    return sum(map(len, dataset.rows.values()))


def _written(files: Files, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise StoreError(f"The folder {folder} is not empty. Nothing was changed.")
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
