"""How much work something is, without a clock: whatever else the machine does, the number is the same."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile

# Processor time after which a text is given up that takes a moment if it is read in proportion to its length, and minutes or
# days if it is read in proportion to its square.
PATIENCE_SECONDS = 20


def calls_of(act: Callable[[], object]) -> int:
    """The number of functions that are called while `act` runs, those of Python's own library and of C included."""
    profile = Profile()
    profile.runcall(act)
    return sum(entry.callcount for entry in profile.getstats())


@contextmanager
def ends() -> Iterator[None]:
    """For work in C, which calls nothing that could be counted: it ends, and is not given up."""

    def give_up(_number: int, _frame: object) -> None:
        raise AssertionError(f"given up after {PATIENCE_SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
