"""Who is on which rung on the day, in order of arrival."""

from collections import defaultdict
from dataclasses import dataclass

from data.analysis.arrival import holder_of_spell
from data.analysis.tier_changes import previous_spell
from data.model.tie_rows import Ladder
from data.view.selection import Selection
from data.view.ties import SpellIndex


@dataclass(frozen=True)
class Placement:
    """A partner on a rung: its spell, and the spell before it on the same ladder that was no mere proposal (None if there is none)."""

    partner: str
    index: SpellIndex
    previous: SpellIndex | None


def placements_of(selection: Selection, ladder: Ladder) -> dict[str, list[Placement]]:
    """Tier -> who is on it on the day, the earliest arrival first; only what passed the filters."""
    placements: dict[str, list[Placement]] = defaultdict(list)
    ties = selection.ties
    for index in selection.indices:
        if ties.tiers[index].family == ladder.family:
            placement = Placement(holder_of_spell(ties, index), index, previous_spell(ties, index))
            placements[ties.tiers[index].tier].append(placement)
    for on_rung in placements.values():
        on_rung.sort(key=lambda row: (ties.starts[0][row.index], ties.starts[1][row.index], row.partner))
    return placements
