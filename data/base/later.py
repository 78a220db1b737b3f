"""Deferred work: modules that are imported when they are first used, and background work while no page is drawn."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

# Seconds without a page being drawn that count as quiet, seconds between two looks, and the longest wait before work goes on
# anyway.
QUIET_SECONDS, _LOOK_AGAIN, MOST_PATIENCE = 3.0, 0.25, 30.0

_quiet_seconds: list[Callable[[], float]] = []


@dataclass(frozen=True)
class Late:
    """A function by its name in a module: a call imports the module and calls the function, `load` only imports."""

    module: str
    function: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return getattr(self.load(), self.function)(*arguments, **named)

    def load(self) -> Any:
        """The module."""
        return import_module(self.module)


def tell_quiet_by(seconds: Callable[[], float]) -> None:
    """Set the function that says for how long no page has been drawn. Without one, as in a notebook, it is always quiet."""
    _quiet_seconds[:] = [seconds]


def wait_until_quiet(patience: float = MOST_PATIENCE) -> None:
    """Wait until no page has been drawn for a moment, but not for ever."""
    end = time.monotonic() + patience
    while any(seconds() < QUIET_SECONDS for seconds in _quiet_seconds) and time.monotonic() < end:
        time.sleep(_LOOK_AGAIN)
