"""The command line of the benchmark."""

import argparse
import json
import signal
import sys
import time
from math import inf
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.measuring.browser import chromium
from tests.bench.measuring.measure import BrokenPageError, run
from tests.bench.measuring.ratios import ratios
from tests.bench.measuring.report import Result, as_json, machine, table
from tests.bench.measuring.subjects import REAL, SIZES, Subject, subject
from tests.bench.measuring.ways import OURS, TUTORIAL, WAYS, Way

# Fewer have no middle worth printing.
LEAST_RUNS = 3

NOTES = """\
Medians, and the range over the runs. Each run starts a server of its own; the reader who loads and filters comes
second, with an empty cache. All ways get the same records, window and filter, run by run in turn. Ours has the whole
page around the picture; the others have a picture and a choice, and are given the places of the actors.
First is the first frame with the (changed) picture; stable is: ours, a drawn picture without pending work over three
frames; places given, the same picture over three frames; the tutorial way, no actor moved by more than 1 px for 500 ms
(counted up to the start of those 500 ms). The empty page has a line of text instead of a picture: it is Streamlit's share.
"> {limit:g}" is a picture that was not stable within {limit:g} s; a way whose every load is such gets {few} in all, and
its other figures are those at the limit. “–” had nothing to be measured on: no picture came, or this way has no such thing.
The world is the picture before zoom; a frame is one the browser gave while time was played.
A task of less than 50 ms is not long and counts as 0. The page again is the second time of it, with what browsers keep.
Bytes on the wire are counted before messages are compressed: ours has half of them."""


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Our page compared with the pages that people write instead.",
    )
    known = (*SIZES, REAL)
    parser.add_argument("--sizes", default=",".join(known), help=f"of {','.join(known)}")
    parser.add_argument("--runs", type=int, default=7, help="for each way and size")
    parser.add_argument("--limit", type=float, default=60, help="seconds for each wait")
    parser.add_argument(
        "--minutes",
        type=float,
        default=20,
        help="for all sizes: a turn that would end later is left out, from the fourth on",
    )
    parser.add_argument(
        "--few", type=int, default=2, help="runs of the tutorial way, and of any whose load reaches the limit"
    )
    parser.add_argument("--ways", default=",".join(WAYS), help=f"of {','.join(WAYS)}")
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run to this file")
    parser.add_argument("--smoke", action="store_true", help="one run of ours on M; fails on function, never on time")
    parser.add_argument("--chromium", metavar="PATH", help="the browser to drive")
    arguments = parser.parse_args(words)
    for name, all_names in (("sizes", known), ("ways", tuple(WAYS))):
        chosen = getattr(arguments, name).split(",")
        if unknown := set(chosen) - set(all_names):
            parser.error(f"unknown {name}: {', '.join(sorted(unknown))}")
        setattr(arguments, name, chosen)
    return arguments


def measure_all(browser: Browser, arguments: argparse.Namespace, measurand: Subject, until: float) -> list[Result]:
    """The ways in turn, so that a busy moment of the machine meets all; no turn that would end after `until`."""
    ways = [WAYS[name] for name in arguments.ways]
    runs: dict[str, list[dict[str, float]]] = {way.name: [] for way in ways}
    longest = 0.0
    for turn in range(arguments.runs):
        begin = time.monotonic()
        if turn >= LEAST_RUNS and begin + longest > until:
            print(f"{measurand.name}: {turn} of {arguments.runs} runs in the time given", file=sys.stderr, flush=True)
            break
        for way in ways:
            if _enough(way, runs[way.name], arguments.few):
                continue
            print(f"{measurand.name}: {way.title}, run {turn + 1}", file=sys.stderr, flush=True)
            runs[way.name].append(run(way, measurand, browser, arguments.limit))
        # The first turns have ways that later ones leave out, and what is compiled once.
        longest = time.monotonic() - begin
    return [Result(measurand, way, tuple(runs[way.name])) for way in ways]


def _enough(way: Way, runs: list[dict[str, float]], few: int) -> bool:
    return len(runs) >= few and (way is TUTORIAL or all(values["load"] == inf for values in runs))


def compare(arguments: argparse.Namespace) -> None:
    """Measure, and print the ratios first, then a table for each size."""
    results: list[Result] = []
    tables: list[str] = []
    begin, share = time.monotonic(), 60 * arguments.minutes / len(arguments.sizes)
    with chromium(arguments.chromium) as browser:
        around = machine(browser.version)
        for place, name in enumerate(arguments.sizes, 1):
            with subject(name) as measurand:
                side_by_side = measure_all(browser, arguments, measurand, begin + place * share)
            tables.append(table(side_by_side, arguments.limit, markdown=arguments.markdown))
            results += side_by_side
            if arguments.json:
                # After each size: a long run that breaks later keeps what it has.
                text = json.dumps(as_json(results, arguments.limit, around), indent=1, allow_nan=False)
                arguments.json.write_text(text + "\n", "utf-8")
    few = "1 run" if arguments.few == 1 else f"{arguments.few} runs"
    print(ratios(results, markdown=arguments.markdown))
    print("\n".join(f"{name}: {value}" for name, value in around.items()), end="\n\n")
    print("\n".join(tables))
    print(NOTES.format(limit=arguments.limit, few=few))


def smoke(arguments: argparse.Namespace) -> None:
    """BrokenPageError if our page does not draw, filter or play."""
    with chromium(arguments.chromium) as browser, subject("M") as measurand:
        values = run(OURS, measurand, browser, arguments.limit)
    if inf in (values["load"], values["filter"], values["again"]):
        raise BrokenPageError("no stable picture came up")
    if not values["frames"]:
        raise BrokenPageError("no frame was drawn while time was played")
    if values["other_hosts"]:
        raise BrokenPageError("another host was asked")
    print(f"{measurand.title}: drawn, filtered and played.")


def main() -> int:
    arguments = options(sys.argv[1:])
    # Ended from outside, it still ends its server and browser.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        (smoke if arguments.smoke else compare)(arguments)
    except RuntimeError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
