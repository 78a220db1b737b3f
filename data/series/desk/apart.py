"""The files of a reader, read in a process of its own: what takes too long or too much memory ends alone, and no page waits.

A small file may unpack to two gigabytes, or pivot into a table of a thousand million cells.
"""

import io
import json

import pandas as pd

from data.apart.limits import WorkLimits
from data.apart.work_apart import UnfinishedWorkError, done_apart
from data.series.desk.layouts import SERIES_LAYOUTS, SeriesLayout
from data.series.desk.reading import Converted, Files, converted
from data.series.desk.sheets import CopyError

SERIES_LIMITS = WorkLimits(cpu_seconds=40, seconds=90, memory=900_000_000, answer=60_000_000)
# What may come of it.
MOST_VALUES = 300_000
# Names of the two sides: publishers have a few hundred, and each is looked up.
MOST_STATES = 20_000
# What a reader may bring at once.
MOST_FILES, _MOST_BYTES = 12, 40_000_000
_TEXTS = ("one", "other", "reporter", "flow", "words")


def converted_apart(layout: SeriesLayout, files: Files) -> Converted:
    """As `converted`, within limits. Whoever calls it has a turn to read. Raises CopyError, also if the limits were not enough."""
    files = tuple(files)
    if len(files) > MOST_FILES or sum(len(content) for _, content in files) > _MOST_BYTES:
        raise CopyError(
            f"this is more than {MOST_FILES} files or {_MOST_BYTES // 1_000_000} MB",
            "bring less, or ask whoever runs the desk to import it",
        )
    head = {"layout": layout.key, "files": [name for name, _ in files], "most": (MOST_VALUES, MOST_STATES)}
    answer = io.BytesIO(_answer_to([json.dumps(head).encode(), *(content for _, content in files)]))
    said = json.loads(answer.readline())
    if "reason" in said:
        raise CopyError(said["reason"], said["fix"])
    frame = pd.read_csv(answer, dtype=dict.fromkeys(_TEXTS, str), keep_default_na=False)
    return frame, said["rows"]


def _answer_to(parts: list[bytes]) -> bytes:
    """What the process answers: a line of JSON, then a table."""
    try:
        return done_apart(__name__, parts, SERIES_LIMITS).answer
    except UnfinishedWorkError:
        raise CopyError(
            "reading it takes more time or memory than a reader may use",
            "bring a part of it, or ask whoever runs the desk to import it",
        ) from None


# In the process of its own ----------------------------------------------------------------------------------


def work(parts: list[bytes]) -> bytes:
    head, *contents = parts
    said = json.loads(head)
    most_values, most_names = said["most"]
    try:
        frame, rows = converted(SERIES_LAYOUTS[said["layout"]], list(zip(said["files"], contents, strict=True)))
        if len(frame) > most_values:
            raise CopyError(f"has more than {most_values:,} values", "bring a part of it")
        if frame["one"].nunique() + frame["other"].nunique() > most_names:
            raise CopyError(f"has more than {most_names:,} names of states", "check that it is the right file")
    except CopyError as problem:
        return json.dumps({"reason": problem.fault.reason, "fix": problem.fault.fix}).encode() + b"\n"
    return json.dumps({"rows": rows}).encode() + b"\n" + frame.to_csv(index=False, lineterminator="\n").encode()
