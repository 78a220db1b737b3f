"""Orders of the same wordings side by side: what an order places, what it leaves out, where two disagree."""

from itertools import combinations

from data.loading import Dataset
from data.schema import Ladder, Rung


def rungs_from_top(dataset: Dataset, ladder: Ladder) -> list[Rung]:
    """The rungs of a ladder, the highest first; equal ones by tier."""
    own = (rung for rung in dataset.rungs if rung.ladder == ladder.ladder)
    return sorted(own, key=lambda rung: (rung.rung, rung.tier))


def not_placed(dataset: Dataset, ladder: Ladder) -> list[str]:
    """The tiers of the ladder's family that its author leaves out, in our own order."""
    house = rungs_from_top(dataset, dataset.house_ladder(ladder.family))
    return [rung.tier for rung in house if dataset.rung(ladder.ladder, rung.tier) is None]


def disagreements(dataset: Dataset, ladder: Ladder) -> dict[str, list[str]]:
    """Tier -> the tiers that stand below it here and above it in our own order.

    Our rungs within a group are weak, so only tiers of different groups can disagree.
    """
    house = dataset.house_ladder(ladder.family)
    groups = list(dict.fromkeys(rung.group for rung in rungs_from_top(dataset, house)))
    ours = {rung.tier: groups.index(rung.group) for rung in rungs_from_top(dataset, house)}
    found: dict[str, list[str]] = {}
    for upper, lower in combinations(rungs_from_top(dataset, ladder), 2):
        if upper.rung < lower.rung and ours[upper.tier] > ours[lower.tier]:
            found.setdefault(upper.tier, []).append(lower.tier)
    return found
