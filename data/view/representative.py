"""Which spell represents a tie on a day: the certain one; where imprecise dates leave two possible, the later.

components/network/browser/history.js (`spellInForce`) repeats it for every day along the time axis; the test that both
agree is in tests/components/network/test_time_browser.py.
"""

import numpy as np
import numpy.typing as npt

from data.model.span import Mask
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

NO_SPELL = -1


def representative_spells(ties: Ties, spells: Mask, *, certain: Mask) -> npt.NDArray[np.int64]:
    """By number of tie, the index of the spell that represents it among `spells`; NO_SPELL where it has none there."""
    representatives = np.full(int(ties.numbers[-1]) + 1 if len(ties) else 0, NO_SPELL, dtype=np.int64)
    indices = np.flatnonzero(spells)
    if indices.size:
        numbers = ties.numbers[indices]
        first_of_tie = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1]])
        # A certain spell outweighs every possible one; among equals the later has the greater index.
        weights = indices + certain[indices] * len(ties)
        representatives[numbers[first_of_tie]] = np.maximum.reduceat(weights, first_of_tie) % len(ties)
    return representatives


def spell_by_tie(selection: Selection) -> dict[str, SpellIndex]:
    """Tie -> the spell that represents it on the day, for the ties in view."""
    representatives = representative_spells(selection.ties, selection.shown, certain=selection.certain)
    return {selection.ties.tie[index]: index for index in map(int, representatives[representatives != NO_SPELL])}
