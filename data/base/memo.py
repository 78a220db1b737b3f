"""Results kept with the value that they were made of, and gone with it.

A cache of a fixed size for all sessions would throw out one reader's results for another's as soon as a few of them
lay rows of their own over the records, and would hold on to rows that were removed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

# A Dataset or Ties: read-only, equal to nothing but itself.
O = TypeVar("O")  # noqa: E741 (as short as the others)
P = ParamSpec("P")
R = TypeVar("R")
# Of one function with other further arguments, such as the day: the oldest goes first.
MOST = 32


def memo(function: Callable[Concatenate[O, P], R]) -> Callable[Concatenate[O, P], R]:
    """Make each result once for the first argument and keep it there."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answered(owner: O, /, *rest: P.args, **named: P.kwargs) -> R:
        results: dict[Any, R] = owner.__dict__.setdefault("_memo", {}).setdefault(name, {})
        key = (rest, tuple(sorted(named.items())))
        if key not in results:
            made = function(owner, *rest, **named)
            while len(results) >= MOST:
                results.pop(next(iter(results)), None)
            results[key] = made
            return made
        return results[key]

    return answered
