"""Dataset -> Ties: every spell that the page goes by as one position in arrays, so that filters and days are a few array steps.

A *tie* is what is drawn as one line: a dyad's spells in an exclusive family (it moves from tier to tier),
or, in a family whose tiers can hold together, its spells on one tier, those that overlap in time apart.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.schema import Rung, Spell, Tier
from data.tables.dataset import Dataset

Mask = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]
# The place of a spell in the arrays of `Ties`.
SpellIndex: TypeAlias = int
FOREVER = date.max.toordinal()
TIE_JOINT = "|"
ADDED_TIE = "added"


@dataclass(frozen=True, eq=False)
class Ties:
    """Arrays of one length: position i is `spells[i]`. Days are proleptic ordinals (`date.toordinal`).

    `starts[i] = (first, last)` bound the start, `ends[i]` the day on which it no longer holds.
    """

    dataset: Dataset
    spells: tuple[Spell, ...]
    tie: tuple[str, ...]
    tiers: tuple[Tier, ...]
    rungs: tuple[Rung | None, ...]
    actors: tuple[tuple[str, str], ...]
    starts: tuple[Days, Days]
    ends: tuple[Days, Days]

    def __len__(self) -> int:
        return len(self.spells)

    def layer(self, index: SpellIndex) -> str:
        return self.dataset.families[self.tiers[index].family].layer

    def group(self, index: SpellIndex) -> str:
        """The rung group on the house ladder, as "china_ladder/B"."""
        return group_key(self.rungs[index], self.tiers[index])

    @cached_property
    def added(self) -> Mask:
        """Which spells a reader laid over ours."""
        return np.array([self.dataset.is_added(spell) for spell in self.spells], dtype=bool)

    @cached_property
    def proposed(self) -> Mask:
        """Which spells rest on a proposal or a wish alone, and are no ties."""
        return np.array([spell.status == "proposed" for spell in self.spells], dtype=bool)

    @cached_property
    def numbers(self) -> Days:
        """The tie of each spell as a number; the spells of one tie stand together, so it never falls."""
        changes = [one != other for one, other in pairwise(self.tie)]
        return np.cumsum([0, *changes][: len(self)], dtype=np.int64)

    @cached_property
    def actors_tied(self) -> tuple[str, ...]:
        """Who has a tie at any time; the others have no place in a picture."""
        return tuple(sorted({actor for ends in self.actors for actor in ends}))

    def certain(self, *, as_of: date) -> Mask:
        """Which spells hold on that day for certain."""
        day = as_of.toordinal()
        return (self.starts[1] <= day) & (day < self.ends[0])

    def in_force(self, *, as_of: date) -> Mask:
        """Which spells hold on that day certainly or possibly."""
        day = as_of.toordinal()
        return (self.starts[0] <= day) & (day < self.ends[1])


def group_key(rung: Rung | None, tier: Tier) -> str:
    return f"{tier.family}/{rung.group if rung else '?'}"


def bounds(spell: Spell) -> tuple[int, int, int, int]:
    """First and last possible start, first and last possible end, as ordinals.

    A spell whose start is not known counts from the day on which a source shows it: an unknown start
    is not a possible tie through all of history.
    """
    start = spell.start or spell.known_by
    if start is None:
        raise ValueError(f"{spell.spell} has neither start nor known_by")
    if spell.start is None:
        start_first = start_last = start.last.toordinal()
    else:
        start_first, start_last = start.first.toordinal(), start.last.toordinal()
    if spell.end is None:
        return start_first, start_last, FOREVER, FOREVER
    return start_first, start_last, spell.end.first.toordinal(), spell.end.last.toordinal()


def _line_of(dataset: Dataset, spell: Spell) -> str:
    """The id of the line that the spell is drawn on, if nothing overlaps: "BLR-CHN|china_ladder"."""
    tier = dataset.tiers[spell.tier]
    line = (spell.dyad, tier.family) if _moves(dataset, spell) else (spell.dyad, tier.family, tier.tier)
    # A reader's own spell is never drawn on a line of ours: where the two disagree, both are seen.
    return TIE_JOINT.join((*line, ADDED_TIE) if dataset.is_added(spell) else line)


def _moves(dataset: Dataset, spell: Spell) -> bool:
    return dataset.families[dataset.tiers[spell.tier].family].exclusive == "yes"


def tie_ids(dataset: Dataset) -> dict[str, str]:
    """Spell -> its tie. Two treaties of one kind at one time would hide each other on one line: the second gets its own."""
    tracks: dict[str, list[int]] = defaultdict(list)
    ids = {}
    for spell in sorted(dataset.mains, key=lambda spell: (bounds(spell), spell.spell)):
        line = _line_of(dataset, spell)
        ids[spell.spell] = line
        if not _moves(dataset, spell):
            start, _, _, end = bounds(spell)
            free = (place for place, until in enumerate(tracks[line]) if until <= start)
            track = next(free, len(tracks[line]))
            tracks[line][track : track + 1] = [end]
            ids[spell.spell] = f"{line}{TIE_JOINT}{track + 1}" if track else line
    return ids


@memo
def ties_of(dataset: Dataset) -> Ties:
    """All spells in the order of their ties, and within a tie in the order of time."""
    tie_of = tie_ids(dataset)
    ordered = sorted(dataset.mains, key=lambda spell: (tie_of[spell.spell], bounds(spell), spell.spell))
    tiers = tuple(dataset.tiers[spell.tier] for spell in ordered)
    limits = np.array([bounds(spell) for spell in ordered], dtype=np.int64).reshape(-1, 4)
    return Ties(
        dataset=dataset,
        spells=tuple(ordered),
        tie=tuple(tie_of[spell.spell] for spell in ordered),
        tiers=tiers,
        rungs=tuple(dataset.rung(dataset.house_ladder(tier.family).ladder, tier.tier) for tier in tiers),
        actors=tuple(actors_of(spell.dyad) for spell in ordered),
        starts=(limits[:, 0], limits[:, 1]),
        ends=(limits[:, 2], limits[:, 3]),
    )
