"""How long each figure takes in each format: the focal triangle and China's whole ladder, and the command line from its start.

`python -m tests.bench.figures` prints medians in milliseconds, without the fonts, which each machine makes once: of the
clock, and of the processor, which says the same on a busy machine.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from data.links.claims import example_claims
from data.tables.dataset import load_records
from data.view.presets import presets
from data.view.selection import Selection, select
from data.view.ties import ties_of
from tests.bench.measuring.synthetic import AS_OF

RUNS = 3
# Kinds that answer a question of the link, and whose profile is asked for.
ASKED, SUBJECT = {"claim", "profile"}, "BLR-CHN"
ROOT = Path(__file__).parents[2]
# Milliseconds; the ladder has 5,000 in any format.
LIMITS = {"svg": 150, "png": 500, "pptx": 400, "docx": 600}
COMMAND_LIMIT = 2500
# Medians of version 1.1 on two cores, where they are known: to see what a change costs.
EARLIER = {("ladder", "timeline", "png"): 5500, ("command", "network", "png"): 3200}


class Milliseconds(NamedTuple):
    """The median of some runs: on the clock, and on the processor, processes that were started included."""

    clock: float
    processor: float


def measure(action: Callable[[], object]) -> Milliseconds:
    times = []
    for _ in range(RUNS):
        begin, used = time.perf_counter(), _processor_seconds()
        action()
        times.append((1000 * (time.perf_counter() - begin), 1000 * (_processor_seconds() - used)))
    clock, processor = zip(*times, strict=True)
    return Milliseconds(median(clock), median(processor))


def _processor_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def print_row(key: str, kind: str, name: str, taken: Milliseconds, limit: int | None, size: int) -> None:
    earlier = EARLIER.get((key, kind, name), "")
    print(
        f"{key:8}{kind:10}{name:8}{taken.clock:8.0f}{taken.processor:8.0f}{earlier:>9}{limit or '':>8}{size / 1000:9.0f}",
        flush=True,
    )


def time_the_command() -> None:
    """The command line in a new process, which loads all that it needs."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "figure.png"
        command = [sys.executable, "-m", "components.figure", "--format", "png", "--out", str(out)]
        taken = measure(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        print_row("command", "network", "png", taken, COMMAND_LIMIT, out.stat().st_size)


def main() -> None:
    argparse.ArgumentParser(prog="python -m tests.bench.figures", description=__doc__).parse_args()
    ties = ties_of(load_records())
    claim = next(iter(example_claims(ties.dataset).values()))
    print(
        f"{'':8}{'figure':10}{'format':8}{'clock':>8}{'cpu':>8}{'earlier':>9}{'limit':>8}{'kB':>9}   (ms, medians of {RUNS} runs)"
    )
    for key, kind in product(("focal", "ladder"), FIGURE_KINDS):
        view = presets(ties.dataset, today=AS_OF)[key].view
        selection = select(ties, replace(view, of=SUBJECT, claim=claim) if kind in ASKED else view)
        if FIGURE_KINDS[kind].is_empty(selection):
            continue
        for name in FILE_FORMATS:

            def make(kind: str = kind, name: str = name, selection: Selection = selection) -> bytes:
                figure = FIGURE_KINDS[kind].figure_of(selection, FigureOptions())
                return FILE_FORMATS[name].bytes_of(figure, "slide", "light")

            limit = LIMITS.get(name) if key == "focal" else 5000
            print_row(key, kind, name, measure(make), limit, len(make()))
    time_the_command()


if __name__ == "__main__":
    main()
