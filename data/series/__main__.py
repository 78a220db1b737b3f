"""`python -m data.series import LAYOUT FILE …` makes a series of a desk's own copy; `python -m data.series layouts` lists
what can be brought, and on which terms."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.base.fault import FaultError
from data.series.desk.convert import copy_of, layout_of
from data.series.desk.folder import store_copy
from data.series.desk.layouts import SERIES_LAYOUTS
from data.store.settings import settings
from data.tables.dataset import RecordsError, load_files


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code is 1 for a file that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m data.series", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("layouts", help="list the layouts, their files and their terms")
    bring = commands.add_parser("import", help="make a series of the desk of files as their publisher gives them")
    bring.add_argument("layout", help=f"one of {', '.join(SERIES_LAYOUTS)}")
    bring.add_argument("files", nargs="+", type=Path)
    bring.add_argument("--folder", type=Path, help="where to store it; else the folder in the settings")
    options = parser.parse_args(arguments)
    if options.command == "layouts":
        for layout in SERIES_LAYOUTS.values():
            print(f"{layout.key:10} {layout.title}\n{'':10} {layout.file}\n{'':10} Terms: {layout.terms}")
        return 0
    return _bring(options.layout, options.files, options.folder)


def _bring(name: str, files: Sequence[Path], folder: Path | None) -> int:
    try:
        where = folder or settings().series_folder
        if where is None:
            print("The settings name no folder for series of the desk. Name one with --folder.")
            return 1
        dataset = load_files(settings().store.files())
        copy = copy_of(dataset, layout_of(name), ((path.name, path.read_bytes()) for path in files))
        store_copy(where, copy)
    except (FaultError, RecordsError, OSError) as problem:
        print(f"{problem}\nNothing was stored.")
        return 1
    print(f"{copy.series.name}: stored in {where}.", *copy.notes, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
