"""What is done later: modules that only another page needs, when it is first asked for; work that nobody waits for, when nobody is served."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

# Seconds without anybody being served; how often it is looked whether that is so; and how long work waits for it on a server
# that is never so quiet.
QUIET_SECONDS, _LOOK_AGAIN, MOST_PATIENCE = 3.0, 0.25, 30.0

_quiet_seconds: list[Callable[[], float]] = []


@dataclass(frozen=True)
class Late:
    """A function by its name in a module. It is called as the function itself; `load` loads its module before."""

    module: str
    function: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return getattr(self.load(), self.function)(*arguments, **named)

    def load(self) -> Any:
        """The module."""
        return import_module(self.module)


def tell_quiet_by(seconds: Callable[[], float]) -> None:
    """From now on `seconds` says how long nobody has been served. Without it, as in a notebook, it is always quiet."""
    _quiet_seconds[:] = [seconds]


def wait_until_quiet(patience: float = MOST_PATIENCE) -> None:
    """Wait until nobody has been served for a moment, but not for ever."""
    end = time.monotonic() + patience
    while any(seconds() < QUIET_SECONDS for seconds in _quiet_seconds) and time.monotonic() < end:
        time.sleep(_LOOK_AGAIN)
