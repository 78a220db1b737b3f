"""How the page fares on large records, and how soon a server is ready for its first reader.

`python -m tests.bench.scale` measures our records, 5,000 actors with 20,000 ties, and 100,000 spells: each run starts a
server as a department does, and the readers are real browsers.
"""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from statistics import median

from playwright.sync_api import Browser

from tests.bench.measuring.browser import chromium, visit
from tests.bench.measuring.measure import PLAY_SECONDS
from tests.bench.measuring.report import ABSENT, aligned, machine
from tests.bench.measuring.server import Server, department_program, server
from tests.bench.measuring.subjects import REAL, Subject, read_subject, subject
from tests.bench.measuring.ways import OURS
from tests.bench.records import measure as measure_loading
from tests.bench.records import synthetic_records

SPELLS = "100k"
LIMIT = 300.0
# A server that has done nothing for so long has loaded everything.
QUIET = 0.5
LOADING = "ours: load and check"

Values = dict[str, float]
# Name -> what it is, by how much it is multiplied for the unit shown, digits, and what is aimed at, by subject.
FIGURES: dict[str, tuple[str, float, int, dict[str, float]]] = {
    "load": ("records loaded and checked, a process of its own, s", 1, 2, {SPELLS: 3}),
    "load_memory": ("memory of that process, MB", 1, 0, {SPELLS: 400}),
    "healthy": ("start to healthy, s", 1, 2, {}),
    "ready": ("start to healthy and ready, s", 1, 2, {REAL: 1.8}),
    "ready_work": ("processor time until then, s", 1, 2, {}),
    "cold": ("first picture of the first reader, who comes at once, s", 1, 2, {"XL": 5, SPELLS: 6}),
    "warm": ("first picture of a second reader, s", 1, 2, {}),
    "filter": ("filter click to stable picture, s", 1, 2, {"XL": 0.6, SPELLS: 0.4}),
    "page": ("filter click to the end of the run, s", 1, 2, {}),
    "task": ("longest main-thread task of that, ms", 1000, 0, {}),
    "frames": ("frames a second while time plays", 1, 1, {}),
    "memory": ("memory of the server, MB", 1e-6, 0, {}),
}


@contextmanager
def measured_subject(name: str) -> Iterator[Subject]:
    if name == SPELLS:
        with synthetic_records() as folder:
            yield read_subject(name, folder)
    else:
        with subject(name) as measurand:
            yield measurand


def run(browser: Browser, measurand: Subject) -> Values:
    """Two servers: with one nobody asks before it is ready, with the other a reader comes as soon as it is healthy."""
    load, memory = measure_loading(LOADING, measurand.records)
    values = {"load": load, "load_memory": memory}
    begin = time.monotonic()
    with server(department_program, measurand.records) as host:
        values["healthy"] = time.monotonic() - begin
        values["ready"], values["ready_work"] = _ready(host, begin)
    with server(department_program, measurand.records) as host:
        with visit(browser, OURS.probe, LIMIT) as first:
            values["cold"] = first.open(OURS.address(host.address, measurand)).first
        with visit(browser, OURS.probe, LIMIT) as second:
            values["warm"] = second.open(OURS.address(host.address, measurand)).first
            clicked = time.monotonic()
            rest = second.press(OURS.button_of(measurand.toggled))
            values |= {"filter": rest.took, "task": rest.longest_task, "page": time.monotonic() - clicked}
            values["frames"] = second.play(PLAY_SECONDS)
        values["memory"] = host.memory()
    return values


def _ready(host: Server, begin: float) -> tuple[float, float]:
    """Seconds until the server, which loads ahead, has nothing more to do; its processor time until then."""
    worked, since = host.worked(), time.monotonic()
    while time.monotonic() - since < QUIET:
        time.sleep(0.05)
        now = host.worked()
        if now - worked > 0.02:
            worked, since = now, time.monotonic()
    return since - begin, worked


def table(name: str, runs: list[Values]) -> str:
    rows = [["", "median", "range", "aim"]]
    for key, (title, scale, digits, aims) in FIGURES.items():
        values = sorted(run[key] * scale for run in runs if isfinite(run[key]))
        if values:
            middle, low, high = (f"{value:,.{digits}f}" for value in (median(values), values[0], values[-1]))
            aim = f"≤ {aims[name]:g}{' !' if median(values) > aims[name] else ''}" if name in aims else ""
            rows.append([title, middle, f"{low} to {high}", aim])
        else:
            rows.append([title, ABSENT, "", ""])
    return aligned(rows)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    known = (REAL, "M", "L", "XL", SPELLS)
    parser.add_argument("--sizes", default=f"{REAL},XL,{SPELLS}", help=f"of {','.join(known)}")
    parser.add_argument("--runs", type=int, default=7, help="for each size; medians are printed")
    parser.add_argument("--chromium", metavar="PATH", help="the browser to drive")
    chosen = parser.parse_args()
    if unknown := set(chosen.sizes.split(",")) - set(known):
        parser.error(f"unknown sizes: {', '.join(sorted(unknown))}")
    # Ended from outside, it still ends its server and browser.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with chromium(chosen.chromium) as browser:
        print("\n".join(f"{name}: {value}" for name, value in machine(browser.version).items()), end="\n\n")
        for name in chosen.sizes.split(","):
            with measured_subject(name) as measurand:
                runs = []
                for turn in range(chosen.runs):
                    print(f"{name}, run {turn + 1}", file=sys.stderr, flush=True)
                    runs.append(run(browser, measurand))
            print(f"{measurand.title}\n\n{table(name, runs)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
