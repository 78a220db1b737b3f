"""A limit to the work on what a reader sent: whoever works on it asks now and then whether it is used up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from data.base.fault import FaultError

_LIMIT = local()


@contextmanager
def seconds_of_work(most: float) -> Iterator[None]:
    """Let `check_time` raise FaultError in this thread once it has used so many seconds of the processor."""
    before: float | None = getattr(_LIMIT, "end", None)
    _LIMIT.end = time.thread_time() + most
    try:
        yield
    finally:
        _LIMIT.end = before


def check_time() -> None:
    """FaultError if this thread has a limit and it is used up."""
    end: float | None = getattr(_LIMIT, "end", None)
    if end is not None and time.thread_time() > end:
        raise FaultError("was not read: it takes too much time", "split it, or leave columns out")
