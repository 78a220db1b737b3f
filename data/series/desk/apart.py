"""The files of a reader, read in a process of its own: what takes too long or too much memory ends alone, and no page waits.

A small file may unpack to two gigabytes, or pivot into a table of a thousand million cells. The process gets the files
through a pipe, so that nothing of them is written to the disk.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

import pandas as pd

from data.series.desk.layouts import SERIES_LAYOUTS, SeriesLayout
from data.series.desk.reading import Converted, Files, converted
from data.series.desk.sheets import CopyError

# Of one reading: seconds of a processor and of the clock, bytes of memory, and what may come of it.
CPU_SECONDS, SECONDS, MEMORY, MOST_VALUES = 40, 90, 900_000_000, 300_000
# Names of the two sides: publishers have a few hundred, and each is looked up.
MOST_STATES = 20_000
# What a reader may bring at once, and the seconds that they wait for others.
MOST_FILES, _MOST_BYTES, _PATIENCE = 12, 40_000_000, 30.0
_TEXTS = ("one", "other", "reporter", "flow", "words")
_ROOT = Path(__file__).parents[3]
_ONE_AT_A_TIME = BoundedSemaphore(1)


def converted_apart(layout: SeriesLayout, files: Files) -> Converted:
    """As `converted`, within limits. Raises CopyError, also if the limits were not enough."""
    files = tuple(files)
    if len(files) > MOST_FILES or sum(len(content) for _, content in files) > _MOST_BYTES:
        raise CopyError(
            f"this is more than {MOST_FILES} files or {_MOST_BYTES // 1_000_000} MB",
            "bring less, or ask whoever runs the desk to import it",
        )
    head = {
        "layout": layout.key,
        "files": [(name, len(content)) for name, content in files],
        "limits": (CPU_SECONDS, MEMORY, MOST_VALUES, MOST_STATES),
    }
    sent = b"".join((json.dumps(head).encode(), b"\n", *(content for _, content in files)))
    with _turn():
        answer = io.BytesIO(_answer_to(sent))
        said = json.loads(answer.readline())
        if "reason" in said:
            raise CopyError(said["reason"], said["fix"])
        frame = pd.read_csv(answer, dtype=dict.fromkeys(_TEXTS, str), keep_default_na=False)
    return frame, said["rows"]


@contextmanager
def _turn() -> Iterator[None]:
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise CopyError("other files are being read", "try again in a minute")
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _answer_to(sent: bytes) -> bytes:
    """What the process answers: a line of JSON, then a table."""
    # More threads would count as more memory, and this needs none.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "data.series.desk.apart"],
            input=sent, capture_output=True, timeout=SECONDS, cwd=_ROOT, env=environment, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        raise CopyError(
            "reading it takes more time or memory than a reader may use",
            "bring a part of it, or ask whoever runs the desk to import it",
        ) from None
    return done.stdout


# In the process of its own ----------------------------------------------------------------------------------


def _limit(cpu_seconds: int, memory: int) -> None:
    """Come after the pages, and end where the limits do."""
    with suppress(ImportError, OSError, AttributeError, ValueError):
        import resource

        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _answer(source: BinaryIO) -> tuple[dict[str, object], bytes]:
    head = json.loads(source.readline())
    cpu_seconds, memory, most_values, most_names = head["limits"]
    _limit(cpu_seconds, memory)
    files = [(name, source.read(size)) for name, size in head["files"]]
    try:
        frame, rows = converted(SERIES_LAYOUTS[head["layout"]], files)
        if len(frame) > most_values:
            raise CopyError(f"has more than {most_values:,} values", "bring a part of it")
        if frame["one"].nunique() + frame["other"].nunique() > most_names:
            raise CopyError(f"has more than {most_names:,} names of states", "check that it is the right file")
    except CopyError as problem:
        return {"reason": problem.fault.reason, "fix": problem.fault.fix}, b""
    return {"rows": rows}, frame.to_csv(index=False, lineterminator="\n").encode()


def main() -> None:
    """Read files from the standard input, and write what they make to the standard output."""
    said, content = _answer(sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
