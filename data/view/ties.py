"""Dataset -> Ties: every main spell as one position in arrays, so that filters and days are a few array steps.

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

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.span import Days, Mask, Span, span_array
from data.model.tie_rows import Rung, Spell, Tier
from data.tables.dataset import Dataset

# The position of a spell in the arrays of `Ties`.
SpellIndex: TypeAlias = int
TIE_JOINT = "|"
ADDED_TIE = "added"


@dataclass(frozen=True, eq=False)
class Ties:
    """Arrays of one length: position i is `spells[i]`. Days are proleptic ordinals (`date.toordinal`).

    `span` says when each is in force, as far as its dates can tell.
    """

    dataset: Dataset
    spells: tuple[Spell, ...]
    tie: tuple[str, ...]
    tiers: tuple[Tier, ...]
    rungs: tuple[Rung | None, ...]
    actors: tuple[tuple[str, str], ...]
    span: Span[Days]

    def __len__(self) -> int:
        return len(self.spells)

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

    @cached_property
    def added(self) -> Mask:
        """Which spells a reader added."""
        return np.array([self.dataset.is_added(spell) for spell in self.spells], dtype=bool)

    @cached_property
    def proposed(self) -> Mask:
        """Which spells rest on a proposal or a wish alone, so that they are not ties."""
        return np.array([spell.status == "proposed" for spell in self.spells], dtype=bool)

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


def _line_of(dataset: Dataset, spell: Spell) -> str:
    """The id of the line that the spell is drawn on, if nothing overlaps: "BLR-CHN|china_ladder"."""
    tier = dataset.tiers[spell.tier]
    line = (spell.dyad, tier.family) if _moves(dataset, spell) else (spell.dyad, tier.family, tier.tier)
    # An added spell is never drawn on a line of ours: where the two disagree, both are seen.
    return TIE_JOINT.join((*line, ADDED_TIE) if dataset.is_added(spell) else line)


def _moves(dataset: Dataset, spell: Spell) -> bool:
    return dataset.families[dataset.tiers[spell.tier].family].is_exclusive


def tie_ids(dataset: Dataset) -> dict[str, str]:
    """Spell -> its tie. On one line, two treaties of one kind at one time would hide each other: the second gets its own."""
    tracks: dict[str, list[int]] = defaultdict(list)
    ids = {}
    for spell in sorted(dataset.main_spells, key=lambda spell: (spell.span, spell.spell)):
        line = _line_of(dataset, spell)
        ids[spell.spell] = line
        if not _moves(dataset, spell):
            span = spell.span
            free = (number for number, until in enumerate(tracks[line]) if until <= span.earliest_start)
            track = next(free, len(tracks[line]))
            if track == len(tracks[line]):
                tracks[line].append(span.latest_end)
            else:
                tracks[line][track] = span.latest_end
            ids[spell.spell] = f"{line}{TIE_JOINT}{track + 1}" if track else line
    return ids


@memo
def ties_of(dataset: Dataset) -> Ties:
    """All spells in the order of their ties, and within a tie in the order of time."""
    tie_of = tie_ids(dataset)
    ordered = sorted(dataset.main_spells, key=lambda spell: (tie_of[spell.spell], spell.span, spell.spell))
    tiers = tuple(dataset.tiers[spell.tier] for spell in ordered)
    return Ties(
        dataset=dataset,
        spells=tuple(ordered),
        tie=tuple(tie_of[spell.spell] for spell in ordered),
        tiers=tiers,
        rungs=tuple(dataset.rung(dataset.house_ladder(tier.family).ladder, tier.tier) for tier in tiers),
        actors=tuple(actors_of(spell.dyad) for spell in ordered),
        span=span_array([spell.span for spell in ordered]),
    )
