"""Who stands on which rung on the day, in order of arrival."""

from collections import defaultdict
from dataclasses import dataclass

from data.analysis.arrival import holder
from data.model.schema import Ladder
from data.view.selection import Selection


@dataclass(frozen=True)
class Standing:
    """An actor on a rung: the position of its spell, and of the spell before on the same ladder (or None)."""

    partner: str
    at: int
    before: int | None


def standings(selection: Selection, ladder: Ladder) -> dict[str, list[Standing]]:
    """Tier -> who stands on it on the day, the earliest arrival first; only what passed the filters."""
    rungs: dict[str, list[Standing]] = defaultdict(list)
    ties = selection.ties
    for index in selection.indices:
        if ties.tiers[index].family != ladder.family:
            continue
        before = index - 1 if index and ties.tie[index - 1] == ties.tie[index] else None
        rungs[ties.tiers[index].tier].append(Standing(holder(ties, index), index, before))
    for rows in rungs.values():
        rows.sort(key=lambda row: (ties.starts[0][row.at], ties.starts[1][row.at], row.partner))
    return rungs
