"""Files of one layout -> the frame of its values, with the two ends as they are written."""

from collections.abc import Callable, Sequence

import pandas as pd

from data.series.desk.layouts import SeriesLayout
from data.series.desk.sheets import CopyError, read_columns

# (name, content) of each file.
Files = Sequence[tuple[str, bytes]]
# The frame, and how many rows were read.
Converted = tuple[pd.DataFrame, int]
Read = Callable[[SeriesLayout, Files], Converted]
# What is longer names nobody.
_LONGEST_NAME = 300


def converted(layout: SeriesLayout, files: Files) -> Converted:
    """The frame that files of one layout make; CopyError if they are not such files."""
    frames = [read_columns(name, content, layout.columns) for name, content in files]
    if not frames:
        raise CopyError("there is no file", "give at least one")
    read = pd.concat(frames, ignore_index=True)
    frame = layout.convert(read)
    for name in ("one", "other", "reporter"):
        frame[name] = frame[name].astype(str).str.slice(0, _LONGEST_NAME)
    return frame, len(read)
