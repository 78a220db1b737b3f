"""Who stands on which rung on the day, in order of arrival."""

from collections import defaultdict
from dataclasses import dataclass

from data.analysis.arrival import holder
from data.model.schema import Ladder
from data.view.selection import InView


@dataclass(frozen=True)
class Standing:
    """An actor on a rung: the position of its spell, and of the spell before on the same ladder (or None)."""

    partner: str
    at: int
    before: int | None


def standings(found: InView, ladder: Ladder) -> dict[str, list[Standing]]:
    """Tier -> who stands on it on the day, the earliest arrival first; only what passed the filters."""
    rungs: dict[str, list[Standing]] = defaultdict(list)
    ties = found.ties
    for at in found.at:
        if ties.tiers[at].family != ladder.family:
            continue
        before = at - 1 if at and ties.tie[at - 1] == ties.tie[at] else None
        rungs[ties.tiers[at].tier].append(Standing(holder(ties, at), at, before))
    for rows in rungs.values():
        rows.sort(key=lambda row: (ties.starts[0][row.at], ties.starts[1][row.at], row.partner))
    return rungs
