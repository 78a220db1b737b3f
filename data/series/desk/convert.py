"""A copy of the desk -> a series and its values, with what was skipped and why."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from data.base.text import list_text, printable, quantity
from data.matching.names import NameIndex
from data.model.cells import dyad_of
from data.model.dates import FIRST_YEAR, LAST_YEAR
from data.model.measured_rows import Series
from data.series.desk.layouts import SERIES_LAYOUTS, SeriesLayout, actor_of
from data.series.desk.reading import Files, Read, converted
from data.series.desk.sheets import CopyError
from data.series.series_set import SeriesSet
from data.series.value_columns import digest_of, read_values
from data.tables.dataset import Dataset

MOST_SKIPPED_NAMED = 8
# More than any publisher has; each is drawn.
MOST_OF_PAIR = 2_000
# A value takes about a tenth of the memory of a row that a reader adds.
_VALUES_OF_ROW = 10
_ORDER = ("dyad", "reporter", "flow", "year", "until", "value", "n", "words")


@dataclass(frozen=True, eq=False)
class Copy:
    """One series made of a copy: its row, the content of the file of its values, and what a reader should know of it."""

    series: Series
    content: bytes
    notes: tuple[str, ...]

    @cached_property
    def series_set(self) -> SeriesSet:
        """The series alone, in memory; ValuesError if a value is none."""
        key = self.series.series
        return SeriesSet({key: self.series}, {}, {key: read_values(self.content, "value")}, frozenset({key}))

    @property
    def held_rows(self) -> int:
        """What it takes of the memory, in rows of an upload."""
        return len(self.series_set.values(self.series.series).year) // _VALUES_OF_ROW


def layout_of(name: str) -> SeriesLayout:
    """The layout with this key; CopyError if there is none."""
    if name not in SERIES_LAYOUTS:
        raise CopyError(f"“{printable(name)[:30]}” is not a layout", f"use one of {', '.join(SERIES_LAYOUTS)}")
    return SERIES_LAYOUTS[name]


def copy_of(dataset: Dataset, layout: SeriesLayout, files: Files, read: Read = converted) -> Copy:
    """The series that files of one layout make; FaultError if none of their rows can be used, or a value is none."""
    frame, rows = read(layout, files)
    skipped = Counter[str]()
    index = NameIndex(dataset, {})
    by_name = lru_cache(maxsize=None)(index.actor)
    actors: dict[str, str] = {}
    for written in pd.unique(pd.concat([frame["one"], frame["other"]], ignore_index=True)):
        actor = actor_of(layout, str(written), by_name)
        if actor in dataset.actors:
            actors[str(written)] = str(actor)
    # What a reader wrote ends with their session, and the cache of keys is everybody's.
    index.forget()
    known = frame["one"].isin(actors) & frame["other"].isin(actors)
    for column in ("one", "other"):
        skipped.update(str(name) for name in frame.loc[~frame[column].isin(actors), column])
    frame = frame[known].copy()
    for name in ("one", "other", "reporter"):
        frame[name] = frame[name].map(actors)
    frame = frame[frame["one"] != frame["other"]].copy()
    if frame.empty:
        raise CopyError("no row is about two actors of these records", "check that it is the right file and layout")
    frame["dyad"] = [dyad_of(one, other) for one, other in zip(frame["one"], frame["other"], strict=True)]
    if frame["dyad"].value_counts().iloc[0] > MOST_OF_PAIR:
        raise CopyError(f"has more than {MOST_OF_PAIR:,} values of one pair", "check that it is the right file")
    copy = _copy(layout, frame, rows, skipped)
    copy.series_set  # noqa: B018 (read here, where its faults are said)
    return copy


def _copy(layout: SeriesLayout, frame: pd.DataFrame, rows_read: int, skipped: Counter[str]) -> Copy:
    # Of what is about both together nobody's books are named.
    unneeded = {"reporter"} if layout.series["direction"] == "both" else set()
    columns = [name for name in _ORDER if name in frame and name not in unneeded]
    for name in ("year", "until"):
        if name in frame:
            frame[name] = frame[name].astype(int)
    frame = frame[columns].sort_values([name for name in columns if name != "value"])
    content = frame.to_csv(index=False, lineterminator="\n").encode()
    first, last = int(frame["year"].min()), int(frame.get("until", frame["year"]).max())
    if first < FIRST_YEAR or last > LAST_YEAR:
        raise CopyError(f"has a year outside {FIRST_YEAR} to {LAST_YEAR}", "correct it in the file")
    series = Series(
        series=f"desk_{layout.key}",
        values=f"desk_{layout.key}.csv",
        value_column="value",
        digest=digest_of(content),
        coverage=(f"{first}/{last}: as in the copy of the desk",),
        zero="yes" if layout.series["form"] in ("count", "spells") else "no",
        licence=layout.terms,
        address="",
        **layout.series,
    )
    notes = [
        f"{quantity(rows_read, 'row')} read, {quantity(len(frame), 'value')} of {quantity(frame['dyad'].nunique(), 'pair')}."
    ]
    if skipped:
        names = list_text(
            [printable(name)[:40] or "(empty)" for name, _ in skipped.most_common()], most=MOST_SKIPPED_NAMED
        )
        notes.append(f"Skipped, because these records do not have them as actors: {names}.")
    return Copy(series, content, (*notes, f"Terms: {layout.terms}"))
