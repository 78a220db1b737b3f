"""What is in view on two days -> the changes between them, each of a type, by a chosen order of tiers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from data.analysis.ladders import height, ladder_for
from data.model.schema import Ladder
from data.view.selection import Selection, select
from data.view.ties import Mask, SpellIndex, Ties
from data.view.view import View

NOWHERE = -1


class ChangeKind(StrEnum):
    """The types of change, in the order of a list for readers; the value is what a reader sees."""

    UP = "Moved up"
    NEW = "New"
    DOWN = "Moved down"
    ENDED = "Ended"
    REWORDED = "Reworded at the same rung"
    OTHER = "Changed, not placed by this order"
    STATUS = "Status changed"
    CERTAIN = "Became certain"
    UNCERTAIN = "Became uncertain"
    RESOURCED = "Only re-sourced"
    SEEN = "Shown by a source by then, start not found"
    UNSEEN = "Not yet shown by a source, start not found"


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
    """What a tie reads on a day: the position of its spell, and whether it holds for certain."""

    index: SpellIndex
    certain: bool


@dataclass(frozen=True)
class Change:
    """One tie that is not on the second day what it was on the first.

    `before` and `after` are what passed the filters, None if nothing did. `kind` is judged by all that was in
    force, so that a tie which comes into view by moving up is no new tie; `hidden_before` and `hidden_after`
    hold what a filter keeps out of view.
    """

    tie: str
    kind: ChangeKind
    before: TieState | None
    after: TieState | None
    hidden_before: TieState | None = None
    hidden_after: TieState | None = None

    @property
    def was(self) -> TieState | None:
        return self.before or self.hidden_before

    @property
    def now(self) -> TieState | None:
        return self.after or self.hidden_after

    @property
    def index(self) -> SpellIndex:
        """The position that says which dyad and family it is about."""
        held = self.now or self.was
        assert held
        return held.index


@dataclass(frozen=True)
class _Held:
    """The same for all ties at once: position of the spell, or NOWHERE; and whether it is certain."""

    at: npt.NDArray[np.int64]
    certain: Mask

    def of(self, tie: int) -> TieState | None:
        return None if self.at[tie] == NOWHERE else TieState(int(self.at[tie]), bool(self.certain[tie]))


def _held(selection: Selection, shown: Mask) -> _Held:
    """Each tie's spell on the day. Where imprecise dates let two be possible, the certain one, else the later."""
    ties = selection.ties
    count = int(ties.numbers[-1]) + 1 if len(ties) else 0
    at, certain = np.full(count, NOWHERE, dtype=np.int64), np.zeros(count, dtype=bool)
    places = np.flatnonzero(shown)
    if places.size:
        sure = selection.certain[places]
        numbers = ties.numbers[places]
        firsts = np.flatnonzero(np.r_[True, numbers[1:] != numbers[:-1]])
        best = np.maximum.reduceat(places + sure * len(ties), firsts)
        at[numbers[firsts]], certain[numbers[firsts]] = best % len(ties), best >= len(ties)
    return _Held(at, certain)


def tie_states(selection: Selection) -> dict[str, TieState]:
    """Tie -> what it reads on the day, for the ties in view."""
    return {selection.ties.tie[held.index]: held for held in _each(_held(selection, selection.shown))}


def _each(held: _Held) -> Iterable[TieState]:
    return (found for tie in np.flatnonzero(held.at != NOWHERE) if (found := held.of(int(tie))))


def two_days(ties: Ties, view: View, *, against: date) -> tuple[Selection, Selection]:
    """What is in view on `against` and on the day of the view, by the same filters.

    What is near to the focus may differ by day; what is near on either day counts on both.
    """
    first, second = select(ties, replace(view, as_of=against)), select(ties, view)
    passed = first.passed | second.passed
    first, second = (replace(found, passed=passed, shown=passed & found.in_force) for found in (first, second))
    return first, second


