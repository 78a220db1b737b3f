"""What is in view on two days -> the changes between them, each of a type, by a chosen order of tiers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

import numpy as np

from data.analysis.ladders import height, ladder_for
from data.model.span import Mask
from data.model.tie_rows import Ladder
from data.view.representative import NO_SPELL, representative_spells, spell_by_tie
from data.view.selection import Selection, select
from data.view.ties import SpellIndex, Ties
from data.view.view import View


class ChangeKind(StrEnum):
    """The types of change, in the order of a list for readers; the value is what a reader sees."""

    UP = "Moved up"
    NEW = "New"
    DOWN = "Moved down"
    ENDED = "Ended"
    REWORDED = "Renamed, same rank"
    OTHER = "Changed, not ranked in this order"
    STATUS = "Status changed"
    CERTAIN = "Became certain"
    UNCERTAIN = "Became uncertain"
    RESOURCED = "Restated"
    SEEN = "In force by then; start date unknown"
    UNSEEN = "Not yet documented; start date unknown"


INVERSE: Mapping[ChangeKind, ChangeKind] = {
    ChangeKind.NEW: ChangeKind.ENDED,
    ChangeKind.ENDED: ChangeKind.NEW,
    ChangeKind.UP: ChangeKind.DOWN,
    ChangeKind.DOWN: ChangeKind.UP,
    ChangeKind.CERTAIN: ChangeKind.UNCERTAIN,
    ChangeKind.UNCERTAIN: ChangeKind.CERTAIN,
    ChangeKind.SEEN: ChangeKind.UNSEEN,
    ChangeKind.UNSEEN: ChangeKind.SEEN,
    **{kind: kind for kind in (ChangeKind.REWORDED, ChangeKind.OTHER, ChangeKind.STATUS, ChangeKind.RESOURCED)},
}


@dataclass(frozen=True)
class TieState:
    """What a tie reads on a day: the spell that represents it, and whether that spell holds for certain."""

    index: SpellIndex
    certain: bool


@dataclass(frozen=True)
class Change:
    """One tie that is not on the second day what it was on the first.

    `before` and `after` are what passed the filters, None if nothing did; `hidden_before` and `hidden_after` hold
    what a filter keeps out of view. `kind` is judged by all that was in force, so that a tie which comes into view
    by moving up is not called new.
    """

    tie: str
    kind: ChangeKind
    before: TieState | None
    after: TieState | None
    hidden_before: TieState | None = None
    hidden_after: TieState | None = None

    @property
    def state_before(self) -> TieState | None:
        """The state on the first day, whether in view or hidden."""
        return self.before or self.hidden_before

    @property
    def state_after(self) -> TieState | None:
        """The state on the second day, whether in view or hidden."""
        return self.after or self.hidden_after

    @property
    def index(self) -> SpellIndex:
        """The spell that says which dyad and family the change is about."""
        state = self.state_after or self.state_before
        assert state
        return state.index


class _DayStates:
    """The states of all ties on one day, by number of tie."""

    def __init__(self, selection: Selection, spells: Mask) -> None:
        self._all_certain = selection.certain
        self.indices = representative_spells(selection.ties, spells, certain=selection.certain)

    @property
    def certain(self) -> Mask:
        certain: Mask = (self.indices != NO_SPELL) & self._all_certain[self.indices]
        return certain

    def state(self, tie: int) -> TieState | None:
        index = int(self.indices[tie])
        return None if index == NO_SPELL else TieState(index, bool(self._all_certain[index]))

    def differs_from(self, other: "_DayStates") -> Mask:
        """Which ties have another spell, or the same spell with another certainty."""
        if not self.indices.size:
            return np.zeros(0, dtype=bool)
        differs: Mask = (self.indices != other.indices) | (self.certain != other.certain)
        return differs


def tie_states(selection: Selection) -> dict[str, TieState]:
    """Tie -> what it reads on the day, for the ties in view."""
    certain = selection.certain
    return {tie: TieState(index, bool(certain[index])) for tie, index in spell_by_tie(selection).items()}


def two_days(ties: Ties, view: View, *, against: date) -> tuple[Selection, Selection]:
    """What is in view on `against` and on the day of the view, by the same filters.

    What is near to the focus may differ by day; what is near on either day counts on both.
    """
    first, second = select(ties, replace(view, as_of=against)), select(ties, view)
    passed = first.passed | second.passed
    first, second = (replace(day, passed=passed, shown=passed & day.in_force) for day in (first, second))
    return first, second


def changes_between(first: Selection, second: Selection, *, ladder: str = "") -> tuple[Change, ...]:
    """The changes from the day of `first` to the day of `second`, in the order of `ChangeKind`, then of time.

    Both come from `two_days`. `ladder` is the order by which up and down are judged, in the family that it
    orders; elsewhere it is our own.
    """
    in_view = _DayStates(first, first.shown), _DayStates(second, second.shown)
    in_force = _DayStates(first, first.in_force), _DayStates(second, second.in_force)
    days = first.view.as_of, second.view.as_of
    changes = []
    for tie in map(int, np.flatnonzero(in_view[0].differs_from(in_view[1]))):
        states = in_view[0].state(tie), in_view[1].state(tie)
        hidden = tuple(None if state else day.state(tie) for state, day in zip(states, in_force, strict=True))
        change = _change(first.ties, states, (hidden[0], hidden[1]), days, ladder)
        changes += [change] if change else []
    return tuple(sorted(changes, key=partial(_sort_key, first.ties)))


_States = tuple[TieState | None, TieState | None]
_KIND_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}


def _change(ties: Ties, states: _States, hidden: _States, days: tuple[date, date], ladder: str) -> Change | None:
    """The change of one tie; None if nothing changed for a reader."""
    kind = _kind(ties, states[0] or hidden[0], states[1] or hidden[1], days, ladder)
    state = states[1] or states[0]
    return Change(ties.tie[state.index], kind, *states, *hidden) if kind and state else None


def _sort_key(ties: Ties, change: Change) -> tuple[int, int, str]:
    return _KIND_ORDER[change.kind], _day(ties, change), change.tie


def _day(ties: Ties, change: Change) -> int:
    """The day by which a list is ordered: when the later of the two states begins, or when the tie ends (an ordinal)."""
    before, after = change.state_before, change.state_after
    if before and after:
        return int(ties.starts[0][max(before.index, after.index)])
    ending = change.kind is ChangeKind.ENDED
    return int(ties.ends[0][change.index] if ending else ties.starts[0][change.index])


def _kind(
    ties: Ties, before: TieState | None, after: TieState | None, days: tuple[date, date], ladder: str
) -> ChangeKind | None:
    if before is None:
        return _kind_of_arrival(ties, after, missing_on=days[0]) if after else None
    if after is None:
        return INVERSE[_kind_of_arrival(ties, before, missing_on=days[1])]
    if before.index != after.index:
        return spell_change_kind(ties, before.index, after.index, ladder)
    if before.certain == after.certain:
        return None
    return ChangeKind.CERTAIN if after.certain else ChangeKind.UNCERTAIN


def _kind_of_arrival(ties: Ties, state: TieState, *, missing_on: date) -> ChangeKind:
    """New; but a tie of unknown start is not new on the day on which a source first shows it."""
    is_later = missing_on.toordinal() < ties.starts[0][state.index]
    return ChangeKind.SEEN if is_later and ties.spells[state.index].start is None else ChangeKind.NEW


def spell_change_kind(ties: Ties, before: SpellIndex, after: SpellIndex, ladder: str) -> ChangeKind:
    """What the second spell of a tie changed after the first."""
    old, new = ties.spells[before], ties.spells[after]
    if old.tier != new.tier:
        return tier_change_kind(ties, before, after, ladder_for(ties.dataset, ties.tiers[after].family, ladder))
    if (old.wording, old.native_wordings) != (new.wording, new.native_wordings):
        return ChangeKind.REWORDED
    return ChangeKind.STATUS if old.status != new.status else ChangeKind.RESOURCED


def tier_change_kind(ties: Ties, before: SpellIndex, after: SpellIndex, ladder: Ladder) -> ChangeKind:
    """Up, down or on the same rung, by one order; OTHER if its author leaves one of the two out."""
    old, new = (height(ties.dataset, ladder, ties.tiers[index].tier) for index in (before, after))
    if old is None or new is None:
        return ChangeKind.OTHER
    if old == new:
        return ChangeKind.REWORDED
    return ChangeKind.UP if new < old else ChangeKind.DOWN


def kinds_by_other_ladders(ties: Ties, change: Change) -> dict[ChangeKind, tuple[Ladder, ...]]:
    """The kinds that other orders give to a change of tier; empty if it is not one, or all orders agree."""
    before, after = change.state_before, change.state_after
    if not (before and after) or ties.spells[before.index].tier == ties.spells[after.index].tier:
        return {}
    family = ties.tiers[after.index].family
    ladders_by_kind: dict[ChangeKind, tuple[Ladder, ...]] = {}
    for ladder in ties.dataset.ladders.values():
        kind = tier_change_kind(ties, before.index, after.index, ladder) if ladder.family == family else change.kind
        if kind not in (change.kind, ChangeKind.OTHER):
            ladders_by_kind[kind] = (*ladders_by_kind.get(kind, ()), ladder)
    return ladders_by_kind
