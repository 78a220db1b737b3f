"""Dataset -> Ties: every main spell as one position in arrays, so that filters and days are a few array steps.

A *tie* is what is drawn as one line: a dyad's spells in an exclusive family (it moves from tier to tier),
or, in a family whose tiers can hold together, its spells on one tier, those that overlap in time apart.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.span import Days, Mask, Span
from data.model.tie_rows import Rung, Spell, Tier
from data.tables.column_table import Column
from data.tables.dataset import Dataset
from data.tables.late_rows import PickedRows
from data.tables.suspects import limits_of, pairs_of

# The position of a spell in the arrays of `Ties`.
SpellIndex: TypeAlias = int
TIE_JOINT = "|"
ADDED_TIE = "added"
# An added spell is never drawn on a line of ours: where the two disagree, both are seen.
_ADDED_END = f"{TIE_JOINT}{ADDED_TIE}"


@dataclass(frozen=True, eq=False)
class Ties:
    """Arrays of one length: position i is `spells[i]`. Days are proleptic ordinals (`date.toordinal`).

    `span` says when each is in force, as far as its dates can tell; `places` are those of the spells in their table. The
    rows may be made when they are asked for: what is done for every spell goes by `column`.
    """

    dataset: Dataset
    spells: Sequence[Spell]
    places: npt.NDArray[np.int64]
    tie: tuple[str, ...]
    tiers: tuple[Tier, ...]
    rungs: tuple[Rung | None, ...]
    actors: tuple[tuple[str, str], ...]
    span: Span[Days]

    def __len__(self) -> int:
        return len(self.spells)

    def __reduce__(self) -> tuple[Callable[[Dataset], "Ties"], tuple[Dataset]]:
        """A copy for another process is made there again of the records."""
        return ties_of, (self.dataset,)

    @property
    def starts(self) -> tuple[Days, Days]:
        """The first and last day on which each may start."""
        return self.span.earliest_start, self.span.latest_start

    @property
    def ends(self) -> tuple[Days, Days]:
        """The first and last day on which each may no longer be in force."""
        return self.span.earliest_end, self.span.latest_end

    def run_span(self, first: SpellIndex, last: SpellIndex) -> Span[int]:
        """From the start of one spell to the end of another: an unbroken run of them."""
        (start, certain), (end, over) = self.starts, self.ends
        return Span(int(start[first]), int(certain[first]), int(end[last]), int(over[last]))

    def layer(self, index: SpellIndex) -> str:
        return self.dataset.families[self.tiers[index].family].layer

    def group(self, index: SpellIndex) -> str:
        """The rung group on the house ladder, as "china_ladder/B"."""
        return group_key(self.rungs[index], self.tiers[index])

    def column(self, name: str) -> Column:
        """A column of their table, in their order."""
        column = self.dataset.column("spells", name)
        return replace(column, codes=column.codes[self.places])

    @cached_property
    def added(self) -> Mask:
        """Which spells a reader added."""
        return _added(self.dataset)[self.places]

    @property
    def is_enlarged(self) -> bool:
        """As of the data set."""
        return self.dataset.is_enlarged

    @cached_property
    def proposed(self) -> Mask:
        """Which spells rest on a proposal or a wish alone, so that they are not ties."""
        return self.column("status").is_one_of(["proposed"])

    @cached_property
    def numbers(self) -> Days:
        """The tie of each spell as a number; the spells of one tie are neighbours, so it never falls."""
        changes = [one != other for one, other in pairwise(self.tie)]
        return np.cumsum([0, *changes][: len(self)], dtype=np.int64)

    @cached_property
    def actors_tied(self) -> tuple[str, ...]:
        """Who has a tie at any time; the others have no place in a picture."""
        return tuple(sorted({actor for ends in self.actors for actor in ends}))

    def certain(self, *, as_of: date) -> Mask:
        """Which spells are certainly in force on that day."""
        return self.span.is_certain(as_of.toordinal())

    def in_force(self, *, as_of: date) -> Mask:
        """Which spells are certainly or possibly in force on that day."""
        return self.span.is_possible(as_of.toordinal())


def group_key(rung: Rung | None, tier: Tier) -> str:
    return f"{tier.family}/{rung.group if rung else '?'}"


def _added(dataset: Dataset) -> Mask:
    """By place in their table: which spells a reader added."""
    if not dataset.added:
        return np.zeros(len(dataset.spells), dtype=bool)
    return np.array([dataset.is_added(spell) for spell in dataset.spells], dtype=bool)


def _line_of_tier(dataset: Dataset, tier: Tier) -> str:
    """What the id of a line has after its dyad, if nothing overlaps: "|china_ladder" of "BLR-CHN|china_ladder"."""
    line = (tier.family,) if _moves(dataset, tier) else (tier.family, tier.tier)
    return "".join(f"{TIE_JOINT}{part}" for part in line)


def _moves(dataset: Dataset, tier: Tier) -> bool:
    return dataset.families[tier.family].is_exclusive


def _lines_of(dataset: Dataset, places: npt.NDArray[np.int64]) -> Column:
    """The line of each spell."""
    dyads, tiers = (dataset.column("spells", name) for name in ("dyad", "tier"))
    added = _added(dataset)[places].astype(np.int32)
    _, first, codes = np.unique(
        pairs_of(dyads.codes[places], tiers.codes[places], added), return_index=True, return_inverse=True
    )
    firsts = places[first]
    of_tier = [_line_of_tier(dataset, dataset.tiers[name]) for name in tiers.values]
    lines = [
        f"{dyads.values[dyad]}{of_tier[tier]}{_ADDED_END if is_added else ''}"
        for dyad, tier, is_added in zip(
            dyads.codes[firsts].tolist(), tiers.codes[firsts].tolist(), added[first].tolist(), strict=True
        )
    ]
    # A line is that of several tiers where a dyad moves between them.
    by_line = Column.of(lines)
    return replace(by_line, codes=by_line.codes[codes.reshape(-1)])


class _Tracks:
    """The tracks of one line, so that ties at one time do not hide each other; whoever asks comes in order of time."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []
        self._free: list[int] = []

    def take(self, start: int, end: int) -> int:
        """The number of the first track that is free on a day, which is then taken until another."""
        while self._taken and self._taken[0][0] <= start:
            heappush(self._free, heappop(self._taken)[1])
        track = heappop(self._free) if self._free else len(self._taken)
        heappush(self._taken, (end, track))
        return track


