"""Spells -> since when they hold without a break, as far as their dates can tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappush

from data.analysis.holders import follows
from data.view.ties import SpellIndex, Ties

# First day, first day no longer, and the spell that begins it.
_Interval = tuple[int, int, SpellIndex]


@dataclass(frozen=True)
class Since:
    """Since when something has held without a break: at the earliest and at the latest (ordinals).

    `index` is the spell whose start decides it: its date is as exact as the source. `is_certain` says whether it
    certainly holds on the day asked for; if not, `latest` is the last day on which it may have begun.
    """

    index: SpellIndex
    earliest: int
    latest: int
    is_certain: bool


def since_of(ties: Ties, indices: Sequence[SpellIndex], day: int) -> Since | None:
    """Since when one of the spells has been in force until the day; None if none may be. They are in the order of `ties`."""
    runs = runs_of(ties, indices)
    (starts, sure_starts), (ends, sure_ends) = ties.starts, ties.ends
    possible = _unbroken(((int(starts[one]), int(sure_ends[last]), one) for one, last in runs), day)
    certain = _unbroken(((int(sure_starts[one]), int(ends[last]), one) for one, last in runs), day)
    if possible is None:
        return None
    if certain is None:
        return Since(possible[1], possible[0], int(sure_starts[possible[1]]), is_certain=False)
    return Since(certain[1], possible[0], certain[0], is_certain=True)


def since_all(sinces: Iterable[Since | None]) -> Since | None:
    """Since when all of these have held at one time; None if one of them does not."""
    known = list(sinces)
    parts = [since for since in known if since]
    if not parts or len(parts) < len(known):
        return None
    decisive = max(parts, key=lambda since: (since.latest, since.earliest))
    return Since(
        decisive.index,
        max(since.earliest for since in parts),
        decisive.latest,
        is_certain=all(since.is_certain for since in parts),
    )


def links_since(ties: Ties, indices: Sequence[SpellIndex], since: Since | None, day: int) -> tuple[SpellIndex, ...]:
    """The spells that show together that one of these has been in force since then, the earliest first.

    They are as few as do, except that a label is followed by the one that took its place: a row of labels has no hole.
    """
    if since is None:
        return ()
    (starts, sure_starts), (ends, sure_ends) = ties.starts, ties.ends
    links, reached, known = list[SpellIndex](), since.latest, frozenset(indices)
    # Those that have not begun yet, the next at the end; and those that have, the one that lasts longest first.
    later = sorted(indices, key=lambda one: int(starts[one]), reverse=True)
    begun, order = list[tuple[int, int, int, int, SpellIndex]](), {one: place for place, one in enumerate(indices)}
    while reached <= day:
        # What begins on the day itself is a date to show.
        while later and starts[later[-1]] <= reached:
            one = later.pop()
            heappush(begun, (-int(sure_ends[one]), -int(ends[one]), int(sure_starts[one]), order[one], one))
        label = links[-1] + 1 if links else -1
        if label in known and starts[label] <= reached < sure_ends[label] and follows(ties, label):
            links.append(label)
        elif begun and -begun[0][0] > reached:
            links.append(begun[0][-1])
        else:
            break
        reached = int(sure_ends[links[-1]])
    return tuple(dict.fromkeys((*([since.index] if since.index in indices else []), *links)))


def runs_of(ties: Ties, indices: Sequence[SpellIndex]) -> list[tuple[SpellIndex, SpellIndex]]:
    """First and last spell of what was held without a break: a step from one label to the next is none."""
    runs: list[tuple[SpellIndex, SpellIndex]] = []
    for index in indices:
        if runs and runs[-1][1] == index - 1 and follows(ties, index):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _unbroken(intervals: Iterable[_Interval], day: int) -> tuple[int, SpellIndex] | None:
    """The first day of the unbroken time until the day that the intervals cover together, and the spell that begins it."""
    # The last to end at the end, so that each is looked at once.
    begun = sorted((one for one in intervals if one[0] <= day and one[0] < one[1]), key=lambda one: one[1])
    found = min(((start, index) for start, end, index in begun if end > day), default=None)
    while found:
        reaching = list[_Interval]()
        while begun and begun[-1][1] >= found[0]:
            reaching.append(begun.pop())
        earlier = min((one for one in reaching if one[0] < found[0]), default=None)
        if earlier is None:
            break
        found = earlier[0], earlier[2]
    return found
