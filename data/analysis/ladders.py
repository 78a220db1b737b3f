"""Orders of the same wordings side by side: what an order places, what it leaves out, where two disagree."""

from itertools import combinations

from data.base.memo import memo
from data.model.tie_rows import Ladder, Rung
from data.tables.dataset import Dataset


def rungs_from_top(dataset: Dataset, ladder: Ladder) -> list[Rung]:
    """The rungs of a ladder, the highest first; equal ones by tier."""
    rungs = (rung for rung in dataset.rungs if rung.ladder == ladder.ladder)
    return sorted(rungs, key=lambda rung: (rung.rung, rung.tier))


def not_placed(dataset: Dataset, ladder: Ladder) -> list[str]:
    """The tiers of the ladder's family that its author leaves out, in our own order."""
    house = rungs_from_top(dataset, dataset.house_ladder(ladder.family))
    return [rung.tier for rung in house if dataset.rung(ladder.ladder, rung.tier) is None]


def height(dataset: Dataset, ladder: Ladder, tier: str) -> int | None:
    """How far from the top a tier is, to compare two; None if the author leaves it out.

    Our rungs within a group are weak and count as equal, so on our own orders the group decides.
    """
    rung = dataset.rung(ladder.ladder, tier)
    if rung is None:
        return None
    if not ladder.is_house:
        return rung.rung
    return _group_tops(dataset, ladder)[rung.group]


@memo
def _group_tops(dataset: Dataset, ladder: Ladder) -> dict[str, int]:
    """Group -> its highest rung."""
    tops: dict[str, int] = {}
    for rung in rungs_from_top(dataset, ladder):
        tops.setdefault(rung.group, rung.rung)
    return tops


def ladder_for(dataset: Dataset, family: str, chosen: str) -> Ladder:
    """The chosen order if it is one of the family's, our own otherwise."""
    ladder = dataset.ladders.get(chosen)
    return ladder if ladder and ladder.family == family else dataset.house_ladder(family)


def disagreements(dataset: Dataset, ladder: Ladder) -> dict[str, list[str]]:
    """Tier -> the tiers that are below it here and above it in our own order."""
    house = dataset.house_ladder(ladder.family)
    ours = {rung.tier: height(dataset, house, rung.tier) or 0 for rung in rungs_from_top(dataset, house)}
    ranked_lower: dict[str, list[str]] = {}
    for upper, lower in combinations(rungs_from_top(dataset, ladder), 2):
        if upper.rung < lower.rung and ours[upper.tier] > ours[lower.tier]:
            ranked_lower.setdefault(upper.tier, []).append(lower.tier)
    return ranked_lower
