"""What the inputs came to: a line a target, and each fault once with the command that shows it again."""

import resource
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any

from tests.fuzz.targets import Target
from tests.fuzz.world import World

COLUMNS = ("target", "inputs", "accepted", "refused", "exceptions", "slowest, ms", "memory, MB")
LONGEST = 300


@dataclass
class Fault:
    """The first of its kind (the place that raised), and how many there were."""

    number: int
    traceback: str
    shown: str
    times: int = 1


@dataclass
class Tally:
    """What became of the inputs of a target. `memory` is the peak of the whole process until then, in MB."""

    target: Target
    accepted: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_at: int = 0
    memory: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def exceptions(self) -> int:
        return sum(fault.times for fault in self.faults.values())

    @property
    def cells(self) -> tuple[str, ...]:
        inputs = self.accepted + self.refused + self.exceptions
        counts = (inputs, self.accepted, self.refused, self.exceptions)
        return self.target.name, *(f"{count:,}" for count in counts), f"{self.slowest:,.0f}", f"{self.memory:,.0f}"


def input_of(target: Target, world: World, seed: int, number: int) -> Any:
    """The input of that number: the same whatever was made before it."""
    return target.make(Random(f"{seed}/{target.name}/{number}"), world)


def run_target(target: Target, world: World, seed: int, numbers: Iterable[int]) -> Tally:
    tally = Tally(target)
    for number in numbers:
        _one(tally, world, number, input_of(target, world, seed, number))
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return tally


def _one(tally: Tally, world: World, number: int, given: Any) -> None:
    begun = perf_counter()
    try:
        accepted = tally.target.take(world, given)
    except Exception as problem:  # Whatever it is, it is a fault.
        _note(tally, number, given, problem)
    else:
        tally.accepted += accepted
        tally.refused += not accepted
    taken = (perf_counter() - begun) * 1000
    if taken > tally.slowest:
        tally.slowest, tally.slowest_at = taken, number


def _note(tally: Tally, number: int, given: Any, problem: Exception) -> None:
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    kind = f"{type(problem).__name__} {frame.filename}:{frame.lineno}"
    if known := tally.faults.get(kind):
        known.times += 1
    else:
        shown = repr(given)
        shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
        tally.faults[kind] = Fault(number, "".join(traceback.format_exception(problem)), shown)


def table(tallies: Iterable[Tally]) -> str:
    rows = [COLUMNS, *(tally.cells for tally in tallies)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def faults(tallies: Iterable[Tally], seed: int) -> str:
    parts = [
        f"{tally.target.name}, {fault.times:,} times, first at {fault.number}: {fault.shown}\n"
        f'python -m tests.fuzz --seed {seed} --only "{tally.target.name}" --at {fault.number}\n{fault.traceback}'
        for tally in tallies
        for fault in tally.faults.values()
    ]
    return "\n".join(parts)
