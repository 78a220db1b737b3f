"""Results remembered with the value that they were made of, and gone with it.

A cache of a fixed size for all sessions would throw out one reader's results for another's as soon as a few of them
add rows of their own, and would hold on to rows that were removed.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Event, Lock, get_ident
from typing import Any, Concatenate, ParamSpec, TypeVar

# A Dataset or Ties: read-only, equal to nothing but itself.
O = TypeVar("O")  # noqa: E741 (as short as the others)
P = ParamSpec("P")
R = TypeVar("R")
# Results of one function for one owner, with other further arguments such as the day: the oldest goes first.
MOST_RESULTS = 32
# Of a large one, where the owner has thousands of rows of a reader: each takes megabytes.
MOST_LARGE_RESULTS = 2
_MEMO, _NAMED = "_memo", object()


class _Result:
    """One result, from the moment at which a thread begins to compute it."""

    __slots__ = ("is_ready", "settled", "thread", "value")

    def __init__(self) -> None:
        self.value: Any = None
        self.is_ready = False
        # Set once it is ready, or its computation has failed.
        self.settled = Event()
        self.thread = get_ident()


class _Results(dict[Hashable, _Result]):
    """The results of one function for one owner, by its further arguments. Only under the lock are any added or removed."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = Lock()


def memo(function: Callable[Concatenate[O, P], R]) -> Callable[Concatenate[O, P], R]:
    """Compute each result once for the first argument and keep it there.

    Of several threads that ask for the same result at once, one computes it and the others wait for it. What it raises
    is raised again for whoever asks next.
    """
    return _remembering(function, lambda _: MOST_RESULTS)


def memo_large(function: Callable[Concatenate[O, P], R]) -> Callable[Concatenate[O, P], R]:
    """The same for a result that grows with the rows: of an owner that `is_enlarged` only the last few are kept."""
    return _remembering(function, lambda owner: MOST_LARGE_RESULTS if owner.is_enlarged else MOST_RESULTS)


def _remembering(
    function: Callable[Concatenate[O, P], R], most_for: Callable[[Any], int]
) -> Callable[Concatenate[O, P], R]:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(owner: O, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            results: _Results = owner.__dict__[_MEMO][name]
        except KeyError:
            results = owner.__dict__.setdefault(_MEMO, {}).setdefault(name, _Results())
        key = (_NAMED, args, tuple(sorted(kwargs.items()))) if kwargs else args
        result = results.get(key)
        if result is None or not result.is_ready:
            result = _wait_or_compute(results, key, lambda: function(owner, *args, **kwargs), most_for(owner))
        value: R = result.value
        return value

    return remembered


def _wait_or_compute(results: _Results, key: Hashable, compute: Callable[[], object], most: int) -> _Result:
    """The result once it is ready, computed in this thread unless another thread is computing it."""
    while True:
        with results.lock:
            result = results.get(key)
            is_ours = result is None
            if result is None:
                result = results[key] = _Result()
        if is_ours:
            _compute_and_store(results, key, result, compute, most)
        elif not result.is_ready and result.thread == get_ident():
            raise RecursionError("a result needs itself")
        else:
            result.settled.wait()
        # If the other thread failed, it is this thread's turn.
        if result.is_ready:
            return result


def _compute_and_store(
    results: _Results, key: Hashable, result: _Result, compute: Callable[[], object], most: int
) -> None:
    try:
        result.value = compute()
        result.is_ready = True
    finally:
        with results.lock:
            if result.is_ready:
                _drop_oldest(results, most)
            else:
                del results[key]
        result.settled.set()


def _drop_oldest(results: _Results, most: int) -> None:
    """Down to the limit; what is still being computed stays, so that nobody computes it twice."""
    for key in [key for key, result in results.items() if result.is_ready][: max(0, len(results) - most)]:
        del results[key]
