"""The limits of work in a process of its own."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Whoever looks at a page comes first.
_NICE = 5
# Where the memory of all is used up, the system ends this process and not the server.
_FIRST_TO_END = "1000"


@dataclass(frozen=True)
class WorkLimits:
    """Of one piece of work: seconds of the processor and of the clock, and bytes of memory and of the answer."""

    cpu_seconds: int
    seconds: int
    memory: int
    answer: int


def stand_back() -> None:
    """Let this process come after the pages. Other systems than Linux have some of it, or none."""
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_END, "ascii")


def keep_within(limits: WorkLimits) -> None:
    """End this process where the limits do."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        cpu_seconds = int(time.process_time()) + limits.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(AttributeError):
        # What nobody handles ends the process.
        signal.alarm(max(1, limits.seconds))
