"""The label of a dyad on a day: how it came to it, how fast, and where it is among its peers."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.analysis.arrival import Arrivals, ChangePattern, Level, LevelChange, Stay, change_patterns, holder_of_spell
from data.analysis.holders import Holder
from data.base.memo import memo_large
from data.model.tie_rows import Ladder
from data.view.selection import Selection, select
from data.view.ties import SpellIndex, Ties
from data.view.view import View

# Who is on a level in order of arrival, and the first and last number that each can have.
OnLevel = tuple[tuple[Holder, ...], Mapping[str, tuple[int, int]]]


@dataclass(frozen=True)
class Standing:
    """A label in force and its place on our own ranking of its family.

    `path` are the spells of the tie until the day, the present one last. `level` is None if all labels of the family are
    equal. `peers` are those on the level on the day, in order of arrival, and `order` is the first and last number that
    this one can have among them. `step` is the change of level that led here; `usual` are all changes like it.
    """

    ladder: Ladder
    holder: str
    index: SpellIndex
    is_certain: bool
    path: tuple[SpellIndex, ...]
    level: Level | None
    levels: tuple[Level, ...]
    first: SpellIndex
    peers: tuple[Holder, ...]
    order: tuple[int, int]
    step: LevelChange | None
    usual: ChangePattern | None

    @property
    def place(self) -> int:
        """The number of its level from the top, 1 for the highest; 0 without one."""
        return self.levels.index(self.level) + 1 if self.level else 0


@memo_large
def everything_on(ties: Ties, day: date) -> Selection:
    """All ties, with the day shown: a profile has no filters."""
    return select(ties, View(as_of=day))


@memo_large
def arrivals_on(ties: Ties, ladder: str, day: date) -> Arrivals:
    """Everyone's stays on a ladder, seen from the day."""
    return Arrivals(everything_on(ties, day), ties.dataset.ladders[ladder])


@memo_large
def _patterns(ties: Ties, ladder: str, day: date) -> tuple[ChangePattern, ...]:
    return tuple(change_patterns(arrivals_on(ties, ladder, day)))


@memo_large
def _on_level(ties: Ties, ladder: str, day: date, level: Level) -> OnLevel:
    return arrivals_on(ties, ladder, day).on_level(level)


def standing_of(ties: Ties, index: SpellIndex, day: date) -> Standing:
    """The standing of a spell that is in force on the day, in a family where a dyad has one tier at a time."""
    ladder = ties.dataset.house_ladder(ties.tiers[index].family)
    arrivals, holder = arrivals_on(ties, ladder.ladder, day), holder_of_spell(ties, index)
    levels = tuple(sorted({level.height: level for level in arrivals.levels.values()}.values(), key=_height))
    stay = _stay_with(arrivals.stays.get(holder, ()), index)
    is_ranked = stay is not None and stay.level is not None and len(levels) > 1
    peers, orders = _on_level(ties, ladder.ladder, day, stay.level) if stay and stay.level and is_ranked else ((), {})
    step = next((change for change in arrivals.changes if is_ranked and change.after == stay), None)
    return Standing(
        ladder=ladder,
        holder=holder,
        index=index,
        is_certain=bool(everything_on(ties, day).certain[index]),
        path=tuple(path_to(ties, index)),
        level=stay.level if stay and is_ranked else None,
        levels=levels,
        first=stay.first if stay else index,
        peers=peers,
        order=orders.get(holder, (0, 0)),
        step=step,
        usual=next((one for one in _patterns(ties, ladder.ladder, day) if step in one.changes), None) if step else None,
    )


def _stay_with(stays: tuple[Stay, ...], index: SpellIndex) -> Stay | None:
    """The stay on a level in which a spell is; there may be thousands, in order."""
    place = bisect_right(stays, index, key=lambda stay: stay.first) - 1
    stay = stays[place] if place >= 0 else None
    return stay if stay and stay.last >= index and stay.level else None


def path_to(ties: Ties, index: SpellIndex) -> list[SpellIndex]:
    """The spells of a tie up to this one, oldest first; proposals are left out."""
    first = index
    while first and ties.tie[first - 1] == ties.tie[index]:
        first -= 1
    return [one for one in range(first, index + 1) if not ties.proposed[one]]


def _height(level: Level) -> int:
    return level.height
