"""What is in view -> the changes from tier to tier: the starts of spells, and what each changed."""

from dataclasses import dataclass

import numpy as np

from data.analysis.diff import ChangeKind, spell_change_kind
from data.model.dates import PartialDate
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# What another spell of a tie may bring without a change of tier: the words stay the same.
KINDS_WITHOUT_TIER_CHANGE = (ChangeKind.STATUS, ChangeKind.RESOURCED)


@dataclass(frozen=True)
class TierChange:
    """The start of a spell: the spell, the one before it on the same tie, and what it changed.

    `moves`: in its family a dyad holds one tier at a time; elsewhere ties come and go side by side.
    """

    index: SpellIndex
    previous: SpellIndex | None
    dyad: str
    kind: ChangeKind
    start: PartialDate
    moves: bool


def tier_changes(selection: Selection) -> tuple[list[TierChange], int]:
    """The changes of the focus, or of all that passed, by day; and how many spells have no known start."""
    spells = [index for index in map(int, np.flatnonzero(selection.passed)) if _is_of_focus(selection, index)]
    dated = [index for index in spells if selection.ties.spells[index].start is not None]
    changes = (change for index in dated if (change := _tier_change(selection, index)))
    return sorted(changes, key=lambda change: (change.start, change.index)), len(spells) - len(dated)


def _is_of_focus(selection: Selection, index: SpellIndex) -> bool:
    focus, ties = selection.view.focus, selection.ties
    return not focus or ties.spells[index].dyad == focus or focus in ties.actors[index]


def _tier_change(selection: Selection, index: SpellIndex) -> TierChange | None:
    """The change that a spell of known start brought; None if it changed no words."""
    ties, spell = selection.ties, selection.ties.spells[index]
    previous = previous_spell(ties, index, proposed=selection.view.proposed)
    assert spell.start
    kind = ChangeKind.NEW if previous is None else spell_change_kind(ties, previous, index, selection.view.ladder)
    if kind in KINDS_WITHOUT_TIER_CHANGE:
        return None
    moves = selection.dataset.families[ties.tiers[index].family].is_exclusive
    return TierChange(index, previous, spell.dyad, kind, spell.start, moves)


def previous_spell(ties: Ties, index: SpellIndex, *, proposed: bool = False) -> SpellIndex | None:
    """The spell before it on the same tie, filtered or not; a proposal does not count unless asked for."""
    for previous in range(index - 1, -1, -1):
        if ties.tie[previous] != ties.tie[index]:
            return None
        if proposed or not ties.proposed[previous]:
            return previous
    return None
