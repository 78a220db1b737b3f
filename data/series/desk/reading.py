"""Files of one layout -> the frame of its values, with the two ends as they are written."""

from collections.abc import Callable, Iterable

import pandas as pd

from data.base.text import quotable
from data.series.desk.layouts import SERIES_LAYOUTS, SeriesLayout
from data.series.desk.sheets import CopyError, has_columns, read_columns

# (name, content) of each file.
Files = Iterable[tuple[str, bytes]]
# The frame, and how many rows were read.
Converted = tuple[pd.DataFrame, int]
Read = Callable[[SeriesLayout, Files], Converted]
# What is longer names nobody.
_LONGEST_NAME = 100


def converted(layout: SeriesLayout, files: Files) -> Converted:
    """The frame that files of one layout make; CopyError if they are not such files."""
    frames, rows = [], 0
    for name, content in files:
        is_there = False
        for part in read_columns(name, content, layout.columns):
            is_there, rows = True, rows + len(part)
            frames.append(layout.convert(part) if layout.adds else part)
        if not is_there:
            raise _other_file(layout, name, content)
    if not frames:
        raise CopyError("there is no file", "give at least one")
    frame = pd.concat(frames, ignore_index=True)
    if not layout.adds:
        frame = layout.convert(frame)
    elif len(frames) > 1:
        frame = frame.groupby([column for column in frame if column != "value"], sort=True)["value"].sum().reset_index()
    for column in ("one", "other", "reporter"):
        frame[column] = frame[column].astype(str).str.slice(0, _LONGEST_NAME)
    return frame, rows


def _other_file(layout: SeriesLayout, name: str, content: bytes) -> CopyError:
    """That a file lacks the columns, and what it is where we know it."""
    listed = ", ".join(names[0] for names in layout.columns if "" not in names)
    reason = f"{quotable(name)} has no table with the columns {listed}"
    for other in SERIES_LAYOUTS.values():
        if other.columns != layout.columns and has_columns(name, content, other.columns):
            return CopyError(
                reason, f"it looks like “{other.title}”: choose that, or give the file of this one: {layout.file}"
            )
    return CopyError(reason, f"give the file as its publisher gives it: {layout.file}")
