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
from data.view.ties import Mask, Ties
from data.view.view import View

NOWHERE = -1


class Kind(StrEnum):
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


INVERSE: Mapping[Kind, Kind] = {
    Kind.NEW: Kind.ENDED,
    Kind.ENDED: Kind.NEW,
    Kind.UP: Kind.DOWN,
    Kind.DOWN: Kind.UP,
    Kind.CERTAIN: Kind.UNCERTAIN,
    Kind.UNCERTAIN: Kind.CERTAIN,
    Kind.SEEN: Kind.UNSEEN,
    Kind.UNSEEN: Kind.SEEN,
    **{kind: kind for kind in (Kind.REWORDED, Kind.OTHER, Kind.STATUS, Kind.RESOURCED)},
}


@dataclass(frozen=True)
class Held:
    """What a tie reads on a day: the position of its spell, and whether it holds for certain."""

    at: int
    certain: bool


@dataclass(frozen=True)
class Change:
    """One tie that is not on the second day what it was on the first.

    `before` and `after` are what passed the filters, None if nothing did. `kind` is judged by all that was in
    force, so that a tie which comes into view by moving up is no new tie; `hidden_before` and `hidden_after`
    hold what a filter keeps out of view.
    """

    tie: str
    kind: Kind
    before: Held | None
    after: Held | None
    hidden_before: Held | None = None
    hidden_after: Held | None = None

    @property
    def was(self) -> Held | None:
        return self.before or self.hidden_before

    @property
    def now(self) -> Held | None:
        return self.after or self.hidden_after

    @property
    def at(self) -> int:
        """The position that says which dyad and family it is about."""
        held = self.now or self.was
        assert held
        return held.at


@dataclass(frozen=True)
class _Held:
    """The same for all ties at once: position of the spell, or NOWHERE; and whether it is certain."""

    at: npt.NDArray[np.int64]
    certain: Mask

    def of(self, tie: int) -> Held | None:
        return None if self.at[tie] == NOWHERE else Held(int(self.at[tie]), bool(self.certain[tie]))


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


def ties_held(selection: Selection) -> dict[str, Held]:
    """Tie -> what it reads on the day, for the ties in view."""
    return {selection.ties.tie[held.at]: held for held in _each(_held(selection, selection.shown))}


def _each(held: _Held) -> Iterable[Held]:
    return (found for tie in np.flatnonzero(held.at != NOWHERE) if (found := held.of(int(tie))))


def two_days(ties: Ties, view: View, *, against: date) -> tuple[Selection, Selection]:
    """What is in view on `against` and on the day of the view, by the same filters.

    What is near to the focus may differ by day; what is near on either day counts on both.
    """
    first, second = select(ties, replace(view, as_of=against)), select(ties, view)
    passed = first.passed | second.passed
    first, second = (replace(found, passed=passed, shown=passed & found.standing) for found in (first, second))
    return first, second


def changes_between(first: Selection, second: Selection, *, ladder: str = "") -> tuple[Change, ...]:
    """The changes from the day of `first` to the day of `second`, in the order of `Kind`, then of time.

    Both come from `two_days`. `ladder` is the order by which up and down are told, in the family that it
    orders; elsewhere it is our own.
    """
    ties = first.ties
    before, after = _held(first, first.shown), _held(second, second.shown)
    all_before, all_after = _held(first, first.standing), _held(second, second.standing)
    days = first.view.as_of, second.view.as_of
    differs = (before.at != after.at) | (before.certain != after.certain)
    found = []
    for tie in map(int, np.flatnonzero(differs)):
        was, now = before.of(tie), after.of(tie)
        hidden_before, hidden_after = (None if was else all_before.of(tie)), (None if now else all_after.of(tie))
        kind = _kind(ties, was or hidden_before, now or hidden_after, days, ladder)
        held = now or was
        if kind and held:
            found.append(Change(ties.tie[held.at], kind, was, now, hidden_before, hidden_after))
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda change: (order[change.kind], _day(ties, change), change.tie)))


def _day(ties: Ties, change: Change) -> int:
    """The day by which a list is ordered: when the later of the two states begins, or when the tie ends."""
    if change.was and change.now:
        return int(ties.starts[0][max(change.was.at, change.now.at)])
    held = change.was or change.now
    assert held
    return int(ties.ends[0][held.at] if change.kind is Kind.ENDED else ties.starts[0][held.at])


def _kind(ties: Ties, was: Held | None, now: Held | None, days: tuple[date, date], ladder: str) -> Kind | None:
    if was is None:
        return _came(ties, now, missing=days[0]) if now else None
    if now is None:
        return INVERSE[_came(ties, was, missing=days[1])]
    if was.at == now.at:
        return None if was.certain == now.certain else Kind.CERTAIN if now.certain else Kind.UNCERTAIN
    return spell_kind(ties, was.at, now.at, ladder)


def spell_kind(ties: Ties, was: int, now: int, ladder: str) -> Kind:
    """What the second spell of a tie brought after the first."""
    one, other = ties.spells[was], ties.spells[now]
    if one.tier != other.tier:
        return step_kind(ties, was, now, ladder_for(ties.dataset, ties.tiers[now].family, ladder))
    if (one.wording, one.wording_zh, one.wording_ru) != (other.wording, other.wording_zh, other.wording_ru):
        return Kind.REWORDED
    return Kind.STATUS if one.status != other.status else Kind.RESOURCED


def _came(ties: Ties, held: Held, *, missing: date) -> Kind:
    """New; but a tie of unknown start is not new on the day on which a source first shows it."""
    before = missing.toordinal() < ties.starts[0][held.at]
    return Kind.SEEN if before and ties.spells[held.at].start is None else Kind.NEW


def step_kind(ties: Ties, was: int, now: int, ladder: Ladder) -> Kind:
    """Up, down or on the same rung, by one order; OTHER if its author leaves one of the two out."""
    old, new = (height(ties.dataset, ladder, ties.tiers[at].tier) for at in (was, now))
    if old is None or new is None:
        return Kind.OTHER
    return Kind.REWORDED if old == new else Kind.UP if new < old else Kind.DOWN


def typed_otherwise(ties: Ties, change: Change) -> dict[Kind, tuple[Ladder, ...]]:
    """The types that other orders give to a change of tier; empty if it is none or all agree."""
    if not (change.was and change.now) or ties.spells[change.was.at].tier == ties.spells[change.now.at].tier:
        return {}
    family = ties.tiers[change.now.at].family
    found: dict[Kind, tuple[Ladder, ...]] = {}
    for ladder in ties.dataset.ladders.values():
        if ladder.family == family:
            kind = step_kind(ties, change.was.at, change.now.at, ladder)
            if kind not in (change.kind, Kind.OTHER):
                found[kind] = (*found.get(kind, ()), ladder)
    return found


def applied(changes: Iterable[Change], held: Mapping[str, Held]) -> dict[str, Held]:
    """The ties in view after the changes. ValueError if a change does not fit what is there."""
    after = dict(held)
    for change in changes:
        if after.pop(change.tie, None) != change.before:
            raise ValueError(f"{change.tie} is not what the change says it was")
        if change.after:
            after[change.tie] = change.after
    return after
