"""What a feed answers, as plain values: series, partners, changes, reports. Every count has its share beside it.

The volume of news grows, and coders change: a count alone says little. A share is that of all reports between two
countries in the same months.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import NamedTuple

from data.observed.events.vocabulary import CONFLICT

# Of fewer reports, in the window and in the year before it, a change may be chance.
FEWEST_REPORTS = 30
BASELINE_MONTHS = 12


@dataclass(frozen=True)
class FeedCoverage:
    """What a feed covers: its sources, first and last month, and the reports of all pairs in each month."""

    sources: tuple[str, ...]
    months: dict[date, int]

    @property
    def first(self) -> date:
        return min(self.months)

    @property
    def last(self) -> date:
        return max(self.months)

    @property
    def events(self) -> int:
        return sum(self.months.values())

    def between(self, since: date, until: date) -> int:
        """The reports of all pairs from the month of `since` to that of `until`."""
        first, last = since.replace(day=1), until.replace(day=1)
        return sum(number for month, number in self.months.items() if first <= month <= last)

    @property
    def is_generated(self) -> bool:
        return "SYNTHETIC" in self.sources


@dataclass(frozen=True)
class MonthCount:
    """Reports of one kind in a month; `all` are those of all pairs and kinds."""

    month: date
    kind: str
    quad: int
    events: int
    mentions: int
    all: int

    @property
    def share(self) -> float:
        return self.events / self.all if self.all else 0.0


@dataclass(frozen=True)
class Partner:
    """How many reports an actor has with a partner; `all` are those of all pairs in the same months."""

    actor: str
    cooperation: int
    conflict: int
    events: int
    mentions: int
    all: int

    @property
    def share(self) -> float:
        return self.events / self.all if self.all else 0.0

    @property
    def conflict_share(self) -> float:
        """Of the pair's own reports."""
        return self.conflict / self.events if self.events else 0.0


class PairCount(NamedTuple):
    """How many reports two actors have with each other, in alphabetical order."""

    one: str
    other: str
    cooperation: int
    conflict: int
    events: int


@dataclass(frozen=True, eq=False)
class FeedWindow:
    """All pairs with reports from the month of `since` to that of `until`; equal only to itself, so that it can be a key."""

    since: date
    until: date
    pairs: tuple[PairCount, ...]


@dataclass(frozen=True)
class ShareChange:
    """A pair in a window, against its own share of all reports in the twelve months before.

    `expected` is what the pair would have at that share; `distance` how far `now` is from it, in the square root of what
    was expected, so that a jump from 2 to 10 does not rank above one from 300 to 600.
    """

    dyad: str
    before: int
    now: int
    expected: float
    conflict_before: int
    conflict_now: int

    @property
    def distance(self) -> float:
        return (self.now - self.expected) / sqrt(max(self.expected, 1.0))

    @property
    def ratio(self) -> float | None:
        """Now to expected; None if nothing was expected."""
        return self.now / self.expected if self.expected else None


@dataclass(frozen=True)
class Report:
    """One row of the feed: what a machine read in the news, which need not have happened."""

    day: date
    actor1: str
    actor2: str
    code: str
    quad: int
    events: int
    mentions: int
    event: str


def month_of(day: date, months: int = 0) -> date:
    """The first day of the month that many months later (or earlier)."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def windows(last: date, length: int) -> tuple[tuple[date, date], tuple[date, date]]:
    """(baseline, window) by their first and last month: a window of `length` months up to `last`, and the year before."""
    first = month_of(last, 1 - length)
    return (month_of(first, -BASELINE_MONTHS), month_of(first, -1)), (first, month_of(last))


def changes_of(
    rows: Iterable[tuple[str, str, int, int, int, int]], all_before: int, all_now: int, *, least: int, most: int
) -> tuple[ShareChange, ...]:
    """The pairs farthest from what was expected, of those with enough reports; the farthest first."""
    growth = all_now / all_before if all_before else 0.0
    found = (
        ShareChange("-".join(sorted((one, other))), before, now, before * growth, conflict_before, conflict_now)
        for one, other, before, now, conflict_before, conflict_now in rows
    )
    enough = (change for change in found if max(change.now, change.expected) >= least)
    return tuple(sorted(enough, key=lambda change: (-abs(change.distance), change.dyad))[:most])


def by_year(counts: Iterable[MonthCount]) -> dict[tuple[int, bool], int]:
    """(year, whether conflict) -> reports."""
    sums: dict[tuple[int, bool], int] = defaultdict(int)
    for count in counts:
        sums[count.month.year, count.quad in CONFLICT] += count.events
    return dict(sums)
