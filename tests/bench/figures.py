"""How long each figure takes in each format: the focal triangle and China's whole ladder, and the command line from its start.

`python -m tests.bench.figures` prints medians in milliseconds, without the fonts, which each machine makes once.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from data.tables.dataset import load_records
from data.view.presets import presets
from data.view.selection import Selection, select
from data.view.ties import ties_of
from tests.bench.synthetic import AS_OF

RUNS = 3
ROOT = Path(__file__).parents[2]
# Milliseconds; the ladder has 5,000 in any format.
LIMITS = {"svg": 150, "png": 500, "pptx": 400, "docx": 600}
COMMAND_LIMIT = 2500
# Medians of version 1.1 on two cores, where they are known: to see what a change costs.
EARLIER = {("ladder", "timeline", "png"): 5500, ("command", "network", "png"): 3200}


def milliseconds(action: Callable[[], object]) -> float:
    """The median of some runs."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - begin))
    return median(times)


def print_row(key: str, kind: str, name: str, taken: float, limit: int | None, size: int) -> None:
    earlier = EARLIER.get((key, kind, name), "")
    print(f"{key:8}{kind:10}{name:8}{taken:8.0f}{earlier:>9}{limit or '':>8}{size / 1000:9.0f}")


def time_the_command() -> None:
    """The command line in a new process, which loads all that it needs."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "figure.png"
        command = [sys.executable, "-m", "components.figure", "--format", "png", "--out", str(out)]
        taken = milliseconds(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        print_row("command", "network", "png", taken, COMMAND_LIMIT, out.stat().st_size)


def main() -> None:
    argparse.ArgumentParser(prog="python -m tests.bench.figures", description=__doc__).parse_args()
    ties = ties_of(load_records())
    print(f"{'':8}{'figure':10}{'format':8}{'ms':>8}{'earlier':>9}{'limit':>8}{'kB':>9}   (medians of {RUNS} runs)")
    for key, kind in product(("focal", "ladder"), FIGURE_KINDS):
        selection = select(ties, presets(ties.dataset, today=AS_OF)[key].view)
        for name in FILE_FORMATS:

            def make(kind: str = kind, name: str = name, selection: Selection = selection) -> bytes:
                figure = FIGURE_KINDS[kind].figure_of(selection, FigureOptions())
                return FILE_FORMATS[name].bytes_of(figure, "slide", "light")

            limit = LIMITS.get(name) if key == "focal" else 5000
            print_row(key, kind, name, milliseconds(make), limit, len(make()))
    time_the_command()


if __name__ == "__main__":
    main()
