"""Work that nobody waits for: it begins when nobody is being served."""

import time
from collections.abc import Callable

# Seconds without anybody being served; how often it is looked whether that is so; and how long work waits for it on a server
# that is never so quiet.
QUIET, _LOOK_AGAIN, MOST_PATIENCE = 3.0, 0.25, 30.0

_quiet_seconds: list[Callable[[], float]] = []


def tell_quiet_by(seconds: Callable[[], float]) -> None:
    """From now on `seconds` says how long nobody has been served. Without it, as in a notebook, it is always quiet."""
    _quiet_seconds[:] = [seconds]


def wait_until_quiet(patience: float = MOST_PATIENCE) -> None:
    """Wait until nobody has been served for a moment, but not for ever."""
    end = time.monotonic() + patience
    while any(seconds() < QUIET for seconds in _quiet_seconds) and time.monotonic() < end:
        time.sleep(_LOOK_AGAIN)
