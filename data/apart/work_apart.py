"""Work in a process of its own, within limits: what takes too long or too much memory ends alone, and no page waits for it.

The process gets what it works on through a pipe, so that nothing of it is written to the disk, and sees no secret of the server.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

_ROOT = Path(__file__).parents[2]
# Of the environment it needs no more: the rest may hold the password of a database.
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
)
# More threads would count as more memory, and no work apart needs them.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
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


def done_apart(module: str, parts: Iterable[bytes], limits: WorkLimits) -> WorkDone:
    """What `work_for_others` of a module answers to the parts. UnfinishedWorkError if it could not within its limits."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _ONE_THREAD
    parts = list(parts)
    head = json.dumps({"limits": asdict(limits), "sizes": list(map(len, parts))}).encode()
    begun = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=b"".join((head, b"\n", *parts)), capture_output=True, timeout=limits.seconds, cwd=_ROOT, env=environment, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        raise UnfinishedWorkError(min(limits.cpu_seconds, time.monotonic() - begun)) from None
    said, _, answer = done.stdout.partition(b"\n")
    return WorkDone(answer, json.loads(said)["cpu_seconds"])


# In the process of its own ----------------------------------------------------------------------------------


def work_for_others(work: Callable[[list[bytes]], bytes]) -> None:
    """Read the parts from the standard input, and write what the work answers to the standard output."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # What the work itself prints is not part of the answer.
    sys.stdout = sys.stderr
    head = json.loads(source.readline())
    limits = WorkLimits(**head["limits"])
    _keep_within(limits)
    answer = work([_exactly(source, size) for size in head["sizes"]])
    if len(answer) > limits.answer:
        _end_without_answer()
    target.write(json.dumps({"cpu_seconds": time.process_time()}).encode() + b"\n" + answer)


def _exactly(source: BinaryIO, size: int) -> bytes:
    content = source.read(size)
    if len(content) < size:
        _end_without_answer()
    return content


def _end_without_answer() -> NoReturn:
    sys.exit(1)


def _keep_within(limits: WorkLimits) -> None:
    """Come after the pages, and end where the limits do. Other systems than Linux have some of it, or none."""
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_END, "ascii")
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
