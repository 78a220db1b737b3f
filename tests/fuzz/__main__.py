"""The command line of the fuzzing."""

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.fuzz.report import Tally, faults, input_of, run_target, table
from tests.fuzz.targets import TARGETS
from tests.fuzz.world import world_in

WHOLE = sum(target.share for target in TARGETS)


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Broken and hostile input by the thousand."
    )
    parser.add_argument("--inputs", type=int, default=2_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same inputs")
    parser.add_argument("--only", choices=[target.name for target in TARGETS], help="one target alone")
    parser.add_argument("--at", type=int, help="one input alone, by its number; it is shown whole")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """The table, and every fault; 1 if there is any."""
    arguments = options(words)
    tallies: list[Tally] = []
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        world = world_in(Path(folder))
        for target in TARGETS:
            if arguments.only in (None, target.name):
                share = arguments.inputs * target.share // (target.share if arguments.only else WHOLE)
                numbers = range(max(1, share)) if arguments.at is None else [arguments.at]
                if arguments.at is not None:
                    print(repr(input_of(target, world, arguments.seed, arguments.at)))
                tallies.append(run_target(target, world, arguments.seed, numbers))
                print("  ".join(tallies[-1].cells), faults(tallies[-1:], arguments.seed), file=sys.stderr, flush=True)
    print(table(tallies))
    print(f"seed {arguments.seed}, {perf_counter() - begun:,.0f} s")
    print(faults(tallies, arguments.seed))
    return 1 if any(tally.faults for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
