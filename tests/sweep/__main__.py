"""The command line of the sweep.

`python -m tests.sweep` draws each subject of the records in every layout at four sizes of screen, names what is wrong with
a picture, and returns 1 if anything is. `--count 200` draws so many of them; `--faults FOLDER` saves the pictures at fault.
"""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page

from data.tables.dataset import load_records
from data.view.ties import Ties, ties_of
from tests.support.browser import app_server, chromium
from tests.sweep.cases import SEED, Case, all_cases, some_cases
from tests.sweep.drawn import faults_of
from tests.sweep.screen import SIZES, screen

MOST_LISTED = 3


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sweep", description="Is every picture whole?")
    parser.add_argument("--count", type=int, help="so many pictures, chosen by the seed; all without it")
    parser.add_argument("--seed", type=int, default=SEED, help="chooses which")
    parser.add_argument("--only", default="", help="only those whose name contains this: “RUS”, “set 12”, “map”")
    parser.add_argument("--sizes", default=",".join(map(_size_text, SIZES)), help="of the screen")
    parser.add_argument("--faults", type=Path, metavar="FOLDER", help="save the pictures at fault there")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Print each fault and the totals; 1 if there is any fault."""
    arguments, today = options(words), date.today()
    ties = ties_of(load_records())
    pictures = (
        some_cases(ties, today, arguments.count, seed=arguments.seed) if arguments.count else all_cases(ties, today)
    )
    pictures = [case for case in pictures if arguments.only in case.name]
    total = 0
    with app_server() as address, chromium() as browser:
        page = browser.new_page(bypass_csp=True)
        for size in SIZES:
            if _size_text(size) in arguments.sizes.split(","):
                total += _sweep(page, address, size, ties, today, pictures, arguments.faults)
    return 1 if total else 0


def _sweep(
    page: Page,
    address: str,
    size: tuple[int, int],
    ties: Ties,
    today: date,
    pictures: list[Case],
    folder: Path | None,
) -> int:
    """How many pictures are at fault on a screen of this size."""
    begin, at_fault, least = perf_counter(), Counter[str](), 1.0
    shown = screen(page, address, size, ties, today)
    for case in pictures:
        drawn = shown.draw(case)
        least = min(least, drawn.used)
        if not (faults := faults_of(drawn)):
            continue
        at_fault[drawn.layout] += 1
        rest = len(faults) - MOST_LISTED
        more = f"; and {rest} more" if rest > 0 else ""
        print(f"{_size_text(size)}, {case.name}: {'; '.join(faults[:MOST_LISTED])}{more}", flush=True)
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            shown.save(folder / f"{_size_text(size)} {case.name}.png")
    print(
        f"{_size_text(size)}: {len(pictures):,} pictures, {at_fault.total():,} at fault {dict(at_fault) or ''}, "
        f"the emptiest uses {least:.0%} of its frame; {perf_counter() - begin:.0f} s",
        flush=True,
    )
    return at_fault.total()


def _size_text(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
