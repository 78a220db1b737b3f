"""Ends what a thread does once it has worked too long, wherever it is: most of what is computed never looks whether it should end."""

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread, get_ident

from data.apart.turns import thread_clock

_SECONDS_BETWEEN_LOOKS = 0.5
# Seconds of work after which what goes on in spite of it is ended again: where Python drops an error, as in a finalizer, it is lost.
_SECONDS_MORE = 2.0
_LOCK, _HAS_WORK = Lock(), Event()


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

    It comes between two steps of Python: a single long step of a library in C is not ended. Where the system does not say how
    long another thread has worked, nothing is.
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
                        # It may not have come yet, and would end what this thread does next.
                        _raise_in(thread, None)
                is_left = True


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
    if is_over:
        work.is_ended, work.end = True, work.end + _SECONDS_MORE
        _raise_in(thread, work.error)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Let a thread raise an error with its next step; None takes back what it has not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error and ctypes.py_object(error))
