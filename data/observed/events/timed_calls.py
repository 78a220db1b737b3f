"""Questions to another machine that end in time, whatever that machine does."""

import time
from collections.abc import Callable
from functools import lru_cache
from threading import Event, Lock, Thread
from typing import TypeVar

from data.apart.long_work import whole_step

T = TypeVar("T")
# Questions that nobody waits for any more, beyond which no other is asked: each keeps a thread until it ends.
MOST_GIVEN_UP = 8
SECONDS_OF_PAUSE = 10.0
# Questions at the same time: all that are asked before the first of them is given up may end like it.
MOST_CALLS = 32


class GivenUpError(Exception):
    """There was no answer in time, or lately there was none."""


class TimedCalls:
    """Calls in threads of their own, each waited for so long; after one without an answer none is made for a while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._paused_until, self._given_up, self._under_way = float("-inf"), 0, 0

    @whole_step
    def ask(self, call: Callable[[], T], seconds: float) -> T:
        """What the call gives or raises; GivenUpError without an answer."""
        with self._lock:
            if self._clock() < self._paused_until or self._given_up >= MOST_GIVEN_UP:
                raise GivenUpError
            if self._under_way >= MOST_CALLS:
                raise GivenUpError
            self._under_way += 1
        over, answer = Event(), list[T]()
        problem: list[BaseException] = []
        is_given_up = False

        def work() -> None:
            try:
                answer.append(call())
            except BaseException as error:
                problem.append(error)
            with self._lock:
                over.set()
                self._under_way -= 1
                self._given_up -= is_given_up

        try:
            Thread(target=work, daemon=True).start()
        except RuntimeError:
            # The system gives no more threads.
            with self._lock:
                self._under_way -= 1
            raise GivenUpError from None
        over.wait(seconds)
        with self._lock:
            if not over.is_set():
                is_given_up = True
                self._given_up += 1
                self._paused_until = self._clock() + SECONDS_OF_PAUSE
                raise GivenUpError
        if problem:
            raise problem[0]
        return answer[0]


@lru_cache(maxsize=8)
def calls_to(setting: str) -> TimedCalls:  # noqa: ARG001 (the key)
    """The calls to the machine of a setting, the same for all who ask: until it has answered once, each makes a connection."""
    return TimedCalls()
