"""Work in a process of its own, within limits: what takes too long or too much memory ends alone, and no page waits for it.

The process gets what it works on from the memory, so that nothing of it is written to the disk, and sees no secret of the server.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import local
from typing import Any, BinaryIO

from data.apart.limits import WorkLimits
from data.apart.ready_process import channel_to_work

# Seconds that the other process has to end after its time is over.
_GRACE = 10


@dataclass(frozen=True)
class WorkDone:
    """What the work came to, and the seconds of the processor that it took."""

    answer: bytes
    cpu_seconds: float


class UnfinishedWorkError(Exception):
    """The work ended without an answer: its limits were not enough. `cpu_seconds` are those that it may have taken."""

    def __init__(self, cpu_seconds: float) -> None:
        super().__init__("the work took more time or memory than it may")
        self.cpu_seconds = cpu_seconds


class WorkCounter:
    """The seconds of the processor that other processes have taken for one thread. Any thread may ask."""

    def __init__(self) -> None:
        self._before, self._process = 0.0, 0

    def seconds(self) -> float:
        process = self._process
        if not process:
            return self._before
        with suppress(OSError):
            # The clock of a process by its number (Linux, clock_getcpuclockid).
            return self._before + time.clock_gettime((~process << 3) | 2)
        return self._before

    def begin(self, process: int) -> None:
        self._process = process

    def end(self, cpu_seconds: float) -> None:
        self._before = max(self.seconds(), self._before + cpu_seconds)
        self._process = 0


class _OfThread(local):
    def __init__(self) -> None:
        self.counter = WorkCounter()


_OF_THREAD = _OfThread()


def counter_of_thread() -> WorkCounter:
    """The counter of this thread."""
    return _OF_THREAD.counter


def done_apart(
    module: str, parts: Iterable[bytes], limits: WorkLimits, hear: Callable[[Any], object] = lambda _: None
) -> WorkDone:
    """What `work` of a module makes of the parts; `hear` gets whatever it says on its way.

    UnfinishedWorkError if it could not within its limits.
    """
    parts, begun, counter = list(parts), time.monotonic(), counter_of_thread()
    head = json.dumps({"module": module, "limits": asdict(limits), "sizes": list(map(len, parts))}).encode()
    cpu_seconds, sent = 0.0, [head, b"\n", *parts]
    try:
        try:
            done = _done(module, sent, limits, counter, hear)
        except _NotBegunError:
            # The process that was ready ended just then, as it is the first to end where the memory of all is used up.
            done = _done(module, sent, limits, counter, hear)
        cpu_seconds = done.cpu_seconds
    except (OSError, ValueError) as problem:
        if isinstance(problem, _NotBegunError):
            logging.getLogger(__name__).error("No process could be had for work of %s", module)
        cpu_seconds = min(limits.cpu_seconds, time.monotonic() - begun)
        raise UnfinishedWorkError(cpu_seconds) from None
    finally:
        counter.end(cpu_seconds)
    return done


class _NotBegunError(OSError):
    """No process has begun with the work."""


def _done(
    module: str, sent: Iterable[bytes], limits: WorkLimits, counter: WorkCounter, hear: Callable[[Any], object]
) -> WorkDone:
    with channel_to_work(module, limits.seconds + _GRACE) as channel:
        begun = channel.readline()
        if not begun:
            raise _NotBegunError
        counter.begin(json.loads(begun)["process"])
        for part in sent:
            channel.write(part)
        channel.flush()
        return _answer_in(channel, limits, hear)


def _answer_in(channel: BinaryIO, limits: WorkLimits, hear: Callable[[Any], object]) -> WorkDone:
    """ValueError if the work ends before its answer does, or answers too much."""
    for line in channel:
        said = json.loads(line)
        if "said" in said:
            hear(said["said"])
        elif "failed" in said:
            # Else a fault of ours would look like work that is too large.
            logging.getLogger(__name__).error("Work of another process failed: %s", said["failed"])
            break
        elif said["size"] <= limits.answer and len(answer := channel.read(said["size"])) == said["size"]:
            return WorkDone(answer, said["cpu_seconds"])
        else:
            break
    raise ValueError("the answer is not complete")
