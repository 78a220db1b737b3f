"""How long each figure takes in each format: the focal triangle and China's whole ladder.

`python -m tests.bench.figures` prints medians in milliseconds, without the fonts, which each machine makes once.
"""

import argparse
import time
from itertools import product
from statistics import median

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from data.tables.dataset import load_records
from data.view.presets import presets
from data.view.selection import select
from data.view.ties import ties_of
from tests.bench.synthetic import AS_OF

RUNS = 3
# Milliseconds; the ladder has 5,000 in any format.
LIMITS = {"svg": 300, "png": 700, "pptx": 400}


def main() -> None:
    argparse.ArgumentParser(prog="python -m tests.bench.figures", description=__doc__).parse_args()
    ties = ties_of(load_records())
    print(f"{'':8}{'figure':10}{'format':8}{'ms':>8}{'limit':>8}{'kB':>9}   (medians of {RUNS} runs)")
    for key, kind in product(("focal", "ladder"), FIGURE_KINDS):
        selection = select(ties, presets(ties.dataset, today=AS_OF)[key].view)
        for name, form in FILE_FORMATS.items():
            figure = FIGURE_KINDS[kind].figure_of(selection, FigureOptions())
            content = form.bytes_of(figure, "slide", "light")
            times = []
            for _ in range(RUNS):
                begin = time.perf_counter()
                form.bytes_of(FIGURE_KINDS[kind].figure_of(selection, FigureOptions()), "slide", "light")
                times.append(1000 * (time.perf_counter() - begin))
            limit = LIMITS.get(name, "") if key == "focal" else 5000
            print(f"{key:8}{kind:10}{name:8}{median(times):8.0f}{limit:>8}{len(content) / 1000:9.0f}")


if __name__ == "__main__":
    main()