def _tie_ids(lines: Column, moves: Mask, span: Span[Days], order: npt.NDArray[np.int64]) -> list[str]:
    """The tie of each spell. On one line, two treaties of one kind at one time would hide each other: the second gets its own.

    `order` has the spells by time.
    """
    ids: list[str] = [lines.values[code] for code in lines.codes.tolist()]
    crowded = np.bincount(lines.codes, minlength=len(lines.values))[lines.codes] > 1
    starts, ends = span.earliest_start.tolist(), span.latest_end.tolist()
    tracks: dict[int, _Tracks] = defaultdict(_Tracks)
    for index in order[(crowded & ~moves)[order]].tolist():
        track = tracks[int(lines.codes[index])].take(starts[index], ends[index])
        if track:
            ids[index] = f"{ids[index]}{TIE_JOINT}{track + 1}"
    return ids


@memo
def ties_of(dataset: Dataset) -> Ties:
    """All spells in the order of their ties, and within a tie in the order of time."""
    places = dataset.main_places
    limits = limits_of(*(dataset.column("spells", name) for name in ("start", "known_by", "end")))
    span = Span(*(days[places] for days in limits))
    names = dataset.column("spells", "spell")
    ids = [names.cells[code] for code in names.codes[places].tolist()]
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[by_id] = np.arange(len(ids))
    in_time = (rank, span.latest_end, span.earliest_end, span.latest_start, span.earliest_start)
    tiers = dataset.column("spells", "tier")
    of_tier = [dataset.tiers[name] for name in tiers.values]
    moves = tiers.taken([_moves(dataset, tier) for tier in of_tier]).astype(bool)[places]
    tie_ids = Column.of(_tie_ids(_lines_of(dataset, places), moves, span, np.lexsort(in_time)))
    sorted_ids = {name: place for place, name in enumerate(sorted(tie_ids.values))}
    ties = tie_ids.taken([sorted_ids[name] for name in tie_ids.values]).astype(np.int64)
    order = np.lexsort((*in_time, ties))
    dyads = dataset.column("spells", "dyad")
    ends = [actors_of(dyad) for dyad in dyads.values]
    codes = tiers.codes[places][order].tolist()
    rungs = [dataset.rung(dataset.house_ladder(tier.family).ladder, tier.tier) for tier in of_tier]
    return Ties(
        dataset=dataset,
        spells=PickedRows(dataset.spells, places[order]),
        places=places[order],
        tie=tuple(map(tie_ids.values.__getitem__, tie_ids.codes[order].tolist())),
        tiers=tuple(map(of_tier.__getitem__, codes)),
        rungs=tuple(map(rungs.__getitem__, codes)),
        actors=tuple(map(ends.__getitem__, dyads.codes[places][order].tolist())),
        span=Span(
            *(days[order] for days in (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end))
        ),
    )
