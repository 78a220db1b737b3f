"""Our pictures and those of other tools on the same subjects.

`python -m tests.bench.pictures` prints, for each: the share of names drawn and the size of the smallest on the screen, how
many names overlap another name or a dot, how many lines cross, how much of the frame is used, and how long it took to lay
out. All have the frame that our page has on a screen of 1280 x 720, dots and names of one size, and one line a pair.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

import numpy as np

from components.network.layouts.arrangement import arrangement_of, layouts_for
from components.network.layouts.crossings import crossing_count
from components.network.layouts.geometry import Positions
from components.network.layouts.subject import Subject, simple_graph_of, subject_of
from components.network.words import LAYOUT_NAMES
from data.tables.dataset import load_records
from data.view.presets import presets
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.bench.measuring.report import aligned
from tests.bench.pictures.rivals import RIVALS, RivalError, Rivals, rivals
from tests.support.browser import app_server, chromium
from tests.sweep.cases import Case, seeded_set
from tests.sweep.drawn import covering, overlapping, share_used
from tests.sweep.screen import SIZES, Screen, screen

TEN = ("BLR", "BRA", "CHN", "ETH", "HUN", "IND", "IRN", "ORG:SCO", "RUS", "USA")
CENTRES = {"Russia": "RUS", "Iran": "IRN", "Germany": "DEU", "ASEAN": "ORG:ASEAN"}
HEAD = ["subject", "actors", "ties", "way", "names", "px", "overlaps", "crossings", "frame", "s"]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Measured:
    """One picture: share of names drawn, size of the smallest, overlaps, crossings, share of the frame, seconds."""

    way: str
    named: float
    name_size: float
    overlaps: int
    crossings: int
    used: float
    seconds: float

    @property
    def cells(self) -> list[str]:
        numbers = [f"{self.named:.0%}", f"{self.name_size:.1f}", f"{self.overlaps:,}", f"{self.crossings:,}"]
        return [self.way, *numbers, f"{self.used:.0%}", f"{self.seconds:.2f}"]


def subjects(ties: Ties, today: date) -> list[Case]:
    """The focal four, centres of different size, mixed sets, everyone."""
    preset = presets(ties.dataset, today=today)
    some = View(as_of=today, among=True)
    return [
        Case("Focal four", preset["focal"].view),
        *(Case(name, View(as_of=today, actors=(actor,), among=False)) for name, actor in CENTRES.items()),
        Case("Ten mixed", replace(some, actors=TEN)),
        *(Case(f"{count} mixed", replace(some, actors=seeded_set(ties, count))) for count in (20, 30, 40)),
        Case("China's ladder", preset["ladder"].view),
        Case("Everything", preset["everything"].view),
    ]


def main(words: list[str]) -> int:
    """Print the table; 1 if the other ways could not be had."""
    argparse.ArgumentParser(prog="python -m tests.bench.pictures", description=__doc__).parse_args(words)
    today = date.today()
    ties = ties_of(load_records())

    rows = [HEAD]
    try:
        with (
            app_server() as address,
            chromium() as browser,
            rivals(browser) as others,
        ):
            shown = screen(browser.new_page(bypass_csp=True), address, SIZES[0], ties, today)
            for case in subjects(ties, today):
                print(case.name, file=sys.stderr, flush=True)
                rows += _rows(ties, case, shown, others)
    except RivalError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(aligned(rows))
    return 0


def _rows(ties: Ties, case: Case, shown: Screen, others: Rivals) -> Iterator[list[str]]:
    subject = subject_of(ties, case.view)
    pairs = [pair for pair in simple_graph_of(ties).edges if set(pair) <= set(subject.actors)]
    begin = [case.name, str(len(subject.actors)), str(len(pairs))]
    frame = shown.draw(case).frame
    for measured in (*_ours(ties, case, subject, pairs, shown), *_theirs(ties, subject, pairs, frame, others)):
        yield [*begin, *measured.cells]
        begin = ["", "", ""]


def _ours(ties: Ties, case: Case, subject: Subject, pairs: Sequence[Pair], shown: Screen) -> Iterator[Measured]:
    """Every layout but the map, where places are given and not found."""
    for layout in layouts_for(ties, subject):
        if layout == "map":
            continue
        # Laid out on records of its own: what an earlier picture left in the memo would make it look quick.
        fresh = ties_of(load_records())
        simple_graph_of(fresh)
        begin = perf_counter()
        positions = arrangement_of(fresh, subject, layout).positions
        seconds = perf_counter() - begin
        drawn = shown.draw(Case(case.name, replace(case.view, layout=layout)))
        yield Measured(
            f"ours, {LAYOUT_NAMES[layout].lower()}",
            len(drawn.names) / len(subject.actors),
            drawn.smallest_name,
            drawn.overlaps,
            _crossings(positions, pairs),
            drawn.used,
            seconds,
        )


def _theirs(
    ties: Ties, subject: Subject, pairs: Sequence[Pair], frame: tuple[float, float], others: Rivals
) -> Iterator[Measured]:
    names = {actor: ties.dataset.actors[actor].short_name for actor in subject.actors}
    for way, title in RIVALS.items():
        laid_out = others.lay_out(way, names, list(pairs), frame)
        overlaps = len(list(overlapping(laid_out.names))) + len(list(covering(laid_out.names, laid_out.dots)))
        yield Measured(
            title,
            1.0,
            laid_out.name_size,
            overlaps,
            _crossings(laid_out.points, pairs),
            share_used((*laid_out.dots, *laid_out.names), frame),
            laid_out.seconds,
        )


def _crossings(positions: Positions, pairs: Sequence[Pair]) -> int:
    number = {actor: place for place, actor in enumerate(positions)}
    ends = np.array([(number[one], number[other]) for one, other in pairs], dtype=np.int64).reshape(-1, 2)
    return crossing_count(np.array(list(positions.values()), dtype=np.float64), ends)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
