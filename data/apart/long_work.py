"""Ends what a thread does once it has worked too long, wherever it is: most of what is computed never looks whether it should end."""

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread, get_ident
from types import CodeType, FrameType
from typing import TypeVar

from data.apart.turns import thread_clock
from data.base.memo import memo

_SECONDS_BETWEEN_LOOKS = 0.5
# Seconds of work after which what goes on in spite of it is ended again: where Python drops an error, as in a finalizer, it is lost.
_SECONDS_MORE = 2.0
_LOCK, _HAS_WORK = Lock(), Event()
F = TypeVar("F", bound=Callable[..., object])
# Amid these a thread takes or gives back what others wait for, such as a lock, a place in a line, a connection to a database, or loads
# a module, which is done once or never: an error between two of their parts would keep it from all others for good.
_WHOLE_STEPS = frozenset(
    {
        *("contextlib", "importlib._bootstrap", "logging", "queue", "threading", "weakref"),
        *("concurrent.futures._base", "concurrent.futures.thread"),
        *("sqlalchemy.pool.base", "sqlalchemy.pool.impl", "sqlalchemy.util.queue"),
    }
)
# Of these modules, what a whole thread, or all of a function, is done within.
_AROUND_ALL = frozenset({"_bootstrap", "_bootstrap_inner", "_worker", "inner", "run"})
# Functions of ours that do so; and a module, which any may import. What they call may be ended.
_MARKED, _MARKED_MODULE = set[CodeType](), memo.__module__


@dataclass
class _Work:
    """What one thread does: how long it has worked, and when it is to end."""

    clock: Callable[[], float]
    end: float
    error: type[BaseException]
    is_ended: bool = False


# Thread -> what it does.
_WORK: dict[int, _Work] = {}
_WATCHERS: list[Thread] = []


@contextmanager
def ended_after(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in this thread once it has worked so many seconds in here.

    It comes between two steps of Python, but not amid one that is done as a whole: a single long step of a library in C is not ended,
    nor a thread that waits for others. Where the system does not say how long another thread has worked, nothing is.
    """
    clock, thread = thread_clock(), get_ident()
    if clock is None:
        yield
        return
    with _LOCK:
        _WORK[thread] = _Work(clock, clock() + seconds, error)
        _HAS_WORK.set()
        _start_watcher()
    try:
        yield
    finally:
        is_left = False
        while not is_left:
            # It may come right here, and would leave the work behind: another thread that gets this one’s number would be ended.
            with suppress(error):
                with _LOCK:
                    work = _WORK.pop(thread, None)
                if work and work.is_ended:
                    _let_it_come(error)
                is_left = True


def whole_step(function: F) -> F:
    """Mark a function that takes or gives back what others wait for, so that nothing is ended amid its own steps."""
    _MARKED.add(function.__code__)
    return function


def is_amid_whole_step(frame: FrameType | None) -> bool:
    """Whether a thread that is here must go on first."""
    if frame is not None and (frame.f_code in _MARKED or frame.f_globals.get("__name__") == _MARKED_MODULE):
        return True
    while frame is not None:
        if frame.f_globals.get("__name__") in _WHOLE_STEPS and frame.f_code.co_name not in _AROUND_ALL:
            return True
        frame = frame.f_back
    return False


def _start_watcher() -> None:
    if not _WATCHERS:
        watcher = Thread(target=_watch, name="ends-long-work", daemon=True)
        # Where no thread can be had, the next piece of work tries again.
        with suppress(RuntimeError):
            watcher.start()
            _WATCHERS.append(watcher)


def _watch() -> None:
    while True:
        _HAS_WORK.wait()
        with _LOCK:
            if not _WORK:
                _HAS_WORK.clear()
            for thread, work in list(_WORK.items()):
                _end_if_over(thread, work)
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _end_if_over(thread: int, work: _Work) -> None:
    try:
        is_over = work.clock() > work.end
    except OSError:
        # The thread itself has ended, by the error coming when it was leaving its work.
        del _WORK[thread]
        return
    # Where it holds or takes what others wait for, or waits, it is looked at again soon.
    if is_over and not is_amid_whole_step(sys._current_frames().get(thread)):
        work.is_ended, work.end = True, work.end + _SECONDS_MORE
        _raise_in(thread, work.error)


def _let_it_come(error: type[BaseException]) -> None:
    """Have what this thread may not have raised yet come here, where it ends nothing.

    Taken back, it would leave the interpreter looking for it for good, in which a profiler or debugger never comes to an end (CPython 3.11).
    """
    with suppress(error):
        _raise_in(get_ident(), error)
        while True:
            pass


def _raise_in(thread: int, error: type[BaseException]) -> None:
    """Let a thread raise an error with its next step."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))
