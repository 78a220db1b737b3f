"""`python -m data.observed import FILES --into FOLDER`: event files into a feed, with what was counted and set aside."""

import argparse
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.base.fault import FaultError
from data.observed.events.intake.importer import FileResult, import_files


def main(arguments: list[str]) -> int:
    """Import and print a line a file; the exit code is 1 if a file was refused."""
    parser = argparse.ArgumentParser(prog="python -m data.observed import", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="event files, also .gz and .zip, or folders of them")
    parser.add_argument("--into", required=True, type=Path, help="folder of the feed; it may have one already")
    chosen = parser.parse_args(arguments)
    start = time.monotonic()
    try:
        done = import_files(_files_in(chosen.files), chosen.into, today=date.today(), after_file=_print)
    except FaultError as problem:
        print(problem.fault)
        return 1
    feed = done.feed
    print(
        f"{chosen.into}: {feed.reports:,} reports between two countries from {len(feed.files)} files; "
        f"{feed.lines_left_out:,} lines left out, {feed.lines_aside:,} set aside, {feed.duplicates:,} duplicates; "
        f"{time.monotonic() - start:.0f} s"
    )
    return int(any(result.fault for result in done.results))


def _files_in(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]


def _print(result: FileResult) -> None:
    counts = result.counts
    if counts is None:
        print(f"{result.path.name}: not imported, {result.fault}")
        return
    known = "imported before, " if result.is_known else ""
    parts = [f"{counts.lines:,} lines ({counts.layout}), {counts.reports:,} reports between two countries"]
    parts += [f"{number:,} left out ({reason})" for reason, number in counts.left_out.items()]
    parts += [f"{number:,} set aside ({reason})" for reason, number in counts.aside.items()]
    if counts.unknown_actors:
        most = ", ".join(f"{name[:40]} {number:,}" for name, number in list(counts.unknown_actors.items())[:5])
        parts.append(f"unknown actors: {most}")
    print(f"{result.path.name}: {known}{'; '.join(parts)}")
