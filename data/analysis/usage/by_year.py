"""The uses of a pair's labels by year: what a strip below the labels shows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from data.base.memo import memo
from data.usage.uses import label_partner, period_of_labels, uses_of_spells
from data.view.ties import Ties


@dataclass(frozen=True)
class YearOfUses:
    """How often the labels of a pair were used in a year, by whom, as a share of the most in any year of the pair."""

    year: int
    by_side: Counter[str]
    share: float

    @property
    def number(self) -> int:
        return self.by_side.total()

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)


@memo
def years_of_uses(ties: Ties, dyad: str) -> tuple[YearOfUses, ...]:
    """The years with a use, in order; none for a pair whose labels are not China's, or of which none was used."""
    if period_of_labels(ties.dataset) is None:
        return ()
    spells = [spell for index, spell in enumerate(ties.spells) if spell.dyad == dyad and not ties.proposed[index]]
    if not any(label_partner(ties.dataset, spell) for spell in spells):
        return ()
    counts = uses_of_spells(ties.dataset, spells, date.max).by_year
    most = max((by_side.total() for by_side in counts.values()), default=1)
    return tuple(YearOfUses(year, by_side, by_side.total() / most) for year, by_side in sorted(counts.items()))