def changes_between(first: Selection, second: Selection, *, ladder: str = "") -> tuple[Change, ...]:
    """The changes from the day of `first` to the day of `second`, in the order of `ChangeKind`, then of time.

    Both come from `two_days`. `ladder` is the order by which up and down are told, in the family that it
    orders; elsewhere it is our own.
    """
    ties = first.ties
    before, after = _held(first, first.shown), _held(second, second.shown)
    all_before, all_after = _held(first, first.in_force), _held(second, second.in_force)
    days = first.view.as_of, second.view.as_of
    differs = (before.at != after.at) | (before.certain != after.certain)
    found = []
    for tie in map(int, np.flatnonzero(differs)):
        was, now = before.of(tie), after.of(tie)
        hidden_before, hidden_after = (None if was else all_before.of(tie)), (None if now else all_after.of(tie))
        kind = _kind(ties, was or hidden_before, now or hidden_after, days, ladder)
        held = now or was
        if kind and held:
            found.append(Change(ties.tie[held.index], kind, was, now, hidden_before, hidden_after))
    order = {kind: place for place, kind in enumerate(ChangeKind)}
    return tuple(sorted(found, key=lambda change: (order[change.kind], _day(ties, change), change.tie)))


def _day(ties: Ties, change: Change) -> int:
    """The day by which a list is ordered: when the later of the two states begins, or when the tie ends."""
    if change.was and change.now:
        return int(ties.starts[0][max(change.was.index, change.now.index)])
    held = change.was or change.now
    assert held
    return int(ties.ends[0][held.index] if change.kind is ChangeKind.ENDED else ties.starts[0][held.index])


def _kind(
    ties: Ties, was: TieState | None, now: TieState | None, days: tuple[date, date], ladder: str
) -> ChangeKind | None:
    if was is None:
        return _came(ties, now, missing=days[0]) if now else None
    if now is None:
        return INVERSE[_came(ties, was, missing=days[1])]
    if was.index == now.index:
        return None if was.certain == now.certain else ChangeKind.CERTAIN if now.certain else ChangeKind.UNCERTAIN
    return spell_change_kind(ties, was.index, now.index, ladder)


def spell_change_kind(ties: Ties, was: int, now: int, ladder: str) -> ChangeKind:
    """What the second spell of a tie brought after the first."""
    one, other = ties.spells[was], ties.spells[now]
    if one.tier != other.tier:
        return tier_change_kind(ties, was, now, ladder_for(ties.dataset, ties.tiers[now].family, ladder))
    if (one.wording, one.wording_zh, one.wording_ru) != (other.wording, other.wording_zh, other.wording_ru):
        return ChangeKind.REWORDED
    return ChangeKind.STATUS if one.status != other.status else ChangeKind.RESOURCED


def _came(ties: Ties, held: TieState, *, missing: date) -> ChangeKind:
    """New; but a tie of unknown start is not new on the day on which a source first shows it."""
    before = missing.toordinal() < ties.starts[0][held.index]
    return ChangeKind.SEEN if before and ties.spells[held.index].start is None else ChangeKind.NEW


def tier_change_kind(ties: Ties, was: int, now: int, ladder: Ladder) -> ChangeKind:
    """Up, down or on the same rung, by one order; OTHER if its author leaves one of the two out."""
    old, new = (height(ties.dataset, ladder, ties.tiers[at].tier) for at in (was, now))
    if old is None or new is None:
        return ChangeKind.OTHER
    return ChangeKind.REWORDED if old == new else ChangeKind.UP if new < old else ChangeKind.DOWN


def kinds_by_other_ladders(ties: Ties, change: Change) -> dict[ChangeKind, tuple[Ladder, ...]]:
    """The types that other orders give to a change of tier; empty if it is none or all agree."""
    if not (change.was and change.now) or ties.spells[change.was.index].tier == ties.spells[change.now.index].tier:
        return {}
    family = ties.tiers[change.now.index].family
    found: dict[ChangeKind, tuple[Ladder, ...]] = {}
    for ladder in ties.dataset.ladders.values():
        if ladder.family == family:
            kind = tier_change_kind(ties, change.was.index, change.now.index, ladder)
            if kind not in (change.kind, ChangeKind.OTHER):
                found[kind] = (*found.get(kind, ()), ladder)
    return found


def states_after(changes: Iterable[Change], held: Mapping[str, TieState]) -> dict[str, TieState]:
    """The ties in view after the changes. ValueError if a change does not fit what is there."""
    after = dict(held)
    for change in changes:
        if after.pop(change.tie, None) != change.before:
            raise ValueError(f"{change.tie} is not what the change says it was")
        if change.after:
            after[change.tie] = change.after
    return after
